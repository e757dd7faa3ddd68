// The ways journeys took as flows: first channel, last channel, end.
import type { JourneysView } from "#features/journeys/contract.ts";
import { useJourneyNames } from "#features/journeys/parts/names.ts";
import { useOpenChannel } from "#features/journeys/parts/question.ts";
import type { words } from "#features/journeys/words.en.ts";
import { Flows } from "#ui/chart/flows.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { Section } from "#ui/page.tsx";

const ends = ["won", "none", "open"] as const;
/** So many channels have a colour and a bar of their own. */
const most = 8;

export function WaysTaken({ told }: { readonly told: JourneysView }) {
  const t = useWords<typeof words>("journeys");
  const format = useFormat();
  const { nameOf } = useJourneyNames();
  const [, open] = useOpenChannel();
  const { ways } = told;
  const shown = told.channels.slice(0, most);
  const isShown = new Set(shown.map(({ key }) => key));
  const keyOf = (key: string) => (isShown.has(key) ? key : "rest");
  const hasRest = [...ways.between.flatMap(({ first, last }) => [first, last]), ...ways.ends.map(({ last }) => last)].some((key) => !isShown.has(key));
  const names = [...shown.map((each) => ({ key: each.key, name: nameOf(each) })), ...(hasRest ? [{ key: "rest", name: t("channel-other") }] : [])];
  const nodes = [
    ...[0, 1].flatMap((layer) =>
      names.map(({ key, name }, group) => ({ key: `${layer} ${key}`, name, layer, group: key === "rest" ? most : group, isQuiet: key === "rest" })),
    ),
    ...ends.map((end) => ({ key: `2 ${end}`, name: t(`end-${end}`), layer: 2, isQuiet: end !== "won" })),
  ];
  const links = [
    ...ways.between.map(({ first, last, count }) => ({ from: `0 ${keyOf(first)}`, to: `1 ${keyOf(last)}`, value: count })),
    ...ways.ends.map(({ last, end, count }) => ({ from: `1 ${keyOf(last)}`, to: `2 ${end}`, value: count })),
  ];
  const count = told.won + told.none + told.open;
  return (
    <Section title={t("ways")}>
      <Flows
        title={t("ways-title", { count, won: told.won })}
        note={
          ways.touches === null || ways.days === null
            ? undefined
            : t("ways-note", { touches: format.value(ways.touches, { unit: "index" }), days: format.count(Math.round(ways.days)) })
        }
        summary={t("ways-summary", { count })}
        fileName="evenhand-journeys"
        layers={[t("layer-first"), t("layer-last"), t("layer-end")]}
        nodes={nodes}
        links={together(links)}
        onOpen={({ key }) => {
          const channel = key.slice(2);
          if (isShown.has(channel)) open(channel);
        }}
      />
    </Section>
  );
}

/** Ribbons between the same two bars are one. */
function together(links: readonly { from: string; to: string; value: number }[]) {
  const sums = new Map<string, { from: string; to: string; value: number }>();
  for (const { from, to, value } of links) {
    const known = sums.get(`${from}|${to}`);
    sums.set(`${from}|${to}`, { from, to, value: value + (known?.value ?? 0) });
  }
  return [...sums.values()];
}
