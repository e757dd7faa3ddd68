// How sure a share is: a share of few cases is wide, a share of many is narrow.
import type { Interval } from "#facts/papers.ts";

import { betaQuantile, normalBelow, normalQuantile } from "#evidence/statistics/distributions.ts";

/**
 * Wilson's interval for a share of `hits` in `cases`.
 * Formula: (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n). Edge: no cases gives null. Source: Wilson 1927; Brown, Cai, DasGupta 2001.
 */
export function wilsonInterval(hits: number, cases: number, level = 0.9): Interval | null {
  if (!(cases > 0)) return null;
  const z = normalQuantile(0.5 + level / 2);
  const share = hits / cases;
  const spread = z * Math.sqrt((share * (1 - share)) / cases + (z * z) / (4 * cases * cases));
  const middle = share + (z * z) / (2 * cases);
  const scale = 1 + (z * z) / cases;
  return { low: hits === 0 ? 0 : (middle - spread) / scale, high: hits === cases ? 1 : (middle + spread) / scale, level };
}

/**
 * Jeffreys' interval: the middle `level` of beta(hits + 1/2, cases - hits + 1/2).
 * Edge: its lower end is 0 where nothing hit, its upper end 1 where all did. Source: Brown, Cai, DasGupta 2001.
 */
export function jeffreysInterval(hits: number, cases: number, level = 0.9): Interval | null {
  if (!(cases > 0)) return null;
  const tail = (1 - level) / 2;
  const [a, b] = [hits + 0.5, cases - hits + 0.5];
  return { low: hits === 0 ? 0 : betaQuantile(a, b, tail), high: hits === cases ? 1 : betaQuantile(a, b, 1 - tail), level };
}

export interface Counted {
  readonly hits: number;
  readonly cases: number;
}

/**
 * Difference `later - earlier` of two shares with Newcombe's hybrid interval (1998, method 10): built from both Wilson intervals,
 * good for small counts. Null where either side has no cases.
 */
export function shareDifference(earlier: Counted, later: Counted, level = 0.9): { value: number; interval: Interval } | null {
  const [first, second] = [wilsonInterval(earlier.hits, earlier.cases, level), wilsonInterval(later.hits, later.cases, level)];
  if (!first || !second) return null;
  const [p1, p2] = [earlier.hits / earlier.cases, later.hits / later.cases];
  const value = p2 - p1;
  const low = value - Math.hypot(p2 - second.low!, first.high! - p1);
  const high = value + Math.hypot(second.high! - p2, p1 - first.low!);
  return { value, interval: { low, high, level } };
}

/** Chance that the later share is truly higher, under Jeffreys' priors, by the normal approximation of the two beta curves' difference. */
export function chanceOfRise(earlier: Counted, later: Counted): number {
  const moments = ({ hits, cases }: Counted) => {
    const [a, b] = [hits + 0.5, cases - hits + 0.5];
    return { mean: a / (a + b), variance: (a * b) / ((a + b) ** 2 * (a + b + 1)) };
  };
  const [first, second] = [moments(earlier), moments(later)];
  return normalBelow((second.mean - first.mean) / Math.sqrt(first.variance + second.variance));
}
