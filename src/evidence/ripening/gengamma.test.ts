// One family holds Weibull's, the gamma and the lognormal curve; a published fit is found again with its standard errors.
import { describe, expect, test } from "vitest";

import { gammaAbove, gammaBelow, normalBelow } from "#evidence/statistics/distributions.ts";
import { Climb } from "#evidence/ripening/climb.ts";
import { countedOf } from "#evidence/ripening/counted.ts";
import { belowStandard, bendOf, bendSlope, logDensity, quantileStandard, stirlingRest } from "#evidence/ripening/gengamma.ts";
import { daysUntil, layTiming, shareBy, timingTable } from "#evidence/ripening/timing.ts";

const places = Array.from({ length: 80 }, (_, n) => -20 + n * 0.35);

test.each([0.2, 0.5, 1, 2, 3, -0.3, -1, -2])("with a bend of %s the share below is that of a gamma, as textbooks write it", (bend) => {
  const k = 1 / (bend * bend);
  for (const w of places) {
    const gamma = k * Math.exp(bend * w);
    expect(belowStandard(w, bend)).toBeCloseTo(bend > 0 ? gammaBelow(k, gamma) : gammaAbove(k, gamma), 11);
  }
});

test("a bend of nothing is the normal curve of ln t, and a hair's breadth of bend changes it by a hair's breadth", () => {
  for (const w of places.filter((place) => Math.abs(place) < 8)) {
    expect(belowStandard(w, 0)).toBeCloseTo(normalBelow(w), 12);
    for (const bend of [1e-7, -1e-7]) expect(belowStandard(w, bend)).toBeCloseTo(normalBelow(w), 7);
  }
});

test("slopes are those of what they are slopes of, on both sides of where the series take over", () => {
  const h = 1e-5;
  for (const x of [-3, -0.51, -0.49, 1e-4, 0.3, 0.49, 0.51, 2]) expect(bendSlope(x)).toBeCloseTo((bendOf(x + h) - bendOf(x - h)) / (2 * h), 8);
  for (const bend of [-2, -0.33, -0.3, 0.1, 0.31, 0.33, 0.7, 3])
    expect(stirlingRest(bend)[1]).toBeCloseTo((stirlingRest(bend + h)[0] - stirlingRest(bend - h)[0]) / (2 * h), 7);
});

test("half lies below the median, for every bend", () => {
  for (const bend of [-1.5, 0, 0.4, 1, 2.5]) expect(belowStandard(quantileStandard(0.5, bend), bend)).toBeCloseTo(0.5, 10);
  expect(daysUntil({ logScale: Math.log(75), logShape: Math.log(1.4) }, 0.5)).toBeCloseTo(57.73, 2);
  expect(daysUntil({ logScale: Math.log(57), logShape: 0.2, bend: 0 }, 0.5)).toBeCloseTo(57, 8);
});

describe("laid over days", () => {
  test("with a bend of 1 it is Weibull's table, day by day with slopes", () => {
    for (const logShape of [-0.5, 0.3, 1.2]) {
      const [plain, bent] = [timingTable(900, "weibull"), timingTable(900, "generalised-gamma")];
      layTiming(plain, { logScale: 4.3, logShape });
      layTiming(bent, { logScale: 4.3, logShape, bend: 1 });
      for (const day of [0, 1, 2, 5, 13, 40, 75, 200]) {
        expect(bent.share[day]).toBeCloseTo(plain.share[day]!, 7);
        expect(bent.logChance[day]! / plain.logChance[day]!).toBeCloseTo(1, 5);
        for (const along of [0, 1]) {
          expect(bent.shareBy[along]![day]).toBeCloseTo(plain.shareBy[along]![day]!, 6);
          expect((1 + bent.logChanceBy[along]![day]!) / (1 + plain.logChanceBy[along]![day]!)).toBeCloseTo(1, 4);
        }
      }
    }
  });
  test.each([-1, 0, 0.4, 2.5])("with a bend of %s shares are those of the curve, and days far out keep their logarithm", (bend) => {
    const timing = { logScale: 4, logShape: 0.4, bend };
    const table = timingTable(3000, "generalised-gamma");
    layTiming(table, timing);
    for (const day of [0, 1, 7, 60, 500]) expect(table.share[day]).toBeCloseTo(shareBy(timing, day + 0.5), 9);
    expect(table.logChance.every((chance) => Number.isFinite(chance))).toBe(true);
    const w = Math.exp(0.4) * (Math.log(2000) - 4);
    expect(table.logChance[2000]! / (logDensity(w, bend) + 0.4 - Math.log(2000))).toBeCloseTo(1, 2);
  });
});

/**
 * 26 women with ovarian cancer, days and whether died (Edmonson and others 1979; data set `ovarian` of R's survival). Fitted by R's flexsurv 2 and printed there:
 * mu 6.426 (0.736), sigma 1.426 (0.345), Q -0.766 (1.313), log likelihood -96.94907; Weibull -97.954.
 */
const days = [59, 115, 156, 421, 431, 448, 464, 475, 477, 563, 638, 744, 769, 770, 803, 855, 1040, 1106, 1129, 1206, 1227, 268, 329, 353, 365, 377];
const died = [1, 1, 1, 0, 1, 0, 1, 1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0];

describe("a published fit", () => {
  /** The likelihood as a textbook writes it. */
  const plain = ([mu, sigma, bend]: readonly [number, number, number]) =>
    days.reduce((sum, t, n) => {
      const w = (Math.log(t) - mu) / sigma;
      return sum + (died[n] === 1 ? logDensity(w, bend) - Math.log(sigma * t) : Math.log(1 - belowStandard(w, bend)));
    }, 0);
  const printed = [6.426, 1.426, -0.766] as const;
  test("has the printed likelihood", () => expect(plain(printed)).toBeCloseTo(-96.94907, 5));
  test("has the printed standard errors, from the curvature at the top", () => {
    const [h, logAt] = [1e-3, [printed[0], Math.log(printed[1]), printed[2]]];
    const at = (...moves: readonly [along: number, by: number][]) => {
      const place = [...logAt];
      for (const [along, by] of moves) place[along]! += by;
      return plain([place[0]!, Math.exp(place[1]!), place[2]!]);
    };
    const second = (i: number, j: number) => (at([i, h], [j, h]) - at([i, h], [j, -h]) - at([i, -h], [j, h]) + at([i, -h], [j, -h])) / (4 * h * h);
    const c = [0, 1, 2].map((i) => [0, 1, 2].map((j) => -second(i, j)));
    const minor = (i: number) => {
      const [a, b] = [0, 1, 2].filter((place) => place !== i) as [number, number];
      return c[a]![a]! * c[b]![b]! - c[a]![b]! ** 2;
    };
    const determinant =
      c[0]![0]! * minor(0) - c[0]![1]! * (c[0]![1]! * c[2]![2]! - c[1]![2]! * c[0]![2]!) + c[0]![2]! * (c[0]![1]! * c[1]![2]! - c[1]![1]! * c[0]![2]!);
    const errors = [0, 1, 2].map((i) => Math.sqrt(minor(i) / determinant));
    expect(errors[0]).toBeCloseTo(0.736, 2);
    // Printed on the scale of sigma itself.
    expect(errors[1]! * printed[1]).toBeCloseTo(0.345, 2);
    expect(errors[2]).toBeCloseTo(1.313, 2);
  });
  test("is found from counted ages, here in tenths of a day, where nobody is cured", () => {
    const counted = [
      countedOf(
        days.map((t) => 10 * t),
        died,
      ),
    ];
    const held = { group: 0, rate: 1 };
    const weibull = new Climb(counted, "weibull").top({ logScale: Math.log(10_000), logShape: 0 }, held);
    const bent = new Climb(counted, "generalised-gamma").top({ ...weibull.timing, bend: 1 }, held);
    const perDay = 12 * Math.log(10);
    expect(weibull.logLikelihood + perDay).toBeCloseTo(-97.954, 2);
    expect(bent.logLikelihood + perDay).toBeCloseTo(-96.949, 2);
    expect(bent.timing.logScale - Math.log(10)).toBeCloseTo(6.426, 1);
    expect(Math.exp(-bent.timing.logShape)).toBeCloseTo(1.426, 2);
    expect(bent.timing.bend).toBeCloseTo(-0.766, 1);
  });
});
