// Journeys for tests, written as people say them: "site > show > call", won or not.
import { type Journeys, ending, minutesInDay } from "#evidence/journeys/columns.ts";

export interface SaidJourney {
  readonly path: string;
  /** 'won' unless said. */
  readonly as?: keyof typeof ending;
  readonly gain?: number;
  readonly weight?: number;
  /** Days of the touches; one a day from day 0 unless said. */
  readonly days?: readonly number[];
  /** Day on which it was over; a day after the last touch unless said. */
  readonly until?: number;
  readonly unit?: number;
}

/** Channels are numbered in the order of their names, or of `names`. */
export function journeysFrom(said: readonly SaidJourney[], names?: readonly string[]): { journeys: Journeys; names: readonly string[] } {
  const paths = said.map(({ path }) => path.split(">").map((name) => name.trim()));
  const known = names ?? [...new Set(paths.flat())].sort();
  const days = said.map((one, n) => one.days ?? paths[n]!.map((_, place) => place));
  const starts = new Int32Array(said.length + 1);
  paths.forEach((path, n) => (starts[n + 1] = starts[n]! + path.length));
  const ints = (read: (one: SaidJourney, n: number) => number) => Int32Array.from(said, read);
  const kindOf = (one: SaidJourney) => ending[one.as ?? "won"];
  return {
    names: known,
    journeys: {
      count: said.length,
      channels: known.length,
      starts,
      channel: Uint16Array.from(paths.flat(), (name) => known.indexOf(name)),
      minute: Int32Array.from(days.flat(), (day) => Math.round(day * minutesInDay)),
      until: ints((one, n) => Math.round((one.until ?? days[n]!.at(-1)! + 1) * minutesInDay)),
      kind: Uint8Array.from(said, kindOf),
      gain: Float64Array.from(said, (one) => (kindOf(one) === ending.won ? (one.gain ?? 1) : 0)),
      weight: Float64Array.from(said, (one) => (kindOf(one) === ending.open ? 0 : (one.weight ?? 1))),
      unit: ints((one, n) => one.unit ?? n),
      end: ints((_, n) => n),
    },
  };
}

/** The same journey so many times over. */
export function times(count: number, one: SaidJourney): SaidJourney[] {
  return Array.from({ length: count }, () => one);
}
