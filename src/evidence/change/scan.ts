// Where a step would explain a series best: every place tried at once, with errors that lean on one another.
import { dot, inverseOf, rhoGrid, whitened, whitenerOf } from "#evidence/statistics/leaning.ts";

export interface ScanInput {
  /** Whole steps of the calendar, rising; gaps are months without a value. */
  readonly times: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  /** What stands beside the step: level, season, steps found before. */
  readonly columns: readonly Float64Array[];
  /** Places that may hold a step: of the first value that is at the new level. */
  readonly places: readonly number[];
}

export interface PlaceScanned {
  readonly place: number;
  /** Logarithm of the density of the data with a step here, up to a constant. */
  readonly weight: number;
}

/**
 * For each place: the step's coefficient beside the columns, leaning averaged over (see statistics/leaning.ts). With X whitened and s the whitened step,
 * d = s'Ms and e = s'My give SSE1 = SSE - e²/d, v = n - k - 1 degrees; running sums from the end make each place cost k² instead of n k².
 * The weight counts the step in spreads of the series (flat in step / spread, whatever the unit): J |X'X|^-½ d^-½ SSE1^-(n-k)/2 ((1 - rho²) v)^½.
 * Null where fewer than 3 degrees are left or the columns say the same thing.
 */
export function scanSteps({ times, values, columns, places }: ScanInput, grid: readonly number[] = rhoGrid): PlaceScanned[] | null {
  const [n, k] = [values.length, columns.length];
  const degrees = n - k - 1;
  if (degrees < 3) return null;
  const seen: number[][] = places.map(() => []);
  for (const rho of grid) {
    const whitener = whitenerOf(times, rho);
    const x = columns.map((column) => whitened(column, whitener));
    const y = whitened(values, whitener);
    const gram = new Float64Array(k * k);
    for (let a = 0; a < k; a++) for (let b = 0; b <= a; b++) gram[a * k + b] = gram[b * k + a] = dot(x[a]!, x[b]!);
    const solved = inverseOf(gram, k);
    if (solved === null) return null;
    const { inverse, logDeterminant } = solved;
    const moments = x.map((column) => dot(column, y));
    const times0 = (vector: ArrayLike<number>, a: number) => {
      let sum = 0;
      for (let b = 0; b < k; b++) sum += inverse[a * k + b]! * vector[b]!;
      return sum;
    };
    const beta = moments.map((_, a) => times0(moments, a));
    const squares = dot(y, y);
    const residual = Math.max(squares - beta.reduce((sum, own, a) => sum + own * moments[a]!, 0), squares * 1e-14, Number.MIN_VALUE);
    const { stepSquares, stepY, stepX } = sumsFromEnd(whitener, x, y);
    places.forEach((place, i) => {
      const begin = 1 / whitener.scale[place]!;
      const along = Float64Array.from({ length: k }, (_, a) => begin * x[a]![place]! + stepX[a]![place + 1]!);
      let d = begin * begin + stepSquares[place + 1]!;
      let e = begin * y[place]! + stepY[place + 1]!;
      for (let a = 0; a < k; a++) {
        d -= along[a]! * times0(along, a);
        e -= along[a]! * beta[a]!;
      }
      if (!(d > 1e-10)) return;
      const left = Math.max(residual - (e * e) / d, residual * 1e-12);
      const own = whitener.jacobian - 0.5 * logDeterminant - 0.5 * Math.log(d) - ((degrees + 1) / 2) * Math.log(left);
      seen[i]!.push(own + 0.5 * Math.log((1 - rho * rho) * degrees));
    });
  }
  return places.flatMap((place, i) => (seen[i]!.length === 0 ? [] : [{ place, weight: sumOfLogs(seen[i]!) }]));
}

/** log of the sum of exponentials, safe from overflow. */
export function sumOfLogs(logs: readonly number[]): number {
  const top = logs.reduce((most, one) => Math.max(most, one), -Infinity);
  return top + Math.log(logs.reduce((sum, one) => sum + Math.exp(one - top), 0));
}

/** Sums, from each place to the end, of the whitened step (1 - carry) / scale times itself, the values and the columns. */
function sumsFromEnd({ carry, scale }: ReturnType<typeof whitenerOf>, x: readonly Float64Array[], y: Float64Array) {
  const n = y.length;
  const stepSquares = new Float64Array(n + 1);
  const stepY = new Float64Array(n + 1);
  const stepX = x.map(() => new Float64Array(n + 1));
  for (let i = n - 1; i >= 0; i--) {
    const step = (1 - carry[i]!) / scale[i]!;
    stepSquares[i] = stepSquares[i + 1]! + step * step;
    stepY[i] = stepY[i + 1]! + step * y[i]!;
    for (let a = 0; a < x.length; a++) stepX[a]![i] = stepX[a]![i + 1]! + step * x[a]![i]!;
  }
  return { stepSquares, stepY, stepX };
}
