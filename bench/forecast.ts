// How fast a quarter is forecast from a hundred thousand deals, with the forecasts of earlier quarters; beside the bare throws, written plainly. Prints a table.
import { forecastOf } from "#evidence/forecast/forecast.ts";
import { forecastFrom } from "#evidence/forecast/one-day.ts";
import { diceOf } from "#kit/dice.ts";
import { askedOf, simulatedDeals, usualPace } from "#testing/intervals/forecast.ts";

import { bestOfThree } from "./best-of-three.ts";

const draws = 1000;
const deals = simulatedDeals(diceOf(5), usualPace(100));
const input = askedOf(deals, draws);
const told = forecastOf(input);
if (!told.ok) throw new Error(told.reason);
const one = forecastFrom(input.facts, input);
if (!one.ok) throw new Error(one.reason);

/** Open deals with their chances, each thrown for in every draw: what a spreadsheet does. It draws no pace, no deals still to be opened, and looks back on nothing. */
const open = Array.from(one.value.expected.chances, (chance, place) => ({ chance, worth: one.value.expected.worths[place]! }));
function plainThrows(): number[] {
  const dice = diceOf(6);
  return Array.from({ length: draws }, () => open.filter(({ chance }) => dice.chance(chance)).reduce((sum, { worth }) => sum + worth, 0)).sort((a, b) => a - b);
}

const [own, plain] = [bestOfThree(() => forecastOf(input)), bestOfThree(plainThrows)];
console.log("| what | deals | open | draws | processor seconds |\n|---|--:|--:|--:|--:|");
const row = (what: string, seconds: number) =>
  console.log(
    `| ${what} | ${deals.count.toLocaleString("en")} | ${open.length.toLocaleString("en")} | ${draws.toLocaleString("en")} | ${seconds.toFixed(2)} |`,
  );
row("the whole answer: curves, range, groups, and what was forecast at the same point of earlier quarters", own);
row("bare throws for open deals at known chances, over objects", plain);
