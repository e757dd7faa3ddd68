// What stands beside a forecast: what really came, what the source's own dates add up to, and what is left of it without deals that only seem alive.
import { noDay } from "#facts/columns.ts";
import { dayNumber } from "#kit/day.ts";
import { type OneDay, wonBetween } from "#evidence/forecast/one-day.ts";
import type { ForecastInput } from "#evidence/forecast/question.ts";

/** Null while the period is not over. */
export function cameOf({ facts, period, lastSeen }: ForecastInput): { worth: number; deals: number } | null {
  const last = dayNumber(period.until) - 1;
  if (last > lastSeen) return null;
  const { worth, deals } = wonBetween(facts, dayNumber(period.from), last);
  return { worth, deals };
}

/** Won so far and every open deal that its seller expects to close in the rest of the period, at its full price. */
export interface CrmSum {
  readonly worth: number;
  readonly deals: number;
  /** Open deals whose expected day has passed: in none of the sums. */
  readonly overdue: { readonly worth: number; readonly deals: number };
  readonly undated: number;
  /** Among those that count. */
  readonly unpriced: number;
}

export function crmSumOf({ facts, period, day, lastSeen }: ForecastInput, { stage, wonSoFar }: OneDay): CrmSum | null {
  if (day < lastSeen) return null;
  const { deals, openWorth } = facts;
  const [from, until] = [Math.max(day + 1, dayNumber(period.from)), dayNumber(period.until)];
  const sum = { worth: wonSoFar.worth, deals: 0, overdue: { worth: 0, deals: 0 }, undated: 0, unpriced: 0 };
  for (const row of stage.known.open) {
    const expected = deals.expectedCloseOn[row]!;
    const worth = openWorth[row]!;
    if (expected === noDay) sum.undated++;
    else if (expected <= day) {
      sum.overdue.deals++;
      sum.overdue.worth += Number.isNaN(worth) ? 0 : worth;
    } else if (expected >= from && expected < until) {
      sum.deals++;
      if (Number.isNaN(worth)) sum.unpriced++;
      else sum.worth += worth;
    }
  }
  // Without dates there is no sum of the source's own.
  return sum.undated === stage.known.open.length ? null : sum;
}

export interface Stall {
  readonly olderThan: number;
  /** Open deals older than that, and what they would be worth if all came. */
  readonly deals: number;
  readonly worth: number;
  /** What the forecast expects of them; it would be less by so much without them. */
  readonly expected: number;
}

/** Half the agreed rule for dead deals, the rule, and twice the rule; none where the rule says nothing. */
export function stallsOf({ facts, day, deadAfter }: ForecastInput, { stage, expected }: OneDay): Stall[] {
  if (deadAfter === null) return [];
  return [0.5, 1, 2].map((times) => {
    const olderThan = Math.round(times * deadAfter);
    const stall = { olderThan, deals: 0, worth: 0, expected: 0 };
    stage.known.open.forEach((row, place) => {
      if (day - facts.deals.createdOn[row]! <= olderThan) return;
      stall.deals++;
      stall.worth += expected.worths[place]!;
      stall.expected += expected.chances[place]! * expected.worths[place]!;
    });
    return stall;
  });
}
