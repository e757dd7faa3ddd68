// What home tells of the headline figures: a fall of late, its size and since when; nothing where nothing fell, and where it is long ago.
import { expect, test } from "vitest";

import { breaksOfLate } from "#features/changes/rules.ts";
import { lensOf } from "#evidence/kpi/lens.ts";
import { agreedByDefault } from "#facts/agreements.ts";
import { dealColumnsOf } from "#facts/columns.ts";
import { addDays, addMonths } from "#kit/day.ts";
import { diceOf } from "#kit/dice.ts";
import { aDeal } from "#testing/builders.ts";

/** About thirty wins a month for thirty months, all of 1,000; from a month on about ten. */
function firm(fallsIn: number) {
  const dice = diceOf(11);
  const deals = Array.from({ length: 30 }, (_, month) => {
    const wins = dice.poisson(month >= fallsIn ? 10 : 30);
    const day = addMonths("2023-01-01", month);
    return Array.from({ length: wins }, (__, n) => {
      const closedOn = addDays(day, n % 27);
      return aDeal({ id: `${month}-${n}`, stage: n % 3 === 0 ? "lost" : "won", createdOn: addDays(closedOn, -30), closedOn, amount: 100_000 });
    });
  }).flat();
  return lensOf(
    { currency: "EUR", deals: dealColumnsOf(deals), leads: null, spend: [], sellerCosts: [], sellers: [], plans: [] },
    agreedByDefault,
    "2025-07-02",
  );
}

test("a fall to a third five months ago is told of revenue, and since when", () => {
  const { breaks, judged } = breaksOfLate(firm(25));
  // Costs are not on record, and the cycle is always the same.
  expect(judged).toBe(2);
  const revenue = breaks.find(({ key }) => key === "revenue")!;
  expect(revenue).toMatchObject({ since: { from: "2025-02-01" }, change: { isRelative: true, verdict: "clear" }, better: "higher" });
  expect(revenue.change!.size).toBeLessThan(-0.5);
  expect(breaks.map(({ key }) => key)).not.toContain("win-rate");
});

test("where nothing fell nothing is told, and a fall of a year ago is no news", () => {
  expect(breaksOfLate(firm(99)).breaks).toEqual([]);
  expect(breaksOfLate(firm(15)).breaks.map(({ key }) => key)).not.toContain("revenue");
});
