// The ways as wholes: each sequence of steps with its share of cases and its days; cases too young to have ended are not held against anybody.
import type { Interval } from "#facts/papers.ts";
import { daysBetweenEntries } from "#evidence/paths/flow.ts";
import type { CaseLog } from "#evidence/paths/log.ts";
import { wilsonInterval } from "#evidence/statistics/proportion.ts";
import { type QuantileFigure, quantileFigure, quantileOfSorted } from "#evidence/statistics/quantile.ts";

export interface Variant {
  /** Steps in order, as places in the log's steps, joined by '-'. */
  readonly key: string;
  readonly steps: readonly number[];
  readonly count: number;
  readonly share: number;
  readonly interval: Interval;
  /** Won at its end. */
  readonly isWon: boolean;
  /** Still open: the way may go on. */
  readonly open: number;
  /** From the first entry to the last, of those that are over. */
  readonly days: QuantileFigure;
  readonly backs: number;
}

export interface Variants {
  readonly variants: readonly Variant[];
  /** Ripe cases: those that came in at least `ripeAfterDays` before the last day seen, in which four fifths of all that ended had ended. */
  readonly ripe: number;
  readonly young: number;
  readonly ripeAfterDays: number;
  /** Different ways among ripe cases. */
  readonly kinds: number;
}

const fewestEnded = 10;

/** All ways of ripe cases, the most frequent first. Null where fewer than ten cases have ended: then nobody knows when a case is ripe. */
export function variantsOf(log: CaseLog, lastSeen: number): Variants | null {
  const lives: number[] = [];
  for (let at = 0; at < log.count; at++) if (log.isOver[at] === 1) lives.push(log.day[log.starts[at + 1]! - 1]! - log.day[log.starts[at]!]!);
  if (lives.length < fewestEnded) return null;
  const ripeAfterDays = Math.ceil(quantileOfSorted(Int32Array.from(lives).sort(), 0.8)!);
  const found = new Map<string, { steps: number[]; days: number[]; open: number; count: number }>();
  let ripe = 0;
  for (let at = 0; at < log.count; at++) {
    if (!isRipe(log, at, lastSeen - ripeAfterDays)) continue;
    ripe++;
    const key = variantKeyOf(log, at);
    const known = found.get(key) ?? { steps: Array.from(log.step.subarray(log.starts[at], log.starts[at + 1])), days: [], open: 0, count: 0 };
    found.set(key, known);
    known.count++;
    if (log.isOver[at] === 1) known.days.push(daysBetweenEntries(log, log.starts[at]!, log.starts[at + 1]! - 1));
    else known.open++;
  }
  if (ripe === 0) return null;
  const variants = [...found].map(([key, { steps, days, open, count }]): Variant => {
    const places = steps.map((step) => log.steps[step]!.order);
    return {
      key,
      steps,
      count,
      share: count / ripe,
      interval: wilsonInterval(count, ripe)!,
      isWon: log.steps[steps.at(-1)!]!.stage === "won",
      open,
      days: quantileFigure(Float64Array.from(days), 0.5),
      backs: places.filter((place, n) => n > 0 && place < places[n - 1]!).length,
    };
  });
  variants.sort((a, b) => b.count - a.count || a.steps.length - b.steps.length || (a.key < b.key ? -1 : 1));
  return { variants, ripe, young: log.count - ripe, ripeAfterDays, kinds: variants.length };
}

/** Came in on or before a day. */
export function isRipe(log: CaseLog, at: number, cameInBy: number): boolean {
  return log.day[log.starts[at]!]! <= cameInBy;
}

export function variantKeyOf(log: CaseLog, at: number): string {
  return log.step.subarray(log.starts[at], log.starts[at + 1]).join("-");
}
