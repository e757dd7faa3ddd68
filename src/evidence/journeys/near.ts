// Whether touches lie nearer to the deals of their own firm than to those of others: where they do not, the links say nothing.
import type { Dice } from "#kit/dice.ts";
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
  const stretches: { from: number; until: number }[][] = Array.from({ length: units }, () => []);
  for (let row = 0; row < ends.count; row++) {
    const until = ends.kind[row] === ending.open || ends.closed[row] === noMinute ? asOf : ends.closed[row]!;
    stretches[ends.unit[row]!]!.push({ from: ends.opened[row] === noMinute ? until : ends.opened[row]!, until });
  }
  for (const own of stretches) own.sort((a, b) => a.from - b.from);
  const isSampled = touches.count > mostTouches;
  const rows = Array.from({ length: Math.min(mostTouches, touches.count) }, (_, n) => (isSampled ? dice.below(touches.count) : n));
  const linked = rows.map((row) => touches.unit[row]!);
  const nearness = (minute: number, unit: number): number => {
    let best = 0;
    for (const { from, until } of stretches[unit]!) {
      if (minute > until) continue;
      if (minute >= from) return 1;
      best = Math.max(best, 1 / (1 + (from - minute) / (30 * minutesInDay)));
      break;
    }
    return best;
  };
  const mean = () => rows.reduce((sum, row, n) => sum + nearness(touches.minute[row]!, linked[n]!), 0) / rows.length;
  const observed = mean();
  let [asMuch, total, isAlike] = [0, 0, true];
  for (let round = 0; round < shuffles; round++) {
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
