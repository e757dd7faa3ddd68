// Fifty worlds each: the ranges of costs and of stage contributions hold what was planted about as often as they say.
import { expect, test } from "vitest";

import { experiments } from "#testing/intervals/costs.ts";
import { coveredBy } from "#testing/intervals/experiment.ts";

test.each(experiments)("$name", (experiment) => {
  const { coverage, answered } = coveredBy(experiment, 50);
  expect(answered).toBeGreaterThan(35);
  // 90 % and four standard errors of a share seen in fifty worlds.
  expect(coverage!).toBeGreaterThan(0.72);
});
