// Places and weights for adding up a curve exactly: a polynomial's area from a handful of its heights.

export interface Quadrature {
  /** Places on (0, 1), ascending. */
  readonly nodes: Float64Array;
  /** Weights; they sum to 1. */
  readonly weights: Float64Array;
}

/**
 * Gauss-Legendre quadrature on [0, 1] with `count` nodes: exact for polynomials up to degree 2 count - 1.
 * Nodes are the roots of the Legendre polynomial, found by Newton's method from Tricomi's starting guess.
 * Throws a RangeError for fewer than one node. Source: Abramowitz and Stegun 25.4.29.
 */
export function gaussLegendre(count: number): Quadrature {
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`a quadrature needs at least one node, not ${count}`);
  const nodes = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let x = -Math.cos((Math.PI * (i + 0.75)) / (count + 0.5));
    let slope = 1;
    for (let step = 0; step < 100; step++) {
      const [value, derivative] = legendre(count, x);
      slope = derivative;
      const move = value / derivative;
      x -= move;
      if (Math.abs(move) < 1e-16) break;
    }
    nodes[i] = (1 + x) / 2;
    weights[i] = 1 / ((1 - x * x) * slope * slope);
  }
  return { nodes, weights };
}

/** The Legendre polynomial of the given degree and its derivative at x, by the three-term recurrence. */
function legendre(degree: number, x: number): [value: number, derivative: number] {
  let [before, value] = [1, x];
  for (let k = 2; k <= degree; k++) [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
  return [value, (degree * (x * value - before)) / (x * x - 1)];
}
