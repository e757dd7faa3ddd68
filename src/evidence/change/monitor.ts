// Watching a figure while it comes in: a bet against "nothing has changed" that may be looked at after every step, however often, at a stated risk of false alarm.
import { sumOfLogs } from "#evidence/change/scan.ts";
import { chancesOf, whitenerOf } from "#evidence/statistics/leaning.ts";
import { type Course, leastOf } from "#evidence/change/breaks.ts";

export interface Watched {
  /** Wealth of the bet after each value, from 1; before there are enough values it stays 1. */
  readonly wealth: readonly number[];
  /** Place of the value with which the wealth first reached `alarmAt`; null where it never did. */
  readonly alarm: number | null;
  /** 1 / largest wealth so far, at most 1: valid whenever one looks. */
  readonly p: number;
  /** Where a change is most likely to have begun, seen from the last value. */
  readonly since: number;
}

/** Wealth that is an alarm: one series in twenty ever reaches it without a change. */
export const alarmAt = 20;
/** The guarantee holds for leaning from 0 to .6; what leans more than that wanders anyhow, and no step can be told from its wandering in time. */
export const watchGrid: readonly number[] = Array.from({ length: 7 }, (_, step) => step / 10);
/** A change is expected once in two years, of about twice the spread. */
const yearsToChange = 2;
const spreadsOfShift = 2;

/**
 * Under "no change" the values are a level plus Gaussian errors with spread s that lean by rho; level and s are unknown and integrated out by their Haar measure
 * (what is left is the invariant that both models share). The bet spreads over all times of a change (chance h a step, not known to come) and over
 * shifts N(0, (2 s)²): wealth(t) = min over rho of p(1..t | change) / p(1..t | none, rho), the leaning of the numerator averaged over the same grid.
 * For each rho of the grid the ratio is a martingale that begins at 1, so by Ville's inequality P(wealth ever reaches 1/a) <= a (Howard, Ramdas, McAuliffe and
 * Sekhon 2021; the least over a composite null as in Ramdas, Ruf, Larsson and Koolen 2022). Edges: fewer values than a stretch and three more: wealth 1.
 * The season must have been taken out with what was known before; values that are restated later are not covered.
 */
export function watch(course: Course): Watched {
  const { times, values } = course;
  const n = values.length;
  const { stretch } = leastOf[course.perYear];
  const begin = stretch + 3;
  const hazard = 1 / (yearsToChange * course.perYear);
  const logs = Array.from({ length: n }, () => 0);
  let since = Math.max(0, n - 1);
  const paths = watchGrid.map((rho) => pathAt({ times, values, rho, stretch, hazard }));
  for (let t = begin; t <= n; t++) {
    const changed = meanLog(paths.map((path) => path.changed[t]!));
    logs[t - 1] = changed - Math.max(...paths.map((path) => path.none[t]!));
    if (t === n) {
      const places = paths[0]!.last.map((_, i) => meanLog(paths.map((path) => path.last[i]!)));
      const chances = chancesOf(places);
      since = chances.length === 0 ? since : stretch + chances.indexOf(Math.max(...chances));
    }
  }
  const wealth = logs.map(Math.exp);
  const alarm = wealth.findIndex((own) => own >= alarmAt);
  return { wealth, alarm: alarm === -1 ? null : alarm, p: Math.min(1, 1 / Math.max(1, ...wealth)), since };
}

interface Path {
  /** log p(1..t | no change, rho) and log p(1..t | a change somewhere or still to come, rho), without what they share. */
  readonly none: Float64Array;
  readonly changed: Float64Array;
  /** For all values: log p of each place of the change from the first possible one on, its chance counted. */
  readonly last: readonly number[];
}

/** One leaning: running sums of whitened rows for every place of the change, so that all times together cost n². */
function pathAt({
  times,
  values,
  rho,
  stretch,
  hazard,
}: {
  times: ArrayLike<number>;
  values: ArrayLike<number>;
  rho: number;
  stretch: number;
  hazard: number;
}): Path {
  const n = values.length;
  const { carry, scale } = whitenerOf(times, rho);
  const [none, changed] = [new Float64Array(n + 1), new Float64Array(n + 1)];
  // Sums over the rows up to t: of the level's column with itself, with the values; for each place, of the step with itself, the level and the values.
  let [aa, ay, yy, jacobian] = [0, 0, 0, 0];
  const [ss, sa, sy] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  let last: number[] = [];
  for (let t = 1; t <= n; t++) {
    const i = t - 1;
    const a = (i === 0 ? 1 : 1 - carry[i]!) / scale[i]!;
    const y = (values[i]! - (i === 0 ? 0 : carry[i]! * values[i - 1]!)) / scale[i]!;
    [aa, ay, yy, jacobian] = [aa + a * a, ay + a * y, yy + y * y, jacobian - Math.log(scale[i]!)];
    for (let place = stretch; place <= i; place++) {
      const s = place === i ? 1 / scale[i]! : a;
      ss[place]! += s * s;
      sa[place]! += s * a;
      sy[place]! += s * y;
    }
    if (t < 3) continue;
    const residual = Math.max(yy - (ay * ay) / aa, yy * 1e-14, Number.MIN_VALUE);
    none[t] = jacobian - 0.5 * Math.log(aa) - ((t - 1) / 2) * Math.log(residual);
    const precision = 1 / (spreadsOfShift * spreadsOfShift);
    const weights: number[] = [];
    for (let place = stretch; place <= i; place++) {
      const d = ss[place]! - (sa[place]! * sa[place]!) / aa;
      const e = sy[place]! - (sa[place]! * ay) / aa;
      const left = Math.max(residual - (e * e) / (d + precision), residual * 1e-12);
      const shrunk = -0.5 * Math.log(1 + d / precision);
      weights.push(logHazard(hazard, place - stretch) + jacobian - 0.5 * Math.log(aa) + shrunk - ((t - 1) / 2) * Math.log(left));
    }
    if (t === n) last = weights;
    // What has not changed yet may still: the rest of the chance stays with "none".
    changed[t] = sumOfLogs([...weights, Math.max(0, t - stretch) * Math.log(1 - hazard) + none[t]!]);
  }
  return { none, changed, last };
}

const logHazard = (hazard: number, steps: number) => Math.log(hazard) + steps * Math.log(1 - hazard);

const meanLog = (logs: readonly number[]) => sumOfLogs(logs) - Math.log(logs.length);
