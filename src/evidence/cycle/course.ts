// How deals go: the share won, lost and still open at each age, and the days they take, open deals counted.
import type { Interval } from "#facts/papers.ts";
import { type Outcome, accept, refuse } from "#kit/refusal.ts";
import { type Incidence, incidenceAt, incidenceOf, stillGoingAt } from "#evidence/statistics/aalen-johansen.ts";
import { normalQuantile } from "#evidence/statistics/distributions.ts";
import { type SurvivalCurve, type SurvivalQuantile, restrictedMean, survivalAt, survivalCurve, survivalQuantile } from "#evidence/statistics/survival.ts";
import { type DealStays, closedCount, endedOf, lostWay, wonWay } from "#evidence/cycle/stays.ts";

/** Fewer under watch than this, and a curve is not drawn further. */
export const fewestAtRisk = 10;
const fewestClosed = 10;

export interface Share {
  readonly value: number;
  readonly interval: Interval;
}

/** Shares of all deals at one age in days; won, lost and open sum to 1. */
export interface AgePoint {
  readonly age: number;
  readonly won: Share;
  readonly lost: Share;
  readonly open: Share;
  /** Deals under watch at this age. */
  readonly atRisk: number;
}

export interface Course {
  readonly stays: number;
  readonly won: number;
  readonly lost: number;
  /** Still open at the end of the watch, or closed after it. */
  readonly open: number;
  /** Deals that were older than a day when the watch began. */
  readonly late: number;
  /** The last age at which at least ten are under watch and something closes: nothing is said beyond it. */
  readonly limit: number;
  /** The fewest under watch at any age up to the median (or half the limit, where it is not reached) at which one closed. */
  readonly fewest: number;
  readonly points: readonly AgePoint[];
  /** Days until half, and until four of five, are closed; null: not reached. */
  readonly median: SurvivalQuantile;
  readonly p80: SurvivalQuantile;
  /** Days open on average, the first `limit` days counted. */
  readonly mean: { readonly value: number; readonly interval: Interval };
}

export type CourseRefusal = "no-deals-watched" | "nothing-closed" | "too-few-closed" | "not-watched-from-the-start";

/** The estimates themselves, for comparisons. */
export interface Curves {
  readonly incidence: Incidence;
  readonly closing: SurvivalCurve;
  readonly limit: number;
}

export function curvesOf(stays: DealStays): Outcome<Curves, CourseRefusal> {
  if (stays.rows.length === 0) return refuse("no-deals-watched");
  const closed = closedCount(stays);
  if (closed === 0) return refuse("nothing-closed", { open: stays.rows.length });
  if (closed < fewestClosed) return refuse("too-few-closed", { count: closed, needed: fewestClosed });
  const incidence = incidenceOf(stays);
  const closing = survivalCurve({ enteredAfter: stays.enteredAfter, until: stays.until, ended: endedOf(stays) });
  let limit = 0;
  incidence.times.forEach((age, row) => {
    if (incidence.atRisk[row]! >= fewestAtRisk) limit = age;
  });
  // Deals that all came in late tell how old ones went on, and nothing of those that had ended before: a curve of them would not begin at the beginning.
  if (watchedAt(stays, limit).some((count) => count < fewestAtRisk)) return refuse("not-watched-from-the-start");
  return accept({ incidence, closing, limit });
}

/**
 * The last age that may be spoken of when kinds are compared: the limit, but where nine of ten are closed by then, few are under watch because they are
 * over and not because nobody looked. Then it is the last age watched, and without end where none is left open.
 */
export function reachOf({ closing, limit }: Curves): number {
  if (survivalAt(closing, limit)!.surviving > 0.1) return limit;
  return closing.surviving.at(-1) === 0 ? Infinity : closing.lastWatched;
}

/**
 * The course of deals under watch. Shares by Aalen-Johansen (won and lost rule each other out), days by Kaplan-Meier of closing in either way, the mean as
 * the area under it up to the limit; 90 % intervals. `most` ages at equal steps are given, the limit among them.
 * Refuses where nothing was watched, nothing closed, fewer than ten closed, or fewer than ten were under watch at some age up to the limit.
 */
export function courseOf(stays: DealStays, most = 180): Outcome<Course, CourseRefusal> {
  const curves = curvesOf(stays);
  if (!curves.ok) return curves;
  const { closing, limit } = curves.value;
  const count = (way: number) => stays.cause.reduce((sum, own) => sum + Number(own === way), 0);
  const median = survivalQuantile(closing, 0.5);
  return accept({
    stays: stays.rows.length,
    won: count(wonWay),
    lost: count(lostWay),
    open: count(0),
    late: stays.enteredAfter.reduce((late, age) => late + Number(age >= 0), 0),
    limit,
    fewest: fewestUpTo(closing, median.value ?? limit / 2),
    points: pointsOf(stays, curves.value, most),
    median,
    p80: survivalQuantile(closing, 0.8),
    mean: meanOf(closing, limit)!,
  });
}

/** Mean days open within the first `limit` days, with its interval; null where they are not watched so far. */
export function meanOf(closing: SurvivalCurve, limit: number): { readonly value: number; readonly interval: Interval } | null {
  const mean = restrictedMean(closing, closing.surviving.at(-1) === 0 ? Math.min(limit, closing.lastWatched) : limit);
  if (mean === null) return null;
  const reach = normalQuantile(0.95) * mean.standardError;
  return { value: mean.value, interval: { low: Math.max(0, mean.value - reach), high: Math.min(limit, mean.value + reach), level: 0.9 } };
}

/** Shares at so many ages at equal steps from 0 to the limit, the limit among them. */
export function pointsOf(stays: DealStays, { incidence, closing, limit }: Curves, most = 180): AgePoint[] {
  const step = Math.max(1, Math.ceil(limit / most));
  const ages = Array.from({ length: Math.floor(limit / step) + 1 }, (_, n) => n * step);
  if (ages.at(-1) !== limit) ages.push(limit);
  const watched = watchedAt(stays, limit);
  return ages.map((age) => {
    // Once all are closed the curves go on as they are.
    const known = Math.min(age, closing.lastWatched);
    const of = (way: number): Share => {
      const { share, interval } = incidenceAt(incidence, way, known)!;
      return { value: share, interval };
    };
    return {
      age,
      won: of(wonWay),
      lost: of(lostWay),
      open: { value: stillGoingAt(incidence, known), interval: survivalAt(closing, known)!.interval },
      atRisk: watched[age]!,
    };
  });
}

/** How many deals are under watch at each age from 0 to `limit`. */
export function watchedAt({ enteredAfter, until }: Pick<DealStays, "enteredAfter" | "until">, limit: number): Int32Array {
  const counts = new Int32Array(limit + 2);
  for (let place = 0; place < until.length; place++) {
    const first = Math.max(0, enteredAfter[place]! + 1);
    if (until[place]! < first || first > limit) continue;
    counts[first]!++;
    counts[Math.min(until[place]!, limit) + 1]!--;
  }
  for (let age = 1; age <= limit; age++) counts[age]! += counts[age - 1]!;
  return counts.subarray(0, limit + 1);
}

function fewestUpTo({ times, atRisk }: SurvivalCurve, age: number): number {
  let fewest = Infinity;
  for (let row = 0; row < times.length && (row === 0 || times[row]! <= age); row++) fewest = Math.min(fewest, atRisk[row]!);
  return fewest;
}
