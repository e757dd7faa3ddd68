// Claims as facts: what can be claimed of whom, what a claim needs to be tested, how it stands on file.
import type { PromiseKey } from "#facts/promises.ts";

/** Whom a claim is about. */
export const againstWhom = ["marketing", "sales", "management", "prices", "market"] as const;
export type Against = (typeof againstWhom)[number];

/** What a claim can be narrowed to; the claimant picks one. */
export const subjectKinds = ["channel", "campaign", "product", "turning-point"] as const;
export type SubjectKind = (typeof subjectKinds)[number];

/** What a claim needs to have on record before it can be tested. */
export const needs = [
  "deals",
  "leads",
  "lead-work",
  "activities",
  "amounts",
  "list-prices",
  "spend",
  "plan",
  "market-index",
  "loss-reasons",
  "sellers",
  "turning-points",
  "notice-days",
  "materials",
] as const;
export type Need = (typeof needs)[number];

/** The standard claims, in the order in which they are offered. */
export const claimKeys = [
  "channel-leads-worse",
  "leads-got-worse",
  "leads-not-as-agreed",
  "leads-incomplete",
  "fewer-leads-than-planned",
  "leads-dearer",
  "campaign-did-not-pay",
  "channel-brings-no-deals",
  "other-segments",
  "campaigns-without-notice",
  "materials-not-used",
  "leads-answered-late",
  "leads-not-worked",
  "cherry-picking",
  "neglects-product",
  "few-accounts",
  "discounts-follow-person",
  "wishful-forecasts",
  "padded-pipeline",
  "crm-not-filled-in",
  "price-over-reported",
  "one-region",
  "prices-lose-deals",
  "discounts-buy-no-wins",
  "discounts-grew",
  "plan-unrealistic",
  "budget-cut",
  "too-many-leads",
  "fewer-people",
  "market-fell",
  "change-changed-result",
] as const;
export type ClaimKey = (typeof claimKeys)[number];

export const claimVerdicts = ["supported", "refuted", "not-enough-data"] as const;
export type ClaimVerdict = (typeof claimVerdicts)[number];

/** A claim as it was filed. */
export interface ClaimOnFile {
  readonly id: string;
  /** Key of the standard claim that is meant. */
  readonly standard: string;
  readonly said: string;
  readonly subject: string | null;
  /** Null in both: always the last four whole quarters. */
  readonly from: string | null;
  readonly until: string | null;
  readonly filedById: string;
  readonly filedByName: string | null;
  readonly isUnnamed: boolean;
  readonly filedAt: string;
  readonly withdrawnAt: string | null;
}

/** A verdict as it was written down; sizes have four digits. */
export interface VerdictOnFile {
  readonly claimId: string;
  readonly asOf: string;
  readonly verdict: ClaimVerdict;
  readonly reason: string | null;
  readonly effect: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly sample: number;
}

/** The promise between the two sides that a claim speaks of, by its key; most claims speak of none. */
export const promiseOfClaim: Readonly<Partial<Record<ClaimKey, PromiseKey>>> = {
  "leads-not-as-agreed": "definitional-returns",
  "leads-incomplete": "fields-complete",
  "campaigns-without-notice": "campaign-notice",
  "materials-not-used": "requests-answered",
  "leads-answered-late": "first-attempt",
  "leads-not-worked": "attempt-depth",
  "crm-not-filled-in": "outcome-recorded",
};
