// What a fitted chance credits to each channel, and how far that would move had other firms come.
import { choleskySolve, type LogisticFit } from "#evidence/statistics/logistic.ts";
import { type PlaceSums, type RowSums, weighedRows } from "#evidence/journeys/groups.ts";
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
  /** The channels themselves, in the same places. */
  readonly columns: Int32Array;
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
  const columns = new Int32Array(starts[placeOf.length]!);
  for (let p = 0; p < placeOf.length; p++) columns.set(sets[setOf[p]!]!, starts[p]);
  const made = {
    parts: new Float64Array(channels),
    shares: new Float64Array(columns.length),
    slopes: new Float64Array(coefficients.length * width),
    starts,
    columns,
  };
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
export function hazardDraws(table: HazardTable, fit: LogisticFit, sums: PlaceSums): HazardDraws {
  const { channels } = table;
  const width = channels + 1;
  const size = fit.coefficients.length;
  const steep = steepness(table, fit.coefficients);
  const byGroup = pulls(table, steep, { sums, size });
  const drawn = new Float64Array(byGroup.width);
  return {
    credit: { parts: steep.parts, base: steep.base },
    under(weights) {
      weighedRows(byGroup, weights, drawn);
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
function pulls(table: HazardTable, { shares, columns, starts: sharesFrom, bases }: Steepness, { sums, size }: { sums: PlaceSums; size: number }): RowSums {
  const { channels, sets, setOf, placeOf } = table;
  const { groups, starts, ends, group, amount } = sums;
  const width = channels + 1 + size;
  const intercept = channels + 1;
  const into = new Float64Array(groups * width);
  const ofPlace = new PlacePulls(table, { groups, width, into });
  for (let p = 0; p < placeOf.length; p++) {
    const own = sets[setOf[p]!]!;
    const from = sharesFrom[p]!;
    ofPlace.begin(placeOf[p]!, bases[placeOf[p]!]!);
    let expected = bases[placeOf[p]!]!;
    for (let c = 0; c < own.length; c++) expected += shares[from + c]!;
    const until = from + own.length;
    for (let n = starts[2 * p]!, end = ends[2 * p]!; n < end; n++) {
      const value = amount[n]!;
      const pull = -value * expected;
      const row = group[n]! * width;
      for (let c = from; c < until; c++) {
        const at = row + columns[c]!;
        into[at]! += value * shares[c]!;
        into[at + intercept + 1]! += pull;
      }
      ofPlace.add(group[n]!, value, pull);
    }
    for (let n = starts[2 * p + 1]!, end = ends[2 * p + 1]!; n < end; n++) {
      const row = group[n]! * width + intercept + 1;
      for (let c = 0; c < own.length; c++) into[row + own[c]!]! += amount[n]!;
      ofPlace.add(group[n]!, 0, amount[n]!);
    }
  }
  ofPlace.end();
  return { amount: into, width };
}

/** What all patterns of one place share, by group: it is added up while they follow each other and written down when another place begins. */
class PlacePulls {
  private readonly rows: Float64Array;
  private readonly pull: Float64Array;
  /** The place that each group was last added to in. */
  private readonly seenIn: Int32Array;
  private readonly touched: Int32Array;
  private touches = 0;
  private readonly table: HazardTable;
  private readonly into: Float64Array;
  private readonly width: number;
  private place = -1;
  private base = 0;

  constructor(table: HazardTable, { groups, width, into }: { groups: number; width: number; into: Float64Array }) {
    this.table = table;
    this.rows = new Float64Array(groups);
    this.pull = new Float64Array(groups);
    this.seenIn = new Int32Array(groups).fill(-1);
    this.touched = new Int32Array(groups);
    this.into = into;
    this.width = width;
  }

  begin(place: number, base: number): void {
    if (place === this.place) return;
    this.end();
    this.place = place;
    this.base = base;
  }

  add(group: number, rows: number, pull: number): void {
    if (this.seenIn[group] !== this.place) {
      this.seenIn[group] = this.place;
      this.touched[this.touches++] = group;
    }
    this.rows[group]! += rows;
    this.pull[group]! += pull;
  }

  end(): void {
    const { rows, pull, into, width, base } = this;
    const { channels, places } = this.table;
    for (let n = 0; n < this.touches; n++) {
      const group = this.touched[n]!;
      const intercept = group * width + channels + 1;
      const columns = places[this.place]!;
      into[intercept - 1]! += rows[group]! * base;
      into[intercept]! += pull[group]!;
      for (let c = 0; c < columns.length; c++) into[intercept + 1 + columns[c]!]! += pull[group]!;
      rows[group] = 0;
      pull[group] = 0;
      this.seenIn[group] = -1;
    }
    this.touches = 0;
  }
}
