// When meetings of a series are: the days that its rule gives (RFC 5545), moved from days that are not worked, at the same hour of the wall.
import { RRuleTemporal } from "rrule-temporal";
import { Temporal } from "temporal-polyfill";

import type { HolidayWay } from "#facts/meetings.ts";
import { type Day, addDays, dayNumber } from "#kit/day.ts";
import { momentAt } from "#kit/time-zone.ts";
import { type WorkingWeek, isWorkedOn } from "#kit/working-hours.ts";

export interface Recurs {
  /** 'FREQ=MONTHLY;BYDAY=2TU'; days, weeks, months or years. */
  readonly rule: string;
  readonly startsOn: Day;
  /** Minutes after midnight on the wall. */
  readonly atMinute: number;
  readonly timeZone: string;
  readonly onHoliday: HolidayWay;
}

export interface Occurrence {
  /** As the rule gives it. */
  readonly occursOn: Day;
  /** Where it came to lie. */
  readonly on: Day;
  /** Ms since 1970. */
  readonly at: number;
}

/** A rule may ask for these alone: meetings are told by days, and whoever sends a rule cannot keep the server busy. */
const knownParts = new Set(["FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST", "UNTIL", "COUNT"]);
const knownFrequencies = new Set(["WEEKLY", "MONTHLY", "YEARLY"]);
const mostLookedAt = 400;
/** A day is moved by so many at most; longer holidays leave it where it is. */
const mostMoved = 21;

/** Why a rule cannot be used; null: it can. */
export function whyNotRule(rule: string): "rule-not-known" | null {
  const parts = rule.split(";").map((part) => part.split("=") as [string, string | undefined]);
  if (parts.some(([name, value]) => !knownParts.has(name) || value === undefined || !/^[A-Z0-9,+-]+$/.test(value))) return "rule-not-known";
  if (!knownFrequencies.has(new Map(parts).get("FREQ") ?? "")) return "rule-not-known";
  try {
    return daysOf({ rule, startsOn: "2026-01-01" }, { from: "2026-01-01", most: 1 }).length === 0 ? "rule-not-known" : null;
  } catch {
    return "rule-not-known";
  }
}

/** Days of the rule from a day on, in order. Throws where `whyNotRule` says why. */
function daysOf({ rule, startsOn }: Pick<Recurs, "rule" | "startsOn">, { from, most }: { readonly from: Day; readonly most: number }): Day[] {
  // Counted at noon of a zone without changes of clocks: only the day is asked for.
  const starts = Temporal.ZonedDateTime.from(`${startsOn}T12:00:00[UTC]`);
  const recurring = new RRuleTemporal({ rruleString: rule, dtstart: starts });
  const days: Day[] = [];
  let looked = 0;
  recurring.all((when) => {
    const day = when.toPlainDate().toString();
    if (day >= from) days.push(day);
    looked += 1;
    return days.length < most && looked < mostLookedAt;
  });
  return days.slice(0, most);
}

/** The next meetings whose day, as the rule gives it, is not before `from`. */
export function occurrencesOf(recurs: Recurs, week: WorkingWeek, window: { readonly from: Day; readonly most: number }): Occurrence[] {
  const moment = momentAt(recurs.timeZone);
  return daysOf(recurs, window).flatMap((occursOn) => {
    const on = movedFrom(occursOn, { week, way: recurs.onHoliday });
    return on === null ? [] : [{ occursOn, on, at: moment(dayNumber(on) * 86_400_000 + recurs.atMinute * 60_000) }];
  });
}

/** The day itself where it is worked; null: there is no meeting. */
export function movedFrom(day: Day, { week, way }: { readonly week: WorkingWeek; readonly way: HolidayWay }): Day | null {
  if (way === "same" || isWorkedOn(week, day)) return day;
  if (way === "skip") return null;
  const step = way === "next" ? 1 : -1;
  for (let moved = 1; moved <= mostMoved; moved++) if (isWorkedOn(week, addDays(day, step * moved))) return addDays(day, step * moved);
  return day;
}
