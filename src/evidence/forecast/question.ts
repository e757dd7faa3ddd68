// What a forecast is asked: which period, from which day, how deals are sorted, and what is summed.
import type { Plan } from "#facts/entities.ts";
import type { Coded } from "#facts/columns.ts";
import type { DayNumber } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";
import type { ForecastDeals } from "#evidence/forecast/known.ts";

export const forecastMeasures = ["revenue", "deals"] as const;
export type ForecastMeasure = (typeof forecastMeasures)[number];

export interface ForecastInput {
  readonly facts: ForecastDeals;
  readonly measure: ForecastMeasure;
  /** Ends after `day`. */
  readonly period: Period;
  /** The last day known to the forecast: the last one seen, or an earlier one to see what would have been said then. */
  readonly day: DayNumber;
  /** The last day on record. */
  readonly lastSeen: DayNumber;
  /** Open deals older than this are dead by the agreed rule; null: too few closed deals to tell. */
  readonly deadAfter: number | null;
  /** From this day on the openings and closings on record are all there are. */
  readonly wholeFrom: DayNumber;
  readonly plans: readonly Plan[];
  /** By what the answer is cut into groups; null: not at all. */
  readonly by: Coded | null;
  readonly draws?: number;
}

/** Two years: long enough for slow deals, short enough that the firm is still the same. */
export const learnDays = 730;
/** Below these the past says too little of the future. */
export const fewestWins = 20;
export const fewestLearnDays = 84;
export const furthestDays = 366;
export const usualDraws = 1000;

export const forecastRefusals = [
  "no-deals",
  "day-not-seen",
  "period-is-over",
  "period-too-far",
  "no-opening-days",
  "all-open",
  "too-few-won",
  "history-too-short",
  "no-amounts",
] as const;
export type ForecastRefusal = (typeof forecastRefusals)[number];
