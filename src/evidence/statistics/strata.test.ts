// Differences within strata: one stratum is the plain difference, and a mix that deceives is seen through.
import { expect, test } from "vitest";

import { stratifiedDifference } from "#evidence/statistics/strata.ts";
import { diceOf } from "#kit/dice.ts";

test("one stratum gives the plain difference, with nearly the plain standard error", () => {
  const found = stratifiedDifference([{ hits: 30, cases: 100, otherHits: 20, otherCases: 100 }])!;
  expect(found.value).toBeCloseTo(0.1, 12);
  expect(found.standardError).toBeCloseTo(Math.sqrt((0.3 * 0.7) / 100 + (0.2 * 0.8) / 100), 3);
});

test("a group that stands mostly where all do badly is not called worse", () => {
  const strata = [
    { hits: 9, cases: 90, otherHits: 1, otherCases: 10 },
    { hits: 5, cases: 10, otherHits: 45, otherCases: 90 },
  ];
  expect(stratifiedDifference(strata)!.value).toBeCloseTo(0, 12);
  const together = 14 / 100 - 46 / 100;
  expect(together).toBeCloseTo(-0.32, 12);
});

test("strata without one of the groups say nothing", () => {
  expect(stratifiedDifference([{ hits: 3, cases: 9, otherHits: 0, otherCases: 0 }])).toBe(null);
  expect(stratifiedDifference([])).toBe(null);
  const found = stratifiedDifference([
    { hits: 3, cases: 9, otherHits: 0, otherCases: 0 },
    { hits: 1, cases: 4, otherHits: 2, otherCases: 4 },
  ])!;
  expect([found.cases, found.otherCases, found.value]).toEqual([4, 4, -0.25]);
});

test("in many small strata nine of ten intervals hold the true difference", () => {
  let held = 0;
  for (let world = 0; world < 400; world++) {
    const dice = diceOf(900 + world);
    const strata = Array.from({ length: 60 }, () => {
      const level = 0.15 + 0.5 * dice.uniform();
      const [cases, otherCases] = [2 + dice.below(4), 2 + dice.below(4)];
      const count = (n: number, chance: number) => Array.from({ length: n }, () => Number(dice.chance(chance))).reduce((sum, one) => sum + one, 0);
      return { hits: count(cases, level + 0.1), cases, otherHits: count(otherCases, level), otherCases };
    });
    const { interval } = stratifiedDifference(strata)!;
    held += Number(interval.low! <= 0.1 && 0.1 <= interval.high!);
  }
  expect(held / 400).toBeGreaterThan(0.86);
  expect(held / 400).toBeLessThan(0.94);
});
