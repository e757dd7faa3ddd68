// A published triangle comes to its published figures under both rules for the last step; what cannot be developed is refused.
import { describe, expect, test } from "vitest";

import { type Triangle, chainLadder } from "#evidence/ripening/chain-ladder.ts";

/** Claims of the RAA as the literature prints them (Historical Loss Development Study, 1991; Mack 1993), thousands. */
const raa = [
  [5012, 8269, 10907, 11805, 13539, 16181, 18009, 18608, 18662, 18834],
  [106, 4285, 5396, 10666, 13782, 15599, 15496, 16169, 16704],
  [3410, 8992, 13873, 16141, 18735, 22214, 22863, 23466],
  [5655, 11555, 15766, 21266, 23425, 26083, 27067],
  [1092, 9565, 15836, 22169, 25955, 26180],
  [1513, 6445, 11702, 12935, 15852],
  [557, 4020, 10946, 12314],
  [1351, 6947, 13112],
  [3133, 5395],
  [2063],
].map((row) => Array.from({ length: 10 }, (_, age) => row[age] ?? null));

const told = (triangle: Triangle, rule?: "mack" | "log-linear") => {
  const outcome = chainLadder(triangle, rule);
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
};

describe("the RAA triangle", () => {
  test("52,135.23 are still to come, whatever the rule", () => {
    expect(told(raa, "mack").total.stillToCome).toBeCloseTo(52_135.23, 2);
    expect(told(raa, "log-linear").total.stillToCome).toBeCloseTo(52_135.23, 2);
  });
  test("with a standard error of 26,909.01 by Mack's rule for the last step, which is the usual one", () => {
    expect(told(raa).total.standardError).toBeCloseTo(26_909.01, 2);
  });
  test("and of 26,880.74 by a straight line through the logarithms, cohort by cohort", () => {
    const { total, cohorts } = told(raa, "log-linear");
    expect(total.standardError).toBeCloseTo(26_880.74, 2);
    expect(cohorts.map(({ standardError }) => Math.round(standardError))).toEqual([0, 143, 592, 713, 1452, 1995, 2204, 5354, 6332, 24_566]);
  });
  test("in dollars rather than thousands everything is a thousand times as much", () => {
    const [small, large] = [told(raa).total, told(raa.map((row) => row.map((cell) => (cell === null ? null : cell * 1000)))).total];
    expect(large.ultimate / small.ultimate).toBeCloseTo(1000, 9);
    expect(large.standardError / small.standardError).toBeCloseTo(1000, 6);
  });
});

test("cohorts that all double once and then stop come to the double, without error", () => {
  const { cohorts, factors } = told([
    [10, 20, 20],
    [30, 60, null],
    [7, null, null],
  ]);
  expect(factors).toEqual([2, 1]);
  expect(cohorts.map(({ ultimate, standardError }) => [ultimate, standardError])).toEqual([
    [20, 0],
    [60, 0],
    [14, 0],
  ]);
});

test("two cohorts are too few, and nothing cannot be multiplied", () => {
  expect(
    chainLadder([
      [1, 2],
      [1, null],
    ]),
  ).toMatchObject({ ok: false, reason: "too-few-cohorts" });
  expect(
    chainLadder([
      [1, 2, 3],
      [1, 2, null],
      [0, null, null],
    ]),
  ).toMatchObject({ ok: false, reason: "cohort-without-conversions" });
});
