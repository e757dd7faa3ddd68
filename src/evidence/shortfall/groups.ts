// Those who may be due in a period, counted together where they stand in the same row and look alike: what every draw adds up anew.
import { type Throw, addWeights } from "#evidence/statistics/bootstrap.ts";
import type { LaidCurves } from "#evidence/shortfall/lag.ts";
import type { Entrants } from "#evidence/shortfall/lists.ts";

/** Entrants of one list by row, pattern and outcome. */
export interface Group {
  /** Three times its group, plus its outcome, for each entrant; ascending, so that sums are filled one after the other. */
  readonly slot: Int32Array;
  readonly hash: Int32Array;
  /** Its place among `moments`. */
  readonly moment: Int32Array;
  readonly moments: Moments;
  /** Groups of row r: from `rowStarts[r]` up to `rowStarts[r + 1]`. */
  readonly rowStarts: Int32Array;
  readonly pattern: Int32Array;
  readonly count: number;
  /** Due, accepted and deals of each group in the current draw. */
  readonly due: Float64Array;
}

/** Entrants of one segment that came in on one day have one chance to be due: places in the laid curves to read it from, and the chance. */
interface Moments {
  readonly from: Int32Array;
  readonly until: Int32Array;
  /** 0 where they are on record from their first day. */
  readonly late: Int32Array;
  readonly isLate: Uint8Array;
  readonly chance: Float64Array;
}

export function grouped(list: Entrants, { laid, rows, patterns }: { laid: LaidCurves | null; rows: number; patterns: number }): Group {
  const key = list.row.map((own, n) => own * patterns + list.pattern[n]!);
  const placeOf = new Int32Array(rows * patterns);
  for (const own of key) placeOf[own] = 1;
  const rowStarts = new Int32Array(rows + 1);
  let count = 0;
  for (let row = 0, own = 0; row < rows; row++) {
    rowStarts[row] = count;
    for (let end = own + patterns; own < end; own++) if (placeOf[own] === 1) placeOf[own] = count++;
  }
  rowStarts[rows] = count;
  const slot = key.map((own, n) => placeOf[own]! * 3 + list.outcome[n]!);
  const order = inSlots(slot, count * 3);
  const pattern = new Int32Array(count);
  for (let n = 0; n < slot.length; n++) pattern[placeOf[key[n]!]!] = list.pattern[n]!;
  const { moment, moments } = momentsOf(list, laid);
  return {
    slot: order.map((n) => slot[n]!),
    hash: order.map((n) => list.hash[n]!),
    moment: order.map((n) => moment[n]!),
    moments,
    rowStarts,
    pattern,
    count,
    due: new Float64Array(count * 3),
  };
}

/** The period is one for the whole list, so stratum and age on its first day fix the other ages too. */
function momentsOf(list: Entrants, laid: LaidCurves | null): { moment: Int32Array; moments: Moments } {
  if (laid === null || list.row.length === 0) return { moment: new Int32Array(list.row.length), moments: oneMoment };
  let [least, most, strata] = [Infinity, -Infinity, 0];
  for (let n = 0; n < list.fromAge.length; n++) {
    least = Math.min(least, list.fromAge[n]!);
    most = Math.max(most, list.fromAge[n]!);
    strata = Math.max(strata, list.stratum[n]! + 1);
  }
  const span = most - least + 1;
  const first = new Int32Array(span * strata).fill(-1);
  const places = list.fromAge.map((age, n) => list.stratum[n]! * span + age - least);
  for (let n = 0; n < places.length; n++) if (first[places[n]!] === -1) first[places[n]!] = n;
  const found = first.filter((n) => n >= 0);
  const numbers = new Int32Array(span * strata);
  found.forEach((n, number) => (numbers[places[n]!] = number));
  const placesOf = (ages: Int32Array) => found.map((n) => laid.place(list.stratum[n]!, ages[n]!));
  return {
    moment: places.map((place) => numbers[place]!),
    moments: {
      from: placesOf(list.fromAge),
      until: placesOf(list.untilAge),
      late: placesOf(list.recordedFromAge),
      isLate: Uint8Array.from(found, (n) => Number(list.recordedFromAge[n]! > 0)),
      chance: new Float64Array(found.length),
    },
  };
}

/** Where no lag is known, everybody counts once. */
const none = new Int32Array(0);
const oneMoment: Moments = { from: none, until: none, late: none, isLate: new Uint8Array(0), chance: new Float64Array(1).fill(1) };

interface Counting {
  readonly laid: LaidCurves | null;
  readonly draw: Throw | null;
  readonly switches: { readonly acceptance: boolean; readonly qualification: boolean };
}

/** Due, accepted and become deals, for each group of a list, under the weights of a draw; a step that is not recorded is passed by all. */
export function countDue(group: Group, { laid, draw, switches }: Counting): void {
  const { due, moments } = group;
  if (laid !== null) settleChances(moments, laid.values);
  due.fill(0);
  if (draw === null) for (let n = 0; n < group.slot.length; n++) due[group.slot[n]!]! += moments.chance[group.moment[n]!]!;
  else addWeights(due, group, { factors: moments.chance, throwOf: draw });
  // By outcome so far (nothing, accepted, deal): each further step is part of the ones before.
  for (let place = 0; place < due.length; place += 3) {
    const deals = due[place + 2]!;
    const accepted = due[place + 1]! + deals;
    const all = due[place]! + accepted;
    due[place] = all;
    due[place + 1] = switches.acceptance ? accepted : all;
    due[place + 2] = switches.qualification ? deals : due[place + 1]!;
  }
}

function settleChances({ from, until, late, isLate, chance }: Moments, values: Float64Array): void {
  for (let m = 0; m < from.length; m++) {
    const own = values[until[m]!]! - values[from[m]!]!;
    chance[m] = own > 0 && isLate[m] === 1 ? own / (1 - values[late[m]!]!) : own;
  }
}

/** Places sorted by slot, the order within a slot kept (counting sort). */
function inSlots(slot: Int32Array, slots: number): Int32Array {
  const starts = new Int32Array(slots + 1);
  for (const own of slot) starts[own + 1]!++;
  for (let own = 0; own < slots; own++) starts[own + 1]! += starts[own]!;
  const order = new Int32Array(slot.length);
  for (let n = 0; n < slot.length; n++) order[starts[slot[n]!]!++] = n;
  return order;
}
