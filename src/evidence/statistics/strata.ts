// Two groups compared within strata of equals, and the differences put together: so that a group is not blamed for what it was given.
import type { Interval } from "#facts/papers.ts";

import { normalBelow, normalQuantile } from "#evidence/statistics/distributions.ts";

export interface StratumCounts {
  readonly hits: number;
  readonly cases: number;
  readonly otherHits: number;
  readonly otherCases: number;
}

export interface StratifiedDifference {
  /** Share of the group less share of the others. */
  readonly value: number;
  readonly standardError: number;
  readonly interval: Interval;
  /** Cases in strata that hold both groups; the rest say nothing. */
  readonly cases: number;
  readonly otherCases: number;
}

/**
 * Difference of two shares within strata (Mantel and Haenszel's weights n1 n0 / N), variance by Sato, which holds for few large strata and for
 * many small ones. Null where no stratum holds both groups. Source: Sato 1989; Greenland and Robins 1985.
 */
export function stratifiedDifference(strata: Iterable<StratumCounts>, level = 0.9): StratifiedDifference | null {
  let [top, weight, p, q, cases, otherCases] = [0, 0, 0, 0, 0, 0];
  for (const { hits: a, cases: n1, otherHits: b, otherCases: n0 } of strata) {
    if (n1 === 0 || n0 === 0) continue;
    const n = n1 + n0;
    top += (a * n0 - b * n1) / n;
    weight += (n1 * n0) / n;
    p += (n1 * n1 * b - n0 * n0 * a + (n1 * n0 * (n0 - n1)) / 2) / (n * n);
    q += (a * (n0 - b) + b * (n1 - a)) / (2 * n);
    cases += n1;
    otherCases += n0;
  }
  if (weight === 0) return null;
  const value = top / weight;
  const standardError = Math.sqrt(Math.max(0, value * p + q)) / weight;
  const reach = normalQuantile(0.5 + level / 2) * standardError;
  return { value, standardError, interval: { low: Math.max(-1, value - reach), high: Math.min(1, value + reach), level }, cases, otherCases };
}

/** Chance of an estimate at least this high were the truth `at`, by the normal curve; 0 or 1 where the estimate does not vary. */
export function chanceAbove(value: number, standardError: number, at: number): number {
  if (!(standardError > 0)) return value > at ? 0 : 1;
  return 1 - normalBelow((value - at) / standardError);
}
