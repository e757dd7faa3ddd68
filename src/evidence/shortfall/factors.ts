// From counts and money to the factors of the driver tree, the same formula on both sides, with no factor left undefined.
import { type Both } from "#evidence/shortfall/lists.ts";
import { type Sums, at, moneyCount, sumCount } from "#evidence/shortfall/sums.ts";

/** Factors of one row: market, volume, quality, acceptance, qualification, timing, win rate. */
export const chainCount = 7;
/** Factors of one cell: share of won deals, units a deal, list value a unit, share left after discount, cost a unit. */
export const cellCount = 5;

export interface Factors {
  readonly rows: Both<Float64Array>;
  readonly cells: Both<Float64Array>;
}

/** Which cells belong to which row: cells of row r stand in `order` from `starts[r]` up to `starts[r + 1]`. */
export interface CellOrder {
  readonly order: Int32Array;
  readonly starts: Int32Array;
}

export function cellOrder(rowOf: readonly number[], rows: number): CellOrder {
  const order = Int32Array.from(rowOf, (_, cell) => cell).sort((a, b) => rowOf[a]! - rowOf[b]! || a - b);
  const starts = new Int32Array(rows + 1);
  for (const row of rowOf) starts[row + 1]!++;
  for (let row = 0; row < rows; row++) starts[row + 1]! += starts[row]!;
  return { order, starts };
}

/** A cohort of fewer entrants or deals due than this is too thin to hold closings against; volume then carries the change. */
const thinnest = 1;

/** For each side and row, whether its closings can be held against a cohort. Settled once on the facts, so that draws do not jump. */
export function alignableOf(sums: Sums): Both<Uint8Array> {
  const of = (rows: Float64Array) =>
    Uint8Array.from({ length: rows.length / sumCount }, (_, row) => {
      const place = row * sumCount;
      const hasCohort = rows[place]! >= thinnest && rows[place + at.deals]! >= thinnest;
      return Number(rows[place + at.closed] === 0 ? rows[place]! > 0 : hasCohort);
    });
  return [of(sums.rows[0]), of(sums.rows[1])];
}

/** Room for the factors of a number of rows and cells. */
export function roomForFactors(rows: number, cells: number): Factors {
  const room = (size: number): Both<Float64Array> => [new Float64Array(size), new Float64Array(size)];
  return { rows: room(rows * chainCount), cells: room(cells * cellCount) };
}

/**
 * Factors whose product is exactly the money of each row and side:
 * volume = due / market; quality = expected wins / due; acceptance = accepted / expected; qualification = (deals / accepted) / expected ratio;
 * timing = (expected wins among closed / expected wins due) x (expected deals / deals); win rate = wins / expected wins among closed.
 * A ratio that is 0/0 takes the other side's value (1 where both are), so its part is nothing. Where closings have no cohort to be held against,
 * quality to timing take the other side's values and volume carries the rest.
 */
export function factorsOf(sums: Sums, options: { market: Both<Float64Array>; alignable: Both<Uint8Array>; cells: CellOrder }, into: Factors): Factors {
  const { market, alignable, cells } = options;
  for (const side of [0, 1] as const) chains(sums.rows[side], { market: market[side], alignable: alignable[side] }, into.rows[side]);
  borrow(into.rows);
  for (const side of [0, 1] as const) completeVolume(into.rows[side], { sums: sums.rows[side], alignable: alignable[side] });
  for (const side of [0, 1] as const) shares(sums.cells[side], cells, into.cells[side]);
  borrow(into.cells);
  return into;
}

function chains(sums: Float64Array, { market, alignable }: { market: Float64Array; alignable: Uint8Array }, factors: Float64Array): void {
  for (let row = 0; row < alignable.length; row++) {
    const s = row * sumCount;
    const f = row * chainCount;
    const aligned = alignable[row] === 1;
    const due = sums[s]!;
    const accepted = sums[s + at.accepted]!;
    const deals = sums[s + at.deals]!;
    const wantAccepted = sums[s + at.expectedAccepted]!;
    const wantDeals = sums[s + at.expectedDeals]!;
    const wantWins = sums[s + at.expectedWins]!;
    factors[f] = market[row]!;
    factors[f + 1] = aligned || sums[s + at.closed] === 0 ? due / market[row]! : 0;
    factors[f + 2] = aligned ? ratio(wantWins, due) : Number.NaN;
    factors[f + 3] = aligned ? ratio(accepted, wantAccepted) : Number.NaN;
    factors[f + 4] = aligned ? ratio(deals * wantAccepted, accepted * wantDeals) : Number.NaN;
    factors[f + 5] = aligned ? ratio(sums[s + at.expectedOfClosed]! * wantDeals, wantWins * deals) : Number.NaN;
    factors[f + 6] = ratio(sums[s + at.wins]!, sums[s + at.expectedOfClosed]!);
  }
}

/** What one side cannot tell it takes from the other; what neither can tell is 1. */
function borrow([reference, actual]: Both<Float64Array>): void {
  for (let i = 0; i < reference.length; i++) {
    const a = reference[i]!;
    const b = actual[i]!;
    if (Number.isNaN(a)) reference[i] = Number.isNaN(b) ? 1 : b;
    if (Number.isNaN(b)) actual[i] = Number.isNaN(a) ? 1 : a;
  }
}

function completeVolume(factors: Float64Array, { sums, alignable }: { sums: Float64Array; alignable: Uint8Array }): void {
  for (let row = 0; row < alignable.length; row++) {
    const f = row * chainCount;
    if (alignable[row] === 1 || sums[row * sumCount + at.closed] === 0) continue;
    for (let k = 2; k <= 5; k++) if (factors[f + k] === 0) factors[f + k] = 1;
    factors[f + 1] = sums[row * sumCount + at.expectedOfClosed]! / (factors[f]! * factors[f + 2]! * factors[f + 3]! * factors[f + 4]! * factors[f + 5]!);
  }
}

/** A product that one side did not sell has share 0 there and no price of its own: it comes and goes through the mix. */
function shares(sums: Float64Array, { order, starts }: CellOrder, factors: Float64Array): void {
  for (let row = 0; row + 1 < starts.length; row++) {
    let wins = 0;
    for (let n = starts[row]!; n < starts[row + 1]!; n++) wins += sums[order[n]! * moneyCount]!;
    for (let n = starts[row]!; n < starts[row + 1]!; n++) {
      const s = order[n]! * moneyCount;
      const f = order[n]! * cellCount;
      const own = sums[s]!;
      const units = sums[s + 1]!;
      const list = sums[s + 2]!;
      factors[f] = wins > 0 ? own / wins : Number.NaN;
      factors[f + 1] = own > 0 ? units / own : Number.NaN;
      factors[f + 2] = units > 0 ? list / units : Number.NaN;
      factors[f + 3] = list > 0 ? sums[s + 3]! / list : Number.NaN;
      factors[f + 4] = units > 0 ? sums[s + 4]! / units : Number.NaN;
    }
  }
}

function ratio(a: number, b: number): number {
  return b > 0 ? a / b : Number.NaN;
}
