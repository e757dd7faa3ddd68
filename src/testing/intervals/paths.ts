// Worlds for waits before a move: exponential ones and skew ones, with cases that still wait, watched for a random time.
import { stayWeights, weightedMedian } from "#evidence/paths/waits.ts";
import type { Dice } from "#kit/dice.ts";
import type { Experiment } from "#testing/intervals/experiment.ts";

/** Two ways lead on from the step, one taken by six in ten; nobody waits longer than `longest`, all are watched for up to `watch` days. */
function wait(dice: Dice, { cases, watch, longest }: { cases: number; watch: number; longest: number }) {
  const rows = Array.from({ length: cases }, () => {
    const days = Math.min(longest, 12 * dice.exponential());
    const until = dice.uniform() * watch;
    return { days: Math.min(days, until), hasLeft: Number(days <= until), isOurs: dice.chance(0.6) };
  });
  const weights = stayWeights({ days: rows.map(({ days }) => days), hasLeft: rows.map(({ hasLeft }) => hasLeft) });
  return weightedMedian(rows.flatMap(({ days, isOurs }, n) => (isOurs && weights[n]! > 0 ? [{ days, weight: weights[n]! }] : [])));
}

export const experiments: readonly Experiment[] = [
  { name: "median wait before a move, 100 cases, about 1 of 8 still waiting", world: { cases: 100, watch: 100, longest: 60 } },
  { name: "median wait before a move, 1,000 cases, about 1 of 8 still waiting", world: { cases: 1000, watch: 100, longest: 60 } },
  { name: "median wait before a move, 60 cases, a third still waiting", world: { cases: 60, watch: 40, longest: 36 } },
].map(({ name, world }) => ({
  name,
  level: 0.9,
  draw: (dice) => {
    const found = wait(dice, world);
    return found === null || found.low === null || found.high === null
      ? null
      : { truth: 12 * Math.LN2, estimate: found.value, low: found.low, high: found.high };
  },
}));
