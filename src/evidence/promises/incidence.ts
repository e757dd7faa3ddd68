// How many leads are won by each age when each counts with a weight of its own: the course of wins, open leads counted, for draws of a bootstrap.

/** Leads as stays: `until` days watched, `cause` 0 still going, 1 won, 2 lost. */
export interface LeadStays {
  readonly until: Int32Array;
  readonly cause: Uint8Array;
}

export interface WonCourse {
  /** Share won by and with each age in days; the last is the share won within the watch. */
  readonly won: Float64Array;
}

/**
 * Aalen-Johansen's share won by each age up to `limit`, each lead with its weight; with weights of 1 it is `incidenceOf` of way 1.
 * Source: Aalen and Johansen 1978; weights as in Rubin's Bayesian bootstrap 1981.
 */
export function wonCourse({ until, cause }: LeadStays, weights: Float64Array | null, limit: number): WonCourse {
  const leaving = new Float64Array(limit + 2);
  const [wins, losses] = [new Float64Array(limit + 1), new Float64Array(limit + 1)];
  let atRisk = 0;
  for (let row = 0; row < until.length; row++) {
    const weight = weights === null ? 1 : weights[row]!;
    const age = until[row]!;
    atRisk += weight;
    if (age > limit) continue;
    leaving[age]! += weight;
    if (cause[row] === 1) wins[age]! += weight;
    else if (cause[row] === 2) losses[age]! += weight;
  }
  const won = new Float64Array(limit + 1);
  let [surviving, share] = [1, 0];
  for (let age = 0; age <= limit; age++) {
    if (atRisk > 1e-9) {
      share += (surviving * wins[age]!) / atRisk;
      surviving *= 1 - (wins[age]! + losses[age]!) / atRisk;
    }
    won[age] = share;
    atRisk -= leaving[age]!;
  }
  return { won };
}

/** The first age by which this part of all wins within the watch had come; null where nothing was won. */
export function ageOfPart({ won }: WonCourse, part: number): number | null {
  const target = won.at(-1)! * part;
  if (!(target > 0)) return null;
  return won.findIndex((share) => share >= target - 1e-12);
}
