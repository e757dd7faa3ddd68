// Which day it is where the workspace works: days begin at its midnight, also across changes of summer time.
import type { Day } from "#kit/day.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day of a moment in an IANA time zone. Throws a RangeError on an unknown zone. */
export function dayIn(timeZone: string, moment: Date): Day {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
    formats.set(timeZone, format);
  }
  return format.format(moment);
}

export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
