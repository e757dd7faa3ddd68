// What was won and lost: counts, revenue, win rate, the average deal and the discount given.
import type { Caution, Interval, NumberWithPapers } from "#facts/papers.ts";
import type { Period } from "#kit/period.ts";
import { type Lens, type Wanted, closedIn, openedIn, withPapers } from "#evidence/kpi/lens.ts";
import { type Sum, countInterval, totalInterval } from "#evidence/statistics/counts.ts";
import { normalQuantile } from "#evidence/statistics/distributions.ts";
import { wilsonInterval } from "#evidence/statistics/proportion.ts";

/**
 * The deal figures of a period (a deal counts by its close day, `from <= day < until`; opened deals by their day of creation).
 * deals-won, deals-lost, deals-opened: counts with the Poisson interval of what another such period would bring.
 * revenue: amounts of the won, minor units. win-rate: won / (won + lost), narrow, Wilson. average-deal: revenue / won deals with an amount.
 * discount: 1 - sum of amounts / sum of list prices over won deals that have both.
 */
export function dealFigures(lens: Lens, period: Period, wanted: Wanted = null): NumberWithPapers[] {
  const won = closedIn(lens, period, { outcome: "won", wanted });
  const lost = closedIn(lens, period, { outcome: "lost", wanted });
  const opened = openedIn(lens, period, wanted);
  const count = (key: string, value: number) =>
    withPapers(lens, period, {
      key,
      value,
      unit: "count",
      sample: value,
      interval: countInterval(value),
      method: "deal-counts",
      definition: "won-deal",
    });
  return [
    count("deals-won", won.length),
    count("deals-lost", lost.length),
    count("deals-opened", opened.length),
    revenueOf(lens, period, won),
    winRateOf(lens, period, { won: won.length, lost: lost.length }),
    averageDealOf(lens, period, won),
    discountOf(lens, period, won),
  ];
}

/** Sum of the amounts of these rows; those without an amount are counted apart. */
export function amountsOf(lens: Lens, rows: readonly number[]): Sum & { missing: number } {
  let [events, total, squares, missing] = [0, 0, 0, 0];
  for (const row of rows) {
    const amount = lens.facts.deals.amount[row]!;
    if (Number.isNaN(amount)) missing++;
    else [events, total, squares] = [events + 1, total + amount, squares + amount * amount];
  }
  return { events, total, squares, missing };
}

function revenueOf(lens: Lens, period: Period, won: readonly number[]): NumberWithPapers {
  const sum = amountsOf(lens, won);
  const known = won.length === 0 || sum.events > 0;
  return withPapers(lens, period, {
    key: "revenue",
    value: known ? sum.total : null,
    unit: "money",
    sample: sum.events,
    interval: known ? totalInterval(sum) : null,
    method: "revenue",
    definition: "won-deal",
    cautions: missingAmounts(sum.missing, won.length),
    ...(known ? {} : { reason: "no-amounts" }),
  });
}

function winRateOf(lens: Lens, period: Period, { won, lost }: { won: number; lost: number }): NumberWithPapers {
  const cases = won + lost;
  // A source that exports only won deals has no losses to set against them: a rate of one would be an artefact.
  const lossesUnknown = lost === 0 && won >= 10;
  const reason = cases === 0 ? "no-closed-deals" : lossesUnknown ? "no-lost-deals" : null;
  return withPapers(lens, period, {
    key: "win-rate",
    value: reason === null ? won / cases : null,
    unit: "share",
    sample: cases,
    interval: reason === null ? wilsonInterval(won, cases) : null,
    method: "win-rate",
    definition: "won-deal",
    ...(reason === null ? {} : { reason }),
  });
}

function averageDealOf(lens: Lens, period: Period, won: readonly number[]): NumberWithPapers {
  const sum = amountsOf(lens, won);
  const value = sum.events === 0 ? null : sum.total / sum.events;
  return withPapers(lens, period, {
    key: "average-deal",
    value,
    unit: "money-per-deal",
    sample: sum.events,
    interval: value === null ? null : meanInterval(sum),
    method: "average-deal",
    definition: "won-deal",
    cautions: missingAmounts(sum.missing, won.length),
    ...(value === null ? { reason: won.length === 0 ? "no-won-deals" : "no-amounts" } : {}),
  });
}

function discountOf(lens: Lens, period: Period, won: readonly number[]): NumberWithPapers {
  const { deals } = lens.facts;
  const priced = won.filter((row) => deals.listPrice[row]! > 0 && !Number.isNaN(deals.amount[row]!));
  const paid = priced.reduce((sum, row) => sum + deals.amount[row]!, 0);
  const list = priced.reduce((sum, row) => sum + deals.listPrice[row]!, 0);
  const share = list > 0 ? paid / list : null;
  // Ratio of two sums over the same deals: residuals amount - share x list carry its uncertainty (Cochran, Sampling Techniques, 1977, 6.4).
  const residuals = share === null ? 0 : priced.reduce((sum, row) => sum + (deals.amount[row]! - share * deals.listPrice[row]!) ** 2, 0);
  const spread = (normalQuantile(0.95) * Math.sqrt((residuals * priced.length) / Math.max(1, priced.length - 1))) / list;
  const missing = won.length - priced.length;
  return withPapers(lens, period, {
    key: "discount",
    value: share === null ? null : 1 - share,
    unit: "share",
    sample: priced.length,
    interval: share === null || priced.length < 2 ? null : { low: 1 - share - spread, high: 1 - share + spread, level: 0.9 },
    method: "discount",
    definition: "won-deal",
    cautions: share !== null && missing > 0 ? [{ code: "list-price-missing", details: { count: missing, of: won.length } }] : [],
    ...(share === null ? { reason: won.length === 0 ? "no-won-deals" : "no-list-prices" } : {}),
  });
}

/** Mean of positive amounts, symmetric on the log scale: mean x exp(± z s / (mean √n)). One value alone has no interval. */
function meanInterval(sum: Sum, level = 0.9): Interval | null {
  if (sum.events < 2 || !(sum.total > 0)) return null;
  const mean = sum.total / sum.events;
  const variance = Math.max(0, (sum.squares - sum.events * mean * mean) / (sum.events - 1));
  const spread = (normalQuantile(0.5 + level / 2) * Math.sqrt(variance / sum.events)) / mean;
  return { low: mean * Math.exp(-spread), high: mean * Math.exp(spread), level };
}

function missingAmounts(missing: number, of: number): Caution[] {
  return missing > 0 ? [{ code: "amount-missing", details: { count: missing, of } }] : [];
}
