// A second way to divide a change among factors of a product, by logarithms, used to check the first.

/** Logarithmic mean L(a, b) = (a - b) / ln(a / b) of two numbers above 0; L(a, a) = a; 0 where either is 0. */
export function logarithmicMean(a: number, b: number): number {
  if (a === 0 || b === 0) return 0;
  const log = Math.log(a / b);
  // Near equality numerator and denominator both vanish; the series L = b (1 + log/2 + log^2/6 + ...) does not.
  return Math.abs(log) < 1e-5 ? b * (1 + log / 2 + (log * log) / 6) : (a - b) / log;
}

/**
 * LMDI-I, additive: what each factor adds to the change of a sum of products.
 * Formula: part_j = sum over rows i of L(v1_i, v0_i) ln(x1_ij / x0_ij), v_i = product of the row's factors. Parts sum to the change exactly.
 * Zero cases take the analytic limit: where a row comes from 0 (or goes to 0), the factors that were (or become) 0 carry all of it, in equal
 * shares, and the others nothing; a row that is 0 on both sides gives nothing. Factors are 0 or above. Sources: Ang 2004; Wood and Lenzen 2006.
 */
export function lmdi(before: readonly ArrayLike<number>[], after: readonly ArrayLike<number>[]): Float64Array {
  const parts = new Float64Array(before[0]?.length ?? 0);
  for (let i = 0; i < before.length; i++) addLmdi(parts, before[i]!, after[i]!);
  return parts;
}

/** Adds one row's parts to `parts`. */
export function addLmdi(parts: Float64Array, before: ArrayLike<number>, after: ArrayLike<number>): void {
  const [from, to] = [productOf(before), productOf(after)];
  if (from > 0 && to > 0) {
    const mean = logarithmicMean(to, from);
    for (let j = 0; j < before.length; j++) parts[j]! += mean * Math.log(after[j]! / before[j]!);
    return;
  }
  if (from === 0 && to === 0) return;
  const empty = from === 0 ? before : after;
  let zeros = 0;
  for (let j = 0; j < empty.length; j++) if (empty[j] === 0) zeros++;
  for (let j = 0; j < empty.length; j++) if (empty[j] === 0) parts[j]! += (to - from) / zeros;
}

/** LMDI-I, multiplicative: D_j = exp(part_j / L(V1, V0)); the product of all D is V1 / V0. Both totals must be above 0. */
export function lmdiRatios(before: readonly ArrayLike<number>[], after: readonly ArrayLike<number>[]): Float64Array {
  const total = (rows: readonly ArrayLike<number>[]) => rows.reduce((sum, row) => sum + productOf(row), 0);
  const mean = logarithmicMean(total(after), total(before));
  return lmdi(before, after).map((part) => Math.exp(part / mean));
}

function productOf(factors: ArrayLike<number>): number {
  let product = 1;
  for (let j = 0; j < factors.length; j++) product *= factors[j]!;
  return product;
}
