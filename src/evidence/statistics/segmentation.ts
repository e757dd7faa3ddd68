// A series cut where its level moves: exactly, for every number of cuts, with what each cut gains and how surely it is dated.
import { logNormalBelow } from "#evidence/statistics/distributions.ts";
import { quantileOn } from "#evidence/statistics/trend.ts";

/** Sums that give the residual sum of squares of any stretch around its own mean in one step. */
interface Sums {
  readonly sum: Float64Array;
  readonly squares: Float64Array;
}

export interface Segmentation {
  /** Places of the first value of each new segment, rising; none for one segment. */
  readonly breaks: readonly number[];
  /** Residual sum of squares around the segments' means. */
  readonly rss: number;
  /** n (log 2 pi + 1 + log(rss / n)) + 2 (breaks + 1) log n: one mean and one more for each break, its place and the spread. */
  readonly bic: number;
}

interface Limits {
  /** Fewest values of a segment. */
  readonly least: number;
  readonly most?: number;
}

/** Differences from the overall mean, so that large levels cost no digits. */
function sumsOf(values: ArrayLike<number>): Sums {
  const n = values.length;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += values[i]! / n;
  const [sum, squares] = [new Float64Array(n + 1), new Float64Array(n + 1)];
  for (let i = 0; i < n; i++) {
    const own = values[i]! - mean;
    sum[i + 1] = sum[i]! + own;
    squares[i + 1] = squares[i]! + own * own;
  }
  return { sum, squares };
}

/** Of the values from a place up to, not including, another. */
function rssOf({ sum, squares }: Sums, from: number, until: number): number {
  const total = sum[until]! - sum[from]!;
  return Math.max(0, squares[until]! - squares[from]! - (total * total) / (until - from));
}

/**
 * The best segmentation into 1, 2, .. segments of constant level, each of `least` values or more: dynamic programming over all of them
 * (Bai and Perron 2003), O(most x n²). Empty where the series is shorter than `least`. Exact ties go to the earlier break.
 */
export function bestSegmentations(values: ArrayLike<number>, { least, most = Math.ceil(values.length / least) - 2 }: Limits): Segmentation[] {
  const n = values.length;
  if (least < 1 || n < least) return [];
  const sums = sumsOf(values);
  const told = (breaks: readonly number[], rss: number): Segmentation => ({
    breaks,
    rss,
    bic: n * (Math.log((2 * Math.PI * rss) / n) + 1) + 2 * (breaks.length + 1) * Math.log(n),
  });
  const found = [told([], rssOf(sums, 0, n))];
  // best[until]: least squares of the values before `until` in so many segments; from[m][until]: where the last of them begins.
  let best = Float64Array.from({ length: n + 1 }, (_, until) => (until < least ? Infinity : rssOf(sums, 0, until)));
  const from: Int32Array[] = [];
  for (let m = 1; m <= Math.min(most, Math.floor(n / least) - 1); m++) {
    const next = new Float64Array(n + 1).fill(Infinity);
    const begins = new Int32Array(n + 1);
    for (let until = (m + 1) * least; until <= n; until++) {
      for (let at = m * least; at <= until - least; at++) {
        const rss = best[at]! + rssOf(sums, at, until);
        if (rss < next[until]!) [next[until], begins[until]] = [rss, at];
      }
    }
    from.push(begins);
    best = next;
    const breaks: number[] = [];
    for (let [k, until] = [m - 1, n]; k >= 0; k--) breaks.unshift((until = from[k]![until]!));
    found.push(told(breaks, best[n]!));
  }
  return found;
}

/** The segmentation with the lowest BIC; the one with fewer breaks where two are alike. */
export function segmentationByBic(values: ArrayLike<number>, limits: Limits): Segmentation | null {
  return bestSegmentations(values, limits).reduce<Segmentation | null>((best, one) => (best === null || one.bic < best.bic ? one : best), null);
}

/** Largest F statistic of one break against none over all places that leave `least` values on both sides: (RSS0 - RSS1) / (RSS1 / (n - 2)). */
export function supremumF(values: ArrayLike<number>, least: number): { readonly at: number; readonly value: number } | null {
  const n = values.length;
  if (n < 2 * least) return null;
  const sums = sumsOf(values);
  const whole = rssOf(sums, 0, n);
  let [at, rss] = [least, Infinity];
  for (let place = least; place <= n - least; place++) {
    const own = rssOf(sums, 0, place) + rssOf(sums, place, n);
    if (own < rss) [at, rss] = [place, own];
  }
  return { at, value: (whole - rss) / (rss / (n - 2)) };
}

/**
 * Penalised segmentation of a long series: least sum of segments' squares plus `penalty` for each break, exactly, in time that grows with n where breaks keep
 * coming (PELT; Killick, Fearnhead and Eckley 2012). A place that is
 * beaten by a later one is dropped `least` values after it was beaten: only from then on can a segment begin at the later one, so that pruning stays exact.
 */
export function peltBreaks(values: ArrayLike<number>, { penalty, least }: { penalty: number; least: number }): number[] {
  const n = values.length;
  if (n < 2 * least) return [];
  const sums = sumsOf(values);
  const cost = new Float64Array(n + 1).fill(Infinity);
  cost[0] = -penalty;
  const last = new Int32Array(n + 1);
  const beatenAt = new Int32Array(n + 1).fill(n + 1);
  let open: number[] = [0];
  for (let until = least; until <= n; until++) {
    const own = open.map((at) => cost[at]! + rssOf(sums, at, until));
    own.forEach((value, i) => {
      if (value + penalty < cost[until]!) [cost[until], last[until]] = [value + penalty, open[i]!];
    });
    open.forEach((at, i) => {
      if (own[i]! > cost[until]! && until < beatenAt[at]!) beatenAt[at] = until;
    });
    open = open.filter((at) => until + 1 < beatenAt[at]! + least);
    if (until + 1 - least >= least) open.push(until + 1 - least);
  }
  const breaks: number[] = [];
  for (let at = last[n]!; at > 0; at = last[at]!) breaks.unshift(at);
  return breaks;
}

/**
 * Interval for the place of one break of a segmentation, by the distribution of the estimated place (Bai 1997): two random walks with drift, one on each side,
 * each with the spread of its own segment. Answers the places of the last value before the break, counted from 1, as R's strucchange prints them.
 * Null where the two segments do not differ or one does not vary. Assumes independent errors.
 */
export function breakInterval(
  values: ArrayLike<number>,
  { breaks, which, level }: { breaks: readonly number[]; which: number; level: number },
): { readonly low: number; readonly at: number; readonly high: number } | null {
  const ends = [0, ...breaks, values.length];
  const sums = sumsOf(values);
  const side = (k: number) => {
    const count = ends[k + 1]! - ends[k]!;
    return { mean: (sums.sum[ends[k + 1]!]! - sums.sum[ends[k]!]!) / count, variance: rssOf(sums, ends[k]!, ends[k + 1]!) / count };
  };
  const [before, after] = [side(which), side(which + 1)];
  const shift = after.mean - before.mean;
  if (shift === 0 || !(before.variance > 0) || !(after.variance > 0)) return null;
  const ratio = after.variance / before.variance;
  const tail = (1 - level) / 2;
  const scale = before.variance / (shift * shift);
  const place = (p: number) => quantileOn((x) => placeBelow(x, ratio), p, { middle: 0, width: 1 });
  const [low, high] = [place(tail), place(1 - tail)];
  const at = breaks[which]!;
  return { low: at - Math.ceil(high * scale), at, high: at - Math.floor(low * scale) };
}

/**
 * Chance that the place at which a two-sided Brownian motion with drift is highest lies below x: spread 1 to the left, `ratio` (of variances) to the right,
 * drifts by the same shift. Source: Bai 1997, appendix B, with equal regressors on both sides.
 */
export function placeBelow(x: number, ratio: number): number {
  const s = Math.abs(x);
  if (x < 0) {
    const f = 1 / ratio;
    return (
      -Math.sqrt(s / (2 * Math.PI)) * Math.exp(-s / 8) -
      ((ratio * (ratio + 2)) / (ratio + 1)) * Math.exp((f * (1 + f) * s) / 2 + logNormalBelow(-(0.5 + f) * Math.sqrt(s))) +
      (s / 2 - 2 + (ratio + 2) ** 2 / (ratio + 1)) * Math.exp(logNormalBelow(-Math.sqrt(s) / 2))
    );
  }
  const f = s / ratio;
  return (
    1 +
    Math.sqrt(f / (2 * Math.PI)) * Math.exp(-f / 8) +
    ((2 * ratio + 1) / (ratio * (ratio + 1))) * Math.exp(((ratio + 1) * s) / 2 + logNormalBelow(-((ratio + 0.5) / Math.sqrt(ratio)) * Math.sqrt(s))) -
    ((2 * ratio + 1) ** 2 / (ratio * (ratio + 1)) - 2 + f / 2) * Math.exp(logNormalBelow(-Math.sqrt(f) / 2))
  );
}
