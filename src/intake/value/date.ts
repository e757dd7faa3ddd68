// Written dates and times: taken apart under one order of day, month and year that the whole column shares.
import { isCalendarDay } from "#kit/day.ts";

import type { DateOrder } from "#intake/mapping.ts";
import { isWeekday, monthNamed } from "#intake/value/months.ts";

/** What a cell says. `milliseconds` of the day, -1 where no time is written; `offset` minutes east of Greenwich, NaN where no zone is. */
export interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly milliseconds: number;
  readonly offset: number;
}

/** '9999-12-31' and the like: no end. '0000-00-00': no date. */
export type DateReading = Moment | "open" | null;

const numeric = /^(\d{1,4})([-./\s])\s?(\d{1,2})\2\s?(\d{1,4})(?:\s?г\.?)?(?:(?:T|,\s*|\s+)(.+))?$/;
const compact = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z?))?$/;
const clock = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap]\.?m\.?)?\s*(Z|UTC|GMT|MSK|мск|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?)?$/i;

/** Years below belong to 2000, above to 1900: '68' is 2068, '69' is 1969, as POSIX has it. */
const pivot = 69;
const [firstYear, lastYear] = [1900, 2200];

/** Reads a trimmed cell under an order; null where it does not fit. Dates that begin with the year and dates with a month's name fit every written order. */
export function momentOf(text: string, order: DateOrder): DateReading {
  if (order === "serial" || order === "unix-seconds" || order === "unix-milliseconds") return counted(text, order);
  if (text.length > 60) return null;
  const match = numeric.exec(text);
  if (match) return fromParts(match, order);
  const packed = compact.exec(text);
  if (packed) return moment([Number(packed[1]), Number(packed[2]), Number(packed[3])], packedTime(packed));
  return named(text);
}

/** Whether the two usual orders read the cell as different days: the cells that make a column ambiguous. */
export function readsBothWays(text: string): boolean {
  const match = numeric.exec(text);
  if (!match || match[1]!.length > 2) return false;
  const [first, second] = [Number(match[1]), Number(match[3])];
  return first !== second && first <= 12 && second <= 12;
}

function fromParts(match: RegExpExecArray, order: "ymd" | "dmy" | "mdy"): DateReading {
  const [first, second, third] = [match[1]!, match[3]!, match[4]!];
  const time = match[5] === undefined ? noTime : timeOf(match[5]);
  if (first.length === 4) return third.length > 2 ? null : moment([Number(first), Number(second), Number(third)], time);
  if (order === "ymd" || first.length > 2 || (third.length !== 4 && third.length !== 2)) return null;
  const year = third.length === 2 ? (Number(third) < pivot ? 2000 : 1900) + Number(third) : Number(third);
  return moment(order === "dmy" ? [year, Number(second), Number(first)] : [year, Number(first), Number(second)], time);
}

interface Time {
  readonly milliseconds: number;
  readonly offset: number;
}
const noTime: Time = { milliseconds: -1, offset: Number.NaN };

function moment([year, month, day]: readonly [number, number, number], time: Time | null): DateReading {
  if (year === 9999) return "open";
  if (year === 0 || (year === 1 && month === 1 && day === 1)) return "open";
  if (time === null || year < firstYear || year > lastYear || !isCalendarDay(year, month, day)) return null;
  return { year, month, day, milliseconds: time.milliseconds, offset: time.offset };
}

/** '5:06 PM', '17:06:07.123+03:00', '17:06 MSK'; null where it is no time of day. */
function timeOf(text: string): Time | null {
  const match = clock.exec(text.trim());
  if (!match) return null;
  let hours = Number(match[1]);
  const half = match[5]?.[0]?.toLowerCase();
  if (half !== undefined && (hours < 1 || hours > 12)) return null;
  if (half === "p" && hours < 12) hours += 12;
  if (half === "a" && hours === 12) hours = 0;
  const [minutes, seconds] = [Number(match[2]), Number(match[3] ?? 0)];
  if (hours > 23 || minutes > 59 || seconds > 59) return null;
  const fraction = Number((match[4] ?? "0").padEnd(3, "0").slice(0, 3));
  const offset = offsetOf(match[6]);
  return offset === null ? null : { milliseconds: ((hours * 60 + minutes) * 60 + seconds) * 1_000 + fraction, offset };
}

function offsetOf(zone: string | undefined): number | null {
  if (zone === undefined) return Number.NaN;
  if (/^(?:z|utc|gmt)$/i.test(zone)) return 0;
  if (/^(?:msk|мск)$/i.test(zone)) return 180;
  const match = /([+-])(\d{1,2}):?(\d{2})?$/.exec(zone)!;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return minutes > 14 * 60 ? null : match[1] === "-" ? -minutes : minutes;
}

function packedTime(match: RegExpExecArray): Time | null {
  if (match[4] === undefined) return noTime;
  return timeOf(`${match[4]}:${match[5]}:${match[6] ?? "00"}${match[7] ?? ""}`);
}

/** '4 марта 2021 г., 17:06', 'Mar 4, 2021', 'Thu, 04-Mar-21 17:06 UTC', 'March 2021' is no day. */
function named(text: string): DateReading {
  const colon = text.search(/\d{1,2}:\d{2}/);
  const time = colon === -1 ? noTime : timeOf(text.slice(colon));
  const words = (colon === -1 ? text : text.slice(0, colon))
    .replace(/[\s,]+(?:в|at)[\s,]*$/i, "")
    .split(/[\s,/-]+/)
    .filter((word) => word !== "" && !isWeekday(word) && !/^(?:г\.?|года?|of|T)$/i.test(word));
  if (words.length !== 3) return null;
  const place = words.findIndex((word) => monthNamed(word) > 0);
  if (place === -1 || place === 2) return null;
  const numbers = words.filter((_, other) => other !== place).map((word) => word.replace(/(?:st|nd|rd|th|\.|г\.?)$/i, ""));
  if (!numbers.every((number) => /^\d{1,4}$/.test(number))) return null;
  const isYearFirst = numbers[0]!.length === 4;
  const [day, year] = isYearFirst ? [numbers[1]!, numbers[0]!] : [numbers[0]!, numbers[1]!];
  if (year.length !== 4 && year.length !== 2) return null;
  const fullYear = year.length === 2 ? (Number(year) < pivot ? 2000 : 1900) + Number(year) : Number(year);
  return moment([fullYear, monthNamed(words[place]!), Number(day)], time);
}

/** Days since 1899-12-30 as spreadsheets count (between 1954 and 2119), or seconds or milliseconds since 1970 (1973 to 2100). */
function counted(text: string, order: "serial" | "unix-seconds" | "unix-milliseconds"): DateReading {
  if (!/^\d+(?:[.,]\d+)?$/.test(text)) return null;
  const number = Number(text.replace(",", "."));
  if (order === "serial")
    return number >= 20_000 && number <= 80_000 ? utcMoment(Math.round((number - 25_569) * 86_400_000), Number.NaN, number % 1 === 0) : null;
  const milliseconds = order === "unix-seconds" ? number * 1_000 : number;
  return milliseconds >= 1e11 && milliseconds <= 4.1e12 ? utcMoment(Math.round(milliseconds), 0, false) : null;
}

function utcMoment(milliseconds: number, offset: number, isDay: boolean): Moment {
  const date = new Date(milliseconds);
  const time = isDay ? -1 : milliseconds - Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), milliseconds: time, offset };
}
