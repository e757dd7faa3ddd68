// How fast a million leads are turned into their three numbers, against the likelihood written plainly over rows. Prints a table.
import { performance } from "node:perf_hooks";

import { countedOf } from "#evidence/ripening/counted.ts";
import { cureInterval, fitCure } from "#evidence/ripening/cure.ts";
import { incidenceOf } from "#evidence/statistics/aalen-johansen.ts";
import { pooledShares } from "#evidence/statistics/pooling.ts";
import { shareBy } from "#evidence/ripening/timing.ts";
import { diceOf } from "#kit/dice.ts";
import { drawnEntrants } from "#testing/ripening-worlds.ts";

const leads = 1_000_000;
const { age, isConverted } = drawnEntrants(diceOf(1), { entrants: leads, rate: 0.2, span: 725 });
const counted = countedOf(age, isConverted);
const fit = fitCure([counted]);
if (!fit.ok) throw new Error(fit.reason);

/** One value of the likelihood as a textbook writes it, over rows; a fit with its range takes some two hundred of them. */
function plainLikelihood(): number {
  const timing = { logScale: Math.log(75), logShape: Math.log(1.4) };
  let sum = 0;
  for (let n = 0; n < leads; n++) {
    const to = shareBy(timing, age[n]! + 0.5);
    sum += Math.log(isConverted[n] === 1 ? 0.2 * (to - shareBy(timing, age[n]! - 0.5)) : 1 - 0.2 * to);
  }
  return sum;
}

/** The best of three, seconds. */
function seconds(act: () => unknown): number {
  let best = Infinity;
  for (let round = 0; round < 3; round++) {
    const start = performance.now();
    act();
    best = Math.min(best, (performance.now() - start) / 1000);
  }
  return best;
}

const dice = diceOf(2);
const groups = Array.from({ length: 30 }, () => {
  const cases = 20 + dice.below(400);
  return { cases, hits: dice.below(Math.floor(cases / 3)) };
});
const enteredAfter = new Int32Array(leads).fill(-1);
const line = (what: string, own: number, other: string) => console.log(`| ${what} | ${own.toFixed(3)} | ${other} |`);
console.log("| a million leads of two years, a fifth of which converts | seconds | plainly |\n|---|--:|--:|");
line(
  "counted by age",
  seconds(() => countedOf(age, isConverted)),
  "",
);
line(
  "share by age with its range",
  seconds(() => incidenceOf({ enteredAfter, until: age, cause: isConverted })),
  "",
);
const plain = seconds(plainLikelihood);
line(
  "final rate by the cure model",
  seconds(() => fitCure([counted])),
  `${plain.toFixed(2)} for one value of the likelihood over rows`,
);
line(
  "its range",
  seconds(() => cureInterval([counted], fit.value, 0)),
  `${(200 * plain).toFixed(0)} for two hundred of them`,
);
line(
  "30 groups pooled and ranked",
  seconds(() => pooledShares(groups)),
  "",
);
