// What closed on each side: won or lost, like what at entry, which product, for what money.
import { type Money, isClosedIn } from "#evidence/shortfall/course.ts";
import type { Ground } from "#evidence/shortfall/ground.ts";
import { isWon } from "#evidence/shortfall/links.ts";
import { type Closings, type Stream, fromLeads, inOwnOrder } from "#evidence/shortfall/lists.ts";
import type { PatternBook } from "#evidence/shortfall/patterns.ts";
import type { Window } from "#evidence/shortfall/question.ts";
import { traitColumn } from "#evidence/shortfall/traits.ts";

export interface Cell {
  readonly row: number;
  /** Null: not known, or not held apart. */
  readonly product: string | null;
}

const mostProducts = 30;

/** Products as codes, only where the cut does not already hold them apart; the thirty that bring most, the others together. */
export function productCodes({ input: { deals, question } }: Ground, money: Money): { codes: Int32Array; names: readonly string[] } {
  if (question.by.includes("product") || deals.product.names.length < 2) return { codes: new Int32Array(deals.count).fill(-1), names: [] };
  const { names, deals: codes } = traitColumn("product", deals, null);
  if (names.length <= mostProducts) return { codes, names };
  const worth = new Float64Array(names.length);
  for (let i = 0; i < deals.count; i++) if (codes[i]! >= 0) worth[codes[i]!]! += money.list[i]!;
  const ranked = names.map((_, code) => code).sort((a, b) => worth[b]! - worth[a]! || a - b);
  const kept = new Set(ranked.slice(0, mostProducts));
  return { codes: codes.map((code) => (code < 0 || kept.has(code) ? code : names.length)), names: [...names, "…"] };
}

/** Numbers each combination of row and product in order of sight. */
export class CellBook {
  readonly cells: Cell[] = [];
  private readonly places = new Map<number, number>();
  private readonly products: { codes: Int32Array; names: readonly string[] };

  constructor(products: { codes: Int32Array; names: readonly string[] }) {
    this.products = products;
  }

  place(row: number, deal: number): number {
    const code = this.products.codes[deal]!;
    const key = row * (this.products.names.length + 2) + code + 1;
    const known = this.places.get(key);
    if (known !== undefined) return known;
    this.places.set(key, this.cells.length);
    return this.cells.push({ row, product: this.products.names[code] ?? null }) - 1;
  }

  /** Cells by row and product, and the new number of each old one. */
  inOrder(): { cells: Cell[]; numbering: Int32Array } {
    const name = (cell: number) => this.cells[cell]!.product ?? "";
    const order = this.cells.map((_, cell) => cell).sort((a, b) => this.cells[a]!.row - this.cells[b]!.row || (name(a) < name(b) ? -1 : 1));
    const numbering = new Int32Array(order.length);
    order.forEach((cell, place) => (numbering[cell] = place));
    return { cells: order.map((cell) => this.cells[cell]!), numbering };
  }
}

interface With {
  readonly placeOf: Int32Array;
  readonly books: readonly [PatternBook, PatternBook];
  readonly money: Money;
  readonly cells: CellBook;
}

/** Deals that closed in a window; won deals without an amount are left out (absent is not zero) and counted elsewhere. */
export function closingsOf(ground: Ground, window: Window, { placeOf, books, money, cells }: With): Closings {
  const { deals } = ground.input;
  const found: number[] = [];
  for (let i = 0; i < deals.count; i++) if (isClosedIn(deals, i, window) && !(isWon(deals, i) && Number.isNaN(deals.amount[i]!))) found.push(i);
  const segment = (row: number) => placeOf[ground.cut.deals[row]!]!;
  // By segment, and in their own order within it, so that sums are filled one after the other.
  const rows = inOwnOrder(Int32Array.from(found), ground.units.ownDeals, deals.ids).sort((a, b) => segment(a) - segment(b));
  const codes = [new Int32Array(ground.traits[0]!.length), new Int32Array(ground.traits[1]!.length)];
  const streams = rows.map((row) => ground.streamOf(row));
  const places = rows.map((row, n) => segment(row) * 2 + streams[n]!);
  const patternOf = (row: number, stream: Stream) => {
    const own = codes[stream]!;
    if (stream === fromLeads && ground.courses.mode === "unlinked") own.fill(-1);
    else ground.codesOf(stream, stream === fromLeads ? ground.courses.links!.leadOf[row]! : row, own);
    return books[stream].of(own);
  };
  return {
    record: rows,
    row: places,
    pattern: rows.map((row, n) => patternOf(row, streams[n] as Stream)),
    cell: rows.map((row, n) => cells.place(places[n]!, row)),
    isWon: Uint8Array.from(rows, (row) => Number(isWon(deals, row))),
    quantity: Float64Array.from(rows, (row) => money.quantity[row]!),
    list: Float64Array.from(rows, (row) => money.list[row]!),
    amount: Float64Array.from(rows, (row) => deals.amount[row]!),
    cost: Float64Array.from(rows, (row) => money.cost[row]!),
    hash: rows.map((row) => ground.units.deals[row]!),
  };
}
