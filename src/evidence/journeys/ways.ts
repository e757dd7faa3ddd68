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
export function waysOf(journeys: Journeys): Ways {
  const tally = new WayTally(journeys.channels);
  tally.add(journeys, 1);
  return tally.told();
}

/** Counts that journeys can be added to and taken out of. */
export class WayTally {
  private readonly channels: number;
  private readonly between: Float64Array;
  private readonly ends: Float64Array;
  private readonly sums = { finished: 0, touches: 0, minutes: 0 };

  constructor(channels: number) {
    this.channels = channels;
    this.between = new Float64Array(channels * channels);
    this.ends = new Float64Array(channels * 3);
  }

  add({ count, starts, channel, kind, minute, until }: Journeys, sign: number): void {
    for (let j = 0; j < count; j++) {
      const [first, last] = [channel[starts[j]!]!, channel[starts[j + 1]! - 1]!];
      this.between[first * this.channels + last]! += sign;
      this.ends[last * 3 + kind[j]!]! += sign;
      if (kind[j] === ending.open) continue;
      this.sums.finished += sign;
      this.sums.touches += sign * (starts[j + 1]! - starts[j]!);
      this.sums.minutes += sign * (until[j]! - minute[starts[j]!]!);
    }
  }

  told(): Ways {
    const { channels, between, ends } = this;
    const { finished, touches, minutes } = this.sums;
    return {
      between: Array.from(between, (number, at) => ({ first: Math.floor(at / channels), last: at % channels, count: number })).filter((way) => way.count > 0),
      ends: Array.from(ends, (number, at) => ({ last: Math.floor(at / 3), end: at % 3, count: number })).filter((way) => way.count > 0),
      touches: finished === 0 ? null : touches / finished,
      days: finished === 0 ? null : minutes / finished / minutesInDay,
    };
  }
}
