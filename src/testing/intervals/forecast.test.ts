// A small run of each experiment: what comes lies within the range that a forecast states, more often than not.
import { expect, test } from "vitest";

import { coveredBy } from "#testing/intervals/experiment.ts";
import { forecastExperiments } from "#testing/intervals/forecast.ts";

const experiments = forecastExperiments(80);
// The whole table is `npm run coverage`.
const few = experiments.filter(({ name }) => name.includes("100 deals"));

test.each(few.map((experiment) => [experiment.name, experiment] as const))("%s", { timeout: 120_000 }, (_, experiment) => {
  const said = coveredBy(experiment, 50);
  expect(said.answered).toBeGreaterThan(40);
  // Fifty worlds at 90 %: fewer than 38 held would come once in some two thousand runs.
  expect(said.coverage).toBeGreaterThanOrEqual(0.76);
});

test("chances are calibrated: the slope of the past is 1 ± 0.1 on the mean", () => {
  const slopes = experiments.find(({ name }) => name.startsWith("slope"))!;
  const said = coveredBy(slopes, 10);
  expect(Math.abs(said.bias!)).toBeLessThan(0.1);
});
