// What a won deal cost by segment, and with new and with repeat buyers; kinds with too few deals stand together.
import type { Spend } from "#facts/entities.ts";
import type { Caution, NumberWithPapers } from "#facts/papers.ts";
import { addDays } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";
import { lagCautions, layersOf, leastKnown } from "#evidence/kpi/cost-per-deal.ts";
import { type Cell, cellsOf, lagged, leastDealsPerCell } from "#evidence/kpi/lagged-cost.ts";
import { type Lens, closedIn, cyclesOf } from "#evidence/kpi/lens.ts";
import { promotionIn } from "#evidence/kpi/spend.ts";
import { quantileFigure } from "#evidence/statistics/quantile.ts";

export interface CostRow {
  /** The segment, 'new' or 'repeat'; null: the kinds with too few deals, put together. */
  readonly value: string | null;
  /** In those put together: how many kinds. */
  readonly kinds: number;
  readonly deals: number;
  /** Its won deals, as rows of the facts. */
  readonly rows: readonly number[];
  /** Days by which its costs come before the deals. */
  readonly lag: number;
  /** Promotion; with sales; with discounts beyond policy. */
  readonly layers: readonly NumberWithPapers[];
}

/** By the agreed segment. The totals of the rows sum to those of the headline figures; a row of fewer than ten deals is not told. */
export function costBySegment(lens: Lens, period: Period): CostRow[] {
  const won = closedIn(lens, period, { outcome: "won" });
  const cells = cellsOf(lens, won);
  const promotion = lagged(lens, period, { cells, won: won.length, kind: "promotion" });
  const sales = lagged(lens, period, { cells, won: won.length, kind: "sales" });
  return cells.map((cell, place) =>
    rowOf(lens, period, {
      cell,
      promotion: { ...promotion, total: promotion.parts[place] ?? 0 },
      sales: { ...sales, total: sales.parts[place] ?? 0 },
      of: "",
    }),
  );
}

/**
 * New and repeat buyers, each with the lag of its own median cycle (ten won deals at least, else that of all). A line of promotion that names a campaign goes to
 * the deals won from that campaign, else one that names a channel to those of the channel, new and repeat by their number; where no won deal carries the name,
 * to all. A kind that no line reaches so is not told: it is no zero. Pay of sales is spread over all deals alike: nobody writes down whom it was for. Null where fewer than nine in ten won deals say which they are.
 */
export function costByBuyer(lens: Lens, period: Period): CostRow[] {
  const { isRepeat } = lens.facts.deals;
  const won = closedIn(lens, period, { outcome: "won" });
  const known = won.filter((row) => isRepeat[row] !== -1);
  const overall = quantileFigure(cyclesOf(lens, known), 0.5).value ?? 0;
  const reason = won.length > 0 && known.length < leastKnown * won.length ? "new-or-repeat-not-known" : null;
  const cells = [0, 1].map((kind): Cell => {
    const rows = known.filter((row) => isRepeat[row] === kind);
    const own = rows.length < leastDealsPerCell ? null : quantileFigure(cyclesOf(lens, rows), 0.5).value;
    return { value: kind === 0 ? "new" : "repeat", rows, kinds: 0, lag: Math.round(own ?? overall) };
  });
  const shareOf = sharesByWay(lens, known);
  const promotion = lagged(lens, period, { cells, won: known.length, kind: "promotion" });
  const sales = lagged(lens, period, { cells, won: known.length, kind: "sales" });
  const totals = cells.map((cell, place) => {
    const stretch = { from: addDays(period.from, -cell.lag), until: addDays(period.until, -cell.lag) };
    let total = 0;
    promotionIn(lens, stretch, {
      isWanted: (line) => {
        total += line.amount * shareOf(line)[place]!;
        return true;
      },
    });
    return total;
  });
  return cells.map((cell, place) => {
    // Where no line reaches one kind, their ways are called by who they are ('repeat order'): nothing tells what of the promotion was theirs.
    const isUnnamed = totals[place] === 0 && totals[1 - place]! > 0 && cell.rows.length > 0;
    const isAllOnThem = totals[1 - place] === 0 && cells[1 - place]!.rows.length > 0;
    return rowOf(lens, period, {
      cell,
      promotion: {
        ...promotion,
        total: totals[place]!,
        reason: promotion.reason ?? (isUnnamed ? "no-promotion-names-them" : null),
        cautions: isAllOnThem && place === 0 ? [...promotion.cautions, { code: "all-promotion-on-new" }] : promotion.cautions,
      },
      sales: { ...sales, total: sales.parts[place] ?? 0 },
      of: `-${cell.value}`,
      reason,
      cautions: [{ code: "sales-pay-spread-alike" }],
    });
  });
}

interface RowQuestion {
  readonly cell: Cell;
  readonly promotion: { readonly total: number; readonly reason: string | null; readonly cautions: Caution[] };
  readonly sales: { readonly total: number; readonly reason: string | null; readonly cautions: Caution[] };
  readonly of: string;
  readonly reason?: string | null;
  readonly cautions?: readonly Caution[];
}

function rowOf(lens: Lens, period: Period, { cell, promotion, sales, of, reason = null, cautions = [] }: RowQuestion): CostRow {
  const { rows, value, kinds, lag } = cell;
  const layers = layersOf(lens, period, {
    rows,
    promotion: { ...promotion, total: Math.round(promotion.total) },
    sales: { ...sales, total: Math.round(sales.total), cautions: [...sales.cautions, ...cautions] },
    cautions: lagCautions(lens, rows, [{ ...cell, kinds: 0 }]),
    of,
    reason: reason ?? (rows.length > 0 && rows.length < leastDealsPerCell ? "too-few-won-deals" : null),
  });
  return { value, kinds, deals: rows.length, rows, lag, layers };
}

/** Which share of a line goes to new and which to repeat buyers, by the won deals of its campaign, else of its channel, else by all. */
function sharesByWay(lens: Lens, won: readonly number[]): (line: Spend) => readonly [number, number] {
  const { campaign, channel, isRepeat } = lens.facts.deals;
  const counts = new Map<string, [number, number]>();
  const add = (name: string, row: number) => {
    const pair = counts.get(name) ?? [0, 0];
    pair[isRepeat[row]!]! += 1;
    counts.set(name, pair);
  };
  for (const row of won) {
    add("all", row);
    if (campaign.codes[row]! >= 0) add(`campaign ${campaign.names[campaign.codes[row]!]!}`, row);
    if (channel.codes[row]! >= 0) add(`channel ${channel.names[channel.codes[row]!]!}`, row);
  }
  return (line) => {
    const [fresh, again] = counts.get(`campaign ${line.campaign ?? ""}`) ?? counts.get(`channel ${line.channel ?? ""}`) ?? counts.get("all") ?? [0, 0];
    const all = fresh + again;
    return all === 0 ? [0, 0] : [fresh / all, again / all];
  };
}
