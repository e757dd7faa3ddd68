// Chance that can be repeated, and that does not show the seed it came from.
import { expect, test } from "vitest";

import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

import { diceOf, seedOf } from "#kit/dice.ts";

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const of = (count: number, make: (n: number) => number) => Array.from({ length: count }, (_, n) => make(n));

test("the same seed throws the same, in this process and the next", () => {
  const dice = diceOf(42);
  const again = diceOf(42);
  expect(of(5, () => dice.uniform())).toEqual(of(5, () => again.uniform()));
});

test("the step written out is the generator's own, throw by throw, and seeds begin where they always did", () => {
  const [dice, plain] = [diceOf(0), xoroshiro128plus(0)];
  for (let n = 0; n < 16; n++) uniformFloat64(plain);
  for (let n = 0; n < 10_000; n++) expect(dice.uniform()).toBe(uniformFloat64(plain));
});

test("the bound that saves logarithms lets through nothing that they would not", () => {
  for (const shape of [1, 1.1, 3, 40, 5000]) {
    const d = shape - 1 / 3;
    // Within 2.3 the bound is above zero, and so is v.
    for (let x = -Math.min(2.3, 0.99 * Math.sqrt(9 * d)); x < 2.3; x += 0.01) {
      const v = (1 + x / Math.sqrt(9 * d)) ** 3;
      expect(Math.log(1 - 0.0331 * x ** 4)).toBeLessThanOrEqual(0.5 * x * x + d - d * v + d * Math.log(v) + 1e-11);
    }
  }
});

test("the first throws of neighbouring seeds are spread evenly and do not follow each other", () => {
  const first = of(2_000, (seed) => diceOf(seed).uniform());
  for (let tenth = 0; tenth < 10; tenth++) expect(Math.abs(first.filter((value) => Math.floor(value * 10) === tenth).length - 200)).toBeLessThan(60);
  const follow = mean(first.slice(1).map((value, n) => (value - 0.5) * (first[n]! - 0.5))) * 12;
  expect(Math.abs(follow)).toBeLessThan(0.1);
});

test("means are those of the named distributions", () => {
  const dice = diceOf(seedOf("means"));
  const near = (found: number, expected: number, error: number) => expect(Math.abs(found - expected)).toBeLessThan(4 * error);
  near(mean(of(10_000, () => dice.normal())), 0, 0.01);
  near(mean(of(10_000, () => dice.exponential())), 1, 0.01);
  near(mean(of(10_000, () => dice.gamma(3))), 3, Math.sqrt(3) / 100);
  near(mean(of(10_000, () => dice.beta(2, 6))), 0.25, 0.0015);
  near(mean(of(10_000, () => dice.poisson(80))), 80, 0.09);
  near(mean(of(10_000, () => dice.below(6))), 2.5, 0.018);
  near(mean(of(10_000, () => Number(dice.chance(0.2)))), 0.2, 0.004);
});

test("a gamma without a shape is refused", () => {
  expect(() => diceOf(1).gamma(0)).toThrow(RangeError);
});
