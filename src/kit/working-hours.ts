// Working hours: how much of the time between two moments somebody could have been at work.
import type { Day } from "#kit/day.ts";
import { dayNumber } from "#kit/day.ts";

/** When people work; minutes after midnight on the wall clock of the workspace. */
export interface WorkingWeek {
  /** 0 Monday to 6 Sunday. */
  readonly days: readonly number[];
  readonly from: number;
  readonly until: number;
  /** Days on which nobody works, though the week says so. */
  readonly holidays: readonly Day[];
}

export const usualWeek: WorkingWeek = { days: [0, 1, 2, 3, 4], from: 9 * 60, until: 18 * 60, holidays: [] };

const msPerDay = 86_400_000;
const msPerMinute = 60_000;

/**
 * A clock that counts working hours between two moments of the wall clock (ms since 1970-01-01T00:00 as the clock on the wall shows them, so that
 * a change to summer time moves no working hour). Between equal moments, and within a night, it counts 0; it never counts backwards (0 then).
 * A working day is counted from `from` until `until`; cost of a question: the days between, or less.
 */
export function workingClock(week: WorkingWeek): (fromMs: number, untilMs: number) => number {
  const isWorking = new Set(week.days);
  const holidays = new Set(week.holidays.map(dayNumber));
  const [start, end] = [week.from * msPerMinute, week.until * msPerMinute];
  const isOpen = (day: number) => isWorking.has((((day + 3) % 7) + 7) % 7) && !holidays.has(day);
  const part = (ms: number) => Math.min(end, Math.max(start, ms)) - start;
  return (fromMs, untilMs) => {
    if (!(untilMs > fromMs)) return 0;
    const [first, last] = [Math.floor(fromMs / msPerDay), Math.floor(untilMs / msPerDay)];
    let worked = 0;
    for (let day = first; day <= last; day++) {
      if (!isOpen(day)) continue;
      const began = day === first ? part(fromMs - day * msPerDay) : 0;
      const ended = day === last ? part(untilMs - day * msPerDay) : end - start;
      worked += ended - began;
    }
    return worked / 3_600_000;
  };
}
