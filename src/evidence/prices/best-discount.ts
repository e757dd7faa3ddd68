// Which discount leaves most: a lower price wins more deals and earns less on each; where the two balance, if the deals can tell.
import type { Interval } from "#facts/papers.ts";
import { type Told, comparisonOf } from "#evidence/prices/comparison.ts";
import { type DiscountEffect, effectOf } from "#evidence/prices/effect.ts";
import type { Offers } from "#evidence/prices/offers.ts";
import { Curve, type CurvePoint, type Shape, shapeOf } from "#evidence/prices/shape.ts";
import { spreadOf } from "#evidence/statistics/bootstrap.ts";

export interface BestDiscount {
  readonly discount: number;
  readonly interval: Interval;
  /** The discounts that were tried often enough to be compared. */
  readonly tried: { readonly from: number; readonly until: number };
  /** Mean discount of the offers with a known cost, weighed by list value. */
  readonly usual: number;
  /** Expected margin of an offer at the best discount less that at the usual one, minor units, and the share of draws in which it is above 0. */
  readonly gain: number;
  readonly gainInterval: Interval;
  readonly gainChance: number;
  /** Offers with a known cost among those that stand for all. */
  readonly costed: number;
  /** The best lies at an end of what was tried: beyond it nothing is known. */
  readonly isAtEnd: boolean;
}

export interface Winning {
  readonly effect: DiscountEffect;
  readonly curve: readonly CurvePoint[];
  readonly best: Told<BestDiscount>;
}

/** The whole answer on discounts and winning for these offers. */
export function winningOf(offers: Offers): Told<Winning> {
  const comparison = comparisonOf(offers);
  if (!comparison.ok) return comparison;
  const shape = shapeOf(offers, comparison.value);
  const [curve, profit] = [new Curve(shape), new Profit(offers, shape)];
  shape.eachDraw((chances, draw) => {
    curve.look(chances, draw);
    profit.look(chances, draw);
  });
  return { ok: true, value: { effect: effectOf(offers, comparison.value), curve: curve.points(), best: profit.best() } };
}

/** The discount that leaves most, alone. */
export function bestDiscountOf(offers: Offers): Told<BestDiscount> {
  const comparison = comparisonOf(offers);
  if (!comparison.ok) return comparison;
  const shape = shapeOf(offers, comparison.value);
  const profit = new Profit(offers, shape);
  shape.eachDraw((chances, draw) => profit.look(chances, draw));
  return profit.best();
}

/** A range that holds nearly everything that was tried tells nothing. */
const telling = 0.9;
/** A discount that leaves no less than the best in this share of draws is not told apart from it. */
const likeBest = 0.1;

/**
 * argmax over one discount for all offers of sum P(win | discount) (list (1 - discount) - cost), over the discounts tried. Range: every
 * discount that is not clearly worse than the best, that is, leaves no less in a tenth of the draws or more; half a step of the grid is added to either
 * end. An argmax itself jumps from draw to draw, so that the middle of its draws would be too narrow. Cannot be told: cost known for fewer than half of the offers; the range covers nine tenths of what was tried.
 */
class Profit {
  private readonly shape: Shape;
  private readonly money: readonly { readonly row: number; readonly list: number; readonly cost: number }[];
  private readonly usual: number;
  private readonly margins: Float64Array[] = [];

  constructor(offers: Offers, shape: Shape) {
    this.shape = shape;
    const rows = Array.from(shape.standing, (_, row) => row).filter((row) => offers.cost[shape.standing[row]!]! > 0);
    this.money = rows.map((row) => ({ row, list: offers.list[shape.standing[row]!]!, cost: offers.cost[shape.standing[row]!]! }));
    this.usual = usualOf(offers, shape, rows);
  }

  look(chances: Float64Array, draw: number): void {
    const { at } = this.shape;
    const points = at.length;
    const margin = new Float64Array(points);
    for (const { row, list, cost } of this.money)
      for (let n = 0; n < points; n++) margin[n]! += (chances[row * points + n]! * (list * (1 - at[n]!) - cost)) / this.money.length;
    this.margins[draw] = margin;
  }

  best(): Told<BestDiscount> {
    const { at, draws, standing } = this.shape;
    if (this.money.length * 2 < standing.length) return { ok: false, reason: "costs-not-known", details: { count: this.money.length, of: standing.length } };
    const own = this.margins[draws]!;
    const drawn = this.margins.slice(0, draws);
    let top = 0;
    for (let n = 1; n < own.length; n++) if (own[n]! > own[top]!) top = n;
    const isLike = (n: number) => drawn.reduce((count, margin) => count + Number(margin[n]! >= margin[top]!), 0) >= likeBest * draws;
    const like = Array.from(at, (_, n) => n).filter((n) => n === top || isLike(n));
    const [from, until] = [at[0]!, at.at(-1)!];
    const step = (until - from) / (at.length - 1);
    const [low, high] = [Math.max(from, at[like[0]!]! - step / 2), Math.min(until, at[like.at(-1)!]! + step / 2)];
    if (high - low >= telling * (until - from)) return { ok: false, reason: "best-could-be-anywhere", details: { lowShare: from, highShare: until } };
    const gainOf = (margin: Float64Array) => margin[top]! - between(at, margin, this.usual);
    const gains = Float64Array.from(drawn, gainOf);
    const spread = spreadOf(gains);
    const value: BestDiscount = {
      discount: vertex(at, own, top),
      interval: { low, high, level: 0.9 },
      tried: { from, until },
      usual: this.usual,
      gain: gainOf(own),
      gainInterval: { low: spread.low, high: spread.high, level: 0.9 },
      gainChance: gains.reduce((sum, gain) => sum + Number(gain > 0), 0) / draws,
      costed: this.money.length,
      isAtEnd: top === 0 || top === at.length - 1,
    };
    return { ok: true, value };
  }
}

/** A height between two places, in a straight line; at the ends that of the end. */
function between(at: Float64Array, height: Float64Array, wanted: number): number {
  const place = Math.min(at.length - 1, Math.max(0, ((wanted - at[0]!) / (at.at(-1)! - at[0]!)) * (at.length - 1)));
  const below = Math.min(at.length - 2, Math.floor(place));
  return height[below]! + (place - below) * (height[below + 1]! - height[below]!);
}

/** The top of the parabola through the highest point and its neighbours: finer than the steps. */
function vertex(at: Float64Array, height: Float64Array, n: number): number {
  if (n === 0 || n === at.length - 1) return at[n]!;
  const [left, middle, right] = [height[n - 1]!, height[n]!, height[n + 1]!];
  const bend = left - 2 * middle + right;
  return bend < 0 ? at[n]! + (0.5 * (left - right) * (at[n + 1]! - at[n]!)) / bend : at[n]!;
}

function usualOf(offers: Offers, shape: Shape, rows: readonly number[]): number {
  let [list, off] = [0, 0];
  for (const row of rows) {
    const place = shape.standing[row]!;
    list += offers.list[place]!;
    off += offers.list[place]! * offers.discount[place]!;
  }
  return off / list;
}
