// A small run of the worlds of the response curve; the large one stands in bench/coverage.md.
import { expect, test } from "vitest";

import { coveredBy } from "#testing/intervals/experiment.ts";
import { experiments } from "#testing/intervals/response.ts";

// Nine of ten are stated; in 50 worlds fewer than 38 would be no chance (below 1 in 1,000).
test.each(experiments.map((experiment) => [experiment.name, experiment] as const))("%s", (_, experiment) => {
  const { coverage, answered } = coveredBy(experiment, 50);
  // Where nights wait only a little, some worlds rightly say that there is nothing to learn from.
  expect(answered).toBeGreaterThan(experiment.name.includes("a little") ? 25 : 45);
  expect(coverage).toBeGreaterThanOrEqual(0.76);
});
