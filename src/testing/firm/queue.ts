// Leads wait in a queue when more come than people can call: the wait grows after a show, and a lead that waits qualifies less often.
import type { DayNumber } from "#kit/day.ts";

/** How much of its chance to qualify a lead keeps when the first call comes after so many days. */
export function keptAfter(days: number): number {
  return steps.find((step) => days < step.until)!.kept;
}

const steps = [
  { until: 1, kept: 1 },
  { until: 3, kept: 0.8 },
  { until: 10, kept: 0.45 },
  { until: Number.POSITIVE_INFINITY, kept: 0.15 },
];

/** The mean of `keptAfter` when waits are exponential with the given mean, days. */
export function meanKept(meanDays: number): number {
  let [from, mean] = [0, 0];
  for (const { until, kept } of steps) {
    mean += kept * (Math.exp(-from / meanDays) - Math.exp(-until / meanDays));
    from = until;
  }
  return mean;
}

/**
 * Mean wait in days on each day from `from`: the backlog of expected arrivals over what can be called in a day, and never
 * less than `least`. The queue is counted in expected leads, so that the wait does not depend on the dice.
 */
export function waits(
  from: DayNumber,
  days: number,
  load: { arrivals: (day: DayNumber) => number; capacity: (day: DayNumber) => number; least: number },
): Float64Array {
  const found = new Float64Array(days);
  let backlog = 0;
  for (let i = 0; i < days; i++) {
    const capacity = load.capacity(from + i);
    backlog = Math.max(0, backlog + load.arrivals(from + i) - capacity);
    found[i] = load.least + backlog / capacity;
  }
  return found;
}
