// What goes with closing sooner or later, all else equal: Cox's regression on the pace of ending, with its standard errors and refusals.
import type { Interval } from "#facts/papers.ts";
import { type Outcome, accept, refuse } from "#kit/refusal.ts";
import { cameTo } from "#kit/long-work.ts";
import { gammaAbove, normalQuantile } from "#evidence/statistics/distributions.ts";
import { choleskySolve, cholesky } from "#evidence/statistics/logistic.ts";
import type { Stays } from "#evidence/statistics/survival.ts";

/** Stays with covariates known when the watch began: one column each, all of the length of the stays. */
export interface CoxInput extends Stays {
  readonly columns: readonly Float64Array[];
}

export type CoxRefusal = "too-few-ends" | "constant-column" | "columns-depend-on-each-other" | "separated";

export interface CoxFit {
  readonly coefficients: Float64Array;
  readonly standardErrors: Float64Array;
  /** Inverse of the information, row by row. */
  readonly covariance: Float64Array;
  /** Partial log-likelihood with all coefficients 0, and at the fit. */
  readonly logLikelihood: { readonly none: number; readonly fit: number };
  /** Likelihood ratio test that no column matters. */
  readonly test: { readonly chiSquare: number; readonly freedom: number; readonly pValue: number };
  readonly ends: number;
  readonly stays: number;
  readonly steps: number;
}

/** Rows that were watched at all, with columns moved to mean 0 (which changes no coefficient and keeps exponents small). */
interface Watched {
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly ended: Uint8Array;
  /** Row after row, `size` values each. */
  readonly x: Float64Array;
  readonly size: number;
  readonly days: number;
  readonly ends: number;
  readonly scales: Float64Array;
}

const mostSteps = 30;

/**
 * Cox's proportional hazards fitted by Newton's method on the partial likelihood, ties as Efron 1977 counts them, late entry as in `survivalCurve`.
 * A coefficient b says: at every age, the pace of ending is exp(b) times as high for one unit more of the column, the other columns equal.
 * Refuses by name: fewer than 5 ends for each column ('too-few-ends'), a column with one value ('constant-column', details.column), columns that follow
 * from each other, and columns that part the ended from the rest without overlap ('separated': the coefficient would grow without end).
 * Days are whole numbers, so that rows are summed by day and no sorting is needed: one pass over rows a step.
 * Source: Cox 1972; Efron 1977; Therneau and Grambsch 2000, chapter 3.
 */
export function fitCox(input: CoxInput): Outcome<CoxFit, CoxRefusal> {
  const watched = watchedOf(input);
  const { size, ends, scales } = watched;
  if (ends < 5 * size) return refuse("too-few-ends", { ends, needed: 5 * size });
  const constant = scales.findIndex((scale) => !(scale > 0));
  if (constant >= 0) return refuse("constant-column", { column: constant });
  const sums = new Sums(watched);
  const coefficients = new Float64Array(size);
  let at = sums.at(coefficients);
  const none = at.logLikelihood;
  const factor = cholesky(at.information, size);
  for (let j = 0; j < size; j++)
    if (factor[j * size + j]! ** 2 < 1e-9 * at.information[j * size + j]!) return refuse("columns-depend-on-each-other", { column: j });
  let steps = 0;
  for (; steps < mostSteps; steps++) {
    cameTo("sums");
    const move = at.score.slice();
    choleskySolve(cholesky(at.information, size), move);
    const before = at.logLikelihood;
    let tried = coefficients.map((b, j) => b + move[j]!);
    at = sums.at(tried);
    for (let half = 0; !(at.logLikelihood >= before - 1e-12 * Math.abs(before)) && half < 20; half++) {
      for (let j = 0; j < size; j++) move[j]! /= 2;
      tried = coefficients.map((b, j) => b + move[j]!);
      at = sums.at(tried);
    }
    coefficients.set(tried);
    // Beyond e^12 for one standard deviation of a column the fit runs away: nothing in the records holds it.
    if (coefficients.some((b, j) => Math.abs(b) * scales[j]! > 12))
      return refuse("separated", { column: coefficients.findIndex((b, j) => Math.abs(b) * scales[j]! > 12) });
    if (move.every((m, j) => Math.abs(m) * scales[j]! < 1e-9)) break;
  }
  const covariance = inverseOf(at.information, size);
  const chiSquare = Math.max(0, 2 * (at.logLikelihood - none));
  return accept({
    coefficients,
    standardErrors: Float64Array.from({ length: size }, (_, j) => Math.sqrt(covariance[j * size + j]!)),
    covariance,
    logLikelihood: { none, fit: at.logLikelihood },
    test: { chiSquare, freedom: size, pValue: gammaAbove(size / 2, chiSquare / 2) },
    ends,
    stays: watched.last.length,
    steps,
  });
}

/** How many times as fast one unit more of a column ends, with its interval; never to be read as a ratio of days. */
export function paceRatio(fit: CoxFit, column: number, level = 0.9): { value: number; interval: Interval } {
  const [b, error] = [fit.coefficients[column]!, fit.standardErrors[column]!];
  const reach = normalQuantile(0.5 + level / 2) * error;
  return { value: Math.exp(b), interval: { low: Math.exp(b - reach), high: Math.exp(b + reach), level } };
}

function watchedOf({ enteredAfter, until, ended, columns }: CoxInput): Watched {
  const size = columns.length;
  let count = 0;
  for (let i = 0; i < until.length; i++) if (until[i]! > enteredAfter[i]!) count++;
  const watched = { first: new Int32Array(count), last: new Int32Array(count), ended: new Uint8Array(count) };
  const rows = new Int32Array(count);
  let [days, ends, place] = [0, 0, 0];
  for (let i = 0; i < until.length; i++) {
    if (until[i]! <= enteredAfter[i]!) continue;
    rows[place] = i;
    watched.first[place] = Math.max(0, enteredAfter[i]! + 1);
    watched.last[place] = until[i]!;
    watched.ended[place] = ended[i]!;
    days = Math.max(days, until[i]! + 1);
    ends += ended[i]!;
    place++;
  }
  const x = new Float64Array(count * size);
  const scales = new Float64Array(size);
  for (let j = 0; j < size; j++) {
    const column = columns[j]!;
    let sum = 0;
    for (let n = 0; n < count; n++) sum += column[rows[n]!]!;
    const mean = sum / Math.max(1, count);
    let squares = 0;
    for (let n = 0; n < count; n++) {
      const off = column[rows[n]!]! - mean;
      x[n * size + j] = off;
      squares += off * off;
    }
    const deviation = Math.sqrt(squares / Math.max(1, count));
    scales[j] = deviation > 1e-12 * Math.max(1, Math.abs(mean)) ? deviation : 0;
  }
  return { ...watched, x, size, days, ends, scales };
}

interface At {
  readonly logLikelihood: number;
  readonly score: Float64Array;
  readonly information: Float64Array;
}

/** Sums over those at risk, day by day, for any coefficients. */
class Sums {
  private readonly watched: Watched;
  /** For each day: sums of r, r x and r x x' (lower half) over rows that leave that day, less those that enter the day after. */
  private readonly risk: Float64Array;
  /** The same over rows that end that day. */
  private readonly ending: Float64Array;
  private readonly endsAt: Int32Array;
  /** Sum of x over all that end: it does not depend on the coefficients. */
  private readonly ended: Float64Array;
  private readonly width: number;

  constructor(watched: Watched) {
    const { size, days, last, ended, x } = watched;
    this.watched = watched;
    this.width = 1 + size + (size * (size + 1)) / 2;
    this.risk = new Float64Array((days + 1) * this.width);
    this.ending = new Float64Array(days * this.width);
    this.endsAt = new Int32Array(days);
    this.ended = new Float64Array(size);
    for (let i = 0; i < last.length; i++) {
      if (ended[i] === 0) continue;
      this.endsAt[last[i]!]!++;
      for (let j = 0; j < size; j++) this.ended[j]! += x[i * size + j]!;
    }
  }

  at(coefficients: Float64Array): At {
    this.gather(coefficients);
    const { size, days } = this.watched;
    const { risk, ending, endsAt, width } = this;
    let logLikelihood = this.ended.reduce((sum, x, j) => sum + x * coefficients[j]!, 0);
    const score = this.ended.slice();
    const information = new Float64Array(size * size);
    const sum = new Float64Array(width);
    for (let day = days - 1; day >= 0; day--) {
      const at = day * width;
      for (let k = 0; k < width; k++) sum[k]! += risk[at + k]!;
      const ends = endsAt[day]!;
      if (ends === 0) continue;
      // Efron: of those that end together, each waits on average for half of the others to have left. With l the share that has left and t the risk still
      // there, score and information of a day need but the sums of 1/t, l/t, 1/t², l/t², l²/t² over its ends: no column is looked at for each of them.
      let [once, left, squared, leftSquared, bothSquared] = [0, 0, 0, 0, 0];
      // Logarithms are taken of products while these stay in range: one instead of many.
      let product = 1;
      for (let tied = 0; tied < ends; tied++) {
        const gone = tied / ends;
        const total = sum[0]! - gone * ending[at]!;
        const share = 1 / total;
        product *= total;
        if (product > 1e200 || product < 1e-200) {
          logLikelihood -= Math.log(product);
          product = 1;
        }
        const square = share * share;
        once += share;
        left += gone * share;
        squared += square;
        leftSquared += gone * square;
        bothSquared += gone * gone * square;
      }
      for (let j = 0, k = 1 + size; j < size; j++) {
        const [own, ownEnding] = [sum[1 + j]!, ending[at + 1 + j]!];
        score[j]! -= own * once - ownEnding * left;
        for (let i = 0; i <= j; i++, k++) {
          const [other, otherEnding] = [sum[1 + i]!, ending[at + 1 + i]!];
          const products = own * other * squared - (own * otherEnding + ownEnding * other) * leftSquared + ownEnding * otherEnding * bothSquared;
          information[j * size + i]! += sum[k]! * once - ending[at + k]! * left - products;
        }
      }
      logLikelihood -= Math.log(product);
    }
    for (let j = 0; j < size; j++) for (let i = 0; i < j; i++) information[i * size + j] = information[j * size + i]!;
    return { logLikelihood, score, information };
  }

  private gather(coefficients: Float64Array): void {
    const { first, last, ended, x, size } = this.watched;
    const { risk, ending, width } = this;
    risk.fill(0);
    ending.fill(0);
    const terms = new Float64Array(width);
    for (let i = 0; i < last.length; i++) {
      const own = i * size;
      let exponent = 0;
      for (let j = 0; j < size; j++) exponent += coefficients[j]! * x[own + j]!;
      const r = Math.exp(exponent);
      terms[0] = r;
      for (let j = 0, k = 1 + size; j < size; j++) {
        const rx = r * x[own + j]!;
        terms[1 + j] = rx;
        for (let l = 0; l <= j; l++, k++) terms[k] = rx * x[own + l]!;
      }
      const at = last[i]! * width;
      for (let k = 0; k < width; k++) risk[at + k]! += terms[k]!;
      // At risk from its first watched day on: taken off again on the days before.
      if (first[i]! > 0) {
        const before = (first[i]! - 1) * width;
        for (let k = 0; k < width; k++) risk[before + k]! -= terms[k]!;
      }
      if (ended[i] === 1) for (let k = 0; k < width; k++) ending[at + k]! += terms[k]!;
    }
  }
}

/** Inverse of a symmetric positive matrix. */
export function inverseOf(matrix: Float64Array, size: number): Float64Array {
  const factor = cholesky(matrix, size);
  const inverse = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    const column = new Float64Array(size);
    column[j] = 1;
    choleskySolve(factor, column);
    for (let i = 0; i < size; i++) inverse[i * size + j] = column[i]!;
  }
  return inverse;
}
