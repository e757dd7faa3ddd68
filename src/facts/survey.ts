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

/** How much each statement matters to the one who answers: 1 little, 2 some, 3 much. */
export const mostImportance = 3;

/** Where the sides may differ without fault: 1 and 5 are two good ways of looking. Source: Homburg and Jensen 2007. */
export const surveyOrientations = ["single-or-all", "now-or-later"] as const;
export type SurveyOrientation = (typeof surveyOrientations)[number];

/** Where a difference between the sides is a gap to be closed. Source: the same. */
export const surveySkills = ["market", "product", "people"] as const;
export type SurveySkill = (typeof surveySkills)[number];

/** How many segments each names, where there are more than that to choose from. */
export const segmentsNamed = 3;

/** Chosen before a wave opens, and never changed after. */
export const surveyModes = ["sides", "joint", "named", "guided"] as const;
export type SurveyMode = (typeof surveyModes)[number];
export const isAnonymous = (mode: SurveyMode) => mode === "sides" || mode === "joint";

export const surveyRhythms = ["none", "monthly", "quarterly", "half-yearly"] as const;
export type SurveyRhythm = (typeof surveyRhythms)[number];

export type SurveySide = "sales" | "marketing";

/** A question of the firm's own: answered 1 to 5, or in words (which nobody has to write). */
export interface OwnQuestion {
  readonly id: string;
  readonly kind: "scale" | "words";
  readonly text: string;
}

/** What one person answers, without anything that says who it was. */
export interface Ballot {
  readonly side: SurveySide;
  readonly statements: Readonly<Record<SurveyStatement, number>>;
  readonly importance: Readonly<Record<SurveyStatement, number>>;
  /** How well the own side and the other do their part, 1 to 5. */
  readonly own: number;
  readonly other: number;
  readonly orientations: Readonly<Record<SurveyOrientation, number>>;
  /** Of the own side, 1 to 5. */
  readonly skills: Readonly<Record<SurveySkill, number>>;
  readonly segments: readonly string[];
  readonly scales: Readonly<Record<string, number>>;
  readonly words: Readonly<Record<string, string>>;
}

/** What one person answers in a pulse: the statements that it asks for. */
export interface PulseBallot {
  readonly side: SurveySide;
  readonly statements: Readonly<Partial<Record<SurveyStatement, number>>>;
}

/** Fewest and most statements of a pulse. */
export const leastOfPulse = 3;
export const mostOfPulse = 8;

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
