import { describe, expect, test } from "vitest";

import { type Dice, diceOf } from "#kit/dice.ts";
import { boundedStep } from "#evidence/statistics/bounded-step.ts";
import { type GroupedCases, fitGroupedLogit, fitRandomLevels, standardErrorOf } from "#evidence/statistics/grouped-logit.ts";
import { partialShare, robustnessValue } from "#evidence/statistics/robustness.ts";
import { fisherQuantile, studentBelow, studentQuantile } from "#evidence/statistics/student.ts";
import { withinRank } from "#evidence/statistics/within.ts";

const drawn = (dice: Dice, { groups, each, slope }: { groups: number; each: number; slope: number }): GroupedCases => {
  const count = groups * each;
  const [x, z] = [new Float64Array(count), new Float64Array(count)];
  const [yes, group] = [new Uint8Array(count), new Int32Array(count)];
  for (let i = 0; i < count; i++) {
    group[i] = i % groups;
    z[i] = dice.normal();
    x[i] = dice.normal() + 0.5 * z[i]! + 0.3 * (group[i]! % 3);
    yes[i] = Number(dice.chance(1 / (1 + Math.exp(-(slope * x[i]! - 0.5 * z[i]! + 0.4 * ((group[i]! % 5) - 2))))));
  }
  return { columns: [x, z], yes, group, groups };
};

/** The same by brute force: levels as columns of their own, plain gradient ascent on the penalised likelihood, curvature by differences. */
function slowly(cases: GroupedCases, reducesBias: boolean): number[] {
  const size = cases.columns.length + cases.groups;
  const row = (i: number) => [...cases.columns.map((column) => column[i]!), ...Array.from({ length: cases.groups }, (_, g) => Number(g === cases.group[i]))];
  const rows = Array.from(cases.yes, (_, i) => row(i));
  const information = (at: number[]) => {
    const matrix = Array.from({ length: size }, () => Array.from({ length: size }, () => 0));
    rows.forEach((values) => {
      const p = 1 / (1 + Math.exp(-values.reduce((sum, v, j) => sum + v * at[j]!, 0)));
      for (let j = 0; j < size; j++) for (let k = 0; k < size; k++) matrix[j]![k]! += p * (1 - p) * values[j]! * values[k]!;
    });
    return matrix;
  };
  const logDet = (given: number[][]) => {
    const m = given.map((line) => [...line]);
    let sum = 0;
    for (let j = 0; j < size; j++) {
      sum += Math.log(m[j]![j]!);
      for (let k = j + 1; k < size; k++) {
        const f = m[k]![j]! / m[j]![j]!;
        for (let l = j; l < size; l++) m[k]![l]! -= f * m[j]![l]!;
      }
    }
    return sum;
  };
  const aim = (at: number[]) => {
    let sum = reducesBias ? 0.5 * logDet(information(at)) : 0;
    rows.forEach((values, i) => {
      const score = values.reduce((total, v, j) => total + v * at[j]!, 0);
      sum -= Math.log1p(Math.exp(cases.yes[i] === 1 ? -score : score));
    });
    return sum;
  };
  const at = Array.from({ length: size }, () => 0);
  for (let round = 0; round < 60; round++) {
    for (let j = 0; j < size; j++) {
      const h = 1e-4;
      const [down, here, up] = [-h, 0, h].map((by) => aim(at.map((v, k) => (k === j ? v + by : v))));
      at[j]! -= (up! - down!) / (2 * h) / ((up! - 2 * here! + down!) / (h * h));
    }
  }
  return at;
}

describe("a comparison within persons", () => {
  const cases = drawn(diceOf(3), { groups: 3, each: 14, slope: 0.8 });

  test.each([false, true])("gives what brute force gives, levels as columns of their own (bias reduced: %s)", (reducesBias) => {
    const fit = fitGroupedLogit(cases, { reducesBias });
    expect(fit.converged).toBe(true);
    slowly(cases, reducesBias).forEach((value, j) => expect([...fit.coefficients, ...fit.levels][j]).toBeCloseTo(value, 3));
  });

  test("the order of cases and the numbers of persons do not matter", () => {
    const order = Array.from(cases.yes, (_, i) => i).toReversed();
    const turned: GroupedCases = {
      columns: cases.columns.map((column) => Float64Array.from(order, (i) => column[i]!)),
      yes: Uint8Array.from(order, (i) => cases.yes[i]!),
      group: Int32Array.from(order, (i) => 2 - cases.group[i]!),
      groups: 3,
    };
    const [one, two] = [fitGroupedLogit(cases), fitGroupedLogit(turned)];
    expect(two.coefficients[0]).toBeCloseTo(one.coefficients[0]!, 9);
    expect(two.levels[0]).toBeCloseTo(one.levels[2]!, 9);
  });

  test("yes and no parted by the column: finite with the bias taken out", () => {
    const parted: GroupedCases = {
      columns: [Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8)],
      yes: Uint8Array.of(0, 0, 0, 0, 1, 1, 1, 1),
      group: new Int32Array(8),
      groups: 1,
    };
    const fit = fitGroupedLogit(parted, { reducesBias: true });
    expect(fit.converged).toBe(true);
    expect(fit.coefficients[0]).toBeGreaterThan(0.3);
    expect(fit.coefficients[0]).toBeLessThan(3);
  });

  test("a coefficient that must not fall stays at 0 where the cases fall, and is free where they rise", () => {
    const falling = drawn(diceOf(5), { groups: 4, each: 100, slope: -1 });
    const rising = drawn(diceOf(5), { groups: 4, each: 100, slope: 1 });
    const isRising = Uint8Array.of(1, 0);
    expect(fitGroupedLogit(falling, { isRising }).coefficients[0]).toBe(0);
    const withoutX = fitGroupedLogit({ ...falling, columns: [falling.columns[1]!] });
    expect(fitGroupedLogit(falling, { isRising }).coefficients[1]).toBeCloseTo(withoutX.coefficients[0]!, 6);
    expect(fitGroupedLogit(rising, { isRising }).coefficients[0]).toBeCloseTo(fitGroupedLogit(rising).coefficients[0]!, 6);
  });

  test("levels spread about a mean: their deviation and the slope are found again", () => {
    const dice = diceOf(8);
    const [groups, each] = [60, 50];
    const levels = Float64Array.from({ length: groups }, () => 0.7 * dice.normal());
    const x = Float64Array.from({ length: groups * each }, () => dice.normal());
    const group = Int32Array.from(x, (_, i) => i % groups);
    const yes = Uint8Array.from(x, (value, i) => Number(dice.chance(1 / (1 + Math.exp(-(0.3 + value + levels[group[i]!]!))))));
    const { fit, deviation } = fitRandomLevels({ columns: [x, x.map(() => 1)], yes, group, groups });
    expect(deviation).toBeGreaterThan(0.5);
    expect(deviation).toBeLessThan(0.9);
    expect(Math.abs(fit.coefficients[0]! - 1)).toBeLessThan(2.5 * standardErrorOf(fit, 0));
  });
});

test("columns that do not vary within persons, or repeat others, are told apart", () => {
  const group = Int32Array.of(0, 0, 0, 1, 1, 1);
  const columns = [
    Float64Array.of(1, 2, 3, 1, 2, 4),
    Float64Array.of(5, 5, 5, 7, 7, 7),
    Float64Array.of(3, 5, 7, 3, 5, 9),
    Float64Array.of(1, 0, 0, 1, 0, 0),
    Float64Array.of(0, 0, 0, 0, 0, 0),
  ];
  expect(withinRank(columns, group, 2)).toEqual([0, 3]);
});

test("a bounded step stops at zero and the others take up the slack", () => {
  const slope = { curvature: Float64Array.of(2, 1, 1, 2), score: Float64Array.of(-3, 0), coefficients: Float64Array.of(0.5, 0) };
  const step = boundedStep(slope, Uint8Array.of(1, 0));
  expect([...step]).toEqual([-0.5, 0.25]);
});

test("Student's and Fisher's quantiles as printed in tables", () => {
  expect(studentQuantile(0.975, 10)).toBeCloseTo(2.228139, 6);
  expect(studentQuantile(0.95, 3)).toBeCloseTo(2.353363, 6);
  expect(studentBelow(studentQuantile(0.2, 7), 7)).toBeCloseTo(0.2, 10);
  expect(fisherQuantile(0.95, 3, 20)).toBeCloseTo(3.098391, 5);
});

test("robustness of a published comparison (violence and peace in Darfur: t 4.184, 783 degrees of freedom)", () => {
  expect(partialShare(4.184, 783)).toBeCloseTo(0.0219, 4);
  expect(robustnessValue(4.184, 783)).toBeCloseTo(0.1388, 4);
  expect(robustnessValue(4.184, 783, 0.05)).toBeCloseTo(0.0763, 3);
  expect(robustnessValue(1, 783, 0.05)).toBe(0);
});
