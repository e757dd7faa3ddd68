// The chance of a yes where cases belong to people: each person has a level of their own, and what is compared is compared within the person.
import { cameTo } from "#kit/long-work.ts";
import { boundedStep } from "#evidence/statistics/bounded-step.ts";
import { cholesky, choleskySolve } from "#evidence/statistics/logistic.ts";

/** Cases as columns. `group[i]` is the person of case i, 0 to `groups` - 1; every group has at least one case. */
export interface GroupedCases {
  readonly columns: readonly Float64Array[];
  readonly yes: Uint8Array;
  readonly group: Int32Array;
  readonly groups: number;
}

export interface GroupedHow {
  /** 1 / variance of the groups' levels about their mean; 0: free levels (fixed effects), the columns then hold no constant. */
  readonly groupPrecision?: number;
  /** Quadratic penalty on the coefficients, symmetric, row by row; null: none. */
  readonly penalty?: Float64Array | null;
  /** Firth's bias reduction: keeps every estimate finite where yes and no are parted, and takes out the bias of many levels from few cases. */
  readonly reducesBias?: boolean;
  /** 1 for each coefficient that must not fall below 0; null: none. */
  readonly isRising?: Uint8Array | null;
}

export interface GroupedFit {
  readonly coefficients: Float64Array;
  readonly levels: Float64Array;
  /** By case: the chance of a yes, and what the score makes of it (yes - chance, plus Firth's part). */
  readonly chances: Float64Array;
  readonly residuals: Float64Array;
  /** What the levels take out of the columns: groups x columns, row by row. */
  readonly groupMeans: Float64Array;
  /** Curvature of the coefficients with the levels taken out (penalty included), row by row, and its Cholesky factor. */
  readonly curvature: Float64Array;
  readonly factor: Float64Array;
  readonly logLikelihood: number;
  /** Sum over groups of log(1 + weight / precision): the part of Laplace's integral over random levels; 0 for free ones. */
  readonly logDeterminant: number;
  readonly converged: boolean;
}

/**
 * Maximises sum of yes log p + (1 - yes) log(1 - p) - coefficients' penalty - precision/2 sum of levels squared, logit p = level + columns x coefficients,
 * by Newton's steps with the levels solved out (their block of the curvature is diagonal), so that a thousand people cost no more than one.
 * With `reducesBias` the score is Firth's: yes - p + h (1/2 - p), h the leverage of the case. With `isRising` each step is a small quadratic programme.
 * Edges: columns that do not vary within groups make the curvature singular with free levels: drop them before (`withinRank`).
 * Sources: Firth 1993; Heinze and Schemper 2002; Kosmidis and Firth 2009 (bias of fixed effects); Chamberlain 1980.
 */
export function fitGroupedLogit(cases: GroupedCases, how: GroupedHow = {}): GroupedFit {
  const work = new Work(cases, how);
  const size = cases.columns.length;
  let converged = false;
  for (let step = 0; step < 200 && !converged; step++) {
    cameTo("sums");
    work.look();
    const move = how.isRising ? boundedStep(work, how.isRising) : freeStep(work);
    const levelMoves = work.levelMoves(move);
    let longest = 0;
    for (const each of levelMoves) longest = Math.max(longest, Math.abs(each));
    for (let j = 0; j < size; j++) longest = Math.max(longest, Math.abs(move[j]!) * work.scales[j]!);
    const scale = longest > 3 ? 3 / longest : 1;
    for (let j = 0; j < size; j++) work.coefficients[j]! += scale * move[j]!;
    for (let g = 0; g < cases.groups; g++) work.levels[g]! += scale * levelMoves[g]!;
    converged = longest < 1e-9;
  }
  work.look();
  return work.fit(converged);
}

/** Standard error of one coefficient from the curvature of the fit; without a penalty this is the usual one. */
export function standardErrorOf(fit: Pick<GroupedFit, "factor" | "coefficients">, place: number): number {
  const unit = new Float64Array(fit.coefficients.length);
  unit[place] = 1;
  choleskySolve(fit.factor, unit);
  return Math.sqrt(unit[place] ?? Number.NaN);
}

/**
 * Fits with levels spread about a common mean, their variance chosen by the marginal likelihood (Laplace's integral, searched on the logarithm of the
 * standard deviation from 0.02 to 4). The columns must hold a constant. Source: Breslow and Clayton 1993.
 */
export function fitRandomLevels(cases: GroupedCases, how: Pick<GroupedHow, "penalty"> = {}): { readonly fit: GroupedFit; readonly deviation: number } {
  const at = (logDeviation: number) => {
    const fit = fitGroupedLogit(cases, { ...how, groupPrecision: Math.exp(-2 * logDeviation) });
    let squares = 0;
    for (const level of fit.levels) squares += level * level;
    return { fit, marginal: fit.logLikelihood - 0.5 * Math.exp(-2 * logDeviation) * squares - 0.5 * fit.logDeterminant };
  };
  let [low, high] = [Math.log(0.02), Math.log(4)];
  const golden = (Math.sqrt(5) - 1) / 2;
  let [left, right] = [high - golden * (high - low), low + golden * (high - low)];
  let [ofLeft, ofRight] = [at(left), at(right)];
  while (high - low > 0.02) {
    if (ofLeft.marginal > ofRight.marginal) {
      [high, right, ofRight] = [right, left, ofLeft];
      left = high - golden * (high - low);
      ofLeft = at(left);
    } else {
      [low, left, ofLeft] = [left, right, ofRight];
      right = low + golden * (high - low);
      ofRight = at(right);
    }
  }
  return { fit: ofLeft.marginal > ofRight.marginal ? ofLeft.fit : ofRight.fit, deviation: Math.exp((low + high) / 2) };
}

/** Everything that one Newton step needs, in arrays that are used again. */
class Work {
  readonly coefficients: Float64Array;
  readonly levels: Float64Array;
  readonly scales: Float64Array;
  readonly score: Float64Array;
  readonly curvature: Float64Array;
  factor: Float64Array = new Float64Array(0);
  private readonly cases: GroupedCases;
  private readonly how: GroupedHow;
  private readonly chances: Float64Array;
  private readonly residuals: Float64Array;
  private readonly weights: Float64Array;
  private readonly means: Float64Array;
  private readonly groupWeight: Float64Array;
  private readonly groupScore: Float64Array;
  /** Rows in which each column is not 0: columns of a trait's value hold few others, and adding noughts changes no sum. */
  private readonly held: readonly Int32Array[];
  private logLikelihood = 0;

  constructor(cases: GroupedCases, how: GroupedHow) {
    const [count, size] = [cases.yes.length, cases.columns.length];
    this.cases = cases;
    this.how = how;
    this.coefficients = new Float64Array(size);
    this.levels = startOf(cases, how.groupPrecision ?? 0);
    this.scales = Float64Array.from(cases.columns, (column) => column.reduce((most, value) => Math.max(most, Math.abs(value)), 0));
    this.score = new Float64Array(size);
    this.curvature = new Float64Array(size * size);
    this.chances = new Float64Array(count);
    this.residuals = new Float64Array(count);
    this.weights = new Float64Array(count);
    this.means = new Float64Array(cases.groups * size);
    this.groupWeight = new Float64Array(cases.groups);
    this.groupScore = new Float64Array(cases.groups);
    this.held = cases.columns.map(rowsHeld);
  }

  /** Chances, score and curvature where the coefficients stand now. */
  look(): void {
    this.lookAtCases();
    this.lookAtGroups();
    const { penalty } = this.how;
    if (penalty) for (let k = 0; k < penalty.length; k++) this.curvature[k]! += penalty[k]!;
    this.factor = cholesky(this.curvature, this.coefficients.length);
    if (this.how.reducesBias === true) this.reduceBias();
    this.lookAtScore();
  }

  /** How far the levels move when the coefficients do. */
  levelMoves(move: Float64Array): Float64Array {
    const size = move.length;
    return this.groupScore.map((score, g) => {
      let shared = 0;
      for (let j = 0; j < size; j++) shared += this.means[g * size + j]! * move[j]!;
      return score / this.groupWeight[g]! - shared;
    });
  }

  fit(converged: boolean): GroupedFit {
    const precision = this.how.groupPrecision ?? 0;
    let logDeterminant = 0;
    if (precision > 0) for (const weight of this.groupWeight) logDeterminant += Math.log(weight / precision);
    return {
      coefficients: this.coefficients,
      levels: this.levels,
      chances: this.chances,
      residuals: this.residuals,
      groupMeans: this.means,
      curvature: this.curvature,
      factor: this.factor,
      logLikelihood: this.logLikelihood,
      logDeterminant,
      converged,
    };
  }

  private lookAtCases(): void {
    const { columns, yes, group } = this.cases;
    this.logLikelihood = 0;
    const scores = this.chances;
    for (let i = 0; i < yes.length; i++) scores[i] = this.levels[group[i]!]!;
    columns.forEach((column, j) => {
      const coefficient = this.coefficients[j]!;
      for (const i of this.held[j]!) scores[i]! += column[i]! * coefficient;
    });
    for (let i = 0; i < yes.length; i++) {
      const score = scores[i]!;
      const chance = 1 / (1 + Math.exp(-score));
      this.chances[i] = chance;
      this.weights[i] = Math.max(chance * (1 - chance), 1e-12);
      this.residuals[i] = yes[i]! - chance;
      this.logLikelihood -= Math.log1p(Math.exp(yes[i] === 1 ? -score : score));
    }
  }

  private lookAtGroups(): void {
    const { columns, group, groups } = this.cases;
    const size = columns.length;
    this.groupWeight.fill(this.how.groupPrecision ?? 0);
    this.means.fill(0);
    for (let i = 0; i < group.length; i++) this.groupWeight[group[i]!]! += this.weights[i]!;
    for (let j = 0; j < size; j++) for (const i of this.held[j]!) this.means[group[i]! * size + j]! += this.weights[i]! * columns[j]![i]!;
    for (let j = 0; j < size; j++) {
      for (let k = 0; k <= j; k++) {
        let sum = weighedProducts(this.weights, [columns[j]!, columns[k]!], this.held[j]!.length < this.held[k]!.length ? this.held[j]! : this.held[k]!);
        for (let g = 0; g < groups; g++) sum -= (this.means[g * size + j]! * this.means[g * size + k]!) / this.groupWeight[g]!;
        this.curvature[j * size + k] = this.curvature[k * size + j] = sum;
      }
    }
    for (let g = 0; g < groups; g++) for (let j = 0; j < size; j++) this.means[g * size + j]! /= this.groupWeight[g]!;
  }

  private reduceBias(): void {
    const { columns, group } = this.cases;
    const size = columns.length;
    const [apart, solved] = [new Float64Array(size), new Float64Array(size)];
    for (let i = 0; i < group.length; i++) {
      const at = group[i]!;
      for (let j = 0; j < size; j++) apart[j] = columns[j]![i]! - this.means[at * size + j]!;
      const leverage = this.weights[i]! * (1 / this.groupWeight[at]! + squareOver(this.factor, apart, solved));
      this.residuals[i]! += leverage * (0.5 - this.chances[i]!);
    }
  }

  private lookAtScore(): void {
    const { columns, group, groups } = this.cases;
    const size = columns.length;
    const { penalty, groupPrecision = 0 } = this.how;
    for (let g = 0; g < groups; g++) this.groupScore[g] = -groupPrecision * this.levels[g]!;
    for (let i = 0; i < group.length; i++) this.groupScore[group[i]!]! += this.residuals[i]!;
    for (let j = 0; j < size; j++) {
      const column = columns[j]!;
      let sum = 0;
      for (const i of this.held[j]!) sum += this.residuals[i]! * column[i]!;
      for (let g = 0; g < groups; g++) sum -= this.means[g * size + j]! * this.groupScore[g]!;
      if (penalty) for (let k = 0; k < size; k++) sum -= penalty[j * size + k]! * this.coefficients[k]!;
      this.score[j] = sum;
    }
  }
}

function rowsHeld(column: Float64Array): Int32Array {
  const rows = new Int32Array(column.length);
  let count = 0;
  for (let i = 0; i < column.length; i++) if (column[i] !== 0) rows[count++] = i;
  return rows.slice(0, count);
}

/** Sum of weight x a x b over the rows given. */
function weighedProducts(weights: Float64Array, [a, b]: readonly [Float64Array, Float64Array], rows: Int32Array): number {
  let sum = 0;
  for (let n = 0; n < rows.length; n++) {
    const i = rows[n]!;
    sum += weights[i]! * a[i]! * b[i]!;
  }
  return sum;
}

/** Levels to begin with: the log odds of each group, half a case of each added; at 0 where they are drawn to a mean. */
function startOf({ yes, group, groups }: GroupedCases, precision: number): Float64Array {
  const levels = new Float64Array(groups);
  if (precision > 0) return levels;
  const [hits, cases] = [new Float64Array(groups), new Float64Array(groups)];
  for (let i = 0; i < yes.length; i++) {
    cases[group[i]!]!++;
    hits[group[i]!]! += yes[i]!;
  }
  return levels.map((_, g) => Math.log((hits[g]! + 0.5) / (cases[g]! - hits[g]! + 0.5)));
}

function freeStep({ score, factor }: Work): Float64Array {
  const move = score.slice();
  choleskySolve(factor, move);
  return move;
}

/** v' (factor factor')^-1 v; \`solved\` is room to work in. */
function squareOver(factor: Float64Array, vector: Float64Array, solved: Float64Array): number {
  const size = vector.length;
  let squares = 0;
  for (let i = 0; i < size; i++) {
    let sum = vector[i]!;
    for (let k = 0; k < i; k++) sum -= factor[i * size + k]! * solved[k]!;
    solved[i] = sum / factor[i * size + i]!;
    squares += solved[i]! * solved[i]!;
  }
  return squares;
}
