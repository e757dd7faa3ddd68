// Long work says in its loops how far it has come, wherever it is done, and ends where it is told that nobody waits any more.
import { afterEach, expect, test } from "vitest";

import { diceOf } from "#kit/dice.ts";
import { WorkLeft, type WorkPart, hearWork } from "#kit/long-work.ts";
import { openDealsOf } from "#evidence/forecast/open-deals.ts";
import { fitCure } from "#evidence/ripening/cure.ts";
import { experiments as cycle } from "#testing/intervals/cycle.ts";
import type { Experiment } from "#testing/intervals/experiment.ts";
import { askedOf, simulatedDeals, usualPace } from "#testing/intervals/forecast.ts";
import { experiments as prices } from "#testing/intervals/prices.ts";
import { countedWorld } from "#testing/ripening-worlds.ts";

afterEach(() => void hearWork(null));

const named = (all: readonly Experiment[], words: string) => () => all.find(({ name }) => name.startsWith(words))!.draw(diceOf(3));
const deals = simulatedDeals(diceOf(5), usualPace(2));
const works: readonly (readonly [string, WorkPart, () => unknown])[] = [
  ["the slope of winning on the discount", "sums", named(prices, "slope of winning on the discount, with the seller's mean, 12 sellers with 60")],
  ["the discount that leaves most", "draws", named(prices, "discount that leaves most, inside")],
  ["paces of two kinds of deal", "sums", named(cycle, "pace ratio of two kinds of deal (Cox), truth 1.5")],
  ["open deals one by one", "draws", () => openDealsOf(askedOf(deals), { offset: 0, limit: 20 })],
  ["the final rate", "sums", () => fitCure([countedWorld(diceOf(3), { entrants: 2000, rate: 0.3, span: 400 })], "generalised-gamma")],
];

test.each(works)("%s tells of its %s, never of more than the whole", (_, part, work) => {
  const heard: [WorkPart, number | null][] = [];
  hearWork((...said) => void heard.push(said));
  work();
  const shares = heard.filter(([own]) => own === part).map(([, share]) => share);
  expect(shares.length).toBeGreaterThan(1);
  expect(shares.every((share) => share === null || (share >= 0 && share <= 1))).toBe(true);
});

test.each(works)("%s ends at its next word when it is left (%s)", (_, part, work) => {
  let words = 0;
  hearWork((own) => {
    if (own === part && ++words === 2) throw new WorkLeft();
  });
  expect(work).toThrow(WorkLeft);
  expect(words).toBe(2);
});
