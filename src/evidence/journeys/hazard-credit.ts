// What a fitted chance credits to each channel, and how far that would move had other firms come.
import { choleskySolve, type LogisticFit } from "#evidence/statistics/logistic.ts";
import { type GroupSums, denseSums, weighedSum } from "#evidence/journeys/groups.ts";
import type { HazardTable } from "#evidence/journeys/hazard.ts";
import { RowOfChannels } from "#evidence/journeys/hazard-row.ts";
import { cameTo } from "#kit/long-work.ts";

export interface HazardCredit {
  /** Purchases by channel, and those expected had there been no touch at all. Together: the purchases there were. */
  readonly parts: Float64Array;
  readonly base: number;
}

/** Credit of the fit, and how it moves with each coefficient: `slopes[column * (channels + 1) + c]`, the base in place `channels`. */
interface Steepness extends HazardCredit {
  readonly slopes: Float64Array;
  /** Credit of one row of pattern p among its channels, in their order: `shares` from `starts[p]` up to `starts[p + 1]`. */
  readonly shares: Float64Array;
  readonly starts: Int32Array;
  /** Chance of one row of each place without any touch. */
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
  const { channels, cases, places, sets, placeOf, setOf } = table;
  const width = channels + 1;
  const starts = new Int32Array(placeOf.length + 1);
  for (let p = 0; p < placeOf.length; p++) starts[p + 1] = starts[p]! + sets[setOf[p]!]!.length;
  const made = { parts: new Float64Array(channels), shares: new Float64Array(starts.at(-1)!), slopes: new Float64Array(coefficients.length * width), starts };
  const scores = Float64Array.from(places, (own) => own.reduce((sum, column) => sum + coefficients[column + 1]!, coefficients[0]!));
  const bases = scores.map((score) => 1 / (1 + Math.exp(-score)));
  // A place moves every set of its rows alike: what that does to credit is added up by place, and given to its columns at the end.
  const byPlace = new Float64Array(places.length * width);
  const row = new RowOfChannels(coefficients.subarray(1, width));
  for (let p = 0; p < placeOf.length; p++) {
    if ((p & 65_535) === 0) cameTo("sums");
    const place = placeOf[p]!;
    row.look(scores[place]!, sets[setOf[p]!]!);
    row.addCredit(cases[p]!, { ...made, at: starts[p]! });
    row.addSlopes(cases[p]!, { slopes: made.slopes, ofPlace: byPlace, at: place * width });
  }
  let base = 0;
  for (let p = 0; p < placeOf.length; p++) base += cases[p]! * bases[placeOf[p]!]!;
  places.forEach((own, place) => {
    for (const column of [-1, ...own]) for (let c = 0; c < width; c++) made.slopes[(column + 1) * width + c]! += byPlace[place * width + c]!;
  });
  return { ...made, bases, base };
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

/**
 * By group: credit by channel, the base, and the pull on each coefficient (`width` numbers, then `size`). Every group has a number in every place.
 * A purchase pulls by what came, rows by what was expected of them.
 */
function pulls(table: HazardTable, { shares, starts, bases }: Steepness, { sums, size }: { sums: GroupSums; size: number }): GroupSums {
  const { channels, places, sets, placeOf, setOf } = table;
  const width = channels + 1 + size;
  const groups = sums.starts.length - 1;
  const amount = new Float64Array(groups * width);
  for (let g = 0; g < groups; g++) {
    const from = g * width;
    const intercept = from + channels + 1;
    for (let n = sums.starts[g]!; n < sums.starts[g + 1]!; n++) {
      const pattern = sums.at[n]! >> 1;
      const value = sums.amount[n]!;
      const own = sets[setOf[pattern]!]!;
      const ofPlace = places[placeOf[pattern]!]!;
      let pull = value;
      if ((sums.at[n]! & 1) === 0) {
        let expected = bases[placeOf[pattern]!]!;
        amount[from + channels]! += value * expected;
        for (let c = 0, at = starts[pattern]!; c < own.length; c++, at++) {
          amount[from + own[c]!]! += value * shares[at]!;
          expected += shares[at]!;
        }
        pull = -value * expected;
      }
      amount[intercept]! += pull;
      for (let c = 0; c < own.length; c++) amount[intercept + 1 + own[c]!]! += pull;
      for (let c = 0; c < ofPlace.length; c++) amount[intercept + 1 + ofPlace[c]!]! += pull;
    }
  }
  return denseSums(amount, width);
}
