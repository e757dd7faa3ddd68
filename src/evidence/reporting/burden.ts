// What reporting costs a person in a week: how often, how long, all of it together, and how that has moved.
import type { Caution, Interval } from "#facts/papers.ts";
import type { FieldWeek, ItemFacts, ReportItem } from "#facts/reporting.ts";
import { dayNumber } from "#kit/day.ts";
import { type EntryTime, entryTime } from "#evidence/reporting/entry-time.ts";

export interface ItemBurden {
  /** Entries of one person in a week; null: cannot be told, see `reason`. */
  readonly perWeek: number | null;
  readonly isCounted: boolean;
  readonly time: EntryTime;
  /** Minutes of one person in a week. */
  readonly minutes: number | null;
  readonly interval: Interval | null;
  readonly reason: "no-people" | "no-records" | null;
}

/** Weeks that a counted frequency looks back on. */
export const weeksBack = 13;

/**
 * Entries and minutes of one person in a week. Where nobody said how often, entries are counted: fillings of the last thirteen weeks that the records reach,
 * by week and person. `people`: how many the department has. The interval is that of the time; the count is a count.
 */
export function itemBurden({ item, seconds, weeks }: ItemFacts, people: number): ItemBurden {
  const time = entryTime(seconds, item.statedMinutes);
  const isCounted = item.perWeek === null;
  const none = (reason: "no-people" | "no-records"): ItemBurden => ({ perWeek: null, isCounted, time, minutes: null, interval: null, reason });
  if (isCounted && people === 0) return none("no-people");
  if (isCounted && weeks.length === 0) return none("no-records");
  const perWeek = item.perWeek ?? countedPerWeek(weeks) / people;
  const interval = time.interval && { low: time.interval.low! * perWeek, high: time.interval.high! * perWeek, level: time.interval.level };
  return { perWeek, isCounted, time, minutes: perWeek * time.minutes, interval, reason: null };
}

function countedPerWeek(weeks: readonly FieldWeek[]): number {
  const last = Math.max(...weeks.map(({ week }) => week));
  const recent = weeks.filter(({ week }) => week > last - 7 * weeksBack);
  return recent.reduce((sum, { filled }) => sum + filled, 0) / weeksBack;
}

/** Whether the item is asked on a day. */
export function isAskedOn(item: Pick<ReportItem, "askedFrom" | "askedUntil">, day: number): boolean {
  return dayNumber(item.askedFrom) <= day && (item.askedUntil === null || dayNumber(item.askedUntil) > day);
}

export interface Burden {
  /** Minutes a week of one person. */
  readonly minutes: number;
  /** Null where nothing was measured. */
  readonly interval: Interval | null;
  /** Of these minutes: stated and not measured. */
  readonly statedShare: number;
  /** Measured entries. */
  readonly sample: number;
  readonly items: number;
  readonly untold: number;
  readonly cautions: readonly Caution[];
}

/**
 * All that is asked of one person of a department in a week. Ranges of parts that were measured apart are joined by the method of variance estimates recovery:
 * the low end is the sum less the root of summed squares of what each lies above its own low end, and likewise above. Parts that were only stated add no width and say so.
 * Source: Zou and Donner 2008 (Statistics in Medicine 27).
 */
export function burdenOf(parts: readonly ItemBurden[]): Burden {
  const known = parts.filter(({ minutes }) => minutes !== null);
  const minutes = known.reduce((sum, part) => sum + part.minutes!, 0);
  const measured = known.filter(({ interval }) => interval !== null);
  const stated = known.reduce((sum, part) => sum + (part.interval === null ? part.minutes! : 0), 0);
  const reach = (side: "low" | "high") => Math.sqrt(measured.reduce((sum, part) => sum + (part.interval![side]! - part.minutes!) ** 2, 0));
  const statedShare = minutes > 0 ? stated / minutes : 0;
  const untold = parts.length - known.length;
  const heldDown = known.reduce((sum, { time }) => sum + time.heldDown, 0);
  return {
    minutes,
    interval: measured.length === 0 ? null : { low: minutes - reach("low"), high: minutes + reach("high"), level: 0.9 },
    statedShare,
    sample: measured.reduce((sum, { time }) => sum + time.sample, 0),
    items: parts.length,
    untold,
    cautions: [
      ...(statedShare > 0 ? [{ code: "reporting-stated", details: { share: statedShare } }] : []),
      ...(untold > 0 ? [{ code: "reporting-untold", details: { count: untold } }] : []),
      ...(heldDown > 0 ? [{ code: "reporting-held-down", details: { count: heldDown } }] : []),
    ],
  };
}

export interface BurdenWeek {
  /** Day number of its Monday. */
  readonly week: number;
  readonly minutes: number;
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * Minutes of one person week by week: what was asked in the middle of the week, fields as often as they were filled in that very week. Times are those of all weeks together,
 * so that the trend shows what is asked and how often, not who was quick. From the week on in which the records end, fields go on as usual: a CRM that was read a month ago
 * does not mean that nobody wrote since.
 */
export function burdenByWeek(all: readonly ItemFacts[], { people, weeks }: { readonly people: number; readonly weeks: readonly number[] }): BurdenWeek[] {
  const whole = all.map((facts) => ({ facts, usual: itemBurden(facts, people) }));
  return weeks.map((week) => {
    const parts = whole
      .filter(({ facts }) => isAskedOn(facts.item, week + 3))
      .map(({ facts, usual }) => (usual.isCounted && usual.minutes !== null ? inWeek(facts, { usual, week, people }) : usual));
    const { minutes, interval } = burdenOf(parts);
    return { week, minutes, low: interval?.low ?? null, high: interval?.high ?? null };
  });
}

function inWeek(facts: ItemFacts, { usual, week, people }: { readonly usual: ItemBurden; readonly week: number; readonly people: number }): ItemBurden {
  if (week >= Math.max(...facts.weeks.map((one) => one.week))) return usual;
  const perWeek = (facts.weeks.find((one) => one.week === week)?.filled ?? 0) / people;
  const by = usual.perWeek! > 0 ? perWeek / usual.perWeek! : 0;
  const interval = usual.interval && { low: usual.interval.low! * by, high: usual.interval.high! * by, level: usual.interval.level };
  return { ...usual, perWeek, minutes: usual.minutes! * by, interval };
}

/** Why one more item may not be asked: it would take a person of the department above what was agreed; null where it may, or where nothing was agreed. */
export function whyNotAsk(now: Burden, { more, cap }: { readonly more: number; readonly cap: number | null }): "over-cap" | null {
  return cap !== null && now.minutes + more > cap ? "over-cap" : null;
}
