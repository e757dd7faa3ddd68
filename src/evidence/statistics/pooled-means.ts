// Many groups looked at together: what is found in a small one is drawn to the mean of all, as far as chance alone would scatter it.
import type { Interval } from "#facts/papers.ts";
import { normalQuantile } from "#evidence/statistics/distributions.ts";

export interface PooledMean {
  readonly value: number;
  readonly interval: Interval;
  readonly deviation: number;
  /** Share of the way to the mean: 0 stays as found, 1 is the mean. */
  readonly drawn: number;
}

/**
 * Morris's empirical Bayes for estimates with known variances: mean and spread between groups by iterated weighting, shrinkage
 * B = (k - 3)/(k - 1) · v / (v + spread²), variance v (1 - (k - 1)/k B) + 2/(k - 3) B² (value - mean)², which allows for the spread being itself
 * estimated. Edges: fewer than five groups stay as found; a variance of 0 stays as found. Source: Morris 1983, sections 1 and 5.
 */
export function pooledMeans(values: readonly number[], variances: readonly number[], level = 0.9): PooledMean[] {
  const k = values.length;
  const z = normalQuantile(0.5 + level / 2);
  const { mean, between } = spreadBetween(values, variances);
  return values.map((found, n) => {
    const own = variances[n]!;
    const drawn = k < 5 || own === 0 ? 0 : (((k - 3) / (k - 1)) * own) / (own + between);
    const value = found + drawn * (mean - found);
    const variance = drawn === 0 ? own : own * (1 - ((k - 1) / k) * drawn) + (2 / (k - 3)) * drawn ** 2 * (found - mean) ** 2;
    const deviation = Math.sqrt(variance);
    return { value, deviation, drawn, interval: { low: value - z * deviation, high: value + z * deviation, level } };
  });
}

/** Mean and variance between groups beyond chance (Morris's iteration: weights 1 / (v + between), between the weighted mean of k/(k-1) (y - mean)² - v). */
function spreadBetween(values: readonly number[], variances: readonly number[]): { mean: number; between: number } {
  const k = values.length;
  let [mean, between] = [0, 0];
  for (let round = 0; round < 200; round++) {
    const weights = variances.map((own) => 1 / Math.max(own + between, 1e-300));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    mean = weights.reduce((sum, weight, n) => sum + weight * values[n]!, 0) / total;
    const next = Math.max(0, weights.reduce((sum, weight, n) => sum + weight * ((k / (k - 1)) * (values[n]! - mean) ** 2 - variances[n]!), 0) / total);
    if (Math.abs(next - between) <= 1e-12 * (1 + between)) break;
    between = next;
  }
  return { mean, between };
}
