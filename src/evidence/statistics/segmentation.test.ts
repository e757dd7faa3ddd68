// Cuts of series that are printed in the literature, and the fast ways against the slow ones.
import { describe, expect, test } from "vitest";

import { diceOf } from "#kit/dice.ts";
import { bestSegmentations, breakInterval, peltBreaks, placeBelow, segmentationByBic, supremumF } from "#evidence/statistics/segmentation.ts";
import { copyNumbers, nile } from "#testing/printed-series.ts";

/** Real interest rate of the United States by the quarter, 1961 to the third of 1986 (Garcia and Perron 1996; Bai and Perron 2003). */
// prettier-ignore
const realInterest = [
  1.99132, 0.00403, 2.27, 0.84833, 1.89112, -0.28, 3.68431, 1.62478, 1.21599, 1.28373, 1.70141, 3.16687, 2.32779, 2.26202, 1.91218, 3.53196, -0.31777, 3.44694,
  1.52422, 0.74268, 1.31541, 0.36646, 3.59562, 3.6574, 0.97494, -0.5328, 1.12681, 0.31123, 0.57834, 1.08163, 0.24977, 0.23792, -0.32653, 1.14733, 1.19323, 2.58962,
  0.01195, 2.63842, 0.42092, 2.58823, -2.19809, 2.89548, 1.8213, 0.86332, 0.67496, 0.34435, 1.22762, -2.83991, -1.8163, -2.22965, -1.58457, -6.31184, -2.46258, -5.61479,
  -3.53887, 1.0178, -1.58875, -1.85396, -0.2567, 2.42226, -1.29502, -0.48977, 1.21167, -4.85498, -3.599, 0.17094, 1.51603, -1.85304, -5.60478, -1.25767, 0.96658, -3.09451,
  -5.26773, -4.03154, -1.76618, -5.73978, 3.83047, 0.52007, -0.18033, 3.82808, 3.01171, 2.75289, 11.74184, 9.91701, 3.03444, 10.15143, 9.29177, 6.87498, 2.43675, 4.37202,
  6.77774, 4.16692, 5.65037, 5.17734, 9.41206, 3.77006, 4.24568, 4.53154, 3.39706, 8.93951, 4.20825, 3.43461, 4.30529,
];

describe("the Nile", () => {
  test("has one break after observation 28 (1898): BIC 1318.24 without, 1270.08 with it", () => {
    const [none, one] = bestSegmentations(nile, { least: 15 });
    expect([none!.bic.toFixed(2), one!.bic.toFixed(2), one!.breaks]).toEqual(["1318.24", "1270.08", [28]]);
    expect(segmentationByBic(nile, { least: 15 })!.breaks).toEqual([28]);
  });

  test("sup F is 75.93", () => {
    expect(supremumF(nile, 15)).toMatchObject({ at: 28 });
    expect(supremumF(nile, 15)!.value).toBeCloseTo(75.93, 2);
  });

  test("the break lies between observations 25 and 32 (95 %)", () => {
    expect(breakInterval(nile, { breaks: [28], which: 0, level: 0.95 })).toEqual({ low: 25, at: 28, high: 32 });
  });
});

test("the real interest rate breaks after observations 47 (3rd quarter of 1972) and 79 (3rd of 1980)", () => {
  expect(segmentationByBic(realInterest, { least: 15 })!.breaks).toEqual([47, 79]);
  expect(bestSegmentations(realInterest, { least: 15 })[3]!.breaks).toEqual([24, 47, 79]);
});

test("copy numbers of a glioblastoma: PELT cuts where R's changepoint prints it, with the printed means", () => {
  const breaks = peltBreaks(copyNumbers, { penalty: 2 * Math.log(copyNumbers.length), least: 1 });
  expect(breaks).toEqual([81, 85, 89, 96, 123, 133]);
  const means = [0, ...breaks].map((from, k) => {
    const own = copyNumbers.slice(from, breaks[k] ?? copyNumbers.length);
    return own.reduce((sum, value) => sum + value, 0) / own.length;
  });
  // As changepoint prints them.
  [0.246891, 4.669921, 0.4495538, 4.5902489, 0.2079891, 4.2913844, 0.2291286].forEach((printed, k) => expect(means[k]).toBeCloseTo(printed, 7));
});

/** Every way to cut, tried. */
function bestByHand(values: readonly number[], least: number, count: number): number {
  if (count === 0) return rss(values);
  let best = Infinity;
  for (let at = least; at <= values.length - count * least; at++)
    best = Math.min(best, rss(values.slice(0, at)) + bestByHand(values.slice(at), least, count - 1));
  return best;
}
function rss(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}

test("dynamic programming finds what trying every cut finds, and large levels cost no digits", () => {
  const dice = diceOf(7);
  const values = Array.from({ length: 22 }, (_, i) => 1e6 + (i > 12 ? 2 : 0) + dice.normal());
  const found = bestSegmentations(values, { least: 3, most: 3 });
  expect(found).toHaveLength(4);
  found.forEach((one, count) => expect(one.rss).toBeCloseTo(bestByHand(values, 3, count), 6));
});

test("PELT costs as little as the best of all segmentations under the same penalty", () => {
  for (let seed = 0; seed < 30; seed++) {
    const dice = diceOf(seed);
    const values = Array.from({ length: 60 }, (_, i) => (i > 20 ? 1.5 : 0) + (i > 44 ? -2 : 0) + dice.normal());
    for (const [penalty, least] of [
      [4, 3],
      [1, 2],
      [9, 6],
    ] as const) {
      const costs = bestSegmentations(values, { least, most: 40 }).map((one) => one.rss + penalty * one.breaks.length);
      const breaks = peltBreaks(values, { penalty, least });
      const ends = [0, ...breaks, values.length];
      const cost = ends.slice(1).reduce((sum, end, i) => sum + rss(values.slice(ends[i], end)), 0) + penalty * breaks.length;
      expect(cost).toBeCloseTo(Math.min(...costs), 9);
    }
  }
});

test("the place of the highest point is as likely left as right with equal spreads, and its curve rises from 0 to 1 with unequal ones", () => {
  expect(placeBelow(0, 1)).toBeCloseTo(0.5, 9);
  // Bai 1997: the 97.5th of a hundred lies at 11.03.
  expect(placeBelow(11.03, 1)).toBeCloseTo(0.975, 3);
  for (const ratio of [0.2, 1, 3]) {
    const places = [-500, -20, -5, -1, 0, 1, 5, 20, 500].map((x) => placeBelow(x, ratio));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect([places[0], places.at(-1)]).toEqual([expect.closeTo(0, 6), expect.closeTo(1, 6)]);
  }
});

test("too short a series has no segmentation, and one level has no interval", () => {
  expect(bestSegmentations([1, 2], { least: 3 })).toEqual([]);
  expect(supremumF([1, 2, 3], 2)).toBeNull();
  expect(peltBreaks([1, 2, 3], { penalty: 1, least: 2 })).toEqual([]);
  expect(breakInterval([1, 1, 1, 1], { breaks: [2], which: 0, level: 0.9 })).toBeNull();
});
