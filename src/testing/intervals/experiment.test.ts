// The measure of intervals is itself measured.
import { expect, test } from "vitest";

import { coveredBy } from "#testing/intervals/experiment.ts";

test("an interval of 1.645 standard errors around a normal estimate holds the truth in nine of ten worlds", () => {
  const said = coveredBy(
    {
      name: "normal",
      level: 0.9,
      draw: (dice) => {
        const estimate = 5 + dice.normal();
        return { truth: 5, estimate, low: estimate - 1.645, high: estimate + 1.645 };
      },
    },
    2000,
  );
  expect(said.coverage).toBeGreaterThan(0.88);
  expect(said.coverage).toBeLessThan(0.92);
  expect(said.width).toBeCloseTo(3.29, 9);
});

test("worlds without an answer are counted apart, and none answered gives no coverage", () => {
  expect(coveredBy({ name: "silent", level: 0.9, draw: () => null }, 3)).toEqual({
    name: "silent",
    level: 0.9,
    worlds: 3,
    answered: 0,
    coverage: null,
    bias: null,
    width: null,
  });
});
