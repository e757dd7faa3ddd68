// A calendar day, written as text ('2026-11-23') and counted as whole days since 1970-01-01.

/** An ISO calendar day, 'YYYY-MM-DD'. */
export type Day = string;

/** Whole days since 1970-01-01; the form that hot loops use. */
export type DayNumber = number;

const millisecondsPerDay = 86_400_000;
const isoDay = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether the text is a day that exists in the calendar ('2026-02-30' does not). */
export function isDay(text: string): boolean {
  const match = isoDay.exec(text);
  if (!match) return false;
  return isCalendarDay(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** Whether year, month (1 to 12) and day name a day that exists. */
export function isCalendarDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= daysInMonth(year, month);
}

/** Days in a month (1 to 12) of a year, leap years counted. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** '2017-03-01' to 17226. Throws a RangeError on a text that is no day. */
export function dayNumber(day: Day): DayNumber {
  if (!isDay(day)) throw new RangeError(`not a calendar day: '${day}'`);
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / millisecondsPerDay;
}

/** 17226 to '2017-03-01'. */
export function dayOf(number: DayNumber): Day {
  return new Date(number * millisecondsPerDay).toISOString().slice(0, 10);
}

/** The day that lies `days` later (negative: earlier). */
export function addDays(day: Day, days: number): Day {
  return dayOf(dayNumber(day) + days);
}

/** The same day of the month `months` later; the last day of the month where it has fewer days. */
export function addMonths(day: Day, months: number): Day {
  if (!isDay(day)) throw new RangeError(`not a calendar day: '${day}'`);
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  const dayOfMonth = Math.min(Number(day.slice(8, 10)), daysInMonth(year, month));
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(dayOfMonth).padStart(2, "0")}`;
}

/** Days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}
