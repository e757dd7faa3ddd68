// A straight line through months that lean on one another, and what it says of a month to come.
import { betaBelow } from "#evidence/statistics/distributions.ts";

export interface Forecast {
  readonly value: number;
  /** Chance that the value at that time lies below x. */
  readonly below: (x: number) => number;
  readonly quantile: (p: number) => number;
  /** The slope a step, and the chance that it is above zero. */
  readonly slope: number;
  readonly chanceOfRise: number;
}

interface Fit {
  readonly weight: number;
  readonly intercept: number;
  readonly slope: number;
  readonly slopeError: number;
  readonly mean: number;
  readonly error: number;
}

/**
 * Values at equal steps 0, 1, .. n - 1, forecast `ahead` steps after the last: y = a + b t + u, u leaning on the month before by rho.
 * rho is not guessed but averaged over a grid, each value weighted by how well it explains the data:
 * p(y | rho) ~ (1 - rho²)^½ |X'X|^-½ SSE^-(n-2)/2 on transformed data (Prais and Winsten 1954; Zellner and Tiao 1964); the forecast is the mixture of Student curves
 * with n - 2 degrees of freedom. It holds the line, what is left of the last deviation, and new noise. Null for fewer than 6 values: a line through fewer says nothing.
 */
export function trendForecast(values: readonly number[], ahead: number): Forecast | null {
  const n = values.length;
  if (n < 6 || values.some((value) => !Number.isFinite(value))) return null;
  const fits: Fit[] = [];
  for (let step = -18; step <= 19; step++) fits.push(fitAt(values, step / 20, ahead));
  const best = Math.max(...fits.map((fit) => fit.weight));
  const weights = fits.map((fit) => Math.exp(fit.weight - best));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const mix = (of: (fit: Fit) => number) => fits.reduce((sum, fit, i) => sum + (weights[i]! / all) * of(fit), 0);
  const below = (x: number) => mix((fit) => studentBelow((x - fit.mean) / fit.error, n - 2));
  const value = mix((fit) => fit.mean);
  const slope = mix((fit) => fit.slope);
  const widest = Math.max(...fits.map((fit) => Math.abs(fit.mean - value) + fit.error), Number.MIN_VALUE);
  return {
    value,
    below,
    quantile: (p) => quantileOn(below, p, { middle: value, width: widest }),
    slope,
    chanceOfRise: mix((fit) => studentBelow(fit.slope / fit.slopeError, n - 2)),
  };
}

/** Chance that Student's t with `degrees` lies below x. */
export function studentBelow(x: number, degrees: number): number {
  if (Number.isNaN(x)) return 0.5;
  const tail = 0.5 * betaBelow(degrees / 2, 0.5, degrees / (degrees + x * x));
  return x > 0 ? 1 - tail : tail;
}

function fitAt(values: readonly number[], rho: number, ahead: number): Fit {
  const n = values.length;
  const first = Math.sqrt(1 - rho * rho);
  let [s00, s01, s11, t0, t1, yy] = [0, 0, 0, 0, 0, 0];
  for (let t = 0; t < n; t++) {
    const one = t === 0 ? first : 1 - rho;
    const time = t === 0 ? 0 : t - rho * (t - 1);
    const y = t === 0 ? first * values[0]! : values[t]! - rho * values[t - 1]!;
    [s00, s01, s11, t0, t1, yy] = [s00 + one * one, s01 + one * time, s11 + time * time, t0 + one * y, t1 + time * y, yy + y * y];
  }
  const determinant = s00 * s11 - s01 * s01;
  const intercept = (s11 * t0 - s01 * t1) / determinant;
  const slope = (s00 * t1 - s01 * t0) / determinant;
  const residual = Math.max(yy - intercept * t0 - slope * t1, yy * 1e-14, Number.MIN_VALUE);
  const variance = residual / (n - 2);
  const left = values[n - 1]! - (intercept + slope * (n - 1));
  const fading = rho ** ahead;
  // Ends of the prediction: x'(X'X)⁻¹x with x the line's part not already known from the last value, plus the new noise of the steps ahead.
  const x0 = 1 - fading;
  const x1 = n - 1 + ahead - fading * (n - 1);
  const line = (s11 * x0 * x0 - 2 * s01 * x0 * x1 + s00 * x1 * x1) / determinant;
  const noise = (1 - rho ** (2 * ahead)) / (1 - rho * rho);
  return {
    weight: 0.5 * Math.log(1 - rho * rho) - 0.5 * Math.log(determinant) - ((n - 2) / 2) * Math.log(residual),
    intercept,
    slope,
    slopeError: Math.sqrt((variance * s00) / determinant),
    mean: intercept + slope * (n - 1 + ahead) + fading * left,
    error: Math.sqrt(variance * (line + noise)),
  };
}

/** Where a curve of chance reaches p, sought around a middle in widths. */
export function quantileOn(below: (x: number) => number, p: number, { middle, width }: { middle: number; width: number }): number {
  let reach = width;
  while (below(middle - reach) > p || below(middle + reach) < p) reach *= 2;
  let [low, high] = [middle - reach, middle + reach];
  for (let step = 0; step < 60 && high - low > 1e-9 * width; step++) {
    const at = (low + high) / 2;
    if (below(at) < p) low = at;
    else high = at;
  }
  return (low + high) / 2;
}

/**
 * Standard error of the mean of values in time order, widened for their leaning on one another: s/√n x √((1 + r)/(1 - r)), r the first autocorrelation, corrected
 * for its downward bias by +(1 + 4r)/n (Kendall 1954), kept within 0 to .9. Null for fewer than 4 values.
 */
export function meanError(values: readonly number[]): number | null {
  const n = values.length;
  if (n < 4) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  if (squares === 0) return 0;
  let product = 0;
  for (let t = 1; t < n; t++) product += (values[t]! - mean) * (values[t - 1]! - mean);
  const raw = product / squares;
  const r = Math.min(0.9, Math.max(0, raw + (1 + 4 * raw) / n));
  return Math.sqrt((squares / (n - 1) / n) * ((1 + r) / (1 - r)));
}
