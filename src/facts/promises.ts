// What the sides promise each other: five promises of marketing, five of sales, one of management; what each says, and which version held on a day.
import { type HandoffTerms, usualTerms } from "#facts/handoff-terms.ts";
import { isSignedByBoth } from "#facts/signatures.ts";
import type { Day } from "#kit/day.ts";

export const promiseKeys = [
  "accepted-value",
  "definitional-returns",
  "fields-complete",
  "campaign-notice",
  "requests-answered",
  "accept-in-time",
  "first-attempt",
  "attempt-depth",
  "outcome-recorded",
  "lost-feedback",
  "reporting-minutes",
] as const;
export type PromiseKey = (typeof promiseKeys)[number];

export const promiseSides = ["marketing", "sales", "management"] as const;
export type PromiseSide = (typeof promiseSides)[number];

/** Who gives each; both departments give as many. */
export const sideOfPromise: Readonly<Record<PromiseKey, PromiseSide>> = {
  "accepted-value": "marketing",
  "definitional-returns": "marketing",
  "fields-complete": "marketing",
  "campaign-notice": "marketing",
  "requests-answered": "marketing",
  "accept-in-time": "sales",
  "first-attempt": "sales",
  "attempt-depth": "sales",
  "outcome-recorded": "sales",
  "lost-feedback": "sales",
  "reporting-minutes": "management",
};

/** What a lead can be asked to bring along. */
export const promisedFields = ["account", "channel", "campaign", "segment", "region", "product", "grade"] as const;
export type PromisedField = (typeof promisedFields)[number];

/** `atLeast` and `atMost` are shares of the cases. Hours are working hours, days those of the calendar, money minor units of the workspace's currency. */
export interface PromiseTerms {
  /** Null: no level was agreed; the page proposes one from the revenue goal. */
  readonly "accepted-value": { readonly perMonth: number | null };
  readonly "definitional-returns": { readonly atMost: number };
  readonly "fields-complete": { readonly fields: readonly PromisedField[]; readonly atLeast: number };
  readonly "campaign-notice": { readonly days: number; readonly atLeast: number };
  /** Requests for materials, and leads that came back: offered again or kept. */
  readonly "requests-answered": { readonly hours: number; readonly returnHours: number; readonly atLeast: number };
  readonly "accept-in-time": { readonly hours: number; readonly atLeast: number };
  readonly "first-attempt": { readonly hours: number; readonly hoursByGrade: Readonly<Record<string, number>>; readonly atLeast: number };
  readonly "attempt-depth": { readonly attempts: number; readonly days: number; readonly atLeast: number };
  readonly "outcome-recorded": { readonly days: number; readonly atLeast: number };
  readonly "lost-feedback": { readonly atLeast: number };
  readonly "reporting-minutes": { readonly perWeek: number };
}

/** What holds until the two heads agree on something else: version 1 of each. Sources and their grades stand in docs/methods/promises.md. */
export const shippedPromises: PromiseTerms = {
  "accepted-value": { perMonth: null },
  "definitional-returns": { atMost: 0.1 },
  "fields-complete": { fields: ["account", "channel", "segment", "product"], atLeast: 0.9 },
  "campaign-notice": { days: 14, atLeast: 0.9 },
  "requests-answered": { hours: 40, returnHours: usualTerms.returnAnswerHours, atLeast: 0.9 },
  "accept-in-time": { hours: usualTerms.acceptHours, atLeast: 0.9 },
  "first-attempt": { hours: usualTerms.firstAttemptHours, hoursByGrade: {}, atLeast: 0.9 },
  "attempt-depth": { attempts: usualTerms.attempts, days: usualTerms.attemptDays, atLeast: 0.8 },
  "outcome-recorded": { days: usualTerms.outcomeDays, atLeast: 0.9 },
  "lost-feedback": { atLeast: 0.8 },
  "reporting-minutes": { perWeek: 120 },
};

/** Where a default comes from, and how good the source is: A research, B practice named by its firm, C unproven, own: our choice. */
export const promiseSources: Readonly<Record<PromiseKey, { readonly grade: "A" | "B" | "C" | "own"; readonly source: string | null }>> = {
  "accepted-value": { grade: "B", source: "Roberge" },
  "definitional-returns": { grade: "B", source: "Forrester" },
  "fields-complete": { grade: "own", source: null },
  "campaign-notice": { grade: "own", source: null },
  "requests-answered": { grade: "own", source: null },
  "accept-in-time": { grade: "C", source: "Octave" },
  "first-attempt": { grade: "B", source: "Forrester" },
  "attempt-depth": { grade: "B", source: "Roberge" },
  "outcome-recorded": { grade: "own", source: null },
  "lost-feedback": { grade: "own", source: null },
  "reporting-minutes": { grade: "own", source: null },
};

/** A version as it stands on record, with the day from which it was to hold and, once both have signed, the day of the second signature. */
export interface PromiseVersion {
  readonly key: PromiseKey;
  readonly version: number;
  readonly terms: Readonly<Record<string, unknown>>;
  readonly holdsFrom: Day | null;
  readonly signedOn: Day | null;
  readonly signatures: readonly { readonly role: "head-of-sales" | "head-of-marketing" }[];
  readonly withdrawnAt: string | null;
}

/** What held on a day. */
export interface PromiseInForce<K extends PromiseKey = PromiseKey> {
  readonly version: number;
  readonly terms: PromiseTerms[K];
  /** Signed by both heads by then; a default that nobody has signed holds too, and says so. */
  readonly isSigned: boolean;
}

/** The first day on which a version holds: the day it names, but never before the second signature. Null: not signed by both. */
export function inForceFrom(one: PromiseVersion): Day | null {
  if (one.withdrawnAt !== null || !isSignedByBoth(one) || one.signedOn === null) return null;
  return one.holdsFrom !== null && one.holdsFrom > one.signedOn ? one.holdsFrom : one.signedOn;
}

/** The version that held on a day: the newest that both heads had signed and that had begun; else the shipped one. */
export function promiseOn<K extends PromiseKey>(versions: readonly PromiseVersion[], key: K, day: Day): PromiseInForce<K> {
  let found: PromiseVersion | null = null;
  for (const one of versions) {
    const from = one.key === key ? inForceFrom(one) : null;
    if (from !== null && from <= day && (found === null || one.version > found.version)) found = one;
  }
  // A parameter that came with a later release is taken from the shipped terms.
  return { version: found?.version ?? 1, terms: Object.assign({}, shippedPromises[key], found?.terms), isSigned: found !== null };
}

/** The terms of the handoff as the promises of that day set them. */
export function handoffTermsOn(versions: readonly PromiseVersion[], day: Day): HandoffTerms {
  const of = <K extends PromiseKey>(key: K) => promiseOn(versions, key, day).terms;
  const [attempt, depth] = [of("first-attempt"), of("attempt-depth")];
  return {
    acceptHours: of("accept-in-time").hours,
    firstAttemptHours: attempt.hours,
    firstAttemptHoursByGrade: attempt.hoursByGrade,
    attempts: depth.attempts,
    attemptDays: depth.days,
    returnAnswerHours: of("requests-answered").returnHours,
    outcomeDays: of("outcome-recorded").days,
  };
}
