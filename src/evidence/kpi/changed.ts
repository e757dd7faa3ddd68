// What changed: the figures that differ between two periods by more than chance, the surest first.
import type { Period } from "#kit/period.ts";
import { type Change, changeBetween } from "#evidence/kpi/change.ts";
import { figureKeys } from "#evidence/kpi/figures.ts";
import type { Lens } from "#evidence/kpi/lens.ts";
import { someFigures, stepsOf } from "#evidence/kpi/series.ts";
import { meanError } from "#evidence/statistics/trend.ts";

export interface ClearChange extends Change {
  readonly verdict: "clear";
}

/** Of all figures looked at together, at most one in ten of those named is expected to be chance. */
const falseNamed = 0.1;

/**
 * Every figure is compared (with the swing of its months counted, where a period has four of them); many looks would find something by chance alone,
 * so that the list is cut by Benjamini and Hochberg's rule (1995): with chances of no change p(1) <= p(2) <= .. of m figures, the first k with p(k) <= k/m x .1 stay.
 */
export function clearChanges(lens: Lens, periods: { earlier: Period; later: Period }): ClearChange[] {
  const monthly = (period: Period) => stepsOf(period, "month").map((month) => someFigures(lens, month, figureKeys));
  const [monthsBefore, monthsAfter] = [monthly(periods.earlier), monthly(periods.later)];
  const [before, after] = [someFigures(lens, periods.earlier, figureKeys), someFigures(lens, periods.later, figureKeys)];
  const swing = (months: typeof monthsBefore, place: number) =>
    meanError(months.flatMap((month) => (month[place]!.value === null ? [] : [month[place]!.value])));
  const changes = figureKeys.map((_, i) => changeBetween(before[i]!, after[i]!, { earlier: swing(monthsBefore, i), later: swing(monthsAfter, i) }));
  const told = changes.filter((change) => change.probability !== null).sort((a, b) => b.probability! - a.probability! || (a.key < b.key ? -1 : 1));
  let last = 0;
  told.forEach((change, i) => {
    if (2 * (1 - change.probability!) <= ((i + 1) / told.length) * falseNamed) last = i + 1;
  });
  return told.slice(0, last).filter((change): change is ClearChange => change.verdict === "clear");
}
