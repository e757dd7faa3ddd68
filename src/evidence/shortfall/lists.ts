// The records that a comparison rests on, as lists in an order that does not depend on how rows came: entrants, closings, and all that was watched.
import type { LagCurves, Watched } from "#evidence/shortfall/lag.ts";

/** Came in through a lead, or as a deal without one. */
export const fromLeads = 0;
export const withoutLead = 1;
export type Stream = typeof fromLeads | typeof withoutLead;

/** Leads (or deals without a lead) that may be due to close in a period. One entry each. */
export interface Entrants {
  /** Place of the lead or deal in its columns. */
  readonly record: Int32Array;
  /** Place in the comparison's rows (segment and stream). */
  readonly row: Int32Array;
  readonly pattern: Int32Array;
  /** Age on the first day of the period and on the day after its last: the lag's window. */
  readonly fromAge: Int32Array;
  readonly untilAge: Int32Array;
  /** Age before which it would not be on record if it had closed: the extract begins later than it came in. 0 for most. */
  readonly recordedFromAge: Int32Array;
  readonly stratum: Int32Array;
  /** 0 neither, 1 accepted, 2 accepted and became a deal. */
  readonly outcome: Uint8Array;
  /** Whose weight it takes in a draw of the bootstrap. */
  readonly hash: Int32Array;
}

/** Deals that closed in a period. */
export interface Closings {
  readonly record: Int32Array;
  readonly row: Int32Array;
  readonly pattern: Int32Array;
  /** Place in the comparison's cells (row and product). */
  readonly cell: Int32Array;
  readonly isWon: Uint8Array;
  readonly quantity: Float64Array;
  readonly list: Float64Array;
  readonly amount: Float64Array;
  readonly cost: Float64Array;
  readonly hash: Int32Array;
}

export interface WatchedList extends Watched {
  readonly hash: Int32Array;
}

export interface Row {
  readonly segment: number;
  readonly stream: Stream;
}

/** Index 0: reference; 1: actual. */
export type Both<T> = readonly [reference: T, actual: T];

export interface Lags {
  /** By stream. */
  readonly curves: readonly [LagCurves, LagCurves];
}

/** Rows in an order of their own hash, then of their id: the same whatever the order they came in. */
export function inOwnOrder(rows: Int32Array, hashes: Int32Array, ids: readonly string[]): Int32Array {
  const keys = Float64Array.from(rows, (row, place) => (hashes[row]! >>> 0) * 2_097_152 + (place % 2_097_152));
  if (rows.length > 2_097_152) return rows.slice().sort((a, b) => (hashes[a]! >>> 0) - (hashes[b]! >>> 0) || (ids[a]! < ids[b]! ? -1 : 1));
  keys.sort();
  const ordered = Int32Array.from(keys, (key) => rows[key % 2_097_152]!);
  for (let start = 0; start < ordered.length;) {
    let end = start + 1;
    while (end < ordered.length && hashes[ordered[end]!] === hashes[ordered[start]!]) end++;
    if (end - start > 1) ordered.subarray(start, end).sort((a, b) => (ids[a]! < ids[b]! ? -1 : ids[a]! > ids[b]! ? 1 : 0));
    start = end;
  }
  return ordered;
}
