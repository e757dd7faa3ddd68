// The answer in a few sentences: the most frequent way to a won deal, the longest wait, steps back, changes of hands.
import type { PathsAnswer } from "#features/paths/contract.ts";
import { useStepNames } from "#features/paths/parts/step-names.ts";
import type { words } from "#features/paths/words.en.ts";
import { useFormat, useWords } from "#ui/language.ts";

const share = { unit: "share" } as const;

export function PathsSentence({ told }: { readonly told: PathsAnswer }) {
  const t = useWords<typeof words>("paths");
  const format = useFormat();
  const name = useStepNames(told);
  const { variants, slowest, mostRepeated, rework, handovers } = told;
  const range = (rate: { readonly interval: PathsAnswer["rework"]["interval"] }) => format.interval(rate.interval, share);
  const way = () => {
    if (variants === null) return t("answer-young");
    const best = variants.rows.find((row) => row.isWon);
    if (best === undefined) return t("answer-no-way");
    return t("answer-way", { share: format.share(best.share), range: range(best), cases: variants.ripe, steps: best.steps.map(name).join(" → ") });
  };
  const wait = () => {
    if (slowest === null) return null;
    const { low, high } = slowest.wait;
    const values = { from: name(slowest.from), to: name(slowest.to), days: format.days(rounded(slowest.wait.value)) };
    const said =
      low === null || high === null || low === high
        ? t("answer-slowest-sure", values)
        : t("answer-slowest", { ...values, range: format.interval({ low: rounded(low), high: rounded(high) }, { unit: "days" }) });
    return slowest.rival === null ? said : `${said} ${t("answer-rival", { from: name(slowest.rival.from), to: name(slowest.rival.to) })}`;
  };
  const back =
    mostRepeated === null
      ? t("answer-no-back")
      : t("answer-back", {
          share: format.share(rework.value),
          range: range(rework),
          from: name(mostRepeated.from),
          to: name(mostRepeated.to),
          count: mostRepeated.count,
        });
  const hands = handovers === null || handovers.hits === 0 ? null : t("answer-hands", { share: format.share(handovers.value), range: range(handovers) });
  return <>{[way(), wait(), back, hands].filter((sentence) => sentence !== null).join(" ")}</>;
}

/** Days below ten to a tenth, above to whole ones. */
export const rounded = (days: number) => (days < 10 ? Math.round(days * 10) / 10 : Math.round(days));
