// The standard claims: of each, whom it is about, what it needs, from where it matters, and the test that answers it.
import type { ClaimAnswer, ClaimSpec } from "#evidence/claims/claim.ts";
import { changedTheResult, fewerPeople, marketFell, unrealisticPlan } from "#evidence/claims/of-course.ts";
import { fewAccounts, notWrittenUp, oneRegion, paddedPipeline, priceOverReported, pricesLoseDeals, wishfulForecasts } from "#evidence/claims/of-deals.ts";
import { buyNoWins, discountsGrew, followThePerson } from "#evidence/claims/of-discounts.ts";
import { dearerLeads, definitionalReturns, fewerLeadsThanPlanned, leadsIncomplete } from "#evidence/claims/of-leads.ts";
import { channelLeadsWorse, leadsGotWorse } from "#evidence/claims/of-quality.ts";
import { bringsNoDeals, budgetCut, didNotPay, otherSegments } from "#evidence/claims/of-money.ts";
import { materialsNotUsed, withoutNotice } from "#evidence/claims/of-support.ts";
import { answeredLate, cherryPicking, neglectsProduct, notWorked, tooManyLeads } from "#evidence/claims/of-work.ts";
import type { ClaimGround, ClaimQuestion } from "#evidence/claims/ground.ts";
import type { Against, ClaimKey, Need, SubjectKind } from "#facts/claims.ts";
import type { Unit } from "#facts/papers.ts";

export interface StandardClaim extends ClaimSpec {
  /** Null: nothing on record can answer it yet; `needs` says what would. */
  readonly test: ((spec: ClaimSpec, ground: ClaimGround, asked: ClaimQuestion) => ClaimAnswer) | null;
}

interface Size {
  readonly needs: readonly Need[];
  readonly test: StandardClaim["test"];
  readonly holds?: "above" | "below";
  readonly worth: number;
  /** Left out: the same as `worth`, a threshold. */
  readonly nothing?: number;
  readonly unit?: Unit;
  readonly subject?: SubjectKind;
  readonly isRequired?: boolean;
  readonly isAdjusted?: boolean;
}

function claim(key: ClaimKey, against: Against, { needs, test, ...size }: Size): StandardClaim {
  const { holds = "above", worth, nothing = worth, unit = "share", subject, isRequired = false, isAdjusted = false } = size;
  const narrowed = subject === undefined ? {} : { subject: { kind: subject, isRequired } };
  return { key, against, needs, holds, unit, worth, nothing, label: isAdjusted ? "adjusted" : "descriptive", test, ...narrowed };
}

/** In the order in which they are offered. Sizes and thresholds: docs/methods/claims.md gives the reason or the source of each. */
export const standardClaims: readonly StandardClaim[] = [
  claim("channel-leads-worse", "marketing", {
    needs: ["leads"],
    test: channelLeadsWorse,
    holds: "below",
    worth: -0.03,
    nothing: 0,
    subject: "channel",
    isRequired: true,
    isAdjusted: true,
  }),
  claim("leads-got-worse", "marketing", {
    needs: ["leads"],
    test: leadsGotWorse,
    holds: "below",
    worth: -0.03,
    nothing: 0,
    subject: "channel",
    isAdjusted: true,
  }),
  claim("leads-not-as-agreed", "marketing", { needs: ["leads", "lead-work"], test: definitionalReturns, worth: 0.1, subject: "channel" }),
  claim("leads-incomplete", "marketing", { needs: ["leads"], test: leadsIncomplete, worth: 0.1, subject: "channel" }),
  claim("fewer-leads-than-planned", "marketing", { needs: ["leads", "plan"], test: fewerLeadsThanPlanned, worth: 0.1, nothing: 0 }),
  claim("leads-dearer", "marketing", { needs: ["leads", "spend"], test: dearerLeads, worth: 0.1, nothing: 0 }),
  claim("campaign-did-not-pay", "marketing", { needs: ["deals", "amounts", "spend"], test: didNotPay, worth: 0, subject: "campaign", isRequired: true }),
  claim("channel-brings-no-deals", "marketing", { needs: ["deals"], test: bringsNoDeals, holds: "below", worth: 0.05, subject: "channel", isRequired: true }),
  claim("other-segments", "marketing", { needs: ["deals", "amounts", "spend"], test: otherSegments, worth: 0.2 }),
  claim("campaigns-without-notice", "marketing", { needs: ["notice-days"], test: withoutNotice, worth: 0.1 }),
  claim("materials-not-used", "marketing", { needs: ["materials"], test: materialsNotUsed, worth: 0.5 }),
  claim("leads-answered-late", "sales", { needs: ["leads", "lead-work"], test: answeredLate, worth: 0.1, subject: "channel" }),
  claim("leads-not-worked", "sales", { needs: ["leads", "lead-work", "activities"], test: notWorked, worth: 0.1, subject: "channel" }),
  claim("cherry-picking", "sales", { needs: ["leads", "lead-work"], test: cherryPicking, holds: "below", worth: -0.1, nothing: 0, isAdjusted: true }),
  claim("neglects-product", "sales", {
    needs: ["leads"],
    test: neglectsProduct,
    holds: "below",
    worth: -0.05,
    nothing: 0,
    subject: "product",
    isRequired: true,
    isAdjusted: true,
  }),
  claim("few-accounts", "sales", { needs: ["deals", "amounts"], test: fewAccounts, worth: 0.5 }),
  claim("discounts-follow-person", "sales", { needs: ["deals", "list-prices"], test: followThePerson, worth: 0.1, nothing: 0, isAdjusted: true }),
  claim("wishful-forecasts", "sales", { needs: ["deals"], test: wishfulForecasts, worth: 0.5 }),
  claim("padded-pipeline", "sales", { needs: ["deals"], test: paddedPipeline, worth: 0.2 }),
  claim("crm-not-filled-in", "sales", { needs: ["deals"], test: notWrittenUp, worth: 0.1 }),
  claim("price-over-reported", "sales", { needs: ["deals", "loss-reasons"], test: priceOverReported, worth: 0.1, nothing: 0 }),
  claim("one-region", "sales", { needs: ["deals", "amounts"], test: oneRegion, worth: 0.5 }),
  claim("prices-lose-deals", "prices", { needs: ["deals", "loss-reasons"], test: pricesLoseDeals, worth: 0.25 }),
  claim("discounts-buy-no-wins", "prices", { needs: ["deals", "list-prices"], test: buyNoWins, holds: "below", worth: 0.03, isAdjusted: true }),
  claim("discounts-grew", "prices", { needs: ["deals", "list-prices"], test: discountsGrew, worth: 0.01, nothing: 0 }),
  claim("plan-unrealistic", "management", { needs: ["deals", "amounts", "plan"], test: unrealisticPlan, worth: 0.1, nothing: 0 }),
  claim("budget-cut", "management", { needs: ["spend"], test: budgetCut, worth: 0.1 }),
  claim("too-many-leads", "management", { needs: ["leads", "lead-work"], test: tooManyLeads, worth: 0.1, nothing: 0, isAdjusted: true }),
  claim("fewer-people", "management", { needs: ["sellers"], test: fewerPeople, worth: 0.1 }),
  claim("market-fell", "market", { needs: ["market-index"], test: marketFell, worth: 0.03 }),
  claim("change-changed-result", "market", {
    needs: ["deals", "amounts", "turning-points"],
    test: changedTheResult,
    worth: 0.1,
    nothing: 0,
    subject: "turning-point",
    isRequired: true,
    isAdjusted: true,
  }),
];

const byKey: ReadonlyMap<string, StandardClaim> = new Map(standardClaims.map((one) => [one.key, one]));

export function standardClaim(key: string): StandardClaim | null {
  return byKey.get(key) ?? null;
}
