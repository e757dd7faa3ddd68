// Medians and other quantiles with their intervals, from the ordered values themselves, whatever their shape.
import type { Interval } from "#facts/papers.ts";

import { betaBelow } from "#evidence/statistics/distributions.ts";

/**
 * The quantile of values in ascending order by linear interpolation between the two nearest (Hyndman and Fan's type 7, the usual one).
 * Null for no values.
 */
export function quantileOfSorted(sorted: ArrayLike<number>, share: number): number | null {
  if (sorted.length === 0) return null;
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const low = sorted[below]!;
  return low + (place - below) * ((sorted[Math.min(below + 1, sorted.length - 1)] ?? low) - low);
}

/**
 * Interval for a quantile that assumes nothing about the values: two of the ordered values themselves.
 * Between the l-th and the u-th smallest the true quantile lies with chance P(l <= Binomial(n, share) < u); each tail holds at most (1 - level)/2.
 * Edges: with few values an end may not exist and is then null (open). Source: David and Nagaraja, Order Statistics, 2003, 7.1.
 */
export function quantileInterval(sorted: ArrayLike<number>, share: number, level = 0.9): Interval | null {
  const n = sorted.length;
  if (n === 0) return null;
  const tail = (1 - level) / 2;
  // P(Binomial(n, share) <= k) falls out of the beta curve: 1 - betaBelow(k + 1, n - k, share).
  const atMost = (k: number) => (k < 0 ? 0 : k >= n ? 1 : 1 - betaBelow(k + 1, n - k, share));
  const lowest = lastWhere(0, n, (l) => atMost(l - 1) <= tail);
  const highest = lastWhere(0, n, (back) => 1 - atMost(n - back) <= tail);
  return { low: lowest >= 1 ? sorted[lowest - 1]! : null, high: highest >= 1 ? sorted[n - highest]! : null, level };
}

export interface QuantileFigure {
  readonly value: number | null;
  readonly interval: Interval | null;
  readonly sample: number;
}

/** Value and interval of one quantile of unordered values (the values are not changed). */
export function quantileFigure(values: Int32Array | Float64Array, share: number, level = 0.9): QuantileFigure {
  const sorted = values.slice().sort();
  return { value: quantileOfSorted(sorted, share), interval: quantileInterval(sorted, share, level), sample: sorted.length };
}

/** The largest k in [from, to] for which a condition holds that holds first and then no more; `from` where it holds nowhere. */
function lastWhere(from: number, to: number, holds: (k: number) => boolean): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Seconds that something took people: the median with its range. */
export function secondsOf(tookMs: readonly number[]): QuantileFigure {
  return quantileFigure(
    Float64Array.from(tookMs, (ms) => ms / 1_000),
    0.5,
  );
}
