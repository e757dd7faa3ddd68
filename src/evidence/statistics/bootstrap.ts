// How much a number would vary if other customers of the same kind had come: every customer counts more or less, by chance, again and again.

/** Weights of mean 1 and variance 1, exponentially distributed, at equal steps of probability. */
const weightTable = exponentialSteps(4096);

/** A steady 32-bit number for a text: the same text gets the same dice wherever its row stands (FNV-1a with a finishing mix). */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mix(hash);
}

/** One draw of many. */
export interface Throw {
  readonly seed: number;
  readonly draw: number;
}

/**
 * Weights of all units in one draw of the Bayesian bootstrap, unnormalised: independent exponentials of mean 1 (so that totals vary like counts do).
 * Each weight depends on the unit's own hash, the seed and the number of the draw, never on the order of rows. No weight is 0: ratios stay defined.
 * Source: Rubin 1981.
 */
export function drawWeights(weights: Float64Array, hashes: Int32Array, throwOf: Throw): void {
  const salt = saltOf(throwOf);
  for (let i = 0; i < hashes.length; i++) {
    let h = hashes[i]! ^ salt;
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    weights[i] = weightTable[(h ^ (h >>> 16)) >>> 20]!;
  }
}

interface Units {
  readonly hash: Int32Array;
  /** Which sum each unit goes to. */
  readonly slot: Int32Array;
  /** Which factor it takes. */
  readonly moment: Int32Array;
}

/** Adds the weight of each unit (as `drawWeights` gives it) times its factor to its sum, in one pass: the innermost loop of a bootstrap of sums. */
export function addWeights(sums: Float64Array, { hash, slot, moment }: Units, { factors, throwOf }: { factors: Float64Array; throwOf: Throw }): void {
  const salt = saltOf(throwOf);
  for (let i = 0; i < hash.length; i++) {
    let h = hash[i]! ^ salt;
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    sums[slot[i]!]! += weightTable[(h ^ (h >>> 16)) >>> 20]! * factors[moment[i]!]!;
  }
}

export interface Spread {
  readonly low: number;
  readonly high: number;
  /** Standard deviation of the draws. */
  readonly deviation: number;
}

/**
 * The middle `level` of draws (percentile interval, linear between ranks) and their standard deviation. Draws are not changed.
 * Source: Efron and Tibshirani 1993, 13.3.
 */
export function spreadOf(draws: Float64Array, level = 0.9): Spread {
  const sorted = draws.slice().sort();
  const at = (share: number) => {
    const place = share * (sorted.length - 1);
    const below = Math.floor(place);
    return sorted[below]! + (place - below) * (sorted[Math.min(below + 1, sorted.length - 1)]! - sorted[below]!);
  };
  let sum = 0;
  for (const draw of sorted) sum += draw;
  const mean = sum / sorted.length;
  let squares = 0;
  for (const draw of sorted) squares += (draw - mean) ** 2;
  const tail = (1 - level) / 2;
  return { low: at(tail), high: at(1 - tail), deviation: Math.sqrt(squares / Math.max(1, sorted.length - 1)) };
}

function saltOf({ seed, draw }: Throw): number {
  return mix(Math.imul(draw + 1, 0x9e3779b9) ^ mix(seed));
}

function mix(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** Exponential quantiles at the middles of equal steps of probability, scaled so that their mean is exactly 1. */
function exponentialSteps(steps: number): Float64Array {
  const raw = Float64Array.from({ length: steps }, (_, i) => -Math.log(1 - (i + 0.5) / steps));
  const mean = raw.reduce((sum, x) => sum + x, 0) / steps;
  return raw.map((x) => x / mean);
}
