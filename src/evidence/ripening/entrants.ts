// Everybody who came in, with the age at which they converted, were lost, or were last seen.
import { noDay } from "#facts/columns.ts";
import type { FunnelStep, Ways } from "#evidence/funnel/ways.ts";
import type { Lens } from "#evidence/kpi/lens.ts";

/** Ways an entrant's time ends, as `cause` counts them; 0: still waiting on the last day seen. */
export const convertedWay = 1;
export const lostWay = 2;

export interface Entrants {
  /** Row of each among the units of the ways. */
  readonly rows: Int32Array;
  readonly enteredOn: Int32Array;
  /** Age in days at the end of its time (conversion, loss, last day seen). */
  readonly until: Int32Array;
  readonly cause: Uint8Array;
  readonly isConverted: Uint8Array;
  /** Age at conversion where it converted, else on the last day seen: lost ones too, since they have not converted by then. */
  readonly age: Int32Array;
  readonly lastSeen: number;
  readonly leftOut: {
    /** No day of entry, or one after the last day seen. */
    readonly withoutEntry: number;
    /** Converted, but nobody knows when, or before they came in. */
    readonly withoutDay: number;
    /** Came in before the extract begins: quick ones of their time are not on record. */
    readonly beforeExtract: number;
  };
}

/**
 * Entrants of the first step, watched for the step `to`. The age is counted in whole days from entry. What converted on an unknown day, or before its entry, is left out and
 * counted, as is what came in before an extract by close days begins. Nothing after the last day seen counts.
 */
export function entrantsOf(lens: Lens, ways: Ways, to: FunnelStep): Entrants {
  const place = ways.steps.indexOf(to);
  const [entered, done, hasDone] = [ways.days[0]!, ways.days[place]!, ways.reached[place]!];
  const first = ways.unit === "deal" && lens.extract?.kind === "by-close" ? lens.extract.firstClose : noDay;
  const { lastSeen } = lens;
  const count = ways.ids.length;
  const [rows, until, age, cause] = [new Int32Array(count), new Int32Array(count), new Int32Array(count), new Uint8Array(count)];
  let [kept, withoutEntry, withoutDay, beforeExtract] = [0, 0, 0, 0];
  for (let row = 0; row < count; row++) {
    if (ways.reached[0]![row] === 0) continue;
    const day = entered[row]!;
    if (day === noDay || day > lastSeen) withoutEntry++;
    else if (day < first) beforeExtract++;
    else if (hasDone[row] === 1 && (done[row] === noDay || done[row]! < day)) withoutDay++;
    else {
      const isDone = hasDone[row] === 1 && done[row]! <= lastSeen;
      const lost = ways.lostOn[row]!;
      const isLost = !isDone && lost !== noDay && lost >= day && lost <= lastSeen;
      rows[kept] = row;
      cause[kept] = isDone ? convertedWay : isLost ? lostWay : 0;
      age[kept] = (isDone ? done[row]! : lastSeen) - day;
      until[kept] = isLost ? lost - day : age[kept]!;
      kept++;
    }
  }
  const own = rows.slice(0, kept);
  return {
    rows: own,
    enteredOn: own.map((row) => entered[row]!),
    until: until.slice(0, kept),
    cause: cause.slice(0, kept),
    isConverted: Uint8Array.from(cause.subarray(0, kept), (way) => Number(way === convertedWay)),
    age: age.slice(0, kept),
    lastSeen,
    leftOut: { withoutEntry, withoutDay, beforeExtract },
  };
}

/** How many of some entrants (all of them where none are named) can be judged at an age, and how many of those had converted by then. */
export function ripeAt(entrants: Entrants, window: number, places?: ArrayLike<number>): { hits: number; cases: number } {
  const { enteredOn, age, isConverted, lastSeen } = entrants;
  const many = places?.length ?? enteredOn.length;
  let [hits, cases] = [0, 0];
  for (let n = 0; n < many; n++) {
    const place = places === undefined ? n : places[n]!;
    if (lastSeen - enteredOn[place]! < window) continue;
    cases++;
    if (isConverted[place] === 1 && age[place]! <= window) hits++;
  }
  return { hits, cases };
}
