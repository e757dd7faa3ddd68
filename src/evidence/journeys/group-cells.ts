// Sums by place and group of firms that can be added to and taken from: whole numbers only, so that what is taken out leaves no trace.
import type { PlaceSums } from "#evidence/journeys/groups.ts";

/**
 * For each place the groups that add to it, in order, each with a whole number that is not 0. Whole numbers below 2^53 add up exactly in any order, so sums after
 * any additions and removals are those of adding only what is left, and they stand in the same order. One group is added to at a time: its numbers are gathered
 * first and written down at its end. Until `settle` they are noted as they come; from then on each is found in the list of its place by halving.
 */
export class GroupCells {
  private first: Found | null = new Found();
  /** The list of place p stands from `starts[p]` up to `ends[p]` and may grow up to `limits[p]`; one that grows further moves behind all others. */
  starts = new Int32Array(0);
  ends = new Int32Array(0);
  private limits = new Int32Array(0);
  group = new Int32Array(0);
  amount = new Float64Array(0);
  private totals = new Float64Array(0);
  private length = 0;
  /** How many numbers there are; the rest of the room is what lists left behind or have in hand. */
  private held = 0;
  /** Numbers of the group that is being added to, and the places that it has some in. */
  private scratch = new Float64Array(4096);
  private readonly touched: number[] = [];
  private places = 0;

  add(place: number, amount: number): void {
    if (amount === 0) return;
    if (place >= this.scratch.length) this.scratch = longer(this.scratch, Math.max(place + 1, 2 * this.scratch.length));
    if (this.scratch[place] === 0) this.touched.push(place);
    this.scratch[place]! += amount;
    if (place >= this.places) this.places = place + 1;
  }

  endGroup(group: number): void {
    for (const place of this.touched) {
      const amount = this.scratch[place]!;
      if (amount === 0) continue;
      this.scratch[place] = 0;
      if (this.first === null) this.put(place, group, amount);
      else this.first.push(place, group, amount);
    }
    this.touched.length = 0;
  }

  /** Once, after all groups were added in their order. */
  settle(): void {
    const found = this.first!;
    const counts = found.countsOf(this.places);
    this.lay(counts);
    found.write(this.ends, this);
    this.held = found.length;
    this.first = null;
    this.totals = new Float64Array(this.starts.length);
    for (let place = 0; place < this.starts.length; place++) {
      for (let n = this.starts[place]!; n < this.ends[place]!; n++) this.totals[place]! += this.amount[n]!;
    }
  }

  /** Room for lists of so many numbers each and a few more, all of them empty. */
  private lay(counts: Int32Array): void {
    const starts = new Int32Array(counts.length);
    const limits = new Int32Array(counts.length);
    let length = 0;
    for (let place = 0; place < counts.length; place++) {
      starts[place] = length;
      length += roomFor(counts[place]!);
      limits[place] = length;
    }
    [this.starts, this.ends, this.limits] = [starts, starts.slice(), limits];
    this.length = length;
    const size = Math.ceil(1.1 * length);
    [this.group, this.amount] = [new Int32Array(size), new Float64Array(size)];
  }

  private put(place: number, group: number, amount: number): void {
    if (place >= this.starts.length) this.growPlaces(place);
    this.totals[place]! += amount;
    const end = this.ends[place]!;
    const at = this.find(place, group);
    if (at === end || this.group[at] !== group) {
      this.insert(place, at - this.starts[place]!, { group, amount });
      return;
    }
    const sum = this.amount[at]! + amount;
    if (sum !== 0) {
      this.amount[at] = sum;
      return;
    }
    for (let n = at; n + 1 < end; n++) {
      this.group[n] = this.group[n + 1]!;
      this.amount[n] = this.amount[n + 1]!;
    }
    this.ends[place] = end - 1;
    this.held--;
  }

  /** Where a group stands in the list of a place, or would stand. */
  private find(place: number, group: number): number {
    let [low, high] = [this.starts[place]!, this.ends[place]!];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.group[middle]! < group) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private insert(place: number, offset: number, cell: { readonly group: number; readonly amount: number }): void {
    if (this.ends[place] === this.limits[place]) this.move(place);
    const at = this.starts[place]! + offset;
    for (let n = this.ends[place]!; n > at; n--) {
      this.group[n] = this.group[n - 1]!;
      this.amount[n] = this.amount[n - 1]!;
    }
    this.group[at] = cell.group;
    this.amount[at] = cell.amount;
    this.ends[place]!++;
    this.held++;
  }

  private move(place: number): void {
    if (this.length > mostRoom * (this.held + this.starts.length)) this.close();
    const [start, end] = [this.starts[place]!, this.ends[place]!];
    const room = 2 * roomFor(end - start);
    if (this.length + room > this.group.length) {
      const size = Math.max(this.length + room, Math.ceil(1.2 * this.group.length));
      const group = new Int32Array(size);
      group.set(this.group);
      this.group = group;
      this.amount = longer(this.amount, size);
    }
    this.group.copyWithin(this.length, start, end);
    this.amount.copyWithin(this.length, start, end);
    this.starts[place] = this.length;
    this.ends[place] = this.length + end - start;
    this.length += room;
    this.limits[place] = this.length;
  }

  /** Brings the lists together again: what they left behind is given back. */
  private close(): void {
    const { starts, ends, group, amount } = this;
    this.lay(ends.map((end, place) => end - starts[place]!));
    for (let place = 0; place < starts.length; place++) {
      this.group.set(group.subarray(starts[place], ends[place]), this.starts[place]);
      this.amount.set(amount.subarray(starts[place], ends[place]), this.starts[place]);
      this.ends[place] = this.starts[place]! + ends[place]! - starts[place]!;
    }
  }

  private growPlaces(place: number): void {
    const size = Math.max(place + 1, Math.ceil(1.5 * this.starts.length));
    const grown = (of: Int32Array) => {
      const own = new Int32Array(size);
      own.set(of);
      return own;
    };
    [this.starts, this.ends, this.limits, this.totals] = [grown(this.starts), grown(this.ends), grown(this.limits), longer(this.totals, size)];
  }

  /** Sum over all groups. */
  total(place: number): number {
    return this.totals[place] ?? 0;
  }

  /** Numbers held: what memory they take. */
  get size(): number {
    return this.amount.length;
  }

  /** The lists of these places as they stand, in this order. */
  pick(places: ArrayLike<number>, groups: number): PlaceSums {
    const [starts, ends] = [new Int32Array(places.length), new Int32Array(places.length)];
    for (let n = 0; n < starts.length; n++) {
      starts[n] = this.starts[places[n]!] ?? 0;
      ends[n] = this.ends[places[n]!] ?? 0;
    }
    return { groups, starts, ends, group: this.group, amount: this.amount };
  }
}

/** So many times what is held, and a number for each place, is as much room as lists may take before they are brought together again. */
const mostRoom = 4;

/** A list gets a little more room than it needs: most changes then find their place without moving it. */
function roomFor(count: number): number {
  return count + (count >> 4) + 1;
}

function longer(numbers: Float64Array<ArrayBuffer>, size: number): Float64Array<ArrayBuffer> {
  const own = new Float64Array(size);
  own.set(numbers);
  return own;
}

interface Mixing {
  readonly groups: number;
  readonly size: number;
  /** Each of the sums that come out is made of so many places; `placeOf` says which. */
  readonly of: number;
  readonly placeOf: (at: number, n: number) => number;
  readonly weightsOf: (at: number) => Float64Array;
}

/** Puts the lists of several places together into one, each times its weight. Groups stand in the order in which the lists name them first. */
export function mixed(cells: GroupCells, { groups, size, of, placeOf, weightsOf }: Mixing): PlaceSums {
  const { starts: from, ends: until, group: given, amount: numbers } = cells;
  const [starts, ends] = [new Int32Array(size), new Int32Array(size)];
  const [group, amount] = [new Int32Array(numbers.length), new Float64Array(numbers.length)];
  let length = 0;
  const scratch = new Float64Array(groups);
  const hasSeen = new Uint8Array(groups);
  for (let at = 0; at < size; at++) {
    const weights = weightsOf(at);
    const start = length;
    starts[at] = start;
    for (let n = 0; n < of; n++) {
      const place = placeOf(at, n);
      if (place >= from.length) continue;
      const weight = weights[n]!;
      for (let cell = from[place]!, end = until[place]!; cell < end; cell++) {
        const own = given[cell]!;
        if (hasSeen[own] === 0) {
          hasSeen[own] = 1;
          group[length++] = own;
        }
        scratch[own]! += weight * numbers[cell]!;
      }
    }
    for (let n = start; n < length; n++) {
      const own = group[n]!;
      amount[n] = scratch[own]!;
      scratch[own] = 0;
      hasSeen[own] = 0;
    }
    ends[at] = length;
  }
  return { groups, starts, ends, group, amount };
}

/** Numbers as they come, then turned to stand by place. */
class Found {
  private at = new Int32Array(4096);
  private group = new Int32Array(4096);
  private amount = new Float64Array(4096);
  length = 0;

  push(at: number, group: number, amount: number): void {
    if (this.length === this.at.length) {
      const [ats, groups] = [this.at, this.group];
      this.at = new Int32Array(2 * this.length);
      this.group = new Int32Array(2 * this.length);
      this.at.set(ats);
      this.group.set(groups);
      this.amount = longer(this.amount, 2 * this.length);
    }
    this.at[this.length] = at;
    this.group[this.length] = group;
    this.amount[this.length++] = amount;
  }

  countsOf(places: number): Int32Array {
    const counts = new Int32Array(places);
    for (let n = 0; n < this.length; n++) counts[this.at[n]!]!++;
    return counts;
  }

  /** Groups came in order, so they stand in order in each place. `next` says where the next number of each place goes. */
  write(next: Int32Array, { group, amount }: { readonly group: Int32Array; readonly amount: Float64Array }): void {
    for (let n = 0; n < this.length; n++) {
      const to = next[this.at[n]!]!++;
      group[to] = this.group[n]!;
      amount[to] = this.amount[n]!;
    }
  }
}
