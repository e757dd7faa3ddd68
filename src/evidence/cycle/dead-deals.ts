// Deals that are open on paper only: older than almost any deal that ever closed.
import { type DealColumns, noDay } from "#facts/columns.ts";
import type { DayNumber } from "#kit/day.ts";
import { hasCycle, isClosedAt } from "#evidence/cycle/watch.ts";
import { quantileOfSorted } from "#evidence/statistics/quantile.ts";

export interface DeadDeals {
  /** Days; an open deal older than this counts. Null without closed deals to compare with. */
  readonly olderThan: number | null;
  readonly longestClosed: number | null;
  /** Open deals whose age is known. */
  readonly open: number;
  readonly rows: readonly number[];
}

/**
 * Definition: open deals older, on the last day seen, than the longest deal that ever closed, or than `timesP99` times the 99th of a hundred if that is
 * less (one deal of many years must not excuse all the others). Fewer than 20 closed deals say too little: then none is called dead.
 */
export function deadDealsOf(deals: DealColumns, starts: Int32Array, options: { lastSeen: DayNumber; timesP99: number }): DeadDeals {
  const lives: number[] = [];
  for (let row = 0; row < deals.count; row++) if (hasCycle(deals, starts, row)) lives.push(deals.closedOn[row]! - starts[row]!);
  const sorted = Int32Array.from(lives).sort();
  const longestClosed = sorted.at(-1) ?? null;
  const olderThan = sorted.length < 20 ? null : Math.min(longestClosed!, Math.max(1, options.timesP99 * quantileOfSorted(sorted, 0.99)!));
  const rows: number[] = [];
  let open = 0;
  for (let row = 0; row < deals.count; row++) {
    if (isClosedAt(deals, row) || starts[row] === noDay) continue;
    open++;
    if (olderThan !== null && options.lastSeen - starts[row]! > olderThan) rows.push(row);
  }
  return { olderThan, longestClosed, open, rows };
}
