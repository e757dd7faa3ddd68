// A small run of the worlds of the lead score; the large one stands in bench/coverage.md.
import { expect, test } from "vitest";

import { coveredBy } from "#testing/intervals/experiment.ts";
import { experiments } from "#testing/intervals/lead-score.ts";

// Nine of ten are stated; in 50 worlds fewer than 38 would be no chance (below 1 in 500).
test.each(experiments.map((experiment) => [experiment.name, experiment] as const))("%s", { timeout: 200_000 }, (_, experiment) => {
  const { coverage, answered } = coveredBy(experiment, 50);
  expect(answered).toBeGreaterThan(45);
  expect(coverage).toBeGreaterThanOrEqual(0.76);
});
