// Shares, counts and sums: known values, and how often their intervals hold the truth.
import { describe, expect, test } from "vitest";

import { diceOf } from "#kit/dice.ts";
import { countInterval, totalInterval } from "#evidence/statistics/counts.ts";
import { betaQuantile, gammaBelow, gammaQuantile, normalBelow, normalQuantile } from "#evidence/statistics/distributions.ts";
import { chanceOfRise, jeffreysInterval, shareDifference, wilsonInterval } from "#evidence/statistics/proportion.ts";
import { quantileFigure, quantileInterval, quantileOfSorted } from "#evidence/statistics/quantile.ts";

describe("the curves", () => {
  test("a normal lies below 1.96 with chance .975, and back", () => {
    expect(normalBelow(1.959963984540054)).toBeCloseTo(0.975, 12);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 10);
    expect(normalQuantile(1e-10)).toBeCloseTo(-6.361340902404056, 8);
  });
  test("gamma(1) is the exponential; beta(1, 1) is uniform; beta(.5, .5) has its median in the middle", () => {
    expect(gammaBelow(1, 2)).toBeCloseTo(1 - Math.exp(-2), 13);
    expect(gammaQuantile(1, 0.5)).toBeCloseTo(Math.LN2, 12);
    expect(betaQuantile(1, 1, 0.3)).toBeCloseTo(0.3, 12);
    expect(betaQuantile(0.5, 0.5, 0.5)).toBeCloseTo(0.5, 12);
  });
});

describe("shares", () => {
  test("Wilson for 5 of 10 at 95 % is .2366 to .7634", () => {
    const { low, high } = wilsonInterval(5, 10, 0.95)!;
    expect(low).toBeCloseTo(0.2366, 4);
    expect(high).toBeCloseTo(0.7634, 4);
  });
  test("nothing of ten is still not certainly nothing", () => {
    expect(wilsonInterval(0, 10)!.low).toBe(0);
    expect(wilsonInterval(0, 10)!.high).toBeGreaterThan(0.2);
    expect(jeffreysInterval(10, 10)!.high).toBe(1);
  });
  test("no cases, no interval", () => expect([wilsonInterval(0, 0), jeffreysInterval(0, 0)]).toEqual([null, null]));
  test("Wilson's 90 % holds a true share of .2 in 30 cases nine times in ten", () => {
    const dice = diceOf(11);
    let held = 0;
    for (let run = 0; run < 1000; run++) {
      let hits = 0;
      for (let i = 0; i < 30; i++) if (dice.chance(0.2)) hits++;
      const { low, high } = wilsonInterval(hits, 30)!;
      if (low! <= 0.2 && 0.2 <= high!) held++;
    }
    expect(held / 1000).toBeGreaterThan(0.85);
    expect(held / 1000).toBeLessThan(0.95);
  });
  test("Newcombe's own example: 56 of 70 against 48 of 80 differ by .2 with .0524 to .3339", () => {
    const { value, interval } = shareDifference({ hits: 48, cases: 80 }, { hits: 56, cases: 70 }, 0.95)!;
    expect(value).toBeCloseTo(0.2, 10);
    expect(interval.low).toBeCloseTo(0.0524, 4);
    expect(interval.high).toBeCloseTo(0.3339, 4);
  });
  test("the chance of a rise is a half for equal shares and near one for 30 % against 60 % of 100", () => {
    expect(chanceOfRise({ hits: 5, cases: 10 }, { hits: 5, cases: 10 })).toBeCloseTo(0.5, 10);
    expect(chanceOfRise({ hits: 30, cases: 100 }, { hits: 60, cases: 100 })).toBeGreaterThan(0.999);
  });
});

describe("counts and sums", () => {
  test("ten events: Garwood's 95 % is 4.795 to 18.390", () => {
    const { low, high } = countInterval(10, 0.95);
    expect(low).toBeCloseTo(4.795, 3);
    expect(high).toBeCloseTo(18.39, 3);
  });
  test("a sum of equal events is that interval times the size", () => {
    const { low, high } = totalInterval({ events: 10, total: 1000, squares: 100_000 }, 0.95);
    expect(low).toBeCloseTo(479.5, 1);
    expect(high).toBeCloseTo(1839, 0);
  });
  test("the 90 % interval of a quarter's revenue with very unequal deals holds the truth at least 82 times in a hundred", () => {
    const dice = diceOf(3);
    let held = 0;
    for (let run = 0; run < 500; run++) {
      let [events, total, squares] = [0, 0, 0];
      for (let deal = dice.poisson(40); deal > 0; deal--) {
        const amount = Math.exp(dice.normal());
        [events, total, squares] = [events + 1, total + amount, squares + amount * amount];
      }
      const { low, high } = totalInterval({ events, total, squares });
      const truth = 40 * Math.exp(0.5);
      if (low! <= truth && truth <= high!) held++;
    }
    expect(held / 500).toBeGreaterThan(0.82);
  });
});

describe("quantiles", () => {
  test("the median of 1 to 5 is 3, the 80th part 4.2", () => {
    expect(quantileOfSorted([1, 2, 3, 4, 5], 0.5)).toBe(3);
    expect(quantileOfSorted([1, 2, 3, 4, 5], 0.8)).toBeCloseTo(4.2, 12);
    expect(quantileOfSorted([], 0.5)).toBeNull();
  });
  test("three values cannot bound a median at 90 %: both ends are open", () => {
    expect(quantileInterval([1, 2, 3], 0.5)).toEqual({ low: null, high: null, level: 0.9 });
  });
  test("ten values bound it by the second and the ninth: P(Binomial(10, 1/2) <= 1) is 1.07 %, <= 2 would be 5.5 %", () => {
    expect(quantileInterval([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.5)).toEqual({ low: 2, high: 9, level: 0.9 });
  });
  test("values are not changed by asking, and their order does not matter", () => {
    const values = Int32Array.of(9, 1, 5);
    expect(quantileFigure(values, 0.5).value).toBe(5);
    expect([...values]).toEqual([9, 1, 5]);
  });
});
