// Ranges hold what was planted: simple firms whose true parts can be worked out in the head, drawn many times.
import { expect, it } from "vitest";

import { addDays } from "#kit/day.ts";
import { type Dice, diceOf } from "#kit/dice.ts";
import { ask, quarter, told } from "#testing/ask-shortfall.ts";

const firms = 120;

/** Deals come by chance around a mean and are won with a chance; each brings 100.00. */
function deals(dice: Dice, from: string, { mean, win }: { mean: number; win: number }) {
  return Array.from({ length: dice.poisson(mean) }, () =>
    quarter(addDays(from, dice.below(90)), dice.chance(win) ? { wins: 1, losses: 0 } : { wins: 0, losses: 1 }),
  ).flat();
}

function drawn(seed: number, now: { mean: number; win: number }) {
  const dice = diceOf(seed);
  return told(ask([...deals(dice, "2025-01-01", { mean: 120, win: 0.5 }), ...deals(dice, "2025-04-01", now)], { draws: 100 }));
}

it("the range of 90 % holds the true part of volume and of win rate in 83 to 97 of a hundred firms", () => {
  // 120 deals won with .5 to 96 won with .4: -24 x .45 x 100.00 for volume, -.1 x 108 x 100.00 for the win rate.
  const truth = { "deal-volume": -108_000, "win-rate": -108_000 };
  const held = { "deal-volume": 0, "win-rate": 0 };
  for (let seed = 0; seed < firms; seed++) {
    for (const part of drawn(seed, { mean: 96, win: 0.4 }).parts) {
      const driver = part.driver as keyof typeof truth;
      if (driver in truth && part.interval.low! <= truth[driver] && truth[driver] <= part.interval.high!) held[driver]++;
    }
  }
  for (const count of Object.values(held)) expect([count / firms > 0.83, count / firms < 0.97]).toEqual([true, true]);
}, 120_000);

it("a firm where nothing changed is told so in at least 85 of a hundred cases", () => {
  let told = 0;
  for (let seed = 0; seed < firms; seed++) if (drawn(seed, { mean: 120, win: 0.5 }).summary.nothingBeyondChance) told++;
  expect(told / firms).toBeGreaterThanOrEqual(0.85);
}, 120_000);

it("a win rate that halves is found, and found to be the win rate", () => {
  const { summary } = drawn(1, { mean: 120, win: 0.25 });
  expect(summary.located[0]).toMatchObject({ driver: "win-rate", owner: "sales", verdict: "clear" });
});
