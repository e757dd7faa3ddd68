// What the two departments agree to mean by a word: from when a sales cycle runs, what counts as promotion cost, which discount is within policy.
import type { Owner } from "#facts/department.ts";

/** What a deal or a lead can be sorted by. */
export const segmentKeys = ["product", "region", "accountSize", "channel", "segment", "repeat", "owner"] as const;
export type SegmentKey = (typeof segmentKeys)[number];

export const cycleStarts = ["deal-created", "first-contact", "handoff-accepted"] as const;
export type CycleStart = (typeof cycleStarts)[number];

export interface Terms {
  /** Which enquiry counts as a lead: every one, or only those that marketing has found ready. */
  readonly lead: { readonly counts: "every-enquiry" | "marketing-qualified" };
  /** When a lead counts as accepted: the day that sales said so, or any later stage reached as well. */
  readonly "accepted-lead": { readonly by: "acceptance-day" | "acceptance-or-later-stage" };
  /** Whether a won deal without an amount counts among the won. */
  readonly "won-deal": { readonly needsAmount: boolean };
  readonly "sales-cycle": { readonly start: CycleStart };
  /**
   * Spend lines in it: by status, without the categories named, whoever paid. `sameTouch`: what two departments wrote down for one campaign on one day with
   * one amount is the same money (counted once), or each paid its half (each counted).
   */
  readonly "promotion-cost": {
    readonly status: "actual" | "actual-and-committed";
    readonly withoutCategories: readonly string[];
    readonly payers: readonly ("sales" | "marketing" | "management")[];
    readonly sameTouch: "once" | "each";
  };
  /** People costs in the second layer of the cost of a deal. */
  readonly "sales-cost": { readonly departments: readonly ("sales" | "marketing" | "management")[]; readonly withoutKinds: readonly string[] };
  /** Discount that needs no explanation, as a share of the list price; what goes beyond is a cost. */
  readonly "discount-policy": { readonly upTo: number };
  /** How deals are sorted where a figure is worked out segment by segment. */
  readonly segments: { readonly by: SegmentKey };
  /** An open deal is as good as dead when older than the longest that ever closed, or than so many times the 99th of a hundred, whichever is less. */
  readonly "dead-deal": { readonly timesP99: number };
}

export type TermKey = keyof Terms;

/** What holds until the two heads agree on something else: version 1 of each. */
export const shippedTerms: Terms = {
  lead: { counts: "every-enquiry" },
  "accepted-lead": { by: "acceptance-or-later-stage" },
  "won-deal": { needsAmount: false },
  "sales-cycle": { start: "deal-created" },
  "promotion-cost": { status: "actual", withoutCategories: [], payers: ["sales", "marketing", "management"], sameTouch: "once" },
  "sales-cost": { departments: ["sales"], withoutKinds: [] },
  "discount-policy": { upTo: 0.1 },
  segments: { by: "segment" },
  "dead-deal": { timesP99: 1.5 },
};

export const termKeys = Object.keys(shippedTerms) as TermKey[];

/** The terms in force and where each comes from. */
export interface Agreed {
  readonly terms: Terms;
  readonly versions: Readonly<Record<TermKey, number>>;
  /** Signed by both heads; a shipped default nobody has signed yet is not. */
  readonly signed: Readonly<Record<TermKey, boolean>>;
}

const ofEach = <T>(value: T) => Object.fromEntries(termKeys.map((key) => [key, value])) as Record<TermKey, T>;

export const agreedByDefault: Agreed = { terms: shippedTerms, versions: ofEach(1), signed: ofEach(false) };

/** 'sales-cycle@1': the link from a number to the definition it used. */
export function definitionName(agreed: Agreed, key: TermKey): string {
  return `${key}@${agreed.versions[key]}`;
}

/** A driver of the shortfall that the heads have given to someone else than the shipped owner. */
export interface DriverOwner {
  readonly driver: string;
  readonly owner: Owner;
  readonly version: number;
}
