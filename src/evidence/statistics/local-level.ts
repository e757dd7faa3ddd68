// A regression whose level may wander: what a series would do next, from its own past and from comparison series, and how sure that is.
import { type Posterior, type Regression, chancesOf, dot, inverseOf, mixtureOf } from "#evidence/statistics/leaning.ts";

/** The regression at one strength of wandering. */
interface FitAt {
  /** Variance of a step of the level over that of a value around it. */
  readonly ratio: number;
  /** Logarithm of p(data | ratio) up to a constant. */
  readonly weight: number;
  readonly coefficients: readonly number[];
  readonly inverse: Float64Array;
  readonly variance: number;
  /** Where the level stands after the last row, beyond what the columns say: of the values, and of each column; its variance in units of `variance`. */
  readonly valueLevel: number;
  readonly columnLevels: readonly number[];
  readonly levelVariance: number;
}

export interface Wandering {
  readonly fits: readonly FitAt[];
  readonly chances: readonly number[];
  readonly degrees: number;
  readonly lastTime: number;
  /** Posterior mean of the share of a step's variance in that of a step and a value: 0 holds still, 1 wanders only. */
  readonly wandering: number;
}

/** Ratios at equal steps of sd(step) / (sd(step) + sd(value)), from 0 to .9. */
export const wanderGrid: readonly number[] = Array.from({ length: 19 }, (_, step) => (step / 20 / (1 - step / 20)) ** 2);

interface Filtered {
  readonly rows: Float64Array;
  readonly level: number;
}

/**
 * y(t) = level(t) + X(t) b + e(t), level(t) = level(t-1) + w(t), var w = ratio var e. For each ratio of a grid the rows are whitened by Kalman's filter (a level that
 * starts at nothing; the column of ones is where it starts, flat) and p(y | ratio) ~ prod F^-½ |X'X|^-½ SSE^-(n-k)/2 with flat coefficients and log spread: for
 * the level alone that is the diffuse likelihood of the local level model (Durbin and Koopman 2012, ch. 2). The grid is flat in sd(step) / (sd(step) + sd(value)).
 * The first column is the level, all ones. Null where fewer than 3 degrees are left, a value is not finite, or the columns say the same thing.
 */
export function fitWandering(input: Regression, grid: readonly number[] = wanderGrid): Wandering | null {
  const { times, values, columns } = input;
  const degrees = values.length - columns.length;
  if (degrees < 3 || Array.from(values).some((value) => !Number.isFinite(value))) return null;
  const fits: FitAt[] = [];
  for (const ratio of grid) {
    const fit = fitAt(input, ratio);
    if (fit === null) return null;
    fits.push(fit);
  }
  const chances = chancesOf(fits.map((fit) => fit.weight));
  const wandering = fits.reduce((sum, { ratio }, i) => sum + (chances[i]! * ratio) / (1 + ratio), 0);
  return { fits, chances, degrees, lastTime: times[times.length - 1]!, wandering };
}

/** What one row, or the mean of several, would be after the last one fitted: `times` later than it, and the columns' values there. */
export interface Ahead {
  readonly times: readonly number[];
  /** Of each column, its mean over those rows. */
  readonly columns: readonly number[];
}

/**
 * The curve of chance of that mean: the level as it stood last plus the columns, its own uncertainty, the steps that the level takes meanwhile (the mean over all
 * pairs of rows of the earlier one's distance), and the values' spread over so many rows. A mixture of Student curves.
 */
export function expectedAhead({ fits, chances, degrees, lastTime }: Wandering, { times, columns }: Ahead): Posterior {
  const m = times.length;
  let shared = 0;
  for (const a of times) for (const b of times) shared += Math.min(a, b) - lastTime;
  const parts = fits.map(({ ratio, coefficients, inverse, variance, valueLevel, columnLevels, levelVariance }) => {
    const k = coefficients.length;
    const rest = columns.map((column, at) => column - columnLevels[at]!);
    let [mean, spread] = [valueLevel, levelVariance + (ratio * shared) / (m * m) + 1 / m];
    for (let a = 0; a < k; a++) {
      mean += coefficients[a]! * rest[a]!;
      for (let b = 0; b < k; b++) spread += rest[a]! * rest[b]! * inverse[a * k + b]!;
    }
    return { mean, error: Math.sqrt(Math.max(0, spread) * variance) };
  });
  return mixtureOf(parts, { chances, degrees });
}

function fitAt({ times, values, columns }: Regression, ratio: number): FitAt | null {
  const filter = filterOf(times, ratio);
  const x = columns.map((column) => filtered(column, filter));
  const y = filtered(values, filter);
  const k = columns.length;
  const gram = new Float64Array(k * k);
  for (let a = 0; a < k; a++) for (let b = 0; b <= a; b++) gram[a * k + b] = gram[b * k + a] = dot(x[a]!.rows, x[b]!.rows);
  const solved = inverseOf(gram, k);
  if (solved === null) return null;
  const moments = x.map((column) => dot(column.rows, y.rows));
  const coefficients = moments.map((_, a) => moments.reduce((sum, own, b) => sum + solved.inverse[a * k + b]! * own, 0));
  const squares = dot(y.rows, y.rows);
  const residual = Math.max(squares - coefficients.reduce((sum, own, a) => sum + own * moments[a]!, 0), squares * 1e-14, Number.MIN_VALUE);
  const degrees = values.length - k;
  return {
    ratio,
    weight: filter.jacobian - 0.5 * solved.logDeterminant - (degrees / 2) * Math.log(residual),
    coefficients,
    inverse: solved.inverse,
    variance: residual / degrees,
    valueLevel: y.level,
    columnLevels: x.map((column) => column.level),
    levelVariance: filter.levelVariance,
  };
}

interface Filter {
  /** How far the level follows each row, and the spread of each row around what was foretold. */
  readonly gain: Float64Array;
  readonly spread: Float64Array;
  readonly jacobian: number;
  readonly levelVariance: number;
}

/** Gains depend on times and ratio alone; every column is filtered with the same ones. */
function filterOf(times: ArrayLike<number>, ratio: number): Filter {
  const n = times.length;
  const [gain, spread] = [new Float64Array(n), new Float64Array(n)];
  let [variance, jacobian] = [0, 0];
  for (let i = 0; i < n; i++) {
    if (i > 0) variance += ratio * (times[i]! - times[i - 1]!);
    const around = variance + 1;
    gain[i] = variance / around;
    spread[i] = Math.sqrt(around);
    jacobian -= 0.5 * Math.log(around);
    variance *= 1 - gain[i]!;
  }
  return { gain, spread, jacobian, levelVariance: variance };
}

function filtered(column: ArrayLike<number>, { gain, spread }: Filter): Filtered {
  const rows = new Float64Array(column.length);
  let level = 0;
  for (let i = 0; i < column.length; i++) {
    const news = column[i]! - level;
    rows[i] = news / spread[i]!;
    level += gain[i]! * news;
  }
  return { rows, level };
}
