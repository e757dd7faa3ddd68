// What each way of sharing out credit gives, against published examples and against the plainest version of itself.
import { expect, test } from "vitest";
import * as fc from "fast-check";

import { diceOf } from "#kit/dice.ts";
import type { Journeys, ending } from "#evidence/journeys/columns.ts";
import { walkOf } from "#evidence/journeys/markov.ts";
import { channelSets, rateShapley, sampledRateShapley } from "#evidence/journeys/rate-shapley.ts";
import { layoutOf, ruleNames, tallyJourneys, usualSettings } from "#evidence/journeys/tally.ts";
import { windowTally } from "#evidence/journeys/window-book.ts";
import { windowWalk } from "#evidence/journeys/windows.ts";
import { shapley } from "#evidence/statistics/shapley.ts";
import { type SaidJourney, journeysFrom } from "#testing/journey-rows.ts";

const walked = (journeys: Journeys) => {
  const layout = layoutOf(journeys.channels);
  return walkOf(tallyJourneys(journeys, layout), layout);
};

test("three journeys of the published example: one in three buys; without C1 half as many, without C2 or C3 none; credit 0.2, 0.4, 0.4", () => {
  // Bryl, 'Attribution model with R, part 1: Markov chains concept'.
  const { journeys } = journeysFrom([{ path: "C1 > C2 > C3" }, { path: "C1", as: "none" }, { path: "C2 > C3", as: "none" }]);
  const walk = walked(journeys);
  expect(walk.outcome).toBeCloseTo(1 / 3, 12);
  expect([...walk.removal]).toEqual([expect.closeTo(0.5, 12), expect.closeTo(1, 12), expect.closeTo(1, 12)]);
  expect([...walk.share]).toEqual([expect.closeTo(0.2, 12), expect.closeTo(0.4, 12), expect.closeTo(0.4, 12)]);
});

test("the example of pychattr: A always begins, leads to B or to a purchase alike, B always leads back; without A nothing, without B half", () => {
  const { journeys } = journeysFrom([{ path: "A > B > A > B > B > A" }, { path: "A > B > B > A > A" }, { path: "A > A" }]);
  const layout = layoutOf(2);
  const tally = tallyJourneys(journeys, layout);
  const row = (from: number) => Array.from(tally.subarray(layout.steps + from * 5, layout.steps + from * 5 + 4));
  expect(row(0)).toEqual([3, 0, 0, 0]);
  expect(row(1)).toEqual([0, 3, 3, 0]);
  expect(row(2)).toEqual([3, 0, 0, 0]);
  const walk = walkOf(tally, layout);
  expect(walk.outcome).toBeCloseTo(1, 12);
  expect([...walk.removal]).toEqual([expect.closeTo(1, 12), expect.closeTo(0.5, 12)]);
});

test("rules on site, show, site, call with purchase: by head", () => {
  const { journeys } = journeysFrom([{ path: "site > show > site > call", days: [0, 14, 14, 28] }], ["site", "show", "call"]);
  const layout = layoutOf(3);
  const tally = tallyJourneys(journeys, layout);
  const credit = (at: number) => Array.from(tally.subarray(at, at + 3), (share) => Number(share.toFixed(6)));
  expect(credit(0)).toEqual([1, 0, 0]);
  expect(credit(3)).toEqual([0, 0, 1]);
  expect(credit(6)).toEqual([0.5, 0.25, 0.25]);
  expect(credit(9)).toEqual([0.5, 0.1, 0.4]);
  // Half-life 14 days: weights 1/4, 1/2, 1/2, 1.
  expect(credit(12)).toEqual([Number((0.75 / 2.25).toFixed(6)), Number((0.5 / 2.25).toFixed(6)), Number((1 / 2.25).toFixed(6))]);
  expect(credit(layout.distinct)).toEqual([0.333333, 0.333333, 0.333333]);
});

test("position with one touch gives it all, with two f / (f + l)", () => {
  const settings = { ...usualSettings, position: { first: 0.3, last: 0.6 } };
  const layout = layoutOf(2);
  const position = (path: string) => Array.from(tallyJourneys(journeysFrom([{ path }], ["a", "b"]).journeys, layout, { settings }).subarray(6, 8));
  expect(position("b")).toEqual([0, 1]);
  expect(position("a > b")).toEqual([expect.closeTo(1 / 3, 12), expect.closeTo(2 / 3, 12)]);
  expect(position("a > b > a")).toEqual([expect.closeTo(0.9, 12), expect.closeTo(0.1, 12)]);
});

const names = ["a", "b", "c", "d"];
const someJourneys = fc.array(
  fc.record({
    path: fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 7 }).map((path) => path.join(">")),
    as: fc.constantFrom<keyof typeof ending>("won", "won", "none", "open"),
    gain: fc.integer({ min: 1, max: 9 }),
    weight: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 3, maxLength: 30 },
);

/** The plainest version: rules with objects, one purchase after the other. */
function plainRules(said: readonly SaidJourney[]): Record<string, number[]> {
  const credit: Record<string, number[]> = Object.fromEntries([...ruleNames, "distinct"].map((rule) => [rule, names.map(() => 0)]));
  for (const { path, as, gain: brought = 1, weight = 1 } of said) {
    if (as !== "won") continue;
    const gain = brought * weight;
    const own = path.split(">").map((name) => names.indexOf(name));
    const n = own.length;
    const decayed = own.map((_, place) => 2 ** ((place - n + 1) / 14));
    const sum = decayed.reduce((a, b) => a + b, 0);
    own.forEach((channel, place) => {
      const isEnd = place === 0 || place === n - 1;
      credit["first"]![channel]! += place === 0 ? gain : 0;
      credit["last"]![channel]! += place === n - 1 ? gain : 0;
      credit["linear"]![channel]! += gain / n;
      credit["position"]![channel]! += gain * (n === 1 ? 1 : n === 2 ? 0.5 : isEnd ? 0.4 : 0.2 / (n - 2));
      credit["decay"]![channel]! += (gain * decayed[place]!) / sum;
    });
    const distinct = new Set(own);
    for (const channel of distinct) credit["distinct"]![channel]! += gain / distinct.size;
  }
  return credit;
}

test("the one pass gives what the plain rules give, and every rule shares out all there is", () => {
  fc.assert(
    fc.property(someJourneys, (said) => {
      const { journeys } = journeysFrom(said, names);
      const layout = layoutOf(names.length);
      const tally = tallyJourneys(journeys, layout);
      const whole = said.reduce((sum, one) => sum + (one.as === "won" ? one.gain * one.weight : 0), 0);
      Object.values(plainRules(said)).forEach((expected, rule) => {
        const found = tally.slice(rule * 4, rule * 4 + 4);
        expected.forEach((credit, channel) => expect(found[channel]).toBeCloseTo(credit, 9));
        expect(found.reduce((a, b) => a + b, 0)).toBeCloseTo(whole, 9);
      });
    }),
  );
});

/** The walk worked out the long way: the channel's states lead nowhere, and chances are pushed along until nothing is left. */
function pushedWalk(said: readonly SaidJourney[], order: number, without: string | null): number {
  const steps = new Map<string, Map<string, number>>();
  const brought = new Map<string, number>();
  for (const { path, as, gain = 1, weight = 1 } of said) {
    if (as === "open") continue;
    const own = path.split(">");
    const width = Math.min(order, own.length);
    const windows = own.slice(0, own.length - width + 1).map((_, place) => own.slice(place, place + width).join(""));
    const states = ["start", ...windows.filter((state, place) => state !== windows[place - 1]), as === "won" ? "won" : "none"];
    states.slice(1).forEach((state, place) => {
      const row = steps.get(states[place]!) ?? new Map<string, number>();
      row.set(state, (row.get(state) ?? 0) + weight);
      steps.set(states[place]!, row);
    });
    if (as === "won") brought.set(states.at(-2)!, (brought.get(states.at(-2)!) ?? 0) + weight * gain);
  }
  let at = new Map([["start", 1]]);
  let outcome = 0;
  for (let n = 0; n < 20_000 && at.size > 0; n++) {
    const next = new Map<string, number>();
    for (const [state, chance] of at) {
      const row = steps.get(state)!;
      const all = [...row.values()].reduce((a, b) => a + b, 0);
      outcome += (chance * (brought.get(state) ?? 0)) / all;
      for (const [to, weight] of row) {
        if (to === "won" || to === "none" || (without !== null && to.includes(without))) continue;
        const pushed = (chance * weight) / all;
        if (pushed > 1e-18) next.set(to, (next.get(to) ?? 0) + pushed);
      }
    }
    at = next;
  }
  return outcome;
}

test.each([1, 2, 3])("removal effects with a memory of %i are those of pushing chances along", (order) => {
  fc.assert(
    fc.property(someJourneys, (said) => {
      fc.pre(said.some((one) => one.as === "won"));
      const { journeys } = journeysFrom(said, names);
      const walk = order === 1 ? walked(journeys) : windowWalk(windowTally(journeys, order))!;
      const whole = pushedWalk(said, order, null);
      expect(walk.outcome).toBeCloseTo(whole, 9);
      names.forEach((name, c) => expect(walk.removal[c]).toBeCloseTo(1 - pushedWalk(said, order, name) / whole, 9));
      expect(walk.share.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
    }),
    { numRuns: 25 },
  );
});

test("a walk with a memory of one channel is the walk without memory, and many states are swept to the same answer as few are eliminated to", () => {
  const dice = diceOf(5);
  const said = Array.from({ length: 600 }, (): SaidJourney => ({
    path: Array.from({ length: 1 + dice.below(9) }, () => String.fromCharCode(97 + dice.below(8))).join(">"),
    as: dice.chance(0.4) ? "won" : "none",
  }));
  const { journeys } = journeysFrom(said);
  const [one, other] = [walked(journeys), windowWalk(windowTally(journeys, 1))!];
  one.removal.forEach((effect, c) => expect(other.removal[c]).toBeCloseTo(effect, 11));
  const tally = windowTally(journeys, 4);
  expect(tally.steps.states).toBeGreaterThan(300);
  const swept = windowWalk(tally)!;
  expect(swept.outcome).toBeCloseTo(pushedWalk(said, 4, null), 10);
  expect(swept.removal[0]).toBeCloseTo(1 - pushedWalk(said, 4, "a") / swept.outcome, 10);
});

test("the fair part in the rate is Shapley's over rates of journeys inside a set, sums to the rate, and drawn orders come near it", () => {
  fc.assert(
    fc.property(someJourneys, (said) => {
      const { journeys } = journeysFrom(said, names);
      const layout = layoutOf(4);
      const parts = rateShapley(tallyJourneys(journeys, layout), layout);
      const finished = said.filter((one) => one.as !== "open");
      const rateOf = (set: number) => {
        const inside = finished.filter(({ path }) => path.split(">").every((name) => (set >> names.indexOf(name)) & 1));
        const ended = inside.reduce((sum, one) => sum + one.weight, 0);
        return ended === 0 ? 0 : inside.reduce((sum, one) => sum + (one.as === "won" ? one.weight * one.gain : 0), 0) / ended;
      };
      const expected = shapley(4, rateOf);
      parts.forEach((part, c) => expect(part).toBeCloseTo(expected[c]!, 9));
      expect(parts.reduce((a, b) => a + b, 0)).toBeCloseTo(rateOf(15), 9);
      const sampled = sampledRateShapley(channelSets(journeys), diceOf(3), 60);
      sampled.parts.forEach((part, c) => expect(Math.abs(part - expected[c]!)).toBeLessThan(6 * sampled.standardErrors[c]! + 1e-9));
      expect(sampled.parts.reduce((a, b) => a + b, 0)).toBeCloseTo(rateOf(15), 9);
    }),
    { numRuns: 40 },
  );
});
