// A small run of the worlds of change; the large one stands in bench/coverage.md.
import { expect, test } from "vitest";

import { experiments } from "#testing/intervals/change.ts";
import { coveredBy } from "#testing/intervals/experiment.ts";

// One of each kind: the whole table is `npm run coverage`.
const wanted = new Set([
  "step on a known day, 36 months, leaning 0.5",
  "no change told where there is none, 24 months, leaning 0.5",
  "date of a shift of 2 spreads, 36 months, leaning 0",
  "no alarm ever while watched, 36 months, leaning 0.5",
]);
const some = experiments.filter(({ name }) => wanted.has(name));

test.each(some.map((experiment) => [experiment.name, experiment] as const))("%s", { timeout: 120_000 }, (_, experiment) => {
  expect(some).toHaveLength(4);
  const { coverage, answered } = coveredBy(experiment, 30);
  expect(answered).toBeGreaterThan(20);
  // In 30 worlds fewer than 22 of a true nine in ten would come once in some thousand runs.
  expect(coverage).toBeGreaterThanOrEqual(0.73);
});
