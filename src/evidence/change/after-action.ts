// Whether a figure stood differently after an action was done: the mean of the months since against what the months before foretell.
import type { ActionVerdict, FirmPart } from "#facts/actions.ts";
import { hasParts } from "#facts/goal-keys.ts";
import type { Unit } from "#facts/papers.ts";
import { type Day, addMonths } from "#kit/day.ts";
import { kindsOf } from "#evidence/kpi/figures-by.ts";
import type { Lens } from "#evidence/kpi/lens.ts";
import { type FigureCourse, figureCourses, firstStepAfter } from "#evidence/change/figure-course.ts";
import { type Effect, enoughAfter, interruptedBy, leastAfter, leastBefore } from "#evidence/change/interrupted.ts";

export interface Asked {
  /** Key of the figure. */
  readonly key: string;
  readonly way: "up" | "down";
  /** By what share of its level it was to move; null: left open. */
  readonly share: number | null;
  readonly doneOn: Day;
  /** Only there; absent or null: everywhere. */
  readonly within?: FirmPart | null;
}

export interface AfterAction {
  readonly verdict: ActionVerdict;
  readonly unit: Unit | null;
  readonly currency: string | undefined;
  /** Relative (0.1: a tenth more) where `isRelative`, else in the figure's unit. Null where it is not told. */
  readonly effect: Effect | null;
  readonly isRelative: boolean;
  /** Whole months judged before and after. */
  readonly before: number;
  readonly after: number;
  /** The first day on which enough months have passed for an answer; null where that is not what is missing. */
  readonly tellableOn: Day | null;
  /** The whole range lies short of what was expected. */
  readonly isLessThanExpected: boolean;
  /** Fewer than six months since. */
  readonly isShort: boolean;
  /** The part in which it was measured; null: the whole firm. */
  readonly within: FirmPart | null;
  /** Why it stands against its own months alone: no part was named whose rest could tell what would have come anyway, or the rest has too few months; null: it stands against the rest. */
  readonly whyAlone: "no-part" | "rest-too-short" | null;
}

/** A month that holds the day counts as before it. Cannot be told with fewer than eight months before; too early with fewer than three since. */
export function afterAction(lens: Lens, asked: Asked): AfterAction {
  const { key, within = null } = asked;
  if (within === null || !hasParts(key)) {
    const [figure] = figureCourses(lens, [key], "month");
    return figure === undefined ? untold("cannot-be-told", null) : judgedAfter(figure, asked);
  }
  const kindOf = kindsOf(lens, within.by);
  // Deals whose field is empty may belong to either: they are in neither.
  const [[part], [rest]] = [
    figureCourses(lens, [key], "month", (row) => kindOf(row) === within.value),
    figureCourses(lens, [key], "month", (row) => kindOf(row) !== within.value && kindOf(row) !== null),
  ];
  if (part === undefined || rest === undefined) return untold("cannot-be-told", null, { within, whyAlone: "rest-too-short" });
  const beside = lessTheRest(part, rest, asked.doneOn);
  const judged = beside === null ? judgedAfter(part, asked) : judgedAfter(beside.figure, asked, beside.level);
  return { ...judged, within, whyAlone: beside === null ? "rest-too-short" : null };
}

interface Beside {
  readonly figure: FigureCourse;
  /** Mean of the part itself before the day, in the units of its course. */
  readonly level: number;
}

/**
 * The part less what the rest foretells for it (difference in differences): what hits both alike falls out of it, whatever it did before. On the log scale the
 * difference of the logarithms; of shares the difference; of anything else less the rest at the part's scale, as it was before the day. Null where the rest has
 * fewer than eight months before or three since in common with the part, while the part by itself has them.
 */
export function lessTheRest(part: FigureCourse, rest: FigureCourse, doneOn: Day): Beside | null {
  const restAt = new Map(rest.judged.map((at) => [at, rest.points[at]!.value!]));
  const both = part.judged.filter((at) => restAt.has(at));
  const place = placeOf(part, both, doneOn);
  const ownPlace = placeOf(part, part.judged, doneOn);
  const isShort = (own: number, common: number, least: number) => common < least && own >= least;
  if (isShort(ownPlace, place, leastBefore) || isShort(part.judged.length - ownPlace, both.length - place, leastAfter)) return null;
  const own = both.map((at) => part.points[at]!.value!);
  const others = both.map((at) => restAt.get(at)!);
  const level = meanOf(own.slice(0, place));
  const restLevel = meanOf(others.slice(0, place));
  const onLog = part.onLog && rest.onLog;
  if (!onLog && part.unit !== "share" && !(restLevel > 0)) return null;
  const scale = part.unit === "share" ? 1 : level / restLevel;
  const values = own.map((value, n) => (onLog ? Math.log(value) - Math.log(others[n]!) : value - scale * others[n]!));
  return { figure: { ...part, judged: both, onLog, course: { ...part.course, times: both, values } }, level };
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Place, among these, of the first month that counts as after the day. */
function placeOf({ points }: FigureCourse, times: readonly number[], doneOn: Day): number {
  const since = firstStepAfter(points, doneOn);
  const found = times.findIndex((t) => points[t]!.period.from >= since);
  return found === -1 ? times.length : found;
}

const untold = (verdict: ActionVerdict, figure: FigureCourse | null, more: Partial<AfterAction> = {}): AfterAction => ({
  verdict,
  unit: figure?.unit ?? null,
  currency: figure?.currency,
  effect: null,
  isRelative: figure?.onLog ?? false,
  before: 0,
  after: 0,
  tellableOn: null,
  isLessThanExpected: false,
  isShort: false,
  within: null,
  whyAlone: "no-part",
  ...more,
});

/**
 * A step on the day, the error's lean integrated over (statistics/leaning.ts); no change of trend, because months are few. `moved` and `other-way` only where the
 * whole 90 % range lies on one side of zero; everything else that was told is `not-moved`: not shown to have moved. `levelBefore`: of the figure itself, where the
 * course is what is left of it beside a comparison.
 */
export function judgedAfter(figure: FigureCourse, { way, share, doneOn }: Asked, levelBefore?: number): AfterAction {
  const { times, values, perYear } = figure.course;
  const since = firstStepAfter(figure.points, doneOn);
  const place = placeOf(figure, times, doneOn);
  const [before, after] = [place, times.length - place];
  const counts = { before, after };
  if (before < leastBefore) return untold("cannot-be-told", figure, counts);
  // The months that are missing are counted from the first whole one after the day.
  if (after < leastAfter) return untold("too-early", figure, { ...counts, tellableOn: addMonths(since, leastAfter) });
  const told = interruptedBy({ times, values, perYear, place, hasSlope: false });
  if (typeof told === "string") return untold("cannot-be-told", figure, counts);
  const { mean } = told;
  const [low, high] = [mean.interval.low!, mean.interval.high!];
  const sign = low > 0 ? 1 : high < 0 ? -1 : 0;
  const wanted = way === "up" ? 1 : -1;
  const level = levelBefore ?? meanOf(values.slice(0, place));
  // On the log scale a share of the level is a step of its logarithm; of shares and the like it is a part of the level itself.
  const expected = share === null ? null : figure.onLog ? Math.log1p(Math.max(-0.999, wanted * share)) : wanted * share * Math.abs(level);
  const back = (x: number) => (figure.onLog ? Math.expm1(x) : x);
  return {
    ...untold(sign === 0 ? "not-moved" : sign === wanted ? "moved" : "other-way", figure, counts),
    effect: { ...mean, value: back(mean.value), interval: { ...mean.interval, low: back(low), high: back(high) } },
    isLessThanExpected: expected !== null && (wanted === 1 ? high < expected : low > expected),
    isShort: after < enoughAfter,
  };
}
