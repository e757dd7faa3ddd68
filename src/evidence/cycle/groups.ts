// Two or more kinds of deal side by side: who closes sooner and who wins more, each against all others, with luck allowed for.
import type { Interval, Verdict } from "#facts/papers.ts";
import { type IncidenceAt, incidenceAt } from "#evidence/statistics/aalen-johansen.ts";
import { normalBelow, normalQuantile } from "#evidence/statistics/distributions.ts";
import { type LogRank, logRank } from "#evidence/statistics/log-rank.ts";
import { benjaminiHochberg } from "#evidence/statistics/multiplicity.ts";
import { restrictedMean } from "#evidence/statistics/survival.ts";
import { type Curves, type Share, curvesOf } from "#evidence/cycle/course.ts";
import { type DealStays, endedOf, staysWhere, wonWay } from "#evidence/cycle/stays.ts";

/** A difference to all other deals, with the chance of one as large by luck alone, allowed for the number of groups looked at. */
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
  readonly reason: "too-few-closed" | "not-watched-long-enough" | null;
}

export interface Groups {
  /** The age up to which all groups that are told are watched, days. */
  readonly limit: number;
  readonly groups: readonly GroupCourse[];
  /** Whether the groups close at the same pace at all; null with fewer than two. */
  readonly pace: Pick<LogRank, "chiSquare" | "freedom" | "pValue"> | null;
}

/**
 * Each group (`code` of each stay, -1 not stated) against all other deals: share won by a common age (Aalen-Johansen) and days open within it
 * (restricted mean of closing). The age is the shortest limit of the groups that have ten closed deals, so that nobody is judged on what was not watched.
 * p-values of all groups are adjusted together (Benjamini-Hochberg): clear below .05, likely below .2. Order of rows and names do not matter.
 */
export function compareGroups(stays: DealStays, codes: Int32Array): Groups {
  const found = [...new Set(codes)].sort((a, b) => a - b);
  const own = found.map((code) => {
    const part = staysWhere(stays, (place) => codes[place] === code);
    return { code, part, curves: curvesOf(part), closed: part.cause.reduce((sum, way) => sum + Number(way > 0), 0) };
  });
  const limits = own.flatMap(({ curves }) => (curves.ok ? [curves.value.limit] : [])).sort((a, b) => a - b);
  // A single group that was watched for a few days must not shorten the view of all: it is named as not watched long enough.
  const limit = limits[Math.floor(limits.length / 4)] ?? 0;
  const drafts = own.map(({ code, curves, part, closed }) => {
    const draft = (told: { a: At; b: At } | null, reason: GroupCourse["reason"]) => ({ code, stays: part.rows.length, closed, told, reason });
    if (!curves.ok) return draft(null, "too-few-closed");
    const others = curvesOf(staysWhere(stays, (place) => codes[place] !== code));
    const [a, b] = [at(curves.value, limit), others.ok ? at(others.value, limit) : null];
    if (a === null || b === null) return draft(null, a === null ? "not-watched-long-enough" : "too-few-closed");
    return draft({ a, b }, null);
  });
  const told = drafts.flatMap((draft) => (draft.told === null ? [] : [draft.told]));
  const won = differencesOf(told.map(({ a, b }) => ({ value: a.won.share - b.won.share, error: Math.hypot(a.won.standardError, b.won.standardError) })));
  const mean = differencesOf(told.map(({ a, b }) => ({ value: a.mean.value - b.mean.value, error: Math.hypot(a.mean.standardError, b.mean.standardError) })));
  let place = 0;
  const groups = drafts.map(({ told: both, ...draft }): GroupCourse => {
    if (both === null) return Object.assign(draft, { told: null });
    const { a } = both;
    const n = place++;
    const reach = normalQuantile(0.95) * a.mean.standardError;
    return Object.assign(draft, {
      told: {
        wonBy: { value: a.won.share, interval: a.won.interval },
        mean: { value: a.mean.value, interval: { low: Math.max(0, a.mean.value - reach), high: Math.min(limit, a.mean.value + reach), level: 0.9 } },
        wonDifference: won[n]!,
        meanDifference: mean[n]!,
      },
    });
  });
  return { limit, groups, pace: paceOf(stays, codes, found) };
}

interface At {
  readonly won: IncidenceAt;
  readonly mean: { readonly value: number; readonly standardError: number };
}

function at({ incidence, closing, limit }: Curves, age: number): At | null {
  if (limit < age) return null;
  const [won, mean] = [incidenceAt(incidence, wonWay, age), restrictedMean(closing, age)];
  return won === null || mean === null ? null : { won, mean };
}

function differencesOf(found: readonly { readonly value: number; readonly error: number }[]): Difference[] {
  const pValues = found.map(({ value, error }) => (error > 0 ? 2 * normalBelow(-Math.abs(value) / error) : value === 0 ? 1 : 0));
  const adjusted = benjaminiHochberg(pValues);
  return found.map(({ value, error }, n) => {
    const reach = normalQuantile(0.95) * error;
    const p = adjusted[n]!;
    return {
      value,
      interval: { low: value - reach, high: value + reach, level: 0.9 },
      pValue: p,
      verdict: p < 0.05 ? "clear" : p < 0.2 ? "likely" : "within-chance",
    };
  });
}

function paceOf(stays: DealStays, codes: Int32Array, found: readonly number[]): Groups["pace"] {
  const places = new Map(found.map((code, n) => [code, n]));
  const group = codes.map((code) => places.get(code)!);
  const told = logRank({ enteredAfter: stays.enteredAfter, until: stays.until, ended: endedOf(stays), group }, found.length);
  return told.ok ? { chiSquare: told.value.chiSquare, freedom: told.value.freedom, pValue: told.value.pValue } : null;
}
