// How much wider a range is than chance among single deals would make it: because earlier periods were missed by more, and because few were seen.
import { diceOf } from "#kit/dice.ts";
import { normalQuantile } from "#evidence/statistics/distributions.ts";
import { studentQuantile } from "#evidence/statistics/student.ts";

/** The errors of so many periods without surprises are taken as given before any is seen, so that one bad quarter does not widen every range at once. */
const believedPeriods = 4;

export interface Widening {
  /** Size of the errors in standard deviations of the deals' own chance. */
  readonly scale: number;
  /** Periods that this size rests on, those believed beforehand among them: the fewer, the longer the tails. */
  readonly degrees: number;
}

/**
 * After errors z(1..n), each in standard deviations of the forecast's own draws: scale² = (4 + sum of z²) / (4 + n), degrees = 4 + n. That is the posterior of a
 * normal error's variance under a scaled inverse chi-squared belief (4 degrees, size 1); what it predicts for the next error is Student's curve with these
 * degrees and scale (Gelman et al. 2013, 2.6). Never so small that the range of nine in ten were narrower than the deals' own chance makes it.
 */
export function wideningOf(errors: readonly number[]): Widening {
  const squares = errors.reduce((sum, error) => sum + error * error, 0);
  const degrees = believedPeriods + errors.length;
  return { scale: Math.max(1 / tails(degrees), Math.sqrt((believedPeriods + squares) / degrees)), degrees };
}

/** By how much the range of nine in ten is wider than chance among deals would make it. */
export function wideningFactor({ scale, degrees }: Widening): number {
  return scale * tails(degrees);
}

const tails = (degrees: number) => studentQuantile(0.95, degrees) / normalQuantile(0.95);

/** The size of the error in each draw: scale times the root of degrees over a chi-squared number, one for all parts of the draw. */
export function errorSizes({ scale, degrees }: Widening, { draws, seed }: { readonly draws: number; readonly seed: number }): Float64Array {
  const dice = diceOf(seed);
  return Float64Array.from({ length: draws }, () => scale * Math.sqrt(degrees / (2 * dice.gamma(degrees / 2))));
}

/** Each draw's distance from what is expected, times the size of the error in it. */
export function widened(expected: number, draws: Float64Array, sizes: Float64Array): Float64Array {
  return draws.map((draw, n) => expected + (draw - expected) * sizes[n]!);
}
