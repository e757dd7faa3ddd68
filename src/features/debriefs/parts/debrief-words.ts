// How a debrief puts counts, costs and sides into words.
import type { MeasuredView, ProjectResultsView } from "#features/debriefs/contract.ts";
import type { words } from "#features/debriefs/words.en.ts";
import { useFormat, useWords } from "#ui/language.ts";

export type MeasureKey = MeasuredView["measure"];

export function useDebriefWords() {
  const t = useWords<typeof words>("debriefs");
  const format = useFormat();
  const oneOf = (measures: readonly MeasuredView[], key: MeasureKey) => measures.find(({ measure }) => measure === key) ?? null;
  return {
    oneOf,
    leads: (count: number) => t("count-leads", { count }),
    accepted: (count: number) => t("count-accepted", { count }),
    won: (count: number) => t("count-won", { count }),
    /** Counts as they were written down: '34 leads, 21 accepted'. */
    counts: (measures: readonly { readonly measure: MeasureKey; readonly count: number }[]) =>
      measures.map(({ measure, count }) => t("rested-count", { count, measure: t(`measure-${measure}`).toLowerCase() })).join(", "),
    /** What one costs, in a sentence; of accepted leads, or of won deals where nothing else is on record. */
    cost: (told: Pick<ProjectResultsView, "unit">, measures: readonly MeasuredView[]) => {
      const isLead = told.unit === "lead";
      const one = oneOf(measures, isLead ? "accepted" : "won");
      if (one === null || one.cost.value === null) return t("answer-cost-none");
      const cost = format.value(one.cost.value, one.cost, true);
      const range = one.cost.interval === null ? "–" : format.interval(one.cost.interval, one.cost);
      return t(isLead ? "answer-cost-lead" : "answer-cost-won", { cost, range });
    },
  };
}
