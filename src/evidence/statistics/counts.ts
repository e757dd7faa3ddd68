// How sure a count or a sum of money is: what would vary if the same firm lived the same quarter again.
import type { Interval } from "#facts/papers.ts";

import { gammaQuantile } from "#evidence/statistics/distributions.ts";

/** A sum over events of random number: how many, their total, the total of their squares. For a plain count all three are the count. */
export interface Sum {
  readonly events: number;
  readonly total: number;
  readonly squares: number;
}

/**
 * Interval for the expected total of a Poisson number of events of different size.
 * Formula: gamma interval with the mean and variance of the sum; the upper end is moved by one average event (Fay and Feuer 1997 in the
 * version of Tiwari, Clegg and Zou 2006). For equal events it is Garwood's exact Poisson interval. Edge: no events gives 0 up to null for money
 * (the size of an event is then not known), 0 up to the Poisson bound for counts.
 */
export function totalInterval(sum: Sum, level = 0.9): Interval {
  const tail = (1 - level) / 2;
  if (sum.events === 0) return { low: 0, high: null, level };
  const gammaWith = (mean: number, variance: number, p: number) => (variance / mean) * gammaQuantile((mean * mean) / variance, p);
  const [typical, typicalSquare] = [sum.total / sum.events, sum.squares / sum.events];
  if (!(sum.total > 0)) return { low: sum.total, high: sum.total, level };
  return { low: gammaWith(sum.total, sum.squares, tail), high: gammaWith(sum.total + typical, sum.squares + typicalSquare, 1 - tail), level };
}

/** Garwood's interval for the expected value of a count. */
export function countInterval(count: number, level = 0.9): Interval {
  const tail = (1 - level) / 2;
  return { low: count === 0 ? 0 : gammaQuantile(count, tail), high: gammaQuantile(count + 1, 1 - tail), level };
}
