// Chance that can be repeated: the same seed throws the same dice, this year and next.
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

export interface Dice {
  /** Uniform on [0, 1). */
  uniform(): number;
  /** A whole number from 0 up to, not including, `bound`. */
  below(bound: number): number;
  /** Standard normal (Marsaglia's polar method). */
  normal(): number;
  /** Exponential with mean 1. */
  exponential(): number;
  /** Gamma with the given shape and scale 1 (Marsaglia and Tsang 2000). */
  gamma(shape: number): number;
  /** Beta(a, b) by two gammas. */
  beta(a: number, b: number): number;
  /** Poisson count with the given mean. */
  poisson(mean: number): number;
  /** True with the given chance. */
  chance(probability: number): boolean;
}

/** Dice from a seed (any number; its low 32 bits count). Neighbouring seeds throw unlike dice. */
export function diceOf(seed: number): Dice {
  const generator = xoroshiro128plus(scattered(seed | 0));
  // The generator's first throws still show how its state was filled (the very first is the same for every seed).
  for (let n = 0; n < 16; n++) uniformFloat64(generator);
  const uniform = () => uniformFloat64(generator);
  let spare: number | null = null;
  const normal = (): number => {
    if (spare !== null) {
      const kept = spare;
      spare = null;
      return kept;
    }
    for (;;) {
      const [x, y] = [2 * uniform() - 1, 2 * uniform() - 1];
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      spare = y * factor;
      return x * factor;
    }
  };
  const gamma = (shape: number): number => {
    if (!(shape > 0)) throw new RangeError(`a gamma needs a shape above 0, not ${shape}`);
    if (shape < 1) return gamma(shape + 1) * (1 - uniform()) ** (1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normal();
      const v = (1 + c * x) ** 3;
      if (v <= 0) continue;
      const u = 1 - uniform();
      if (Math.log(u) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  };
  const poisson = (mean: number): number => {
    // Sums of Poissons are Poisson: large means are halved until the product of uniforms stays above the smallest double.
    if (mean > 30) return poisson(mean / 2) + poisson(mean / 2);
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = uniform(); product > limit; product *= uniform()) count++;
    return count;
  };
  return {
    uniform,
    below: (bound) => Math.floor(uniform() * bound),
    normal,
    exponential: () => -Math.log(1 - uniform()),
    gamma,
    beta: (a, b) => {
      const x = gamma(a);
      return x / (x + gamma(b));
    },
    poisson,
    chance: (probability) => uniform() < probability,
  };
}

/** Neighbouring numbers to numbers far apart, one to one (the finaliser of MurmurHash3). */
function scattered(seed: number): number {
  let mixed = seed;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) | 0;
}

/** A seed from a text, so that the same question always throws the same dice (FNV-1a, 32 bits). */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash | 0;
}
