// What had become of each by a day in the past, as somebody could have known it then; the unripe are not counted as failures.
import { type Prospects, fate } from "#evidence/lead-score/prospects.ts";

/** For each of `places`: 1 if won within the window, and how many like it the case stands for (0: cannot be told yet). */
export interface Labels {
  readonly places: Int32Array;
  readonly won: Uint8Array;
  readonly weight: Float64Array;
}

/** A settled young case never stands for more than twenty others: a window hardly anybody has lived through yet would hang on a few. */
const heaviest = 20;

/**
 * Won within `horizon` days of coming in, seen on day `cut` (exclusive). Who is still open and younger than the horizon is left out, and those who were settled
 * at age t, or lived through the window, count 1 / G(t): G(t) is the share of all who have come in at least t days ago (inverse probability of censoring
 * weighting; the censoring is that of the calendar alone, so it is known and not estimated). Without it, recent wins would be missing while recent quick
 * losses are there, and the newest leads would look worst. Source: Robins and Rotnitzky 1992; van der Laan and Robins 2003.
 */
export function labelsAt(prospects: Prospects, { cut, horizon }: { cut: number; horizon: number }): Labels {
  const seen: number[] = [];
  for (let n = 0; n < prospects.count; n++) if (prospects.cameOn[n]! < cut) seen.push(n);
  const places = Int32Array.from(seen);
  const watched = places.map((n) => cut - 1 - prospects.cameOn[n]!);
  const atLeast = shareWatched(watched, horizon);
  const won = new Uint8Array(places.length);
  const weight = new Float64Array(places.length);
  places.forEach((n, place) => {
    const isSettled = prospects.fate[n] !== fate.open && prospects.age[n]! <= watched[place]!;
    const settledAt = isSettled ? Math.min(prospects.age[n]!, horizon) : horizon;
    if (watched[place]! < settledAt) return;
    won[place] = Number(isSettled && prospects.fate[n] === fate.won && prospects.age[n]! <= horizon);
    weight[place] = Math.min(heaviest, 1 / atLeast[settledAt]!);
  });
  return { places, won, weight };
}

/** Share watched for at least so many days, for each number up to the horizon. */
function shareWatched(watched: Int32Array, horizon: number): Float64Array {
  const counts = new Float64Array(horizon + 2);
  for (const days of watched) counts[Math.min(days, horizon)]!++;
  for (let day = horizon - 1; day >= 0; day--) counts[day]! += counts[day + 1]!;
  return counts.map((count) => count / Math.max(1, watched.length));
}
