// The figures week by week, month by month or quarter by quarter.
import { hasParts } from "#facts/goal-keys.ts";
import type { NumberWithPapers } from "#facts/papers.ts";
import { addDays, addMonths, dayNumber, dayOf, weekdayOf } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";
import { costPerDealFigures } from "#evidence/kpi/cost-per-deal.ts";
import { untilClosed, wonCycleFigures } from "#evidence/kpi/cycle.ts";
import { dealFigures } from "#evidence/kpi/deals.ts";
import type { Lens, Wanted } from "#evidence/kpi/lens.ts";
import { promotionFigures } from "#evidence/kpi/promotion-cost.ts";

export const steps = ["week", "month", "quarter"] as const;
export type Step = (typeof steps)[number];

/** Whole calendar steps that lie in a period: weeks begin on Monday, months on the 1st, quarters in January, April, July, October. */
export function stepsOf(period: Period, step: Step): Period[] {
  const found: Period[] = [];
  let from = firstStep(period.from, step);
  for (;;) {
    const until = step === "week" ? addDays(from, 7) : addMonths(from, step === "month" ? 1 : 3);
    if (until > period.until) return found;
    found.push({ from, until });
    from = until;
  }
}

/** The stretch of days on which there are facts: from the first day seen up to the day after the last. Null without deals. */
export function stretchOf(lens: Lens): Period | null {
  const first = lens.byClose[0] === undefined ? null : lens.facts.deals.closedOn[lens.byClose[0]]!;
  const opened = lens.byCreation[0] === undefined ? null : lens.facts.deals.createdOn[lens.byCreation[0]]!;
  const from = first === null ? opened : opened === null ? first : Math.min(first, opened);
  return from === null ? null : { from: dayOf(from), until: dayOf(Math.max(lens.lastSeen, from) + 1) };
}

/** The wanted figures of one period; only the families they belong to are worked out. `wanted`: of these deals alone, which only figures with parts have. */
export function someFigures(lens: Lens, period: Period, keys: readonly string[], wanted: Wanted = null): NumberWithPapers[] {
  if (wanted !== null && !keys.every(hasParts)) throw new RangeError("a figure that no deal says by itself has no parts");
  const families: (readonly [test: RegExp, of: () => NumberWithPapers[]])[] = [
    [/^(deals-|revenue|win-rate|average-deal|discount)/, () => dealFigures(lens, period, wanted)],
    [/^cycle-\w+-won/, () => wonCycleFigures(lens, period, wanted)],
    [/^cycle-median-all/, () => [untilClosed(lens, period, wanted)]],
    [/^promotion-cost/, () => promotionFigures(lens, period)],
    [/^cost-per-/, () => costPerDealFigures(lens, period)],
  ];
  const found = families.filter(([test]) => keys.some((key) => test.test(key))).flatMap(([, of]) => of());
  return keys.map((key) => found.find((figure) => figure.key === key)).filter((figure) => figure !== undefined);
}

export interface Point {
  readonly period: Period;
  readonly numbers: readonly NumberWithPapers[];
}

export function seriesOf(lens: Lens, options: { period: Period; step: Step; keys: readonly string[] }): Point[] {
  return stepsOf(options.period, options.step).map((period) => ({ period, numbers: someFigures(lens, period, options.keys) }));
}

function firstStep(day: string, step: Step): string {
  if (step === "week") {
    // 1970-01-01 was a Thursday: Monday is (number + 3) % 7 === 0.
    const past = weekdayOf(dayNumber(day));
    return past === 0 ? day : addDays(day, 7 - past);
  }
  let month = day.endsWith("-01") ? day : addMonths(`${day.slice(0, 7)}-01`, 1);
  if (step === "quarter") while ((Number(month.slice(5, 7)) - 1) % 3 !== 0) month = addMonths(month, 1);
  return month;
}
