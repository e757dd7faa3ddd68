// A small run of the worlds of prices; the large one stands in bench/coverage.md.
import { expect, test } from "vitest";

import { coveredBy } from "#testing/intervals/experiment.ts";
import { experiments } from "#testing/intervals/prices.ts";
import { discountEffect } from "#evidence/prices/effect.ts";
import { diceOf } from "#kit/dice.ts";
import { drawOffers } from "#testing/firm/pricing-firm.ts";

const named = (part: string) => experiments.find(({ name }) => name.includes(part))!;

// Nine of ten are stated; in 50 worlds fewer than 38 would be no chance (below 1 in 1,000).
test.each(["within sellers, 12 sellers with 60 offers each", "drawn to the mean of twelve"])("%s", (part) => {
  const { coverage, answered } = coveredBy(named(part), 50);
  expect(answered).toBe(50);
  expect(coverage).toBeGreaterThanOrEqual(0.76);
});

test("the naive slope has the wrong sign where the comparison within sellers is right", () => {
  const told = discountEffect(drawOffers(diceOf(9), { sellers: 20, offersEach: 80, slope: 2 }).offers);
  if (!told.ok) throw new Error(told.reason);
  expect(told.value.naive.interval.high!).toBeLessThan(-2);
  expect(told.value.within.interval.low! < 2 && told.value.within.interval.high! > 2).toBe(true);
});
