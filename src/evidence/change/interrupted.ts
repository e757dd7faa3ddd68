// Whether a figure stood differently after a known day: the step on that day, the change of its trend, and the mean of both since; with comparison series.
import type { Interval, Verdict } from "#facts/papers.ts";
import { verdictOf } from "#evidence/kpi/change.ts";
import { type Posterior, contrastOf, fitLeaning } from "#evidence/statistics/leaning.ts";
import { type Course, baseColumns, seasonOf } from "#evidence/change/breaks.ts";

export interface Interruption extends Course {
  /** Place of the first value after the day. */
  readonly place: number;
  /** So many steps before the day are left out: people who knew of it may have acted early. */
  readonly anticipation?: number;
  /** Whether the trend may change as well; the step alone where a series is too short for both. */
  readonly hasSlope?: boolean;
  /** Comparison series over the same steps, which the event does not reach. */
  readonly controls?: readonly (readonly number[])[];
}

export interface Effect {
  readonly value: number;
  readonly interval: Interval;
  readonly probability: number;
  readonly verdict: Verdict;
}

export interface Interrupted {
  /** On the day itself, a step later each time, and the mean over all steps since: in the units of the values. */
  readonly step: Effect;
  readonly slope: Effect | null;
  readonly mean: Effect;
  readonly rho: number;
  readonly seasonPairs: number;
  readonly before: number;
  readonly after: number;
  /** What would have been without the event, at each place since; worked out when asked for. */
  readonly without: () => { readonly place: number; readonly value: number; readonly low: number; readonly high: number }[];
}

/** Fewest steps before and after for any answer, and after for one without a caution. */
export const leastBefore = 8;
export const leastAfter = 3;
export const enoughAfter = 6;

export type WhyNoTest = "too-few-before" | "too-few-after" | "columns-say-the-same";

/**
 * y = level + trend + season + step + slope since the day + comparison series + u, u leaning by rho: see statistics/leaning.ts. `hasSlope` false leaves both trend
 * and slope out. The mean effect is step + slope (m - 1)/2 over m steps since. Ranges hold 90 %. What else happened at the same time is in the step too.
 */
export function interruptedBy(asked: Interruption): Interrupted | WhyNoTest {
  const { anticipation = 0, hasSlope = true, controls = [] } = asked;
  const kept = asked.values.map((_, i) => i).filter((i) => i < asked.place - anticipation || i >= asked.place);
  const at = kept.findIndex((i) => i >= asked.place);
  const [before, after] = [at === -1 ? kept.length : at, at === -1 ? 0 : kept.length - at];
  if (before < leastBefore) return "too-few-before";
  if (after < leastAfter) return "too-few-after";
  const course: Course = { times: kept.map((i) => asked.times[i]!), values: kept.map((i) => asked.values[i]!), perYear: asked.perYear };
  const seasonPairs = seasonOf(course);
  const base = baseColumns(course.times, course.perYear, seasonPairs);
  const from = course.times[at]!;
  const since = (t: number) => Math.max(0, t - from);
  const middle = course.times[Math.floor(course.times.length / 2)]!;
  const columns = [
    ...base,
    ...(hasSlope ? [Float64Array.from(course.times, (t) => t - middle)] : []),
    ...controls.map((control) => centred(kept.map((i) => control[i]!))),
    Float64Array.from(course.times, (t) => Number(t >= from)),
    ...(hasSlope ? [Float64Array.from(course.times, since)] : []),
  ];
  const fit = fitLeaning({ ...course, columns });
  if (fit === null) return "columns-say-the-same";
  const stepPlace = columns.length - (hasSlope ? 2 : 1);
  const of = (onStep: number, onSlope: number) =>
    contrastOf(
      fit,
      columns.map((_, i) => (i === stepPlace ? onStep : i === stepPlace + 1 ? onSlope : 0)),
    );
  const meanSince = course.times.slice(at).reduce((sum, t) => sum + since(t), 0) / after;
  const without = () =>
    kept.slice(at).map((place, i) => {
      const effect = of(1, hasSlope ? since(course.times[at + i]!) : 0);
      const value = course.values[at + i]!;
      return { place, value: value - effect.value, low: value - effect.quantile(0.95), high: value - effect.quantile(0.05) };
    });
  return {
    step: effectOf(of(1, 0)),
    slope: hasSlope ? effectOf(of(0, 1)) : null,
    mean: effectOf(of(1, hasSlope ? meanSince : 0)),
    rho: fit.rho,
    seasonPairs,
    before,
    after,
    without,
  };
}

export function effectOf(posterior: Posterior): Effect {
  const probability = Math.max(posterior.chanceOfRise, 1 - posterior.chanceOfRise);
  return {
    value: posterior.quantile(0.5),
    interval: { low: posterior.quantile(0.05), high: posterior.quantile(0.95), level: 0.9 },
    probability,
    verdict: verdictOf(probability),
  };
}

/** Comparison series stand around zero, so that the level keeps its meaning. */
export function centred(values: readonly number[]): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Float64Array.from(values, (value) => value - mean);
}
