// Won, lost or still open: the share that has ended in each way by an age, when every way to end rules out the others.
import type { Interval } from "#facts/papers.ts";

import { normalQuantile } from "#evidence/statistics/distributions.ts";

/** Stays in whole units of time (days), watched from just after `enteredAfter[i]` up to and with `until[i]`; `cause[i]` is 0 if still going, else 1 to `causes`. */
export interface EndedStays {
  readonly enteredAfter: Int32Array;
  readonly until: Int32Array;
  readonly cause: Uint8Array;
}

/** One way to end, at the end times of the whole. */
interface Way {
  readonly ends: Int32Array;
  /** Share that has ended this way by and with the time. */
  readonly share: Float64Array;
  /** Sums over end times up to and with this one that the variance is made of. */
  readonly bySteps: Float64Array;
  readonly byShare: Float64Array;
}

export interface Incidence {
  readonly times: Int32Array;
  readonly atRisk: Int32Array;
  /** Share still going just after the time. */
  readonly surviving: Float64Array;
  /** Way k + 1 stands at place k. */
  readonly ways: readonly Way[];
  /** Sums of A, A F and A F² by way, with A = d / (n (n - d)) of all ends: `spread[way][row * 3 + 0..2]`. */
  readonly spread: readonly Float64Array[];
  readonly stays: number;
  readonly lastWatched: number;
}

/**
 * Aalen-Johansen's estimate of the cumulative incidence of each way to end: F_k(t) = sum over end times of S(before) d_k / n, with S of all ways together.
 * The shares of all ways and the share still going sum to 1; one minus Kaplan-Meier of a single way would count those who ended otherwise as if they
 * could still end this way, and overstates it. Late entry as in `survivalCurve`. One pass over rows and one over days.
 * Source: Aalen and Johansen 1978.
 */
export function incidenceOf({ enteredAfter, until, cause }: EndedStays, causes = 2): Incidence {
  let lastWatched = -1;
  for (let i = 0; i < until.length; i++) if (until[i]! > enteredAfter[i]! && until[i]! > lastWatched) lastWatched = until[i]!;
  const change = new Int32Array(lastWatched + 2);
  const endsAt = new Int32Array((lastWatched + 1) * causes);
  const anyAt = new Uint8Array(lastWatched + 1);
  let stays = 0;
  for (let i = 0; i < until.length; i++) {
    const after = enteredAfter[i]! < -1 ? -1 : enteredAfter[i]!;
    const last = until[i]!;
    if (last <= after) continue;
    stays++;
    change[after + 1]!++;
    change[last + 1]!--;
    const way = cause[i]!;
    if (way === 0) continue;
    endsAt[last * causes + way - 1]!++;
    anyAt[last] = 1;
  }
  const times = new Int32Array(anyAt.reduce((count, any) => count + any, 0));
  const rows = times.length;
  const incidence = {
    times,
    atRisk: new Int32Array(rows),
    surviving: new Float64Array(rows),
    ways: Array.from({ length: causes }, () => ({
      ends: new Int32Array(rows),
      share: new Float64Array(rows),
      bySteps: new Float64Array(rows),
      byShare: new Float64Array(rows),
    })),
    spread: Array.from({ length: causes }, () => new Float64Array(rows * 3)),
    stays,
    lastWatched,
  };
  let [row, watched, surviving] = [0, 0, 1];
  for (let time = 0; time <= lastWatched; time++) {
    watched += change[time]!;
    if (anyAt[time] === 0) continue;
    times[row] = time;
    incidence.atRisk[row] = watched;
    surviving = addTime(incidence, { row, surviving, ends: endsAt.subarray(time * causes, (time + 1) * causes) });
    incidence.surviving[row] = surviving;
    row++;
  }
  return incidence;
}

/** Adds one end time to shares and sums; gives the share still going after it. */
function addTime({ atRisk, ways, spread }: Incidence, at: { row: number; surviving: number; ends: Int32Array }): number {
  const { row, surviving, ends } = at;
  const n = atRisk[row]!;
  const all = ends.reduce((sum, d) => sum + d, 0);
  // Once all have ended nothing moves any more, and later shares equal this one: the sum need not grow.
  const spreads = all === n ? 0 : all / (n * (n - all));
  ways.forEach((way, k) => {
    const d = ends[k]!;
    const step = (surviving * d) / n;
    const before = (of: Float64Array) => (row === 0 ? 0 : of[row - 1]!);
    const share = before(way.share) + step;
    way.ends[row] = d;
    way.share[row] = share;
    const covariance = (surviving * d) / (n * n);
    way.bySteps[row] = before(way.bySteps) + (surviving * surviving * d * (n - d)) / (n * n * n) + 2 * covariance * share;
    way.byShare[row] = before(way.byShare) + covariance;
    const own = spread[k]!;
    for (let power = 0; power < 3; power++) own[row * 3 + power] = (row === 0 ? 0 : own[(row - 1) * 3 + power]!) + spreads * share ** power;
  });
  return surviving * (1 - all / n);
}

export interface IncidenceAt {
  readonly share: number;
  readonly standardError: number;
  readonly interval: Interval;
}

/**
 * Share that has ended in a way (1, 2, …) by and with `time`, with its standard error (delta method; Marubini and Valsecchi 1995) and an interval that is
 * symmetric on the scale of log(-log F), so that it stays inside 0..1. Null beyond the last time watched.
 */
export function incidenceAt(incidence: Incidence, way: number, time: number, level = 0.9): IncidenceAt | null {
  if (time > incidence.lastWatched) return null;
  const row = rowUpTo(incidence.times, time);
  if (row < 0) return { share: 0, standardError: 0, interval: { low: 0, high: 0, level } };
  const { share: shares, bySteps, byShare } = incidence.ways[way - 1]!;
  const spread = incidence.spread[way - 1]!;
  const share = shares[row]!;
  const variance = share * share * spread[row * 3]! - 2 * share * spread[row * 3 + 1]! + spread[row * 3 + 2]! + bySteps[row]! - 2 * share * byShare[row]!;
  const standardError = Math.sqrt(Math.max(0, variance));
  return { share, standardError, interval: { ...shareBounds(share, standardError, level), level } };
}

/** Interval of a share on the scale of log(-log). */
export function shareBounds(share: number, standardError: number, level: number): { low: number; high: number } {
  if (share <= 0 || share >= 1 || standardError === 0) return { low: share, high: share };
  const reach = (normalQuantile(0.5 + level / 2) * standardError) / Math.abs(share * Math.log(share));
  return { low: share ** Math.exp(reach), high: share ** Math.exp(-reach) };
}

/** Share still going after `time`; 1 before the first end. */
export function stillGoingAt({ times, surviving }: Incidence, time: number): number {
  const row = rowUpTo(times, time);
  return row < 0 ? 1 : surviving[row]!;
}

/**
 * Chance that a deal that is still open at age `age` ends in a way by age `by` (both in the curve's units): (F(by) - F(age)) / S(age).
 * Null where nothing was still open at that age, or `by` lies beyond what was watched.
 */
export function chanceFrom(incidence: Incidence, way: number, ages: { readonly age: number; readonly by: number }): number | null {
  const { age, by } = ages;
  if (by > incidence.lastWatched) return null;
  const open = stillGoingAt(incidence, age);
  if (open <= 0) return null;
  const { share } = incidence.ways[way - 1]!;
  const at = (time: number) => {
    const row = rowUpTo(incidence.times, time);
    return row < 0 ? 0 : share[row]!;
  };
  return Math.max(0, at(by) - at(age)) / open;
}

/** Place of the last of ascending times that is not after `time`; -1 before the first. */
export function rowUpTo(times: Int32Array, time: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
