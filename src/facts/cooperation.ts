// How the cooperation goes on: under which conditions a firm stays with its kind of relationship and under which it moves up, and the moves that lead there.
import type { Caution, Interval } from "#facts/papers.ts";
import type { PracticeKey } from "#facts/practices.ts";
import type { RelationshipKind, SurveyStatement } from "#facts/survey.ts";
import type { Period } from "#kit/period.ts";

/** The way up, from the lowest. */
export const relationshipKinds = ["undefined", "defined", "aligned", "integrated"] as const satisfies readonly RelationshipKind[];

/** Kinds from which one can move up. */
export type MovableKind = Exclude<RelationshipKind, "integrated">;
export const nextKind: Readonly<Record<MovableKind, RelationshipKind>> = { undefined: "defined", defined: "aligned", aligned: "integrated" };

/** What the records tell of a condition. `level` is the usual one: a firm may set its own. Counts have no range: they are counted to the last. */
interface MeasureRule {
  readonly unit: "count" | "share" | "days" | "points";
  /** From where on the measure speaks for its condition. */
  readonly holds: "at-least" | "at-most";
  readonly level: number;
  /** Ends between which a firm may set a level. */
  readonly from: number;
  readonly to: number;
}

/** Levels of ours; their grounds stand in docs/methods/move-up.md. */
export const conditionMeasures = {
  "people-of-both": { unit: "count", holds: "at-most", level: 10, from: 2, to: 500 },
  "deals-a-year": { unit: "count", holds: "at-most", level: 100, from: 1, to: 100_000 },
  "respect-said": { unit: "points", holds: "at-least", level: 3, from: 1, to: 5 },
  "claims-borne-out": { unit: "count", holds: "at-least", level: 2, from: 1, to: 100 },
  "disputes-opened": { unit: "count", holds: "at-least", level: 3, from: 1, to: 100 },
  "promises-broken": { unit: "count", holds: "at-least", level: 2, from: 1, to: 11 },
  "leads-unowned": { unit: "share", holds: "at-least", level: 0.1, from: 0.01, to: 1 },
  "leads-twice": { unit: "share", holds: "at-least", level: 0.05, from: 0.01, to: 1 },
  "leads-returned": { unit: "share", holds: "at-least", level: 0.1, from: 0.01, to: 1 },
  "tasks-unowned": { unit: "share", holds: "at-least", level: 0.1, from: 0.01, to: 1 },
  "budget-disputes": { unit: "count", holds: "at-least", level: 1, from: 1, to: 100 },
  "promises-kept": { unit: "share", holds: "at-least", level: 0.8, from: 0.1, to: 1 },
  "work-shared-said": { unit: "points", holds: "at-most", level: 3, from: 1, to: 5 },
  "cycle-median": { unit: "days", holds: "at-most", level: 45, from: 1, to: 1_000 },
  "definitions-signed": { unit: "share", holds: "at-least", level: 1, from: 0.5, to: 1 },
  "stages-confirmed": { unit: "share", holds: "at-least", level: 1, from: 0.5, to: 1 },
} as const satisfies Record<string, MeasureRule>;
export type MeasureKey = keyof typeof conditionMeasures;
export const measureKeys = Object.keys(conditionMeasures) as readonly MeasureKey[];

interface ConditionRule {
  readonly from: MovableKind;
  readonly speaks: "stay" | "move";
  /** Empty: no record tells of it, the heads alone can say. */
  readonly measures: readonly MeasureKey[];
  /** Whether one measure is enough, or all must speak for it. */
  readonly needs: "any" | "all";
}

const betweenChairs = ["leads-unowned", "leads-twice", "leads-returned", "tasks-unowned"] as const satisfies readonly MeasureKey[];

/** Conditions of each kind. Source: Kotler, Rackham and Krishnaswamy 2006, their table of when to become more aligned. */
export const conditionRules = {
  "small-company": { from: "undefined", speaks: "stay", measures: ["people-of-both", "deals-a-year"], needs: "all" },
  "informal-good": { from: "undefined", speaks: "stay", measures: ["respect-said"], needs: "any" },
  "marketing-supports": { from: "undefined", speaks: "stay", measures: [], needs: "any" },
  "conflicts-evident": { from: "undefined", speaks: "move", measures: ["claims-borne-out", "disputes-opened", "promises-broken"], needs: "any" },
  "between-chairs": { from: "undefined", speaks: "move", measures: betweenChairs, needs: "any" },
  "compete-for-funding": { from: "undefined", speaks: "move", measures: ["budget-disputes"], needs: "any" },
  "cut-and-dried": { from: "defined", speaks: "stay", measures: [], needs: "any" },
  "roles-work": { from: "defined", speaks: "stay", measures: ["promises-kept"], needs: "any" },
  "no-reason": { from: "defined", speaks: "stay", measures: [], needs: "any" },
  "gaps-despite-roles": { from: "defined", speaks: "move", measures: betweenChairs, needs: "any" },
  commoditised: { from: "defined", speaks: "move", measures: [], needs: "any" },
  "made-in-the-sale": { from: "defined", speaks: "move", measures: [], needs: "any" },
  "shorter-lives": { from: "defined", speaks: "move", measures: [], needs: "any" },
  "no-shared-duty": { from: "aligned", speaks: "stay", measures: ["work-shared-said"], needs: "any" },
  "report-apart": { from: "aligned", speaks: "stay", measures: [], needs: "any" },
  "short-cycle": { from: "aligned", speaks: "stay", measures: ["cycle-median"], needs: "any" },
  "common-funnel": { from: "aligned", speaks: "move", measures: ["definitions-signed", "stages-confirmed"], needs: "all" },
} as const satisfies Record<string, ConditionRule>;
export type ConditionKey = keyof typeof conditionRules;
export const conditionKeys = Object.keys(conditionRules) as readonly ConditionKey[];
export const ruleOf = (key: ConditionKey): ConditionRule => conditionRules[key];
export const measureRuleOf = (key: MeasureKey): MeasureRule => conditionMeasures[key];

/** One measure as the records tell it. */
export interface Measured {
  readonly key: MeasureKey;
  readonly value: number | null;
  /** Null: counted to the last, or not told. */
  readonly interval: Interval | null;
  readonly sample: number;
  /** Null: as it stands today. */
  readonly period: Period | null;
  readonly cautions: readonly Caution[];
  /** Why there is no value. */
  readonly reason: string | null;
  readonly href: string | null;
}

export const sayings = ["yes", "no", "not-sure"] as const;
export type Saying = (typeof sayings)[number];

/** What one head said of a condition. */
export interface Said {
  readonly answer: Saying | null;
  readonly note: string | null;
  readonly by: string | null;
  readonly at: string;
}

/** As what a move may be begun; every move may be an action. */
export const moveForms = ["action", "practice", "project"] as const;
export type MoveForm = (typeof moveForms)[number];

interface MoveRule {
  /** Where it leads. */
  readonly to: Exclude<RelationshipKind, "undefined">;
  /** Statements of the survey, and the facts beside them, that it should move. */
  readonly statements: readonly SurveyStatement[];
  /** The way of working that it takes up. */
  readonly practice: PracticeKey | null;
  /** It can be a joint project with a template. */
  readonly isEvent: boolean;
}

/** In the order in which ties are broken. Source: the same, and the practice described there. */
export const moveRules = {
  "lead-rules": { to: "defined", statements: ["leads-followed-up", "outcomes-come-back"], practice: null, isEvent: false },
  "terms-signed": { to: "defined", statements: ["lead-means-the-same", "leads-worth-the-time"], practice: null, isEvent: false },
  "price-rules": { to: "defined", statements: ["prices-by-rules"], practice: null, isEvent: false },
  "dispute-rule": { to: "defined", statements: ["disputes-settled"], practice: null, isEvent: false },
  "events-of-both": { to: "defined", statements: ["joint-goals", "campaigns-known-before"], practice: "joint-events", isEvent: true },
  "regular-meetings": { to: "aligned", statements: ["meetings-end-in-actions", "misses-examined"], practice: "joint-meetings", isEvent: false },
  "light-feedback": { to: "aligned", statements: ["reporting-light", "outcomes-come-back"], practice: "feedback-rules", isEvent: false },
  "campaign-preview": { to: "aligned", statements: ["campaigns-known-before", "materials-used"], practice: null, isEvent: false },
  "who-is-asked": { to: "aligned", statements: ["prices-by-rules", "disputes-settled"], practice: null, isEvent: false },
  "plan-events-together": { to: "aligned", statements: ["joint-goals", "one-plan"], practice: "joint-events", isEvent: true },
  liaison: { to: "aligned", statements: ["lead-means-the-same", "leads-worth-the-time"], practice: "liaison", isEvent: false },
  "one-place": { to: "aligned", statements: ["leads-followed-up", "work-shared"], practice: "common-workspace", isEvent: false },
  "joint-visits": { to: "aligned", statements: ["customers-heard"], practice: "joint-visits", isEvent: false },
  playbook: { to: "aligned", statements: ["same-segments", "one-plan"], practice: null, isEvent: false },
  rotation: { to: "aligned", statements: ["respect"], practice: "job-rotation", isEvent: false },
  "one-funnel": { to: "integrated", statements: ["one-funnel", "leads-worth-the-time"], practice: null, isEvent: false },
  "shared-rewards": { to: "integrated", statements: ["rewards-joint", "joint-goals"], practice: "integrated-bonus", isEvent: false },
  "shared-figures": { to: "integrated", statements: ["joint-goals", "outcomes-come-back"], practice: null, isEvent: false },
  "two-marketings": { to: "integrated", statements: ["one-plan", "materials-used"], practice: "split-of-marketing", isEvent: false },
  "one-above-both": { to: "integrated", statements: ["budget-by-evidence", "prices-by-rules"], practice: null, isEvent: false },
} as const satisfies Record<string, MoveRule>;
export type MoveKey = keyof typeof moveRules;
export const moveKeys = Object.keys(moveRules) as readonly MoveKey[];
export const moveRuleOf = (key: MoveKey): MoveRule => moveRules[key];

export const formsOf = (key: MoveKey): readonly MoveForm[] => {
  const { practice, isEvent } = moveRuleOf(key);
  return [...(practice === null ? [] : (["practice"] as const)), ...(isEvent ? (["project"] as const) : []), "action"];
};

/** Dials of the cooperation, each for itself: the sum of the survey, how far apart the sides' answers are, promises kept. Never added up. */
export const dialKeys = ["survey", "gap", "promises"] as const;
export type DialKey = (typeof dialKeys)[number];

/** In what a dial is measured, and which way is better. */
export const dialRules = {
  survey: { unit: "points", better: "up", from: 20, to: 100 },
  gap: { unit: "points", better: "down", from: 0, to: 4 },
  promises: { unit: "share", better: "up", from: 0, to: 1 },
} as const satisfies Record<DialKey, { readonly unit: "points" | "share"; readonly better: "up" | "down"; readonly from: number; readonly to: number }>;
