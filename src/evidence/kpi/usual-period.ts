// Which period is meant when nobody names one, and from which day the facts are looked at.
import type { Lens } from "#evidence/kpi/lens.ts";
import { stretchOf } from "#evidence/kpi/series.ts";
import { type Day, dayNumber, dayOf } from "#kit/day.ts";
import { type Period, periodBefore, quarterOf } from "#kit/period.ts";

/** Quiet days at the end that do not make a quarter unfinished: nothing need close on its very last days. */
const quietDays = 7;

/**
 * The day to look from: today; for an extract that ends earlier, a week after the last day seen, so that its open deals are not taken for deals that
 * nobody closed since. Null without facts.
 */
export function lookedFrom(lens: Lens): Day | null {
  const stretch = stretchOf(lens);
  return stretch && dayOf(Math.min(dayNumber(lens.asOf), dayNumber(stretch.until) + quietDays));
}

/** The last whole calendar quarter that the facts cover; where they cover none, the quarter of the last day seen. Null without facts. */
export function usualPeriod(lens: Lens): Period | null {
  const stretch = stretchOf(lens);
  const from = lookedFrom(lens);
  if (!stretch || from === null) return null;
  const last = periodBefore(quarterOf(from));
  return last.until > stretch.from ? last : quarterOf(dayOf(lens.lastSeen));
}
