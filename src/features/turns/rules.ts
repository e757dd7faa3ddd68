// What is answered about turning points: proposals beside what people said of them, the check and its parts, and how the dials stood before and stand since.
import type { CheckPartView, ExpectedClaim, TurnDetail, TurnDials, TurnSeries } from "#features/turns/contract.ts";
import { figureCourses } from "#evidence/change/figure-course.ts";
import { salesTurns } from "#evidence/change/sales-turns.ts";
import { type TurningFacts, proposedTurns } from "#evidence/change/turning-points.ts";
import { changeBetween, comparable, verdictOf } from "#evidence/kpi/change.ts";
import type { Lens } from "#evidence/kpi/lens.ts";
import { someFigures, stepsOf } from "#evidence/kpi/series.ts";
import { normalBelow, normalQuantile } from "#evidence/statistics/distributions.ts";
import { wilsonInterval } from "#evidence/statistics/proportion.ts";
import { meanError } from "#evidence/statistics/trend.ts";
import type { ClaimKey } from "#facts/claims.ts";
import type { Caution, Interval, NumberWithPapers } from "#facts/papers.ts";
import type { SurveyStatement } from "#facts/survey.ts";
import {
  type CheckPart,
  type CheckState,
  type ProposedTurn,
  type TurningKind,
  checkParts,
  claimsToExpect,
  pulseStatements,
  watchedSales,
} from "#facts/turning-point.ts";
import { type Day, addDays, addMonths, daysBetween } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";
import type { WhyNot } from "#kit/refusal.ts";

/** All that the facts propose, in order of days. */
export function allProposals(lens: Lens, given: TurningFacts): ProposedTurn[] {
  return [...proposedTurns(given), ...salesTurns(lens)].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.key < b.key ? -1 : 1));
}

/** Months around which a turning point is drawn. */
const [monthsBefore, monthsSince] = [30, 18];

/** From the first month with a deal on: before it nothing is on record, which is not the same as nothing won. */
function sinceFirst<P extends { readonly sample: number }>(points: readonly P[]): readonly P[] {
  const first = points.findIndex(({ sample }) => sample > 0);
  return first === -1 ? [] : points.slice(first);
}

/** Won value and orders by months around a day. */
export function seriesAround(lens: Lens, day: Day): TurnSeries[] {
  return figureCourses(lens, watchedSales, "month").map(({ key, unit, currency, points }) => ({
    key: key as TurnSeries["key"],
    unit,
    currency,
    points: sinceFirst(points)
      .filter(({ period }) => period.until > addMonths(day, -monthsBefore) && period.from < addMonths(day, monthsSince))
      .map(({ period, value, interval, sample }) => ({ period, value, interval, sample })),
  }));
}

interface Part {
  readonly turnId: string;
  readonly part: CheckPart;
  readonly state: CheckState;
  readonly reason: string | null;
  readonly madeId: string | null;
  readonly kept: readonly ExpectedClaim[] | null;
  readonly by: string | null;
  readonly at: string;
}

interface End {
  readonly turnId: string;
  readonly outcome: string;
  readonly on: Day;
  readonly by: string | null;
}

export function checkStateOf(turnId: string, parts: readonly Pick<Part, "turnId">[], ends: readonly Pick<End, "turnId">[]): "none" | "under-way" | "over" {
  if (ends.some((end) => end.turnId === turnId)) return "over";
  return parts.some((part) => part.turnId === turnId) ? "under-way" : "none";
}

export function checkOf({ id, kind }: { id: string; kind: TurningKind }, parts: readonly Part[], ends: readonly End[]): NonNullable<TurnDetail["check"]> {
  const end = ends.find(({ turnId }) => turnId === id);
  return {
    parts: checkParts.map((part) =>
      partView(
        part,
        parts.find((one) => one.turnId === id && one.part === part),
      ),
    ),
    statements: [...pulseStatements[kind]] as SurveyStatement[],
    claims: [...claimsToExpect[kind]] as ClaimKey[],
    over: end === undefined ? null : { outcome: end.outcome, on: end.on, by: end.by },
  };
}

export function partView(part: CheckPart, row: Omit<Part, "turnId"> | undefined): CheckPartView {
  if (row === undefined) return { part, state: "open", reason: null, by: null, at: null, madeId: null, kept: null };
  const { state, reason, by, at, madeId, kept } = row;
  return { part, state, reason, by, at, madeId, kept: kept === null ? null : [...kept] };
}

/** A check that is over is opened again before it is changed; a part is decided once, and taken back before it is decided otherwise. */
export function whyNotSetPart(asked: "open" | CheckState, { isOver, was }: { readonly isOver: boolean; readonly was: CheckState | null }): WhyNot {
  if (isOver) return "check-is-over";
  return (asked === "open") === (was === null) ? "part-decided" : null;
}

/** News is what was told or happened of late; an old file that comes in today tells nobody of falls of years ago. */
const newsDays = 100;

export function isNews({ told, day }: ProposedTurn, today: Day): boolean {
  return daysBetween(told?.toldOn ?? day, today) <= newsDays;
}

const dialFigures = ["revenue", "deals-won", "win-rate", "cycle-median-won"] as const;
const longestSince = 12;
/** With fewer days since, nothing is compared. */
const leastSince = 28;

/** The time since the turn, a year at the most, and the same months of the year before it. Null: too short. */
export function dialPeriods(day: Day, { lastSeen, over }: { readonly lastSeen: Day; readonly over: Day | null }): { before: Period; since: Period } | null {
  const until = [addDays(lastSeen, 1), addMonths(day, longestSince), ...(over === null ? [] : [over])].reduce((first, one) => (one < first ? one : first));
  if (daysBetween(day, until) < leastSince) return null;
  return { since: { from: day, until }, before: { from: addMonths(day, -12), until: addMonths(until, -12) } };
}

type Dial = TurnDials["dials"][number];

/** How much the months of a period vary, figure by figure: what is read from books has no other range. */
function swings(lens: Lens, period: Period): (number | null)[] {
  const months = stepsOf(period, "month").map((month) => someFigures(lens, month, dialFigures).map((number) => comparable(number).value));
  return dialFigures.map((_, i) => meanError(months.flatMap((values) => values[i] ?? [])));
}

/** The same months of the year before and the time since, so that the season is in both. */
export function figureDials(lens: Lens, { before, since }: { before: Period; since: Period }): Dial[] {
  const [earlier, later] = [someFigures(lens, before, dialFigures), someFigures(lens, since, dialFigures)];
  const [swingBefore, swingSince] = [swings(lens, before), swings(lens, since)];
  return later.map((number, i): Dial => {
    const was = earlier[i]!;
    const change = changeBetween(was, number, { earlier: swingBefore[i]!, later: swingSince[i]! });
    const isRelative = number.unit !== "share" && change.relative !== null && (was.value ?? 0) > 0;
    const scale = (x: number | null) => (x === null ? null : isRelative ? x / change.earlier! : x);
    const { interval: range } = change;
    const interval: Interval | null = range && { low: scale(range.low), high: scale(range.high), level: range.level };
    const isTold = change.value !== null && interval !== null && change.verdict !== "cannot-be-told";
    return {
      key: number.key,
      unit: number.unit,
      currency: number.currency,
      before: sideOf(was),
      since: sideOf(number),
      change: isTold ? { value: scale(change.value)!, interval: interval, isRelative, verdict: change.verdict as "clear" } : null,
      reason: change.reason ?? null,
    };
  });
}

const sideOf = ({ value, interval, sample, period }: NumberWithPapers) => ({ value, interval, sample, period });
const noSide = { value: null, interval: null, sample: 0, period: null };

interface Sum {
  readonly closedOn: Day;
  readonly value: number;
  readonly interval: Interval | null;
  readonly people: number;
}

/** The last whole wave before the day and the last one since; as of two groups of strangers. */
export function surveyDial(sums: readonly Sum[], day: Day, over: Day | null): Dial {
  const before = sums.findLast(({ closedOn }) => closedOn < day);
  const since = sums.findLast(({ closedOn }) => closedOn >= day && (over === null || closedOn <= over));
  const side = (sum: Sum | undefined) => (sum === undefined ? noSide : { value: sum.value, interval: sum.interval, sample: sum.people, period: null });
  return { key: "survey", unit: "points", before: side(before), since: side(since), ...judged(before, since) };
}

export interface PromisesTold {
  readonly kept: number;
  readonly told: number;
  readonly period: Period;
}

/** Promises kept of those that can be told, with Wilson's range: few promises give wide ranges. */
export function promisesDial(before: PromisesTold | null, since: PromisesTold | null): Dial {
  const side = (told: PromisesTold | null) =>
    told === null || told.told === 0
      ? noSide
      : { value: told.kept / told.told, interval: wilsonInterval(told.kept, told.told), sample: told.told, period: told.period };
  const [was, is] = [side(before), side(since)];
  const pair = (one: typeof was) => (one.value === null ? undefined : { value: one.value, interval: one.interval });
  return { key: "promises", unit: "share", before: was, since: is, ...judged(pair(was), pair(is)) };
}

/** The difference of two independent figures, by the widths of their ranges. */
function judged(before: Ranged | undefined, since: Ranged | undefined): Pick<Dial, "change" | "reason"> {
  if (before === undefined || since === undefined) return { change: null, reason: before === undefined ? "nothing-before" : "nothing-since" };
  const [a, b] = [errorOf(before), errorOf(since)];
  if (a === null || b === null) return { change: null, reason: "no-interval" };
  const [value, error] = [since.value - before.value, Math.hypot(a, b)];
  const reach = normalQuantile(0.95) * error;
  const verdict = verdictOf(error === 0 ? (value === 0 ? 0.5 : 1) : normalBelow(Math.abs(value) / error)) as "clear";
  return { change: { value, interval: { low: value - reach, high: value + reach, level: 0.9 }, isRelative: false, verdict }, reason: null };
}

type Ranged = Pick<Sum, "value" | "interval">;

function errorOf({ interval }: Ranged): number | null {
  return interval === null || interval.low === null || interval.high === null
    ? null
    : (interval.high - interval.low) / (2 * normalQuantile(0.5 + interval.level / 2));
}

/** before-and-since: what else happened in the time is in it too. few-since: less than half a year. */
export function dialCautions({ since }: { since: Period }): Caution[] {
  return [{ code: "turn-before-and-since" }, ...(daysBetween(since.from, since.until) < 182 ? [{ code: "turn-few-since" }] : [])];
}
