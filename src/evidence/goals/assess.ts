// How a goal stands: where it began, where it should be by now, whether the change is more than chance, and where it is heading.
import type { Interval, NumberWithPapers } from "#facts/papers.ts";
import { type Day, dayNumber, daysBetween } from "#kit/day.ts";
import { type Period, monthOf } from "#kit/period.ts";
import { type Change, changeBetween, comparable } from "#evidence/kpi/change.ts";
import type { Lens } from "#evidence/kpi/lens.ts";
import { someFigures, stepsOf, stretchOf } from "#evidence/kpi/series.ts";
import { meanError, trendForecast } from "#evidence/statistics/trend.ts";

export interface GoalQuestion {
  readonly key: string;
  readonly baseline: Period;
  /** Level wanted in the month of `day`; per month for figures that add up. */
  readonly target: number;
  readonly day: Day;
}

export interface MonthPoint {
  readonly period: Period;
  readonly value: number | null;
  readonly interval: Interval | null;
  readonly sample: number;
  /** Where the straight way from baseline to target would be. */
  readonly expected: number | null;
}

export const prospects = ["reached", "likely", "open", "unlikely", "cannot-be-told"] as const;
export type Prospect = (typeof prospects)[number];

export interface GoalAssessment {
  readonly baseline: NumberWithPapers;
  /** The last three whole months after the baseline (fewer where there are fewer); null before the first is over. */
  readonly current: NumberWithPapers | null;
  readonly change: Change | null;
  /** Share of the way from baseline to target that is done; can be below 0 and above 1. */
  readonly done: number | null;
  readonly expectedNow: number | null;
  readonly forecast: { readonly value: number; readonly interval: Interval; readonly chanceOfReaching: number } | null;
  readonly forecastReason: string | null;
  readonly prospect: Prospect;
  readonly months: readonly MonthPoint[];
}

/**
 * Baseline: the figure over the baseline period. Current: over the last up to three whole months since. Change: see evidence/kpi/change.ts, with the
 * months' own swing counted. Forecast: the trend of the months since the baseline began (log scale for positive figures), carried to the month of the goal's
 * day, with its 90 % range. Prospect: chance of reaching the target by then at least .8 likely, at most .2 unlikely, else open. Fewer than 6 months: cannot be told.
 */
export function assessGoal(lens: Lens, goal: GoalQuestion): GoalAssessment {
  const number = (period: Period) => someFigures(lens, period, [goal.key])[0]!;
  const stretch = stretchOf(lens);
  const last = stretch?.until ?? goal.baseline.until;
  const baseline = number(goal.baseline);
  const start = comparable(baseline).value;
  const whole = stepsOf({ from: goal.baseline.from, until: last }, "month");
  const months = whole.map((period) => pointOf(number(period), expectedAt(goal, start, middleOf(period))));
  const since = whole.filter((period) => period.from >= goal.baseline.until).slice(-3);
  const currentPeriod = since.length === 0 ? null : { from: since[0]!.from, until: since.at(-1)!.until };
  const current = currentPeriod && number(currentPeriod);
  const within = (period: Period) =>
    months
      .filter((point) => point.period.from >= period.from && point.period.until <= period.until)
      .flatMap((point) => (point.value === null ? [] : [point.value]));
  const swing = { earlier: meanError(within(goal.baseline)), later: meanError(within({ from: goal.baseline.until, until: last })) };
  const change = current && changeBetween(baseline, current, swing);
  const now = current && comparable(current).value;
  const done = start === null || now === null || goal.target === start ? null : (now - start) / (goal.target - start);
  const { forecast, reason } = forecastOf(months, goal);
  const isDue = currentPeriod !== null && currentPeriod.until > goal.day;
  const prospect = isDue && done !== null ? (done >= 1 ? "reached" : "unlikely") : prospectOf(forecast?.chanceOfReaching ?? null);
  const expectedNow = currentPeriod === null ? null : expectedAt(goal, start, middleOf(currentPeriod));
  return { baseline, current, change, done, expectedNow, forecast, forecastReason: reason, prospect, months };
}

/** The straight way from the baseline's level in the middle of its period to the target on the goal's day, level before and after. */
function expectedAt(goal: GoalQuestion, start: number | null, at: number): number | null {
  if (start === null) return null;
  const from = middleOf(goal.baseline);
  const way = Math.min(1, Math.max(0, (at - from) / Math.max(1, dayNumber(goal.day) - from)));
  return start + way * (goal.target - start);
}

function middleOf(period: Period): number {
  return (dayNumber(period.from) + dayNumber(period.until)) / 2;
}

function pointOf(number: NumberWithPapers, expected: number | null): MonthPoint {
  return { period: number.period, ...comparable(number), sample: number.sample, expected };
}

function forecastOf(months: readonly MonthPoint[], goal: GoalQuestion): { forecast: GoalAssessment["forecast"]; reason: string | null } {
  const known = trailing(months);
  if (known.length < 6) return { forecast: null, reason: "too-few-months" };
  const lastMonth = months.at(-1)!.period;
  const ahead = Math.round(daysBetween(lastMonth.from, monthOf(goal.day).from) / 30.4375);
  if (ahead < 1) return { forecast: null, reason: "day-has-passed" };
  if (ahead > known.length) return { forecast: null, reason: "too-far-ahead" };
  const values = known.map((point) => point.value!);
  const onLog = values.every((value) => value > 0);
  const trend = trendForecast(onLog ? values.map(Math.log) : values, ahead);
  if (trend === null) return { forecast: null, reason: "too-few-months" };
  const back = onLog ? Math.exp : (x: number) => x;
  const forward = onLog ? Math.log : (x: number) => x;
  const below = onLog && goal.target <= 0 ? 0 : trend.below(forward(goal.target));
  const start = months[0]?.expected ?? null;
  const isDownward = start === null ? false : goal.target < start;
  return {
    forecast: {
      value: back(trend.quantile(0.5)),
      interval: { low: back(trend.quantile(0.05)), high: back(trend.quantile(0.95)), level: 0.9 },
      chanceOfReaching: isDownward ? below : 1 - below,
    },
    reason: null,
  };
}

/** The unbroken run of months with a value up to the last month. */
function trailing(months: readonly MonthPoint[]): MonthPoint[] {
  const run: MonthPoint[] = [];
  for (let i = months.length - 1; i >= 0 && months[i]!.value !== null; i--) run.unshift(months[i]!);
  return run;
}

function prospectOf(chance: number | null): Prospect {
  if (chance === null) return "cannot-be-told";
  if (chance >= 0.8) return "likely";
  return chance <= 0.2 ? "unlikely" : "open";
}
