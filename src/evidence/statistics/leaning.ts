// A regression whose errors lean on the ones before: how strongly is not guessed but averaged over, weighted by how well each strength explains the data.
import { quantileOn, studentBelow } from "#evidence/statistics/trend.ts";

/** Strengths that are averaged over, in steps of a twentieth. */
export const rhoGrid: readonly number[] = Array.from({ length: 38 }, (_, step) => (step - 18) / 20);

/** Rows in time order: `times` whole steps, rising, gaps allowed; one column for each coefficient. */
export interface Regression {
  readonly times: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  readonly columns: readonly ArrayLike<number>[];
}

/** The regression at one strength, on whitened rows. */
interface FitAt {
  readonly rho: number;
  /** Logarithm of p(data | rho) up to a constant that is the same for equal columns. */
  readonly weight: number;
  readonly coefficients: readonly number[];
  /** Inverse of X'X, row by row. */
  readonly inverse: Float64Array;
  readonly variance: number;
}

export interface Leaning {
  readonly fits: readonly FitAt[];
  /** Posterior chance of each strength; they sum to 1. */
  readonly chances: readonly number[];
  /** Degrees of freedom of each Student curve in the mixture. */
  readonly degrees: number;
  /** Posterior mean of the strength. */
  readonly rho: number;
}

/** Rows whitened for a strength: r(t) = (x(t) - rho^g x(t-g)) / scale, g the gap to the row before; the first row keeps the spread of a stationary series. */
export interface Whitener {
  readonly carry: Float64Array;
  readonly scale: Float64Array;
  /** Half the logarithm of what whitening does to the density. */
  readonly jacobian: number;
}

export function whitenerOf(times: ArrayLike<number>, rho: number): Whitener {
  const n = times.length;
  const [carry, scale] = [new Float64Array(n), new Float64Array(n)];
  const stationary = 1 / Math.sqrt(1 - rho * rho);
  let jacobian = 0;
  for (let i = 0; i < n; i++) {
    const gap = i === 0 ? 0 : times[i]! - times[i - 1]!;
    const kept = i === 0 ? 0 : rho ** gap;
    carry[i] = kept;
    scale[i] = i === 0 ? stationary : stationary * Math.sqrt(1 - kept * kept);
    jacobian -= Math.log(scale[i]!);
  }
  return { carry, scale, jacobian };
}

export function whitened(column: ArrayLike<number>, { carry, scale }: Whitener): Float64Array {
  return Float64Array.from({ length: column.length }, (_, i) => (column[i]! - (i === 0 ? 0 : carry[i]! * column[i - 1]!)) / scale[i]!);
}

/**
 * y = X b + u, u(t) = rho u(t-1) + noise. For each rho of a grid the rows are whitened (Prais and Winsten 1954; gaps carry rho to the power of their length) and
 * p(y | rho) ~ J |X'X|^-½ SSE^-(n-k)/2 with flat coefficients and log spread (Zellner and Tiao 1964), J = (1 - rho²)^½ for a series without gaps;
 * the posterior of a coefficient is the mixture of Student curves with n - k degrees of freedom.
 * Null where fewer than 3 degrees are left, a value is not finite, or the columns say the same thing.
 */
export function fitLeaning({ times, values, columns }: Regression, grid: readonly number[] = rhoGrid): Leaning | null {
  const degrees = values.length - columns.length;
  if (degrees < 3 || Array.from(values).some((value) => !Number.isFinite(value))) return null;
  const fits: FitAt[] = [];
  for (const rho of grid) {
    const whitener = whitenerOf(times, rho);
    const fit = fitAt(
      rho,
      columns.map((column) => whitened(column, whitener)),
      whitened(values, whitener),
    );
    if (fit === null) return null;
    fits.push({ ...fit, weight: fit.weight + whitener.jacobian });
  }
  const chances = chancesOf(fits.map((fit) => fit.weight));
  return { fits, chances, degrees, rho: fits.reduce((sum, fit, i) => sum + chances[i]! * fit.rho, 0) };
}

/** Chances from logarithms of weights. */
export function chancesOf(weights: readonly number[]): number[] {
  const top = weights.reduce((most, weight) => Math.max(most, weight), -Infinity);
  const raw = weights.map((weight) => Math.exp(weight - top));
  const all = raw.reduce((sum, weight) => sum + weight, 0);
  return raw.map((weight) => weight / all);
}

/** What is known of a number after looking: its curve of chance. */
export interface Posterior {
  readonly value: number;
  readonly below: (x: number) => number;
  readonly quantile: (p: number) => number;
  /** Chance that it is above zero. */
  readonly chanceOfRise: number;
}

/** The posterior of a weighted sum of coefficients: one of them, or a step plus so many steps of a slope. */
export function contrastOf({ fits, chances, degrees }: Leaning, weights: readonly number[]): Posterior {
  const parts = fits.map(({ coefficients, inverse, variance }) => {
    const k = coefficients.length;
    let [mean, spread] = [0, 0];
    for (let a = 0; a < k; a++) {
      mean += weights[a]! * coefficients[a]!;
      for (let b = 0; b < k; b++) spread += weights[a]! * weights[b]! * inverse[a * k + b]!;
    }
    return { mean, error: Math.sqrt(Math.max(spread, 0) * variance) };
  });
  return mixtureOf(parts, { chances, degrees });
}

/** The curve of chance of a number that is Student's with one mean and error or another. */
export function mixtureOf(
  parts: readonly { readonly mean: number; readonly error: number }[],
  { chances, degrees }: { readonly chances: readonly number[]; readonly degrees: number },
): Posterior {
  const below = (x: number) => {
    let sum = 0;
    parts.forEach(({ mean, error }, i) => {
      // Strengths of no weight cost no curve.
      if (chances[i]! > 1e-7) sum += chances[i]! * (error > 0 ? studentBelow((x - mean) / error, degrees) : x > mean ? 1 : x < mean ? 0 : 0.5);
    });
    return sum;
  };
  const middle = parts.reduce((sum, { mean }, i) => sum + chances[i]! * mean, 0);
  const width = Math.max(...parts.map(({ mean, error }) => Math.abs(mean - middle) + error), Number.MIN_VALUE);
  return { value: middle, below, quantile: (p) => quantileOn(below, p, { middle, width }), chanceOfRise: 1 - below(0) };
}

/** Least squares on whitened rows by Cholesky's way. */
function fitAt(rho: number, columns: readonly Float64Array[], values: Float64Array): FitAt | null {
  const k = columns.length;
  const gram = new Float64Array(k * k);
  const moments = new Float64Array(k);
  let squares = 0;
  for (let a = 0; a < k; a++) {
    for (let b = 0; b <= a; b++) gram[a * k + b] = gram[b * k + a] = dot(columns[a]!, columns[b]!);
    moments[a] = dot(columns[a]!, values);
  }
  squares = dot(values, values);
  const solved = inverseOf(gram, k);
  if (solved === null) return null;
  const coefficients = Array.from({ length: k }, (_, a) => {
    let sum = 0;
    for (let b = 0; b < k; b++) sum += solved.inverse[a * k + b]! * moments[b]!;
    return sum;
  });
  const explained = coefficients.reduce((sum, own, a) => sum + own * moments[a]!, 0);
  const residual = Math.max(squares - explained, squares * 1e-14, Number.MIN_VALUE);
  const degrees = values.length - k;
  return {
    rho,
    weight: -0.5 * solved.logDeterminant - (degrees / 2) * Math.log(residual),
    coefficients,
    inverse: solved.inverse,
    variance: residual / degrees,
  };
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Inverse and log determinant of a symmetric positive matrix; null where it has none to ten digits. */
export function inverseOf(matrix: Float64Array, k: number): { readonly inverse: Float64Array; readonly logDeterminant: number } | null {
  const lower = new Float64Array(k * k);
  let logDeterminant = 0;
  for (let a = 0; a < k; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = matrix[a * k + b]!;
      for (let c = 0; c < b; c++) sum -= lower[a * k + c]! * lower[b * k + c]!;
      if (a === b) {
        if (!(sum > 1e-10 * matrix[a * k + a]!)) return null;
        lower[a * k + a] = Math.sqrt(sum);
        logDeterminant += Math.log(sum);
      } else lower[a * k + b] = sum / lower[b * k + b]!;
    }
  }
  const inverse = new Float64Array(k * k);
  for (let column = 0; column < k; column++) {
    const x = new Float64Array(k);
    for (let a = 0; a < k; a++) {
      let sum = a === column ? 1 : 0;
      for (let c = 0; c < a; c++) sum -= lower[a * k + c]! * x[c]!;
      x[a] = sum / lower[a * k + a]!;
    }
    for (let a = k - 1; a >= 0; a--) {
      let sum = x[a]!;
      for (let c = a + 1; c < k; c++) sum -= lower[c * k + a]! * x[c]!;
      x[a] = sum / lower[a * k + a]!;
      inverse[a * k + column] = x[a]!;
    }
  }
  return { inverse, logDeterminant };
}
