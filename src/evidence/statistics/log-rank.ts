// Whether several groups end at the same pace at all: the log-rank test.
import { type Outcome, accept, refuse } from "#kit/refusal.ts";
import { choleskySolve, cholesky } from "#evidence/statistics/logistic.ts";
import { gammaAbove } from "#evidence/statistics/distributions.ts";
import type { Stays } from "#evidence/statistics/survival.ts";

export interface LogRank {
  readonly chiSquare: number;
  /** Degrees of freedom: groups that were watched while something ended, less one. */
  readonly freedom: number;
  /** Chance of so large a difference where all end at the same pace. */
  readonly pValue: number;
  /** By group: ends seen, and ends to be expected at the common pace. */
  readonly seen: Float64Array;
  readonly expected: Float64Array;
}

/**
 * Log-rank test of `groups` groups (`group[i]` from 0): at each end time the ends of each group against its share of those at risk (hypergeometric variance).
 * Late entry is counted as in `survivalCurve`. Refuses with 'nothing-ended' and 'one-group' where there is nothing to compare.
 * Source: Mantel 1966; Peto and Peto 1972.
 */
export function logRank(stays: Stays & { readonly group: Uint8Array | Int32Array }, groups: number): Outcome<LogRank, "nothing-ended" | "one-group"> {
  const { enteredAfter, until, ended, group } = stays;
  let lastWatched = -1;
  for (let i = 0; i < until.length; i++) if (until[i]! > enteredAfter[i]! && until[i]! > lastWatched) lastWatched = until[i]!;
  const change = new Int32Array((lastWatched + 2) * groups);
  const ends = new Int32Array((lastWatched + 1) * groups);
  for (let i = 0; i < until.length; i++) {
    const after = Math.max(-1, enteredAfter[i]!);
    if (until[i]! <= after) continue;
    change[(after + 1) * groups + group[i]!]!++;
    change[(until[i]! + 1) * groups + group[i]!]!--;
    if (ended[i] === 1) ends[until[i]! * groups + group[i]!]!++;
  }
  const [seen, expected] = [new Float64Array(groups), new Float64Array(groups)];
  const covariance = new Float64Array(groups * groups);
  const watched = new Float64Array(groups);
  for (let time = 0; time <= lastWatched; time++) {
    let [n, d] = [0, 0];
    for (let g = 0; g < groups; g++) {
      watched[g]! += change[time * groups + g]!;
      n += watched[g]!;
      d += ends[time * groups + g]!;
    }
    if (d === 0) continue;
    const factor = n > 1 ? (d * (n - d)) / (n - 1) : 0;
    for (let g = 0; g < groups; g++) {
      const own = watched[g]! / n;
      seen[g]! += ends[time * groups + g]!;
      expected[g]! += d * own;
      for (let h = 0; h < groups; h++) covariance[g * groups + h]! += factor * own * ((g === h ? 1 : 0) - watched[h]! / n);
    }
  }
  if (seen.every((count) => count === 0)) return refuse("nothing-ended");
  const present = Array.from({ length: groups }, (_, g) => g).filter((g) => expected[g]! > 0);
  if (present.length < 2) return refuse("one-group");
  // The groups' differences sum to zero: one of them is told by the others.
  const kept = present.slice(0, -1);
  const matrix = Float64Array.from(kept.flatMap((g) => kept.map((h) => covariance[g * groups + h]!)));
  const solved = Float64Array.from(kept, (g) => seen[g]! - expected[g]!);
  choleskySolve(cholesky(matrix, kept.length), solved);
  const chiSquare = kept.reduce((sum, g, n) => sum + (seen[g]! - expected[g]!) * solved[n]!, 0);
  return accept({ chiSquare, freedom: kept.length, pValue: gammaAbove(kept.length / 2, chiSquare / 2), seen, expected });
}
