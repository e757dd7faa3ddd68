// A stretch of time from a day up to, not including, another: a month, a quarter, a year or any two days.
import { type Day, addMonths, isDay } from "#kit/day.ts";

/** Half open: `from` belongs to the period, `until` does not. */
export interface Period {
  readonly from: Day;
  readonly until: Day;
}

/**
 * Reads '2017', '2017-Q3', '2017-H1', '2017-07', '2017-07-15' or '2017-07-01..2017-10-01' (the last day excluded).
 * Answers null where the text names no period or an empty one.
 */
export function readPeriod(text: string): Period | null {
  const range = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(text);
  if (range) return periodOf(range[1]!, range[2]!);
  const quarter = /^(\d{4})-Q([1-4])$/i.exec(text);
  if (quarter) return monthsFrom(Number(quarter[1]), (Number(quarter[2]) - 1) * 3 + 1, 3);
  const half = /^(\d{4})-H([12])$/i.exec(text);
  if (half) return monthsFrom(Number(half[1]), (Number(half[2]) - 1) * 6 + 1, 6);
  const month = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text);
  if (month) return monthsFrom(Number(month[1]), Number(month[2]), 1);
  if (/^\d{4}$/.test(text)) return monthsFrom(Number(text), 1, 12);
  if (isDay(text)) return { from: text, until: nextDay(text) };
  return null;
}

/** The period between two days, or null when a day is wrong or the period would be empty. */
export function periodOf(from: Day, until: Day): Period | null {
  return isDay(from) && isDay(until) && from < until ? { from, until } : null;
}

/** The shortest name that `readPeriod` reads back to the same period. */
export function periodName(period: Period): string {
  const month = Number(period.from.slice(5, 7));
  for (const name of [
    period.from.slice(0, 4),
    `${period.from.slice(0, 4)}-H${Math.ceil(month / 6)}`,
    `${period.from.slice(0, 4)}-Q${Math.ceil(month / 3)}`,
    period.from.slice(0, 7),
    period.from,
  ]) {
    const read = readPeriod(name);
    if (read && read.from === period.from && read.until === period.until) return name;
  }
  return `${period.from}..${period.until}`;
}

/** The calendar quarter that a day lies in. */
export function quarterOf(day: Day): Period {
  return monthsFrom(Number(day.slice(0, 4)), Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1, 3);
}

/** The calendar month that a day lies in. */
export function monthOf(day: Day): Period {
  return monthsFrom(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 1);
}

/**
 * The period of the same kind just before: the quarter before a quarter, the year before a year;
 * for a stretch that is no whole number of months, the same number of days.
 */
export function periodBefore(period: Period): Period {
  const months = wholeMonths(period);
  if (months !== null) return { from: addMonths(period.from, -months), until: period.from };
  const days = (Date.parse(period.until) - Date.parse(period.from)) / 86_400_000;
  return { from: new Date(Date.parse(period.from) - days * 86_400_000).toISOString().slice(0, 10), until: period.from };
}

/** Whether a day lies in the period. */
export function isIn(period: Period, day: Day): boolean {
  return day >= period.from && day < period.until;
}

/** How many whole calendar months the period spans, or null when it starts or ends inside one. */
export function wholeMonths(period: Period): number | null {
  if (!period.from.endsWith("-01") || !period.until.endsWith("-01")) return null;
  const index = (day: Day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return index(period.until) - index(period.from);
}

function monthsFrom(year: number, month: number, months: number): Period {
  const from = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-01`;
  return { from, until: addMonths(from, months) };
}

function nextDay(day: Day): Day {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

/** The same stretch a year before. */
export function yearBefore(period: Period): Period {
  return { from: addMonths(period.from, -12), until: addMonths(period.until, -12) };
}
