// Journeys that are not over yet: they are neither won nor lost. Those that are over stand for them, the long ones more.
import { type Journeys, ending, minutesInDay } from "#evidence/journeys/columns.ts";

export interface Weighed {
  readonly journeys: Journeys;
  /** Share of the weight that was cut off at the largest weight. */
  readonly cut: number;
  readonly largest: number;
}

/** A journey stands for at most so many: beyond that a few long ones would decide everything. */
export const mostWeight = 20;

/**
 * Weights by inverse probability of censoring: a journey that was over after t days weighs 1/G(t-), open ones weigh nothing. G is Kaplan and Meier's
 * estimate of the chance that a journey is looked at for longer than t (being open today is the event, and comes after an end on the same day).
 * Assumes that how long ago a journey began says nothing of how it ends. Weights are cut at `mostWeight`. Source: Robins and Rotnitzky 1992.
 */
export function weighResolved(journeys: Journeys): Weighed {
  const { count, kind } = journeys;
  const days = new Int32Array(count);
  let longest = 0;
  for (let j = 0; j < count; j++) {
    days[j] = Math.max(0, Math.floor((journeys.until[j]! - journeys.minute[journeys.starts[j]!]!) / minutesInDay));
    if (days[j]! > longest) longest = days[j]!;
  }
  const [gone, open] = [new Int32Array(longest + 2), new Int32Array(longest + 2)];
  for (let j = 0; j < count; j++) (kind[j] === ending.open ? open : gone)[days[j]!]!++;
  const before = new Float64Array(longest + 1);
  let [watched, staying] = [count, 1];
  for (let day = 0; day <= longest; day++) {
    before[day] = staying;
    watched -= gone[day]!;
    if (open[day]! > 0) staying *= 1 - open[day]! / watched;
    watched -= open[day]!;
  }
  const weight = new Float64Array(count);
  let [whole, cut, largest] = [0, 0, 0];
  for (let j = 0; j < count; j++) {
    if (kind[j] === ending.open) continue;
    const full = 1 / before[days[j]!]!;
    weight[j] = Math.min(mostWeight, full);
    whole += full;
    cut += full - weight[j]!;
    if (weight[j]! > largest) largest = weight[j]!;
  }
  return { journeys: { ...journeys, weight }, cut: whole === 0 ? 0 : cut / whole, largest };
}
