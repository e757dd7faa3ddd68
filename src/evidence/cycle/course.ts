// How deals go: the share won, lost and still open at each age, the days they take, and what deals that nobody closed do to that.
import type { Interval } from "#facts/papers.ts";
import { type Outcome, accept, refuse } from "#kit/refusal.ts";
import { type Incidence, incidenceAt, incidenceOf, stillGoingAt } from "#evidence/statistics/aalen-johansen.ts";
import { normalQuantile } from "#evidence/statistics/distributions.ts";
import { type SurvivalCurve, type SurvivalQuantile, restrictedMean, survivalCurve, survivalQuantile } from "#evidence/statistics/survival.ts";
import { type DealStays, endedOf, lostWay, staysWhere, wonWay } from "#evidence/cycle/stays.ts";

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
  readonly open: number;
  readonly atRisk: number;
}

export interface Course {
  readonly stays: number;
  readonly won: number;
  readonly lost: number;
  /** Still open at the end of the watch, or closed after it. */
  readonly open: number;
  /** The last age at which at least ten are under watch and something closes: nothing is said beyond it. */
  readonly limit: number;
  readonly points: readonly AgePoint[];
  /** Days until half, and until four of five, are closed; null: not reached. */
  readonly median: SurvivalQuantile;
  readonly p80: SurvivalQuantile;
  /** Days open on average, the first `limit` days counted. */
  readonly mean: { readonly value: number; readonly interval: Interval };
}

export type CourseRefusal = "no-deals-watched" | "nothing-closed" | "too-few-closed";

/** The estimates themselves, for comparisons. */
export interface Curves {
  readonly incidence: Incidence;
  readonly closing: SurvivalCurve;
  readonly limit: number;
}

export function curvesOf(stays: DealStays): Outcome<Curves, CourseRefusal> {
  if (stays.rows.length === 0) return refuse("no-deals-watched");
  const closed = stays.cause.reduce((sum, way) => sum + Number(way > 0), 0);
  if (closed === 0) return refuse("nothing-closed", { open: stays.rows.length });
  if (closed < fewestClosed) return refuse("too-few-closed", { count: closed, needed: fewestClosed });
  const incidence = incidenceOf(stays);
  const closing = survivalCurve({ enteredAfter: stays.enteredAfter, until: stays.until, ended: endedOf(stays) });
  let limit = 0;
  incidence.times.forEach((age, row) => {
    if (incidence.atRisk[row]! >= fewestAtRisk) limit = age;
  });
  return accept({ incidence, closing, limit });
}

/**
 * The course of deals under watch. Shares by Aalen-Johansen (won and lost rule each other out), days by Kaplan-Meier of closing in either way, the mean as
 * the area under it up to the limit; 90 % intervals. `most` ages at equal steps are given, the limit among them.
 * Refuses where nothing was watched, nothing closed, or fewer than ten closed.
 */
export function courseOf(stays: DealStays, most = 60): Outcome<Course, CourseRefusal> {
  const curves = curvesOf(stays);
  if (!curves.ok) return curves;
  const { incidence, closing, limit } = curves.value;
  const step = Math.max(1, Math.ceil(limit / most));
  const ages = Array.from({ length: Math.floor(limit / step) + 1 }, (_, n) => n * step);
  if (ages.at(-1) !== limit) ages.push(limit);
  const count = (way: number) => stays.cause.reduce((sum, own) => sum + Number(own === way), 0);
  const mean = restrictedMean(closing, limit)!;
  const reach = normalQuantile(0.95) * mean.standardError;
  return accept({
    stays: stays.rows.length,
    won: count(wonWay),
    lost: count(lostWay),
    open: count(0),
    limit,
    points: ages.map((age) => pointAt(incidence, age)),
    median: survivalQuantile(closing, 0.5),
    p80: survivalQuantile(closing, 0.8),
    mean: { value: mean.value, interval: { low: Math.max(0, mean.value - reach), high: Math.min(limit, mean.value + reach), level: 0.9 } },
  });
}

function pointAt(incidence: Incidence, age: number): AgePoint {
  const of = (way: number): Share => {
    const { share, interval } = incidenceAt(incidence, way, age)!;
    return { value: share, interval };
  };
  const row = incidence.times.findIndex((time) => time >= age);
  return { age, won: of(wonWay), lost: of(lostWay), open: stillGoingAt(incidence, age), atRisk: row < 0 ? 0 : incidence.atRisk[row]! };
}

/** What the figures are when open deals older than a number of days are left out as dead. */
export interface UnderRule {
  /** Null: all open deals count, however old. */
  readonly olderThan: number | null;
  readonly leftOut: number;
  readonly median: SurvivalQuantile;
  readonly p80: SurvivalQuantile;
  /** Share won by the age `at`; null where it is not watched so far. */
  readonly wonBy: { readonly age: number; readonly share: Share } | null;
}

/**
 * The same figures under several rules for deals that nobody closed although they are over: they are open on paper, hold the curve up and push shares down.
 * A deal is left out where it is open and older than the rule on the last day seen. If the figures differ much, it is the rule that decides them.
 */
export function underRules(stays: DealStays, rules: readonly (number | null)[], age: number): UnderRule[] {
  return rules.map((olderThan) => {
    const kept = olderThan === null ? stays : staysWhere(stays, (place) => stays.cause[place] !== 0 || stays.until[place]! <= olderThan);
    const closing = survivalCurve({ enteredAfter: kept.enteredAfter, until: kept.until, ended: endedOf(kept) });
    const at = incidenceAt(incidenceOf(kept), wonWay, age);
    return {
      olderThan,
      leftOut: stays.rows.length - kept.rows.length,
      median: survivalQuantile(closing, 0.5),
      p80: survivalQuantile(closing, 0.8),
      wonBy: at === null ? null : { age, share: { value: at.share, interval: at.interval } },
    };
  });
}
