// Two events side by side: whether one brought its leads cheaper than the other, or luck of the counts alone could make the difference.
import type { Interval, Verdict } from "#facts/papers.ts";
import { betaBelow, betaQuantile } from "#evidence/statistics/distributions.ts";

export interface CountAndCost {
  readonly count: number;
  /** Minor units, above zero. */
  readonly cost: number;
}

export interface CostRatio {
  /** Cost of one here over cost of one there; null where one of them has none. */
  readonly ratio: number | null;
  readonly interval: Interval;
  readonly verdict: Verdict;
  /** Chance that one costs less here than there. */
  readonly chanceCheaper: number;
}

/**
 * Counts are Poisson at rates r per unit of money: n here, given n + m of both, is binomial with share r c / (r c + r' c'). Jeffreys' interval of that share
 * (Beta(n + 1/2, m + 1/2)) gives that of the ratio of costs, (share' / share) (c / c'). How far events of one kind differ by more than luck is not in it.
 * Null where nothing was counted in either, or money is missing. Source: Przyborowski and Wilenski 1940 for the conditional test.
 */
export function costRatio(here: CountAndCost, there: CountAndCost, level = 0.9): CostRatio | null {
  if (here.count + there.count === 0 || !(here.cost > 0) || !(there.cost > 0)) return null;
  const [a, b] = [here.count + 0.5, there.count + 0.5];
  const ratioAt = (share: number) => ((1 - share) / share) * (here.cost / there.cost);
  const tail = (1 - level) / 2;
  const chanceCheaper = 1 - betaBelow(a, b, here.cost / (here.cost + there.cost));
  const sure = Math.max(chanceCheaper, 1 - chanceCheaper);
  return {
    ratio: here.count === 0 || there.count === 0 ? null : here.cost / here.count / (there.cost / there.count),
    interval: {
      low: there.count === 0 ? 0 : ratioAt(betaQuantile(a, b, 1 - tail)),
      high: here.count === 0 ? null : ratioAt(betaQuantile(a, b, tail)),
      level,
    },
    verdict: sure > 0.95 ? "clear" : sure >= 0.8 ? "likely" : "within-chance",
    chanceCheaper,
  };
}
