// Journeys that are not over yet: those that ended in time stand for others like them that did not.
import { type Journeys, ending, minutesInDay } from "#evidence/journeys/columns.ts";

/** A journey stands for at most so many: beyond that a few long ones would decide everything. */
export const mostWeight = 20;

/** First day of each stretch of age whose journeys weigh alike: weeks, then fortnights, then quarters. */
const stretchFrom = [0, 7, 14, 28, 42, 56, 84, 112, 140, 182, 273, 364];
export const ageStretches = stretchFrom.length;

/** Days from a journey's first touch to its end, or to today. */
export function ageDays({ until, minute, starts }: Journeys, j: number): number {
  return Math.max(0, Math.floor((until[j]! - minute[starts[j]!]!) / minutesInDay));
}

/** How many journeys were over at each age, and how many are open at it: all that weights depend on. Whole numbers, which can be added and taken out. */
export class AgeCounts {
  readonly gone: number[] = [];
  readonly open: number[] = [];

  add(days: number, kind: number, sign: number): void {
    while (this.gone.length <= days) {
      this.gone.push(0);
      this.open.push(0);
    }
    (kind === ending.open ? this.open : this.gone)[days]! += sign;
  }
}

export function stretchOf(days: number): number {
  let stretch = stretchFrom.length - 1;
  while (stretchFrom[stretch]! > days) stretch--;
  return stretch;
}

export interface AgeWeights {
  /** By stretch of age; 1 where none was over. */
  readonly weight: Float64Array;
  /** Share of the weight that was cut off at the largest weight. */
  readonly cut: number;
}

/**
 * Weights by inverse probability of censoring: a journey that was over after t days weighs 1/G(t-), open ones weigh nothing. G is Kaplan and Meier's
 * estimate of the chance that a journey is looked at for longer than t (being open today is the event, and comes after an end on the same day).
 * Journeys over within one stretch of age all weigh their mean: so sums by stretch can be kept while weights move, and the whole weight of a stretch is that by days.
 * Assumes that how long ago a journey began says nothing of how it ends. Weights are cut at `mostWeight`. Source: Robins and Rotnitzky 1992.
 */
export function ageWeights({ gone, open }: AgeCounts): AgeWeights {
  const [sums, counts] = [new Float64Array(ageStretches), new Float64Array(ageStretches)];
  let watched = 0;
  for (let day = 0; day < gone.length; day++) watched += gone[day]! + open[day]!;
  let [staying, whole, cut] = [1, 0, 0];
  for (let day = 0; day < gone.length; day++) {
    if (gone[day]! > 0) {
      const full = 1 / staying;
      const weight = Math.min(mostWeight, full);
      const stretch = stretchOf(day);
      sums[stretch]! += gone[day]! * weight;
      counts[stretch]! += gone[day]!;
      whole += gone[day]! * full;
      cut += gone[day]! * (full - weight);
    }
    watched -= gone[day]!;
    if (open[day]! > 0) staying *= 1 - open[day]! / watched;
    watched -= open[day]!;
  }
  return { weight: sums.map((sum, stretch) => (counts[stretch] === 0 ? 1 : sum / counts[stretch]!)), cut: whole === 0 ? 0 : cut / whole };
}
