// How a simulated firm earns: leads arrive, are accepted, qualified, won and land in a period, each step at a level that may change by the day.
import type { DayNumber } from "#kit/day.ts";

/** The factors of revenue, in the order of the way from market to money. */
export const drivers = [
  "market",
  "lead-volume",
  "lead-quality",
  "acceptance",
  "qualification",
  "win-rate",
  "list-price",
  "discount",
  "product-mix",
  "timing",
] as const;
export type DriverKey = (typeof drivers)[number];

/** A sort of lead. Channel and grade can be seen in the records; whether the buyer is serious cannot. Chances are those at level 1. */
export interface Kind {
  readonly channel: string;
  readonly grade: string;
  readonly isSerious: boolean;
  readonly share: number;
  readonly accept: number;
  readonly qualify: number;
  readonly win: number;
}

/** What is sold in a segment: share of deals and mean list value of a deal, in minor units. */
export interface Offer {
  readonly product: string;
  readonly share: number;
  readonly listValue: number;
}

/**
 * One segment of a firm as a process in time. Every function of a day answers the level on that day:
 * of the lead's arrival for the first five, of the day the deal is due for the others.
 */
export interface SegmentProcess {
  readonly segment: string;
  /** false: repeat orders, which come as deals without a lead. */
  readonly hasLeads: boolean;
  readonly kinds: readonly Kind[];
  readonly offers: readonly Offer[];
  /** Chance that a deal is due k days after the lead came; sums to 1. */
  readonly lag: Float64Array;
  /** Chance that a deal which slips closes k days after it was due; sums to 1. */
  readonly slipDelay: Float64Array;
  /** Spread (standard deviation of the logarithm) of list values about their mean. */
  readonly sizeSpread: number;
  readonly market: (day: DayNumber) => number;
  /** Leads a day at market 1. */
  readonly volume: (day: DayNumber) => number;
  /** Shares of the kinds, summing to 1. */
  readonly mix: (day: DayNumber) => ArrayLike<number>;
  /** Chance of acceptance, by kind. */
  readonly accept: (day: DayNumber) => ArrayLike<number>;
  /** Chance of qualification once accepted, by kind. */
  readonly qualify: (day: DayNumber) => ArrayLike<number>;
  /** What multiplies each kind's chance to win. */
  readonly winLevel: (due: DayNumber) => number;
  /** Shares of the offers, summing to 1. */
  readonly offerMix: (due: DayNumber) => ArrayLike<number>;
  readonly listLevel: (due: DayNumber) => number;
  /** Mean discount, as a share of the list price. */
  readonly discount: (due: DayNumber) => number;
  /** Chance that a deal due on this day slips. */
  readonly slip: (due: DayNumber) => number;
  /** Mean wait for the first call, days, where waiting costs qualification; `qualify` is already the mean over waits. */
  readonly wait?: (day: DayNumber, kind: Kind) => number;
  /** Deals discounted beyond policy: their share and how far beyond; `discount` is already the mean over both sorts. */
  readonly beyondPolicy?: { readonly share: (due: DayNumber) => number; readonly extra: number };
}

export interface FirmProcess {
  readonly segments: readonly SegmentProcess[];
}

/** A log-normal length in days with the given median, cut to [shortest, longest] and made discrete; chances sum to 1. */
export function logNormalDays(median: number, sigma: number, bounds: { shortest: number; longest: number }): Float64Array {
  const chances = new Float64Array(bounds.longest + 1);
  let total = 0;
  for (let k = bounds.shortest; k <= bounds.longest; k++) {
    const z = Math.log(k / median) / sigma;
    chances[k] = Math.exp(-(z * z) / 2) / k;
    total += chances[k]!;
  }
  return chances.map((chance) => chance / total);
}

/** Chance weights tilted towards high (t > 0) or low scores until the mean of `value` is `target` times what it was. */
export function tiltedShares(shares: readonly number[], tilt: { scores: readonly number[]; values: readonly number[]; target: number }): number[] {
  const meanOf = (weights: readonly number[]) => weights.reduce((sum, weight, i) => sum + weight * tilt.values[i]!, 0);
  const tiltedBy = (t: number) => {
    const weights = shares.map((share, i) => share * Math.exp(t * tilt.scores[i]!));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight) => weight / total);
  };
  if (tilt.target === 1) return [...shares];
  const wanted = meanOf(shares) * tilt.target;
  let [low, high] = [-30, 30];
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2;
    if (meanOf(tiltedBy(middle)) < wanted) low = middle;
    else high = middle;
  }
  const found = tiltedBy((low + high) / 2);
  if (Math.abs(meanOf(found) / wanted - 1) > 1e-6) throw new RangeError(`no mix of these kinds has ${tilt.target} times the mean it had`);
  return found;
}
