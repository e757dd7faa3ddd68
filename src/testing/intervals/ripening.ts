// Worlds for the ranges of ripening: final rates of firms of which many leads are young, and shares of small groups that have much in common.
import { diceOf } from "#kit/dice.ts";
import { cureInterval, fitCure } from "#evidence/ripening/cure.ts";
import { pooledShares } from "#evidence/statistics/pooling.ts";
import { jeffreysInterval, wilsonInterval } from "#evidence/statistics/proportion.ts";
import { type RipeningWorld, countedWorld } from "#testing/ripening-worlds.ts";
import type { Experiment } from "#testing/intervals/experiment.ts";

/** With a scale of 75 days and a shape of 1.4 half of those who convert have done so after 58 days. */
const worlds: readonly { name: string; world: RipeningWorld }[] = [
  { name: "3 median lags watched, 1,000 leads", world: { entrants: 1000, rate: 0.25, span: 185 } },
  { name: "4 median lags, 300 leads", world: { entrants: 300, rate: 0.3, span: 240 } },
  { name: "12 median lags, 300 leads", world: { entrants: 300, rate: 0.18, span: 700 } },
  { name: "5 median lags, most at once (shape 0.8), 600 leads", world: { entrants: 600, rate: 0.2, span: 240, shape: 0.8, scale: 75 } },
];

/** Courses that no Weibull curve describes: a share of these worlds is held by Weibull's range far less often than it says. */
const bentWorlds: readonly { name: string; world: RipeningWorld }[] = [
  { name: "lognormal course, 5 median lags, 2,000 leads", world: { entrants: 2000, rate: 0.25, span: 275, scale: 55, shape: 1 / 0.9, bend: 0 } },
  { name: "lognormal course, 6 median lags, 4,000 leads", world: { entrants: 4000, rate: 0.3, span: 330, scale: 55, shape: 1 / 1.1, bend: 0 } },
  { name: "tail heavier than lognormal, 12 median lags, 3,000 leads", world: { entrants: 3000, rate: 0.3, span: 650, scale: 55, shape: 1 / 0.8, bend: -0.5 } },
  { name: "tail heavier than lognormal, 3 median lags, 700 leads", world: { entrants: 700, rate: 0.4, span: 170, scale: 55, shape: 1 / 1.1, bend: -0.5 } },
];

const cures = [...worlds, ...bentWorlds].map(({ name, world }): Experiment => ({
  name: `final rate (mixture cure model), ${name}`,
  level: 0.9,
  draw: (dice) => {
    const groups = [countedWorld(dice, world)];
    const fit = fitCure(groups);
    if (!fit.ok) return null;
    const { low, high } = cureInterval(groups, fit.value, 0);
    return { truth: world.rate, estimate: fit.value.rates[0]!, low: low!, high: high! };
  },
}));

const pair: Experiment = {
  name: "final rate of a segment, timing common with the others, 300 of 1,500 leads, 4 median lags",
  level: 0.9,
  draw: (dice) => {
    const groups = [countedWorld(dice, { entrants: 300, rate: 0.3, span: 240 }), countedWorld(dice, { entrants: 1200, rate: 0.18, span: 240 })];
    const fit = fitCure(groups);
    if (!fit.ok) return null;
    const { low, high } = cureInterval(groups, fit.value, 0);
    return { truth: 0.3, estimate: fit.value.rates[0]!, low: low!, high: high! };
  },
};

/** Groups of 5 to 64 cases whose true shares vary about the mean as a beta curve of this strength. One group a world, drawn by lot. */
const poolings = [
  { name: "8 groups that differ much", mean: 0.15, strength: 20, groups: 8 },
  { name: "8 groups that differ little", mean: 0.15, strength: 200, groups: 8 },
  { name: "20 groups of rare conversions", mean: 0.05, strength: 40, groups: 20 },
].flatMap(({ name, mean, strength, groups }): Experiment[] => {
  const drawn = (seed: number) => {
    const dice = diceOf(seed);
    const truths = Array.from({ length: groups }, () => dice.beta(mean * strength, (1 - mean) * strength));
    const counts = truths.map((share) => {
      const cases = 5 + dice.below(60);
      let hits = 0;
      for (let n = 0; n < cases; n++) hits += Number(dice.chance(share));
      return { hits, cases };
    });
    return { truths, counts, place: dice.below(groups) };
  };
  const one = (
    what: string,
    rangeOf: (counts: ReturnType<typeof drawn>["counts"], place: number) => { value: number; low: number; high: number },
  ): Experiment => ({
    name: `share of a small group, ${what}, ${name}`,
    level: 0.9,
    draw: (dice) => {
      const { truths, counts, place } = drawn(dice.below(2 ** 31));
      const { value, low, high } = rangeOf(counts, place);
      return { truth: truths[place]!, estimate: value, low, high };
    },
  });
  const alone = ({ hits, cases }: { hits: number; cases: number }, of: typeof wilsonInterval) => {
    const { low, high } = of(hits, cases)!;
    return { value: hits / cases, low: low!, high: high! };
  };
  return [
    one("pooled", (counts, place) => {
      const { value, interval } = pooledShares(counts)!.groups[place]!;
      return { value, low: interval.low!, high: interval.high! };
    }),
    one("alone (Wilson)", (counts, place) => alone(counts[place]!, wilsonInterval)),
    one("alone (Jeffreys)", (counts, place) => alone(counts[place]!, jeffreysInterval)),
  ];
});

export const experiments: readonly Experiment[] = [...cures, pair, ...poolings];
