// The money behind won deals: which deals share a lag, and what was spent while they were being worked on.
import type { Coded } from "#facts/columns.ts";
import type { Spend } from "#facts/entities.ts";
import type { Caution } from "#facts/papers.ts";
import { addDays } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";
import { type Lens, cyclesOf } from "#evidence/kpi/lens.ts";
import { promotionIn, salesCostIn } from "#evidence/kpi/spend.ts";
import { quantileFigure } from "#evidence/statistics/quantile.ts";

/** Fewer won deals than this in a segment: it is pooled with the others that have too few. */
export const leastDealsPerCell = 10;

/** Won deals that share one lag: a segment of at least ten, or the rest together. `value` null stands for the rest. */
export interface Cell {
  readonly value: string | null;
  readonly rows: readonly number[];
  /** Median won cycle in days: how far back its money was spent. */
  readonly lag: number;
  /** In the rest: kinds of deal that have too few for a cell of their own. */
  readonly kinds: number;
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
  let kinds = 0;
  const cells: Cell[] = [];
  for (const [value, rows] of groups) {
    if (value === null || rows.length < leastDealsPerCell) {
      for (const row of rows) rest.push(row);
      kinds += Number(value !== null);
    } else cells.push({ value, rows, kinds: 0, lag: Math.round(quantileFigure(cyclesOf(lens, rows), 0.5).value ?? overall) });
  }
  cells.sort((a, b) => (a.value! < b.value! ? -1 : 1));
  if (rest.length > 0)
    cells.push({
      value: null,
      rows: rest,
      kinds,
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

export interface Lagged {
  /** Minor units, not yet rounded, in order of the cells. */
  readonly parts: readonly number[];
  readonly total: number;
  readonly reason: string | null;
  readonly cautions: Caution[];
}

/**
 * The money of the period moved back by each cell's lag: a spend line that names a cell's segment goes to that cell, every other line is spread over the
 * cells by their share of the won deals; pay is spread likewise. The parts sum to the total.
 */
export function lagged(lens: Lens, period: Period, of: { cells: readonly Cell[]; won: number; kind: "promotion" | "sales" }): Lagged {
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
    return { parts: [], total: 0, reason: absent, cautions: [] };
  }
  const haveCell = new Set(of.cells.map((cell) => cell.value).filter((value) => value !== null));
  const own = (line: Spend) => spendSegment(lens, line);
  const parts: number[] = [];
  let earliest = period.from;
  for (const cell of of.cells) {
    const stretch = { from: addDays(period.from, -cell.lag), until: addDays(period.until, -cell.lag) };
    if (stretch.from < earliest) earliest = stretch.from;
    const part = cell.rows.length / of.won;
    if (!isPromotion) parts.push(part * salesCostIn(lens, stretch).total);
    else {
      const named = cell.value === null ? 0 : promotionIn(lens, stretch, { isWanted: (line) => own(line) === cell.value }).total;
      parts.push(named + part * promotionIn(lens, stretch, { isWanted: (line) => !haveCell.has(own(line) ?? "") }).total);
    }
  }
  if (known.until < earliest || known.from >= period.until)
    return { parts: [], total: 0, reason: isPromotion ? "no-spend-in-lagged-period" : "no-sales-cost-in-lagged-period", cautions: [] };
  const late: Caution[] =
    known.from > addDays(earliest, 31)
      ? [{ code: isPromotion ? "spend-starts-late" : "sales-cost-starts-late", details: { from: known.from, needed: earliest } }]
      : [];
  return { parts, total: Math.round(parts.reduce((sum, part) => sum + part, 0)), reason: null, cautions: late };
}

/** The segment a spend line names, where spend has such a field at all. */
export function spendSegment(lens: Lens, line: Spend): string | null {
  const by = lens.agreed.terms.segments.by;
  return by === "product" || by === "region" || by === "channel" || by === "segment" ? line[by] : null;
}
