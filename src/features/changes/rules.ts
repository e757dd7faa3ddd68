// What is answered about changes: every figure with its verdict among all, and the test of a known day with what speaks against it.
import type { BreaksAnswer, FigureChangesView } from "#features/changes/contract.ts";
import { type FigureCourse, type ChangeStep, changesOf, figureCourses, perYearOf, verdictsOf, firstStepAfter } from "#evidence/change/figure-course.ts";
import { leastOf } from "#evidence/change/breaks.ts";
import { expectedBy, isOfOneMind } from "#evidence/change/expected.ts";
import { type Effect, enoughAfter, interruptedBy, leastAfter, leastBefore } from "#evidence/change/interrupted.ts";
import { betterWhen, figureKeys, headlineKeys } from "#evidence/kpi/figures.ts";
import type { Lens } from "#evidence/kpi/lens.ts";
import type { MarketIndex } from "#facts/entities.ts";
import type { Caution } from "#facts/papers.ts";
import { type Day, addDays } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";

/** The market's index among the comparison series. */
export const marketControl = "market-index";
/** At most one in twenty of the figures said to have broken while watched is expected to be chance. */
const falseAlarms = 0.05;

export function allChanges(lens: Lens, step: ChangeStep, keys: readonly string[] = figureKeys): FigureChangesView[] {
  const found = figureCourses(lens, keys, step).map(changesOf);
  const verdicts = verdictsOf(found, perYearOf(step));
  // Benjamini and Hochberg over the watched figures, by the chances that hold whenever one looks.
  const watched = found.filter((figure) => figure.untold === null).toSorted((a, b) => a.watch.p - b.watch.p);
  const last = watched.findLastIndex(({ watch }, i) => watch.p <= ((i + 1) / watched.length) * falseAlarms);
  const alarmed = new Set(watched.slice(0, last + 1).map((figure) => figure.key));
  return found.map((figure) =>
    Object.assign({}, figure, {
      verdict: verdicts.get(figure.key)!,
      better: betterWhen(figure.key),
      watch: Object.assign({}, figure.watch, { isAlarm: alarmed.has(figure.key) }),
    }),
  );
}

/** What both departments are measured by first: the headline figures, and what is won. */
const watchedKeys = [...headlineKeys, "revenue", "win-rate"] as const;
const recentMonths = 6;

/** Figures that broke of late, the surest first: a change told (clear or likely among them) or the watch broken within the last six months that the facts cover. */
export function breaksOfLate(lens: Lens): BreaksAnswer {
  const figures = allChanges(lens, "month", watchedKeys);
  const judged = figures.filter((figure) => figure.untold === null);
  const breaks = judged.toSorted((a, b) => a.p - b.p).flatMap((figure) => breakOf(figure) ?? []);
  return { judged: judged.length, untold: figures.length - judged.length, needed: leastOf[12].series, breaks };
}

function breakOf(figure: FigureChangesView): BreaksAnswer["breaks"][number] | null {
  const from = figure.points.at(-recentMonths)?.period.from ?? "";
  const { key, unit, currency, watch, verdict, better } = figure;
  const change = figure.changes.findLast(({ at }) => at.from >= from);
  const isAlarm = watch.isAlarm && watch.alarmIn !== null && watch.alarmIn.from >= from;
  if (change === undefined && !isAlarm) return null;
  return {
    key,
    unit,
    ...(currency === undefined ? {} : { currency }),
    since: change?.at ?? watch.since ?? watch.alarmIn!,
    change: change === undefined ? null : { size: change.size, interval: change.interval, isRelative: change.isRelative, verdict },
    isAlarm,
    better,
  };
}

/** The last day that is not judged because of where the extract begins, plus one; null where every step is judged. */
export function leftOutUntil(figures: readonly FigureChangesView[]): Day | null {
  const ends = figures.flatMap((figure) => figure.points.filter((point) => point.isLeftOut).map((point) => point.period.until));
  return ends.length === 0 ? null : ends.reduce((last, end) => (end > last ? end : last));
}

export interface TestAsked {
  readonly figure: string;
  readonly day: Day;
  readonly step: ChangeStep;
  readonly anticipation: number;
  readonly slope: boolean;
  readonly control?: string | undefined;
}

/** What else is on record, in order of days. */
export interface KnownTurn {
  readonly day: Day;
  readonly name: string;
}

export function testOf(lens: Lens, asked: TestAsked, around: { turns: readonly KnownTurn[]; marketIndex: readonly MarketIndex[] }) {
  const [figure, control] = figureCourses(lens, [asked.figure, ...(asked.control && asked.control !== marketControl ? [asked.control] : [])], asked.step);
  const bare = {
    figure: asked.figure,
    unit: figure!.unit,
    ...(figure!.currency === undefined ? {} : { currency: figure!.currency }),
    day: asked.day,
    isRelative: figure!.onLog,
    step: null,
    slope: null,
    mean: null,
    foretold: null,
    rho: null,
    without: [],
    cautions: [],
    controls: [],
  };
  const untold = (reason: string, count: number, needed: number) => ({ ...bare, before: 0, after: 0, untold: { reason, count, needed } });
  const level =
    asked.control === undefined ? null : asked.control === marketControl ? indexLevels(around.marketIndex, figure!.points) : controlLevels(control!, figure!);
  // Only steps that both series tell.
  const rows = figure!.judged.map((_, n) => n).filter((n) => level === null || level[figure!.judged[n]!] !== null);
  if (level !== null && rows.length < figure!.judged.length / 2) return untold("comparison-too-short", rows.length, figure!.judged.length);
  const times = rows.map((n) => figure!.course.times[n]!);
  const values = rows.map((n) => figure!.course.values[n]!);
  const place = times.findIndex((t) => figure!.points[t]!.period.from >= firstStepAfter(figure!.points, asked.day));
  const input = { times, values, perYear: figure!.course.perYear, place: place === -1 ? times.length : place };
  const controls = level === null ? [] : [rows.map((n) => level[figure!.judged[n]!]!)];
  const found = interruptedBy({ ...input, anticipation: asked.anticipation, hasSlope: asked.slope, controls });
  if (typeof found === "string") {
    const isBefore = found === "too-few-before";
    return untold(found, isBefore ? Math.max(0, input.place - asked.anticipation) : times.length - input.place, isBefore ? leastBefore : leastAfter);
  }
  const expected = expectedBy({ ...input, anticipation: asked.anticipation, controls });
  const foretold = typeof expected === "string" ? null : expected.mean;
  const shown = (effect: Effect) =>
    figure!.onLog
      ? {
          ...effect,
          value: Math.expm1(effect.value),
          interval: { ...effect.interval, low: Math.expm1(effect.interval.low!), high: Math.expm1(effect.interval.high!) },
        }
      : effect;
  const back = (x: number) => (figure!.onLog ? Math.exp(x) : x);
  const periodAt = (n: number) => figure!.points[times[n]!]!.period;
  return {
    ...bare,
    untold: null,
    step: shown(found.step),
    slope: found.slope && shown(found.slope),
    mean: shown(found.mean),
    foretold: foretold && shown(foretold),
    before: found.before,
    after: found.after,
    rho: found.rho,
    without: found.without().map((one) => ({ period: periodAt(one.place), value: back(one.value), low: back(one.low), high: back(one.high) })),
    controls: asked.control === undefined ? [] : [asked.control],
    cautions: [
      ...(foretold === null || isOfOneMind(found.mean, foretold) ? [] : [{ code: "ways-differ" }]),
      ...cautionsOf(asked, around.turns, { figure: figure!, after: found.after }),
    ],
  };
}

/**
 * date-from-data: the day lies among the dates at which this figure itself was found to change and no turning point of that time stands on record; a day read off
 * the data always looks as if something had happened on it. other-events: further turning points within a step of it. short-after: fewer than six steps since.
 */
function cautionsOf({ day, control }: TestAsked, turns: readonly KnownTurn[], { figure, after }: { figure: FigureCourse; after: number }): Caution[] {
  const near = (turn: KnownTurn) => Math.abs(Date.parse(turn.day) - Date.parse(day)) <= (figure.course.perYear === 12 ? 45 : 14) * 86_400_000;
  const known = turns.filter((turn) => turn.day === day);
  const others = turns.filter((turn) => turn.day !== day && near(turn));
  const isFound = changesOf(figure).changes.some(({ between }) => between.from <= day && day <= addDays(between.until, 1));
  return [
    ...(isFound && known.length === 0 ? [{ code: "date-from-data" }] : []),
    ...(others.length + Math.max(0, known.length - 1) > 0
      ? [{ code: "other-events", details: { names: [...known.slice(1), ...others].map((turn) => turn.name).join("; ") } }]
      : []),
    ...(after < enoughAfter ? [{ code: "short-after", details: { count: after, needed: enoughAfter } }] : []),
    ...(control === undefined ? [{ code: "no-comparison" }] : [{ code: "comparison-moves-too" }]),
  ];
}

function controlLevels(control: FigureCourse, figure: FigureCourse): (number | null)[] {
  return figure.points.map((_, i) => {
    const value = control.points[i]?.value ?? null;
    return value === null || (control.onLog && !(value > 0)) ? null : control.onLog ? Math.log(value) : value;
  });
}

/** Mean level of the whole market's index within each step, on the log scale; the last reading before where a step has none of its own. */
function indexLevels(rows: readonly MarketIndex[], points: readonly { readonly period: Period }[]): (number | null)[] {
  const index = rows
    .filter((row) => row.level > 0 && row.segment === null && row.region === null && row.product === null)
    .toSorted((a, b) => (a.day < b.day ? -1 : 1));
  return points.map(({ period }) => {
    const own = index.filter((row) => row.day >= period.from && row.day < period.until);
    const known = own.length > 0 ? own : index.filter((row) => row.day < period.from).slice(-1);
    return known.length === 0 ? null : Math.log(known.reduce((sum, row) => sum + row.level, 0) / known.length);
  });
}
