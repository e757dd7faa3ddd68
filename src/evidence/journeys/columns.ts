// What a journey is made of: touches, how each one ended, and the journeys put together from them, as columns.

/** Stands where a minute is not known. Minutes count from 1970-01-01 00:00 in the company's own time. */
export const noMinute = -2_147_483_648;
export const minutesInDay = 1440;

/** Touches in any order. `unit` is the firm (or the person) that was touched: 0 up to, not including, `units`. */
export interface Touches {
  readonly count: number;
  readonly unit: Int32Array;
  readonly minute: Int32Array;
  /** Place in the list of channels. */
  readonly channel: Uint16Array;
  /** Row of the end that the touch itself names; -1 where it names none. */
  readonly end?: Int32Array;
}

/** How a journey stands: still going, bought, or over without a purchase. */
export const ending = { open: 0, won: 1, none: 2 } as const;

/** What journeys may end in: deals, and enquiries that came to nothing. In any order. */
export interface Ends {
  readonly count: number;
  readonly unit: Int32Array;
  /** When the deal (or enquiry) began; `noMinute` where nobody wrote it down. */
  readonly opened: Int32Array;
  /** When it ended; not looked at while it is open. */
  readonly closed: Int32Array;
  /** `ending`. */
  readonly kind: Uint8Array;
  /** What it brought, in minor units; NaN where not known. */
  readonly value: Float64Array;
}

/** Journeys: journey j holds the touches from `starts[j]` up to `starts[j + 1]`, in order of time; none is empty. */
export interface Journeys {
  readonly count: number;
  readonly channels: number;
  readonly starts: Int32Array;
  readonly channel: Uint16Array;
  readonly minute: Int32Array;
  /** When it was over, or the last minute looked at where it is open. */
  readonly until: Int32Array;
  readonly kind: Uint8Array;
  /** What a purchase counts: 1 a deal, or its value. */
  readonly gain: Float64Array;
  /** What the journey stands for among those whose end is known: 0 for open ones, 1 or more for the others. */
  readonly weight: Float64Array;
  readonly unit: Int32Array;
  /** Row of the end that it led to; -1 where there is none. */
  readonly end: Int32Array;
}

/** The journeys of some rows only, in the given order. */
export function pickJourneys(journeys: Journeys, rows: Int32Array): Journeys {
  const starts = new Int32Array(rows.length + 1);
  for (let n = 0; n < rows.length; n++) starts[n + 1] = starts[n]! + journeys.starts[rows[n]! + 1]! - journeys.starts[rows[n]!]!;
  const [channel, minute] = [new Uint16Array(starts[rows.length]!), new Int32Array(starts[rows.length]!)];
  for (let n = 0; n < rows.length; n++) {
    const [from, to] = [journeys.starts[rows[n]!]!, journeys.starts[rows[n]! + 1]!];
    let place = starts[n]!;
    for (let touch = from; touch < to; touch++, place++) {
      channel[place] = journeys.channel[touch]!;
      minute[place] = journeys.minute[touch]!;
    }
  }
  const picked = <A extends Int32Array | Float64Array | Uint8Array>(from: A, into: A): A => {
    for (let n = 0; n < rows.length; n++) into[n] = from[rows[n]!]!;
    return into;
  };
  const ints = (from: Int32Array) => picked(from, new Int32Array(rows.length));
  const floats = (from: Float64Array) => picked(from, new Float64Array(rows.length));
  return {
    count: rows.length,
    channels: journeys.channels,
    starts,
    channel,
    minute,
    until: ints(journeys.until),
    kind: picked(journeys.kind, new Uint8Array(rows.length)),
    gain: floats(journeys.gain),
    weight: floats(journeys.weight),
    unit: ints(journeys.unit),
    end: ints(journeys.end),
  };
}

/** How many journeys ended in which way. */
export function countEndings(journeys: Journeys): { won: number; none: number; open: number } {
  const counts = [0, 0, 0];
  for (let j = 0; j < journeys.count; j++) counts[journeys.kind[j]!]!++;
  return { won: counts[ending.won]!, none: counts[ending.none]!, open: counts[ending.open]! };
}
