// How forecasts made at the same point of earlier periods would have done: the ranges they would have stated, and what came.
import type { Period } from "#kit/period.ts";
import { periodBefore } from "#kit/period.ts";
import { type DayNumber, dayNumber } from "#kit/day.ts";
import { seedOf } from "#kit/dice.ts";
import { cameTo } from "#kit/long-work.ts";
import { isWon } from "#evidence/forecast/known.ts";
import { type Calibration, calibrationOf } from "#evidence/forecast/calibration.ts";
import { type OneDay, forecastFrom, wonBetween } from "#evidence/forecast/one-day.ts";
import type { ForecastInput } from "#evidence/forecast/question.ts";
import { playedOut } from "#evidence/forecast/simulate.ts";
import { type Widening, errorSizes, widened, wideningOf } from "#evidence/forecast/widening.ts";
import { type Spread, spreadOf } from "#evidence/statistics/bootstrap.ts";

const mostPeriods = 12;
const trackDraws = 300;

export interface PastForecast {
  readonly period: Period;
  readonly day: DayNumber;
  readonly expected: number;
  readonly median: number;
  readonly low50: number;
  readonly high50: number;
  readonly low90: number;
  readonly high90: number;
  readonly actual: number;
}

export interface Track {
  /** Oldest first. */
  readonly periods: readonly PastForecast[];
  readonly held50: number;
  readonly held90: number;
  /** How much wider than chance among deals makes them ranges are today. */
  readonly widening: Widening;
  readonly calibration: Calibration;
  /** Money (or deals) that the open deals of those days were expected to bring in all, and what they brought. */
  readonly openExpected: number;
  readonly openCame: number;
}

/**
 * Goes back period by period. Each earlier forecast knows only what had happened by its day, as many days before its period's end as today's is;
 * it is widened by the errors of the periods before it. Each deal counts once a period: whether a deal that is still open is won in one period
 * is, given that, news of its own.
 */
export function trackOf(input: ForecastInput): Track {
  const left = dayNumber(input.period.until) - 1 - input.day;
  const made: { period: Period; day: DayNumber; one: OneDay; actual: number }[] = [];
  for (let period = periodBefore(input.period); made.length < mostPeriods; period = periodBefore(period)) {
    const last = dayNumber(period.until) - 1;
    if (last - left < input.wholeFrom) break;
    if (last > input.day) continue;
    cameTo("sums", made.length / mostPeriods);
    const one = forecastFrom(input.facts, { period, day: last - left, wholeFrom: input.wholeFrom });
    if (!one.ok) break;
    made.unshift({ period, day: last - left, one: one.value, actual: wonBetween(input.facts, dayNumber(period.from), last).worth });
  }
  const errors: number[] = [];
  const periods = made.map(({ period, day, one, actual }): PastForecast => {
    const asked = { draws: Math.min(trackDraws, input.draws ?? trackDraws), seed: seedOf(`track ${period.from}`) };
    const { open, fresh } = playedOut(one.stage, asked);
    const { wonSoFar, expected } = one;
    const mean = wonSoFar.worth + expected.open + expected.fresh;
    const raw = open.map((value, n) => Math.max(0, wonSoFar.worth + value + fresh[n]!));
    const draws = widened(mean, raw, errorSizes(wideningOf(errors), asked));
    const [wide, narrow, middle] = [0.9, 0.5, 0].map((level) => spreadOf(draws, level)) as [Spread, Spread, Spread];
    const { deviation } = spreadOf(raw);
    if (deviation > 0) errors.push((actual - mean) / deviation);
    const floor = (value: number) => Math.max(wonSoFar.worth, value);
    return {
      period,
      day,
      expected: mean,
      median: floor(middle.low),
      low50: floor(narrow.low),
      high50: floor(narrow.high),
      low90: floor(wide.low),
      high90: floor(wide.high),
      actual,
    };
  });
  const held = (low: "low50" | "low90", high: "high50" | "high90") => periods.filter((one) => one[low] <= one.actual && one.actual <= one[high]).length;
  return { periods, held50: held("low50", "high50"), held90: held("low90", "high90"), widening: wideningOf(errors), ...openDeals(input, made) };
}

/** What each open deal of each earlier day was given, and whether it came. */
function openDeals(input: ForecastInput, made: readonly { period: Period; one: OneDay }[]): Pick<Track, "calibration" | "openExpected" | "openCame"> {
  const { facts } = input;
  const [chances, came]: [number[], number[]] = [[], []];
  let [openExpected, openCame] = [0, 0];
  for (const { period, one } of made) {
    const { known } = one.stage;
    const from = Math.max(known.day + 1, dayNumber(period.from));
    const last = dayNumber(period.until) - 1;
    known.open.forEach((row, place) => {
      const closed = facts.deals.closedOn[row]!;
      const isIn = isWon(facts, row) && closed >= from && closed <= last;
      chances.push(one.expected.chances[place]!);
      came.push(Number(isIn));
      openExpected += one.expected.chances[place]! * one.expected.worths[place]!;
      if (isIn && !Number.isNaN(facts.worth[row]!)) openCame += facts.worth[row]!;
    });
  }
  return { calibration: calibrationOf({ chances: Float64Array.from(chances), came: Uint8Array.from(came) }), openExpected, openCame };
}
