// A small run of the worlds of the sales cycle; the large one stands in bench/coverage.md.
import { expect, test } from "vitest";

import { coveredBy } from "#testing/intervals/experiment.ts";
import { experiments } from "#testing/intervals/cycle.ts";

// Nine of ten are stated; in 50 worlds fewer than 38 or all of one kind of error would be no chance (below 1 in 1,000).
test.each(experiments.map((experiment) => [experiment.name, experiment] as const))("%s", (_, experiment) => {
  const { coverage, answered } = coveredBy(experiment, 50);
  expect(answered).toBeGreaterThan(45);
  expect(coverage).toBeGreaterThanOrEqual(0.76);
});
