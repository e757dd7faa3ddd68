// Journeys as a walk from channel to channel: how many purchases would be missed if a channel led nowhere, worked out exactly.
import type { Layout } from "#evidence/journeys/tally.ts";

export interface Walk {
  /** Chance that a journey ends in a purchase; with values, what a journey brings on average. */
  readonly outcome: number;
  /** Share of it that is lost when the channel leads nowhere. */
  readonly removal: Float64Array;
  /** Removal effects over their sum; all 0 where nothing was bought. */
  readonly share: Float64Array;
}

/**
 * A walk without memory (order 1). Q: chance of a step from channel to channel, r: what a step to a purchase brings, N = (I-Q)^-1, p = N r, s: first steps.
 * Outcome s'p; removal effect of c: (s'N)_c p_c / (N_cc s'p), the part that comes by way of c at least once. One factorisation for all channels.
 * Source: Anderl, Becker, von Wangenheim and Schumann 2016 (removal effect); Kemeny and Snell 1960 (absorbing chains).
 */
export function walkOf(tally: Float64Array, layout: Layout): Walk {
  const { channels, steps } = layout;
  const width = channels + 3;
  const matrix = new Float64Array(channels * channels);
  const [brings, first] = [new Float64Array(channels), new Float64Array(channels)];
  const total = rowTotal(tally, steps, channels);
  for (let c = 0; c < channels; c++) first[c] = total > 0 ? tally[steps + c]! / total : 0;
  for (let c = 0; c < channels; c++) {
    const row = steps + (c + 1) * width;
    const all = rowTotal(tally, row, channels);
    matrix[c * channels + c] = 1;
    if (all === 0) continue;
    for (let d = 0; d < channels; d++) if (d !== c) matrix[c * channels + d] = -tally[row + d]! / all;
    brings[c] = tally[row + channels + 2]! / all;
  }
  invert(matrix, channels);
  const visits = new Float64Array(channels);
  const worth = new Float64Array(channels);
  for (let c = 0; c < channels; c++) {
    const weight = first[c]!;
    let sum = 0;
    for (let d = 0; d < channels; d++) {
      const cell = matrix[c * channels + d]!;
      sum += cell * brings[d]!;
      visits[d]! += weight * cell;
    }
    worth[c] = sum;
  }
  let outcome = 0;
  for (let c = 0; c < channels; c++) outcome += first[c]! * worth[c]!;
  const removal = new Float64Array(channels);
  if (outcome !== 0) for (let c = 0; c < channels; c++) removal[c] = ((visits[c]! / matrix[c * channels + c]!) * worth[c]!) / outcome;
  return { outcome, removal, share: sharesOf(removal) };
}

function rowTotal(tally: Float64Array, row: number, channels: number): number {
  let sum = 0;
  for (let to = 0; to < channels + 2; to++) sum += tally[row + to]!;
  return sum;
}

export function sharesOf(removal: Float64Array): Float64Array {
  let sum = 0;
  for (const effect of removal) sum += effect;
  return sum === 0 ? new Float64Array(removal.length) : removal.map((effect) => effect / sum);
}

/**
 * Inverse in place by Gauss and Jordan. Rows of I - Q are dominated by their diagonal and every channel reaches an end, so no exchange of rows is needed.
 * Throws where a channel leads nowhere for certain.
 */
export function invert(matrix: Float64Array, size: number): void {
  for (let k = 0; k < size; k++) {
    const pivot = matrix[k * size + k]!;
    if (!(Math.abs(pivot) > 1e-300)) throw new RangeError("the steps lead nowhere: no inverse");
    const base = k * size;
    matrix[base + k] = 1;
    for (let column = 0; column < size; column++) matrix[base + column]! /= pivot;
    for (let row = 0; row < size; row++) {
      if (row === k) continue;
      const at = row * size;
      const factor = matrix[at + k]!;
      if (factor === 0) continue;
      matrix[at + k] = 0;
      for (let column = 0; column < size; column++) matrix[at + column]! -= factor * matrix[base + column]!;
    }
  }
}
