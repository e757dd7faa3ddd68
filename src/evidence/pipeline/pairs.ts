// Deals as they stood on two days, told from their days of opening and closing where nobody looked.
import { noDay } from "#facts/columns.ts";
import type { DealLook, DealPair } from "#facts/deal-pair.ts";
import type { DayNumber } from "#kit/day.ts";
import { type ForecastDeals, isWon, standingOn } from "#evidence/forecast/known.ts";

/**
 * The same from the days of opening and closing, where no look at the records reaches back: amounts are today's on both days, and when a deal was
 * expected to close is not told. Deals without a day of opening, and closed ones without a day of closing, are left out.
 */
export function pairsFromDates(facts: ForecastDeals, { from, until }: { from: DayNumber; until: DayNumber }): DealPair[] {
  const { deals, worth } = facts;
  const pairs: DealPair[] = [];
  for (let row = 0; row < deals.count; row++) {
    const [was, is] = [standingOn(facts, row, from), standingOn(facts, row, until)];
    const createdOn = deals.createdOn[row]!;
    if (is === "unknown" || was === "closed" || (was === "unknown" && createdOn <= from)) continue;
    const look = (standing: "open" | "closed"): DealLook => ({
      standing: standing === "open" ? "open" : isWon(facts, row) ? "won" : "lost",
      amount: worth[row]!,
      expectedCloseOn: null,
      closedOn: standing === "open" || deals.closedOn[row] === noDay ? null : deals.closedOn[row]!,
    });
    pairs.push({ id: deals.ids[row]!, createdOn, before: was === "open" ? look("open") : null, after: look(is) });
  }
  return pairs;
}
