// The ways journeys took: from the first channel to the last, and how they ended.
import { type Journeys, ending } from "#evidence/journeys/columns.ts";

/** Journeys by first channel, last channel and end. */
export interface Ways {
  /** From the first channel to the last: `first`, `last`, and how many. */
  readonly between: readonly { readonly first: number; readonly last: number; readonly count: number }[];
  /** From the last channel to the end (`ending`). */
  readonly ends: readonly { readonly last: number; readonly end: number; readonly count: number }[];
  /** Mean number of touches of finished journeys, and of days from the first touch to the end. */
  readonly touches: number | null;
  readonly days: number | null;
}

const minutesInDay = 1440;

/** Counts every journey once, open ones as open. */
export function waysOf({ count, channels, starts, channel, kind, minute, until }: Journeys): Ways {
  const between = new Float64Array(channels * channels);
  const ends = new Float64Array(channels * 3);
  let [finished, touches, minutes] = [0, 0, 0];
  for (let j = 0; j < count; j++) {
    const [first, last] = [channel[starts[j]!]!, channel[starts[j + 1]! - 1]!];
    between[first * channels + last]!++;
    ends[last * 3 + kind[j]!]!++;
    if (kind[j] === ending.open) continue;
    finished++;
    touches += starts[j + 1]! - starts[j]!;
    minutes += until[j]! - minute[starts[j]!]!;
  }
  return {
    between: Array.from(between, (number, at) => ({ first: Math.floor(at / channels), last: at % channels, count: number })).filter((way) => way.count > 0),
    ends: Array.from(ends, (number, at) => ({ last: Math.floor(at / 3), end: at % 3, count: number })).filter((way) => way.count > 0),
    touches: finished === 0 ? null : touches / finished,
    days: finished === 0 ? null : minutes / finished / minutesInDay,
  };
}
