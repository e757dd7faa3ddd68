// What a fitted chance credits to each channel, and how far that would move had other firms come.
import { choleskySolve, type LogisticFit } from "#evidence/statistics/logistic.ts";
import { type GroupSums, SumBook, weighedSum } from "#evidence/journeys/groups.ts";
import type { HazardTable } from "#evidence/journeys/hazard.ts";
import { partsOf } from "#evidence/journeys/rate-shapley.ts";

export interface HazardCredit {
  /** Purchases by channel, and those expected had there been no touch at all. Together: the purchases there were. */
  readonly parts: Float64Array;
  readonly base: number;
}

/** Credit of the fit, and how it moves with each coefficient: `slopes[column * (channels + 1) + c]`, the base in place `channels`. */
interface Steepness extends HazardCredit {
  readonly slopes: Float64Array;
  /** Credit of one row of each pattern among the channels that touched it. */
  readonly shares: readonly Float64Array[];
  readonly bases: Float64Array;
}

/**
 * Shapley values of the fitted model. Worth of a set S of channels: purchases expected in the rows there were, had only the channels of S touched.
 * A row's parts are divided among the channels that touched it, over every order of letting them in (exact up to 8 in a row; more are let in in one order
 * and its reverse). The intercept carries no penalty, so all channels and the base sum to the purchases there were.
 */
export function hazardCredit(table: HazardTable, coefficients: Float64Array): HazardCredit {
  const { parts, base } = steepness(table, coefficients);
  return { parts, base };
}

function steepness(table: HazardTable, coefficients: Float64Array): Steepness {
  const { touched, channels, cases } = table;
  const slopes = new Float64Array(coefficients.length * (channels + 1));
  const parts = new Float64Array(channels);
  const bases = new Float64Array(touched.length);
  const shares: Float64Array[] = [];
  let base = 0;
  for (let p = 0; p < touched.length; p++) {
    const { own, others, chances } = rowOf(table, p, coefficients);
    const weight = cases[p]!;
    const share = divided(own.length, chances);
    const none = chances(0);
    bases[p] = none;
    shares.push(share);
    base += weight * none;
    for (let n = 0; n < own.length; n++) parts[own[n]!]! += weight * share[n]!;
    addSlopes(slopes, { own, others, chances, weight, width: channels + 1 });
  }
  return { parts, base, slopes, shares, bases };
}

/** One pattern: the channels that touched it, the columns that are no channels (the intercept first), and its chance by set of channels. */
function rowOf({ touched, channels, patterns }: HazardTable, p: number, coefficients: Float64Array) {
  const own = touched[p]!;
  const others = [0];
  for (const feature of patterns.features[p]!) if (feature >= channels) others.push(feature + 1);
  const start = others.reduce((sum, column) => sum + coefficients[column]!, 0);
  const effects = Float64Array.from(own, (channel) => coefficients[channel + 1]!);
  return { own, others, chances: chancesOfSets(start, effects) };
}

interface SlopeRow {
  readonly own: Int32Array;
  readonly others: readonly number[];
  readonly chances: (set: number) => number;
  readonly weight: number;
  readonly width: number;
}

/**
 * A column that is no channel moves every set; a channel's own moves the sets that hold it. Slopes serve the ranges alone, and two orders of letting
 * channels in are near enough to all of them.
 */
function addSlopes(slopes: Float64Array, { own, others, chances, weight, width }: SlopeRow): void {
  const slope = (set: number) => chances(set) * (1 - chances(set));
  const even = inTwoOrders(own.length, slope);
  const none = slope(0);
  for (const column of others) {
    slopes[column * width + width - 1]! += weight * none;
    for (let n = 0; n < own.length; n++) slopes[column * width + own[n]!]! += weight * even[n]!;
  }
  for (let moved = 0; moved < own.length; moved++) {
    const alone = inTwoOrders(own.length, (set) => ((set >> moved) & 1 ? slope(set) : 0));
    for (let n = 0; n < own.length; n++) slopes[(own[moved]! + 1) * width + own[n]!]! += weight * alone[n]!;
  }
}

const mostInRow = 8;

/** The chance of a purchase when only a set of a row's channels had touched; kept for all sets where they are few. */
function chancesOfSets(start: number, effects: Float64Array): (set: number) => number {
  const n = effects.length;
  const chance = (set: number) => {
    let score = start;
    for (let c = 0; c < n; c++) if ((set >> c) & 1) score += effects[c]!;
    return 1 / (1 + Math.exp(-score));
  };
  if (n > mostInRow) return chance;
  const kept = Float64Array.from({ length: 2 ** n }, (_, set) => chance(set));
  return (set) => kept[set]!;
}

function divided(n: number, worthOf: (set: number) => number): Float64Array {
  if (n > mostInRow) return inTwoOrders(n, worthOf);
  return partsOf(
    Float64Array.from({ length: 2 ** n }, (_, set) => worthOf(set)),
    n,
  );
}

/** Channels let in in one order and in its reverse. */
function inTwoOrders(n: number, worthOf: (set: number) => number): Float64Array {
  const shares = new Float64Array(n);
  for (const isReverse of [false, true]) {
    let [set, before] = [0, worthOf(0)];
    for (let place = 0; place < n; place++) {
      const channel = isReverse ? n - 1 - place : place;
      set |= 1 << channel;
      const next = worthOf(set);
      shares[channel]! += (next - before) / 2;
      before = next;
    }
  }
  return shares;
}

/** Credit at the fit, and the same weighed anew. */
export interface HazardDraws {
  readonly credit: HazardCredit;
  /** Credit under weights of the groups. */
  readonly under: (weights: Float64Array) => HazardCredit;
}

/**
 * Credit under other weights of the groups, to first order: rows weigh anew, and the coefficients take one step of Newton's method from the fit (its
 * curvature kept), along which credit moves by its slopes. A draw then costs as much as a few sums over groups, however many patterns there are.
 * `sums` holds rows of pattern p in place 2p and purchases in 2p + 1. Source: one-step bootstrap, Davidson and MacKinnon 1999.
 */
export function hazardDraws(table: HazardTable, fit: LogisticFit, sums: GroupSums): HazardDraws {
  const { channels } = table;
  const width = channels + 1;
  const size = fit.coefficients.length;
  const steep = steepness(table, fit.coefficients);
  const byGroup = pulls(table, steep, { sums, size });
  const drawn = new Float64Array(byGroup.size);
  return {
    credit: { parts: steep.parts, base: steep.base },
    under(weights) {
      weighedSum(byGroup, weights, drawn);
      const move = drawn.slice(width);
      for (let column = 1; column < size; column++) move[column]! -= fit.penalty * fit.coefficients[column]!;
      choleskySolve(fit.factor, move);
      const moved = drawn.slice(0, width);
      for (let column = 0; column < size; column++) for (let c = 0; c < width; c++) moved[c]! += move[column]! * steep.slopes[column * width + c]!;
      return { parts: moved.subarray(0, channels), base: moved[channels]! };
    },
  };
}

/** By group: credit by channel, the base, and the pull on each coefficient (`width` numbers, then `size`). */
function pulls({ channels, patterns, touched }: HazardTable, steep: Steepness, { sums, size }: { sums: GroupSums; size: number }): GroupSums {
  const width = channels + 1;
  const book = new SumBook();
  const expected = steep.shares.map((share, p) => share.reduce((sum, part) => sum + part, steep.bases[p]!));
  for (let g = 0; g + 1 < sums.starts.length; g++) {
    for (let n = sums.starts[g]!; n < sums.starts[g + 1]!; n++) {
      const [pattern, value] = [sums.at[n]! >> 1, sums.amount[n]!];
      const isCases = (sums.at[n]! & 1) === 0;
      if (isCases) {
        const [own, share] = [touched[pattern]!, steep.shares[pattern]!];
        book.add(channels, value * steep.bases[pattern]!);
        for (let c = 0; c < own.length; c++) book.add(own[c]!, value * share[c]!);
      }
      // Rows pull by what was expected of them, purchases by what came.
      const pull = isCases ? -value * expected[pattern]! : value;
      book.add(width, pull);
      for (const feature of patterns.features[pattern]!) book.add(width + 1 + feature, pull);
    }
    book.endGroup();
  }
  return book.sums(width + size);
}
