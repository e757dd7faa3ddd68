// The trend finds a planted slope, forecasts with ranges that hold although months lean on one another, and stays silent for few months.
import { describe, expect, test } from "vitest";

import { diceOf } from "#kit/dice.ts";
import { meanError, studentBelow, trendForecast } from "#evidence/statistics/trend.ts";

test("Student's t with 10 degrees lies below 1.812 with chance .95", () => expect(studentBelow(1.8124611, 10)).toBeCloseTo(0.95, 6));

test("a straight line is carried on: 10, 12, .. 28 goes to 34 in three steps", () => {
  const forecast = trendForecast([10, 12, 14, 16, 18, 20, 22, 24, 26, 28], 3)!;
  expect(forecast.value).toBeCloseTo(34, 4);
  expect(forecast.slope).toBeCloseTo(2, 6);
  expect(forecast.chanceOfRise).toBeGreaterThan(0.999);
});

test("five months are too few", () => expect(trendForecast([1, 2, 3, 4, 5], 1)).toBeNull());

describe("months that lean on one another by a half", () => {
  const dice = diceOf(17);
  const firm = (n: number) => {
    let u = dice.normal() / Math.sqrt(0.75);
    return Array.from({ length: n }, (_, t) => {
      if (t > 0) u = 0.5 * u + dice.normal();
      return 50 + 0.3 * t + u;
    });
  };
  test("the 90 % range of the value six months ahead holds nine times in ten", () => {
    let held = 0;
    for (let run = 0; run < 400; run++) {
      const values = firm(30);
      const forecast = trendForecast(values.slice(0, 24), 6)!;
      const at = forecast.below(values[29]!);
      if (at > 0.05 && at < 0.95) held++;
    }
    expect(held / 400).toBeGreaterThan(0.84);
    expect(held / 400).toBeLessThan(0.96);
  });
  test("the error of their mean is wider than that of independent months", () => {
    let [wide, plain] = [0, 0];
    for (let run = 0; run < 100; run++) {
      const values = firm(24).map((value, t) => value - 0.3 * t);
      const mean = values.reduce((sum, value) => sum + value, 0) / 24;
      plain += Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 23 / 24);
      wide += meanError(values)!;
    }
    expect(wide / plain).toBeGreaterThan(1.3);
  });
});
