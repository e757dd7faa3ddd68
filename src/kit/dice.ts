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
  return new Thrower(seed);
}

/** The generator's step stands written out here: a forecast throws a hundred million times, and calls would cost more than the throws. */
class Thrower implements Dice {
  private s00: number;
  private s01: number;
  private s10: number;
  private s11: number;
  /** The polar method gives normals in pairs; NaN: none is left. */
  private spare = Number.NaN;

  constructor(seed: number) {
    const generator = xoroshiro128plus(scattered(seed | 0));
    // The generator's first throws still show how its state was filled (the very first is the same for every seed).
    for (let n = 0; n < 16; n++) uniformFloat64(generator);
    [this.s01, this.s00, this.s11, this.s10] = generator.getState() as [number, number, number, number];
  }

  /** Two steps of xoroshiro128+ (Blackman and Vigna 2018) on halves of 32 bits: 26 bits of the first and 27 of the second make a number of 53. */
  uniform(): number {
    const { s00, s01, s10, s11 } = this;
    const high = (s00 + s10) & 0x3_ff_ff_ff;
    let a0 = s10 ^ s00;
    let a1 = s11 ^ s01;
    const n00 = (s00 << 24) ^ (s01 >>> 8) ^ a0 ^ (a0 << 16);
    const n01 = (s01 << 24) ^ (s00 >>> 8) ^ a1 ^ ((a1 << 16) | (a0 >>> 16));
    const n10 = (a1 << 5) ^ (a0 >>> 27);
    const n11 = (a0 << 5) ^ (a1 >>> 27);
    const low = (n00 + n10) & 0x7_ff_ff_ff;
    a0 = n10 ^ n00;
    a1 = n11 ^ n01;
    this.s00 = (n00 << 24) ^ (n01 >>> 8) ^ a0 ^ (a0 << 16);
    this.s01 = (n01 << 24) ^ (n00 >>> 8) ^ a1 ^ ((a1 << 16) | (a0 >>> 16));
    this.s10 = (a1 << 5) ^ (a0 >>> 27);
    this.s11 = (a0 << 5) ^ (a1 >>> 27);
    return high * 2 ** -26 + low * 2 ** -53;
  }

  below(bound: number): number {
    return Math.floor(this.uniform() * bound);
  }

  chance(probability: number): boolean {
    return this.uniform() < probability;
  }

  normal(): number {
    const kept = this.spare;
    if (!Number.isNaN(kept)) {
      this.spare = Number.NaN;
      return kept;
    }
    for (;;) {
      const x = 2 * this.uniform() - 1;
      const y = 2 * this.uniform() - 1;
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      this.spare = y * factor;
      return x * factor;
    }
  }

  exponential(): number {
    return -Math.log(1 - this.uniform());
  }

  gamma(shape: number): number {
    if (!(shape > 0)) throw new RangeError(`a gamma needs a shape above 0, not ${shape}`);
    if (shape < 1) return this.gamma(shape + 1) * (1 - this.uniform()) ** (1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = this.normal();
      const v = (1 + c * x) ** 3;
      if (v <= 0) continue;
      const u = 1 - this.uniform();
      // Most are let through by a bound that lies below the curve, which saves two logarithms and changes no answer.
      const square = x * x;
      if (u < 1 - 0.0331 * square * square || Math.log(u) < 0.5 * square + d - d * v + d * Math.log(v)) return d * v;
    }
  }

  beta(a: number, b: number): number {
    const x = this.gamma(a);
    return x / (x + this.gamma(b));
  }

  poisson(mean: number): number {
    // Sums of Poissons are Poisson: large means are halved until the product of uniforms stays above the smallest double.
    if (mean > 30) return this.poisson(mean / 2) + this.poisson(mean / 2);
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = this.uniform(); product > limit; product *= this.uniform()) count++;
    return count;
  }
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
