// Influence of single records on a Cox fit: against the fit made again without each of them, and on a planted outlier.
import { describe, expect, test } from "vitest";

import { diceOf } from "#kit/dice.ts";
import { type CoxFit, type CoxInput, fitCox } from "#evidence/statistics/cox.ts";
import { influenceOf } from "#evidence/statistics/cox-influence.ts";

function world(rows: number): CoxInput {
  const dice = diceOf(31);
  const columns = [Float64Array.from({ length: rows }, () => Number(dice.chance(0.5))), Float64Array.from({ length: rows }, () => dice.normal())];
  const [enteredAfter, until, ended] = [new Int32Array(rows), new Int32Array(rows), new Uint8Array(rows)];
  for (let i = 0; i < rows; i++) {
    enteredAfter[i] = dice.chance(0.3) ? dice.below(5) : -1;
    const end = enteredAfter[i]! + 1 + Math.floor((-Math.log(1 - dice.uniform()) * 12) / Math.exp(0.5 * columns[0]![i]!));
    const last = enteredAfter[i]! + 1 + dice.below(25);
    until[i] = Math.min(end, last);
    ended[i] = Number(end <= last);
  }
  return { enteredAfter, until, ended, columns };
}

const fitted = (input: CoxInput): CoxFit => {
  const fit = fitCox(input);
  if (!fit.ok) throw new Error(fit.reason);
  return fit.value;
};

const without = ({ enteredAfter, until, ended, columns }: CoxInput, row: number): CoxInput => ({
  enteredAfter: enteredAfter.filter((_, n) => n !== row),
  until: until.filter((_, n) => n !== row),
  ended: ended.filter((_, n) => n !== row),
  columns: columns.map((column) => column.filter((_, n) => n !== row)),
});

describe("influence of a record", () => {
  const input = world(400);
  const fit = fitted(input);
  const shiftOf = influenceOf(input, fit);

  test("is what leaving it out does, ties and late entry among them", () => {
    let [near, far] = [0, 0];
    for (let row = 0; row < 60; row++) {
      const left = fitted(without(input, row));
      shiftOf(row).forEach((shift, j) => {
        const exact = (fit.coefficients[j]! - left.coefficients[j]!) / fit.standardErrors[j]!;
        near += (shift - exact) ** 2;
        far += exact ** 2;
      });
    }
    expect(Math.sqrt(near / far)).toBeLessThan(0.06);
  });

  test("sums to nothing over all records: at the best fit they pull one another even", () => {
    const sums = [0, 0];
    for (let row = 0; row < 400; row++) shiftOf(row).forEach((shift, j) => (sums[j]! += shift));
    for (const sum of sums) expect(Math.abs(sum)).toBeLessThan(1e-8);
  });

  test("finds the one deal that was planted far outside", () => {
    const odd: CoxInput = {
      enteredAfter: input.enteredAfter,
      until: input.until.slice(),
      ended: input.ended.slice(),
      columns: input.columns.map((of) => of.slice()),
    };
    // Six deviations above the others in a trait that does not matter, and still open after all the others.
    [odd.columns[1]![7], odd.until[7], odd.ended[7]] = [6, 60, 0];
    const shifts = influenceOf(odd, fitted(odd));
    const all = Array.from({ length: 400 }, (_, row) => Math.abs(shifts(row)[1]!));
    expect(all.indexOf(Math.max(...all))).toBe(7);
  });
});
