// Whether the share falls from band to band among equals: one test over all strata, so that many small comparisons are not searched for the best.
import { normalBelow, normalQuantile } from "#evidence/statistics/distributions.ts";
import type { Interval } from "#facts/papers.ts";

export interface TrendTest {
  /** Change of the share from one band to the next, weighed over the strata. */
  readonly slope: number;
  readonly interval: Interval;
  readonly z: number;
  /** Chance of so steep a slope either way, were there none. */
  readonly pValue: number;
  readonly cases: number;
  readonly strata: number;
}

/**
 * Mantel's extension test: within each stratum the sum of scores of those who hit, against what it would be were hits dealt by chance (hypergeometric mean and
 * variance), summed over the strata. Slope: sum of (O - E) over the sum of the scores' squares, a weighed least-squares slope; its range
 * stands on the variance of the test, which is that of no slope: near none it is right, far from none a little wide. Strata in which all have one score or one outcome say nothing.
 * Null where no stratum says anything. Source: Mantel 1963.
 */
export function trendTest({ score, hit, stratum }: { score: ArrayLike<number>; hit: Uint8Array; stratum: Int32Array }, level = 0.9): TrendTest | null {
  const sums = new Map<number, { n: number; hits: number; x: number; xx: number; xh: number }>();
  for (let i = 0; i < hit.length; i++) {
    const x = score[i]!;
    if (Number.isNaN(x)) continue;
    let own = sums.get(stratum[i]!);
    if (!own) sums.set(stratum[i]!, (own = { n: 0, hits: 0, x: 0, xx: 0, xh: 0 }));
    own.n++;
    own.hits += hit[i]!;
    own.x += x;
    own.xx += x * x;
    own.xh += x * hit[i]!;
  }
  let [top, variance, squares, cases, strata] = [0, 0, 0, 0, 0];
  for (const { n, hits, x, xx, xh } of sums.values()) {
    const own = xx - (x * x) / n;
    if (n < 2 || own < 1e-9) continue;
    top += xh - (hits * x) / n;
    squares += own;
    cases += n;
    strata++;
    if (hits === 0 || hits === n) continue;
    variance += ((hits * (n - hits)) / (n * (n - 1))) * own;
  }
  if (squares === 0 || variance === 0) return null;
  const z = top / Math.sqrt(variance);
  const slope = top / squares;
  const reach = (normalQuantile(0.5 + level / 2) * Math.sqrt(variance)) / squares;
  return { slope, interval: { low: slope - reach, high: slope + reach, level }, z, pValue: 2 * normalBelow(-Math.abs(z)), cases, strata };
}
