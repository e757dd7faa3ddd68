// Chance repeated, verdicts on many numbers, whole parts that add up, and fitted chances.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { diceOf } from "#kit/dice.ts";
import { drawWeights, hashOf, spreadOf } from "#evidence/statistics/bootstrap.ts";
import { chancesOf, fitLogistic, refitLogistic } from "#evidence/statistics/logistic.ts";
import { holm, stepDownMaxT } from "#evidence/statistics/multiplicity.ts";
import { roundToSum } from "#evidence/statistics/rounding.ts";

describe("bootstrap weights", () => {
  it("have mean 1 and variance 1, and belong to the record, not to its row", () => {
    const ids = Array.from({ length: 20_000 }, (_, i) => `deal-${i}`);
    const hashes = Int32Array.from(ids, hashOf);
    const weights = new Float64Array(hashes.length);
    drawWeights(weights, hashes, { seed: 7, draw: 3 });
    const mean = weights.reduce((sum, w) => sum + w, 0) / weights.length;
    expect(mean).toBeCloseTo(1, 1);
    expect(weights.reduce((sum, w) => sum + (w - mean) ** 2, 0) / weights.length).toBeCloseTo(1, 1);
    const turned = new Float64Array(hashes.length);
    drawWeights(turned, hashes.toReversed(), { seed: 7, draw: 3 });
    expect(turned.toReversed()).toEqual(weights);
  });

  it("of two draws and of two records have nothing to do with each other", () => {
    const hashes = Int32Array.from({ length: 20_000 }, (_, i) => hashOf(String(i)));
    const [first, second] = [new Float64Array(hashes.length), new Float64Array(hashes.length)];
    drawWeights(first, hashes, { seed: 1, draw: 0 });
    drawWeights(second, hashes, { seed: 1, draw: 1 });
    const together = (shift: number) => first.reduce((sum, w, i) => sum + (w - 1) * (second[(i + shift) % second.length]! - 1), 0) / first.length;
    expect(Math.abs(together(0))).toBeLessThan(0.03);
    const neighbours = first.reduce((sum, w, i) => sum + (w - 1) * (first[(i + 1) % first.length]! - 1), 0) / first.length;
    expect(Math.abs(neighbours)).toBeLessThan(0.03);
  });
});

describe("verdicts on many numbers", () => {
  it("Holm multiplies the smallest p by all, the next by one less, and never turns the order round", () => {
    expect(holm([0.01, 0.04, 0.03])).toEqual([0.03, 0.06, 0.06]);
    expect(holm([])).toEqual([]);
  });

  it("name something in at most one null case of ten when asked to at p below 0.1", () => {
    const dice = diceOf(5);
    let alarms = 0;
    for (let firm = 0; firm < 300; firm++) {
      const estimates = Array.from({ length: 10 }, () => {
        const value = dice.normal();
        return { value, draws: Float64Array.from({ length: 200 }, () => value + dice.normal()) };
      });
      if (Math.min(...stepDownMaxT(estimates)) < 0.1) alarms++;
    }
    expect(alarms / 300).toBeGreaterThan(0.05);
    expect(alarms / 300).toBeLessThan(0.16);
  });

  it("see one real change of five standard deviations among nine of nothing", () => {
    const dice = diceOf(9);
    const estimates = Array.from({ length: 10 }, (_, i) => {
      const value = i === 4 ? 5 : 0.3;
      return { value, draws: Float64Array.from({ length: 400 }, () => value + dice.normal()) };
    });
    const p = stepDownMaxT(estimates);
    expect(p[4]).toBeLessThan(0.01);
    expect(p[0]).toBeGreaterThan(0.9);
  });
});

describe("whole parts", () => {
  it("give the spare unit to the part that lost most", () => {
    expect(roundToSum([1.6, 1.5, -0.1], 3)).toEqual([2, 1, 0]);
  });

  it("always sum to the whole and move by less than two units", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 12 }), (parts) => {
        const total = Math.round(parts.reduce((sum, part) => sum + part, 0)) + 0;
        const rounded = roundToSum(parts, total);
        expect(rounded.reduce((sum, part) => sum + part, 0)).toBe(total);
        rounded.forEach((part, i) => expect(Math.abs(part - parts[i]!)).toBeLessThan(2));
      }),
    );
  });

  it("are refused where they do not add up to the whole", () => {
    expect(() => roundToSum([1, 1], 50)).toThrow(RangeError);
  });
});

describe("a fitted chance", () => {
  const patterns = { features: [Int32Array.of(0), Int32Array.of(1)], columns: 2 };
  const counts = { cases: Float64Array.of(1000, 500), yes: Float64Array.of(300, 50) };

  it("sums to the yeses on what it was fitted on, and barely shrinks where cases are many", () => {
    const chances = chancesOf(patterns, fitLogistic(patterns, counts, 1).coefficients);
    expect(1000 * chances[0]! + 500 * chances[1]!).toBeCloseTo(350, 8);
    expect(chances[0]).toBeCloseTo(0.3, 2);
    expect(chances[1]).toBeCloseTo(0.1, 2);
  });

  it("of few cases lies near the mean of all", () => {
    const few = { cases: Float64Array.of(1000, 2), yes: Float64Array.of(300, 2) };
    const chances = chancesOf(patterns, fitLogistic(patterns, few, 1).coefficients);
    expect(chances[1]).toBeLessThan(0.75);
  });

  it("is found again in three quick steps when counts move by a tenth", () => {
    const fit = fitLogistic(patterns, counts, 1);
    const moved = { cases: Float64Array.of(1100, 450), yes: Float64Array.of(300, 55) };
    const [quick, full] = [refitLogistic(fit, patterns, moved), fitLogistic(patterns, moved, 1).coefficients];
    quick.forEach((coefficient, j) => expect(coefficient).toBeCloseTo(full[j]!, 3));
  });

  it("stays finite where everybody says yes", () => {
    const all = { cases: Float64Array.of(5, 5), yes: Float64Array.of(5, 5) };
    const chances = chancesOf(patterns, fitLogistic(patterns, all, 1).coefficients);
    expect(chances[0]).toBeGreaterThan(0.9);
    expect(chances[0]).toBeLessThan(1);
  });
});

it("the middle nine tenths of 0 to 100 are 5 to 95", () => {
  const spread = spreadOf(Float64Array.from({ length: 101 }, (_, i) => 100 - i));
  expect(spread.low).toBeCloseTo(5, 12);
  expect(spread.high).toBeCloseTo(95, 12);
});
