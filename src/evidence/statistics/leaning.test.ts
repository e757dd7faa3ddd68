// The regression whose errors lean: against the line that stands in trend.ts, against plain least squares, with gaps, and where it cannot answer.
import { expect, test } from "vitest";

import { diceOf } from "#kit/dice.ts";
import { contrastOf, fitLeaning } from "#evidence/statistics/leaning.ts";
import { trendForecast } from "#evidence/statistics/trend.ts";

const dice = diceOf(3);
const n = 30;
const times = Array.from({ length: n }, (_, t) => t);
const values = times.map((t) => 5 + 0.3 * t + dice.normal());
const one = new Float64Array(n).fill(1);
const line = Float64Array.from(times);

test("level and trend are those of the line with the same averaging", () => {
  const slope = contrastOf(fitLeaning({ times, values, columns: [one, line] })!, [0, 1]);
  const forecast = trendForecast(values, 1)!;
  expect(slope.value).toBeCloseTo(forecast.slope, 9);
  expect(slope.chanceOfRise).toBeCloseTo(forecast.chanceOfRise, 9);
});

test("without leaning it is plain least squares: mean 2 of 1, 2, 3, 2, 2 with 4 degrees", () => {
  const fit = fitLeaning({ times: [0, 1, 2, 3, 4], values: [1, 2, 3, 2, 2], columns: [new Float64Array(5).fill(1)] }, [0])!;
  const mean = contrastOf(fit, [1]);
  expect([mean.value, fit.degrees]).toEqual([expect.closeTo(2, 12), 4]);
  // s² = 2/4, s/√5 = 0.3162; t(.95, 4) = 2.1318.
  expect(mean.quantile(0.95)).toBeCloseTo(2 + 2.1318 * Math.sqrt(0.5 / 5), 4);
});

test("a unit of measure, and a number added to all values, change nothing but the unit and the level", () => {
  const columns = [one, line];
  const [plain, other] = [values, values.map((value) => 1000 * value + 7)].map((own) => contrastOf(fitLeaning({ times, values: own, columns })!, [0, 1]));
  expect(other!.value).toBeCloseTo(1000 * plain!.value, 6);
  expect(other!.quantile(0.05)).toBeCloseTo(1000 * plain!.quantile(0.05), 4);
});

test("a month without a value is a gap and no zero: the trend is that of the months told", () => {
  const kept = times.filter((t) => t % 7 !== 3);
  const fit = fitLeaning({
    times: kept,
    values: kept.map((t) => 2 + 0.5 * t + (t % 2) * 1e-3),
    columns: [one.slice(0, kept.length), Float64Array.from(kept)],
  })!;
  expect(contrastOf(fit, [0, 1]).value).toBeCloseTo(0.5, 3);
});

test("columns that say the same, too few values and values that are none have no answer", () => {
  expect(fitLeaning({ times, values, columns: [one, one] })).toBeNull();
  expect(fitLeaning({ times: [0, 1, 2], values: [1, 2, 3], columns: [one.slice(0, 3)] })).toBeNull();
  expect(fitLeaning({ times, values: values.with(4, Number.NaN), columns: [one] })).toBeNull();
});
