// One rule for all promises of all sides: kept, broken, or not to be told; with the measured share, its range, and the months behind it.
import type { EntityName } from "#facts/entities.ts";
import type { Caution, Interval } from "#facts/papers.ts";
import { type PromiseKey, type PromiseSide, promiseKeys, sideOfPromise } from "#facts/promises.ts";
import type { Period } from "#kit/period.ts";
import { stepsOf } from "#evidence/kpi/series.ts";
import { type CountedPromise, type PromiseCase, casesOf } from "#evidence/promises/cases.ts";
import { type PreparedGround, boundsOf } from "#evidence/promises/ground.ts";
import { totalInterval } from "#evidence/statistics/counts.ts";
import { wilsonInterval } from "#evidence/statistics/proportion.ts";

export const promiseStatuses = ["kept", "broken", "cannot-be-told"] as const;
export type PromiseStatus = (typeof promiseStatuses)[number];

/** With fewer cases nobody is judged. */
export const fewestCases = 10;
const level = 0.9;

export interface PromiseMonth {
  readonly period: Period;
  /** Null: no case in it. */
  readonly measured: number | null;
  readonly interval: Interval | null;
  readonly sample: number;
}

export interface PromiseJudgement {
  readonly key: PromiseKey;
  readonly side: PromiseSide;
  readonly status: PromiseStatus;
  /** Why it cannot be told; null where it is. */
  readonly reason: string | null;
  readonly details: Readonly<Record<string, number>>;
  readonly unit: "share" | "money" | "minutes";
  /** at-least: as much or more keeps it. */
  readonly holds: "at-least" | "at-most";
  /** Null with fewer than ten cases: a share of three is a number that reads like a verdict. The details then say how many were kept. */
  readonly measured: number | null;
  readonly interval: Interval | null;
  /** What was promised, weighed over the cases where it changed in between; null: no level was agreed. */
  readonly promised: number | null;
  readonly sample: number;
  /** Cases in which it was not kept. */
  readonly short: number;
  /** Cases judged by terms that both heads had signed. */
  readonly underSigned: number;
  readonly months: readonly PromiseMonth[];
  readonly cautions: readonly Caution[];
  readonly entity: EntityName | null;
  readonly cases: readonly PromiseCase[];
}

/** What accepted leads are worth, worked out elsewhere: row, day of acceptance, value in minor units. */
export interface AcceptedValue {
  readonly leads: readonly { readonly id: string; readonly on: number; readonly value: number; readonly person: string | null }[];
  readonly cautions: readonly Caution[];
}
export type AcceptedValues = { readonly ok: true; readonly value: AcceptedValue } | { readonly ok: false; readonly reason: string };

/** The promise's level on a day as a share of cases. */
function shareOn(ground: PreparedGround, key: CountedPromise, on: number): { share: number; isSigned: boolean } {
  if (key === "definitional-returns") {
    const { terms, isSigned } = ground.termsOn(key, on);
    return { share: terms.atMost, isSigned };
  }
  const { terms, isSigned } = ground.termsOn(key, on);
  return { share: terms.atLeast, isSigned };
}

/**
 * A promise speaks of what was done, so it is counted and not inferred: kept where the share of the period reaches the level that was promised.
 * It is broken only where the whole 90 % range (Wilson) lies on the wrong side; a shortfall that chance could make is held against nobody, and neither is
 * one of fewer than ten cases. Where terms changed within the period each case is judged by its own, and the level is their mean over the cases.
 */
export function verdictOf(of: { measured: number; interval: Interval; promised: number; holds: "at-least" | "at-most" }): {
  status: PromiseStatus;
  reason: string | null;
} {
  const { measured, interval, promised, holds } = of;
  const isReached = holds === "at-least" ? measured >= promised - 1e-12 : measured <= promised + 1e-12;
  if (isReached) return { status: "kept", reason: null };
  const isClear = holds === "at-least" ? interval.high !== null && interval.high < promised : interval.low !== null && interval.low > promised;
  return isClear ? { status: "broken", reason: null } : { status: "cannot-be-told", reason: "short-within-chance" };
}

/** By day numbers: a day written out for every case and month took most of the time of a judgement. */
function within(period: Period): (one: { readonly on: number }) => boolean {
  const [from, until] = boundsOf(period);
  return ({ on }) => on >= from && on < until;
}

function monthsOf(period: Period, cases: readonly PromiseCase[], isHit: (one: PromiseCase) => boolean): PromiseMonth[] {
  return stepsOf(period, "month").map((month) => {
    const own = cases.filter(within(month));
    const hits = own.filter(isHit).length;
    return { period: month, measured: own.length === 0 ? null : hits / own.length, interval: wilsonInterval(hits, own.length, level), sample: own.length };
  });
}

function countedJudgement(ground: PreparedGround, key: CountedPromise, { period, trend }: Asked): PromiseJudgement {
  const holds = key === "definitional-returns" ? "at-most" : "at-least";
  const whole = casesOf(key, ground, trend);
  const around = { key, side: sideOfPromise[key], unit: "share", holds } as const;
  const today = shareOn(ground, key, ground.lastSeen);
  if (!whole.ok) return { ...around, ...nothing, promised: today.share, reason: whole.reason };
  const cases = whole.cases.filter(within(period));
  // Measured is the share that the promise speaks of: of returns where returns are limited, else of what was kept.
  const isHit = (one: PromiseCase) => (holds === "at-most" ? !one.isKept : one.isKept);
  const levels = cases.map(({ on }) => shareOn(ground, key, on));
  const promised = levels.every(({ share }) => share === levels[0]!.share)
    ? (levels[0]?.share ?? today.share)
    : levels.reduce((sum, { share }) => sum + share, 0) / cases.length;
  const hits = cases.filter(isHit).length;
  const isTold = cases.length >= fewestCases;
  const measured = isTold ? hits / cases.length : null;
  const interval = isTold ? wilsonInterval(hits, cases.length, level) : null;
  const short = cases.filter(({ isKept }) => !isKept).length;
  const verdict =
    measured !== null && interval !== null
      ? verdictOf({ measured, interval, promised, holds })
      : ({ status: "cannot-be-told", reason: cases.length === 0 ? "no-cases" : "too-few-cases" } as const);
  return {
    ...around,
    ...verdict,
    details: isTold ? {} : { count: cases.length, kept: cases.length - short, needed: fewestCases },
    measured,
    interval,
    promised,
    sample: cases.length,
    short,
    underSigned: levels.filter(({ isSigned }) => isSigned).length,
    months: monthsOf(trend, whole.cases, isHit),
    cautions: whole.cautions,
    entity: whole.entity,
    cases,
  };
}

const nothing = {
  status: "cannot-be-told",
  details: {},
  measured: null,
  interval: null,
  sample: 0,
  short: 0,
  underSigned: 0,
  months: [],
  cautions: [],
  entity: null,
  cases: [],
} as const;

interface Asked {
  readonly period: Period;
  /** The months shown behind it; holds the period. */
  readonly trend: Period;
}

/** Value of accepted leads for each month of the period against the level agreed for a month. */
function valueJudgement(ground: PreparedGround, accepted: AcceptedValues, { period, trend }: Asked): PromiseJudgement {
  const around = { key: "accepted-value", side: "marketing", unit: "money", holds: "at-least" } as const;
  const months = stepsOf(period, "month");
  const levels = months.map(({ from }) => ground.termsOn("accepted-value", Math.floor(Date.parse(from) / 86_400_000)));
  const agreed = levels.map(({ terms }) => terms.perMonth).filter((perMonth) => perMonth !== null);
  const promised = agreed.length === 0 ? null : agreed.reduce((sum, perMonth) => sum + perMonth, 0) / agreed.length;
  if (!accepted.ok) return { ...around, ...nothing, promised, reason: accepted.reason };
  const sumIn = (stretch: Period) => {
    const own = accepted.value.leads.filter(within(stretch));
    const total = own.reduce((sum, { value }) => sum + value, 0);
    return { own, total, interval: totalInterval({ events: own.length, total, squares: own.reduce((sum, { value }) => sum + value ** 2, 0) }, level) };
  };
  const whole = sumIn(period);
  const measured = whole.total / months.length;
  const interval = {
    low: whole.interval.low === null ? null : whole.interval.low / months.length,
    high: whole.interval.high === null ? null : whole.interval.high / months.length,
    level,
  };
  const cases = whole.own.map(({ id, on, person }) => ({ id, on, person, isKept: true }));
  const isAgreed = promised !== null && agreed.length === months.length;
  const verdict = !isAgreed
    ? ({ status: "cannot-be-told", reason: "no-level-agreed" } as const)
    : cases.length < fewestCases
      ? ({ status: "cannot-be-told", reason: "too-few-accepted" } as const)
      : verdictOf({ measured, interval, promised, holds: "at-least" });
  const isTold = cases.length >= fewestCases;
  return {
    ...around,
    ...verdict,
    details: { count: cases.length, needed: fewestCases },
    measured: isTold ? measured : null,
    interval: isTold ? interval : null,
    promised,
    sample: cases.length,
    short: 0,
    underSigned: levels.every(({ isSigned }) => isSigned) ? cases.length : 0,
    months: stepsOf(trend, "month").map((month) => {
      const { own, total, interval: range } = sumIn(month);
      return { period: month, measured: total, interval: range, sample: own.length };
    }),
    cautions: accepted.value.cautions,
    entity: "lead",
    cases,
  };
}

/** Minutes are a sum and no cases: what one person is asked for now, by the terms that hold now. Where none of them was measured nobody is judged. */
function reportingJudgement(ground: PreparedGround): PromiseJudgement {
  const { terms, isSigned } = ground.termsOn("reporting-minutes", ground.lastSeen);
  const { reporting } = ground;
  const around = { ...nothing, key: "reporting-minutes", side: "management", unit: "minutes", holds: "at-most", promised: terms.perWeek } as const;
  if (reporting === null) return { ...around, reason: "no-reporting-minutes" };
  const { minutes: measured, interval, sample, cautions } = reporting;
  const told = { ...around, measured, interval, sample, cautions, underSigned: isSigned ? sample : 0 };
  if (interval === null) return { ...told, reason: "reporting-only-stated" };
  return { ...told, ...verdictOf({ measured, interval, promised: terms.perWeek, holds: "at-most" }) };
}

/** All promises in their order, judged over the period by the terms of the day of each case. */
export function judgedPromises(ground: PreparedGround, accepted: AcceptedValues, asked: Asked): PromiseJudgement[] {
  return promiseKeys.map((key) => {
    if (key === "accepted-value") return valueJudgement(ground, accepted, asked);
    if (key === "reporting-minutes") return reportingJudgement(ground);
    return countedJudgement(ground, key, asked);
  });
}
