// What one won deal cost, in three nested layers, with the money of the time when the deals were being worked on.
import type { Coded } from "#facts/columns.ts";
import type { Spend } from "#facts/entities.ts";
import type { Caution, Interval, NumberWithPapers } from "#facts/papers.ts";
import { addDays } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";
import { type Lens, closedIn, cyclesOf, withPapers } from "#evidence/kpi/lens.ts";
import { promotionIn, salesCostIn } from "#evidence/kpi/spend.ts";
import { countInterval } from "#evidence/statistics/counts.ts";
import { normalQuantile } from "#evidence/statistics/distributions.ts";
import { quantileFigure } from "#evidence/statistics/quantile.ts";

/** Fewer won deals than this in a segment: it is pooled with the others that have too few. */
export const leastDealsPerCell = 10;

/** Won deals that share one lag: a segment of at least ten, or the rest together. `value` null stands for the rest. */
export interface Cell {
  readonly value: string | null;
  readonly rows: readonly number[];
  /** Median won cycle in days: how far back its money was spent. */
  readonly lag: number;
}

/**
 * The won deals of a period in cells of the agreed segment, each with its own lag.
 * Lag: median cycle of the won deals of the cell; where no cycle is known, that of all; where none is known at all, 0 (and a caution says so).
 */
export function cellsOf(lens: Lens, won: readonly number[]): Cell[] {
  const overall = quantileFigure(cyclesOf(lens, won), 0.5).value ?? 0;
  const groups = new Map<string | null, number[]>();
  for (const row of won) {
    const value = segmentOf(lens, row);
    const group = groups.get(value);
    if (group) group.push(row);
    else groups.set(value, [row]);
  }
  const rest: number[] = [];
  const cells: Cell[] = [];
  for (const [value, rows] of groups) {
    if (value === null || rows.length < leastDealsPerCell) rest.push(...rows);
    else cells.push({ value, rows, lag: Math.round(quantileFigure(cyclesOf(lens, rows), 0.5).value ?? overall) });
  }
  cells.sort((a, b) => (a.value! < b.value! ? -1 : 1));
  if (rest.length > 0)
    cells.push({
      value: null,
      rows: rest,
      lag: Math.round((rest.length < leastDealsPerCell ? null : quantileFigure(cyclesOf(lens, rest), 0.5).value) ?? overall),
    });
  return cells;
}

/** What the deal is by the agreed segment; null where its field is empty. */
export function segmentOf(lens: Lens, row: number): string | null {
  const { deals } = lens.facts;
  const by = lens.agreed.terms.segments.by;
  if (by === "repeat") return deals.isRepeat[row] === 1 ? "repeat" : deals.isRepeat[row] === 0 ? "new" : null;
  const column: Coded = deals[by];
  const code = column.codes[row]!;
  return code < 0 ? null : column.names[code]!;
}

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
  const beyond = discountBeyondPolicy(lens, won);
  const base = won.length === 0 ? "no-won-deals" : null;
  const first = base ?? promotion.reason;
  const second = first ?? sales.reason;
  const third = second ?? beyond.reason;
  const cautions = [...promotion.cautions, ...lagCautions(lens, won, cells)];
  const figure = (key: string, why: string | null, parts: { total: number; interval: Interval; cautions: Caution[]; deals?: number }) =>
    withPapers(lens, period, {
      key,
      value: why === null ? parts.total / (parts.deals ?? won.length) : null,
      unit: "money-per-deal",
      sample: parts.deals ?? won.length,
      interval: why === null ? parts.interval : null,
      method: "cost-per-deal",
      definition: "promotion-cost",
      cautions: why === null ? parts.cautions : [],
      ...(why === null ? {} : { reason: why }),
    });
  const [one, two] = [promotion.total, promotion.total + sales.total];
  return [
    figure("cost-per-transaction-promotion", first, { total: one, interval: perDeal(one, won.length), cautions }),
    figure("cost-per-transaction-with-sales", second, { total: two, interval: perDeal(two, won.length), cautions: [...cautions, ...sales.cautions] }),
    figure("cost-per-transaction-full", third, {
      total: two + beyond.total,
      interval: perDealWithDiscounts(two, beyond, won.length),
      cautions: [...cautions, ...sales.cautions, ...beyond.cautions],
    }),
    newCustomers(lens, won, { first, total: one, cautions, figure }),
  ];
}

type FigureOf = (key: string, why: string | null, parts: { total: number; interval: Interval; cautions: Caution[]; deals?: number }) => NumberWithPapers;

function newCustomers(
  lens: Lens,
  won: readonly number[],
  at: { first: string | null; total: number; cautions: Caution[]; figure: FigureOf },
): NumberWithPapers {
  const known = won.filter((row) => lens.facts.deals.isRepeat[row] !== -1);
  const fresh = known.filter((row) => lens.facts.deals.isRepeat[row] === 0).length;
  const why = at.first ?? (known.length < 0.9 * won.length ? "new-or-repeat-not-known" : fresh < leastDealsPerCell ? "too-few-won-deals" : null);
  return at.figure("cost-per-new-customer", why, {
    total: at.total,
    interval: perDeal(at.total, fresh),
    cautions: [...at.cautions, { code: "all-promotion-on-new" }],
    deals: fresh,
  });
}

interface Lagged {
  readonly total: number;
  readonly reason: string | null;
  readonly cautions: Caution[];
}

function lagged(lens: Lens, period: Period, of: { cells: readonly Cell[]; won: number; kind: "promotion" | "sales" }): Lagged {
  const isPromotion = of.kind === "promotion";
  const known = (isPromotion ? promotionIn(lens, period) : salesCostIn(lens, period)).known;
  if (known === null) {
    const absent = isPromotion
      ? lens.facts.spend.length === 0
        ? "no-spend-facts"
        : "no-actual-spend"
      : lens.facts.sellerCosts.length === 0
        ? "no-sales-cost-facts"
        : "no-sales-cost-of-department";
    return { total: 0, reason: absent, cautions: [] };
  }
  const named = new Set(of.cells.map((cell) => cell.value).filter((value) => value !== null));
  const own = (line: Spend) => spendSegment(lens, line);
  let [total, earliest] = [0, period.from];
  for (const cell of of.cells) {
    const stretch = { from: addDays(period.from, -cell.lag), until: addDays(period.until, -cell.lag) };
    if (stretch.from < earliest) earliest = stretch.from;
    const part = cell.rows.length / of.won;
    if (!isPromotion) total += part * salesCostIn(lens, stretch).total;
    else {
      if (cell.value !== null) total += promotionIn(lens, stretch, { isWanted: (line) => own(line) === cell.value }).total;
      total += part * promotionIn(lens, stretch, { isWanted: (line) => !named.has(own(line) ?? "") }).total;
    }
  }
  if (known.until < earliest || known.from >= period.until)
    return { total: 0, reason: isPromotion ? "no-spend-in-lagged-period" : "no-sales-cost-in-lagged-period", cautions: [] };
  const late: Caution[] =
    known.from > addDays(earliest, 31)
      ? [{ code: isPromotion ? "spend-starts-late" : "sales-cost-starts-late", details: { from: known.from, needed: earliest } }]
      : [];
  return { total: Math.round(total), reason: null, cautions: late };
}

/** The segment a spend line names, where spend has such a field at all. */
function spendSegment(lens: Lens, line: Spend): string | null {
  const by = lens.agreed.terms.segments.by;
  return by === "product" || by === "region" || by === "channel" || by === "segment" ? line[by] : null;
}

interface Beyond {
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
function perDeal(cost: number, deals: number): Interval {
  const { low, high, level } = countInterval(deals);
  return { low: cost / high!, high: low! > 0 ? cost / low! : null, level };
}

/** (fixed + Σ d) / N where deals and their discounts vary together: delta method on the log, Var = Σd²/T² + 1/N - 2Σd/(T N). */
function perDealWithDiscounts(fixed: number, beyond: Beyond, deals: number): Interval {
  const total = fixed + beyond.total;
  if (deals === 0 || !(total > 0)) return { low: null, high: null, level: 0.9 };
  const variance = beyond.squares / (total * total) + 1 / deals - (2 * beyond.total) / (total * deals);
  const spread = normalQuantile(0.95) * Math.sqrt(Math.max(0, variance));
  return { low: (total / deals) * Math.exp(-spread), high: (total / deals) * Math.exp(spread), level: 0.9 };
}

function lagCautions(lens: Lens, won: readonly number[], cells: readonly Cell[]): Caution[] {
  if (won.length > 0 && cyclesOf(lens, won).length === 0) return [{ code: "lag-not-known" }];
  return cells.length > 0 ? [{ code: "cost-lagged", details: { days: Math.max(...cells.map((cell) => cell.lag)) } }] : [];
}
