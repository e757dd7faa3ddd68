// A small run of the worlds of ripening; the large one stands in bench/coverage.md.
import { expect, test } from "vitest";

import { coveredBy } from "#testing/intervals/experiment.ts";
import { experiments } from "#testing/intervals/ripening.ts";

const dear = ["alone", "differ little", "rare", "4,000 leads", "3,000 leads"];
const some = experiments.filter(({ name }) => !dear.some((word) => name.includes(word)));

// Nine of ten are stated; in 50 worlds fewer than 38 would be no chance (below 1 in 1,000).
test.each(some.map((experiment) => [experiment.name, experiment] as const))("%s", { timeout: 60_000 }, (_, experiment) => {
  const { coverage, answered } = coveredBy(experiment, 50);
  expect(answered).toBeGreaterThan(30);
  expect(coverage).toBeGreaterThanOrEqual(0.76);
});
