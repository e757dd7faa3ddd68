// A quick look at the honesty of the shortfall's ranges: 40 simulated firms, wide gates. The nightly run takes 400 (see bench/coverage.md).
import { expect, test } from "vitest";

import { coverageOf, nullRateOf } from "#testing/coverage.ts";
import { shortfallEngine } from "#testing/shortfall-coverage.ts";

const firms = 40;
const explain = shortfallEngine(100);

test("90 % ranges hold the planted truth of each driver in 73 to 100 % of 40 firms", () => {
  for (const row of coverageOf({ firms, seed: 40, explain })) expect([row.driver, row.coverage >= 0.725]).toEqual([row.driver, true]);
}, 180_000);

test("claims are centred on the truth: the mean error is within four of its own standard errors", () => {
  for (const row of coverageOf({ firms: 20, seed: 400, explain })) expect(Math.abs(row.bias)).toBeLessThan((4 * row.error) / Math.sqrt(20) + 1e-9);
}, 120_000);

test("of 40 firms with nothing planted at least 30 are told so", () => {
  expect(nullRateOf({ firms, seed: 4_000, explain })).toBeGreaterThanOrEqual(0.75);
}, 180_000);
