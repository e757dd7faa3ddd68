// Offers that were decided: what each deal cost the buyer against the list, whether it was won, and what was known before the discount was given.
import { noDay } from "#facts/columns.ts";
import type { Period } from "#kit/period.ts";
import { addMonths, dayOf } from "#kit/day.ts";
import { type Lens, closedIn } from "#evidence/kpi/lens.ts";
import { hashOf } from "#evidence/statistics/bootstrap.ts";

/** A trait of a deal that was known before its discount. */
export const traits = ["segment", "product", "channel", "list-value", "new-or-repeat", "quarter-opened"] as const;
export type Trait = (typeof traits)[number];

export interface Offers {
  /** Closed between these days. */
  readonly window: Period;
  /** Rows of the deals, in the order of their ids; columns below are in this order. */
  readonly rows: Int32Array;
  readonly ids: readonly string[];
  readonly discount: Float64Array;
  readonly list: Float64Array;
  /** NaN: not known. */
  readonly cost: Float64Array;
  readonly won: Uint8Array;
  readonly seller: Int32Array;
  readonly sellers: readonly string[];
  /** Columns of the traits, and which trait each belongs to. */
  readonly columns: readonly Float64Array[];
  readonly traitOf: readonly Trait[];
  readonly left: LeftOut;
}

/** Closed deals that are no offers to compare, by why. */
export interface LeftOut {
  readonly closed: number;
  readonly noListPrice: number;
  readonly noAmountWon: number;
  readonly noAmountLost: number;
  readonly noSeller: number;
  /** Above 95 % off, or dearer than twice the list: typing errors more often than prices. */
  readonly doubtful: number;
  /** Beyond the most that are looked at: drawn by lot. */
  readonly byLot: number;
}

/** The stretch whose offers are compared: the period, and at least the two years up to its end. */
export function windowOf(period: Period): Period {
  const from = addMonths(period.until, -24);
  return { from: from < period.from ? from : period.from, until: period.until };
}

export const mostOffers = 40_000;
const fewest = 10;

/**
 * Won and lost deals of the window with list price, a price above 0 and a seller. A lost deal whose amount is 0 was not offered for nothing: it is left
 * out as without a price. discount = 1 - amount / list. Traits: segment, product, channel, new or repeat and the quarter in which the deal was opened as
 * one column for each value with ten offers or more (the most frequent is what the others are compared with, the rare ones stand together);
 * the logarithm of the list value about its mean. Nothing in them is decided after the discount.
 */
export function offersOf(lens: Lens, period: Period): Offers {
  const { deals } = lens.facts;
  const window = windowOf(period);
  const left = { closed: 0, noListPrice: 0, noAmountWon: 0, noAmountLost: 0, noSeller: 0, doubtful: 0, byLot: 0 };
  const found: number[] = [];
  for (const outcome of ["won", "lost"] as const) {
    for (const row of closedIn(lens, window, { outcome })) {
      left.closed++;
      const [amount, list] = [deals.amount[row]!, deals.listPrice[row]!];
      if (!(amount > 0)) left[outcome === "won" ? "noAmountWon" : "noAmountLost"]++;
      else if (!(list > 0)) left.noListPrice++;
      else if (deals.owner.codes[row]! < 0) left.noSeller++;
      else if (1 - amount / list > 0.95 || amount > 2 * list) left.doubtful++;
      else found.push(row);
    }
  }
  const rows = byLot(found, deals.ids);
  left.byLot = found.length - rows.length;
  const isWon = new Uint8Array(deals.count);
  for (const row of closedIn(lens, window, { outcome: "won" })) isWon[row] = 1;
  const seller = codesOf(rows, (row) => deals.owner.names[deals.owner.codes[row]!]!);
  const traitColumns = columnsOf(lens, rows);
  return {
    window,
    rows,
    ids: Array.from(rows, (row) => deals.ids[row]!),
    discount: Float64Array.from(rows, (row) => 1 - deals.amount[row]! / deals.listPrice[row]!),
    list: Float64Array.from(rows, (row) => deals.listPrice[row]!),
    cost: Float64Array.from(rows, (row) => deals.cost[row]!),
    won: Uint8Array.from(rows, (row) => isWon[row]!),
    seller: seller.codes,
    sellers: seller.names,
    columns: traitColumns.map(({ column }) => column),
    traitOf: traitColumns.map(({ trait }) => trait),
    left,
  };
}

/** At most `mostOffers`, those whose ids hash lowest, in the order of their ids: the order of rows in a file does not matter. */
function byLot(found: readonly number[], ids: readonly string[]): Int32Array {
  const drawn = () => {
    const lots = found.map((row) => ({ row, lot: hashOf(ids[row]!) })).sort((a, b) => a.lot - b.lot || a.row - b.row);
    return lots.slice(0, mostOffers).map(({ row }) => row);
  };
  const chosen = found.length <= mostOffers ? [...found] : drawn();
  return Int32Array.from(chosen.sort((a, b) => (ids[a]! < ids[b]! ? -1 : 1)));
}

function codesOf(rows: Int32Array, nameOf: (row: number) => string): { codes: Int32Array; names: string[] } {
  const names = [...new Set(Array.from(rows, nameOf))].sort();
  const place = new Map(names.map((name, n) => [name, n]));
  return { codes: Int32Array.from(rows, (row) => place.get(nameOf(row))!), names };
}

function columnsOf(lens: Lens, rows: Int32Array): { trait: Trait; column: Float64Array }[] {
  const { deals } = lens.facts;
  const text = (column: typeof deals.segment) => (row: number) => (column.codes[row]! < 0 ? "" : column.names[column.codes[row]!]!);
  const logs = Float64Array.from(rows, (row) => Math.log(deals.listPrice[row]!));
  const mean = logs.reduce((sum, value) => sum + value, 0) / Math.max(1, logs.length);
  const levels: [Trait, (row: number) => string][] = [
    ["segment", text(deals.segment)],
    ["product", text(deals.product)],
    ["channel", text(deals.channel)],
    ["new-or-repeat", (row) => String(deals.isRepeat[row])],
    ["quarter-opened", (row) => quarterOfDay(deals.createdOn[row]!)],
  ];
  return [
    ...levels.flatMap(([trait, valueOf]) => levelColumns(rows, valueOf).map((column) => ({ trait, column }))),
    { trait: "list-value", column: logs.map((value) => value - mean) },
  ];
}

function quarterOfDay(day: number): string {
  if (day === noDay) return "";
  const text = dayOf(day);
  return `${text.slice(0, 4)}-${Math.floor((Number(text.slice(5, 7)) - 1) / 3)}`;
}

function levelColumns(rows: Int32Array, valueOf: (row: number) => string): Float64Array[] {
  const values = Array.from(rows, valueOf);
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const frequent = [...counts].filter(([, count]) => count >= fewest).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const known = frequent.slice(0, 25);
  const place = new Map(known.map(([value], n) => [value, n]));
  // The first is what the others are compared with; the rare ones stand together in the last.
  const columns = Array.from(known, () => new Float64Array(values.length));
  const rare = columns.length;
  columns.push(new Float64Array(values.length));
  values.forEach((value, n) => {
    columns[place.get(value) ?? rare]![n] = 1;
  });
  const hasRare = known.length > 0 && columns[rare]!.some((each) => each === 1);
  return columns.slice(1, hasRare ? undefined : rare);
}
