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
      const key = units <= most ? hash : (hash >>> 0) % most;
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

/** Sums that have a number for every group and place: those of group g from `g * size` on. */
export function denseSums(amount: Float64Array, size: number): GroupSums {
  const groups = size === 0 ? 0 : amount.length / size;
  const at = new Int32Array(amount.length);
  for (let n = 0; n < at.length; n++) at[n] = n % size;
  return { starts: Int32Array.from({ length: groups + 1 }, (_, g) => g * size), at, amount, size };
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

/** The same sums by place: groups that add to place p, and how much, for n from `starts[p]` up to `starts[p + 1]`, in order of groups. */
export interface PlaceSums {
  readonly starts: Int32Array;
  readonly group: Int32Array;
  readonly amount: Float64Array;
}

/** Turns sums by group into sums by place: where they are weighed hundreds of times, each place is then written once, not once for each of its groups. */
export function byPlace({ starts, at, amount, size }: GroupSums): PlaceSums {
  const from = new Int32Array(size + 1);
  for (const place of at) from[place + 1]!++;
  for (let place = 0; place < size; place++) from[place + 1]! += from[place]!;
  const next = from.slice(0, size);
  const turned = { starts: from, group: new Int32Array(at.length), amount: new Float64Array(at.length) };
  for (let g = 0; g + 1 < starts.length; g++) {
    for (let n = starts[g]!; n < starts[g + 1]!; n++) {
      const to = next[at[n]!]!++;
      turned.group[to] = g;
      turned.amount[to] = amount[n]!;
    }
  }
  return turned;
}

/** So many weightings are summed in one pass: the sums are read once for all of them. */
export const atOnce = 8;

/** Sums under `atOnce` weightings, each the same to the bit as `weighedSum` gives it. `beside` holds `atOnce` numbers for each group. */
export function weighedSums({ starts, group, amount }: PlaceSums, weights: readonly Float64Array[], { into, beside }: WeighedSums): void {
  weights.forEach((own, k) => {
    for (let g = 0; g < own.length; g++) beside[atOnce * g + k] = own[g]!;
  });
  const [a, b, c, d, e, f, g, h] = into as Eight;
  for (let place = 0; place + 1 < starts.length; place++) {
    let sa = 0;
    let sb = 0;
    let sc = 0;
    let sd = 0;
    let se = 0;
    let sf = 0;
    let sg = 0;
    let sh = 0;
    for (let n = starts[place]!; n < starts[place + 1]!; n++) {
      const one = amount[n]!;
      const from = atOnce * group[n]!;
      sa += beside[from]! * one;
      sb += beside[from + 1]! * one;
      sc += beside[from + 2]! * one;
      sd += beside[from + 3]! * one;
      se += beside[from + 4]! * one;
      sf += beside[from + 5]! * one;
      sg += beside[from + 6]! * one;
      sh += beside[from + 7]! * one;
    }
    a[place] = sa;
    b[place] = sb;
    c[place] = sc;
    d[place] = sd;
    e[place] = se;
    f[place] = sf;
    g[place] = sg;
    h[place] = sh;
  }
}

type Eight = [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];

interface WeighedSums {
  readonly into: readonly Float64Array[];
  readonly beside: Float64Array;
}

/** Weights of all groups, draw by draw (Bayesian bootstrap, Rubin 1981). */
export function* drawsOf({ hashes }: Grouped, draws: number, seed: number): Generator<Float64Array> {
  const weights = new Float64Array(hashes.length);
  for (let draw = 0; draw < draws; draw++) {
    drawWeights(weights, hashes, { seed, draw });
    yield weights;
  }
}
