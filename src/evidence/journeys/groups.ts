// Journeys in small groups that are weighed by chance again and again: how far each share of credit would move had other firms come.
import { drawWeights } from "#evidence/statistics/bootstrap.ts";
import { type Journeys, pickJourneys } from "#evidence/journeys/columns.ts";
import { cameTo } from "#kit/long-work.ts";
import { type Layout, type RuleSettings, halvesOf, tallyJourneys } from "#evidence/journeys/tally.ts";

/** Sums by group: group g adds `amount[n]` to place `at[n]` for n from `starts[g]` up to `starts[g + 1]`. */
export interface GroupSums {
  readonly starts: Int32Array;
  readonly at: Int32Array;
  readonly amount: Float64Array;
  readonly size: number;
}

/** Journeys sorted by group; all journeys of one unit are in one group. */
export interface Grouped {
  readonly journeys: Journeys;
  readonly starts: Int32Array;
  readonly hashes: Int32Array;
  /** Where each journey stood before. */
  readonly rows: Int32Array;
}

/** Up to so many groups: the standard error of a bootstrap over 512 groups is itself sure to about 3 %. */
export const mostGroups = 512;

/** The group of a unit by its hash, where there are more units than groups. */
export function groupIn(hash: number, most = mostGroups): number {
  return (hash >>> 0) % most;
}

/**
 * Puts units into groups: each its own where there are few, else by its hash. `hashes[unit]` is a steady number of the unit (not its place), so that the
 * same firms make the same groups in any order of rows.
 */
export function groupedBy(journeys: Journeys, hashes: Int32Array, most = mostGroups): Grouped {
  const groupOf = new Map<number, number>();
  const groups = new Int32Array(journeys.count);
  const groupOfUnit = new Int32Array(hashes.length).fill(-1);
  let units = 0;
  for (const unit of journeys.unit) {
    if (groupOfUnit[unit] !== -1) continue;
    groupOfUnit[unit] = -2;
    units++;
  }
  for (let j = 0; j < journeys.count; j++) {
    const unit = journeys.unit[j]!;
    if (groupOfUnit[unit]! < 0) {
      const hash = hashes[unit]!;
      const key = units <= most ? hash : groupIn(hash, most);
      groupOfUnit[unit] = groupOf.get(key) ?? groupOf.size;
      groupOf.set(key, groupOfUnit[unit]);
    }
    groups[j] = groupOfUnit[unit]!;
  }
  const starts = new Int32Array(groupOf.size + 1);
  for (const group of groups) starts[group + 1]!++;
  for (let g = 0; g < groupOf.size; g++) starts[g + 1]! += starts[g]!;
  const next = starts.slice();
  const rows = new Int32Array(journeys.count);
  for (let j = 0; j < journeys.count; j++) rows[next[groups[j]!]!++] = j;
  return { journeys: pickJourneys(journeys, rows), starts, hashes: Int32Array.from(groupOf.keys()), rows };
}

/** Gathers sums group by group; places are numbered by whoever adds. */
export class SumBook {
  private scratch = new Float64Array(1024);
  private readonly touched: number[] = [];
  private readonly starts: number[] = [0];
  private at = new Int32Array(4096);
  private amount = new Float64Array(4096);
  private length = 0;
  private size = 0;

  add(at: number, amount: number): void {
    if (amount === 0) return;
    if (at >= this.scratch.length) {
      const longer = new Float64Array(Math.max(at + 1, 2 * this.scratch.length));
      longer.set(this.scratch);
      this.scratch = longer;
    }
    if (this.scratch[at] === 0) this.touched.push(at);
    this.scratch[at]! += amount;
    if (at >= this.size) this.size = at + 1;
  }

  endGroup(): void {
    for (const at of this.touched) {
      if (this.scratch[at] === 0) continue;
      if (this.length === this.at.length) this.grow();
      this.at[this.length] = at;
      this.amount[this.length++] = this.scratch[at]!;
      this.scratch[at] = 0;
    }
    this.touched.length = 0;
    this.starts.push(this.length);
  }

  private grow(): void {
    const [at, amount] = [new Int32Array(2 * this.length), new Float64Array(2 * this.length)];
    at.set(this.at);
    amount.set(this.amount);
    [this.at, this.amount] = [at, amount];
  }

  sums(size = this.size): GroupSums {
    return { starts: Int32Array.from(this.starts), at: this.at.slice(0, this.length), amount: this.amount.slice(0, this.length), size };
  }
}

/** Sums that have `width` numbers for every group: those of group g from `g * width` on. */
export interface RowSums {
  readonly amount: Float64Array;
  readonly width: number;
}

/** Sum of the rows of all groups, each times its weight. */
export function weighedRows({ amount, width }: RowSums, weights: Float64Array, into: Float64Array): void {
  into.fill(0);
  for (let g = 0, at = 0; g < weights.length; g++) {
    const weight = weights[g]!;
    for (let k = 0; k < width; k++, at++) into[k]! += weight * amount[at]!;
  }
}

/** The tally of every group. */
export function tallyGroups({ journeys, starts }: Grouped, layout: Layout, settings: RuleSettings): GroupSums {
  const book = new SumBook();
  const scratch = new Float64Array(layout.size);
  const halves = halvesOf(settings.halfLife);
  for (let g = 0; g + 1 < starts.length; g++) {
    scratch.fill(0);
    cameTo("sums", g / starts.length);
    tallyJourneys(journeys, layout, { settings, from: starts[g]!, to: starts[g + 1]!, into: scratch, halves });
    for (let at = 0; at < scratch.length; at++) book.add(at, scratch[at]!);
    book.endGroup();
  }
  return book.sums(layout.size);
}

/** Sum of all groups, each times its weight; without weights, each once. */
export function weighedSum({ starts, at, amount, size }: GroupSums, weights: Float64Array | null, into: Float64Array = new Float64Array(size)): Float64Array {
  into.fill(0);
  for (let g = 0; g + 1 < starts.length; g++) {
    const weight = weights === null ? 1 : weights[g]!;
    for (let n = starts[g]!; n < starts[g + 1]!; n++) into[at[n]!]! += weight * amount[n]!;
  }
  return into;
}

/** Sums by place: groups that add to place p, and how much, for n from `starts[p]` up to `ends[p]`. */
export interface PlaceSums {
  readonly groups: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly group: Int32Array;
  readonly amount: Float64Array;
}

/** Turns sums by group into sums by place: where they are weighed hundreds of times, each place is then written once, not once for each of its groups. */
export function byPlace({ starts, at, amount, size }: GroupSums): PlaceSums {
  const from = new Int32Array(size + 1);
  for (const place of at) from[place + 1]!++;
  for (let place = 0; place < size; place++) from[place + 1]! += from[place]!;
  const next = from.slice(0, size);
  const turned = { group: new Int32Array(at.length), amount: new Float64Array(at.length) };
  for (let g = 0; g + 1 < starts.length; g++) {
    for (let n = starts[g]!; n < starts[g + 1]!; n++) {
      const to = next[at[n]!]!++;
      turned.group[to] = g;
      turned.amount[to] = amount[n]!;
    }
  }
  return { groups: starts.length - 1, starts: from.subarray(0, size), ends: next, ...turned };
}

/** The sum of each place over all groups. */
export function placeTotals({ starts, ends, amount }: PlaceSums): Float64Array {
  const totals = new Float64Array(starts.length);
  for (let place = 0; place < totals.length; place++) {
    let sum = 0;
    for (let n = starts[place]!; n < ends[place]!; n++) sum += amount[n]!;
    totals[place] = sum;
  }
  return totals;
}

/** Weights of all groups, draw by draw (Bayesian bootstrap, Rubin 1981). */
export function* drawsOf({ hashes }: Grouped, draws: number, seed: number): Generator<Float64Array> {
  const weights = new Float64Array(hashes.length);
  for (let draw = 0; draw < draws; draw++) {
    drawWeights(weights, hashes, { seed, draw });
    yield weights;
  }
}
