// What a discount goes with: over all deals at once, and among the deals of the same seller, where it means more.
import type { Interval } from "#facts/papers.ts";
import { type Comparison, type Told, comparisonOf } from "#evidence/prices/comparison.ts";
import type { Offers } from "#evidence/prices/offers.ts";
import { type Unseen, unseenOf } from "#evidence/prices/unseen.ts";
import { hashOf, spreadOf } from "#evidence/statistics/bootstrap.ts";
import { clusterParts, drawMoves } from "#evidence/statistics/cluster-draws.ts";
import { normalQuantile } from "#evidence/statistics/distributions.ts";
import { type GroupedCases, type GroupedFit, fitGroupedLogit, fitRandomLevels, standardErrorOf } from "#evidence/statistics/grouped-logit.ts";
import { withinRank } from "#evidence/statistics/within.ts";

/** A slope: of the log odds of winning for a discount of 100 %, and the same as points of win rate for ten points of discount. */
export interface Slope {
  readonly slope: number;
  readonly interval: Interval;
  /** Change of the win rate (0 to 1) that goes with ten points more of discount, on average over the offers compared. */
  readonly perTenPoints: number;
  readonly perTenPointsInterval: Interval;
}

export interface DiscountEffect {
  readonly offers: number;
  readonly sellers: number;
  readonly leftOut: { readonly offers: number; readonly sellers: number };
  /** All offers at once, nothing held equal: an association. */
  readonly naive: Slope;
  /** Among offers of the same seller with the same traits: a level of its own for each seller. */
  readonly within: Slope;
  /** The same question with the seller's mean discount held equal and levels spread about a mean: a check. */
  readonly mundlak: Slope;
  readonly spread: number;
  readonly unseen: Unseen;
  /** Ranges allow for other sellers (clusters), or, where they are too few, for other deals only. */
  readonly clusters: "sellers" | "deals";
}

export const drawCount = 400;
const seed = 20_591;
/** With fewer sellers than this their own spread cannot be learnt. */
const fewestClusters = 8;
const bundles = 48;

/**
 * The slope of winning on the discount given, three ways (docs/methods/discount-and-winning.md).
 * within: logit with a level for each seller and the traits known before the discount, Firth's bias reduction; range by weighing sellers anew.
 * mundlak: levels random about a mean, with the seller's mean discount as a column of its own. naive: the discount alone.
 */
export function discountEffect(offers: Offers): Told<DiscountEffect> {
  const comparison = comparisonOf(offers);
  return comparison.ok ? { ok: true, value: effectOf(offers, comparison.value) } : comparison;
}

export function effectOf(offers: Offers, compared: Comparison): DiscountEffect {
  return {
    offers: offers.rows.length,
    sellers: compared.sellers.length,
    leftOut: { offers: offers.rows.length - compared.places.length, sellers: offers.sellers.length - compared.sellers.length },
    naive: naiveSlope(offers),
    within: withinSlope(offers, compared),
    mundlak: mundlakSlope(compared),
    spread: compared.spread,
    unseen: unseenOf(compared),
    clusters: clustersOf(offers, compared).kind,
  };
}

/** The slope among offers of the same seller, with its range from sellers weighed anew. */
export function withinSlope(offers: Offers, compared: Comparison): Slope {
  const cases = { columns: [compared.discount, ...compared.traits], yes: compared.won, group: compared.seller, groups: compared.sellers.length };
  const fit = fitGroupedLogit(cases, { reducesBias: true });
  const clusters = clustersOf(offers, compared);
  const moves = drawMoves(fit, clusterParts(cases, fit, clusters), { hashes: clusters.hashes, seed, draws: drawCount });
  const slopes = Float64Array.from({ length: drawCount }, (_, draw) => moves[draw * cases.columns.length]!);
  return slopeOf(fit, spreadOf(slopes).deviation);
}

/** Sellers where there are enough of them, else bundles of deals by lot. */
export function clustersOf(offers: Offers, { places, seller, sellers }: Comparison) {
  if (sellers.length >= fewestClusters) {
    return { kind: "sellers" as const, cluster: seller, clusters: sellers.length, hashes: Int32Array.from(sellers, hashOf) };
  }
  const cluster = Int32Array.from(places, (place) => (hashOf(offers.ids[place]!) >>> 0) % bundles);
  return { kind: "deals" as const, cluster, clusters: bundles, hashes: Int32Array.from({ length: bundles }, (_, n) => hashOf(`bundle ${n}`)) };
}

function naiveSlope({ discount, won }: Offers): Slope {
  const fit = fitGroupedLogit({ columns: [discount], yes: won, group: new Int32Array(won.length), groups: 1 }, { reducesBias: true });
  return slopeOf(fit, standardErrorOf(fit, 0));
}

/** The slope with the seller's mean discount held equal and levels spread about a mean. */
export function mundlakSlope({ discount, traits, seller, sellers, won }: Comparison): Slope {
  const [sums, counts] = [new Float64Array(sellers.length), new Float64Array(sellers.length)];
  for (let i = 0; i < seller.length; i++) {
    sums[seller[i]!]! += discount[i]!;
    counts[seller[i]!]!++;
  }
  const means = Float64Array.from(seller, (at) => sums[at]! / counts[at]!);
  const wanted = [discount, means, ...traits];
  const kept = withinRank(wanted, new Int32Array(won.length), 1).map((place) => wanted[place]!);
  const columns = [...kept, new Float64Array(won.length).fill(1)];
  const cases: GroupedCases = { columns, yes: won, group: seller, groups: sellers.length };
  const { fit } = fitRandomLevels(cases, { penalty: weakPenalty(columns) });
  return slopeOf(fit, standardErrorOf(fit, 0));
}

/** So weak that it only matters where yes and no are parted: a standard deviation of 5 on the scale of each column; none on the constant. */
function weakPenalty(columns: readonly Float64Array[]): Float64Array {
  const size = columns.length;
  const penalty = new Float64Array(size * size);
  for (let j = 0; j < size - 1; j++) {
    const column = columns[j]!;
    const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
    penalty[j * size + j] = column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length / 25;
  }
  return penalty;
}

function slopeOf(fit: GroupedFit, standardError: number): Slope {
  const slope = fit.coefficients[0]!;
  const reach = normalQuantile(0.95) * standardError;
  let steepness = 0;
  for (const chance of fit.chances) steepness += (chance * (1 - chance)) / fit.chances.length;
  const points = (value: number) => 0.1 * steepness * value;
  return {
    slope,
    interval: { low: slope - reach, high: slope + reach, level: 0.9 },
    perTenPoints: points(slope),
    perTenPointsInterval: { low: points(slope - reach), high: points(slope + reach), level: 0.9 },
  };
}
