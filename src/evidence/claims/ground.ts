// What claims are tested on: the facts ready for figures, the work on leads to the minute, touches of deals, the market and known turning points.
import { type Coded, noDay } from "#facts/columns.ts";
import type { MarketIndex } from "#facts/entities.ts";
import type { LeadWork } from "#facts/lead-work.ts";
import { type Day, dayNumber } from "#kit/day.ts";
import { type Period, wholeMonths } from "#kit/period.ts";
import type { WorkingWeek, workingClock } from "#kit/working-hours.ts";
import type { Lens } from "#evidence/kpi/lens.ts";

/** What a claim is judged by where nobody has agreed on anything else; sources stand in docs/methods/claims.md. */
export interface ClaimTerms {
  /** Working hours within which a lead is to be tried. */
  readonly firstAttemptHours: number;
  /** Attempts within fourteen days before a lead may be given up. */
  readonly attempts: number;
  /** Days before a campaign by which sales is to be told of it. */
  readonly noticeDays: number;
  /** Days within which a material that is any good is used. */
  readonly materialDays: number;
  readonly week: WorkingWeek;
}

/** One row for each use; a row without a day (noDay) says only that the material is there. */
export interface MaterialUses {
  readonly ids: readonly string[];
  readonly materials: Coded;
  readonly deals: Coded;
  readonly days: Int32Array;
}

export interface ClaimGround {
  readonly lens: Lens;
  readonly work: LeadWork | null;
  readonly marketIndex: readonly MarketIndex[];
  /** One row for each deal and channel that touched it; null: no touch names a deal. */
  readonly dealTouches: { readonly deals: Coded; readonly channels: Coded } | null;
  /** Uses of materials, and materials without a use; null: none on record. */
  readonly materialUses: MaterialUses | null;
  readonly turns: readonly { readonly id: string; readonly day: Day; readonly name: string }[];
  readonly terms: ClaimTerms;
}

export interface ClaimQuestion {
  readonly key: string;
  readonly period: Period;
  /** The channel, campaign, segment, product, region or turning point that the claim is about. */
  readonly subject: string | null;
}

/** Rows of leads that came in the period. */
export function leadsIn(ground: ClaimGround, period: Period): number[] {
  const { leads } = ground.lens.facts;
  if (leads === null) return [];
  const [from, until] = [dayNumber(period.from), dayNumber(period.until)];
  const rows: number[] = [];
  for (let row = 0; row < leads.count; row++)
    if (leads.createdOn[row] !== noDay && leads.createdOn[row]! >= from && leads.createdOn[row]! < until) rows.push(row);
  return rows;
}

export function textOf(column: Coded, row: number): string | null {
  const code = column.codes[row]!;
  return code < 0 ? null : column.names[code]!;
}

/** Days in which a lead is called, and days after that in which a lead that is any good is found fit. */
export const ripeDays = 30;
/** Days in which the agreed attempts are to be made. */
export const attemptDays = 14;

/** Whether a lead is old enough for a call and for what came of it. */
export function isRipe(ground: ClaimGround, row: number): boolean {
  return ground.lens.facts.leads!.createdOn[row]! + 2 * ripeDays <= ground.lens.lastSeen;
}

/** Whether sales found a lead fit within sixty days of its coming; null: too young to say. */
export function wasFit(ground: ClaimGround, row: number): boolean | null {
  if (!isRipe(ground, row)) return null;
  const { createdOn, salesQualifiedOn } = ground.lens.facts.leads!;
  return salesQualifiedOn[row]! !== noDay && salesQualifiedOn[row]! <= createdOn[row]! + 2 * ripeDays;
}

/** Working hours from a lead's coming to the first attempt; up to the last day seen where nobody has tried. Null: its moment is not known. */
export function waitOf(ground: ClaimGround, clock: ReturnType<typeof workingClock>, row: number): { hours: number; isTried: boolean } | null {
  const work = ground.work!;
  const came = work.createdAt[row]!;
  if (Number.isNaN(came)) return null;
  const tried = work.firstAttemptAt[row]!;
  const isTried = !Number.isNaN(tried);
  return { hours: clock(came, isTried ? tried : (ground.lens.lastSeen + 1) * 86_400_000), isTried };
}

/** Whether a lead was tried later than promised: true also for one that nobody tried while the hours ran out; null: still within its hours, or returned untried. */
export function wasLate(ground: ClaimGround, clock: ReturnType<typeof workingClock>, row: number): boolean | null {
  const wait = waitOf(ground, clock, row);
  if (wait === null) return null;
  const isLate = wait.hours > ground.terms.firstAttemptHours;
  if (wait.isTried) return isLate;
  // What went back to marketing before anybody called was decided, not neglected.
  const returned = ground.work!.returnedAt[row]!;
  return isLate && Number.isNaN(returned) ? true : null;
}

/** Whole months of a period; a year for odd stretches. */
export function monthsOf(period: Period): number {
  return wholeMonths(period) ?? 12;
}
