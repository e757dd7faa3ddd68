// What promotion cost: in all, as a share of revenue, and against plan.
import type { NumberWithPapers } from "#facts/papers.ts";
import type { Period } from "#kit/period.ts";
import { amountsOf } from "#evidence/kpi/deals.ts";
import { type Lens, closedIn, withPapers } from "#evidence/kpi/lens.ts";
import { plannedMoney, promotionIn } from "#evidence/kpi/spend.ts";
import { totalInterval } from "#evidence/statistics/counts.ts";

/**
 * promotion-cost: sum of the lines that count by agreement, on their own days, minor units; counted from books, so without an interval.
 * promotion-cost-share: that sum / revenue of the period; revenue carries the uncertainty.
 * promotion-cost-vs-plan: actual / planned - 1; the plan from spend lines with status plan, else from plan rows of the measure promotion-cost.
 */
export function promotionFigures(lens: Lens, period: Period): NumberWithPapers[] {
  const actual = promotionIn(lens, period);
  const isKnown = actual.known !== null && actual.known.from < period.until && actual.known.until >= period.from;
  const reason = actual.known === null ? (lens.facts.spend.length === 0 ? "no-spend-facts" : "no-actual-spend") : isKnown ? null : "no-spend-in-period";
  return [
    total(lens, period, { cost: actual.total, lines: actual.lines, reason }),
    share(lens, period, { cost: actual.total, lines: actual.lines, reason }),
    againstPlan(lens, period, { cost: actual.total, lines: actual.lines, reason }),
  ];
}

interface Spent {
  readonly cost: number;
  readonly lines: number;
  readonly reason: string | null;
}

function total(lens: Lens, period: Period, { cost, lines, reason }: Spent): NumberWithPapers {
  return withPapers(lens, period, {
    key: "promotion-cost",
    value: reason === null ? cost : null,
    unit: "money",
    sample: lines,
    interval: null,
    method: "promotion-cost",
    definition: "promotion-cost",
    ...(reason === null ? {} : { reason }),
  });
}

function share(lens: Lens, period: Period, { cost, lines, reason }: Spent): NumberWithPapers {
  const revenue = amountsOf(lens, closedIn(lens, period, { outcome: "won" }));
  const why = reason ?? (revenue.total > 0 ? null : "no-revenue");
  const range = why === null ? totalInterval(revenue) : null;
  return withPapers(lens, period, {
    key: "promotion-cost-share",
    value: why === null ? cost / revenue.total : null,
    unit: "share",
    sample: lines,
    interval: range && { low: range.high === null ? null : cost / range.high, high: range.low! > 0 ? cost / range.low! : null, level: range.level },
    method: "promotion-cost",
    definition: "promotion-cost",
    ...(why === null ? {} : { reason: why }),
  });
}

function againstPlan(lens: Lens, period: Period, { cost, lines, reason }: Spent): NumberWithPapers {
  const planned = plannedPromotion(lens, period);
  const why = reason ?? (planned === null || planned <= 0 ? "no-planned-spend" : null);
  return withPapers(lens, period, {
    key: "promotion-cost-vs-plan",
    value: why === null ? cost / planned! - 1 : null,
    unit: "share",
    sample: lines,
    interval: null,
    method: "promotion-cost",
    definition: "promotion-cost",
    ...(why === null ? {} : { reason: why }),
  });
}

/** Planned promotion of the period in minor units; null where nothing is planned in it. */
export function plannedPromotion(lens: Lens, period: Period): number | null {
  const lines = promotionIn(lens, period, { status: "plan" });
  if (lines.lines > 0) return lines.total;
  return plannedMoney(lens, "promotion-cost", period);
}
