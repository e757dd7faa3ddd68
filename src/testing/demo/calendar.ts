// The demo company's year: which quarter is explained, when the exhibitions are, which months are strong, when the changes began.
import { type Day, type DayNumber, addMonths, dayNumber, dayOf } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";

export interface DemoCalendar {
  readonly span: Period;
  /** The last whole quarter. */
  readonly period: Period;
  /** The same quarter a year before. */
  readonly against: Period;
  /** When two inside sellers left, the campaign turned to the wrong buyers and the market began to fall. */
  readonly changeOn: DayNumber;
}

/** The calendar of a firm watched for `months` months from a day that begins a month. */
export function calendarOf(from: Day, months: number): DemoCalendar {
  const until = addMonths(from, months);
  const period = { from: addMonths(until, -3), until };
  const against = { from: addMonths(until, -15), until: addMonths(until, -12) };
  return { span: { from, until }, period, against, changeOn: dayNumber(against.until) };
}

/** The first day of the 24 months that end with the last whole quarter before `asOf`. */
export function demoStart(asOf: Day, months = 24): Day {
  const month = Number(asOf.slice(5, 7));
  const quarterStart = `${asOf.slice(0, 4)}-${String(Math.floor((month - 1) / 3) * 3 + 1).padStart(2, "0")}-01`;
  return addMonths(quarterStart, -months);
}

/** Four exhibitions a year: name, first day (month and day), days open, weight of the lead burst. */
export const shows = [
  { key: "show-january", opens: "01-18", days: 3, weight: 0.9, cost: 62_000_000 },
  { key: "show-spring", opens: "04-14", days: 4, weight: 1.6, cost: 118_000_000 },
  { key: "show-autumn", opens: "09-10", days: 2, weight: 0.6, cost: 38_000_000 },
  { key: "show-november", opens: "11-20", days: 2, weight: 0.9, cost: 61_000_000 },
] as const;

/** How many times the usual number of exhibition leads comes on a day: high while a show is open and for two weeks after. */
export const showBurst = remembered((day) => {
  const date = dayOf(day);
  let burst = 0.15;
  for (const show of shows) {
    for (const year of [Number(date.slice(0, 4)), Number(date.slice(0, 4)) - 1]) {
      const since = day - dayNumber(`${year}-${show.opens}`);
      if (since >= 0 && since < 14) burst += show.weight * (since < show.days ? 12 : 2.5);
    }
  }
  return burst;
});

const strengths = [0.8, 0.92, 1.03, 1.03, 0.98, 1.0, 0.94, 0.93, 1.05, 1.08, 1.1, 1.14];

/** The strength of a day's month, about 1 over the year. */
export const season = remembered((day) => strengths[Number(dayOf(day).slice(5, 7)) - 1]!);

/** Keeps answers by day: a simulation asks for the same day thousands of times. */
export function remembered<T>(make: (day: DayNumber) => T): (day: DayNumber) => T {
  const known = new Map<DayNumber, T>();
  return (day) => {
    let answer = known.get(day);
    if (answer === undefined) known.set(day, (answer = make(day)));
    return answer;
  };
}
