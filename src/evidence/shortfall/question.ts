// What is asked of a shortfall, and over which days it can be answered fairly: both sides are seen for as long, and up to the same point.
import { type DealColumns, type LeadColumns, noDay } from "#facts/columns.ts";
import type { MarketIndex, Plan } from "#facts/entities.ts";
import { type Outcome, accept, refuse } from "#kit/refusal.ts";
import { type Day, type DayNumber, dayNumber, isDay } from "#kit/day.ts";
import { type Period, periodBefore, wholeMonths, yearBefore } from "#kit/period.ts";
import type { Owners } from "#facts/driver.ts";

/** What deals can be cut by. `isRepeat`: new or repeat buyer. */
export const dimensions = ["product", "region", "accountSize", "channel", "segment", "isRepeat"] as const;
export type Dimension = (typeof dimensions)[number];

/** What is known of a lead or a deal when it comes in. */
export type Trait = Dimension | "grade";

export type Measure = "revenue" | "margin";

export interface ShortfallQuestion {
  readonly period: Period;
  /** Another period, or the plan for `period`. */
  readonly against: Period | "plan";
  /** Cut by these, in this order; empty: the company as one. */
  readonly by: readonly Dimension[];
  readonly measure: Measure;
  /** Against a plan: the period whose levels stand where the plan names none. Default: the same months a year before, else the period before. */
  readonly base?: Period;
}

export interface ShortfallInput {
  readonly question: ShortfallQuestion;
  /** All deals known; money in whole minor units of one currency. */
  readonly deals: DealColumns;
  /** All leads known, or null where leads are not recorded. */
  readonly leads: LeadColumns | null;
  readonly marketIndex: readonly MarketIndex[];
  readonly plans: readonly Plan[];
  /** The day we look from: what happened on it is not known yet. */
  readonly asOf: Day;
  /** Names the state of the facts; part of the seed, so that the same question about the same facts throws the same dice. */
  readonly factsVersion: string;
  readonly owners?: Owners;
  /** Traits that give the outcome away (see lead-score): quality is learnt without them. Of leads, or of deals where leads are not recorded. */
  readonly telltale?: readonly Trait[];
  /** Bootstrap draws; 400 unless said (200 for many records). */
  readonly draws?: number;
  readonly seed?: number;
}

export type ShortfallRefusal =
  | "no-deals"
  | "no-closing-days"
  | "period-not-begun"
  | "periods-overlap"
  | "reference-not-over"
  | "all-open"
  | "too-few-deals-in-period"
  | "too-few-deals-in-reference"
  | "no-amounts"
  | "no-cost-facts"
  | "no-plan"
  | "not-a-period";

/** Days from `from` up to, not including, `until`, seen by `cut` (the first day not seen). */
export interface Window {
  readonly from: DayNumber;
  readonly until: DayNumber;
  readonly cut: DayNumber;
}

export interface Windows {
  readonly reference: Window;
  readonly actual: Window;
  /** The period is not over: both sides are taken up to the same number of days from their beginning. */
  readonly isToDate: boolean;
  readonly referencePeriod: Period;
}

/**
 * The days to compare. Both sides are seen for the same time after their end (what is known later of the older side is left aside), and an
 * unfinished period is compared with as many days of the reference.
 */
export function windowsOf(input: ShortfallInput): Outcome<Windows, ShortfallRefusal> {
  const { question, asOf } = input;
  const referencePeriod = question.against === "plan" ? (question.base ?? basePeriod(input)) : question.against;
  for (const { from, until } of [question.period, referencePeriod]) if (!isDay(from) || !isDay(until) || from >= until) return refuse("not-a-period");
  const [aFrom, aUntil, rFrom, rUntil] = [question.period.from, question.period.until, referencePeriod.from, referencePeriod.until].map(dayNumber) as [
    number,
    number,
    number,
    number,
  ];
  if (aFrom < rUntil && rFrom < aUntil) return refuse("periods-overlap");
  const now = dayNumber(asOf);
  if (now <= aFrom) return refuse("period-not-begun");
  if (now < rUntil) return refuse("reference-not-over");
  if (now < aUntil) {
    const rEnd = Math.min(rUntil, rFrom + (now - aFrom));
    return accept({
      actual: { from: aFrom, until: now, cut: now },
      reference: { from: rFrom, until: rEnd, cut: rEnd },
      isToDate: true,
      referencePeriod,
    });
  }
  const followUp = Math.min(now - aUntil, now - rUntil);
  return accept({
    actual: { from: aFrom, until: aUntil, cut: aUntil + followUp },
    reference: { from: rFrom, until: rUntil, cut: rUntil + followUp },
    isToDate: false,
    referencePeriod,
  });
}

/** The same months a year before where deals closed in them, else the period just before. */
function basePeriod({ question, deals }: ShortfallInput): Period {
  const { period } = question;
  const before = yearBefore(period);
  const [from, until] = [dayNumber(before.from), dayNumber(before.until)];
  let closed = 0;
  for (let i = 0; i < deals.count; i++) if (deals.closedOn[i] !== noDay && deals.closedOn[i]! >= from && deals.closedOn[i]! < until) closed++;
  const isShortEnough = (wholeMonths(period) ?? 0) <= 12;
  return closed >= fewestDeals && isShortEnough ? before : periodBefore(period);
}

/** Fewer closed deals than this on either side tell nothing. */
export const fewestDeals = 5;
