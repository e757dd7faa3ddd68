// What will come of those who came in: within a fixed window, by age, and in the end; three numbers that are often taken for one another.
import type { SegmentKey } from "#facts/agreements.ts";
import type { Interval } from "#facts/papers.ts";
import { dayOf } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";
import { type Outcome, accept, refuse } from "#kit/refusal.ts";
import type { FunnelStep, Ways } from "#evidence/funnel/ways.ts";
import type { Lens } from "#evidence/kpi/lens.ts";
import { wilsonInterval } from "#evidence/statistics/proportion.ts";
import { quantileOfSorted } from "#evidence/statistics/quantile.ts";
import { type Counted, countedOf, sumOf, watchedDays } from "#evidence/ripening/counted.ts";
import { type CohortStep, type Cohorts, type LadderRate, cohortsOf, ladderRate } from "#evidence/ripening/cohorts.ts";
import { type CureFit, cureInterval, cureShareBy, fitCure } from "#evidence/ripening/cure.ts";
import { type ConversionCurve, curveOf } from "#evidence/ripening/curve.ts";
import { type Entrants, entrantsOf, ripeAt } from "#evidence/ripening/entrants.ts";
import { type RipeningSegments, groupsBy, segmentsBy } from "#evidence/ripening/segments.ts";
import { daysUntil, shareBy } from "#evidence/ripening/timing.ts";

export interface RipeningQuestion {
  readonly to: FunnelStep;
  /** Days; null: the shortest usual window in which four of five conversions so far fell. */
  readonly window: number | null;
  readonly step: CohortStep;
  readonly by: SegmentKey | null;
}

export const windows = [7, 14, 30, 60, 90, 180, 365] as const;

export interface Rate {
  readonly value: number;
  readonly interval: Interval;
}

export interface CureRate extends Rate {
  readonly medianDays: number;
  /** Days by which nine of ten of those who ever convert have done so. */
  readonly days90: number;
  readonly scale: number;
  readonly shape: number;
  /** Which curve was taken; bend 1 is Weibull's. */
  readonly family: CureFit["family"];
  readonly bend: number;
  /** Log likelihood that the freer curve gains over Weibull's; null where there were too few to try it. */
  readonly bentGain: number | null;
  readonly isTailOpen: boolean;
  readonly watchedDays: number;
  /** Of those who ever convert, the share that does within the window. */
  readonly shareInWindow: number;
  /** The greatest distance between the fitted course and the counted one, as a share. */
  readonly misfit: number;
  readonly course: readonly { readonly age: number; readonly share: number }[];
}

export interface CohortRipening {
  readonly period: Period;
  readonly size: number;
  readonly converted: number;
  readonly ripe: number;
  readonly inWindow: Rate | null;
  readonly isYoung: boolean;
  readonly ultimate: Rate | null;
}

/** What two ways of reckoning say differently. */
export type Disagreement =
  | { readonly code: "cure-and-ladder-differ"; readonly cure: number; readonly low: number; readonly high: number }
  | { readonly code: "curve-does-not-fit"; readonly misfit: number };

export interface Ripening {
  readonly unit: Ways["unit"];
  readonly to: FunnelStep;
  readonly window: number;
  readonly period: Period;
  readonly entrants: number;
  readonly converted: number;
  readonly lost: number;
  readonly waiting: number;
  readonly leftOut: Entrants["leftOut"];
  /** Within the window, of those old enough; null: nobody is. */
  readonly inWindow: (Rate & { readonly ripe: number }) | null;
  readonly curve: ConversionCurve;
  readonly cure: CureRate | null;
  readonly cureReason: { readonly reason: string; readonly details?: Readonly<Record<string, string | number | boolean | null>> | undefined } | null;
  readonly ladder: LadderRate | null;
  readonly ladderReason: { readonly reason: string; readonly details?: Readonly<Record<string, string | number | boolean | null>> | undefined } | null;
  readonly disagreements: readonly Disagreement[];
  readonly cohorts: readonly CohortRipening[];
  /** Curves of the last cohorts, or of the largest segments. */
  readonly curves: readonly { readonly name: Period | string | null; readonly curve: ConversionCurve }[];
  readonly segments: RipeningSegments | null;
}

export type RipeningRefusal = "no-entry-days" | "too-few-entrants" | "nobody-converted-yet" | "leads-not-joined-to-deals" | "no-such-step";

const fewestEntrants = 30;
const mostCurves = 6;

/**
 * Three numbers about the way from coming in to a step. `inWindow`: of entrants at least `window` days old, the share that had converted by that age. `curve`: share converted by each age, all entrants
 * counted as long as they were watched. `cure` and `ladder`: the share that converts in the end, by a mixture cure model and by chain ladder.
 * Refuses without days of entry, under 30 entrants, where nobody has converted, and where leads and deals are not joined.
 */
export function ripeningOf(lens: Lens, ways: Ways, question: RipeningQuestion): Outcome<Ripening, RipeningRefusal> {
  const place = ways.steps.indexOf(question.to);
  if (place < 1) return refuse("no-such-step");
  if (!ways.isJoined && place >= 4) return refuse("leads-not-joined-to-deals");
  const entrants = entrantsOf(lens, ways, question.to);
  const size = entrants.rows.length;
  if (size === 0 && entrants.leftOut.withoutEntry > 0) return refuse("no-entry-days", { count: entrants.leftOut.withoutEntry });
  if (size < fewestEntrants) return refuse("too-few-entrants", { count: size, needed: fewestEntrants });
  const counted = countedOf(entrants.age, entrants.isConverted);
  const converted = sumOf(counted.converted);
  if (converted === 0) return refuse("nobody-converted-yet", { count: size });
  const window = question.window ?? usualWindow(counted, entrants);
  const curve = curveOf(entrants)!;
  const fit = fitCure([counted]);
  const cohorts = cohortsOf(entrants, question.step);
  const ladder = steadyLadder(entrants, cohorts);
  const cure = fit.ok ? cureRateOf(fit.value, { counted, curve, window }) : null;
  const lost = entrants.cause.reduce((sum, way) => sum + Number(way === 2), 0);
  const column = question.by === null ? null : ways.column(question.by);
  return accept({
    unit: ways.unit,
    to: question.to,
    window,
    period: { from: dayOf(entrants.enteredOn.reduce((least, day) => Math.min(least, day), entrants.lastSeen)), until: dayOf(entrants.lastSeen + 1) },
    entrants: size,
    converted,
    lost,
    waiting: size - converted - lost,
    leftOut: entrants.leftOut,
    inWindow: windowRate(ripeAt(entrants, window)),
    curve,
    cure,
    cureReason: fit.ok ? null : { reason: fit.reason, details: fit.details },
    ladder: ladder.ok ? ladder.value : null,
    ladderReason: ladder.ok ? null : { reason: ladder.reason, details: ladder.details },
    disagreements: disagreementsOf(cure, fit.ok && ladder.ok ? { fit: fit.value, ladder: ladder.value, entrants, cohorts } : null),
    cohorts: cohortRows(entrants, cohorts, { window, ladder: ladder.ok && ladder.value.step === cohorts.step ? ladder.value : null }),
    curves: column === null ? cohortCurves(entrants) : segmentCurves(entrants, groupsBy(entrants, column)),
    segments: column === null ? null : segmentsBy(entrants, column, { window, family: fit.ok ? fit.value.family : "weibull" }),
  });
}

function windowRate({ hits, cases }: { hits: number; cases: number }): Ripening["inWindow"] {
  return cases === 0 ? null : { value: hits / cases, interval: wilsonInterval(hits, cases)!, ripe: cases };
}

/** The shortest usual window in which four of five conversions so far fell and which somebody is old enough for. */
function usualWindow(counted: Counted, entrants: Entrants): number {
  const lags = entrants.age.filter((_, n) => entrants.isConverted[n] === 1).sort();
  const wanted = quantileOfSorted(lags, 0.8)!;
  const watched = watchedDays(counted);
  const fitting = windows.filter((days) => days <= Math.max(watched, windows[0]));
  return fitting.find((days) => days >= wanted) ?? fitting.at(-1)!;
}

/** By month; where months are too thin, by quarter. */
function steadyLadder(entrants: Entrants, cohorts: Cohorts): ReturnType<typeof ladderRate> {
  const own = ladderRate(entrants, cohorts);
  return own.ok || cohorts.step === "quarter" ? own : ladderRate(entrants, cohortsOf(entrants, "quarter"));
}

function cureRateOf(fit: CureFit, { counted, curve, window }: { counted: Counted; curve: ConversionCurve; window: number }): CureRate {
  const course = curve.points.map(({ age }) => ({ age, share: cureShareBy(fit, 0, age + 0.5) }));
  return {
    value: fit.rates[0]!,
    interval: cureInterval([counted], fit, 0),
    medianDays: fit.medianDays,
    days90: daysUntil(fit.timing, 0.9),
    scale: fit.scale,
    shape: fit.shape,
    family: fit.family,
    bend: fit.bend,
    bentGain: fit.bentGain,
    isTailOpen: fit.openTail !== null,
    watchedDays: fit.watchedDays,
    shareInWindow: shareBy(fit.timing, window + 0.5),
    misfit: course.reduce((most, { share }, n) => Math.max(most, Math.abs(share - curve.points[n]!.share)), 0),
    course,
  };
}

/** A misfit counts when it is beyond the curve's own range there and more than a tenth of the final rate. */
function disagreementsOf(cure: CureRate | null, both: { fit: CureFit; ladder: LadderRate; entrants: Entrants; cohorts: Cohorts } | null): Disagreement[] {
  const found: Disagreement[] = [];
  if (cure !== null && cure.misfit > 0.1 * cure.value) found.push({ code: "curve-does-not-fit", misfit: cure.misfit });
  if (both === null) return found;
  const { fit, ladder, entrants } = both;
  const cohorts = ladder.step === both.cohorts.step ? both.cohorts : cohortsOf(entrants, ladder.step);
  const expected = stillExpected(fit, entrants, (n) => cohorts.cohortOf[n]! - ladder.firstCohort < ladder.cohorts.length);
  const { low, high } = ladder.stillToComeInterval;
  const gap = expected < low ? low - expected : expected > high ? expected - high : 0;
  // Beyond the ladder's range, and by more than half a point of the rate: less nobody would act on.
  if (gap > 0.005 * ladder.entrants) {
    const rate = (count: number) => (ladder.soFar + count) / ladder.entrants;
    found.push({ code: "cure-and-ladder-differ", cure: rate(expected), low: rate(low), high: rate(high) });
  }
  return found;
}

/** Conversions still to come by the fit, of those who wait: the chance of each, given that it has not converted by its age. */
function stillExpected(fit: CureFit, { age, isConverted }: Entrants, isWanted: (n: number) => boolean): number {
  const rate = fit.rates[0]!;
  let sum = 0;
  const waiting = new Map<number, number>();
  for (let n = 0; n < age.length; n++) if (isConverted[n] === 0 && isWanted(n)) waiting.set(age[n]!, (waiting.get(age[n]!) ?? 0) + 1);
  for (const [days, count] of waiting) {
    const done = shareBy(fit.timing, days + 0.5);
    sum += (count * rate * (1 - done)) / (1 - rate * done);
  }
  return sum;
}

function placesByCohort({ cohortOf, sizes }: Cohorts): Int32Array[] {
  const places = Array.from(sizes, (size) => new Int32Array(size));
  const filled = new Int32Array(sizes.length);
  for (let n = 0; n < cohortOf.length; n++) places[cohortOf[n]!]![filled[cohortOf[n]!]!++] = n;
  return places;
}

const mostCohorts = 24;

function cohortRows(entrants: Entrants, cohorts: Cohorts, { window, ladder }: { window: number; ladder: LadderRate | null }): CohortRipening[] {
  const ultimate = new Map(ladder?.cohorts.map(({ place, rate, interval }) => [place, { value: rate, interval }]) ?? []);
  const rows = placesByCohort(cohorts).map((places, place): CohortRipening => {
    const ripe = ripeAt(entrants, window, places);
    const rate = windowRate(ripe);
    return {
      period: cohorts.periods[place]!,
      size: places.length,
      converted: places.reduce((sum, n) => sum + entrants.isConverted[n]!, 0),
      ripe: ripe.cases,
      inWindow: rate && { value: rate.value, interval: rate.interval },
      isYoung: ripe.cases * 2 < places.length,
      ultimate: ultimate.get(place) ?? null,
    };
  });
  return rows.filter(({ size }) => size > 0).slice(-mostCohorts);
}

/** By quarter of entry: the last six that have a curve. */
function cohortCurves(entrants: Entrants): Ripening["curves"] {
  const cohorts = cohortsOf(entrants, "quarter");
  return placesByCohort(cohorts)
    .map((places, place) => ({ name: cohorts.periods[place]!, curve: curveOf(entrants, places) }))
    .flatMap(({ name, curve }) => (curve === null || curve.points.length < 2 ? [] : [{ name, curve }]))
    .slice(-mostCurves);
}

function segmentCurves(entrants: Entrants, groups: ReturnType<typeof groupsBy>): Ripening["curves"] {
  return groups
    .slice(0, mostCurves)
    .map(({ value, places }) => ({ name: value, curve: curveOf(entrants, places) }))
    .flatMap(({ name, curve }) => (curve === null || curve.points.length < 2 ? [] : [{ name, curve }]));
}
