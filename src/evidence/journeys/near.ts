// Whether touches lie nearer to the deals of their own firm than to those of others: where they do not, the links say nothing.
import type { Dice } from "#kit/dice.ts";
import { cameTo } from "#kit/long-work.ts";
import { type Ends, type Touches, ending, minutesInDay, noMinute } from "#evidence/journeys/columns.ts";

const shuffles = 200;
const mostTouches = 2000;
const leastTouches = 50;

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
 * sample is thrown. Source: Phipson and Smyth 2010 (the links themselves count as one more shuffle).
 */
export function nearnessOf(touches: Touches, ends: Ends, { units, asOf, dice }: { units: number; asOf: number; dice: Dice }): Nearness | null {
  if (touches.count < leastTouches) return null;
  const isSampled = touches.count > mostTouches;
  const rows = Array.from({ length: Math.min(mostTouches, touches.count) }, (_, n) => (isSampled ? dice.below(touches.count) : n));
  const minutes = Int32Array.from(rows, (row) => touches.minute[row]!);
  // Shuffled are places in the sample, each with the deals of its own unit beside it: nothing else is looked at.
  const { starts, from, until } = stretchesOf(rows, touches, { ends, units, asOf });
  const linked = Int32Array.from(rows, (_, n) => n);
  const nearness = (minute: number, place: number): number => {
    for (let n = starts[place]!; n < starts[place + 1]!; n++) {
      if (minute > until[n]!) continue;
      return minute >= from[n]! ? 1 : 1 / (1 + (from[n]! - minute) / (30 * minutesInDay));
    }
    return 0;
  };
  const mean = () => {
    let sum = 0;
    for (let n = 0; n < linked.length; n++) sum += nearness(minutes[n]!, linked[n]!);
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
function stretchesOf(rows: readonly number[], touches: Touches, { ends, units, asOf }: { ends: Ends; units: number; asOf: number }) {
  const isAsked = new Uint8Array(units);
  for (const row of rows) isAsked[touches.unit[row]!] = 1;
  const byUnit = new Map<number, { from: number; until: number }[]>();
  for (let row = 0; row < ends.count; row++) {
    const unit = ends.unit[row]!;
    if (isAsked[unit] === 0) continue;
    const until = ends.kind[row] === ending.open || ends.closed[row] === noMinute ? asOf : ends.closed[row]!;
    const stretch = { from: ends.opened[row] === noMinute ? until : ends.opened[row]!, until };
    const own = byUnit.get(unit);
    if (own) own.push(stretch);
    else byUnit.set(unit, [stretch]);
  }
  for (const own of byUnit.values()) own.sort((a, b) => a.from - b.from);
  const lists = rows.map((row) => byUnit.get(touches.unit[row]!) ?? []);
  const starts = new Int32Array(rows.length + 1);
  lists.forEach((own, n) => (starts[n + 1] = starts[n]! + own.length));
  const all = lists.flat();
  return { starts, from: Float64Array.from(all, (one) => one.from), until: Float64Array.from(all, (one) => one.until) };
}
