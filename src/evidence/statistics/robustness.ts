// How strong something unseen would have to be to overturn a comparison: the yardstick for "but perhaps it was something else".
import { studentQuantile } from "#evidence/statistics/student.ts";

/** Share of what is left of the outcome that the compared trait explains, from its t value. */
export function partialShare(t: number, degrees: number): number {
  return (t * t) / (t * t + degrees);
}

/**
 * The robustness value: a trait that is not on record would have to explain at least this share of what is left of both the compared trait and the
 * outcome to bring the estimate to zero; with `alpha`, to bring the two-sided interval of level 1 - alpha to zero.
 * Formula: f = |t| / √df; with alpha, less |t* of alpha, df - 1| / √(df - 1); rv = (√(f⁴ + 4 f²) - f²) / 2, and 0 where f is not above 0.
 * Where f is above 1 / (the margin) a trait that explains all of the compared one is the weaker demand: (f² - margin²) / (1 + f²).
 * Source: Cinelli and Hazlett 2020, eq. 18 and 19, which is exact for a linear regression; for a yes or no it is taken on the linear scale.
 */
export function robustnessValue(t: number, degrees: number, alpha: number | null = null): number {
  if (!(degrees > 1)) return 0;
  const own = Math.abs(t) / Math.sqrt(degrees);
  const margin = alpha === null ? 0 : Math.abs(studentQuantile(alpha / 2, degrees - 1)) / Math.sqrt(degrees - 1);
  const f = own - margin;
  if (!(f > 0)) return 0;
  if (margin > 0 && own > 1 / margin) return (own * own - margin * margin) / (1 + own * own);
  return (Math.sqrt(f ** 4 + 4 * f * f) - f * f) / 2;
}
