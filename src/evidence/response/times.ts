// How long leads wait: the middle one and the slowest of twenty, to the first attempt, to contact, to being found fit.
import { survivalCurve, survivalQuantile, fromTheBeginning } from "#evidence/statistics/survival.ts";
import type { HandoffWork } from "#facts/handoff-work.ts";
import { dayNumber } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";
import { type WorkingWeek, workingClock } from "#kit/working-hours.ts";
import { msPerDay } from "#evidence/response/leads.ts";

export const waits = ["first-attempt", "first-contact", "sales-qualified"] as const;
export type Wait = (typeof waits)[number];

export interface WaitFigure {
  readonly wait: Wait;
  readonly leads: number;
  readonly came: number;
  /** Working hours; null: fewer came to it than half (or nineteen of twenty) of all, leads still waiting counted. */
  readonly p50: number | null;
  readonly p50Interval: { readonly low: number | null; readonly high: number | null; readonly level: number };
  readonly p95: number | null;
  readonly p95Interval: { readonly low: number | null; readonly high: number | null; readonly level: number };
}

/** Minutes a unit: quantiles are told to so many minutes. */
const minutesEach = 5;

/**
 * Kaplan-Meier over working time from the lead's coming, in steps of five minutes; leads still waiting count up to the last day seen, leads given back up to then.
 * Without that the quick ones alone would make the figure. Empty without leads.
 */
export function waitFigures(work: HandoffWork, { week, lastSeen, period }: { week: WorkingWeek; lastSeen: number; period: Period }): WaitFigure[] {
  const clock = workingClock(week);
  const [from, until] = [dayNumber(period.from), dayNumber(period.until)];
  const seenUntil = (lastSeen + 1) * msPerDay;
  const rows: number[] = [];
  work.createdAt.forEach((came, row) => {
    const day = Math.floor(came / msPerDay);
    if (day >= from && day < until && day <= lastSeen) rows.push(row);
  });
  if (rows.length === 0) return [];
  const reachedAt = { "first-attempt": work.firstAttemptAt, "first-contact": work.firstContactAt, "sales-qualified": work.salesQualifiedAt };
  return waits.map((wait) => {
    const at = reachedAt[wait];
    const ended = Uint8Array.from(rows, (row) => Number(at[row]! < seenUntil));
    const ends = Int32Array.from(rows, (row, place) => {
      const end = ended[place] === 1 ? at[row]! : Number.isNaN(work.returnedAt[row]!) ? seenUntil : work.returnedAt[row]!;
      return Math.round((clock(work.createdAt[row]!, end) * 60) / minutesEach);
    });
    const curve = survivalCurve(fromTheBeginning(ends, ended));
    const told = (share: number) => {
      const { value, interval } = survivalQuantile(curve, share);
      const hours = (units: number | null) => (units === null ? null : (units * minutesEach) / 60);
      return { value: hours(value), interval: { low: hours(interval.low), high: hours(interval.high), level: interval.level } };
    };
    const [p50, p95] = [told(0.5), told(0.95)];
    return {
      wait,
      leads: rows.length,
      came: ended.reduce((sum, one) => sum + one, 0),
      p50: p50.value,
      p50Interval: p50.interval,
      p95: p95.value,
      p95Interval: p95.interval,
    };
  });
}
