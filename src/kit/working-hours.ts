// Working hours: how much of the time between two moments somebody could have been at work, and when so many hours are over.
import type { Day } from "#kit/day.ts";
import { dayNumber, dayOf, weekdayOf } from "#kit/day.ts";
import { momentAt, wallClockOf } from "#kit/time-zone.ts";

/** When people work; minutes after midnight on the wall clock of the workspace. */
export interface WorkingWeek {
  /** 0 Monday to 6 Sunday. */
  readonly days: readonly number[];
  readonly from: number;
  readonly until: number;
  /** Days on which nobody works, though the week says so. */
  readonly holidays: readonly Day[];
  /** Days on which people work, though the week or a holiday says no: a Saturday in place of a bridge day. */
  readonly workingDays?: readonly Day[];
  /** Working days that end earlier (before a holiday), and by how many minutes. A day on which nobody works stays one. */
  readonly shortDays?: readonly Day[];
  readonly shortByMinutes?: number;
}

export const usualWeek: WorkingWeek = { days: [0, 1, 2, 3, 4], from: 9 * 60, until: 18 * 60, holidays: [] };

const msPerDay = 86_400_000;
const msPerMinute = 60_000;
const msPerHour = 3_600_000;

function daysOpen(week: WorkingWeek): (day: number) => boolean {
  const isWorking = new Set(week.days);
  const holidays = new Set(week.holidays.map(dayNumber));
  const extra = new Set(week.workingDays?.map(dayNumber));
  return (day) => extra.has(day) || (isWorking.has(weekdayOf(day)) && !holidays.has(day));
}

/** When a working day ends, ms after midnight; never before it begins. */
function endOf({ from, until, shortDays = [], shortByMinutes = 0 }: WorkingWeek): (day: number) => number {
  const short = new Set(shortDays.map(dayNumber));
  const [usual, early] = [until * msPerMinute, Math.max(from, until - shortByMinutes) * msPerMinute];
  return (day) => (short.has(day) ? early : usual);
}

/** Whether anybody works on a day. */
export function isWorkedOn(week: WorkingWeek, day: Day): boolean {
  return daysOpen(week)(dayNumber(day));
}

/**
 * A clock that counts working hours between two moments of the wall clock (ms since 1970-01-01T00:00 as the clock on the wall shows them, so that
 * a change to summer time moves no working hour). Between equal moments, and within a night, it counts 0; it never counts backwards (0 then).
 * A working day is counted from `from` until `until`; cost of a question: the days between, or less.
 */
export function workingClock(week: WorkingWeek): (fromMs: number, untilMs: number) => number {
  const start = week.from * msPerMinute;
  const [isOpen, endsAt] = [daysOpen(week), endOf(week)];
  return (fromMs, untilMs) => {
    if (!(untilMs > fromMs)) return 0;
    const [first, last] = [Math.floor(fromMs / msPerDay), Math.floor(untilMs / msPerDay)];
    let worked = 0;
    for (let day = first; day <= last; day++) {
      if (!isOpen(day)) continue;
      const end = endsAt(day);
      const part = (ms: number) => Math.min(end, Math.max(start, ms)) - start;
      const began = day === first ? part(fromMs - day * msPerDay) : 0;
      const ended = day === last ? part(untilMs - day * msPerDay) : end - start;
      worked += ended - began;
    }
    return worked / msPerHour;
  };
}

/** More than this many days without one on which anybody works, and there is no such day. */
const mostDaysOff = 400;

/**
 * The first moment of the wall clock by which so many working hours have passed since another. 0 hours: the first moment from then on at which
 * somebody is at work. Hours that end with a working day end that evening, not the next morning. Null where nobody ever works again.
 */
export function workingDue(week: WorkingWeek): (fromMs: number, hours: number) => number | null {
  const start = week.from * msPerMinute;
  const [isOpen, endsAt] = [daysOpen(week), endOf(week)];
  return (fromMs, hours) => {
    let left = Math.max(0, hours) * msPerHour;
    let daysOff = 0;
    for (let day = Math.floor(fromMs / msPerDay); daysOff < mostDaysOff; day++) {
      const [began, end] = [Math.max(start, fromMs - day * msPerDay), endsAt(day)];
      if (!isOpen(day) || began > end || (began === end && left === 0)) {
        daysOff = isOpen(day) ? 0 : daysOff + 1;
        continue;
      }
      daysOff = 0;
      if (left <= end - began) return day * msPerDay + began + left;
      left -= end - began;
    }
    return null;
  };
}

/** The day by whose end so many working days have passed since another, which does not count itself. Null where nobody ever works again. */
export function workingDayAfter(week: WorkingWeek, day: Day, count: number): Day | null {
  const isOpen = daysOpen(week);
  let left = count;
  let daysOff = 0;
  let at = dayNumber(day);
  while (left > 0) {
    at++;
    daysOff = isOpen(at) ? 0 : daysOff + 1;
    if (daysOff > mostDaysOff) return null;
    if (isOpen(at)) left--;
  }
  return dayOf(at);
}

/** The same two questions asked of moments (ms in UTC) where the week is kept in a time zone. */
export interface ZonedHours {
  hours(fromMs: number, untilMs: number): number;
  due(fromMs: number, hours: number): number | null;
}

export function zonedHours(week: WorkingWeek, zone: string): ZonedHours {
  const [wall, moment, clock, due] = [wallClockOf(zone), momentAt(zone), workingClock(week), workingDue(week)];
  return {
    hours: (fromMs, untilMs) => clock(wall(fromMs), wall(untilMs)),
    due: (fromMs, hours) => {
      const at = due(wall(fromMs), hours);
      return at === null ? null : moment(at);
    },
  };
}
