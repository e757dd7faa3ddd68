// Clock time in the workspace's zone to instants and back, summer time included.
import { type Day, dayOf } from "#kit/day.ts";

import type { Moment } from "#intake/value/date.ts";

const msPerDay = 86_400_000;

/** One time zone's clock. Throws a RangeError on a name that no time zone has. */
export class Zone {
  private readonly format: Intl.DateTimeFormat;
  /** Offsets by UTC day; days on which the clock changes are asked for by instant. */
  private readonly offsets = new Map<number, number>();

  constructor(name: string) {
    this.format = new Intl.DateTimeFormat("en-US", {
      timeZone: name,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
  }

  /** The instant of a moment, ISO 8601 in UTC; a moment without a time is midnight. Skipped clock times go an hour on, doubled ones are the first. */
  instantOf(moment: Moment): string {
    return new Date(this.utcOf(moment)).toISOString();
  }

  /** The calendar day of a moment here: as written, or, where a zone was written, the day it was here then. */
  dayOf(moment: Moment): Day {
    if (Number.isNaN(moment.offset) || moment.milliseconds < 0) return `${moment.year}-${pad(moment.month)}-${pad(moment.day)}`;
    const utc = this.utcOf(moment);
    return dayOf(Math.floor((utc + this.offsetAt(utc)) / msPerDay));
  }

  private utcOf(moment: Moment): number {
    const local = Date.UTC(moment.year, moment.month - 1, moment.day) + Math.max(0, moment.milliseconds);
    if (!Number.isNaN(moment.offset)) return local - moment.offset * 60_000;
    // The two offsets around that clock time; where both work the earlier instant is meant, where neither does the clock was put forward.
    const [before, after] = [this.offsetAt(local - msPerDay), this.offsetAt(local + msPerDay)];
    if (before === after) return local - before;
    const fits = [before, after].filter((offset) => this.offsetAt(local - offset) === offset);
    return fits.length === 0 ? local - before : Math.min(...fits.map((offset) => local - offset));
  }

  /** Milliseconds that the clock here is ahead of UTC at an instant. */
  private offsetAt(utc: number): number {
    const day = Math.floor(utc / msPerDay);
    const known = this.offsets.get(day);
    if (known !== undefined) return Number.isNaN(known) ? this.ask(utc) : known;
    const [start, end] = [this.ask(day * msPerDay), this.ask((day + 1) * msPerDay)];
    this.offsets.set(day, start === end ? start : Number.NaN);
    return start === end ? start : this.ask(utc);
  }

  private ask(utc: number): number {
    const second = Math.floor(utc / 1_000) * 1_000;
    const parts = this.format.formatToParts(second);
    const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((one) => one.type === type)?.value);
    return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second")) - second;
  }
}

function pad(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}
