// What was known of the deals on a day: which were open and how old, what had been won, and how deals of each kind had fared by their age.
import { type Coded, type DealColumns, noDay } from "#facts/columns.ts";
import type { DayNumber } from "#kit/day.ts";
import { lostStage, wonStage } from "#evidence/cycle/watch.ts";

/** Kinds with fewer wins than this say too little for themselves: they are weighed together. */
export const fewestWinsOfAKind = 30;

/** The deals as a forecast looks at them. Age is counted from the day the deal was opened: a deal that is not opened yet is a new one. */
export interface ForecastDeals {
  readonly deals: DealColumns;
  /** By what deals are sorted into kinds that fare differently; null: all are one kind. */
  readonly kinds: Coded | null;
  /** What each deal is worth: minor units, or 1 where deals are counted. NaN: not known. */
  readonly worth: Float64Array;
  /** The same while a deal is open. Where the records name a price only at the end, nothing but NaN: a past forecast may not know it either. */
  readonly openWorth: Float64Array;
  /** Whether the agreement lets a won deal without an amount count. */
  readonly needsAmount: boolean;
}

/** How many deals stood at each age (`kind * width + age`) while they were watched, and how many were won or lost at it. */
export interface AgeTables {
  readonly width: number;
  readonly atRisk: Int32Array;
  readonly won: Int32Array;
  readonly lost: Int32Array;
}

export interface Known {
  /** The last day known. Everything later is hidden. */
  readonly day: DayNumber;
  /** Deals are watched from this day on; older ones come in late. */
  readonly learntFrom: DayNumber;
  /** Kind of each row. */
  readonly kind: Int32Array;
  /** Name of each kind; null: the others together. */
  readonly kindNames: readonly (string | null)[];
  readonly tables: AgeTables;
  /** Won and lost deals with both days, closed in the time learnt from. */
  readonly won: number;
  readonly lost: number;
  /** Rows open on the day, whose age is known, in order. */
  readonly open: Int32Array;
  /** Open deals without a day of opening: their chance cannot be told. */
  readonly openUndated: number;
}

/** Won by the agreement. */
export function isWon({ deals, needsAmount }: ForecastDeals, row: number): boolean {
  return deals.stage[row] === wonStage && (!needsAmount || deals.amount[row]! > 0);
}

/** Closing day by and with `day`; else it was open then. Closed deals without a day, or closed before they began, are in neither. */
export type Standing = "open" | "closed" | "unknown";

export function standingOn({ deals }: ForecastDeals, row: number, day: DayNumber): Standing {
  const created = deals.createdOn[row]!;
  const stage = deals.stage[row]!;
  const isClosed = stage === wonStage || stage === lostStage;
  if (created === noDay || created > day) return "unknown";
  if (!isClosed) return "open";
  const closed = deals.closedOn[row]!;
  if (closed === noDay || closed < created) return "unknown";
  return closed > day ? "open" : "closed";
}

/**
 * The state of the records as it was at the end of `day`, as far as today's records tell: amounts and kinds are today's.
 * A deal is watched on each day from the later of its opening and `learntFrom` up to its close or `day`; its age at entry counts (late entry).
 */
export function knownOn(facts: ForecastDeals, { day, learntFrom }: { day: DayNumber; learntFrom: DayNumber }): Known {
  const { deals } = facts;
  const open: number[] = [];
  let [openUndated, oldest] = [0, 0];
  const isWatched = new Uint8Array(deals.count);
  for (let row = 0; row < deals.count; row++) {
    const standing = standingOn(facts, row, day);
    if (standing === "unknown") {
      const isOpen = deals.createdOn[row] === noDay && deals.stage[row] !== wonStage && deals.stage[row] !== lostStage;
      openUndated += Number(isOpen);
      continue;
    }
    const last = standing === "open" ? day : deals.closedOn[row]!;
    if (standing === "open") open.push(row);
    if (last < learntFrom) continue;
    isWatched[row] = standing === "open" ? 1 : 2;
    oldest = Math.max(oldest, last - deals.createdOn[row]!);
  }
  const { kind, names } = kindsOf(facts, isWatched);
  const tables = tablesOf(facts, { day, learntFrom, isWatched, kind, kinds: names.length, width: oldest + 1 });
  const sum = (counts: Int32Array) => counts.reduce((total, count) => total + count, 0);
  return {
    day,
    learntFrom,
    kind,
    kindNames: names,
    tables,
    won: sum(tables.won),
    lost: sum(tables.lost),
    open: Int32Array.from(open),
    openUndated,
  };
}

/** Kinds with enough wins stand for themselves, in order of name; all others are one. */
function kindsOf(facts: ForecastDeals, isWatched: Uint8Array): { kind: Int32Array; names: (string | null)[] } {
  const kind = new Int32Array(facts.deals.count);
  if (!facts.kinds) return { kind, names: [null] };
  const { codes, names } = facts.kinds;
  const wins = new Int32Array(names.length);
  for (let row = 0; row < kind.length; row++) if (isWatched[row] === 2 && codes[row]! >= 0 && isWon(facts, row)) wins[codes[row]!]!++;
  const own = names.map((name, code) => ({ name, code })).filter(({ code }) => wins[code]! >= fewestWinsOfAKind);
  own.sort((a, b) => (a.name < b.name ? -1 : 1));
  const place = new Int32Array(names.length);
  own.forEach(({ code }, n) => (place[code] = n + 1));
  for (let row = 0; row < kind.length; row++) kind[row] = codes[row]! < 0 ? 0 : place[codes[row]!]!;
  return { kind, names: [null, ...own.map(({ name }) => name)] };
}

interface Watched {
  readonly day: DayNumber;
  readonly learntFrom: DayNumber;
  readonly isWatched: Uint8Array;
  readonly kind: Int32Array;
  readonly kinds: number;
  readonly width: number;
}

/** One pass over the deals and one over the ages. */
function tablesOf(facts: ForecastDeals, { day, learntFrom, isWatched, kind, kinds, width }: Watched): AgeTables {
  const { deals } = facts;
  const atRisk = new Int32Array(kinds * width);
  const [won, lost] = [new Int32Array(kinds * width), new Int32Array(kinds * width)];
  for (let row = 0; row < deals.count; row++) {
    if (isWatched[row] === 0) continue;
    const created = deals.createdOn[row]!;
    const at = kind[row]! * width;
    const last = (isWatched[row] === 2 ? deals.closedOn[row]! : day) - created;
    atRisk[at + Math.max(0, learntFrom - created)]!++;
    if (last + 1 < width) atRisk[at + last + 1]!--;
    if (isWatched[row] === 2) (isWon(facts, row) ? won : lost)[at + last]!++;
  }
  for (let k = 0; k < kinds; k++) for (let age = 1; age < width; age++) atRisk[k * width + age]! += atRisk[k * width + age - 1]!;
  return { width, atRisk, won, lost };
}
