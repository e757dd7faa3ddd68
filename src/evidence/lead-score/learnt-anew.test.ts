// Ends of ranges from draws, by hand: how far out they lie, and to which side.
import { expect, test } from "vitest";

import { rangeOf, turnedRatio } from "#evidence/lead-score/learnt-anew.ts";

test("nine of ten of nineteen draws end at the lowest and the highest: a new one lies beyond each with one chance in twenty", () => {
  const draws = Float64Array.from({ length: 19 }, (_, n) => 19 - n);
  const { low, high } = rangeOf(draws, 0.9)!;
  expect(low).toBeCloseTo(1, 12);
  expect(high).toBeCloseTo(19, 12);
});

test("of fewer draws than tell nine of ten the ends are the outermost", () => {
  expect(rangeOf(Float64Array.of(3, 1, 2), 0.9)).toEqual({ low: 1, high: 3, level: 0.9 });
});

test("a draw without an answer leaves no range", () => expect(rangeOf(Float64Array.of(1, Number.NaN), 0.9)).toBeNull());

test("draws from a tenth below what was seen to a quarter above it say that the truth lies from a fifth below to a ninth above", () => {
  // Draws lean upwards as what was seen does: 5/4 of it turns into 4/5, 9/10 into 10/9.
  const { low, high } = turnedRatio({ low: 0.9, high: 1.25, level: 0.9 }, 1)!;
  expect([low, high]).toEqual([0.8, 1 / 0.9]);
  expect(turnedRatio({ low: 1.8, high: 2.5, level: 0.9 }, 2)).toEqual({ low: 1.6, high: 4 / 1.8, level: 0.9 });
  expect(turnedRatio(null, 1)).toBeNull();
});
