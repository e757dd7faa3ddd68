// The leads of the response curve: how long each waited for the first attempt, what came of it, and what was known of it when it came.
import { type Coded, type LeadColumns, noDay } from "#facts/columns.ts";
import type { HandoffWork } from "#facts/handoff-work.ts";
import { type DayNumber, dayNumber, weekdayOf } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";
import { type WorkingWeek, workingClock } from "#kit/working-hours.ts";

export const msPerDay = 86_400_000;
export const msPerHour = 3_600_000;

export const outcomes = ["sales-qualified", "won"] as const;
export type ResponseOutcome = (typeof outcomes)[number];

export interface ResponseFacts {
  readonly leads: LeadColumns;
  readonly work: HandoffWork;
  readonly week: WorkingWeek;
  readonly lastSeen: DayNumber;
  /** The day each lead was won, `noDay` where it was not; null: leads and deals are not joined. */
  readonly wonOn: Int32Array | null;
  /** Days after its coming within which a lead is won that ever is, for nine of ten; null: too few won to say. */
  readonly wonDays: number | null;
}

/** One entry a lead. Hours are working hours from its coming to the first attempt: 0 where somebody tried before it stood on record; NaN: nobody did. */
export interface ResponseLeads {
  readonly outcome: ResponseOutcome;
  /** Days within which the outcome counts, and by which a lead is old enough. */
  readonly within: number;
  readonly rows: Int32Array;
  readonly hours: Float64Array;
  /** By the clock on the wall, nights and weekends included. */
  readonly elapsed: Float64Array;
  readonly hit: Uint8Array;
  readonly isOutOfHours: Uint8Array;
  /** 0 to 23, and 0 Monday to 6 Sunday. */
  readonly hourOfDay: Uint8Array;
  readonly weekday: Uint8Array;
  readonly grade: Int32Array;
  readonly channel: Int32Array;
  readonly person: Int32Array;
  readonly tooYoung: number;
  readonly returnedUntried: number;
}

/** A lead is called, and then found fit or not, within so many days. */
export const qualifiedDays = 60;

/**
 * Leads that came in the period, old enough for what is asked of them. Those that sales gave back before anybody tried are left out and counted: they were decided
 * on, not left waiting. The outcome counts within the window only, so that old leads have no longer chance than young ones.
 */
export function responseLeads({ leads, work, week, lastSeen, wonOn, wonDays }: ResponseFacts, outcome: ResponseOutcome, period: Period): ResponseLeads | null {
  if (outcome === "won" && (wonOn === null || wonDays === null)) return null;
  const within = outcome === "won" ? wonDays! : qualifiedDays;
  const clock = workingClock(week);
  const [from, until] = [dayNumber(period.from), dayNumber(period.until)];
  const rows: number[] = [];
  let [tooYoung, returnedUntried] = [0, 0];
  for (let row = 0; row < leads.count; row++) {
    const came = work.createdAt[row]!;
    const day = Math.floor(came / msPerDay);
    if (!(day >= from && day < until)) continue;
    if (day + within > lastSeen) tooYoung++;
    else if (Number.isNaN(work.firstAttemptAt[row]!) && !Number.isNaN(work.returnedAt[row]!)) returnedUntried++;
    else rows.push(row);
  }
  const count = rows.length;
  const made = {
    rows: Int32Array.from(rows),
    hours: new Float64Array(count),
    elapsed: new Float64Array(count),
    hit: new Uint8Array(count),
    isOutOfHours: new Uint8Array(count),
    hourOfDay: new Uint8Array(count),
    weekday: new Uint8Array(count),
  };
  rows.forEach((row, place) => {
    const came = work.createdAt[row]!;
    const tried = work.firstAttemptAt[row]!;
    made.hours[place] = Number.isNaN(tried) ? Number.NaN : clock(came, tried);
    made.elapsed[place] = Number.isNaN(tried) ? Number.NaN : Math.max(0, tried - came) / msPerHour;
    const limit = came + within * msPerDay;
    const day = Math.floor(came / msPerDay);
    made.hit[place] = Number(outcome === "won" ? wonOn![row] !== noDay && wonOn![row]! <= day + within : work.salesQualifiedAt[row]! <= limit);
    // Nobody is at work in the minute after it came: it came in the night, at a weekend or on a holiday.
    made.isOutOfHours[place] = Number(clock(came, came + 60_000) === 0);
    made.hourOfDay[place] = Math.floor((came - day * msPerDay) / msPerHour);
    made.weekday[place] = weekdayOf(day);
  });
  const coded = ({ codes }: Coded) => Int32Array.from(rows, (row) => codes[row]!);
  return { outcome, within, ...made, grade: coded(leads.grade), channel: coded(leads.channel), person: coded(leads.owner), tooYoung, returnedUntried };
}
