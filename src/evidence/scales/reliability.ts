// How far the items of a scale measure one thing: Cronbach's alpha and McDonald's omega, each with its range.
import type { Interval } from "#facts/papers.ts";
import { drawWeights, spreadOf } from "#evidence/statistics/bootstrap.ts";
import { fisherQuantile } from "#evidence/statistics/student.ts";
import { type Items, complete, covariances } from "#evidence/scales/answers.ts";

export type Reliability =
  | {
      readonly ok: true;
      readonly alpha: number;
      /** Feldt's exact interval (normal answers, items alike), and the middle of bootstrap draws of people, which asks for neither. */
      readonly exact: Interval;
      readonly drawn: Interval;
      /** Share of the sum's variance that one common factor explains; null where the factor cannot be told (fewer than three items, or no fit). */
      readonly omega: number | null;
      readonly omegaDrawn: Interval | null;
      readonly people: number;
      readonly leftOut: number;
    }
  | { readonly ok: false; readonly reason: "one-item" | "too-few-people" | "constant-answers" };

export const fewestPeople = 10;
const draws = 400;
const seed = 8_101;

/**
 * alpha = k/(k - 1) (1 - sum of item variances / variance of the sum), over people who answered every item. Exact interval: (1 - alpha^)/(1 - alpha)
 * follows F with n - 1 and (n - 1)(k - 1) degrees of freedom. omega = (sum of loadings)² / ((sum of loadings)² + sum of what is left), one factor by
 * iterated principal axes of the covariances. Items must run one way: turn the reversed first. Edges: one item, fewer than ten people, or a sum that
 * does not vary: cannot be told. alpha may fall below 0. Sources: Cronbach 1951; Feldt 1965; Feldt, Woodruff and Salih 1987; McDonald 1999.
 */
export function reliabilityOf(items: Items, level = 0.9): Reliability {
  const own = complete(items);
  if (items.length < 2) return { ok: false, reason: "one-item" };
  if (own.people < fewestPeople) return { ok: false, reason: "too-few-people" };
  const covariance = covariances(own.items);
  const alpha = alphaOf(covariance, items.length);
  if (alpha === null) return { ok: false, reason: "constant-answers" };
  const omega = omegaOf(covariance, items.length);
  const drawn = drawnCovariances(own.items);
  const alphas = drawn.flatMap((each) => alphaOf(each, items.length) ?? []);
  const omegas = omega === null ? [] : drawn.flatMap((each) => omegaOf(each, items.length) ?? []);
  return {
    ok: true,
    alpha,
    exact: feldtInterval({ alpha, items: items.length, people: own.people }, level),
    drawn: { ...ends(alphas, level), level },
    omega,
    omegaDrawn: omegas.length < draws / 2 ? null : { ...ends(omegas, level), level },
    people: own.people,
    leftOut: own.leftOut,
  };
}

/** Feldt's interval for an alpha found with so many items and people. */
export function feldtInterval({ alpha, items, people }: { alpha: number; items: number; people: number }, level = 0.9): Interval {
  const tail = (1 - level) / 2;
  const quantile = (p: number) => fisherQuantile(p, people - 1, (people - 1) * (items - 1));
  return { low: 1 - (1 - alpha) * quantile(1 - tail), high: 1 - (1 - alpha) * quantile(tail), level };
}

/** From covariances row by row; null where the sum does not vary. */
export function alphaOf(covariance: Float64Array, size: number): number | null {
  let [own, whole] = [0, 0];
  for (let j = 0; j < size; j++) {
    own += covariance[j * size + j]!;
    for (let k = 0; k < size; k++) whole += covariance[j * size + k]!;
  }
  return whole > 1e-12 * own && own > 0 ? (size / (size - 1)) * (1 - own / whole) : null;
}

/** Omega of one factor from covariances; null with fewer than three items, an item that does not vary, or no factor found in 2,000 rounds. */
export function omegaOf(covariance: Float64Array, size: number): number | null {
  if (size < 3) return null;
  const variances = Array.from({ length: size }, (_, j) => covariance[j * size + j]!);
  if (variances.some((variance) => !(variance > 0))) return null;
  let loadings = variances.map((variance) => Math.sqrt(variance / 2));
  for (let round = 0; round < 2000; round++) {
    // The covariances with the common part on the diagonal, and its first axis by one power step.
    const next = loadings.map((_, j) => {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += (j === k ? Math.min(loadings[j]! ** 2, variances[j]!) : covariance[j * size + k]!) * loadings[k]!;
      return sum;
    });
    const squares = loadings.reduce((sum, value) => sum + value * value, 0);
    const found = next.map((value) => value / squares);
    // Half a step: whole ones may swing to and fro.
    const moved = found.map((value, j) => (value + loadings[j]!) / 2);
    const change = Math.max(...moved.map((value, j) => Math.abs(value - loadings[j]!) / Math.sqrt(variances[j]!)));
    loadings = moved;
    if (change < 1e-10) {
      const common = loadings.reduce((sum, value) => sum + value, 0) ** 2;
      const left = loadings.reduce((sum, value, j) => sum + Math.max(0, variances[j]! - value * value), 0);
      return common / (common + left);
    }
  }
  return null;
}

/** Covariances with every person weighed anew (Bayesian bootstrap), n / (n - 1) times, as the plain ones. */
function drawnCovariances(items: Items): Float64Array[] {
  const [size, people] = [items.length, items[0]!.length];
  const hashes = Int32Array.from({ length: people }, (_, i) => Math.imul(i + 1, 0x9e3779b9));
  const weights = new Float64Array(people);
  return Array.from({ length: draws }, (_, draw) => {
    drawWeights(weights, hashes, { seed, draw });
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const means = items.map((column) => column.reduce((sum, value, i) => sum + weights[i]! * value, 0) / total);
    const found = new Float64Array(size * size);
    for (let a = 0; a < size; a++)
      for (let b = 0; b <= a; b++) {
        let sum = 0;
        for (let i = 0; i < people; i++) sum += weights[i]! * (items[a]![i]! - means[a]!) * (items[b]![i]! - means[b]!);
        found[a * size + b] = found[b * size + a] = sum / total;
      }
    return found;
  });
}

function ends(values: readonly number[], level: number): { low: number; high: number } {
  const { low, high } = spreadOf(Float64Array.from(values), level);
  return { low, high };
}
