// Disputes about a number: the rules by which they are decided, what can come of them, and how one stands on file.
import type { EntityName } from "#facts/entities.ts";
import type { Unit } from "#facts/papers.ts";
import type { Day } from "#kit/day.ts";

/** source-record: what the source has on record decides; recount: a recount by the definition in force; both-heads: the two heads agree. */
export const disputeRules = ["source-record", "recount", "both-heads"] as const;
export type DisputeRule = (typeof disputeRules)[number];

/** upheld: the doubt holds; not-upheld: the number stands; agreed-value: another value holds. */
export const disputeOutcomes = ["upheld", "not-upheld", "agreed-value"] as const;
export type DisputeOutcome = (typeof disputeOutcomes)[number];

export const disputeStates = ["open", "due", "overdue", "decided", "withdrawn"] as const;
export type DisputeState = (typeof disputeStates)[number];

export const evidenceKinds = ["link", "record", "note"] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

export const headRoles = ["head-of-sales", "head-of-marketing"] as const;
export type HeadRole = (typeof headRoles)[number];

/** Whose number it is. */
export type Concerns = "sales" | "marketing" | "both";

export interface DisputeOnFile {
  readonly id: string;
  readonly aboutKind: "claim" | "figure";
  readonly aboutId: string;
  readonly title: string;
  readonly from: Day;
  readonly until: Day;
  /** As it was when it was doubted. */
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: Unit;
  readonly currency: string | null;
  readonly asOf: Day;
  readonly concerns: Concerns;
  readonly said: string;
  readonly rule: DisputeRule;
  readonly workingDays: number;
  readonly dueOn: Day;
  readonly openedById: string;
  readonly openedBy: string | null;
  readonly openedAs: string;
  readonly openedAt: string;
  readonly outcome: DisputeOutcome | null;
  readonly agreedValue: number | null;
  readonly decidedAt: string | null;
  readonly withdrawnAt: string | null;
}

export interface DisputeVoice {
  readonly role: HeadRole;
  readonly name: string | null;
  readonly outcome: DisputeOutcome;
  readonly value: number | null;
  readonly reason: string | null;
  readonly saidAt: string;
}

export interface DisputeEvidence {
  readonly id: string;
  readonly kind: EvidenceKind;
  readonly entity: EntityName | null;
  readonly content: string;
  readonly addedById: string;
  readonly addedBy: string | null;
  readonly addedAt: string;
}
