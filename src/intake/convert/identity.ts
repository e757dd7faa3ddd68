// The id of a record whose file has none: a digest of what identifies it, and a count among equals where equal rows are different records.
import { hash } from "node:crypto";

import type { Value } from "#intake/types.ts";

/** 'spend-3f2a…': the same facts give the same id in every file. */
export function digestId(entity: string, values: readonly Value[], occurrence: number): string {
  const text = JSON.stringify([entity, ...values, occurrence]);
  return `${entity}-${hash("sha256", text, "hex").slice(0, 24)}`;
}

/**
 * Counts equal texts in a table of hashes, 12 bytes a slot instead of the texts themselves: a million rows take some 25 MB.
 * Two different texts share a 64-bit hash with a chance of one in ten million even among a million.
 */
export class EqualCounter {
  private low = new Uint32Array(1 << 12);
  private high = new Uint32Array(1 << 12);
  private counts = new Uint32Array(1 << 12);
  private size = 0;

  /** How many equal texts came before this one. */
  before(text: string): number {
    if (this.size * 2 > this.counts.length) this.grow();
    let [a, b] = [0x811c9dc5, 0x9747b28c];
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      a = Math.imul(a ^ code, 0x01000193);
      b = Math.imul(b ^ code, 0x85ebca6b) ^ (b >>> 13);
    }
    return this.count(mixed(a ^ (b >>> 16)), mixed(b), 1) - 1;
  }

  private count(low: number, high: number, add: number): number {
    const mask = this.counts.length - 1;
    let slot = (low ^ high) & mask;
    while (this.counts[slot] !== 0 && (this.low[slot] !== low || this.high[slot] !== high)) slot = (slot + 1) & mask;
    if (this.counts[slot] === 0) {
      this.low[slot] = low;
      this.high[slot] = high;
      this.size++;
    }
    this.counts[slot]! += add;
    return this.counts[slot]!;
  }

  private grow(): void {
    const old = { low: this.low, high: this.high, counts: this.counts };
    const slots = old.counts.length * 2;
    [this.low, this.high, this.counts, this.size] = [new Uint32Array(slots), new Uint32Array(slots), new Uint32Array(slots), 0];
    for (let slot = 0; slot < old.counts.length; slot++) if (old.counts[slot] !== 0) this.count(old.low[slot]!, old.high[slot]!, old.counts[slot]!);
  }
}

/** Spreads the bits of a hash (the finisher of MurmurHash3). */
function mixed(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
