// Every figure of a period in one list, in the order in which a director reads them.
import type { NumberWithPapers } from "#facts/papers.ts";
import type { Period } from "#kit/period.ts";
import { costByBuyer } from "#evidence/kpi/cost-by-kind.ts";
import { costPerDealFigures } from "#evidence/kpi/cost-per-deal.ts";
import { cycleFigures } from "#evidence/kpi/cycle.ts";
import { dealFigures } from "#evidence/kpi/deals.ts";
import type { Lens } from "#evidence/kpi/lens.ts";
import { marginalFigures } from "#evidence/kpi/marginal-cost.ts";
import { promotionDetails, promotionFigures } from "#evidence/kpi/promotion-cost.ts";

/** The three headline goals: how long a sale takes, what promotion costs, what one deal costs. */
export const headlineKeys = ["cycle-median-won", "promotion-cost", "cost-per-transaction-full"] as const;

/** All figures that exist; a figure without facts is there too, null and with its reason. */
export const figureKeys = [
  "deals-won",
  "deals-lost",
  "deals-opened",
  "revenue",
  "win-rate",
  "average-deal",
  "discount",
  "cycle-median-won",
  "cycle-p80-won",
  "cycle-median-all",
  "promotion-cost",
  "promotion-cost-share",
  "promotion-cost-vs-plan",
  "cost-per-transaction-promotion",
  "cost-per-transaction-with-sales",
  "cost-per-transaction-full",
  "cost-per-new-customer",
] as const;
export type FigureKey = (typeof figureKeys)[number];

export function figuresOf(lens: Lens, period: Period): NumberWithPapers[] {
  return [...dealFigures(lens, period), ...cycleFigures(lens, period), ...promotionFigures(lens, period), ...costPerDealFigures(lens, period)];
}

/** What stands behind the three headline figures; told on the command line and in their rooms, and not looked through for what changed. */
export const detailKeys = [
  "promotion-cost-planned",
  "promotion-cost-committed",
  "promotion-cost-actual",
  "promotion-cost-media",
  "promotion-cost-production",
  "promotion-cost-loaded",
  "cost-per-transaction-promotion-new",
  "cost-per-transaction-with-sales-new",
  "cost-per-transaction-full-new",
  "cost-per-transaction-promotion-repeat",
  "cost-per-transaction-with-sales-repeat",
  "cost-per-transaction-full-repeat",
  "marginal-cost-promotion",
  "marginal-cost-with-sales",
] as const;

export function detailsOf(lens: Lens, period: Period): NumberWithPapers[] {
  return [...promotionDetails(lens, period), ...costByBuyer(lens, period).flatMap(({ layers }) => layers), ...marginalFigures(lens, period)];
}

/** For each figure whether less of it is better, more is better, or it only describes. */
export function betterWhen(key: string): "higher" | "lower" | null {
  if (key === "deals-won" || key === "revenue" || key === "win-rate" || key === "average-deal") return "higher";
  return key === "deals-opened" ? null : "lower";
}
