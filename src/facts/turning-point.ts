// Days after which things were not as before: a market turns, sales fall or stand still, a price changes, a head changes, a large customer goes.
import type { ClaimKey } from "#facts/claims.ts";
import type { Owner } from "#facts/department.ts";
import type { Interval } from "#facts/papers.ts";
import type { SurveyStatement } from "#facts/survey.ts";
import type { Day } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";

export const turningKinds = ["falling-sales", "stagnation", "downturn", "price-change", "new-head", "lost-account", "other"] as const;
export type TurningKind = (typeof turningKinds)[number];

/** Whose a turning point is, where nobody says otherwise. */
export const usualTurningOwner: Readonly<Record<TurningKind, Owner>> = {
  "falling-sales": "joint",
  stagnation: "joint",
  downturn: "market",
  "price-change": "management",
  "new-head": "management",
  "lost-account": "joint",
  other: "joint",
};

/** What of the firm's own sales is watched: the won value and the number of orders. */
export const watchedSales = ["revenue", "deals-won"] as const;
export type WatchedSales = (typeof watchedSales)[number];

/** A turning point read from the facts, not yet confirmed by anybody. */
export interface ProposedTurn {
  /** Steady name: the same facts propose the same turn under the same key. */
  readonly key: string;
  readonly kind: TurningKind;
  /** First day that is not as before. */
  readonly day: Day;
  readonly owner: Owner;
  /** The account, product or person it is about; null for the whole market. */
  readonly subject: string | null;
  /** How large: the fall of the index or of sales, the share of revenue lost, the change of the price, the growth in a year; null where there is no size. */
  readonly size: number | null;
  /** Of sales: what was watched, when it may have begun, the range of the size, and the last month that was known when it was told first. */
  readonly told?: WhatWasTold | undefined;
}

export interface WhatWasTold {
  readonly figure: WatchedSales;
  readonly between: Period;
  readonly interval: Interval;
  readonly toldOn: Day;
  /** The other of the two says the same. */
  readonly also: boolean;
}

/** What the check of the cooperation holds: a short wave of the survey, the claims that usually come up, an item on the agenda of the next joint meeting. */
export const checkParts = ["pulse", "claims", "agenda"] as const;
export type CheckPart = (typeof checkParts)[number];

/** taken: done; left: looked at and left undone, with or without a reason. */
export const checkStates = ["taken", "left"] as const;
export type CheckState = (typeof checkStates)[number];

/** Claims that the two sides usually make of each other at such a turn, by the standard claims that need no subject. Grounds: docs/methods/turning-points.md. */
export const claimsToExpect: Readonly<Record<TurningKind, readonly ClaimKey[]>> = {
  "falling-sales": [
    "leads-got-worse",
    "fewer-leads-than-planned",
    "leads-answered-late",
    "leads-not-worked",
    "prices-lose-deals",
    "discounts-grew",
    "market-fell",
  ],
  stagnation: ["fewer-leads-than-planned", "leads-got-worse", "few-accounts", "prices-lose-deals", "plan-unrealistic", "budget-cut"],
  downturn: ["market-fell", "budget-cut", "prices-lose-deals", "discounts-grew", "plan-unrealistic"],
  "price-change": ["prices-lose-deals", "discounts-grew", "discounts-buy-no-wins", "price-over-reported"],
  "new-head": ["leads-not-as-agreed", "leads-not-worked", "crm-not-filled-in", "campaigns-without-notice", "wishful-forecasts"],
  "lost-account": ["few-accounts", "prices-lose-deals", "padded-pipeline", "discounts-grew"],
  other: ["leads-got-worse", "leads-not-worked", "prices-lose-deals", "market-fell"],
};

/** Statements of the survey that such a turn puts to the test: those a pulse asks for. */
export const pulseStatements: Readonly<Record<TurningKind, readonly SurveyStatement[]>> = {
  "falling-sales": ["misses-examined", "leads-followed-up", "leads-worth-the-time", "outcomes-come-back", "prices-by-rules", "respect"],
  stagnation: ["joint-goals", "one-plan", "same-segments", "budget-by-evidence", "customers-heard", "work-shared"],
  downturn: ["misses-examined", "same-segments", "budget-by-evidence", "prices-by-rules", "respect"],
  "price-change": ["prices-by-rules", "customers-heard", "materials-used", "outcomes-come-back"],
  "new-head": ["joint-goals", "lead-means-the-same", "one-funnel", "respect", "disputes-settled", "work-shared"],
  "lost-account": ["customers-heard", "misses-examined", "outcomes-come-back", "respect"],
  other: ["joint-goals", "lead-means-the-same", "misses-examined", "respect", "work-shared"],
};
