// Whether a figure stood differently after an action was done: the mean of the months since against what the months before foretell.
import type { ActionVerdict } from "#facts/actions.ts";
import type { Unit } from "#facts/papers.ts";
import { type Day, addMonths } from "#kit/day.ts";
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
}

/** A month that holds the day counts as before it. Cannot be told with fewer than eight months before; too early with fewer than three since. */
export function afterAction(lens: Lens, asked: Asked): AfterAction {
  const [figure] = figureCourses(lens, [asked.key], "month");
  return figure === undefined ? untold("cannot-be-told", null) : judgedAfter(figure, asked);
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
  ...more,
});

/**
 * A step on the day, the error's lean integrated over (statistics/leaning.ts); no change of trend, because months are few. `moved` and `other-way` only where the
 * whole 90 % range lies on one side of zero; everything else that was told is `not-moved`: not shown to have moved.
 */
export function judgedAfter(figure: FigureCourse, { way, share, doneOn }: Asked): AfterAction {
  const { times, values, perYear } = figure.course;
  const since = firstStepAfter(figure.points, doneOn);
  const found = times.findIndex((t) => figure.points[t]!.period.from >= since);
  const place = found === -1 ? times.length : found;
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
  const level = values.slice(0, place).reduce((sum, value) => sum + value, 0) / before;
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
