// The measure of honesty is itself measured: an engine that knows the truth passes, one that is sure and wrong does not.
import { expect, test } from "vitest";

import { diceOf } from "#kit/dice.ts";
import { type Claim, coverageOf, drawnPlants, nullRateOf } from "#testing/coverage.ts";
import type { FunnelFirm } from "#testing/firm/funnel-firm.ts";
import { drivers } from "#testing/firm/process.ts";

/** Claims the truth plus an error, with a range of a width, both as shares of the reference revenue. */
const engine =
  (error: number, halfWidth: number) =>
  ({ truth }: FunnelFirm): Claim => ({
    parts: drivers.map((driver) => {
      const amount = truth.parts[driver] + error * truth.reference;
      return { driver, amount, low: amount - halfWidth * truth.reference, high: amount + halfWidth * truth.reference };
    }),
    saysNothing: halfWidth > 0.5,
  });

test("ranges around the truth hold it always, and the error is known to be none", () => {
  for (const row of coverageOf({ firms: 3, seed: 1, explain: engine(0, 0.01) })) {
    expect([row.coverage, row.width]).toEqual([1, expect.closeTo(0.02, 9)]);
    expect(row.error).toBeCloseTo(0, 9);
  }
});

test("ranges that are narrower than the error never hold the truth, and the bias is told", () => {
  for (const row of coverageOf({ firms: 3, seed: 1, explain: engine(0.05, 0.01) })) {
    expect(row.coverage).toBe(0);
    expect(row.bias).toBeCloseTo(0.05, 9);
  }
});

test("a driver that the engine does not speak of is claimed to be zero", () => {
  const rows = coverageOf({ firms: 6, seed: 5, explain: () => ({ parts: [], saysNothing: true }) });
  expect(rows.reduce((sum, row) => sum + row.planted, 0)).toBeGreaterThan(5);
  for (const row of rows) expect(row.coverage).toBeCloseTo(1 - row.planted / row.firms, 9);
});

test("the share of firms told that nothing is wrong is counted", () => {
  expect(nullRateOf({ firms: 2, seed: 1, explain: engine(0, 1) })).toBe(1);
  expect(nullRateOf({ firms: 2, seed: 1, explain: engine(0, 0.1) })).toBe(0);
});

test("of 1,000 firms about 300 have a given driver planted", () => {
  const planted = Array.from({ length: 1000 }, (_, n) => drawnPlants(diceOf(n))).filter((plants) => plants.discount !== undefined).length;
  expect(Math.abs(planted - 300)).toBeLessThan(60);
});
