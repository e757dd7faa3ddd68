// The survey of the cooperation: what is stated, in five factors of four, and where the bands of the relationship lie.

export const surveyFactors = ["goals", "handoff", "information", "resources", "people"] as const;
export type SurveyFactor = (typeof surveyFactors)[number];

/** Twenty statements, each answered 1 (not at all) to 5 (entirely), so that the sum runs from 20 to 100. All are worded one way: more is better. */
export const surveyStatements = {
  "joint-goals": "goals",
  "one-plan": "goals",
  "misses-examined": "goals",
  "same-segments": "goals",
  "lead-means-the-same": "handoff",
  "leads-followed-up": "handoff",
  "leads-worth-the-time": "handoff",
  "one-funnel": "handoff",
  "outcomes-come-back": "information",
  "campaigns-known-before": "information",
  "reporting-light": "information",
  "customers-heard": "information",
  "budget-by-evidence": "resources",
  "prices-by-rules": "resources",
  "materials-used": "resources",
  "rewards-joint": "resources",
  respect: "people",
  "meetings-end-in-actions": "people",
  "disputes-settled": "people",
  "work-shared": "people",
} as const satisfies Record<string, SurveyFactor>;
export type SurveyStatement = keyof typeof surveyStatements;

export const leastAnswer = 1;
export const mostAnswer = 5;

/** Kinds of relationship by the sum, each from its lower end. Source: Kotler, Rackham and Krishnaswamy 2006. */
export const relationshipBands = [
  { kind: "undefined", from: 20 },
  { kind: "defined", from: 40 },
  { kind: "aligned", from: 60 },
  { kind: "integrated", from: 80 },
] as const;
export type RelationshipKind = (typeof relationshipBands)[number]["kind"];

/** Whose answers a figure rests on: one side's, or those of both taken together. */
export type SurveyGroup = "sales" | "marketing" | "joint";

/** Nothing is shown of fewer; a firm may ask for more when a wave opens, never for less. */
export const fewestShown = 5;
export const fewestForComments = 10;
