// The division itself: slopes against counting every combination, the lag against what was planted, and the widening for few deals.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { diceOf } from "#kit/dice.ts";
import { widening } from "#evidence/shortfall/draws.ts";
import { cellCount, cellOrder, chainCount } from "#evidence/shortfall/factors.ts";
import { LagEstimator, dueIn, lagQuantile } from "#evidence/shortfall/lag.ts";
import { lmdiRows, moneyOfRow, partCount, splitRows } from "#evidence/shortfall/split.ts";
import { shapley } from "#evidence/statistics/shapley.ts";

/** One row with three products; any of its twelve drivers on either side. */
function rowOf(levels: { before: number[]; after: number[] }) {
  const cells = cellOrder([0, 0, 0], 1);
  const side = (values: number[]) => ({ rows: Float64Array.from(values.slice(0, chainCount)), cells: Float64Array.from(values.slice(chainCount)) });
  const [a, b] = [side(levels.before), side(levels.after)];
  const factors = { rows: [a.rows, b.rows] as const, cells: [a.cells, b.cells] as const };
  const counted = shapley(partCount, (set) => {
    const pick = (part: number) => ((set >> part) & 1 ? b : a);
    const rows = Float64Array.from({ length: chainCount }, (_, k) => pick(k).rows[k]!);
    const mixed = Float64Array.from({ length: 3 * cellCount }, (_, k) => pick(chainCount + (k % cellCount)).cells[k]!);
    return moneyOfRow({ rows: [rows, rows], cells: [mixed, mixed] }, cells, { row: 0, side: 0 });
  });
  return { factors, cells, counted };
}

const levels = fc.array(fc.double({ min: 0, max: 3, noNaN: true }), { minLength: chainCount + 3 * cellCount, maxLength: chainCount + 3 * cellCount });

describe("the division by slopes", () => {
  it("gives the Shapley values that counting all 4,096 combinations gives, zeros included", () => {
    fc.assert(
      fc.property(levels, levels, (before, after) => {
        const { factors, cells, counted } = rowOf({ before, after });
        const parts = new Float64Array(partCount);
        splitRows(factors, cells, parts);
        const scale = 1 + Math.max(...counted.map(Math.abs));
        counted.forEach((part, k) => expect(Math.abs(parts[k]! - part) / scale).toBeLessThan(1e-10));
      }),
      { numRuns: 15 },
    );
  });

  it("in a draw is quicker and off by less than a hundredth of the usual change", () => {
    const dice = diceOf(2);
    const before = Array.from({ length: chainCount + 3 * cellCount }, () => 0.8 + 0.4 * dice.uniform());
    const { factors, cells, counted } = rowOf({ before, after: before.map((level) => level * (0.8 + 0.4 * dice.uniform())) });
    const parts = new Float64Array(partCount);
    splitRows(factors, cells, parts, true);
    const scale = Math.max(...counted.map(Math.abs));
    counted.forEach((part, k) => expect(Math.abs(parts[k]! - part) / scale).toBeLessThan(0.01));
  });

  it("and LMDI both add up to the change", () => {
    const dice = diceOf(3);
    const draw = () => Array.from({ length: chainCount + 3 * cellCount }, () => 0.5 + dice.uniform());
    const { factors, cells } = rowOf({ before: draw(), after: draw() });
    const change = moneyOfRow(factors, cells, { row: 0, side: 1 }) - moneyOfRow(factors, cells, { row: 0, side: 0 });
    for (const divide of [splitRows, lmdiRows]) {
      const parts = new Float64Array(partCount);
      divide(factors, cells, parts);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(change, 9);
    }
  });
});

describe("the lag", () => {
  /** 3,000 deals over 300 days that close after 10, 20 or 30 days with equal chance; a fifth never do. */
  function watched(firstClosed: number) {
    const dice = diceOf(12);
    const [entry, exit, closed]: [number[], number[], number[]] = [[], [], []];
    for (let n = 0; n < 3000; n++) {
      const start = dice.below(300);
      const lag = dice.chance(0.2) ? 1000 : [10, 20, 30][dice.below(3)]!;
      if (start + lag < firstClosed) continue;
      entry.push(Math.max(0, firstClosed - start));
      exit.push(Math.min(lag, 300 - start));
      closed.push(Number(start + lag <= 300));
    }
    const zeros = new Int32Array(entry.length);
    return { entry: Int32Array.from(entry), exit: Int32Array.from(exit), closed: Uint8Array.from(closed), stratum: zeros, unit: zeros };
  }

  it("is a third each at 10, 20 and 30 days, with open and dead deals on record", () => {
    const curve = new LagEstimator(watched(0), 1).curves(null)![0]!;
    expect(dueIn(curve, 0, 11)).toBeCloseTo(1 / 3, 1);
    expect(dueIn(curve, 11, 21)).toBeCloseTo(1 / 3, 1);
    expect(curve.at(-1)).toBeCloseTo(1, 12);
    expect(lagQuantile(curve, 0.8)).toBe(30);
  });

  it("is the same where the extract leaves out what closed before day 100", () => {
    const curve = new LagEstimator(watched(100), 1).curves(null)![0]!;
    expect(dueIn(curve, 0, 11)).toBeCloseTo(1 / 3, 1);
  });

  it("of what is on record only because it had not closed by day 15 is the survivors'", () => {
    const curve = Float64Array.of(
      ...Array.from({ length: 11 }, () => 0),
      ...Array.from({ length: 10 }, () => 1 / 3),
      ...Array.from({ length: 10 }, () => 2 / 3),
      1,
    );
    expect(dueIn(curve, 15, 25, 15)).toBeCloseTo(1 / 2, 12);
  });
});

it("ranges are a fifth wider for ten won deals a mean, and hardly for a thousand", () => {
  expect(widening(10, 1)).toBeCloseTo(Math.sqrt(11 / 9) * (1.8331 / 1.6449), 3);
  expect(widening(1000, 1)).toBeCloseTo(1, 2);
  expect(widening(3, 3)).toBe(2);
});
