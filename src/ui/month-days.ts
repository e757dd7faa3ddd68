// The days that a page of a calendar shows: whole weeks around a month, beginning with the reader's first day of the week.
import { type Day, addDays, addMonths, dayNumber, isDay, weekdayOf } from "#kit/day.ts";
import type { Language } from "#kit/words.ts";

/** 'YYYY-MM', or the month of `today` where the address says something else. */
export function monthOf(asked: string | null, today: Day): string {
  return asked !== null && /^\d{4}-\d\d$/.test(asked) && isDay(`${asked}-01`) ? asked : today.slice(0, 7);
}

/** The month `count` months on. */
export const monthOn = (month: string, count: number) => addMonths(`${month}-01`, count).slice(0, 7);

/** From the week of the first to the week of the last, seven at a time; `firstWeekday`: 0 Monday to 6 Sunday. */
export function daysShown(month: string, firstWeekday: number): Day[] {
  const first = `${month}-01`;
  const last = addDays(addMonths(first, 1), -1);
  const before = (weekdayOf(dayNumber(first)) - firstWeekday + 7) % 7;
  const after = (firstWeekday + 6 - weekdayOf(dayNumber(last)) + 7) % 7;
  const from = addDays(first, -before);
  return Array.from({ length: before + Number(last.slice(8)) + after }, (_, n) => addDays(from, n));
}

/**
 * The day that a key goes to: a day or a week on or back, the ends of its week, the same day of the month before or after (its last day where that month is shorter).
 * `days`: those shown, in weeks. Null: the key goes nowhere.
 */
export function dayByKey(day: Day, key: string, days: readonly Day[]): Day | null {
  const inWeek = days.indexOf(day) % 7;
  const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7, Home: -inWeek, End: 6 - inWeek };
  const step = steps[key];
  if (step !== undefined) return addDays(day, step);
  return key === "PageUp" ? addMonths(day, -1) : key === "PageDown" ? addMonths(day, 1) : null;
}

interface WithWeek {
  readonly getWeekInfo?: () => { readonly firstDay: number };
  readonly weekInfo?: { readonly firstDay: number };
}

/** Where the week begins for this reader: as their browser's region has it for the screen's language, else on Monday. 0 Monday to 6 Sunday. */
export function firstWeekdayOf(language: Language, spoken: readonly string[]): number {
  const name = spoken.find((each) => each.toLowerCase().startsWith(`${language}-`));
  if (name === undefined) return 0;
  const locale = new Intl.Locale(name) as Intl.Locale & WithWeek;
  // Days of the week are counted from 1 there.
  return ((locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1) - 1;
}
