// Whether touches lie nearer to the deals of their own firm than to those of others: where they do not, the links say nothing.
import type { Dice } from "#kit/dice.ts";
import { cameTo } from "#kit/long-work.ts";
import type { ByUnit } from "#evidence/journeys/touch-index.ts";
import { type Ends, ending, minutesInDay, noMinute } from "#evidence/journeys/columns.ts";

const shuffles = 200;
const mostTouches = 2000;
const leastTouches = 50;
const month = 30 * minutesInDay;

/** A touch that is looked at. */
interface Sampled {
  readonly hash: number;
  readonly unit: number;
  readonly minute: number;
}

/**
 * Touches picked by a hash of what they are: half of them, a quarter and so on until at most about 2,000 are left. The same touches give the same sample in any order, and
 * it can be added to and taken out of. `hashes` is a steady number of each unit.
 */
export class NearSample {
  readonly depth: number;
  private readonly touches: Sampled[] = [];

  constructor(count: number) {
    this.depth = depthOf(count);
  }

  /** The hash of a touch that is in the sample; -1 for others. */
  hashOf(unitHash: number, minute: number, channel: number): number {
    const own = mixed(unitHash, minute, channel);
    return own < 2 ** (32 - this.depth) ? own : -1;
  }

  add(own: number, { unit, minute }: Omit<Sampled, "hash">, sign: number): void {
    if (sign > 0) this.touches.push({ hash: own, unit, minute });
    else
      this.touches.splice(
        this.touches.findIndex((one) => one.hash === own && one.unit === unit && one.minute === minute),
        1,
      );
  }

  inOrder(): readonly Sampled[] {
    return this.touches.toSorted((a, b) => a.hash - b.hash || a.minute - b.minute);
  }
}

/** How often a list of so many touches is halved. */
export function depthOf(count: number): number {
  return Math.max(0, Math.ceil(Math.log2(count / mostTouches)));
}

function mixed(hash: number, minute: number, channel: number): number {
  let h = hash ^ Math.imul(minute, 0x9e_37_79_b1) ^ Math.imul(channel + 1, 0x85_eb_ca_77);
  h = Math.imul(h ^ (h >>> 16), 0x85_eb_ca_6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2_b2_ae_35);
  return (h ^ (h >>> 16)) >>> 0;
}

export interface Nearness {
  /** Mean nearness of touches to the deals of their own unit, and with the units shuffled. */
  readonly observed: number;
  readonly byChance: number;
  /** Chance that shuffled units lie as near. */
  readonly chance: number;
}

/**
 * Permutation test. A touch has nearness 1 while a deal of its unit goes on, else 1 / (1 + days / 30) to the next one that begins, 0 where none follows. Shuffled are the
 * units of touches. Null for fewer than 50 touches, or where all nearness is alike whatever the unit (one unit only). Of more than 2,000 touches a
 * sample is taken. Source: Phipson and Smyth 2010 (the links themselves count as one more shuffle).
 */
export function nearnessOf(sample: NearSample, ends: Ends, { endsOf, asOf, dice }: { endsOf: ByUnit; asOf: number; dice: Dice }): Nearness | null {
  const touches = sample.inOrder();
  if (touches.length < leastTouches) return null;
  const minutes = Int32Array.from(touches, ({ minute }) => minute);
  // Shuffled are places in the sample, each with the deals of its own unit beside it: nothing else is looked at.
  const { starts, from, until } = stretchesOf(
    touches.map(({ unit }) => unit),
    { ends, endsOf, asOf },
  );
  const linked = Int32Array.from(touches, (_, n) => n);
  const mean = () => {
    let sum = 0;
    for (let n = 0; n < linked.length; n++) {
      const minute = minutes[n]!;
      for (let at = starts[linked[n]!]!, end = starts[linked[n]! + 1]!; at < end; at++) {
        if (minute > until[at]!) continue;
        sum += minute >= from[at]! ? 1 : month / (month + from[at]! - minute);
        break;
      }
    }
    return sum / linked.length;
  };
  const observed = mean();
  let [asMuch, total, isAlike] = [0, 0, true];
  for (let round = 0; round < shuffles; round++) {
    cameTo("draws", round / shuffles);
    for (let i = linked.length - 1; i > 0; i--) {
      const j = dice.below(i + 1);
      [linked[i], linked[j]] = [linked[j]!, linked[i]!];
    }
    const shuffled = mean();
    total += shuffled;
    if (shuffled >= observed - 1e-12) asMuch++;
    if (Math.abs(shuffled - observed) > 1e-12) isAlike = false;
  }
  return isAlike ? null : { observed, byChance: total / shuffles, chance: (asMuch + 1) / (shuffles + 1) };
}

/** Beginning and end of the deals of each touch's unit, in order of their beginning; those of row n from `starts[n]` up to `starts[n + 1]`. */
function stretchesOf(touched: readonly number[], { ends, endsOf, asOf }: { ends: Ends; endsOf: ByUnit; asOf: number }) {
  const stretch = (row: number) => {
    const until = ends.kind[row] === ending.open || ends.closed[row] === noMinute ? asOf : ends.closed[row]!;
    return { from: ends.opened[row] === noMinute ? until : ends.opened[row]!, until };
  };
  const lists = touched.map((unit) =>
    Array.from(endsOf.rows.subarray(endsOf.starts[unit] ?? 0, endsOf.starts[unit + 1] ?? 0), stretch).sort((a, b) => a.from - b.from),
  );
  const starts = new Int32Array(touched.length + 1);
  lists.forEach((own, n) => (starts[n + 1] = starts[n]! + own.length));
  const all = lists.flat();
  return { starts, from: Float64Array.from(all, (one) => one.from), until: Float64Array.from(all, (one) => one.until) };
}
