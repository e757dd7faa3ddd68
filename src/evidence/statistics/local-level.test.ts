// The wandering level against a printed estimate, and the filter against the same sums with whole matrices.
import { describe, expect, test } from "vitest";

import { diceOf } from "#kit/dice.ts";
import { inverseOf } from "#evidence/statistics/leaning.ts";
import { expectedAhead, fitWandering } from "#evidence/statistics/local-level.ts";
import { nile } from "#testing/printed-series.ts";

const timesOf = (n: number) => Array.from({ length: n }, (_, t) => t);
const ones = (n: number) => new Float64Array(n).fill(1);

test("the Nile's level wanders with 1469.1 beside 15098.5 (Durbin and Koopman), where the likelihood is highest", () => {
  const grid = Array.from({ length: 400 }, (_, step) => 0.02 + step * 0.0005);
  const { fits } = fitWandering({ times: timesOf(100), values: nile, columns: [ones(100)] }, grid)!;
  const best = fits.reduce((top, fit) => (fit.weight > top.weight ? fit : top));
  expect(best.ratio).toBeCloseTo(1469.1 / 15_098.5, 3);
  expect(Math.abs(best.variance / 15_098.5 - 1)).toBeLessThan(0.005);
  expect(Math.abs((best.variance * best.ratio) / 1469.1 - 1)).toBeLessThan(0.01);
});

describe("beside whole matrices", () => {
  const dice = diceOf(4);
  const times = [0, 1, 2, 4, 5, 6, 9, 10, 11, 12, 13, 15];
  const control = times.map(() => dice.normal());
  const values = times.map((_, i) => 3 + 2 * control[i]! + dice.normal());
  const columns = [ones(12), Float64Array.from(control)];
  const ratio = 0.3;
  const later = { times: [16, 18], columns: [1, 0.4] };

  test("mean and spread of what is expected are those of the joint normal curve", () => {
    const fit = fitWandering({ times, values, columns }, [ratio])!;
    const ahead = expectedAhead(fit, later);
    // V: ones on the diagonal and ratio times the earlier of two times; what is ahead leans on the past by ratio times the past's time.
    const n = times.length;
    const joint = Float64Array.from({ length: n * n }, (_, at) => {
      const [a, b] = [Math.floor(at / n), at % n];
      return Number(a === b) + ratio * Math.min(times[a]!, times[b]!);
    });
    const { inverse } = inverseOf(joint, n)!;
    const through = (left: ArrayLike<number>, right: ArrayLike<number>) => {
      let sum = 0;
      for (let a = 0; a < n; a++) for (let b = 0; b < n; b++) sum += left[a]! * inverse[a * n + b]! * right[b]!;
      return sum;
    };
    const gram = Float64Array.of(
      through(columns[0]!, columns[0]!),
      through(columns[0]!, columns[1]!),
      through(columns[1]!, columns[0]!),
      through(columns[1]!, columns[1]!),
    );
    const own = inverseOf(gram, 2)!.inverse;
    const moments = columns.map((column) => through(column, values));
    const beta = [own[0]! * moments[0]! + own[1]! * moments[1]!, own[2]! * moments[0]! + own[3]! * moments[1]!];
    const rest = values.map((value, i) => value - beta[0]! - beta[1]! * control[i]!);
    const leaning = times.map((time) => ratio * time);
    const mean = beta[0]! + 0.4 * beta[1]! + through(leaning, rest);
    expect(ahead.value).toBeCloseTo(mean, 9);
    const variance = through(rest, rest) / (n - 2);
    const x = [1 - through(leaning, columns[0]!), 0.4 - through(leaning, columns[1]!)];
    // The mean of two rows ahead: half its own spread, and the steps up to 16, 16 and 18 that pairs of them share.
    const future = 0.5 + (ratio * (16 + 16 + 16 + 18)) / 4 - through(leaning, leaning);
    const spread = future + x[0]! * (own[0]! * x[0]! + own[1]! * x[1]!) + x[1]! * (own[2]! * x[0]! + own[3]! * x[1]!);
    // Student's curve of ten degrees: .95 lies at 1.8125.
    expect(ahead.quantile(0.95) - ahead.value).toBeCloseTo(1.812461 * Math.sqrt(spread * variance), 5);
  });

  test("a level that holds still is plain least squares", () => {
    const [fit] = fitWandering({ times, values: [1, 2, 3, 2, 2, 1, 2, 3, 2, 2, 1, 3], columns: [ones(12)] }, [0])!.fits;
    expect(fit!.coefficients[0]).toBeCloseTo(2, 12);
    expect(fit!.variance).toBeCloseTo(6 / 11, 12);
  });
});

test("three rows, a value that is none, and columns that say the same have no answer", () => {
  expect(fitWandering({ times: [0, 1, 2], values: [1, 2, 3], columns: [ones(3)] })).toBeNull();
  expect(fitWandering({ times: timesOf(9), values: [1, 2, 3, 4, 5, 6, 7, 8, Number.NaN], columns: [ones(9)] })).toBeNull();
  expect(fitWandering({ times: timesOf(9), values: timesOf(9), columns: [ones(9), ones(9)] })).toBeNull();
});
