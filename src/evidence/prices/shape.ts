// How the chance to win rises with the discount among a seller's own deals: never falling, straightened where the deals say little.
import { cameTo } from "#kit/long-work.ts";
import type { Interval } from "#facts/papers.ts";
import type { Comparison } from "#evidence/prices/comparison.ts";
import { clustersOf, drawCount } from "#evidence/prices/effect.ts";
import type { Offers } from "#evidence/prices/offers.ts";
import { spreadOf } from "#evidence/statistics/bootstrap.ts";
import { clusterParts, drawMoves } from "#evidence/statistics/cluster-draws.ts";
import { fitGroupedLogit } from "#evidence/statistics/grouped-logit.ts";
import { quantileOfSorted } from "#evidence/statistics/quantile.ts";

const seed = 77_003;
const steps = 4;
/** Standard deviations, in log odds for ten points of discount, of a stretch's slope and of how it differs from the next one's. */
const prior = { slope: 1.5, bend: 0.5 };
/** So many offers stand for all when chances are averaged. */
const standing = 500;

/** The chance to win as a function of the discount, for each draw of the estimate (the last one is the estimate itself). */
export interface Shape {
  /** Discounts at which it is read: the middle 96 % of those given, in equal steps. */
  readonly at: Float64Array;
  /** Offers that stand for all: places in the offers. */
  readonly standing: Int32Array;
  readonly draws: number;
  /** Calls back with the chance of each standing offer at each discount (offers x discounts, row by row; used again for the next draw). */
  readonly eachDraw: (look: (chances: Float64Array, draw: number) => void) => void;
}

/**
 * logit P(win) = level of the seller + traits + g(discount); g is made of straight stretches between quantiles of the discount, each with a slope not
 * below 0 (a monotone spline of degree 1), drawn to 0 and to its neighbours by a normal prior. Bias reduced; draws as in the comparison, bounded too.
 * Beware: a slope that may not fall is a little above nothing on average even where discounts do nothing; whether they do is asked of the free slope.
 * Source: Ramsay 1988 (monotone splines).
 */
export function shapeOf(offers: Offers, compared: Comparison, points = 31): Shape {
  const sorted = compared.discount.toSorted();
  const [low, high] = [quantileOfSorted(sorted, 0.02)!, quantileOfSorted(sorted, 0.98)!];
  const knots = knotsOf(sorted, low, high);
  const stretches = knots.length - 1;
  const ramps = Array.from({ length: stretches }, (_, k) => compared.discount.map((value) => rampAt(value, knots, k)));
  const cases = { columns: [...ramps, ...compared.traits], yes: compared.won, group: compared.seller, groups: compared.sellers.length };
  const size = cases.columns.length;
  const isRising = Uint8Array.from({ length: size }, (_, j) => Number(j < stretches));
  const penalty = penaltyOf(stretches, size);
  const fit = fitGroupedLogit(cases, { reducesBias: true, isRising, penalty });
  const clusters = clustersOf(offers, compared);
  const moves = drawMoves(fit, clusterParts(cases, fit, clusters), { hashes: clusters.hashes, seed, draws: drawCount, penalty, isRising });
  const chosen = evenly(compared.places.length);
  const at = Float64Array.from({ length: points }, (_, n) => low + ((high - low) * n) / (points - 1));
  const rampsAt = Array.from(at, (value) => Float64Array.from({ length: stretches }, (_, k) => rampAt(value, knots, k)));
  const eachDraw: Shape["eachDraw"] = (look) => {
    const chances = new Float64Array(chosen.length * points);
    for (let draw = 0; draw <= drawCount; draw++) {
      cameTo("draws", draw / drawCount);
      const move = draw === drawCount ? new Float64Array(size) : moves.subarray(draw * size, (draw + 1) * size);
      const g = rampsAt.map((own) => own.reduce((sum, value, k) => sum + value * (fit.coefficients[k]! + move[k]!), 0));
      chosen.forEach((i, row) => {
        const group = compared.seller[i]!;
        let base = fit.levels[group]!;
        for (let j = 0; j < size; j++) base -= fit.groupMeans[group * size + j]! * move[j]!;
        for (let j = stretches; j < size; j++) base += cases.columns[j]![i]! * (fit.coefficients[j]! + move[j]!);
        for (let n = 0; n < points; n++) chances[row * points + n] = 1 / (1 + Math.exp(-(base + g[n]!)));
      });
      look(chances, draw);
    }
  };
  return { at, standing: Int32Array.from(chosen, (i) => compared.places[i]!), draws: drawCount, eachDraw };
}

/** Quantiles that part the discounts into stretches of equally many offers; fewer where many discounts are alike. */
function knotsOf(sorted: Float64Array, low: number, high: number): number[] {
  const inner = Array.from({ length: steps - 1 }, (_, k) => quantileOfSorted(sorted, (k + 1) / steps)!);
  const knots = [low, ...inner, high];
  return knots.filter((knot, n) => n === 0 || knot - knots[n - 1]! > 0.004);
}

/** How much of a stretch lies below a discount, in tens of points. */
function rampAt(discount: number, knots: readonly number[], k: number): number {
  const [from, until] = [knots[k]!, knots[k + 1]!];
  return 10 * (Math.min(until, Math.max(from, discount)) - from);
}

function penaltyOf(stretches: number, size: number): Float64Array {
  const penalty = new Float64Array(size * size);
  for (let k = 0; k < stretches; k++) {
    penalty[k * size + k]! += 1 / prior.slope ** 2;
    if (k + 1 === stretches) continue;
    const bend = 1 / prior.bend ** 2;
    penalty[k * size + k]! += bend;
    penalty[(k + 1) * size + k + 1]! += bend;
    penalty[k * size + k + 1]! -= bend;
    penalty[(k + 1) * size + k]! -= bend;
  }
  return penalty;
}

/** Places of at most `standing` offers, in equal steps. */
function evenly(count: number): Int32Array {
  const wanted = Math.min(count, standing);
  return Int32Array.from({ length: wanted }, (_, n) => Math.floor((n * count) / wanted));
}

export interface CurvePoint {
  readonly discount: number;
  readonly chance: number;
  readonly interval: Interval;
}

/** Gathers the mean chance over the standing offers at each discount, draw by draw; then gives it with the middle 90 % of the draws. */
export class Curve {
  private readonly shape: Shape;
  private readonly drawn: Float64Array[];
  private readonly own: Float64Array;

  constructor(shape: Shape) {
    this.shape = shape;
    this.drawn = Array.from(shape.at, () => new Float64Array(shape.draws));
    this.own = new Float64Array(shape.at.length);
  }

  look(chances: Float64Array, draw: number): void {
    const points = this.own.length;
    const count = this.shape.standing.length;
    for (let n = 0; n < points; n++) {
      let sum = 0;
      for (let row = 0; row < count; row++) sum += chances[row * points + n]!;
      if (draw === this.shape.draws) this.own[n] = sum / count;
      else this.drawn[n]![draw] = sum / count;
    }
  }

  points(): CurvePoint[] {
    return Array.from(this.shape.at, (discount, n) => {
      const { low, high } = spreadOf(this.drawn[n]!);
      const chance = this.own[n]!;
      return { discount, chance, interval: { low: Math.min(low, chance), high: Math.max(high, chance), level: 0.9 } };
    });
  }
}
