// Deals drawn by lot, what each model names in them, and how often people name the same.
import { expect, test } from "vitest";

import { diceOf } from "#kit/dice.ts";
import { type Judged, agreementOf, drawDeals, pointsAt } from "#evidence/journeys/deal-audit.ts";
import { usualSettings } from "#evidence/journeys/tally.ts";
import { journeysFrom } from "#testing/journey-rows.ts";

const deals = { won: Array.from({ length: 40 }, (_, n) => `w${n}`), lost: Array.from({ length: 40 }, (_, n) => `l${n}`) };

test("twenty deals are ten won and ten lost, mixed; the same seed draws the same, in any order of the list; another seed others", () => {
  const drawn = drawDeals(deals, 20, diceOf(4));
  expect(drawn.filter((id) => id.startsWith("w"))).toHaveLength(10);
  expect(new Set(drawn).size).toBe(20);
  expect(drawDeals({ won: deals.won.toReversed(), lost: deals.lost.toReversed() }, 20, diceOf(4))).toEqual(drawn);
  expect(drawDeals(deals, 20, diceOf(5))).not.toEqual(drawn);
  expect(drawn.slice(0, 10).every((id) => id.startsWith("w"))).toBe(false);
});

test("where one kind is scarce the other fills up, and no deal is drawn twice", () => {
  expect(drawDeals({ won: ["w1"], lost: deals.lost }, 6, diceOf(1)).filter((id) => id.startsWith("l"))).toHaveLength(5);
  expect(drawDeals({ won: ["w1"], lost: ["l1"] }, 6, diceOf(1)).sort()).toEqual(["l1", "w1"]);
});

test("every deal is drawn as often as any other", () => {
  const counts = new Map<string, number>();
  for (let seed = 0; seed < 2000; seed++) for (const id of drawDeals(deals, 8, diceOf(seed))) counts.set(id, (counts.get(id) ?? 0) + 1);
  // 2000 × 4 of 40: 200 each, standard deviation about 13.
  for (const id of deals.won) expect(Math.abs((counts.get(id) ?? 0) - 200)).toBeLessThan(65);
});

test("first names the first, last the last, linear the most frequent, equal split all alike, a walk the strongest of those touched", () => {
  const { journeys } = journeysFrom([{ path: "a > b > b > c", as: "none" }], ["a", "b", "c", "d"]);
  const shares = Float64Array.of(0.3, 0.1, 0.2, 0.4);
  const named = (model: Parameters<typeof pointsAt>[0]["model"]) => pointsAt({ journeys, journey: 0, model, settings: usualSettings, shares });
  expect(named("first")).toEqual([0]);
  expect(named("last")).toEqual([2]);
  expect(named("linear")).toEqual([1]);
  expect(named("position")).toEqual([0, 2]);
  expect(named("distinct")).toEqual([0, 1, 2]);
  expect(named("walk")).toEqual([0]);
});

test("nine verdicts say nothing; of twelve the model names six, and one of two alike counts half", () => {
  const one = (pointed: number[], choices = 3): Judged => ({ named: [0], pointed, choices });
  const nine = Array.from({ length: 9 }, () => one([0]));
  expect(agreementOf(nine)).toEqual({ cases: 9, share: null, interval: null, byLot: null });
  const twelve = [...Array.from({ length: 5 }, () => one([0])), one([0, 1]), one([0, 1]), ...Array.from({ length: 5 }, () => one([1]))];
  const found = agreementOf([...twelve, one([0], 1)]);
  expect(found.cases).toBe(12);
  expect(found.share).toBe(0.5);
  expect(found.byLot).toBeCloseTo(1 / 3, 12);
  expect(found.interval!.low).toBeGreaterThan(0.27);
  expect(found.interval!.high).toBeLessThan(0.73);
});
