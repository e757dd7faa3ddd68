// How we know: the method in plain words, what it rests on, what to beware of, and what repeats the answer.
import { Anchor } from "@mantine/core";
import type { ReactNode } from "react";

import type { Caution } from "#facts/papers.ts";
import type { ForecastView, MovementView } from "#features/forecast/contract.ts";
import { useLevel } from "#features/forecast/parts/level.ts";
import type { words } from "#features/forecast/words.en.ts";
import { paths } from "#kit/paths.ts";
import { GoTo, useWorkspaceSlug } from "#ui/address.tsx";
import { useFormat, useWords } from "#ui/language.ts";
import { useCaution } from "#ui/reasons.ts";
import type { words as kitWords } from "#ui/words.en.ts";

export function ForecastPapers({ told }: { readonly told: ForecastView }) {
  const t = useWords<typeof words>("forecast");
  const { format, wins } = useLevel(told);
  const { learnt, papers, track } = told;
  const by = t(`by-${learnt.sortedBy}`);
  return (
    <>
      <p>{t("papers-method", { draws: papers.draws })}</p>
      <p>{learnt.kinds.length === 0 ? t("papers-one-kind", { by }) : t("papers-sorted", { by, kinds: learnt.kinds.join(", ") })}</p>
      <p>{t("papers-learnt", { won: learnt.won, lost: learnt.lost, from: format.day(learnt.from), opened: wins(learnt.openedADay) })}</p>
      <p>{t("papers-day", { day: format.day(told.day), left: told.daysLeft })}</p>
      <p>{t("papers-honest")}</p>
      <p>{t("papers-widening", { factor: format.value(track.widening, { unit: "index" }), count: track.periods.length })}</p>
      <Cautions of={told.cautions} />
      <p>{t("papers-seed", { version: papers.factsVersion, seed: String(papers.seed) })}</p>
    </>
  );
}

export function MovementPapers({ told }: { readonly told: MovementView }) {
  const t = useWords<typeof words>("forecast");
  const format = useFormat();
  const [first, last] = [told.lookDays[0], told.lookDays.at(-1)];
  return (
    <>
      <p>{t("papers-movement")}</p>
      {first === undefined || last === undefined ? null : (
        <p>{t("movement-looks", { count: told.lookDays.length, first: format.day(first), last: format.day(last) })}</p>
      )}
      <p>{t("papers-movement-steps")}</p>
      <Cautions of={told.cautions.filter((each) => !isEarly(each))} />
    </>
  );
}

/** What is said at the head of the page: no history reaches the days asked for. */
export const isEarly = ({ code }: Caution): boolean => code === "movement-before-history" || code === "movement-no-history";

/** Days among the details are written in the language. */
function Cautions({ of }: { readonly of: readonly Caution[] }): ReactNode {
  const kit = useWords<typeof kitWords>("kit");
  const caution = useCaution();
  const format = useFormat();
  const workspace = useWorkspaceSlug();
  const written = ({ code, details }: Caution): Caution =>
    details && typeof details["day"] === "string" && details["day"] !== ""
      ? { code, details: { ...details, day: format.day(details["day"]) } }
      : details === undefined
        ? { code }
        : { code, details };
  return (
    <>
      {of.length === 0 ? null : (
        <>
          <h3>{kit("papers-cautions")}</h3>
          <ul>
            {of.map((each) => (
              <li key={each.code}>{caution(written(each))}</li>
            ))}
          </ul>
        </>
      )}
      <p>
        <Anchor component={GoTo} href={paths.trust(workspace)}>
          {kit("room-trust")}
        </Anchor>
      </p>
    </>
  );
}
