// Worlds with a known truth for prices: firms whose skilled sellers win more and discount less, so that discounts look harmful though they help.
import type { Dice } from "#kit/dice.ts";
import { bestDiscountOf } from "#evidence/prices/best-discount.ts";
import { comparisonOf } from "#evidence/prices/comparison.ts";
import { mundlakSlope, withinSlope } from "#evidence/prices/effect.ts";
import { pooledMeans } from "#evidence/statistics/pooled-means.ts";
import { type PricingFirm, bestTruth, drawOffers } from "#testing/firm/pricing-firm.ts";
import type { Experiment } from "#testing/intervals/experiment.ts";

const slopes = [
  { name: "40 sellers with 60 offers each", firm: { sellers: 40, offersEach: 60, slope: 2 } },
  { name: "12 sellers with 60 offers each", firm: { sellers: 12, offersEach: 60, slope: 2 } },
  { name: "12 sellers with 150 offers each who differ in it", firm: { sellers: 12, offersEach: 150, slope: 2, slopeSpread: 1.5 } },
  { name: "4 sellers with 150 offers each", firm: { sellers: 4, offersEach: 150, slope: 2 } },
  { name: "outcomes shuffled, 12 sellers with 60 offers each", firm: { sellers: 12, offersEach: 60, slope: 0, isShuffled: true } },
] as const satisfies readonly { name: string; firm: PricingFirm }[];

const ofSlope = ({ name, firm }: (typeof slopes)[number]): Experiment[] =>
  (["within", "mundlak"] as const).map((key) => ({
    name: `slope of winning on the discount, ${key === "within" ? "within sellers" : "with the seller's mean"}, ${name}`,
    level: 0.9,
    draw: (dice: Dice) => {
      const { offers } = drawOffers(dice, firm);
      const compared = comparisonOf(offers);
      if (!compared.ok) return null;
      const { slope, interval } = key === "within" ? withinSlope(offers, compared.value) : mundlakSlope(compared.value);
      return { truth: firm.slope, estimate: slope, low: interval.low!, high: interval.high! };
    },
  }));

const best = [
  { name: "inside of what was tried", firm: { sellers: 12, offersEach: 60, slope: 8, cost: 0.5 } },
  { name: "near the least that was tried", firm: { sellers: 12, offersEach: 60, slope: 5, cost: 0.5 } },
] as const satisfies readonly { name: string; firm: PricingFirm }[];

const ofBest = ({ name, firm }: (typeof best)[number]): Experiment => ({
  name: `discount that leaves most, ${name}, 12 sellers with 60 offers each`,
  level: 0.9,
  draw: (dice) => {
    const drawn = drawOffers(dice, firm);
    const told = bestDiscountOf(drawn.offers);
    if (!told.ok) return null;
    const { discount, interval, tried } = told.value;
    return { truth: bestTruth(drawn, firm, tried), estimate: discount, low: interval.low!, high: interval.high! };
  },
});

/** One group of twelve, drawn by lot, whose own mean differs from the others' by chance. */
const pooling: Experiment = {
  name: "a small group's difference, drawn to the mean of twelve",
  level: 0.9,
  draw: (dice) => {
    const truths = Array.from({ length: 12 }, () => 0.03 * dice.normal());
    const variances = truths.map(() => (0.01 + 0.05 * dice.uniform()) ** 2);
    const found = truths.map((truth, n) => truth + Math.sqrt(variances[n]!) * dice.normal());
    const at = dice.below(12);
    const { value, interval } = pooledMeans(found, variances)[at]!;
    return { truth: truths[at]!, estimate: value, low: interval.low!, high: interval.high! };
  },
};

export const experiments: readonly Experiment[] = [...slopes.flatMap(ofSlope), ...best.map(ofBest), pooling];
