// A small run of the worlds of the lead score; the large one stands in bench/coverage.md.
import { expect, test } from "vitest";

import { coveredBy } from "#testing/intervals/experiment.ts";
import { experiments } from "#testing/intervals/lead-score.ts";

// Nine of ten are stated; in 25 worlds fewer than 17 would be no chance (below 1 in 500).
test.each(experiments.map((experiment) => [experiment.name, experiment] as const))("%s", (_, experiment) => {
  const { coverage, answered } = coveredBy(experiment, 25);
  expect(answered).toBeGreaterThan(22);
  expect(coverage).toBeGreaterThanOrEqual(0.68);
});
