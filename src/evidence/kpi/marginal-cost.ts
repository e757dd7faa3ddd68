// What one further deal costs: how much more was spent in the months whose deals were more, beside what a deal costs on average.
import type { Interval, NumberWithPapers } from "#facts/papers.ts";
import { addDays, dayNumber } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";
import { type Lens, closedIn, withPapers } from "#evidence/kpi/lens.ts";
import { stepsOf, stretchOf } from "#evidence/kpi/series.ts";
import { promotionIn, salesCostIn } from "#evidence/kpi/spend.ts";
import { wonCycles } from "#evidence/cycle/watch.ts";
import { contrastOf, fitLeaning } from "#evidence/statistics/leaning.ts";
import { quantileOfSorted } from "#evidence/statistics/quantile.ts";

/** Fewer months say nothing of a slope beside a trend and a leaning. */
export const leastMonths = 12;
/** Months whose cost differs by less (standard deviation / mean) tell no more from less spend. */
const leastVariation = 0.05;

export interface Slope {
  /** Money for one further deal; null where the slope may be zero. */
  readonly value: number | null;
  /** Where it is null, `low` alone: one further deal costs at least that. */
  readonly interval: Interval | null;
  readonly reason: string | null;
}

/**
 * Deals of month t = a + b x cost(t) + trend + u, u leaning by rho (statistics/leaning.ts); one further deal costs 1 / b. Deals are regressed on cost and not cost
 * on deals: cost is known from books, deals are counted with chance, and chance in the regressor would pull the slope to zero and flatter the price of a deal.
 * Range: the ends of b's 90 % range turned over. Where that range holds zero, no amount can be named, only what it costs at least (1 / its upper end),
 * where that end is above zero. Null with its reason: fewer than 12 months, costs that hardly differ.
 */
export function slopeOf(costs: readonly number[], deals: readonly number[], level = 0.9): Slope {
  const n = costs.length;
  const none = (reason: string): Slope => ({ value: null, interval: null, reason });
  if (n < leastMonths) return none("too-few-months-of-cost");
  const mean = costs.reduce((sum, cost) => sum + cost, 0) / n;
  const deviation = Math.sqrt(costs.reduce((sum, cost) => sum + (cost - mean) ** 2, 0) / (n - 1));
  if (!(mean > 0) || deviation < leastVariation * mean) return none("spend-hardly-varies");
  const fit = fitLeaning({
    times: costs.map((_, t) => t),
    values: deals,
    columns: [costs.map(() => 1), costs.map((_, t) => (t - (n - 1) / 2) / n), costs.map((cost) => (cost - mean) / deviation)],
  });
  if (fit === null) return none("spend-hardly-varies");
  const slope = contrastOf(fit, [0, 0, 1]);
  const tail = (1 - level) / 2;
  const [low, high] = [slope.quantile(tail) / deviation, slope.quantile(1 - tail) / deviation];
  if (low > 0) return { value: deviation / slope.quantile(0.5), interval: { low: 1 / high, high: 1 / low, level }, reason: null };
  return { value: null, interval: high > 0 ? { low: 1 / high, high: null, level } : null, reason: "deals-do-not-follow-spend" };
}

export interface CostMonth {
  readonly month: Period;
  readonly deals: number;
  readonly cost: number;
}

/** Whole months with the money of the time when their deals were worked on: moved back by the median won cycle, one lag for all months. */
export function costMonthsOf(lens: Lens, layer: "promotion" | "with-sales"): { readonly lag: number; readonly months: readonly CostMonth[] } {
  const stretch = stretchOf(lens);
  const lag = Math.round(quantileOfSorted(wonCycles(lens.facts.deals, lens.starts, () => true).sort(), 0.5) ?? 0);
  if (stretch === null) return { lag, months: [] };
  const back = ({ from, until }: Period): Period => ({ from: addDays(from, -lag), until: addDays(until, -lag) });
  const known = [promotionIn(lens, stretch).known, ...(layer === "with-sales" ? [salesCostIn(lens, stretch).known] : [])];
  if (known.some((one) => one === null)) return { lag, months: [] };
  const from = known.reduce((last, one) => (one!.from > last ? one!.from : last), "");
  const until = known.reduce((first, one) => (one!.until < first ? one!.until : first), "9999-12-31");
  const months = stepsOf(stretch, "month").filter((month) => {
    const own = back(month);
    const isDistorted = lens.extract !== null && dayNumber(month.from) < lens.extract.distortedUntil;
    // Up to a month of grace at each end: books have no line on every day.
    return !isDistorted && addDays(own.from, 31) >= from && own.until <= addDays(until, 31);
  });
  return {
    lag,
    months: months.map((month) => ({
      month,
      deals: closedIn(lens, month, { outcome: "won" }).length,
      cost: promotionIn(lens, back(month)).total + (layer === "with-sales" ? salesCostIn(lens, back(month)).total : 0),
    })),
  };
}

/** marginal-cost-promotion, marginal-cost-with-sales: over all whole months whose costs are on record, up to the end of the period asked for. */
export function marginalFigures(lens: Lens, period: Period): NumberWithPapers[] {
  return (["promotion", "with-sales"] as const).map((layer) => {
    const { lag, months: all } = costMonthsOf(lens, layer);
    const months = all.filter(({ month }) => month.until <= period.until);
    const { value, interval, reason } = slopeOf(
      months.map(({ cost }) => cost),
      months.map(({ deals }) => deals),
    );
    const absent =
      lens.facts.spend.length === 0 ? "no-spend-facts" : layer === "with-sales" && lens.facts.sellerCosts.length === 0 ? "no-sales-cost-facts" : null;
    const over = months.length === 0 ? period : { from: months[0]!.month.from, until: months.at(-1)!.month.until };
    return Object.assign(
      withPapers(lens, over, {
        key: `marginal-cost-${layer}`,
        value,
        unit: "money-per-deal",
        sample: months.length,
        interval: absent === null ? interval : null,
        method: "marginal-cost",
        definition: "promotion-cost",
        // "At least so much" is a number too.
        cautions: absent !== null || interval === null ? [] : [{ code: "marginal-is-association" }, { code: "cost-lagged", details: { days: lag } }],
        ...(value === null ? { reason: absent ?? reason ?? "no-spend-facts" } : {}),
      }),
      { label: "adjusted" as const },
    );
  });
}
