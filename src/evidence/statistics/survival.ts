// How long things take when some are not over yet: the Kaplan-Meier curve, its quantiles and its mean up to a limit, each with an interval.
import type { Interval } from "#facts/papers.ts";

import { normalQuantile } from "#evidence/statistics/distributions.ts";

/** Stays in whole units of time (days). Row i was watched from just after `enteredAfter[i]` up to and with `until[i]`; `ended[i]` is 1 if it ended there. */
export interface Stays {
  readonly enteredAfter: Int32Array;
  readonly until: Int32Array;
  readonly ended: Uint8Array;
}

/** One entry for each time at which something ended, in order. */
export interface SurvivalCurve {
  readonly times: Int32Array;
  readonly atRisk: Int32Array;
  readonly ends: Int32Array;
  /** Share still going just after the time. */
  readonly surviving: Float64Array;
  /** Greenwood's sum of d / (n (n - d)): the variance of log S. */
  readonly greenwood: Float64Array;
  readonly stays: number;
  readonly totalEnds: number;
  /** The last time at which anything was watched. */
  readonly lastWatched: number;
}

/** Everything watched from its own beginning: nothing is cut off on the left. Time 0 counts as watched. */
export function fromTheBeginning(until: Int32Array, ended: Uint8Array): Stays {
  return { enteredAfter: new Int32Array(until.length).fill(-1), until, ended };
}

/**
 * Kaplan-Meier's estimate of the share still going: S(t) = product over end times <= t of (1 - d/n).
 * n counts those watched at t: entered before t and not gone before t (late entry: left truncation). Those that stop being watched at t are
 * still counted at t. Rows with until <= enteredAfter were never watched and are left out. One pass over rows and one over days.
 * Source: Kaplan and Meier 1958; late entry: Tsai, Jewell and Wang 1987.
 */
export function survivalCurve({ enteredAfter, until, ended }: Stays): SurvivalCurve {
  let [lastWatched, stays, totalEnds] = [-1, 0, 0];
  for (let i = 0; i < until.length; i++) if (until[i]! > enteredAfter[i]! && until[i]! > lastWatched) lastWatched = until[i]!;
  const change = new Int32Array(lastWatched + 2);
  const endsAt = new Int32Array(lastWatched + 1);
  for (let i = 0; i < until.length; i++) {
    const [after, last] = [Math.max(-1, enteredAfter[i]!), until[i]!];
    if (last <= after) continue;
    stays++;
    change[after + 1]!++;
    change[last + 1]!--;
    if (ended[i] === 1) {
      endsAt[last]!++;
      totalEnds++;
    }
  }
  let count = 0;
  for (const ends of endsAt) if (ends > 0) count++;
  const curve = {
    times: new Int32Array(count),
    atRisk: new Int32Array(count),
    ends: new Int32Array(count),
    surviving: new Float64Array(count),
    greenwood: new Float64Array(count),
    stays,
    totalEnds,
    lastWatched,
  };
  let [row, watched, surviving, greenwood] = [0, 0, 1, 0];
  for (let time = 0; time <= lastWatched; time++) {
    watched += change[time]!;
    const ends = endsAt[time]!;
    if (ends === 0) continue;
    surviving *= 1 - ends / watched;
    greenwood += ends === watched ? Infinity : ends / (watched * (watched - ends));
    curve.times[row] = time;
    curve.atRisk[row] = watched;
    curve.ends[row] = ends;
    curve.surviving[row] = surviving;
    curve.greenwood[row] = greenwood;
    row++;
  }
  return curve;
}

/** On which scale the interval is symmetric: 'log-log' keeps inside 0..1 and holds better for few cases; 'log' is R's default. */
export type Scale = "log-log" | "log";

export interface SurvivalAt {
  readonly surviving: number;
  readonly standardError: number;
  readonly interval: Interval;
}

/** Share still going after `time`, with Greenwood's standard error and its interval. Null beyond the last time watched. */
export function survivalAt(curve: SurvivalCurve, time: number, options: { level?: number; scale?: Scale } = {}): SurvivalAt | null {
  if (time > curve.lastWatched) return null;
  const { level = 0.9, scale = "log-log" } = options;
  const row = lastRowUpTo(curve.times, time);
  const surviving = row < 0 ? 1 : curve.surviving[row]!;
  const greenwood = row < 0 ? 0 : curve.greenwood[row]!;
  const [low, high] = bounds(surviving, greenwood, { level, scale });
  return { surviving, standardError: surviving === 0 ? 0 : surviving * Math.sqrt(greenwood), interval: { low, high, level } };
}

export interface SurvivalQuantile {
  /** Null: the curve does not come down that far in the time watched ('not reached'). */
  readonly value: number | null;
  /** An end that is not reached is null (open). */
  readonly interval: Interval;
}

/**
 * The time by which `share` have ended: the first time at which S(t) <= 1 - share; where S stays exactly there until the next end, the middle of the two.
 * Interval by turning the band of S on its side (Brookmeyer and Crowley 1982).
 */
export function survivalQuantile(curve: SurvivalCurve, share: number, options: { level?: number; scale?: Scale } = {}): SurvivalQuantile {
  const { level = 0.9, scale = "log-log" } = options;
  const target = 1 - share;
  const band = (side: 0 | 1) => {
    const crossed: number[] = [];
    for (let row = 0; row < curve.times.length; row++) crossed.push(bounds(curve.surviving[row]!, curve.greenwood[row]!, { level, scale })[side]);
    return firstCrossing(curve, (row) => crossed[row]!, target);
  };
  return { value: firstCrossing(curve, (row) => curve.surviving[row]!, target), interval: { low: band(0), high: band(1), level } };
}

/**
 * Mean time up to a limit: the area under S from 0 to `limit` (restricted mean), with its standard error
 * √ Σ (area from t to limit)² d / (n (n - d)). Null where the curve is not watched up to the limit.
 */
export function restrictedMean(curve: SurvivalCurve, limit: number): { value: number; standardError: number } | null {
  if (limit > curve.lastWatched) return null;
  const rows = lastRowUpTo(curve.times, limit) + 1;
  let [area, variance, right] = [0, 0, limit];
  for (let row = rows - 1; row >= 0; row--) {
    area += (right - curve.times[row]!) * curve.surviving[row]!;
    right = curve.times[row]!;
    const [ends, atRisk] = [curve.ends[row]!, curve.atRisk[row]!];
    if (ends < atRisk) variance += (area * area * ends) / (atRisk * (atRisk - ends));
  }
  return { value: area + right, standardError: Math.sqrt(variance) };
}

/** Ends of the band at one place. An infinite Greenwood sum means S has come to 0: no band there. */
function bounds(surviving: number, greenwood: number, { level, scale }: { level: number; scale: Scale }): [low: number, high: number] {
  if (surviving >= 1) return [1, 1];
  if (surviving <= 0) return [0, 0];
  const z = normalQuantile(0.5 + level / 2);
  const error = Math.sqrt(greenwood);
  if (scale === "log") return [surviving * Math.exp(-z * error), Math.min(1, surviving * Math.exp(z * error))];
  const spread = (z * error) / Math.abs(Math.log(surviving));
  return [surviving ** Math.exp(spread), surviving ** Math.exp(-spread)];
}

function firstCrossing(curve: SurvivalCurve, heightAt: (row: number) => number, target: number): number | null {
  for (let row = 0; row < curve.times.length; row++) {
    const height = heightAt(row);
    // Products of fractions rarely hit a half exactly; what is nearer than rounding counts as a hit.
    if (Math.abs(height - target) < 1e-12 && row + 1 < curve.times.length) return (curve.times[row]! + curve.times[row + 1]!) / 2;
    if (height <= target + 1e-12) return curve.times[row]!;
  }
  return null;
}

function lastRowUpTo(times: Int32Array, time: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
