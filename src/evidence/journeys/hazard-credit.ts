// What a fitted chance credits to each channel, and how far that would move had other firms come.
import { choleskySolve, type LogisticFit } from "#evidence/statistics/logistic.ts";
import { type GroupSums, denseSums, weighedSum } from "#evidence/journeys/groups.ts";
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
    const share = divided(chances);
    const none = chances.of(0);
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
  readonly chances: SetChances;
  readonly weight: number;
  readonly width: number;
}

/**
 * A column that is no channel moves every set; a channel's own moves the sets that hold it. Slopes serve the ranges alone, and two orders of letting
 * channels in are near enough to all of them: only the first few channels, and the last few, are ever in together.
 */
function addSlopes(slopes: Float64Array, { own, others, chances, weight, width }: SlopeRow): void {
  const n = own.length;
  const first = Float64Array.from({ length: n + 1 }, (_, k) => slopeAt(chances.of((1 << k) - 1)));
  const last = Float64Array.from({ length: n + 1 }, (_, k) => slopeAt(chances.of(((1 << k) - 1) << (n - k))));
  for (const column of others) {
    slopes[column * width + width - 1]! += weight * first[0]!;
    for (let c = 0; c < n; c++) slopes[column * width + own[c]!]! += weight * ((first[c + 1]! - first[c]!) / 2 + (last[n - c]! - last[n - 1 - c]!) / 2);
  }
  for (let moved = 0; moved < n; moved++) {
    const row = (own[moved]! + 1) * width;
    for (let c = 0; c < n; c++) {
      const forwards = (moved <= c ? first[c + 1]! : 0) - (moved < c ? first[c]! : 0);
      const backwards = (moved >= c ? last[n - c]! : 0) - (moved > c ? last[n - 1 - c]! : 0);
      slopes[row + own[c]!]! += weight * (forwards / 2 + backwards / 2);
    }
  }
}

const slopeAt = (chance: number) => chance * (1 - chance);

const mostInRow = 8;

/** The chance of a purchase when only a set of a row's channels had touched: of all sets where they are few. */
interface SetChances {
  readonly channels: number;
  readonly of: (set: number) => number;
  /** By set; null where they are too many to count out. */
  readonly all: Float64Array | null;
}

function chancesOfSets(start: number, effects: Float64Array): SetChances {
  const n = effects.length;
  if (n > mostInRow) {
    const of = (set: number) => {
      let score = start;
      for (let c = 0; c < n; c++) if ((set >> c) & 1) score += effects[c]!;
      return chanceAt(score);
    };
    return { channels: n, of, all: null };
  }
  const all = new Float64Array(2 ** n);
  all[0] = start;
  // A set's score is that of the set without its last channel, and that channel's effect.
  for (let c = 0; c < n; c++) for (let set = 0; set < 1 << c; set++) all[(1 << c) + set] = all[set]! + effects[c]!;
  for (let set = 0; set < all.length; set++) all[set] = chanceAt(all[set]!);
  return { channels: n, of: (set) => all[set]!, all };
}

const chanceAt = (score: number) => 1 / (1 + Math.exp(-score));

function divided({ channels, of, all }: SetChances): Float64Array {
  return all === null ? inTwoOrders(channels, of) : partsOf(all, channels);
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

/** By group: credit by channel, the base, and the pull on each coefficient (`width` numbers, then `size`). Every group has a number in every place. */
function pulls(table: HazardTable, steep: Steepness, { sums, size }: { sums: GroupSums; size: number }): GroupSums {
  const { channels } = table;
  const width = channels + 1 + size;
  const { rows, came, starts } = effectsOf(table, steep);
  const groups = sums.starts.length - 1;
  const amount = new Float64Array(groups * width);
  for (let g = 0; g < groups; g++) {
    for (let n = sums.starts[g]!; n < sums.starts[g + 1]!; n++) {
      const pattern = sums.at[n]! >> 1;
      const value = sums.amount[n]!;
      const by = (sums.at[n]! & 1) === 0 ? rows : came;
      for (let k = starts[pattern]!; k < starts[pattern + 1]!; k++) amount[g * width + by.at[k]!]! += value * by.amount[k]!;
    }
  }
  return denseSums(amount, width);
}

/** What one row of each pattern adds to a group, and what a purchase in it adds: a purchase pulls by what came, rows by what was expected of them. */
function effectsOf({ channels, patterns, touched }: HazardTable, steep: Steepness) {
  const starts = new Int32Array(touched.length + 1);
  for (let p = 0; p < touched.length; p++) starts[p + 1] = starts[p]! + touched[p]!.length + 2 + patterns.features[p]!.length;
  const rows = { at: new Int32Array(starts.at(-1)!), amount: new Float64Array(starts.at(-1)!) };
  const came = { at: rows.at, amount: new Float64Array(starts.at(-1)!) };
  for (let p = 0; p < touched.length; p++) {
    const [own, share, features] = [touched[p]!, steep.shares[p]!, patterns.features[p]!];
    let place = starts[p]!;
    let expected = steep.bases[p]!;
    rows.at[place] = channels;
    rows.amount[place++] = expected;
    for (let c = 0; c < own.length; c++, place++) {
      rows.at[place] = own[c]!;
      rows.amount[place] = share[c]!;
      expected += share[c]!;
    }
    for (let f = -1; f < features.length; f++, place++) {
      rows.at[place] = channels + 2 + (f < 0 ? -1 : features[f]!);
      rows.amount[place] = -expected;
      came.amount[place] = 1;
    }
  }
  return { rows, came, starts };
}
