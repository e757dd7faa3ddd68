// How many of those that came in get how far, in what time; and which cohorts are too young to be judged.
import type { SegmentKey } from "#facts/agreements.ts";
import { noDay } from "#facts/columns.ts";
import type { Caution, NumberWithPapers } from "#facts/papers.ts";
import { dayNumber } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";
import { type FunnelStep, type Ways, waysOf } from "#evidence/funnel/ways.ts";
import { type Lens, withPapers } from "#evidence/kpi/lens.ts";
import { wilsonInterval } from "#evidence/statistics/proportion.ts";
import { quantileFigure, quantileOfSorted } from "#evidence/statistics/quantile.ts";

export interface StepFigures {
  readonly step: FunnelStep;
  /** Units of the cohort that reached this step, up to the last day seen. */
  readonly reached: number;
  /** Share of those at the step before that came on to this one, over ripe units only; null for the first step. */
  readonly conversion: NumberWithPapers | null;
  /** The same over all units so far: too low while many are young; to be drawn hatched. */
  readonly soFar: number | null;
  /** Days from the step before, over units that came on and whose days are known. */
  readonly days: NumberWithPapers | null;
  /** Units at the step before that are younger there than the eightieth of a hundred of those that came on. */
  readonly young: number;
  /** Half or more are young: never to be ranked against ripe ones. */
  readonly isYoung: boolean;
  readonly ripeAfterDays: number | null;
}

export interface Funnel {
  readonly unit: "lead" | "deal";
  readonly cohort: Period;
  readonly steps: readonly StepFigures[];
  readonly cautions: readonly Caution[];
}

export interface SegmentFunnel {
  /** null: the field is empty. */
  readonly value: string | null;
  readonly size: number;
  readonly funnel: Funnel;
}

/**
 * The funnel of the cohort that came in during a period. A unit is ripe for a step when, on the last day seen, it has been at the step before at least as long as
 * the slowest fifth of all that ever came on needed (P80 of the lag, over the whole history); conversion = ripe units that came on / ripe units. Nothing ripe gives null.
 */
export function funnelOf(lens: Lens, cohort: Period, ways: Ways = waysOf(lens)): Funnel {
  return funnelOver(lens, { cohort, ways, lags: lagsOf(ways), rows: cohortRows(ways, cohort) });
}

/** The same for each value of a segment, the largest first; at most `most` of them. Empty where the units have no such field. */
export function funnelBySegment(lens: Lens, cohort: Period, options: { by: SegmentKey; most: number }): SegmentFunnel[] {
  const ways = waysOf(lens);
  const column = ways.column(options.by);
  if (!column) return [];
  const lags = lagsOf(ways);
  const groups = new Map<number, number[]>();
  for (const row of cohortRows(ways, cohort)) {
    const group = groups.get(column.codes[row]!);
    if (group) group.push(row);
    else groups.set(column.codes[row]!, [row]);
  }
  return [...groups]
    .map(([code, rows]) => ({ value: code < 0 ? null : column.names[code]!, rows }))
    .sort((a, b) => b.rows.length - a.rows.length || ((a.value ?? "") < (b.value ?? "") ? -1 : 1))
    .slice(0, options.most)
    .map(({ value, rows }) => ({ value, size: rows.length, funnel: funnelOver(lens, { cohort, ways, lags, rows }) }));
}

/** For each step but the first: the days by which four fifths of all that ever came on had done so; null where fewer than 10 did. */
function lagsOf(ways: Ways): (number | null)[] {
  return ways.steps.map((_, step) => {
    if (step === 0) return null;
    const lags = lagsBetween(ways, step, ways.ids.keys());
    return lags.length < 10 ? null : quantileOfSorted(lags.sort(), 0.8);
  });
}

function lagsBetween(ways: Ways, step: number, rows: Iterable<number>): Int32Array {
  const lags: number[] = [];
  for (const row of rows) {
    const before = dayBefore(ways, step, row);
    const on = ways.days[step]![row]!;
    if (before !== noDay && on !== noDay && on >= before) lags.push(on - before);
  }
  return Int32Array.from(lags);
}

/** The day it reached the step before; where that is not known, the nearest known day of an earlier step. */
function dayBefore(ways: Ways, step: number, row: number): number {
  for (let before = step - 1; before >= 0; before--) if (ways.days[before]![row] !== noDay) return ways.days[before]![row]!;
  return noDay;
}

function cohortRows(ways: Ways, cohort: Period): number[] {
  const [from, until] = [dayNumber(cohort.from), dayNumber(cohort.until)];
  const rows: number[] = [];
  const entered = ways.days[0]!;
  for (let row = 0; row < entered.length; row++) if (ways.reached[0]![row] === 1 && entered[row]! >= from && entered[row]! < until) rows.push(row);
  return rows;
}

interface Cohort {
  readonly cohort: Period;
  readonly ways: Ways;
  readonly lags: readonly (number | null)[];
  readonly rows: readonly number[];
}

function funnelOver(lens: Lens, of: Cohort): Funnel {
  const { ways, cohort } = of;
  const cautions: Caution[] = [];
  if (ways.dealsWithoutLead > 0 && ways.isJoined) cautions.push({ code: "deals-without-lead", details: { count: ways.dealsWithoutLead } });
  const steps = ways.steps.map((step, place) => (place === 0 ? firstStep(step, of) : stepFigures(lens, of, place)));
  return { unit: ways.unit, cohort, steps, cautions };
}

function firstStep(step: FunnelStep, { rows }: Cohort): StepFigures {
  return { step, reached: rows.length, conversion: null, soFar: null, days: null, young: 0, isYoung: false, ripeAfterDays: null };
}

function stepFigures(lens: Lens, { ways, cohort, lags, rows }: Cohort, place: number): StepFigures {
  const step = ways.steps[place]!;
  const at = rows.filter((row) => ways.reached[place - 1]![row] === 1);
  const on = at.filter((row) => ways.reached[place]![row] === 1);
  const reached = rows.filter((row) => ways.reached[place]![row] === 1).length;
  const lag = lags[place] ?? null;
  const ripe = lag === null ? at : at.filter((row) => lens.lastSeen - dayBefore(ways, place, row) >= lag);
  const hits = ripe.filter((row) => ways.reached[place]![row] === 1).length;
  const young = at.length - ripe.length;
  const isLost = !ways.isJoined && place >= 4;
  const reason = isLost ? "leads-not-joined-to-deals" : at.length === 0 ? "nobody-at-the-step-before" : ripe.length === 0 ? "not-ripe" : null;
  const cautions: Caution[] = young > 0 ? [{ code: "young-left-out", details: { count: young, days: Math.ceil(lag ?? 0) } }] : [];
  const lagFigure = quantileFigure(lagsBetween(ways, place, on), 0.5);
  return {
    step,
    reached,
    conversion: withPapers(lens, cohort, {
      key: `conversion-to-${step}`,
      value: reason === null ? hits / ripe.length : null,
      unit: "share",
      sample: ripe.length,
      interval: reason === null ? wilsonInterval(hits, ripe.length) : null,
      method: "funnel",
      definition: step === "sales-accepted" ? "accepted-lead" : ways.unit === "lead" ? "lead" : "won-deal",
      cautions,
      ...(reason === null ? {} : { reason }),
    }),
    soFar: at.length === 0 || isLost ? null : on.length / at.length,
    days: withPapers(lens, cohort, {
      key: `days-to-${step}`,
      value: lagFigure.value,
      unit: "days",
      sample: lagFigure.sample,
      interval: lagFigure.interval,
      method: "funnel",
      definition: ways.unit === "lead" ? "lead" : "won-deal",
      ...(lagFigure.value === null ? { reason: "no-days-known" } : {}),
    }),
    young,
    isYoung: at.length > 0 && young * 2 >= at.length,
    ripeAfterDays: lag,
  };
}
