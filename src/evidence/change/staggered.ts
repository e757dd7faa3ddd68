// Whether a figure stood differently where a way of working was taken up: each part of the firm against those parts that had not begun yet, and all of them together.
import type { FirmPart, PartField } from "#facts/actions.ts";
import { hasParts } from "#facts/goal-keys.ts";
import type { Interval, Unit } from "#facts/papers.ts";
import { type Day, addMonths } from "#kit/day.ts";
import { type FigureCourse, figureCourses, firstStepAfter } from "#evidence/change/figure-course.ts";
import { lessTheRest } from "#evidence/change/after-action.ts";
import { enoughAfter, interruptedBy, leastAfter, leastBefore } from "#evidence/change/interrupted.ts";
import { kindsOf } from "#evidence/kpi/figures-by.ts";
import type { Lens } from "#evidence/kpi/lens.ts";

export interface Begun {
  /** Null: the whole firm. */
  readonly within: FirmPart | null;
  readonly on: Day;
  /** The first day on which it was not done any more; months from there on are not looked at. */
  readonly endedOn: Day | null;
}

export type StaggeredVerdict = "better" | "worse" | "not-shown" | "too-early" | "cannot-be-told";
/** Why nothing is told: costs are on record for the whole firm alone; too few months before, or after until it was given up or the next began; no part is left that had not begun; the figure has no months at all. */
export type WhyUntold = "no-parts-of-costs" | "too-few-before" | "too-few-after" | "nobody-to-compare" | "no-figure";

export interface TeamEffect {
  readonly within: FirmPart | null;
  readonly on: Day;
  readonly before: number;
  readonly after: number;
  /** On the scale that is shown; null where it is not told. */
  readonly value: number | null;
  readonly interval: Interval | null;
  readonly whyUntold: WhyUntold | "too-early" | null;
}

export interface Staggered {
  readonly key: string;
  readonly unit: Unit | null;
  readonly currency: string | undefined;
  /** Relative (-0.1: a tenth less), else in the figure's unit. */
  readonly isRelative: boolean;
  readonly verdict: StaggeredVerdict;
  readonly value: number | null;
  readonly interval: Interval | null;
  readonly teams: readonly TeamEffect[];
  /** Against parts that had not begun; false: against the firm's own months before, so that whatever else came at the time is in it too. */
  readonly isCompared: boolean;
  /** The first day on which enough months have passed; null where that is not what is missing. */
  readonly tellableOn: Day | null;
  readonly whyUntold: WhyUntold | null;
  readonly isShort: boolean;
}

interface Told {
  readonly mean: number;
  /** Half of the range that holds 90 %. */
  readonly half: number;
  /** How much of its noise is that of what it is compared with: 0 to 1. */
  readonly shared: number;
}

/**
 * Each part is set against the parts of the same kind that had not begun by the end of what is looked at (difference in differences); where all have begun, the
 * months end where the next one begins. What is told is the mean over the parts. `better`: it fell, as the headline figures do where cooperation helps.
 * Source: Callaway and Sant'Anna 2021 (those not yet treated as comparison, group by group).
 */
export function staggeredEffect(lens: Lens, key: string, begun: readonly Begun[]): Staggered {
  const whole = begun.filter(({ within }) => within === null);
  const parts = firstOfEach(begun.filter((each): each is Begun & { within: FirmPart } => each.within !== null));
  // Where the whole firm has begun, no part is left to compare with: it is judged by its own months.
  if (parts.length === 0 || whole.length > 0) return ofWholeFirm(lens, key, earliest(whole.length > 0 ? whole : begun));
  if (!hasParts(key)) return untold(key, null, "no-parts-of-costs");
  const asked = parts.map((part) => ofPart(lens, key, { part, all: parts }));
  // One scale for all: a part whose months are not all above zero cannot stand beside those on the log scale.
  const isRelative = asked.some((team) => team.told !== null && team.isRelative);
  const teams = asked.map((team): TeamAsked => (team.told === null || team.isRelative === isRelative ? team : withoutFigure(team)));
  const shown = (x: number) => (isRelative ? Math.expm1(x) : x);
  const told = teams.flatMap((team) => (team.told === null ? [] : [team.told]));
  const views = teams.map(({ told: own, view }) => Object.assign({}, view, own === null ? {} : rangeOf(own.mean, own.half, shown)));
  const figure = teams.find((team) => team.figure !== null)?.figure ?? null;
  if (told.length === 0) return { ...untold(key, figure, null), teams: views, isCompared: true, ...whyNone(teams) };
  const pooled = together(told);
  return {
    ...untold(key, figure, null),
    isRelative,
    ...rangeOf(pooled.mean, pooled.half, shown),
    verdict: verdictOf(pooled),
    teams: views,
    isCompared: true,
    isShort: views.every(({ after }) => after < enoughAfter),
  };
}

interface TeamAsked {
  readonly figure: FigureCourse | null;
  readonly isRelative: boolean;
  readonly told: Told | null;
  readonly view: TeamEffect;
  /** The first day on which enough months have passed, where that is what is missing. */
  readonly tellableOn: Day | null;
}

const withoutFigure = (team: TeamAsked): TeamAsked => ({ ...team, told: null, view: { ...team.view, whyUntold: "no-figure" } });

/** A part that gave up and began again is judged by its first beginning: the months before a second one are none without. */
function firstOfEach<T extends { readonly within: FirmPart; readonly on: Day }>(parts: readonly T[]): T[] {
  const isSame = (one: T, other: T) => one.within.by === other.within.by && one.within.value === other.within.value;
  return parts.filter((part, at) => !parts.some((other, n) => n !== at && isSame(part, other) && (other.on < part.on || (other.on === part.on && n < at))));
}

const earliest = (begun: readonly Begun[]) => begun.reduce((first, each) => (each.on < first.on ? each : first));

function rangeOf(mean: number, half: number, shown: (x: number) => number): { value: number; interval: Interval } {
  return { value: shown(mean), interval: { low: shown(mean - half), high: shown(mean + half), level: 0.9 } };
}

const verdictOf = ({ mean, half }: Told): StaggeredVerdict => (mean + half < 0 ? "better" : mean - half > 0 ? "worse" : "not-shown");

function untold(key: string, figure: FigureCourse | null, whyUntold: WhyUntold | null): Staggered {
  return {
    key,
    unit: figure?.unit ?? null,
    currency: figure?.currency,
    isRelative: figure?.onLog ?? false,
    verdict: "cannot-be-told",
    value: null,
    interval: null,
    teams: [],
    isCompared: false,
    tellableOn: null,
    whyUntold,
    isShort: false,
  };
}

/** Too early where any part only waits for months; else why the first cannot be told. */
function whyNone(teams: readonly TeamAsked[]): Pick<Staggered, "verdict" | "tellableOn" | "whyUntold"> {
  const days = teams.flatMap(({ tellableOn }) => tellableOn ?? []).sort();
  if (days.length > 0) return { verdict: "too-early", tellableOn: days[0]!, whyUntold: null };
  const why = teams.map(({ view }) => view.whyUntold).find((each) => each !== null && each !== "too-early");
  return { verdict: "cannot-be-told", tellableOn: null, whyUntold: why ?? "no-figure" };
}

function ofWholeFirm(lens: Lens, key: string, { on, endedOn }: Begun): Staggered {
  const [figure] = figureCourses(lens, [key], "month");
  if (figure === undefined) return untold(key, null, "no-figure");
  const judged = judgedSince(cut(figure, endedOn), on, endedOn);
  const shown = (x: number) => (figure.onLog ? Math.expm1(x) : x);
  if (judged.told === null) {
    const isEarly = judged.why === "too-early";
    const tellableOn = isEarly ? judged.tellableOn : null;
    return { ...untold(key, figure, judged.why === "too-early" ? null : judged.why), verdict: isEarly ? "too-early" : "cannot-be-told", tellableOn };
  }
  const { mean, half } = judged.told;
  return { ...untold(key, figure, null), ...rangeOf(mean, half, shown), verdict: verdictOf(judged.told), isShort: judged.after < enoughAfter };
}

interface PartAsked {
  readonly part: Begun & { readonly within: FirmPart };
  readonly all: readonly (Begun & { readonly within: FirmPart })[];
}

/** Months of the part less those of parts that had not begun. */
function ofPart(lens: Lens, key: string, { part, all }: PartAsked): TeamAsked {
  const { within, on, endedOn } = part;
  const { by } = within;
  const kindOf = kindsOf(lens, by);
  const [own] = figureCourses(lens, [key], "month", (row) => kindOf(row) === within.value);
  const view: TeamEffect = { within, on, before: 0, after: 0, value: null, interval: null, whyUntold: null };
  const none = { figure: own ?? null, isRelative: own?.onLog ?? false, told: null, tellableOn: null };
  if (own === undefined) return { ...none, view: { ...view, whyUntold: "no-figure" } };
  const compared = comparison(lens, key, { by, own, on, all, kindOf });
  if (compared === null) return { ...none, view: { ...view, whyUntold: "nobody-to-compare" } };
  const until = [endedOn, compared.until].reduce((first, day) => (first === null || (day !== null && day < first) ? day : first), null);
  const judged = judgedSince(cut(compared.figure, endedOn), on, until);
  const counted = { ...view, before: judged.before, after: judged.after };
  const scale = { figure: own, isRelative: compared.figure.onLog };
  if (judged.told === null) return { ...scale, told: null, view: { ...counted, whyUntold: judged.why }, tellableOn: judged.tellableOn };
  return { ...scale, told: { ...judged.told, shared: compared.shared }, view: counted, tellableOn: null };
}

interface Compared {
  readonly figure: FigureCourse;
  readonly shared: number;
  /** The day on which the next one began, so that nobody is left to compare with from then on; null: that never comes. */
  readonly until: Day | null;
}

interface Comparison {
  readonly by: PartField;
  readonly own: FigureCourse;
  readonly on: Day;
  readonly all: PartAsked["all"];
  readonly kindOf: (row: number) => string | null;
}

/** The part less the rest that never began; where all others began some day, less those that began later, up to the first of them. Null: nobody is left. */
function comparison(lens: Lens, key: string, { by, own, on, all, kindOf }: Comparison): Compared | null {
  const startOf = new Map(all.filter(({ within }) => within.by === by).map((each) => [each.within.value, each.on]));
  const less = (isRest: (kind: string) => boolean) => {
    const [rest] = figureCourses(lens, [key], "month", (row) => {
      const kind = kindOf(row);
      return kind !== null && isRest(kind);
    });
    const figure = rest === undefined || rest.judged.length === 0 ? null : (lessTheRest(own, rest, on)?.figure ?? null);
    return figure === null ? null : { figure, shared: casesOf(own) / (casesOf(own) + casesOf(rest!)), until: null };
  };
  const never = less((kind) => !startOf.has(kind));
  if (never !== null) return never;
  const later = [...startOf.values()].filter((day) => day > on).sort();
  for (const day of later) {
    const some = less((kind) => (startOf.get(kind) ?? "9999-12-31") >= day);
    if (some !== null) return { ...some, figure: cut(some.figure, day), until: day };
  }
  return null;
}

const casesOf = ({ points, judged }: FigureCourse) => judged.reduce((sum, at) => sum + points[at]!.sample, 0);

/** Without the months from this day's on. */
function cut(figure: FigureCourse, day: Day | null): FigureCourse {
  if (day === null) return figure;
  const { times, values, perYear } = figure.course;
  const kept = times.map((_, n) => n).filter((n) => figure.points[times[n]!]!.period.until <= day);
  return { ...figure, judged: kept.map((n) => times[n]!), course: { times: kept.map((n) => times[n]!), values: kept.map((n) => values[n]!), perYear } };
}

/** `until`: the day from which on no month counts any more. Where too few lie before it, waiting does not help. */
function judgedSince(figure: FigureCourse, on: Day, until: Day | null) {
  const { times, values, perYear } = figure.course;
  const since = firstStepAfter(figure.points, on);
  const found = times.findIndex((t) => figure.points[t]!.period.from >= since);
  const place = found === -1 ? times.length : found;
  const [before, after] = [place, times.length - place];
  const none = { before, after, told: null, tellableOn: null };
  if (before < leastBefore) return { ...none, why: "too-few-before" as const };
  if (after < leastAfter && until !== null && until < addMonths(since, leastAfter)) return { ...none, why: "too-few-after" as const };
  if (after < leastAfter) return { ...none, why: "too-early" as const, tellableOn: addMonths(since, leastAfter) };
  const told = interruptedBy({ times, values, perYear, place, hasSlope: false });
  if (typeof told === "string") return { ...none, why: "too-few-before" as const };
  const { low, high } = told.mean.interval;
  return { before, after, told: { mean: told.mean.value, half: (high! - low!) / 2, shared: 0 }, why: null, tellableOn: null };
}

/**
 * The mean over the parts that began, each counting the same: what working this way did where it was done. Parts that are set against the same rest err together, by as
 * much as the rest's own noise is of the difference: the fewer deals it has beside the part, the more.
 */
export function together(told: readonly Told[]): Told {
  const k = told.length;
  let sum = 0;
  for (const [i, one] of told.entries())
    for (const [j, other] of told.entries()) sum += i === j ? one.half ** 2 : Math.sqrt(one.shared * other.shared) * one.half * other.half;
  return { mean: told.reduce((all, { mean }) => all + mean, 0) / k, half: Math.sqrt(sum) / k, shared: Math.max(...told.map(({ shared }) => shared)) };
}
