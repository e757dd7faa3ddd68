// How well stated chances foresaw what came: whether they sort right, whether they are of the right size, and how much the best of them hold.
import { cameTo } from "#kit/long-work.ts";
import { addWeights, spreadOf } from "#evidence/statistics/bootstrap.ts";
import type { Interval } from "#facts/papers.ts";

/** Stated chances (0 to 1), whether it came (0 or 1), and for how many each case stands. */
export interface Foreseen {
  readonly scores: Float64Array;
  readonly came: Uint8Array;
  readonly weights: Float64Array;
}

/** Cases of one score counted together, in order of the score: everything below is a sum over these. */
export interface ByScore {
  readonly score: Float64Array;
  readonly cases: Float64Array;
  readonly came: Float64Array;
}

/** Counts cases by score, ascending. */
export function byScore({ scores, came, weights }: Foreseen): ByScore {
  const { score, slot } = slotsOf(scores);
  const found = { score, cases: new Float64Array(score.length), came: new Float64Array(score.length) };
  for (let i = 0; i < slot.length; i++) {
    found.cases[slot[i]!]! += weights[i]!;
    found.came[slot[i]!]! += weights[i]! * came[i]!;
  }
  return found;
}

function slotsOf(scores: Float64Array): { score: Float64Array; slot: Int32Array } {
  const score = Float64Array.from(new Set(scores)).sort();
  const places = new Map<number, number>();
  score.forEach((value, place) => places.set(value, place));
  return { score, slot: Int32Array.from(scores, (value) => places.get(value)!) };
}

/**
 * Area under the receiver's operating curve: the chance that a case that came has a higher score than one that did not, ties counting one half.
 * Null without cases of both kinds. Source: Hanley and McNeil 1982.
 */
export function aucOf(foreseen: Foreseen): number | null {
  return aucBy(byScore(foreseen));
}

export function aucBy({ cases, came }: ByScore): number | null {
  let [below, right, yes, no] = [0, 0, 0, 0];
  for (let place = 0; place < cases.length; place++) {
    const not = cases[place]! - came[place]!;
    right += came[place]! * (below + not / 2);
    below += not;
    yes += came[place]!;
    no += not;
  }
  return yes > 0 && no > 0 ? right / (yes * no) : null;
}

/** Mean squared distance of the chance from what came (Brier 1950), and the same of a stated chance that is the mean for all. */
export function brierBy({ score, cases, came }: ByScore): { value: number; ofMean: number } {
  let [sum, all, yes] = [0, 0, 0];
  for (let place = 0; place < score.length; place++) {
    const [chance, count, hits] = [score[place]!, cases[place]!, came[place]!];
    sum += hits * (1 - chance) ** 2 + (count - hits) * chance ** 2;
    all += count;
    yes += hits;
  }
  const mean = yes / all;
  return { value: sum / all, ofMean: mean * (1 - mean) };
}

/** Mean surprise, in natural logarithms; chances are kept a millionth from 0 and 1. */
export function logLossBy({ score, cases, came }: ByScore): number {
  let [sum, all] = [0, 0];
  for (let place = 0; place < score.length; place++) {
    const chance = inside(score[place]!);
    sum -= came[place]! * Math.log(chance) + (cases[place]! - came[place]!) * Math.log(1 - chance);
    all += cases[place]!;
  }
  return sum / all;
}

export interface Line {
  readonly intercept: number;
  readonly slope: number;
}

/**
 * Cox's recalibration line: logit of what came = intercept + slope x logit of the chance stated. 0 and 1 mean chances of the right size; a slope below 1 that
 * they lie too far apart. `pull` draws the line towards 0 and 1 as if so much information spoke for them (0: none). Newton's method with halved steps.
 * Null where every score is the same and nothing pulls. Source: Cox 1958; Miller, Hui and Tierney 1991.
 */
export function calibrationLineBy({ score, cases, came }: ByScore, pull = 0): Line | null {
  const logits = score.map((chance) => Math.log(inside(chance) / (1 - inside(chance))));
  let [intercept, slope] = [0, 1];
  for (let step = 0; step < 60; step++) {
    let [a, b, aa, ab, bb] = [-pull * intercept, -pull * (slope - 1), pull, 0, pull];
    for (let place = 0; place < logits.length; place++) {
      const x = logits[place]!;
      const chance = 1 / (1 + Math.exp(-intercept - slope * x));
      const rest = came[place]! - cases[place]! * chance;
      const weight = cases[place]! * chance * (1 - chance);
      a += rest;
      b += rest * x;
      aa += weight;
      ab += weight * x;
      bb += weight * x * x;
    }
    const det = aa * bb - ab * ab;
    if (!(det > 1e-12 * aa * bb)) return null;
    const move = [(bb * a - ab * b) / det, (aa * b - ab * a) / det] as const;
    const scale = Math.min(1, 2 / Math.max(Math.abs(move[0]), Math.abs(move[1])));
    intercept += scale * move[0];
    slope += scale * move[1];
    if (Math.max(Math.abs(move[0]), Math.abs(move[1])) < 1e-10) break;
  }
  return { intercept, slope };
}

/** The chance after recalibration. */
export function recalibrated(chance: number, { intercept, slope }: Line): number {
  return 1 / (1 + Math.exp(-intercept - slope * Math.log(inside(chance) / (1 - inside(chance)))));
}

/** Share of all that came which stood among the `share` of cases with the highest scores; cases of one score are taken in proportion. */
export function capturedBy({ cases, came }: ByScore, share: number): number | null {
  let [all, yes] = [0, 0];
  for (let place = 0; place < cases.length; place++) {
    all += cases[place]!;
    yes += came[place]!;
  }
  if (!(yes > 0)) return null;
  let [room, hits] = [share * all, 0];
  for (let place = cases.length - 1; place >= 0 && room > 0; place--) {
    const taken = Math.min(room, cases[place]!);
    if (cases[place]! > 0) hits += (came[place]! * taken) / cases[place]!;
    room -= taken;
  }
  return hits / yes;
}

/** How many the chances promised, for each that came; null where none came. */
export function expectedToCame({ score, cases, came }: ByScore): number | null {
  let [promised, wins] = [0, 0];
  score.forEach((chance, place) => {
    promised += chance * cases[place]!;
    wins += came[place]!;
  });
  return wins > 0 ? promised / wins : null;
}

/** Cases counted anew in each draw of a Bayesian bootstrap, in which records with the same hash share a weight. The same object is filled each time. */
export function redrawnByScore(foreseen: Foreseen & { readonly hash: Int32Array }, seed: number): (draw: number) => ByScore {
  const { score, slot } = slotsOf(foreseen.scores);
  const units = { hash: foreseen.hash, slot: slot.map((place, i) => 2 * place + foreseen.came[i]!), moment: Int32Array.from(slot.keys()) };
  const sums = new Float64Array(2 * score.length);
  const grouped = { score, cases: new Float64Array(score.length), came: new Float64Array(score.length) };
  return (draw) => {
    sums.fill(0);
    addWeights(sums, units, { factors: foreseen.weights, throwOf: { seed, draw } });
    for (let place = 0; place < score.length; place++) {
      grouped.came[place] = sums[2 * place + 1]!;
      grouped.cases[place] = sums[2 * place]! + sums[2 * place + 1]!;
    }
    return grouped;
  };
}

/** Middle `level` of each measure over the draws. Null where a measure cannot be told in one of them. */
export function intervalsOf<Key extends string>(
  foreseen: Foreseen & { readonly hash: Int32Array },
  measures: Readonly<Record<Key, (grouped: ByScore) => number | null>>,
  { draws, seed, level = 0.9 }: { readonly draws: number; readonly seed: number; readonly level?: number },
): Record<Key, Interval | null> {
  const redraw = redrawnByScore(foreseen, seed);
  const keys = Object.keys(measures) as Key[];
  const values = keys.map(() => new Float64Array(draws));
  for (let draw = 0; draw < draws; draw++) {
    cameTo("draws", draw / draws);
    const grouped = redraw(draw);
    keys.forEach((key, k) => (values[k]![draw] = measures[key](grouped) ?? Number.NaN));
  }
  return Object.fromEntries(keys.map((key, k) => [key, rangeOf(values[k]!, level)])) as Record<Key, Interval | null>;
}

function rangeOf(values: Float64Array, level: number): Interval | null {
  if (values.some(Number.isNaN)) return null;
  const { low, high } = spreadOf(values, level);
  return { low, high, level };
}

function inside(chance: number): number {
  return Math.min(1 - 1e-6, Math.max(1e-6, chance));
}
