// Deals under watch: from which age to which each one was seen in a period, and how it ended, if it did.
import { type DealColumns, noDay } from "#facts/columns.ts";
import type { DayNumber } from "#kit/day.ts";
import type { EndedStays } from "#evidence/statistics/aalen-johansen.ts";
import { type ExtractStart, hasCycle, isClosedAt, wonStage } from "#evidence/cycle/watch.ts";

export interface Watch {
  readonly starts: Int32Array;
  /** The stretch looked at, as day numbers, half open. */
  readonly from: DayNumber;
  readonly until: DayNumber;
  readonly lastSeen: DayNumber;
  readonly extract: ExtractStart | null;
}

/** Ways a deal ends, as `cause` counts them; 0: still going. */
export const wonWay = 1;
export const lostWay = 2;

export interface DealStays extends EndedStays {
  /** Row of each stay among the deals. */
  readonly rows: Int32Array;
}

/**
 * The deals as stays under watch. Definition: a deal is watched on each day that lies in the period, on or after its start, and up to its close
 * (won or lost) or the last day seen. Its age on the first watched day is its entry (deals older than the period or than the extract come in late),
 * its age on the last watched day its exit; it ended if it closed there. Deals still open, or closed after the period, are still going.
 * Left out: deals without a start, closed ones without a close day or closed before their start.
 */
export function dealStays(deals: DealColumns, watch: Watch, isWanted: ((row: number) => boolean) | null = null): DealStays {
  const firstWatched = watch.extract?.kind === "by-close" ? Math.max(watch.from, watch.extract.firstClose) : watch.from;
  const lastWatched = Math.min(watch.until - 1, watch.lastSeen);
  const [enteredAfter, until, cause, rows]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let row = 0; row < deals.count; row++) {
    const start = watch.starts[row]!;
    if (start === noDay || start > lastWatched || (isWanted !== null && !isWanted(row))) continue;
    const closed = isClosedAt(deals, row);
    if (closed && !hasCycle(deals, watch.starts, row)) continue;
    const closedOn = closed ? deals.closedOn[row]! : noDay;
    if (closed && closedOn < firstWatched) continue;
    const isEnd = closed && closedOn <= lastWatched;
    enteredAfter.push(Math.max(start, firstWatched) - start - 1);
    until.push((isEnd ? closedOn : lastWatched) - start);
    cause.push(isEnd ? (deals.stage[row] === wonStage ? wonWay : lostWay) : 0);
    rows.push(row);
  }
  return { enteredAfter: Int32Array.from(enteredAfter), until: Int32Array.from(until), cause: Uint8Array.from(cause), rows: Int32Array.from(rows) };
}

/** Those of the stays that pass the test. */
export function staysWhere(stays: DealStays, isWanted: (place: number) => boolean): DealStays {
  const kept = stays.rows.map((_, place) => place).filter(isWanted);
  return {
    enteredAfter: kept.map((place) => stays.enteredAfter[place]!),
    until: kept.map((place) => stays.until[place]!),
    cause: Uint8Array.from(kept, (place) => stays.cause[place]!),
    rows: kept.map((place) => stays.rows[place]!),
  };
}

/** How many were closed, won or lost, under watch. */
export function closedCount({ cause }: EndedStays): number {
  return cause.reduce((sum, way) => sum + Number(way > 0), 0);
}

/** Won and lost alike: ended. */
export function endedOf({ cause }: EndedStays): Uint8Array {
  return cause.map((way) => Number(way > 0));
}
