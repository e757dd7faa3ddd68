// The chance to be won by what was known on the first day, learnt from all who came in before a day, the young ones among them.
import { type LogisticFit, chancesOf, fitLogistic, refitLogistic } from "#evidence/statistics/logistic.ts";
import { type PatternBook, patternBook } from "#evidence/shortfall/patterns.ts";
import { type Labels, label, labelsAt } from "#evidence/lead-score/labels.ts";
import { type Course, type Prospects, courseOf, knownBy } from "#evidence/lead-score/prospects.ts";
import type { TraitColumn } from "#evidence/lead-score/traits.ts";

export interface ScoreModel {
  readonly book: PatternBook;
  readonly labels: Labels;
  readonly fit: LogisticFit;
  /** Pattern of each prospect, also of those that came in later. */
  readonly pattern: Int32Array;
  /** Chance of each pattern. */
  readonly chance: Float64Array;
  readonly groups: Groups;
  /** Outcomes that were learnt from, and wins among them. */
  readonly cases: number;
  readonly wins: number;
}

/** Cases that look alike and were seen alike, counted together. */
interface Groups {
  /** Group of each labelled place. */
  readonly slot: Int32Array;
  readonly pattern: Int32Array;
  readonly state: Uint8Array;
  /** Shares of winners and of the others that are still open at the group's age. */
  readonly openOfWon: Float64Array;
  readonly openOfRest: Float64Array;
}

/** Few of either outcome teach nothing. */
export const fewestOfOutcome = 10;

/** The pull of each coefficient towards nothing, as in the model of lead quality in the shortfall. */
const penalty = 1;
const mostRounds = 60;
const closeEnough = 1e-5;

/**
 * Ridge logistic regression on patterns with delayed feedback: who is open at age a is one that will be won with chance
 * p w(a) / (p w(a) + (1 - p) r(a)), with w and r the shares of winners and of the others that are still open at that age. Chance and model are found in turns
 * (EM). So the young count for what their silence says and no more, also where one channel brings only young ones.
 * Null with fewer than ten won or ten not won. Source: Chapelle 2014; Dempster, Laird and Rubin 1977.
 */
export function modelAt(prospects: Prospects, columns: readonly TraitColumn[], at: { cut: number; horizon: number }): ScoreModel | null {
  const labels = labelsAt(prospects, at);
  const wins = labels.state.reduce((sum, state) => sum + Number(state === label.yes), 0);
  const cases = labels.state.reduce((sum, state) => sum + Number(state !== label.open), 0);
  if (wins < fewestOfOutcome || cases - wins < fewestOfOutcome) return null;
  const book = bookOf(columns, labels);
  const pattern = patternsIn(book, columns, prospects.count);
  const groups = groupsOf(labels, { pattern, stays: staysOf(courseOf(knownBy(prospects, at.cut)), at.horizon) });
  const weights = new Float64Array(groups.pattern.length);
  for (const slot of groups.slot) weights[slot]!++;
  const counts = countsFor(book);
  let fit = fitLogistic(book, counts(groups, weights, null), penalty);
  for (let round = 0; round < mostRounds; round++) {
    const before = fit.coefficients;
    fit = fitLogistic(book, counts(groups, weights, chancesOf(book, before)), penalty);
    if (fit.coefficients.every((coefficient, j) => Math.abs(coefficient - before[j]!) < closeEnough)) break;
  }
  return { book, labels, fit, pattern, chance: chancesOf(book, fit.coefficients), groups, cases, wins };
}

/** The coefficients for other weights of the groups, in `steps` chord steps from the fit; the young are weighed anew in each. */
export function refitModel({ book, fit, groups }: ScoreModel, steps = 6): (weights: Float64Array) => Float64Array {
  const counts = countsFor(book);
  return (weights) => {
    let coefficients = fit.coefficients;
    for (let step = 0; step < steps; step++) {
      coefficients = refitLogistic({ ...fit, coefficients }, book, counts(groups, weights, chancesOf(book, coefficients)), 1);
    }
    return coefficients;
  };
}

/** Cases and wins by pattern; open ones are left out where no chances are given. The same arrays are filled each time. */
function countsFor({ features }: PatternBook) {
  const [cases, yes] = [new Float64Array(features.length), new Float64Array(features.length)];
  return ({ pattern, state, openOfWon, openOfRest }: Groups, weights: Float64Array, chances: Float64Array | null) => {
    cases.fill(0);
    yes.fill(0);
    for (let slot = 0; slot < weights.length; slot++) {
      const own = pattern[slot]!;
      if (state[slot] === label.open) {
        if (chances === null) continue;
        const [won, rest] = [chances[own]! * openOfWon[slot]!, (1 - chances[own]!) * openOfRest[slot]!];
        if (won + rest > 0) yes[own]! += (weights[slot]! * won) / (won + rest);
      } else yes[own]! += weights[slot]! * state[slot]!;
      cases[own]! += weights[slot]!;
    }
    return { cases, yes };
  };
}

/** Shares of winners and of the others that are still open at each age up to the window's end. */
export interface Stays {
  readonly ofWon: Float64Array;
  readonly ofRest: Float64Array;
}

/** Winners are those won within the window; who never is settled counts among the others. */
export function staysOf({ won, lost }: Course, horizon: number): Stays {
  const at = (shares: Float64Array, day: number) => shares[Math.min(day, shares.length - 1)] ?? 0;
  const all = at(won, horizon);
  const by = (share: (day: number) => number) => Float64Array.from({ length: horizon + 1 }, (_, day) => Math.max(0, 1 - share(day)));
  return { ofWon: by((day) => (all > 0 ? at(won, day) / all : 0)), ofRest: by((day) => at(lost, day) / (1 - all)) };
}

function bookOf(columns: readonly TraitColumn[], { places, state }: Labels): PatternBook {
  const seen = columns.map(({ names }) => new Int32Array(names.length + 1));
  places.forEach((n, place) => {
    if (state[place] === label.open) return;
    columns.forEach(({ codes, names }, f) => seen[f]![codes[n]! < 0 ? names.length : codes[n]!]!++);
  });
  return patternBook(
    columns.map(({ trait }) => trait),
    seen,
  );
}

function patternsIn(book: PatternBook, columns: readonly TraitColumn[], count: number): Int32Array {
  const codes = new Int32Array(columns.length);
  const pattern = new Int32Array(count);
  for (let n = 0; n < count; n++) {
    columns.forEach((column, f) => (codes[f] = column.codes[n]!));
    pattern[n] = book.of(codes);
  }
  return pattern;
}

/** Settled ones by pattern and outcome, open ones by pattern and age. */
function groupsOf({ places, state, age }: Labels, { pattern, stays }: { pattern: Int32Array; stays: Stays }): Groups {
  const ages = stays.ofWon.length;
  const known = new Map<number, number>();
  const firsts: number[] = [];
  const slot = places.map((n, place) => {
    const kind = state[place] === label.open ? 2 + age[place]! : state[place]!;
    const key = pattern[n]! * (ages + 2) + kind;
    let own = known.get(key);
    if (own === undefined) {
      own = firsts.push(place) - 1;
      known.set(key, own);
    }
    return own;
  });
  return {
    slot,
    pattern: Int32Array.from(firsts, (place) => pattern[places[place]!]!),
    state: Uint8Array.from(firsts, (place) => state[place]!),
    openOfWon: Float64Array.from(firsts, (place) => stays.ofWon[Math.min(age[place]!, ages - 1)]!),
    openOfRest: Float64Array.from(firsts, (place) => stays.ofRest[Math.min(age[place]!, ages - 1)]!),
  };
}
