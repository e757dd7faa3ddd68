// A calendar day, written as text ('2026-11-23') and counted as whole days since 1970-01-01.

/** An ISO calendar day, 'YYYY-MM-DD'. */
export type Day = string;

/** Whole days since 1970-01-01; the form that hot loops use. */
export type DayNumber = number;

/** Whether the text is a day that exists in the calendar ('2026-02-30' does not). */
export function isDay(text: string): boolean {
  // By hand and not by a pattern: files of a million rows ask this for each of their days.
  if (text.length !== 10 || text.charCodeAt(4) !== hyphen || text.charCodeAt(7) !== hyphen) return false;
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)];
  return year >= 0 && isCalendarDay(year, month, day);
}

const hyphen = 45;

/** The number that the figures of a stretch write; -1 where there is anything else in it. */
function digits(text: string, from: number, until: number): number {
  let number = 0;
  for (let i = from; i < until; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    number = number * 10 + digit;
  }
  return number;
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
  return daysSince1970(digits(day, 0, 4), digits(day, 5, 7), digits(day, 8, 10));
}

/** Days from 1970-01-01 to a day of the Gregorian calendar, counted in years that begin in March, so that the leap day comes last. */
function daysSince1970(year: number, month: number, day: number): DayNumber {
  const marchYear = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return marchYear * 365 + Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400) + dayOfYear - daysBefore1970;
}

/** From 0000-03-01 to 1970-01-01. */
const daysBefore1970 = 719_468;
const daysIn400Years = 146_097;

/** 17226 to '2017-03-01'; years from 0 to 9999. */
export function dayOf(number: DayNumber): Day {
  const count = Math.floor(number) + daysBefore1970;
  const age = Math.floor(count / daysIn400Years);
  const dayOfAge = count - age * daysIn400Years;
  const yearOfAge = Math.floor((dayOfAge - Math.floor(dayOfAge / 1460) + Math.floor(dayOfAge / 36_524) - Math.floor(dayOfAge / 146_096)) / 365);
  const dayOfYear = dayOfAge - (365 * yearOfAge + Math.floor(yearOfAge / 4) - Math.floor(yearOfAge / 100));
  const place = Math.floor((5 * dayOfYear + 2) / 153);
  const month = place < 10 ? place + 3 : place - 9;
  const year = yearOfAge + age * 400 + (month <= 2 ? 1 : 0);
  if (!(year >= 0 && year <= 9999)) throw new RangeError(`beyond the calendar: day ${number}`);
  return `${String(year).padStart(4, "0")}-${twoDigits(month)}-${twoDigits(dayOfYear - Math.floor((153 * place + 2) / 5) + 1)}`;
}

const twoDigits = (number: number) => (number < 10 ? `0${number}` : String(number));

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

/** 0 Monday to 6 Sunday, also before 1970. */
export function weekdayOf(day: DayNumber): number {
  // The first day of 1970 was a Thursday; the remainder of a negative number is negative in JavaScript.
  return (((day + 3) % 7) + 7) % 7;
}
