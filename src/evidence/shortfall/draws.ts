// The same comparison for other customers that might have come: how far each part moves by chance, and which parts move more than that.
import type { Interval, Verdict } from "#facts/papers.ts";
import { betaQuantile } from "#evidence/statistics/distributions.ts";
import { spreadOf } from "#evidence/statistics/bootstrap.ts";
import { stepDownMaxT } from "#evidence/statistics/multiplicity.ts";
import type { Comparison } from "#evidence/shortfall/comparison.ts";
import { cameTo } from "#kit/long-work.ts";
import { type Driver, driverCount, drivers, placeOf } from "#facts/driver.ts";

export interface Draws {
  /** One array of draws a driver, minor units. */
  readonly parts: readonly Float64Array[];
  readonly total: Float64Array;
  /** Standard deviation by segment and driver: `[segment * driverCount + place]`. */
  readonly deviations: Float64Array;
}

const moneyDrivers: ReadonlySet<Driver> = new Set<Driver>(["product-mix", "deal-size", "list-price", "discount", "cost"]);
const ambition = placeOf["plan-ambition"];

/** Widening for counts and for money a deal, by the side with fewer won deals. */
function wideningsOf({ sample }: Comparison): [plain: number, byProduct: number] {
  const won = Math.min(...sample.closings.map((list) => list.isWon.reduce((sum, isWon) => sum + isWon, 0)));
  return [widening(won, 1), widening(won, Math.max(1, sample.cells.length))];
}

/** Repeats the comparison `count` times. `planned` is the plan's money, or null. */
export function drawsOf(comparison: Comparison, options: { count: number; seed: number; planned: number | null }): Draws {
  const { count, seed, planned } = options;
  const segments = comparison.sample.segments.length;
  const parts = drivers.map(() => new Float64Array(count));
  const total = new Float64Array(count);
  const sums = new Float64Array(segments * driverCount);
  const squares = new Float64Array(segments * driverCount);
  const centre = comparison.asRecorded.amounts;
  const ofAll = new Float64Array(driverCount);
  let recorded = 0;
  for (let segment = 0; segment < segments; segment++) recorded += comparison.moneyOf(comparison.asRecorded.factors, segment, 0);
  for (let draw = 0; draw < count; draw++) {
    cameTo("draws", draw / count);
    const { amounts, factors } = comparison.drawn({ seed, draw });
    ofAll.fill(0);
    for (let place = 0, driver = 0; place < amounts.length; place++) {
      const amount = amounts[place]!;
      ofAll[driver]! += amount;
      // Sums of squares about the recorded amount: no digits are lost where amounts are large and their spread small.
      const off = amount - centre[place]!;
      sums[place]! += off;
      squares[place]! += off * off;
      driver = driver + 1 === driverCount ? 0 : driver + 1;
    }
    ofAll.forEach((amount, driver) => {
      parts[driver]![draw] = amount;
      total[draw]! += amount;
    });
    if (planned === null) continue;
    let reference = 0;
    for (let segment = 0; segment < segments; segment++) reference += comparison.moneyOf(factors, segment, 0);
    parts[placeOf["plan-ambition"]]![draw] = reference - planned;
    total[draw]! += reference - planned;
  }
  const deviations = sums.map((sum, place) => Math.sqrt(Math.max(0, squares[place]! - (sum * sum) / count) / Math.max(1, count - 1)));
  const [plain, byProduct] = wideningsOf(comparison);
  parts.forEach((own, place) =>
    widened(
      own,
      comparison.amountOf(drivers[place]!) + (place === ambition ? recorded - (planned ?? recorded) : 0),
      moneyDrivers.has(drivers[place]!) ? byProduct : plain,
    ),
  );
  deviations.forEach((deviation, place) => (deviations[place] = deviation * (moneyDrivers.has(drivers[place % driverCount]!) ? byProduct : plain)));
  return { parts, total, deviations };
}

/**
 * How much wider than the draws an interval must be for few won deals. Resampling n deals understates the variance of a mean by (n - 1) / (n + 1), and
 * with an estimated spread the ends follow Student's t and not the normal; both vanish for many deals. For drivers of money a deal the means are taken by
 * product, so n is the number of won deals a product (and segment). Never above 2. Source: Hesterberg 2015 (expanded percentile interval).
 */
export function widening(wonDeals: number, means: number): number {
  const each = Math.max(wonDeals / means, 1.5);
  const freedom = Math.max(wonDeals - means, 2);
  const x = betaQuantile(0.5, freedom / 2, 0.9);
  return Math.min(2, (Math.sqrt((each + 1) / (each - 1)) * Math.sqrt((freedom * x) / (1 - x))) / 1.6448536269514722);
}

/** Draws moved away from the recorded value by a factor. */
function widened(draws: Float64Array, value: number, factor: number): void {
  for (let draw = 0; draw < draws.length; draw++) draws[draw] = value + factor * (draws[draw]! - value);
}

export interface Judged {
  readonly interval: Interval;
  readonly verdict: Verdict;
  readonly probability: number;
}

/** Below this family-wise p for the most striking part, something has moved beyond chance at all. */
const gate = 0.1;

/**
 * Interval and verdict of each driver that is on. First it is asked whether anything moved at all: the chance that the most striking of all parts
 * would be that striking in a company where nothing changed must be below one in ten, else every part is within chance. Then p is adjusted for all
 * parts together (step-down max-t): clear below .05, likely below .20. `probability` is 1 - p. Intervals are not adjusted: each is an honest 90 % of
 * its own part.
 */
export function judge(draws: Draws, amounts: Float64Array, on: readonly Driver[]): ReadonlyMap<Driver, Judged> {
  const estimates = on.map((driver) => ({ value: amounts[placeOf[driver]]!, draws: draws.parts[placeOf[driver]]! }));
  const pValues = stepDownMaxT(estimates);
  const isAnything = pValues.some((p) => p < gate);
  return new Map(
    on.map((driver, n) => {
      const p = pValues[n]!;
      const verdict: Verdict = !isAnything ? "within-chance" : p < 0.05 ? "clear" : p < 0.2 ? "likely" : "within-chance";
      return [driver, { interval: intervalOf(draws.parts[placeOf[driver]]!), verdict, probability: 1 - p }];
    }),
  );
}

export function intervalOf(draws: Float64Array): Interval {
  const { low, high } = spreadOf(draws);
  return { low: Math.round(low) + 0, high: Math.round(high) + 0, level: 0.9 };
}
