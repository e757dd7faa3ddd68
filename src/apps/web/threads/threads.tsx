// The room of threads as the app fills it: above the thread of a number stands the number itself, as it is now.
import { readFigures } from "#features/figures/contract.ts";
import type { words } from "#features/figures/words.en.ts";
import { type NumberNow, ThreadsPage } from "#features/threads/page.tsx";
import { paths } from "#kit/paths.ts";
import { readPeriod } from "#kit/period.ts";
import { useWorkspaceSlug } from "#ui/address.tsx";
import { useFormat, useSentence, useWords } from "#ui/language.ts";
import { NumberCard } from "#ui/number-card.tsx";
import { Waiting } from "#ui/states.tsx";
import { useAsk } from "#ui/use-ask.ts";

export function Page() {
  return <ThreadsPage Now={Now} />;
}

const Now: NumberNow = ({ id, period: asked }) => {
  const t = useWords<typeof words>("figures");
  const say = useSentence("figures");
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const period = asked !== null && readPeriod(asked) !== null ? asked : undefined;
  const isKnown = say(`figure.${id}`) !== null;
  const told = useAsk(readFigures, { params: { workspace }, query: period === undefined ? {} : { period } }, { when: isKnown, keepsLast: true });
  // Numbers of other rooms have a thread as well; they are read there.
  if (!isKnown || told.error) return null;
  if (told.data === undefined) return <Waiting height={160} />;
  const number = told.data.numbers.find(({ key }) => key === id);
  if (number === undefined) return null;
  return (
    <div style={{ maxWidth: "28rem" }}>
      <NumberCard
        name={`${t(`figure.${id as "revenue"}`)}, ${format.period(number.period)}`}
        number={number}
        {...(number.definition === null ? {} : { definitionAt: paths.definitions(workspace, { key: number.definition.split("@")[0]! }) })}
      />
    </div>
  );
};
