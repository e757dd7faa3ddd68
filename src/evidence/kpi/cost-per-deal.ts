// What one won deal cost, in three nested layers, with the money of the time when the deals were being worked on.
import type { Caution, Interval, NumberWithPapers } from "#facts/papers.ts";
import type { Period } from "#kit/period.ts";
import { type Lens, closedIn, cyclesOf, withPapers } from "#evidence/kpi/lens.ts";
import { type Cell, type Lagged, cellsOf, lagged, leastDealsPerCell } from "#evidence/kpi/lagged-cost.ts";
import { touchCautions } from "#evidence/kpi/promotion-cost.ts";
import { countInterval } from "#evidence/statistics/counts.ts";
import { normalQuantile } from "#evidence/statistics/distributions.ts";

/**
 * cost-per-transaction-promotion: promotion / won deals; -with-sales: plus pay, travel and training of sales; -full: plus discounts beyond policy.
 * Numerator: the money of the period moved back by each cell's lag; a spend line that names a cell's segment goes to that cell, every other line is
 * spread over the cells by their share of the won deals. Discounts beyond policy are taken at the close itself, without a lag.
 * Interval: the won count is Poisson; costs are read from books. A layer whose facts are absent is null, and so are those above it.
 * cost-per-new-customer: layer one over deals with first-time buyers only, where nine in ten won deals say which they are: all promotion laid on new buyers.
 */
export function costPerDealFigures(lens: Lens, period: Period): NumberWithPapers[] {
  const won = closedIn(lens, period, { outcome: "won" });
  const cells = cellsOf(lens, won);
  const promotion = lagged(lens, period, { cells, won: won.length, kind: "promotion" });
  const sales = lagged(lens, period, { cells, won: won.length, kind: "sales" });
  const cautions = [...touchCautions(lens, period), ...lagCautions(lens, won, cells)];
  const layers = layersOf(lens, period, { rows: won, promotion, sales, cautions });
  return [...layers, newCustomers(lens, won, { period, promotion, layer: layers[0]! })];
}

/** Deals won and the money behind them. */
export interface Layered {
  readonly rows: readonly number[];
  readonly promotion: Pick<Lagged, "total" | "reason" | "cautions">;
  readonly sales: Pick<Lagged, "total" | "reason" | "cautions">;
  readonly cautions: readonly Caution[];
  /** Put behind the keys: '-new'. */
  readonly of?: string;
  /** Why these deals are not to be divided by at all. */
  readonly reason?: string | null;
}

/** The three layers of some won deals; a layer whose facts are absent is null, and so are those above it. */
export function layersOf(lens: Lens, period: Period, { rows, promotion, sales, cautions, of = "", reason = null }: Layered): NumberWithPapers[] {
  const beyond = discountBeyondPolicy(lens, rows);
  const first = reason ?? (rows.length === 0 ? "no-won-deals" : promotion.reason);
  const second = first ?? sales.reason;
  const third = second ?? beyond.reason;
  const [one, two] = [promotion.total, promotion.total + sales.total];
  const layer = (key: string, why: string | null, parts: { total: number; interval: Interval; cautions: readonly Caution[] }) =>
    withPapers(lens, period, {
      key: `${key}${of}`,
      value: why === null ? parts.total / rows.length : null,
      unit: "money-per-deal",
      sample: rows.length,
      interval: why === null ? parts.interval : null,
      method: "cost-per-deal",
      definition: "promotion-cost",
      cautions: why === null ? parts.cautions : [],
      ...(why === null ? {} : { reason: why }),
    });
  const [onPromotion, onSales] = [
    [...promotion.cautions, ...cautions],
    [...promotion.cautions, ...cautions, ...sales.cautions],
  ];
  return [
    layer("cost-per-transaction-promotion", first, { total: one, interval: perDeal(one, rows.length), cautions: onPromotion }),
    layer("cost-per-transaction-with-sales", second, { total: two, interval: perDeal(two, rows.length), cautions: onSales }),
    layer("cost-per-transaction-full", third, {
      total: two + beyond.total,
      interval: perDealWithDiscounts(two, beyond, rows.length),
      cautions: [...onSales, ...beyond.cautions],
    }),
  ];
}

function newCustomers(lens: Lens, won: readonly number[], at: { period: Period; promotion: Lagged; layer: NumberWithPapers }): NumberWithPapers {
  const known = won.filter((row) => lens.facts.deals.isRepeat[row] !== -1);
  const fresh = known.filter((row) => lens.facts.deals.isRepeat[row] === 0).length;
  const why = at.layer.reason ?? (known.length < leastKnown * won.length ? "new-or-repeat-not-known" : fresh < leastDealsPerCell ? "too-few-won-deals" : null);
  return withPapers(lens, at.period, {
    key: "cost-per-new-customer",
    value: why === null ? at.promotion.total / fresh : null,
    unit: "money-per-deal",
    sample: fresh,
    interval: why === null ? perDeal(at.promotion.total, fresh) : null,
    method: "cost-per-deal",
    definition: "promotion-cost",
    cautions: why === null ? [...ownCautions(at.layer), { code: "all-promotion-on-new" }] : [],
    ...(why === null ? {} : { reason: why }),
  });
}

/** What the layer says of itself; few cases and the period are said anew of other deals. */
function ownCautions({ cautions }: NumberWithPapers): Caution[] {
  return cautions.filter(({ code }) => !["few-cases", "period-not-over", "extract-start"].includes(code));
}

/** New and repeat buyers are told apart where so large a share of the won deals says which they are. */
export const leastKnown = 0.9;

export interface Beyond {
  readonly total: number;
  readonly squares: number;
  readonly reason: string | null;
  readonly cautions: Caution[];
}

/** Discount that goes beyond policy: max(0, list - amount - upTo x list) over won deals with both prices. */
export function discountBeyondPolicy(lens: Lens, won: readonly number[]): Beyond {
  const { amount, listPrice } = lens.facts.deals;
  const { upTo } = lens.agreed.terms["discount-policy"];
  let [total, squares, priced] = [0, 0, 0];
  for (const row of won) {
    if (!(listPrice[row]! > 0) || Number.isNaN(amount[row]!)) continue;
    priced++;
    const beyond = Math.max(0, listPrice[row]! * (1 - upTo) - amount[row]!);
    total += beyond;
    squares += beyond * beyond;
  }
  const missing = won.length - priced;
  if (priced === 0) return { total: 0, squares: 0, reason: "no-list-prices", cautions: [] };
  return {
    total: Math.round(total),
    squares,
    reason: null,
    cautions: missing > 0 ? [{ code: "list-price-missing", details: { count: missing, of: won.length } }] : [],
  };
}

/** cost / N with N Poisson: Garwood's ends of N turned over. */
export function perDeal(cost: number, deals: number): Interval {
  const { low, high, level } = countInterval(deals);
  return { low: cost / high!, high: low! > 0 ? cost / low! : null, level };
}

/** (fixed + Σ d) / N where deals and their discounts vary together: delta method on the log, Var = Σd²/T² + 1/N - 2Σd/(T N). */
export function perDealWithDiscounts(fixed: number, beyond: Beyond, deals: number): Interval {
  const total = fixed + beyond.total;
  if (deals === 0 || !(total > 0)) return { low: null, high: null, level: 0.9 };
  const variance = beyond.squares / (total * total) + 1 / deals - (2 * beyond.total) / (total * deals);
  const spread = normalQuantile(0.95) * Math.sqrt(Math.max(0, variance));
  return { low: (total / deals) * Math.exp(-spread), high: (total / deals) * Math.exp(spread), level: 0.9 };
}

export function lagCautions(lens: Lens, won: readonly number[], cells: readonly Cell[]): Caution[] {
  if (won.length > 0 && cyclesOf(lens, won).length === 0) return [{ code: "lag-not-known" }];
  if (cells.length === 0) return [];
  const pooled = cells.find((cell) => cell.value === null && cell.kinds > 0);
  return [
    { code: "cost-lagged", details: { days: Math.max(...cells.map((cell) => cell.lag)) } },
    ...(pooled === undefined ? [] : [{ code: "cells-pooled", details: { kinds: pooled.kinds, deals: pooled.rows.length, least: leastDealsPerCell } }]),
  ];
}
