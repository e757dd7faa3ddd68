// How sure the test is of the chances' size, when those they were learnt from are drawn anew together with those they were told of.
import { cameTo } from "#kit/long-work.ts";
import type { Interval } from "#facts/papers.ts";
import { addWeights, spreadOf } from "#evidence/statistics/bootstrap.ts";
import { type Line, byScore, calibrationLineBy, expectedToCame, recalibrated } from "#evidence/statistics/foresight.ts";
import { chancesOf } from "#evidence/statistics/logistic.ts";
import { type Forward, type Step, asSaid, pull } from "#evidence/lead-score/forward.ts";
import { refitModel } from "#evidence/lead-score/model.ts";
import type { Prospects } from "#evidence/lead-score/prospects.ts";

/** Wins promised for each that came, and the slope of what came on what was told; null where a draw has no answer. */
export interface SizeRanges {
  readonly expected: Interval | null;
  readonly slope: Interval | null;
}

/**
 * Every account gets one weight a draw (Bayesian bootstrap), in learning and in the test alike: each step's model is refitted under the weights, its line found anew from
 * those told before, and the chances it would have told are held against what came, weighted. Ranges that keep the chances as they were told hold the luck of the test alone;
 * a base rate learnt from few wins is off for all later ones at once, and the luck of some is learnt from before others are told.
 */
export function rangesLearntAnew(
  forward: Forward,
  prospects: Prospects,
  { draws, seed, level = 0.9 }: { draws: number; seed: number; level?: number },
): SizeRanges {
  const tellers = tellersOf(forward, prospects);
  const [expected, slope] = [new Float64Array(draws), new Float64Array(draws)];
  for (let draw = 0; draw < draws; draw++) {
    cameTo("draws", draw / draws);
    const told = toldAnew(tellers, { seed, draw });
    const line = calibrationLineBy(told);
    expected[draw] = expectedToCame(told) ?? Number.NaN;
    slope[draw] = line?.slope ?? Number.NaN;
  }
  return {
    expected: turnedRatio(rangeOf(expected, level), expectedToCame(byScore(forward))),
    slope: turnedOver(rangeOf(slope, level), calibrationLineBy(byScore(forward))?.slope ?? null),
  };
}

/** Ends at the ranks p (n + 1) of n draws: between the draws at p (n - 1) lies a hundredth less than stated where there are two hundred. */
export function rangeOf(values: Float64Array, level: number): Interval | null {
  if (values.some(Number.isNaN)) return null;
  const tail = (((1 - level) / 2) * (values.length + 1) - 1) / (values.length - 1);
  const { low, high } = spreadOf(values, 1 - 2 * Math.max(0, tail));
  return { low, high, level };
}

/**
 * A share of what was promised in what came lies too high on average, for what came stands below the line; that of a draw does so by as much again. So the draws' distance,
 * as a ratio, is laid to the other side as well (basic bootstrap of the logarithm).
 */
export function turnedRatio(range: Interval | null, seen: number | null): Interval | null {
  return range === null || seen === null ? null : { low: seen ** 2 / range.high!, high: seen ** 2 / range.low!, level: range.level };
}

/** Chances learnt from few lie too far apart, and those of a draw by as much again: the draws' distance from what was seen is laid to its other side (basic bootstrap). */
function turnedOver(range: Interval | null, seen: number | null): Interval | null {
  return range === null || seen === null ? null : { low: 2 * seen - range.high!, high: 2 * seen - range.low!, level: range.level };
}

/** What a draw adds up for one step: the groups it learns from, those it tells, those told before. Slots of the last two are step, pattern and outcome. */
interface Teller {
  readonly refit: (weights: Float64Array) => Float64Array;
  readonly step: Step;
  readonly learnt: Units;
  readonly groups: number;
  readonly told: Units;
  readonly known: Units;
  /** Place of the step's first pattern among those of all steps. */
  readonly first: number;
}

type Units = Parameters<typeof addWeights>[1];
const one = Float64Array.of(1);

function tellersOf({ steps, hash, came, places }: Forward, prospects: Prospects): Teller[] {
  const firsts = [0];
  for (const { model } of steps) firsts.push(firsts.at(-1)! + model.book.features.length);
  const slotOf = new Int32Array(places.length);
  steps.forEach(({ told, model }, s) => told.forEach((at) => (slotOf[at] = 2 * (firsts[s]! + model.pattern[places[at]!]!) + came[at]!)));
  const units = (of: Int32Array): Units => ({ hash: of.map((at) => hash[at]!), slot: of.map((at) => slotOf[at]!), moment: new Int32Array(of.length) });
  return steps.map((step, s) => {
    const { model } = step;
    const learnt = { hash: model.labels.places.map((n) => prospects.hash[n]!), slot: model.groups.slot, moment: new Int32Array(model.groups.slot.length) };
    return { refit: refitModel(model), step, learnt, groups: model.groups.pattern.length, told: units(step.told), known: units(step.known), first: firsts[s]! };
  });
}

function toldAnew(tellers: readonly Teller[], throwOf: { seed: number; draw: number }) {
  const last = tellers.at(-1)!;
  const count = last.first + last.step.model.book.features.length;
  const [raw, score, sums] = [new Float64Array(count).fill(0.5), new Float64Array(count).fill(0.5), new Float64Array(2 * count)];
  for (const { refit, step, learnt, groups, told, known, first } of tellers) {
    const weights = new Float64Array(groups);
    addWeights(weights, learnt, { factors: one, throwOf });
    raw.set(chancesOf(step.model.book, refit(weights)), first);
    const before = new Float64Array(2 * count);
    addWeights(before, known, { factors: one, throwOf });
    const line: Line = calibrationLineBy({ score: raw, ...split(before) }, pull) ?? asSaid;
    for (let at = first; at < first + step.model.book.features.length; at++) score[at] = recalibrated(raw[at]!, line);
    addWeights(sums, told, { factors: one, throwOf });
  }
  return { score, ...split(sums) };
}

/** Sums by slot and outcome as cases and those that came. */
function split(sums: Float64Array): { cases: Float64Array; came: Float64Array } {
  const [cases, came] = [new Float64Array(sums.length / 2), new Float64Array(sums.length / 2)];
  for (let at = 0; at < cases.length; at++) {
    came[at] = sums[2 * at + 1]!;
    cases[at] = sums[2 * at]! + sums[2 * at + 1]!;
  }
  return { cases, came };
}
