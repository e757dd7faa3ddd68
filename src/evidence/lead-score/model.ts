// The chance to be won by what was known on the first day, learnt from all who came in before a day.
import { type LogisticFit, chancesOf, fitLogistic } from "#evidence/statistics/logistic.ts";
import { type PatternBook, patternBook } from "#evidence/shortfall/patterns.ts";
import { type Labels, labelsAt } from "#evidence/lead-score/labels.ts";
import type { Prospects } from "#evidence/lead-score/prospects.ts";
import type { TraitColumn } from "#evidence/lead-score/traits.ts";

export interface ScoreModel {
  readonly book: PatternBook;
  readonly labels: Labels;
  readonly fit: LogisticFit;
  /** Pattern of each prospect, also of those that came in later. */
  readonly pattern: Int32Array;
  /** Chance of each pattern. */
  readonly chance: Float64Array;
  /** Cases and wins that were learnt from, counted once each. */
  readonly cases: number;
  readonly wins: number;
}

/** Few of either outcome teach nothing. */
export const fewestOfOutcome = 10;

/** The pull of each coefficient towards nothing, as in the model of lead quality in the shortfall. */
export const penalty = 1;

/** Ridge logistic regression on patterns, as `labelsAt` knew them on day `cut`. Null with fewer than ten won or ten not won. */
export function modelAt(prospects: Prospects, columns: readonly TraitColumn[], at: { cut: number; horizon: number }): ScoreModel | null {
  const labels = labelsAt(prospects, at);
  const seen = columns.map(({ names }) => new Int32Array(names.length + 1));
  let [cases, wins] = [0, 0];
  labels.places.forEach((n, place) => {
    if (labels.weight[place] === 0) return;
    cases++;
    wins += labels.won[place]!;
    columns.forEach(({ codes, names }, f) => seen[f]![codes[n]! < 0 ? names.length : codes[n]!]!++);
  });
  if (wins < fewestOfOutcome || cases - wins < fewestOfOutcome) return null;
  const book = patternBook(
    columns.map(({ trait }) => trait),
    seen,
  );
  const pattern = patternsIn(book, columns, prospects.count);
  const counts = { cases: new Float64Array(book.features.length), yes: new Float64Array(book.features.length) };
  labels.places.forEach((n, place) => {
    counts.cases[pattern[n]!]! += labels.weight[place]!;
    counts.yes[pattern[n]!]! += labels.weight[place]! * labels.won[place]!;
  });
  const fit = fitLogistic(book, counts, penalty);
  return { book, labels, fit, pattern, chance: chancesOf(book, fit.coefficients), cases, wins };
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
