// A small run of each experiment: the ranges of credit hold what they are meant to hold, more often than not.
import { expect, test } from "vitest";

import { coveredBy } from "#testing/intervals/experiment.ts";
import { experimentsWith } from "#testing/intervals/journeys.ts";

// One in three, with a fifth of the resamples: the whole table is `npm run coverage`.
const some = experimentsWith(80).filter((_, n) => n % 3 === 0);

test.each(some.map((experiment) => [experiment.name, experiment] as const))("%s", { timeout: 120_000 }, (_, experiment) => {
  const said = coveredBy(experiment, experiment.name.includes("agreement") ? 400 : 50);
  expect(said.answered).toBe(said.worlds);
  // Fifty worlds at 90 %: fewer than 38 held would come once in some two thousand runs.
  expect(said.coverage).toBeGreaterThanOrEqual(0.76);
});
