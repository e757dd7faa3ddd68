// Time until closed, open deals counted: the cycle figure that forgetting about unfinished deals cannot flatter.
import { type DealColumns, noDay } from "#facts/columns.ts";
import type { DayNumber } from "#kit/day.ts";
import { type ExtractStart, hasCycle, isClosedAt } from "#evidence/cycle/watch.ts";
import { type Stays, type SurvivalQuantile, survivalCurve, survivalQuantile } from "#evidence/statistics/survival.ts";

export interface Watch {
  readonly starts: Int32Array;
  /** The stretch looked at, as day numbers, half open. */
  readonly from: DayNumber;
  readonly until: DayNumber;
  readonly lastSeen: DayNumber;
  readonly extract: ExtractStart | null;
}

/**
 * The deals as stays under watch. Definition: a deal is watched on each day that lies in the period, on or after its start, and up to its close
 * (won or lost) or the last day seen. Its age on the first watched day is its entry (deals older than the period or than the extract come in late),
 * its age on the last watched day its exit; it ended if it closed there. Deals still open, or closed after the period, are still going.
 * Left out: deals without a start, closed ones without a close day or closed before their start.
 */
export function staysUntilClosed(deals: DealColumns, watch: Watch, isWanted: (row: number) => boolean = () => true): Stays {
  const firstWatched = watch.extract?.kind === "by-close" ? Math.max(watch.from, watch.extract.firstClose) : watch.from;
  const lastWatched = Math.min(watch.until - 1, watch.lastSeen);
  const [enteredAfter, until, ended]: [number[], number[], number[]] = [[], [], []];
  for (let row = 0; row < deals.count; row++) {
    const start = watch.starts[row]!;
    if (start === noDay || start > lastWatched || !isWanted(row)) continue;
    const closed = isClosedAt(deals, row);
    if (closed && !hasCycle(deals, watch.starts, row)) continue;
    const closedOn = closed ? deals.closedOn[row]! : noDay;
    if (closed && closedOn < firstWatched) continue;
    const isEnd = closed && closedOn <= lastWatched;
    enteredAfter.push(Math.max(start, firstWatched) - start - 1);
    until.push((isEnd ? closedOn : lastWatched) - start);
    ended.push(isEnd ? 1 : 0);
  }
  return { enteredAfter: Int32Array.from(enteredAfter), until: Int32Array.from(until), ended: Uint8Array.from(ended) };
}

export interface UntilClosed extends SurvivalQuantile {
  readonly resolved: number;
  readonly open: number;
}

/**
 * Median days until a deal is closed, won or lost, with open deals counted as still going (Kaplan-Meier).
 * Time to close and not to win: a lost deal can never be won, and treating it as merely not won yet overstates the time (won and lost compete).
 * Value null: half were never closed in the time watched ('not reached').
 */
export function medianUntilClosed(deals: DealColumns, watch: Watch, isWanted?: (row: number) => boolean): UntilClosed {
  const curve = survivalCurve(staysUntilClosed(deals, watch, isWanted));
  return { ...survivalQuantile(curve, 0.5), resolved: curve.totalEnds, open: curve.stays - curve.totalEnds };
}
