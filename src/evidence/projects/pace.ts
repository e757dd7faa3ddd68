// How quickly leads like these came to a step before, day by day of their age, and how far events differ from one another in it.
import { noDay } from "#facts/columns.ts";
import { type Entrants, convertedWay, lostWay } from "#evidence/ripening/entrants.ts";

/** Ends by age in days: `converted[t]` and `lost[t]` of those who came to that age, `watched[t]` whose time ran out then. */
export interface Pace {
  readonly converted: Int32Array;
  readonly lost: Int32Array;
  readonly watched: Int32Array;
  readonly entrants: number;
  readonly hits: number;
}

export function paceOf(entrants: Entrants, isCounted: (place: number) => boolean): Pace {
  let last = 0;
  for (const until of entrants.until) if (until > last) last = until;
  const pace = { converted: new Int32Array(last + 1), lost: new Int32Array(last + 1), watched: new Int32Array(last + 1) };
  let [count, hits] = [0, 0];
  for (let place = 0; place < entrants.rows.length; place++) {
    if (!isCounted(place)) continue;
    const [until, way] = [entrants.until[place]!, entrants.cause[place]!];
    count++;
    if (way === convertedWay) hits++;
    (way === convertedWay ? pace.converted : way === lostWay ? pace.lost : pace.watched)[until]!++;
  }
  return { ...pace, entrants: count, hits };
}

/** Daily chances by age; `toAge`: the last age at which at least ten were still watched. */
export interface Hazards {
  readonly converting: Float64Array;
  readonly losing: Float64Array;
  readonly toAge: number;
}

const fewestWatched = 10;

/** Share of those who came to an age that converted, or were lost, at it; weights stand for one more throw of the same firm. */
export function hazardsOf({ converted, lost, watched }: { readonly [K in "converted" | "lost" | "watched"]: ArrayLike<number> }): Hazards {
  const days = converted.length;
  const [converting, losing] = [new Float64Array(days), new Float64Array(days)];
  let atRisk = 0;
  for (let age = 0; age < days; age++) atRisk += converted[age]! + lost[age]! + watched[age]!;
  let toAge = -1;
  for (let age = 0; age < days && atRisk > 1e-9; age++) {
    if (atRisk >= fewestWatched) toAge = age;
    converting[age] = converted[age]! / atRisk;
    losing[age] = lost[age]! / atRisk;
    atRisk -= converted[age]! + lost[age]! + watched[age]!;
  }
  return { converting, losing, toAge };
}

/** Sums of the daily chances up to and with each age. */
export function cumulated(chances: Float64Array): Float64Array {
  const sums = chances.slice();
  for (let age = 1; age < sums.length; age++) sums[age]! += sums[age - 1]!;
  return sums;
}

/** How one event came on against what its leads' ages let expect. */
export interface Against {
  readonly hits: number;
  readonly expected: number;
}

export interface Differing {
  /** Variance of the factor by which events differ. */
  readonly variance: number;
  readonly events: number;
  /** Too few earlier events to tell: the variance is a guess. */
  readonly isGuessed: boolean;
}

/** Below this many earlier events how far they differ cannot be told. */
export const fewestEvents = 5;
/** Then half as much again, or half as much less, is taken to be usual. */
export const guessedVariance = 0.25;
/** The guess weighs as much as so many events beside what was seen: six events alone would too often say that none differs. */
const guessWeighs = 2;

/** n_i is Poisson(f_i E_i), the f_i have mean 1: Σ((n - E)² - E) / ΣE² by moments, never below 0, drawn a little towards the guess. */
export function differingOf(events: readonly Against[]): Differing {
  const told = events.filter(({ expected }) => expected >= 1);
  if (told.length < fewestEvents) return { variance: guessedVariance, events: told.length, isGuessed: true };
  const above = told.reduce((sum, { hits, expected }) => sum + (hits - expected) ** 2 - expected, 0);
  const squares = told.reduce((sum, { expected }) => sum + expected ** 2, 0);
  const seen = Math.max(0, above / squares);
  return { variance: (told.length * seen + guessWeighs * guessedVariance) / (told.length + guessWeighs), events: told.length, isGuessed: false };
}

/** What each event's entrants reached and what their ages let expect; `eventOf` gives -1 for those of no event. */
export function againstPace(entrants: Entrants, { converting }: Hazards, eventOf: (place: number) => number): Map<number, Against> {
  const sums = cumulated(converting);
  const found = new Map<number, { hits: number; expected: number }>();
  for (let place = 0; place < entrants.rows.length; place++) {
    const event = eventOf(place);
    if (event < 0 || entrants.enteredOn[place] === noDay) continue;
    let one = found.get(event);
    if (one === undefined) found.set(event, (one = { hits: 0, expected: 0 }));
    if (entrants.cause[place] === convertedWay) one.hits++;
    one.expected += sums[Math.min(entrants.until[place]!, sums.length - 1)]!;
  }
  return found;
}
