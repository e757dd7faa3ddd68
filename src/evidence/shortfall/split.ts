// The heart of it: the change of money between two sides, divided among all factors at once, each segment for itself, nothing left over.
import { gaussLegendre } from "#evidence/statistics/gauss-legendre.ts";
import { addLmdi } from "#evidence/statistics/lmdi.ts";
import { type CellOrder, type Factors, cellCount, chainCount } from "#evidence/shortfall/factors.ts";

/** Parts of one row: seven of the chain, then mix, size, list price, discount, cost. */
export const partCount = chainCount + cellCount;

// Twelve drivers make a polynomial of degree 11 at most in the common step t; its slopes have degree 10, and 6 nodes are exact to 11.
const exact = gaussLegendre(6);
// For draws 3 nodes do (exact to degree 5, the rest far below the noise that draws are there to show).
const quick = gaussLegendre(3);
const chain = new Float64Array(chainCount);
const before = new Float64Array(chainCount + 1);

/**
 * Exact Shapley values of all factors for every row. The money of a row,
 *   f = product of chain factors x sum over products of share x size x (list price x left after discount - cost),
 * is linear in each factor, so by Owen's multilinear extension the Shapley value of factor i is the integral over t from 0 to 1 of df/dx_i (x1_i - x0_i)
 * along the straight line from all factors of the reference to all of the actual side; Gauss-Legendre with six nodes gives it without error.
 * Parts of a row sum to its change. Source: Owen 1972. `into[row * partCount + part]` is overwritten; `isDraw` takes the quick rule.
 */
export function splitRows(factors: Factors, cells: CellOrder, into: Float64Array, isDraw = false): void {
  into.fill(0);
  const rows = cells.starts.length - 1;
  const rule = isDraw ? quick : exact;
  for (let row = 0; row < rows; row++) if (cells.starts[row] !== cells.starts[row + 1]) addSlopes(factors, cells, row, rule, into);
}

// oxlint-disable-next-line max-params -- the innermost loop: an options object a call would double its time
function addSlopes(factors: Factors, cells: CellOrder, row: number, { nodes, weights }: typeof exact, into: Float64Array): void {
  const r0 = factors.rows[0];
  const r1 = factors.rows[1];
  const c0 = factors.cells[0];
  const c1 = factors.cells[1];
  const f = row * chainCount;
  const p = row * partCount;
  const start = cells.starts[row]!;
  const end = cells.starts[row + 1]!;
  for (let node = 0; node < nodes.length; node++) {
    const t = nodes[node]!;
    const weight = weights[node]!;
    before[0] = 1;
    for (let k = 0; k < chainCount; k++) {
      chain[k] = r0[f + k]! + t * (r1[f + k]! - r0[f + k]!);
      before[k + 1] = before[k]! * chain[k]!;
    }
    let value = 0;
    let mix = 0;
    let sizes = 0;
    let prices = 0;
    let discounts = 0;
    let costs = 0;
    for (let n = start; n < end; n++) {
      const c = cells.order[n]! * cellCount;
      const dShare = c1[c]! - c0[c]!;
      const dSize = c1[c + 1]! - c0[c + 1]!;
      const dPrice = c1[c + 2]! - c0[c + 2]!;
      const dLeft = c1[c + 3]! - c0[c + 3]!;
      const dCost = c1[c + 4]! - c0[c + 4]!;
      const share = c0[c]! + t * dShare;
      const size = c0[c + 1]! + t * dSize;
      const price = c0[c + 2]! + t * dPrice;
      const left = c0[c + 3]! + t * dLeft;
      const unit = price * left - (c0[c + 4]! + t * dCost);
      const units = share * size;
      value += units * unit;
      mix += dShare * size * unit;
      sizes += share * dSize * unit;
      prices += units * dPrice * left;
      discounts += units * price * dLeft;
      costs -= units * dCost;
    }
    const wins = before[chainCount]! * weight;
    into[p + 7]! += wins * mix;
    into[p + 8]! += wins * sizes;
    into[p + 9]! += wins * prices;
    into[p + 10]! += wins * discounts;
    into[p + 11]! += wins * costs;
    // What stands after factor k, times the value of the cells, is built up from the last factor to the first.
    let rest = weight * value;
    for (let k = chainCount - 1; k >= 0; k--) {
      into[p + k]! += (r1[f + k]! - r0[f + k]!) * before[k]! * rest;
      rest *= chain[k]!;
    }
  }
}

/** The money of a row on one side: 0 reference, 1 actual. */
export function moneyOfRow(factors: Factors, cells: CellOrder, { row, side }: { row: number; side: 0 | 1 }): number {
  const [r, c] = [factors.rows[side], factors.cells[side]];
  let wins = 1;
  for (let k = 0; k < chainCount; k++) wins *= r[row * chainCount + k]!;
  let value = 0;
  for (let n = cells.starts[row]!; n < cells.starts[row + 1]!; n++) {
    const f = cells.order[n]! * cellCount;
    value += c[f]! * c[f + 1]! * (c[f + 2]! * c[f + 3]! - c[f + 4]!);
  }
  return wins * value;
}

/** The same change divided by LMDI-I over rows and products, as a cross-check; margin is taken as revenue less cost, each divided for itself. */
export function lmdiRows(factors: Factors, cells: CellOrder, into: Float64Array): void {
  into.fill(0);
  const term = (side: 0 | 1, row: number, cell: number, parts: readonly number[]) => [
    ...factors.rows[side].subarray(row * chainCount, (row + 1) * chainCount),
    ...parts.map((part) => factors.cells[side][cell * cellCount + part]!),
  ];
  for (let row = 0; row + 1 < cells.starts.length; row++) {
    for (let n = cells.starts[row]!; n < cells.starts[row + 1]!; n++) {
      const cell = cells.order[n]!;
      for (const [places, sign] of [[[0, 1, 2, 3], 1] as const, [[0, 1, 4], -1] as const]) {
        const parts = new Float64Array(chainCount + places.length);
        addLmdi(parts, term(0, row, cell, places), term(1, row, cell, places));
        for (let k = 0; k < chainCount; k++) into[row * partCount + k]! += sign * parts[k]!;
        places.forEach((place, k) => (into[row * partCount + chainCount + place]! += sign * parts[chainCount + k]!));
      }
    }
  }
}
