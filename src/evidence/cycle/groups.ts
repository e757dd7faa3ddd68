// Kinds of deal side by side: who closes sooner and who wins more, each against all others or one against another, with luck allowed for.
import type { Interval, Verdict } from "#facts/papers.ts";
import { type IncidenceAt, incidenceAt } from "#evidence/statistics/aalen-johansen.ts";
import { normalBelow, normalQuantile } from "#evidence/statistics/distributions.ts";
import { type LogRank, logRank } from "#evidence/statistics/log-rank.ts";
import { benjaminiHochberg } from "#evidence/statistics/multiplicity.ts";
import { restrictedMean } from "#evidence/statistics/survival.ts";
import { type AgePoint, type Curves, type Share, curvesOf, meanOf, pointsOf, reachOf } from "#evidence/cycle/course.ts";
import { type DealStays, closedCount, endedOf, staysWhere, wonWay } from "#evidence/cycle/stays.ts";

/** A difference to other deals, with the chance of one as large by luck alone, allowed for how many were looked at. */
export interface Difference {
  readonly value: number;
  readonly interval: Interval;
  readonly pValue: number;
  readonly verdict: Verdict;
}

export interface GroupCourse {
  /** Place of its name; -1: not stated. */
  readonly code: number;
  readonly stays: number;
  readonly closed: number;
  /** Null: too few of its deals closed, or it was not watched as long as the others; `reason` says which. */
  readonly told: {
    readonly wonBy: Share;
    /** Days open on average within the first `limit` days. */
    readonly mean: { readonly value: number; readonly interval: Interval };
    readonly wonDifference: Difference;
    readonly meanDifference: Difference;
  } | null;
  readonly reason: GroupGap | null;
}

export type GroupGap = "too-few-closed" | "not-watched-long-enough" | "not-watched-from-the-start";

type Pace = Pick<LogRank, "chiSquare" | "freedom" | "pValue">;

export interface Groups {
  /** The age up to which all groups that are told are watched, days. */
  readonly limit: number;
  readonly groups: readonly GroupCourse[];
  /** Whether the groups close at the same pace at all; null with fewer than two. */
  readonly pace: Pace | null;
}

/**
 * Each group (`code` of each stay, -1 not stated) against all other deals: share won by a common age (Aalen-Johansen) and days open within it
 * (restricted mean of closing). The age is the lower quarter of the limits of the groups that have ten closed deals; a group that cannot be followed so far
 * (`reachOf`) is named and not judged. p-values of all differences, of shares and of days, are adjusted together (Benjamini-Hochberg): clear below .05, likely
 * below .2. Order of rows and names do not matter.
 */
export function compareGroups(stays: DealStays, codes: Int32Array): Groups {
  const found = [...new Set(codes)].sort((a, b) => a - b);
  const own = found.map((code) => {
    const part = staysWhere(stays, (place) => codes[place] === code);
    return { code, part, curves: curvesOf(part) };
  });
  const limit = commonLimit(own.flatMap(({ curves }) => (curves.ok ? [curves.value] : [])));
  const drafts = own.map(({ code, curves, part }) => {
    const draft = (sides: Sides | null, reason: GroupCourse["reason"]) => ({ code, part, sides, reason });
    if (!curves.ok) return draft(null, curves.reason === "not-watched-from-the-start" ? curves.reason : "too-few-closed");
    if (reachOf(curves.value) < limit) return draft(null, "not-watched-long-enough");
    const others = curvesOf(staysWhere(stays, (place) => codes[place] !== code));
    const [a, b] = [at(curves.value, limit), others.ok ? at(others.value, limit) : null];
    return a === null || b === null ? draft(null, "too-few-closed") : draft({ a, b }, null);
  });
  const told = drafts.flatMap(({ sides }) => (sides === null ? [] : [sides]));
  const differences = judged(told.flatMap((sides) => [wonGap(sides), meanGap(sides)]));
  let place = 0;
  const groups = drafts.map(({ code, part, sides, reason }): GroupCourse => {
    const counted = { code, stays: part.rows.length, closed: closedCount(part), reason };
    if (sides === null) return Object.assign(counted, { told: null });
    const { a } = sides;
    const [wonDifference, meanDifference] = [differences[place++]!, differences[place++]!];
    return Object.assign(counted, { told: { wonBy: { value: a.won.share, interval: a.won.interval }, mean: a.meanShown, wonDifference, meanDifference } });
  });
  return { limit, groups, pace: paceOf(stays, codes) };
}

export interface PairSide {
  readonly stays: number;
  readonly closed: number;
  readonly wonBy: Share;
  readonly mean: { readonly value: number; readonly interval: Interval };
  readonly points: readonly AgePoint[];
}

export interface Pair {
  /** The age up to which both are watched. */
  readonly limit: number;
  readonly first: PairSide;
  readonly second: PairSide;
  /** First less second. */
  readonly wonDifference: Difference;
  readonly meanDifference: Difference;
  /** Log-rank test of closing; its p is adjusted as the differences' are. */
  readonly pace: Pace | null;
}

/**
 * Two kinds of deal with no deal in common, first less second, at the longest age up to which both can be followed (`reachOf`) and ten of one are
 * under watch. `looks` is how many such pairs
 * the reader could have picked: each p is multiplied by it (Bonferroni), since whoever looks for the largest difference finds one. Null where either has
 * no curve of its own.
 */
export function comparePair(first: DealStays, second: DealStays, looks = 1): Pair | null {
  const [own, other] = [curvesOf(first), curvesOf(second)];
  if (!own.ok || !other.ok) return null;
  const limit = Math.min(reachOf(own.value), reachOf(other.value), Math.max(own.value.limit, other.value.limit));
  const [a, b] = [at(own.value, limit), at(other.value, limit)];
  if (a === null || b === null) return null;
  const [wonDifference, meanDifference] = [wonGap({ a, b }), meanGap({ a, b })].map((gap) => differenceOf(gap, Math.min(1, pOf(gap) * looks)));
  const side = (stays: DealStays, { curves, seen }: { curves: Curves; seen: At }): PairSide => ({
    stays: stays.rows.length,
    closed: closedCount(stays),
    wonBy: { value: seen.won.share, interval: seen.won.interval },
    mean: seen.meanShown,
    points: pointsOf(stays, { ...curves, limit }),
  });
  const both = {
    ...joined(first, second),
    group: Uint8Array.from({ length: first.rows.length + second.rows.length }, (_, n) => Number(n >= first.rows.length)),
  };
  const test = logRank(both, 2);
  return {
    limit,
    first: side(first, { curves: own.value, seen: a }),
    second: side(second, { curves: other.value, seen: b }),
    wonDifference: wonDifference!,
    meanDifference: meanDifference!,
    pace: test.ok ? { chiSquare: test.value.chiSquare, freedom: 1, pValue: Math.min(1, test.value.pValue * looks) } : null,
  };
}

/** The lower quarter of the limits: one kind that was watched for a few days must not shorten the view of all. */
function commonLimit(curves: readonly Curves[]): number {
  const limits = curves.map((each) => each.limit).sort((a, b) => a - b);
  return limits[Math.floor(limits.length / 4)] ?? 0;
}

interface At {
  readonly won: IncidenceAt;
  readonly mean: { readonly value: number; readonly standardError: number };
  readonly meanShown: { readonly value: number; readonly interval: Interval };
}

interface Sides {
  readonly a: At;
  readonly b: At;
}

function at(curves: Curves, age: number): At | null {
  const { incidence, closing } = curves;
  if (reachOf(curves) < age) return null;
  // Once all are closed nothing changes any more.
  const known = Math.min(age, closing.lastWatched);
  const [won, mean, meanShown] = [incidenceAt(incidence, wonWay, known), restrictedMean(closing, known), meanOf(closing, age)];
  return won === null || mean === null || meanShown === null ? null : { won, mean, meanShown };
}

/** A difference of two figures of different deals, and its standard error. */
interface Gap {
  readonly value: number;
  readonly error: number;
}

const wonGap = ({ a, b }: Sides): Gap => ({ value: a.won.share - b.won.share, error: Math.hypot(a.won.standardError, b.won.standardError) });
const meanGap = ({ a, b }: Sides): Gap => ({ value: a.mean.value - b.mean.value, error: Math.hypot(a.mean.standardError, b.mean.standardError) });
const pOf = ({ value, error }: Gap) => (error > 0 ? 2 * normalBelow(-Math.abs(value) / error) : value === 0 ? 1 : 0);

function judged(gaps: readonly Gap[]): Difference[] {
  const adjusted = benjaminiHochberg(gaps.map(pOf));
  return gaps.map((gap, n) => differenceOf(gap, adjusted[n]!));
}

function differenceOf({ value, error }: Gap, pValue: number): Difference {
  const reach = normalQuantile(0.95) * error;
  return { value, interval: { low: value - reach, high: value + reach, level: 0.9 }, pValue, verdict: verdictOf(pValue) };
}

/** As everywhere: clear below .05, likely below .2. */
export function verdictOf(pValue: number): Verdict {
  return pValue < 0.05 ? "clear" : pValue < 0.2 ? "likely" : "within-chance";
}

function joined(first: DealStays, second: DealStays) {
  const days = (a: Int32Array, b: Int32Array) => {
    const both = new Int32Array(a.length + b.length);
    both.set(a);
    both.set(b, a.length);
    return both;
  };
  const ended = new Uint8Array(first.rows.length + second.rows.length);
  ended.set(endedOf(first));
  ended.set(endedOf(second), first.rows.length);
  return { enteredAfter: days(first.enteredAfter, second.enteredAfter), until: days(first.until, second.until), ended };
}

function paceOf(stays: DealStays, codes: Int32Array): Groups["pace"] {
  const places = new Map([...new Set(codes)].sort((a, b) => a - b).map((code, n) => [code, n]));
  const group = codes.map((code) => places.get(code)!);
  const told = logRank({ enteredAfter: stays.enteredAfter, until: stays.until, ended: endedOf(stays), group }, places.size);
  return told.ok ? { chiSquare: told.value.chiSquare, freedom: told.value.freedom, pValue: told.value.pValue } : null;
}
