// One figure over months or weeks as it is searched for changes: what its course is, where it broke, how it stood between, and the bet against "no change".
import type { Interval, NumberWithPapers, Unit, Verdict } from "#facts/papers.ts";
import { type Day, dayNumber } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";
import { comparable } from "#evidence/kpi/change.ts";
import type { Lens, Wanted } from "#evidence/kpi/lens.ts";
import { someFigures, stepsOf, stretchOf } from "#evidence/kpi/series.ts";
import { type Broken, type Course, alarmChance, baseColumns, breaksOf, leastOf, withoutSeason } from "#evidence/change/breaks.ts";
import { watch } from "#evidence/change/monitor.ts";

export type ChangeStep = "month" | "week";

export interface CoursePoint {
  readonly period: Period;
  /** As it is compared: per average month where it adds up. Null where it cannot be told. */
  readonly value: number | null;
  readonly interval: Interval | null;
  readonly sample: number;
  /** Distorted by where the extract begins: shown, and not judged. */
  readonly isLeftOut: boolean;
}

export interface FigureCourse {
  readonly key: string;
  readonly unit: Unit;
  readonly currency: string | undefined;
  readonly points: readonly CoursePoint[];
  /** Places in `points` of the values that are judged. */
  readonly judged: readonly number[];
  /** On the log scale (all above zero and no share): steps are then relative. */
  readonly onLog: boolean;
  readonly course: Course;
}

export interface ChangeFound {
  /** First period at the new level, and those between which it lies nine times in ten. */
  readonly at: Period;
  readonly between: Period;
  readonly before: number;
  readonly after: number;
  /** after / before - 1, or after - before where `isRelative` is false. */
  readonly size: number;
  readonly interval: Interval;
  readonly isRelative: boolean;
  readonly p: number;
}

export interface FigureChanges {
  readonly key: string;
  readonly unit: Unit;
  readonly currency: string | undefined;
  readonly points: readonly (CoursePoint & { readonly level: number | null })[];
  /** Why no change can be told, and what is needed; null where the figure has been judged. */
  readonly untold: { readonly reason: string; readonly count: number; readonly needed: number } | null;
  readonly changes: readonly ChangeFound[];
  readonly seasonPairs: number;
  readonly rho: number | null;
  /** Chance of the surest evidence without a change; 1 where it cannot be told. */
  readonly p: number;
  readonly watch: { readonly p: number; readonly wealth: number; readonly alarmIn: Period | null; readonly since: Period | null };
}

export const perYearOf = (step: ChangeStep) => (step === "month" ? 12 : 52);

/** A step that holds the day counts as after it only where the day is its first. */
export function firstStepAfter(points: readonly CoursePoint[], day: Day): Day {
  const holding = points.find((point) => point.period.from <= day && day < point.period.until);
  return holding === undefined || holding.period.from === day ? day : holding.period.until;
}

/** The figures' courses over all whole steps that the facts cover; of some deals alone where they are named: over the same steps all the same. */
export function figureCourses(lens: Lens, keys: readonly string[], step: ChangeStep, wanted: Wanted = null): FigureCourse[] {
  const stretch = stretchOf(lens);
  const periods = stretch ? stepsOf(stretch, step) : [];
  const rows = periods.map((period) => someFigures(lens, period, keys, wanted));
  return keys.flatMap((key, place) => {
    const numbers = rows.map((row) => row[place]!);
    return numbers.length === 0 ? [] : [courseOf(key, numbers, step)];
  });
}

function courseOf(key: string, numbers: readonly NumberWithPapers[], step: ChangeStep): FigureCourse {
  const points = numbers.map((number): CoursePoint => {
    const isLeftOut = number.cautions.some(
      (caution) => caution.code === "extract-start" && dayNumber(number.period.from) < dayNumber(String(caution.details?.["until"])),
    );
    return { period: number.period, ...comparable(number), sample: number.sample, isLeftOut };
  });
  const judged = points.flatMap(({ value, isLeftOut }, i) => (value === null || isLeftOut ? [] : [i]));
  const { unit, currency } = numbers[0]!;
  const onLog = unit !== "share" && judged.every((i) => points[i]!.value! > 0);
  const values = judged.map((i) => (onLog ? Math.log(points[i]!.value!) : points[i]!.value!));
  return { key, unit, currency, points, judged, onLog, course: { times: judged, values, perYear: perYearOf(step) } };
}

/** Changes looked for in one figure; a constant one has none. */
export function changesOf(figure: FigureCourse): FigureChanges {
  const { course, points, judged } = figure;
  const { key, unit, currency } = figure;
  const needed = leastOf[course.perYear].series;
  const bare = { key, unit, currency, points: points.map((point) => Object.assign({}, point, { level: null })), changes: [], seasonPairs: 0, rho: null, p: 1 };
  const quiet = { p: 1, wealth: 1, alarmIn: null, since: null };
  const untold = (reason: string) => ({ ...bare, untold: { reason, count: course.values.length, needed }, watch: quiet });
  if (course.values.length < needed) return untold("too-few-steps");
  if (course.values.every((value) => value === course.values[0])) return untold("always-the-same");
  const broken = breaksOf(course);
  if (broken === null) return untold("too-few-steps");
  const back = (x: number) => (figure.onLog ? Math.exp(x) : x);
  const levels = new Map(judged.map((i, n) => [i, back(broken.levels[n]!)]));
  return {
    ...bare,
    points: points.map((point, i) => Object.assign({}, point, { level: levels.get(i) ?? null })),
    untold: null,
    changes: broken.breaks.map((_, n) => foundAt(figure, broken, n)),
    seasonPairs: broken.seasonPairs,
    rho: broken.rho,
    p: broken.p,
    watch: watchOf(figure, broken),
  };
}

function foundAt({ points, judged, onLog }: FigureCourse, broken: Broken, n: number): ChangeFound {
  const { place, set, size, p } = broken.breaks[n]!;
  const period = (at: number) => points[judged[at]!]!.period;
  const back = (x: number) => (onLog ? Math.exp(x) : x);
  const step = (x: number) => (onLog ? Math.expm1(x) : x);
  return {
    at: period(place),
    between: { from: period(set[0]!).from, until: period(set.at(-1)!).until },
    before: back(broken.levels[place - 1]!),
    after: back(broken.levels[place]!),
    size: step(size.value),
    interval: { low: step(size.quantile(0.05)), high: step(size.quantile(0.95)), level: 0.9 },
    isRelative: onLog,
    p,
  };
}

/** The bet on the values less their season, where there is one: the season is read from all values, so that the stated risk is then an approximation. */
function watchOf({ course, points, judged }: FigureCourse, { seasonPairs }: Broken): FigureChanges["watch"] {
  const base = baseColumns(course.times, course.perYear, seasonPairs);
  const values = seasonPairs === 0 ? course.values : withoutSeason(course, base);
  const seen = watch({ ...course, values });
  const period = (at: number) => points[judged[at]!]!.period;
  return {
    p: seen.p,
    wealth: seen.wealth.at(-1)!,
    alarmIn: seen.alarm === null ? null : period(seen.alarm),
    since: seen.alarm === null ? null : period(Math.min(seen.since, judged.length - 1)),
  };
}

/** At most one in ten of the figures named is expected to be chance. */
const falseNamed = 0.1;

/** Each figure's verdict among all that were looked at: Benjamini and Hochberg's rule (1995) at one in ten makes 'clear', the false alarm rate of a year alone 'likely'. */
export function verdictsOf(figures: readonly FigureChanges[], perYear: number): Map<string, Verdict> {
  const told = figures.filter((figure) => figure.untold === null).toSorted((a, b) => a.p - b.p || (a.key < b.key ? -1 : 1));
  let last = 0;
  told.forEach(({ p }, i) => {
    if (p <= ((i + 1) / told.length) * falseNamed) last = i + 1;
  });
  const verdict = (figure: FigureChanges): Verdict => {
    if (figure.untold !== null) return "cannot-be-told";
    if (figure.changes.length === 0) return "within-chance";
    return told.indexOf(figure) < last && figure.p < alarmChance(figure.points.length, perYear) ? "clear" : "likely";
  };
  return new Map(figures.map((figure) => [figure.key, verdict(figure)]));
}
