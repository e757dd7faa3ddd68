// Gives pairs of whole numbers a place in order of first sight, many times faster than a map of texts.

/** All pairs there can be: `first` and `second` below these. */
export interface Bounds {
  readonly firsts: number;
  readonly seconds: number;
}

/** With fewer pairs than this (16 MB) each has a slot of its own. */
const mostSlots = 2 ** 22;

/**
 * Open addressing, at most half full. `first` is a whole number from 0 below 2^53, `second` one of 32 bits. Where all pairs there can be are few, none is looked
 * for: each has its slot. Both ways give the same places.
 */
export class PairBook {
  private readonly width: number;
  /** Place + 1 by pair, where each has its slot; else empty. */
  private readonly own: Int32Array;
  private firsts = new Float64Array(1024);
  private seconds = new Int32Array(1024);
  private count = 0;
  /** Place + 1 by slot; 0 where it is free. */
  private slots = new Int32Array(2048);

  constructor({ firsts, seconds }: Bounds = { firsts: Infinity, seconds: 1 }) {
    this.width = seconds;
    this.own = new Int32Array(firsts * seconds <= mostSlots ? firsts * seconds : 0);
  }

  /** The place of a pair; a new one gets the next. */
  place(first: number, second: number): number {
    if (this.own.length === 0) return this.searched(first, second);
    const slot = first * this.width + second;
    const known = this.own[slot]!;
    if (known > 0) return known - 1;
    this.own[slot] = ++this.count;
    return this.count - 1;
  }

  private searched(first: number, second: number): number {
    const mask = this.slots.length - 1;
    let slot = slotOf(first, second) & mask;
    for (; this.slots[slot] !== 0; slot = (slot + 1) & mask) {
      const place = this.slots[slot]! - 1;
      if (this.seconds[place] === second && this.firsts[place] === first) return place;
    }
    if (this.count === this.firsts.length) {
      this.grow();
      return this.searched(first, second);
    }
    this.firsts[this.count] = first;
    this.seconds[this.count] = second;
    this.slots[slot] = ++this.count;
    return this.count - 1;
  }

  private grow(): void {
    const [firsts, seconds] = [new Float64Array(2 * this.count), new Int32Array(2 * this.count)];
    firsts.set(this.firsts);
    seconds.set(this.seconds);
    [this.firsts, this.seconds, this.slots] = [firsts, seconds, new Int32Array(4 * this.count)];
    const mask = this.slots.length - 1;
    for (let place = 0; place < this.count; place++) {
      let slot = slotOf(firsts[place]!, seconds[place]!) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = place + 1;
    }
  }
}

const twoTo32 = 4_294_967_296;

/** Both numbers, both halves of the first, stirred: the finish of MurmurHash3. */
function slotOf(first: number, second: number): number {
  let hash = Math.imul(first | 0, 0x9e_37_79_b1) ^ Math.imul(Math.floor(first / twoTo32), 0x85_eb_ca_77) ^ Math.imul(second, 0xc2_b2_ae_3d);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85_eb_ca_6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2_b2_ae_35);
  return hash ^ (hash >>> 16);
}
