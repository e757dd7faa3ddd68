// How an estimate would vary with other people: every person counts more or less, by chance, with all their cases together.
import { cameTo } from "#kit/long-work.ts";
import { drawWeights } from "#evidence/statistics/bootstrap.ts";
import { boundedStep } from "#evidence/statistics/bounded-step.ts";
import { normalQuantile } from "#evidence/statistics/distributions.ts";
import type { GroupedCases, GroupedFit } from "#evidence/statistics/grouped-logit.ts";
import { cholesky, choleskySolve } from "#evidence/statistics/logistic.ts";
import { studentQuantile } from "#evidence/statistics/student.ts";

/** Score and curvature of each cluster of cases at a fit, the groups' levels taken out. */
export interface ClusterParts {
  readonly clusters: number;
  readonly size: number;
  /** clusters x size, and clusters x size x size, row by row. */
  readonly scores: Float64Array;
  readonly curvatures: Float64Array;
}

/** `cluster[i]` is 0 to `clusters` - 1; cases of one cluster belong to one group, or clusters are drawn at random. */
export function clusterParts(cases: GroupedCases, fit: GroupedFit, { cluster, clusters }: { cluster: Int32Array; clusters: number }): ClusterParts {
  const size = cases.columns.length;
  const [scores, curvatures] = [new Float64Array(clusters * size), new Float64Array(clusters * size * size)];
  const apart = new Float64Array(size);
  for (let i = 0; i < cluster.length; i++) {
    const at = cluster[i]!;
    const weight = fit.chances[i]! * (1 - fit.chances[i]!);
    for (let j = 0; j < size; j++) apart[j] = cases.columns[j]![i]! - fit.groupMeans[cases.group[i]! * size + j]!;
    for (let j = 0; j < size; j++) {
      scores[at * size + j]! += fit.residuals[i]! * apart[j]!;
      const row = (at * size + j) * size;
      for (let k = 0; k <= j; k++) curvatures[row + k]! += weight * apart[j]! * apart[k]!;
    }
  }
  return { clusters, size, scores, curvatures };
}

export interface DrawnMoves {
  readonly hashes: Int32Array;
  readonly seed: number;
  readonly draws: number;
  readonly penalty?: Float64Array | null;
  readonly isRising?: Uint8Array | null;
}

/**
 * Draws of how far the coefficients move when clusters are weighed anew (Bayesian bootstrap of clusters, one Newton step from the fit): draws x size.
 * Few clusters make any bootstrap too sure of itself: the score is stretched by √(C / (C - 1)) and by Student's t with C - 1 degrees of freedom over the
 * normal's at 90 %. Needs two clusters. Sources: Rubin 1981; Kline and Santos 2012 (score bootstrap); Cameron and Miller 2015 (few clusters).
 */
export function drawMoves(fit: GroupedFit, parts: ClusterParts, how: DrawnMoves): Float64Array {
  const { clusters, size } = parts;
  const moves = new Float64Array(how.draws * size);
  const weights = new Float64Array(clusters);
  const stretch = Math.sqrt(clusters / (clusters - 1)) * (studentQuantile(0.95, clusters - 1) / normalQuantile(0.95));
  for (let draw = 0; draw < how.draws; draw++) {
    cameTo("draws", draw / how.draws);
    drawWeights(weights, how.hashes, { seed: how.seed, draw });
    moves.set(oneMove(fit, parts, { weights, stretch, how }), draw * size);
  }
  return moves;
}

function oneMove(fit: GroupedFit, parts: ClusterParts, { weights, stretch, how }: { weights: Float64Array; stretch: number; how: DrawnMoves }): Float64Array {
  const { size } = parts;
  const score = new Float64Array(size);
  const curvature = new Float64Array(size * size);
  for (let c = 0; c < parts.clusters; c++) {
    const weight = weights[c]!;
    for (let j = 0; j < size; j++) {
      score[j]! += (1 + stretch * (weight - 1)) * parts.scores[c * size + j]!;
      const row = (c * size + j) * size;
      for (let k = 0; k <= j; k++) curvature[j * size + k]! += weight * parts.curvatures[row + k]!;
    }
  }
  for (let j = 0; j < size; j++) {
    for (let k = 0; k <= j; k++) {
      if (how.penalty) curvature[j * size + k]! += how.penalty[j * size + k]!;
      curvature[k * size + j] = curvature[j * size + k]!;
    }
    if (how.penalty) for (let k = 0; k < size; k++) score[j]! -= how.penalty[j * size + k]! * fit.coefficients[k]!;
  }
  if (how.isRising) return boundedStep({ curvature, score, coefficients: fit.coefficients }, how.isRising);
  choleskySolve(cholesky(curvature, size), score);
  return score;
}
