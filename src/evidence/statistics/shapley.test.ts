// Fair shares of a change: known answers and laws.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { gaussLegendre } from "#evidence/statistics/gauss-legendre.ts";
import { lmdi, lmdiRatios, logarithmicMean } from "#evidence/statistics/lmdi.ts";
import { shapley, shapleyOfProduct } from "#evidence/statistics/shapley.ts";

// Leads, acceptance, qualification, win rate, list value in millions, share left after discount.
const before = [2400, 0.9, 0.34, 0.24, 1.8, 0.95];
const after = [2200, 0.78, 0.33, 0.22, 1.85, 0.9];

describe("Shapley values", () => {
  it("of two factors give each half of what both did together", () => {
    // 10 x 5 = 50 to 12 x 4 = 48: volume (12 - 10) x 4.5 = 9, price (4 - 5) x 11 = -11.
    expect([...shapleyOfProduct([10, 5], [12, 4])]).toEqual([9, -11]);
  });

  it("of the chain of leads to money agree with the worked example", () => {
    const parts = shapleyOfProduct(before, after);
    [-21.9, -35.95, -7.53, -21.9, 6.92, -13.62].forEach((part, i) => expect(parts[i]).toBeCloseTo(part, 2));
    expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(-93.969, 3);
  });

  it("pay nothing to a factor that stands still, and the same to factors that do the same", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 8, maxLength: 8 }), (values) => {
        // Three players; the third never matters, the first two are interchangeable.
        const f = (set: number) => values[(set & 1) + ((set >> 1) & 1)]!;
        const [first, second, third] = shapley(3, f);
        expect(third).toBeCloseTo(0, 12);
        expect(first).toBeCloseTo(second!, 12);
        expect(first! + second!).toBeCloseTo(f(3) - f(0), 12);
      }),
    );
  });

  it("are refused beyond sixteen players", () => {
    expect(() => shapley(17, () => 0)).toThrow(RangeError);
  });
});

describe("LMDI", () => {
  // Two rows of three factors; figures published with the R package LMDIR.
  const years = [
    [
      [1, 10, 2],
      [4, 5, 3],
    ],
    [
      [4, 5, 3],
      [5, 6, 4],
    ],
    [
      [8, 2, 4],
      [5, 7, 5],
    ],
    [
      [10, 1, 5],
      [6, 8, 6],
    ],
  ];
  it.each([
    [0, [69.79006598, -9.455125793, 39.66505981], [1.761117821, 0.926191306, 1.379410116]],
    [1, [42.96021467, -34.31902656, 50.3588119], [1.229284572, 0.847970248, 1.273773912]],
    [2, [54.01064234, -9.021284671, 54.01064234], [1.208140223, 0.968911503, 1.208140223]],
  ])("of year %i gives the published parts and ratios", (year, parts, ratios) => {
    const [from, to] = [years[year]!, years[year + 1]!];
    parts.forEach((part, j) => expect(lmdi(from, to)[j]).toBeCloseTo(part, 7));
    ratios.forEach((ratio, j) => expect(lmdiRatios(from, to)[j]).toBeCloseTo(ratio, 8));
  });

  it("gives what comes from nothing to the factor that was nothing", () => {
    expect([...lmdi([[0, 10, 2]], [[4, 5, 3]])]).toEqual([60, 0, 0]);
    expect([...lmdi([[4, 5, 3]], [[5, 6, 0]])]).toEqual([0, 0, -60]);
    expect([...lmdi([[0, 5]], [[0, 7]])]).toEqual([0, 0]);
  });

  it("stays near Shapley for changes of the usual size", () => {
    const parts = lmdi([before], [after]);
    [-21.88, -35.99, -7.51, -21.88, 6.89, -13.6].forEach((part, i) => expect(parts[i]).toBeCloseTo(part, 2));
  });

  it("has a mean of equals that is that number, and no jump near it", () => {
    expect(logarithmicMean(3, 3)).toBe(3);
    expect(logarithmicMean(3 * (1 + 2e-5), 3)).toBeCloseTo(3 * (1 + 1e-5), 8);
    expect(logarithmicMean(0, 3)).toBe(0);
  });
});

describe("Gauss-Legendre quadrature", () => {
  it("with n nodes adds up every power to 2n - 1 exactly", () => {
    for (const count of [1, 2, 3, 6, 9]) {
      const { nodes, weights } = gaussLegendre(count);
      for (let power = 0; power <= 2 * count - 1; power++) {
        const area = nodes.reduce((sum, node, i) => sum + weights[i]! * node ** power, 0);
        expect(area).toBeCloseTo(1 / (power + 1), 13);
      }
    }
  });
});
