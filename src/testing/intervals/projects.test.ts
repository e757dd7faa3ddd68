// A small run of the worlds of events; the large one stands in bench/coverage.md.
import { expect, test } from "vitest";

import { coveredBy } from "#testing/intervals/experiment.ts";
import { experiments } from "#testing/intervals/projects.ts";

// Nine of ten are stated; in 30 worlds fewer than 21 would be no chance (below 1 in 1,000).
test.each(experiments.slice(0, 1).map((experiment) => [experiment.name, experiment] as const))("%s", { timeout: 60_000 }, (_, experiment) => {
  const { coverage, answered } = coveredBy(experiment, 30);
  expect(answered).toBeGreaterThan(25);
  expect(coverage).toBeGreaterThanOrEqual(0.7);
});
