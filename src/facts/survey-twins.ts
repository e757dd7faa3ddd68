// What is measured beside what is said: for statements of the survey that have a fact of their own, which one, and how much of it would bear them out.
import type { Caution, Interval } from "#facts/papers.ts";
import type { SurveyStatement } from "#facts/survey.ts";

/** Facts by the statement they stand beside. Statements that are not here have none. */
export const twinMeasures = {
  "joint-goals": "goals-of-both",
  "lead-means-the-same": "definitional-returns",
  "leads-followed-up": "first-attempt",
  "leads-worth-the-time": "accepted-leads",
  "one-funnel": "definitions-signed",
  "outcomes-come-back": "outcome-recorded",
  "campaigns-known-before": "campaign-notice",
  "reporting-light": "reporting-minutes",
  "prices-by-rules": "within-policy",
  "materials-used": "materials-unused",
  "meetings-end-in-actions": "meetings-with-plan",
  "disputes-settled": "disputes-in-time",
} as const satisfies Partial<Record<SurveyStatement, string>>;
export type TwinStatement = keyof typeof twinMeasures;
export type TwinMeasure = (typeof twinMeasures)[TwinStatement];

/** Levels of ours, which a head may set otherwise with a source; their grounds stand in docs/methods/survey.md. The others are promises, or counted to the last one. */
export const usualLevels = { "accepted-leads": 0.7, "within-policy": 0.9, "meetings-with-plan": 0.8, "disputes-in-time": 0.8 } as const satisfies Partial<
  Record<TwinMeasure, number>
>;
export type OwnLevel = keyof typeof usualLevels;
export const ownLevels = Object.keys(usualLevels) as readonly OwnLevel[] as [OwnLevel, ...OwnLevel[]];

/** What the fact is of: the three months before the wave closed, the last twelve months, or today. */
export type TwinOf = "period" | "twelve-months" | "today";

export interface Twin {
  readonly statement: TwinStatement;
  readonly measure: TwinMeasure;
  readonly unit: "share" | "minutes" | "count";
  readonly value: number | null;
  /** Null: counted to the last one, or not told. */
  readonly interval: Interval | null;
  readonly sample: number;
  /** From where on the fact bears the statement out. */
  readonly level: number | null;
  readonly holds: "at-least" | "at-most";
  /** Whose level: agreed by the two sides, or ours until they do. */
  readonly isAgreed: boolean;
  readonly of: TwinOf;
  readonly cautions: readonly Caution[];
  /** Why there is no value. */
  readonly reason: string | null;
  readonly href: string | null;
}

/** Promises told and kept in the same three months: a dial of its own beside the survey and the gap, never added up with them. */
export interface PromisesKept {
  readonly kept: number;
  readonly told: number;
  readonly all: number;
}
