// Actions and what waits for a meeting: the words they share with whatever they came from.
import type { ClaimVerdict } from "#facts/claims.ts";
import type { Department } from "#facts/department.ts";
import type { GoalKey } from "#facts/goal-keys.ts";
import type { Day } from "#kit/day.ts";
import type { WhyNot } from "#kit/refusal.ts";

export const actionStates = ["open", "done", "dropped"] as const;
export type ActionState = (typeof actionStates)[number];

/** What the figure did after an action was done; not-moved: not shown to have moved. */
export const actionVerdicts = ["moved", "other-way", "not-moved", "too-early", "cannot-be-told"] as const;
export type ActionVerdict = (typeof actionVerdicts)[number];

/** What people may begin a step from. */
export const stepSources = ["claim", "project"] as const;
export type StepSource = (typeof stepSources)[number];

/** Where an item of an agenda can have come from, besides a person. */
export const agendaSources = [
  "claim",
  "project",
  "promise",
  "goal",
  "dispute",
  "decision",
  "turning-point",
  "shortfall",
  "cooperation",
  "practice",
  "action",
  "agenda-item",
] as const;
export type AgendaSource = (typeof agendaSources)[number];

/** By which field of a deal a part of the firm is named; `owner` is its seller. */
export const partFields = ["segment", "region", "channel", "owner"] as const;
export type PartField = (typeof partFields)[number];

/** A part of the firm, by its name on record. */
export interface FirmPart {
  readonly by: PartField;
  readonly value: string;
}

/** Which way a figure should go, and by what share of its level; null: that is left open. `within`: only there; the rest of the firm is compared with it. */
export interface ShouldMove {
  readonly key: GoalKey;
  readonly way: "up" | "down";
  readonly share: number | null;
  readonly within?: FirmPart | null;
}

/** The same for route and button: only what the facts support is acted upon. */
export function whyNotBeginFromClaim({ isWithdrawn, verdict }: { readonly isWithdrawn: boolean; readonly verdict: ClaimVerdict | null }): WhyNot {
  if (isWithdrawn) return "claim-withdrawn";
  return verdict === "supported" ? null : "claim-not-supported";
}

/** What is agreed in an action. */
export interface ActionDetail {
  readonly title: string;
  readonly note: string;
  readonly ownerId: string;
  readonly dueOn: Day;
  readonly moves: ShouldMove | null;
}

/** Where it came from, and what that was called then; null in all: from nothing. */
interface CameFrom {
  readonly fromKind: AgendaSource | null;
  readonly fromId: string | null;
  readonly fromTitle: string | null;
}

/** An action as it stands on file. */
export interface ActionOnFile extends CameFrom {
  readonly id: string;
  readonly title: string;
  readonly note: string | null;
  readonly ownerId: string;
  readonly ownerName: string;
  readonly ownerDepartment: Department | null;
  readonly dueOn: string;
  readonly metric: GoalKey | null;
  readonly metricWay: "up" | "down" | null;
  readonly metricShare: number | null;
  readonly withinBy: PartField | null;
  readonly withinValue: string | null;
  readonly state: ActionState;
  readonly stateReason: string | null;
  readonly endedAt: string | null;
  readonly revision: number;
  readonly createdById: string;
  readonly createdBy: string | null;
  readonly createdAt: string;
  readonly removedAt: string | null;
}

/** What waits for the next meeting, as it stands on file. */
export interface AgendaItemOnFile extends CameFrom {
  readonly id: string;
  readonly title: string;
  readonly why: string | null;
  readonly putById: string;
  readonly putBy: string | null;
  readonly putAt: string;
  readonly takenOffAt: string | null;
}
