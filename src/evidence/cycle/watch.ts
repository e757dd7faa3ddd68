// How long the records were watched: the last day seen, and where the extract begins and what that hides.
import { type DealColumns, noDay } from "#facts/columns.ts";
import { type Day, type DayNumber, dayNumber, dayOf } from "#kit/day.ts";
import { quarterOf } from "#kit/period.ts";
import { quantileOfSorted } from "#evidence/statistics/quantile.ts";
import { survivalCurve } from "#evidence/statistics/survival.ts";
import { stages } from "#facts/stage.ts";

export const wonStage = stages.indexOf("won");
export const lostStage = stages.indexOf("lost");

/** Where the records begin and what is distorted by it. Days are day numbers; `distortedUntil` is the first day that is not. */
export interface ExtractStart {
  /** by-close: only deals that closed on or after `firstClose` (or are open) were exported. by-creation: the first deals opened are the first there are. */
  readonly kind: "by-close" | "by-creation";
  readonly firstCreated: DayNumber;
  readonly firstClose: DayNumber;
  readonly distortedUntil: DayNumber;
  /** Deals opened before the first close, and how many closings among them were to be expected before it. */
  readonly openedBefore: number;
  readonly expectedClosings: number;
}

/**
 * The last day on which the deals show any sign of life, not later than `asOf`: an old extract is looked at from its own last day, since nothing
 * is known of the days after. Days in the future are impossible and do not count.
 */
export function lastSeenOf(deals: Pick<DealColumns, "count" | "createdOn" | "closedOn" | "stage">, asOf: Day): DayNumber {
  const limit = dayNumber(asOf);
  let last = noDay;
  for (let row = 0; row < deals.count; row++) {
    const [created, closed] = [deals.createdOn[row]!, isClosedAt(deals, row) ? deals.closedOn[row]! : noDay];
    if (created <= limit && created > last) last = created;
    if (closed <= limit && closed > last) last = closed;
  }
  return last === noDay ? limit : last;
}

/**
 * Looks for the place where the extract begins.
 * by-close: with the pace of closing seen in deals opened since the first close, at least 5 closings were to be expected before it among the deals
 * opened earlier, and none is there (chance below 1 %): closed deals of that time were not exported. Cycles are then counted from the first close on
 * (late entry), and the calendar quarter of the first close is not a whole one.
 * by-creation otherwise: deals opened before the first are not there, so closings of the first days, up to the 90th of a hundred won cycles, can only be quick ones.
 * Null without closed deals that have both days.
 */
export function extractStartOf(deals: DealColumns, starts: Int32Array, lastSeen: DayNumber): ExtractStart | null {
  let [firstCreated, firstClose] = [Infinity, Infinity];
  for (let row = 0; row < deals.count; row++) {
    if (starts[row] === noDay) continue;
    if (starts[row]! < firstCreated) firstCreated = starts[row]!;
    if (hasCycle(deals, starts, row) && deals.closedOn[row]! < firstClose) firstClose = deals.closedOn[row]!;
  }
  if (!Number.isFinite(firstClose)) return null;
  const early: number[] = [];
  for (let row = 0; row < deals.count; row++) if (starts[row] !== noDay && starts[row]! < firstClose) early.push(firstClose - starts[row]!);
  const expected = expectedClosings(deals, starts, { firstClose, lastSeen, early });
  if (expected >= 5) {
    const distortedUntil = dayNumber(quarterOf(dayOf(firstClose)).until);
    return { kind: "by-close", firstCreated, firstClose, distortedUntil, openedBefore: early.length, expectedClosings: expected };
  }
  const cycles = wonCycles(deals, starts, () => true).sort();
  const slow = quantileOfSorted(cycles, 0.9) ?? 0;
  return {
    kind: "by-creation",
    firstCreated,
    firstClose,
    distortedUntil: firstCreated + Math.ceil(slow),
    openedBefore: early.length,
    expectedClosings: expected,
  };
}

/** Cumulative hazard of closing, from deals opened since the first close, summed over the time that earlier ones had to close before it. */
function expectedClosings(deals: DealColumns, starts: Int32Array, at: { firstClose: number; lastSeen: number; early: readonly number[] }): number {
  const rows: number[] = [];
  for (let row = 0; row < deals.count; row++) if (starts[row] !== noDay && starts[row]! >= at.firstClose) rows.push(row);
  if (rows.length < 30 || at.early.length === 0) return 0;
  const until = Int32Array.from(rows, (row) => (hasCycle(deals, starts, row) ? deals.closedOn[row]! : at.lastSeen) - starts[row]!);
  const ended = Uint8Array.from(rows, (row) => (hasCycle(deals, starts, row) ? 1 : 0));
  const curve = survivalCurve({ enteredAfter: new Int32Array(rows.length).fill(-1), until, ended });
  const hazards = new Float64Array(Math.max(1, curve.lastWatched + 1));
  for (let row = 0; row < curve.times.length; row++) hazards[curve.times[row]!] = curve.ends[row]! / curve.atRisk[row]!;
  for (let day = 1; day < hazards.length; day++) hazards[day]! += hazards[day - 1]!;
  // Each early deal can close once: its expected closings are a chance, 1 - exp(-H).
  return at.early.reduce((sum, days) => sum + 1 - Math.exp(-hazards[Math.min(days - 1, hazards.length - 1)]!), 0);
}

export function isClosedAt(deals: Pick<DealColumns, "stage">, row: number): boolean {
  return deals.stage[row] === wonStage || deals.stage[row] === lostStage;
}

/** Closed, with both days known and in the right order. */
export function hasCycle(deals: DealColumns, starts: Int32Array, row: number): boolean {
  return isClosedAt(deals, row) && starts[row] !== noDay && deals.closedOn[row] !== noDay && deals.closedOn[row]! >= starts[row]!;
}

/** Days from start to close of the won deals that `isWanted` lets through. */
export function wonCycles(deals: DealColumns, starts: Int32Array, isWanted: (row: number) => boolean): Int32Array {
  const cycles: number[] = [];
  for (let row = 0; row < deals.count; row++) {
    if (deals.stage[row] === wonStage && hasCycle(deals, starts, row) && isWanted(row)) cycles.push(deals.closedOn[row]! - starts[row]!);
  }
  return Int32Array.from(cycles);
}
