// The share that has converted by each age, with its range: every entrant counts as long as it was watched.
import type { Interval } from "#facts/papers.ts";
import { incidenceAt, incidenceOf, rowUpTo } from "#evidence/statistics/aalen-johansen.ts";
import { type Entrants, convertedWay } from "#evidence/ripening/entrants.ts";

export interface ConversionCurve {
  readonly size: number;
  readonly points: readonly { readonly age: number; readonly share: number; readonly interval: Interval; readonly atRisk: number }[];
  /** The last age at which at least ten were watched and something ended: nothing is said beyond it. */
  readonly limit: number;
}

const fewestAtRisk = 10;

/**
 * Aalen-Johansen's share converted by each age, conversion and loss ruling each other out; `most` ages at equal steps and the limit.
 * Null where nobody of the entrants (all, or those at `places`) has converted or been lost.
 */
export function curveOf(entrants: Entrants, places?: Int32Array, most = 60): ConversionCurve | null {
  const until = places === undefined ? entrants.until : places.map((n) => entrants.until[n]!);
  const cause = places === undefined ? entrants.cause : Uint8Array.from(places, (n) => entrants.cause[n]!);
  const incidence = incidenceOf({ enteredAfter: new Int32Array(until.length).fill(-1), until, cause });
  let limit = -1;
  for (let row = 0; row < incidence.times.length; row++) if (incidence.atRisk[row]! >= fewestAtRisk) limit = incidence.times[row]!;
  if (limit < 0) return null;
  const step = Math.max(1, Math.ceil(limit / most));
  const ages = Array.from({ length: Math.floor(limit / step) + 1 }, (_, n) => n * step);
  if (ages.at(-1) !== limit) ages.push(limit);
  return {
    size: until.length,
    limit,
    points: ages.map((age) => {
      const { share, interval } = incidenceAt(incidence, convertedWay, age)!;
      const row = rowUpTo(incidence.times, age - 1) + 1;
      return { age, share, interval, atRisk: incidence.atRisk[Math.min(row, incidence.atRisk.length - 1)]! };
    }),
  };
}
