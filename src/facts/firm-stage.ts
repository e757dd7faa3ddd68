// How marketing stands in the firm: nobody, one person, an agency, a department of its own, two groups. A configuration that fits a firm, not a ladder.
import type { Day } from "#kit/day.ts";

export const firmStages = ["no-marketer", "one-marketer", "agency", "department", "groups"] as const;
export type FirmStage = (typeof firmStages)[number];

/** What the house takes for granted until somebody says how it is: it was made for two departments. */
export const assumedStage: FirmStage = "department";

/** Who does marketing now: nobody in particular, people of ours, an agency, both. */
export const whoDoesMarketing = ["nobody", "own", "agency", "both"] as const;
export const reportsTo = ["nobody", "sales", "director", "own-head"] as const;
export const whoSetsBudget = ["nobody", "sales", "director", "marketing"] as const;
/** Whether work for years to come is apart from the daily support of sales: no, in other hours, in a group of its own. */
export const longRangeApart = ["no", "hours", "groups"] as const;

/** What firms usually give to an agency; each is a task of the house's list. */
export const agencyWorks = ["campaigns", "site", "mailing", "materials", "exhibitions", "research"] as const;
export type AgencyWork = (typeof agencyWorks)[number];

export interface StageAnswers {
  readonly who: (typeof whoDoesMarketing)[number];
  /** Whose main work is marketing. */
  readonly people: number;
  readonly agencyFor: readonly AgencyWork[];
  readonly reportsTo: (typeof reportsTo)[number];
  readonly budget: (typeof whoSetsBudget)[number];
  readonly apart: (typeof longRangeApart)[number];
}

export const stageReasons = [
  "groups-apart",
  "nobody",
  "agency-alone",
  "agency-most",
  "one-person",
  "inside-sales",
  "own-department",
  "groups-too-few",
] as const;
export type StageReason = (typeof stageReasons)[number];

/** Two groups of one person each are two people with full hands. */
export const fewestForGroups = 4;
/** From so many of the usual works on, one person mostly leads the agency. */
export const mostOfAgencyWorks = 3;

export const hasAgency = ({ who }: Pick<StageAnswers, "who">): boolean => who === "agency" || who === "both";

/** Answers that say two things at once: people where nobody is, an agency that does nothing. */
export function doAnswersAgree({ who, people, agencyFor }: StageAnswers): boolean {
  return (who === "own" || who === "both") === people > 0 && hasAgency({ who }) === agencyFor.length > 0;
}

/** The stage that the answers speak of, and why; people may choose another. */
export function proposedStage(answers: StageAnswers): { readonly stage: FirmStage; readonly reasons: readonly StageReason[] } {
  const { people, agencyFor, apart, budget } = answers;
  if (people === 0) return hasAgency(answers) ? { stage: "agency", reasons: ["agency-alone"] } : { stage: "no-marketer", reasons: ["nobody"] };
  if (people === 1)
    return agencyFor.length >= mostOfAgencyWorks
      ? { stage: "agency", reasons: ["one-person", "agency-most"] }
      : { stage: "one-marketer", reasons: ["one-person"] };
  // Marketing inside sales is a service to it, however many they are.
  if (answers.reportsTo === "sales" && budget !== "marketing") return { stage: "one-marketer", reasons: ["inside-sales"] };
  if (apart === "groups" && people >= fewestForGroups) return { stage: "groups", reasons: ["groups-apart"] };
  return { stage: "department", reasons: apart === "groups" ? ["own-department", "groups-too-few"] : ["own-department"] };
}

/** What was said of the firm: by whom, since when it holds. */
export interface FirmProfile {
  readonly id: string;
  readonly stage: FirmStage;
  readonly answers: StageAnswers;
  readonly since: Day;
  readonly note: string | null;
  readonly saidBy: string | null;
  readonly saidAt: string;
}
