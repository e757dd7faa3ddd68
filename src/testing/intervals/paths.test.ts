// A small run of the worlds of waits; the large one stands in bench/coverage.md.
import { expect, test } from "vitest";

import { coveredBy } from "#testing/intervals/experiment.ts";
import { experiments } from "#testing/intervals/paths.ts";

test.each(experiments.map((experiment) => [experiment.name, experiment] as const))("%s", (_, experiment) => {
  const { coverage, answered } = coveredBy(experiment, 50);
  expect(answered).toBe(50);
  expect(coverage).toBeGreaterThanOrEqual(0.76);
});
