// What each trait adds to the chance, and how sure that is: the score explained in its own terms.
import { cameTo } from "#kit/long-work.ts";
import { addWeights, spreadOf } from "#evidence/statistics/bootstrap.ts";
import { type Line, recalibrated } from "#evidence/statistics/foresight.ts";
import { chancesOf } from "#evidence/statistics/logistic.ts";
import type { Interval } from "#facts/papers.ts";
import { label } from "#evidence/lead-score/labels.ts";
import { type ScoreModel, refitModel } from "#evidence/lead-score/model.ts";
import type { Prospects } from "#evidence/lead-score/prospects.ts";
import type { ScoreTrait, TraitColumn } from "#evidence/lead-score/traits.ts";

/** A level of a trait that is known well enough to have a place of its own. */
interface Level {
  readonly trait: ScoreTrait;
  /** null: the field is empty. */
  readonly name: string | null;
  /** Its coefficient's place, without the intercept. */
  readonly column: number;
  readonly cases: number;
  readonly wins: number;
}

/** Beside the average case of that trait, the odds are so many times as high, all else equal. */
export interface LevelEffect extends Omit<Level, "column"> {
  readonly odds: number;
  readonly interval: Interval;
}

export interface Explained {
  readonly effects: readonly LevelEffect[];
  /** The middle nine tenths of each pattern's chance over the draws, recalibrated. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Log odds that each trait adds to the average, in the order of the columns, for each pattern. With the average they sum to the score. */
  readonly adds: readonly Float64Array[];
}

/** Effects and ranges from weightings of the accounts (Bayesian bootstrap; six chord steps from the fit each); `lines` holds the recalibration of each draw. */
export function explained(
  model: ScoreModel,
  { prospects, columns }: { readonly prospects: Prospects; readonly columns: readonly TraitColumn[] },
  { lines, seed }: { readonly lines: readonly Line[]; readonly seed: number },
): Explained {
  const draws = lines.length;
  const levels = levelsOf(model, columns);
  const odds = levels.map(() => new Float64Array(draws));
  const chances = model.book.features.map(() => new Float64Array(draws));
  const redraw = redrawn(model, prospects, seed);
  for (let draw = 0; draw < draws; draw++) {
    cameTo("draws", draw / draws);
    const coefficients = redraw(draw);
    const means = meansOf(levels, coefficients, model.cases);
    levels.forEach((level, at) => (odds[at]![draw] = Math.exp(coefficients[level.column + 1]! - means.get(level.trait)!)));
    chancesOf(model.book, coefficients).forEach((chance, p) => (chances[p]![draw] = recalibrated(chance, lines[draw]!)));
  }
  const { coefficients } = model.fit;
  const means = meansOf(levels, coefficients, model.cases);
  const spreads = chances.map((own) => spreadOf(own));
  return {
    effects: levels.map(({ column, ...level }, at) => {
      const { low, high } = spreadOf(odds[at]!);
      return { ...level, odds: Math.exp(coefficients[column + 1]! - means.get(level.trait)!), interval: { low, high, level: 0.9 } };
    }),
    low: Float64Array.from(spreads, ({ low }) => low),
    high: Float64Array.from(spreads, ({ high }) => high),
    adds: model.book.features.map((features) =>
      Float64Array.from(columns, ({ trait }) => {
        const level = levels.find((each) => each.trait === trait && features.includes(each.column));
        return (level ? coefficients[level.column + 1]! : 0) - (means.get(trait) ?? 0);
      }),
    ),
  };
}

/** The coefficients under the weights of a draw. */
function redrawn(model: ScoreModel, prospects: Prospects, seed: number): (draw: number) => Float64Array {
  const { slot, pattern } = model.groups;
  const units = { hash: model.labels.places.map((n) => prospects.hash[n]!), slot, moment: new Int32Array(slot.length) };
  const weights = new Float64Array(pattern.length);
  const factors = Float64Array.of(1);
  const refit = refitModel(model);
  return (draw) => {
    weights.fill(0);
    addWeights(weights, units, { factors, throwOf: { seed, draw } });
    return refit(weights);
  };
}

function levelsOf({ book, labels }: ScoreModel, columns: readonly TraitColumn[]): Level[] {
  return columns.flatMap(({ trait, names, codes }, f) => {
    const cases = new Int32Array(names.length + 1);
    const wins = new Int32Array(names.length + 1);
    labels.places.forEach((n, place) => {
      if (labels.state[place] === label.open) return;
      const level = codes[n]! < 0 ? names.length : codes[n]!;
      cases[level]!++;
      wins[level]! += labels.state[place]!;
    });
    return Array.from(cases.keys()).flatMap((level) => {
      const column = book.columnOf(f, level === names.length ? -1 : level);
      return column < 0 ? [] : [{ trait, name: names[level] ?? null, column, cases: cases[level]!, wins: wins[level]! }];
    });
  });
}

/** The average log odds of each trait over all cases; rare levels add nothing to a chance and so nothing here. */
function meansOf(levels: readonly Level[], coefficients: Float64Array, all: number): Map<ScoreTrait, number> {
  const means = new Map<ScoreTrait, number>();
  for (const { trait, cases, column } of levels) means.set(trait, (means.get(trait) ?? 0) + (cases * coefficients[column + 1]!) / all);
  return means;
}
