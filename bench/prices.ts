// How fast the slope of winning on the discount is found within sellers, with its range; beside the same fit with a column for each seller, as a textbook writes it. Prints a table.
import { bestDiscountOf } from "#evidence/prices/best-discount.ts";
import { comparisonOf } from "#evidence/prices/comparison.ts";
import { mundlakSlope, withinSlope } from "#evidence/prices/effect.ts";
import { diceOf } from "#kit/dice.ts";
import { drawOffers } from "#testing/firm/pricing-firm.ts";

import { bestOfThree } from "./best-of-three.ts";

const firm = { sellers: 100, offersEach: 200, slope: 6, cost: 0.5 };
const { offers } = drawOffers(diceOf(7), firm);
const compared = comparisonOf(offers);
if (!compared.ok) throw new Error(compared.reason);
const { value } = compared;
const rows = Array.from(value.won, (won, i) => ({
  won,
  x: [value.discount[i]!, ...value.traits.map((trait) => trait[i]!), ...value.sellers.map((_, seller) => Number(value.seller[i] === seller))],
}));
const steps = 6;

/** Newton's method for a logit over rows with a column of 0 and 1 for each seller. No bias reduction, no range. */
function plainSlope(): number {
  const size = rows[0]!.x.length;
  const beta = Array.from({ length: size }, () => 0);
  for (let step = 0; step < steps; step++) {
    const left = Array.from({ length: size }, () => Array.from({ length: size + 1 }, () => 0));
    for (const { won, x } of rows) {
      const chance = 1 / (1 + Math.exp(-x.reduce((sum, one, j) => sum + one * beta[j]!, 0)));
      for (let j = 0; j < size; j++) {
        if (x[j] === 0) continue;
        left[j]![size]! += x[j]! * (won - chance);
        for (let k = 0; k < size; k++) left[j]![k]! += x[j]! * x[k]! * chance * (1 - chance);
      }
    }
    for (let j = 0; j < size; j++) {
      left[j]![j]! += 1e-9;
      for (let k = j + 1; k < size; k++) {
        const factor = left[k]![j]! / left[j]![j]!;
        for (let l = j; l <= size; l++) left[k]![l]! -= factor * left[j]![l]!;
      }
    }
    for (let j = size - 1; j >= 0; j--) {
      let rest = left[j]![size]!;
      for (let k = j + 1; k < size; k++) rest -= left[j]![k]! * left[k]![size]!;
      left[j]![size] = rest / left[j]![j]!;
    }
    for (let j = 0; j < size; j++) beta[j]! += left[j]![size]!;
  }
  return beta[0]!;
}

// Both find the same slope but for the bias that one of them takes off.
const [found, plainly] = [withinSlope(offers, value).slope, plainSlope()];
if (Math.abs(found - plainly) > 0.1 * Math.abs(plainly)) throw new Error(`the fits differ: ${found} and ${plainly}`);
const count = value.won.length.toLocaleString("en");
console.log("| what | offers | sellers | processor seconds |\n|---|--:|--:|--:|");
const row = (what: string, seconds: number) => console.log(`| ${what} | ${count} | ${value.sellers.length} | ${seconds.toFixed(3)} |`);
row(
  "slope within sellers, bias taken off, with its range",
  bestOfThree(() => withinSlope(offers, value)),
);
row(`the same fit with a column for each seller, ${steps} steps, no range`, bestOfThree(plainSlope));
row(
  "slope with the seller's mean beside it",
  bestOfThree(() => mundlakSlope(value)),
);
row(
  "discount that leaves most, with its range",
  bestOfThree(() => bestDiscountOf(offers)),
);
