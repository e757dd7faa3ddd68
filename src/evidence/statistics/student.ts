// Student's and Fisher's curves: intervals from few, where the spread itself is only known from the same few.
import { betaBelow, betaQuantile } from "#evidence/statistics/distributions.ts";

/** Chance that Student's t with these degrees of freedom lies below x. */
export function studentBelow(x: number, degrees: number): number {
  const tail = betaBelow(degrees / 2, 0.5, degrees / (degrees + x * x)) / 2;
  return x > 0 ? 1 - tail : tail;
}

/** The x below which it lies with chance p. By the beta curve, exact to about 1e-12. */
export function studentQuantile(p: number, degrees: number): number {
  if (p > 0.5) return -studentQuantile(1 - p, degrees);
  if (p === 0.5) return 0;
  const share = betaQuantile(degrees / 2, 0.5, 2 * p);
  return -Math.sqrt((degrees * (1 - share)) / share);
}

/** The x below which Fisher's F with `above` and `below` degrees of freedom lies with chance p. */
export function fisherQuantile(p: number, above: number, below: number): number {
  const share = betaQuantile(above / 2, below / 2, p);
  return (below * share) / (above * (1 - share));
}
