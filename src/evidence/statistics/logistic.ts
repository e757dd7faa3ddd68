// The chance of a yes given what is known beforehand, learnt from counted cases, careful where cases are few.
import { cameTo } from "#kit/long-work.ts";

/** Cases with the same features, counted together. `features[p]` lists the columns that are 1 for pattern p. */
export interface Patterns {
  readonly features: readonly Int32Array[];
  /** How many columns there are; the intercept comes on top. */
  readonly columns: number;
}

/** A fitted chance: intercept first, then one coefficient a column. */
export interface LogisticFit {
  readonly coefficients: Float64Array;
  /** Cholesky factor of the curvature at the fit, for quick refits. */
  readonly factor: Float64Array;
  readonly penalty: number;
}

/**
 * Ridge logistic regression on counted patterns: maximises sum of yes log p + (cases - yes) log(1 - p) - penalty/2 sum of coefficients squared.
 * The intercept carries no penalty, so the fitted chances sum to the yeses (calibrated on the data it was fitted on). Counts may be fractions.
 * Newton's method with halved steps. Edges: all yes or all no gives chances near 1 or 0, kept finite by half a case of each added at the mean.
 * Source: le Cessie and van Houwelingen 1992.
 */
export function fitLogistic(patterns: Patterns, counts: { readonly cases: Float64Array; readonly yes: Float64Array }, penalty: number): LogisticFit {
  let [cases, yes] = [0, 0];
  for (let p = 0; p < counts.cases.length; p++) {
    cases += counts.cases[p]!;
    yes += counts.yes[p]!;
  }
  return climb({ columns: patterns.columns, penalty, cases, yes }, (coefficients, curvature) =>
    gradientOf(patterns, counts, { coefficients, penalty, curvature }),
  );
}

export interface Hill {
  readonly columns: number;
  readonly penalty: number;
  readonly cases: number;
  readonly yes: number;
  /** Coefficients to begin with; the overall chance where absent. */
  readonly start?: Float64Array | undefined;
}

/** The gradient at some coefficients, the pull of the penalty among it; the lower triangle of the negative second derivative is written over `curvature`. */
export interface Slope {
  (coefficients: Float64Array, curvature: Float64Array): Float64Array;
}

/** Newton's method from the overall chance (or from `start`), in steps of at most 4, until no coefficient moves by more than 1e-10. */
export function climb({ columns, penalty, cases, yes, start }: Hill, slopeAt: Slope): LogisticFit {
  const size = columns + 1;
  const coefficients = start?.slice() ?? new Float64Array(size);
  if (start === undefined) coefficients[0] = Math.log((yes + 0.5) / (cases - yes + 0.5));
  const curvature = new Float64Array(size * size);
  if (yes > 0 && yes < cases) {
    for (let step = 0; step < 50; step++) {
      cameTo("sums");
      const move = slopeAt(coefficients, curvature);
      choleskySolve(cholesky(curvature, size), move);
      const longest = move.reduce((most, m) => Math.max(most, Math.abs(m)), 0);
      const scale = longest > 4 ? 4 / longest : 1;
      for (let j = 0; j < size; j++) coefficients[j]! += scale * move[j]!;
      if (longest < 1e-10) break;
    }
  }
  slopeAt(coefficients, curvature);
  return { coefficients, factor: cholesky(curvature, size), penalty };
}

/**
 * The fit for slightly other counts of the same patterns, from the earlier fit in `steps` chord steps (its curvature is kept, so each step is cheap
 * and the error shrinks by the relative change of the counts each time).
 */
export function refitLogistic(
  fit: LogisticFit,
  patterns: Patterns,
  counts: { readonly cases: Float64Array; readonly yes: Float64Array },
  steps = 3,
): Float64Array {
  const coefficients = fit.coefficients.slice();
  for (let step = 0; step < steps; step++) {
    const move = gradientOf(patterns, counts, { coefficients, penalty: fit.penalty });
    choleskySolve(fit.factor, move);
    for (let j = 0; j < move.length; j++) coefficients[j]! += move[j]!;
  }
  return coefficients;
}

/** The chance of a yes for each pattern. */
export function chancesOf(patterns: Patterns, coefficients: Float64Array, into: Float64Array = new Float64Array(patterns.features.length)): Float64Array {
  for (let p = 0; p < patterns.features.length; p++) into[p] = 1 / (1 + Math.exp(-score(patterns.features[p]!, coefficients)));
  return into;
}

function score(features: Int32Array, coefficients: Float64Array): number {
  let sum = coefficients[0]!;
  for (let f = 0; f < features.length; f++) sum += coefficients[features[f]! + 1]!;
  return sum;
}

interface Place {
  readonly coefficients: Float64Array;
  readonly penalty: number;
  /** Filled with the negative second derivative, where given. */
  readonly curvature?: Float64Array;
}

function gradientOf(patterns: Patterns, counts: { readonly cases: Float64Array; readonly yes: Float64Array }, place: Place): Float64Array {
  const { coefficients, penalty, curvature } = place;
  const size = coefficients.length;
  const gradient = new Float64Array(size);
  for (let j = 1; j < size; j++) gradient[j] = -penalty * coefficients[j]!;
  curvature?.fill(0);
  for (let p = 0; p < patterns.features.length; p++) {
    const cases = counts.cases[p]!;
    if (cases === 0) continue;
    const features = patterns.features[p]!;
    const chance = 1 / (1 + Math.exp(-score(features, coefficients)));
    const rest = counts.yes[p]! - cases * chance;
    gradient[0]! += rest;
    for (let f = 0; f < features.length; f++) gradient[features[f]! + 1]! += rest;
    if (curvature) addCurvature(curvature, features, { size, weight: cases * chance * (1 - chance) });
  }
  if (curvature) {
    curvature[0]! += 1e-9;
    for (let j = 1; j < size; j++) curvature[j * size + j]! += penalty;
  }
  return gradient;
}

function addCurvature(curvature: Float64Array, features: Int32Array, { size, weight }: { size: number; weight: number }): void {
  curvature[0]! += weight;
  for (let f = 0; f < features.length; f++) {
    const row = (features[f]! + 1) * size;
    curvature[row]! += weight;
    for (let g = 0; g <= f; g++) {
      const column = features[g]! + 1;
      if (column <= features[f]! + 1) curvature[row + column]! += weight;
      else curvature[column * size + features[f]! + 1]! += weight;
    }
  }
}

/** Lower Cholesky factor of a symmetric matrix given by its lower triangle (row by row). */
export function cholesky(matrix: Float64Array, size: number): Float64Array {
  const factor = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= factor[i * size + k]! * factor[j * size + k]!;
      factor[i * size + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / factor[j * size + j]!;
    }
  }
  return factor;
}

/** Solves (factor factor') x = right in place. */
export function choleskySolve(factor: Float64Array, right: Float64Array): void {
  const size = right.length;
  for (let i = 0; i < size; i++) {
    let sum = right[i]!;
    for (let k = 0; k < i; k++) sum -= factor[i * size + k]! * right[k]!;
    right[i] = sum / factor[i * size + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    let sum = right[i]!;
    for (let k = i + 1; k < size; k++) sum -= factor[k * size + i]! * right[k]!;
    right[i] = sum / factor[i * size + i]!;
  }
}
