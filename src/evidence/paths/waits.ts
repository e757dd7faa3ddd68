// How long cases wait before a move, with those that still wait counted, and the range that chance leaves.
import { normalQuantile } from "#evidence/statistics/distributions.ts";

/** Stays in one step: days, and 1 where the case moved on, 0 where it still stands there on the last day seen. */
export interface StepStays {
  readonly days: readonly number[];
  readonly hasLeft: readonly number[];
}

export interface Wait {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * Weights of the stays that ended, such that they stand for all: 1 / share of stays that would still be watched at that age (Kaplan-Meier of being cut off by the last
 * day seen). A long wait is seen only where the watch was long enough, so each one seen counts for more. Stays that did not end weigh nothing.
 * Source: Robins and Rotnitzky 1992; the weighted shares are those of Aalen and Johansen.
 */
export function stayWeights({ days, hasLeft }: StepStays): Float64Array {
  const order = Array.from(days, (_, n) => n).sort((a, b) => days[a]! - days[b]! || hasLeft[b]! - hasLeft[a]!);
  const weights = new Float64Array(days.length);
  let [watched, atRisk] = [1, days.length];
  for (const n of order) {
    if (hasLeft[n] === 1) weights[n] = 1 / watched;
    else watched *= 1 - 1 / atRisk;
    atRisk--;
  }
  return weights;
}

/**
 * The weighted median with Woodruff's range: the quantiles at 1/2 ± z √(1/4 / n), n the effective number (Σw)² / Σw². An end that few waits do not bound is null.
 * Null without waits. Source: Woodruff 1952.
 */
export function weightedMedian(waits: readonly { readonly days: number; readonly weight: number }[], level = 0.9): Wait | null {
  const sorted = waits.filter(({ weight }) => weight > 0).sort((a, b) => a.days - b.days);
  if (sorted.length === 0) return null;
  let [sum, squares] = [0, 0];
  for (const { weight } of sorted) {
    sum += weight;
    squares += weight * weight;
  }
  const reach = (normalQuantile(0.5 + level / 2) * 0.5) / Math.sqrt((sum * sum) / squares);
  const at = (share: number) => {
    if (share <= 0 || share >= 1) return null;
    let upTo = 0;
    for (const { days, weight } of sorted) {
      upTo += weight;
      if (upTo >= share * sum - 1e-9 * sum) return days;
    }
    return sorted.at(-1)!.days;
  };
  return { value: at(0.5)!, low: at(0.5 - reach), high: at(0.5 + reach) };
}
