// Means of answers with their ranges, and how two groups of people differ.
import type { Interval } from "#facts/papers.ts";
import { studentBelow, studentQuantile } from "#evidence/statistics/student.ts";

export interface Mean {
  readonly value: number;
  /** null where fewer than two answered. Ends stay on the scale. */
  readonly interval: Interval | null;
  readonly people: number;
}

/** All that a comparison of means needs, and nothing of any one person. */
export interface Moments {
  readonly people: number;
  readonly mean: number;
  /** Squared standard error of the mean; NaN where fewer than two answered. */
  readonly error: number;
}

export function momentsOf(answers: ArrayLike<number>): Moments {
  const people = answers.length;
  const values = Array.from(answers);
  const mean = values.reduce((sum, value) => sum + value, 0) / people;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { people, mean, error: squares / (people - 1) / people };
}

/**
 * Mean of answers between `least` and `most`, by Student's t. Those who answered stand for how such people answer, not only for themselves: no finite
 * population is taken off. Where all answered alike that says nothing of the next person: the range goes as far as one further answer at either end of the
 * scale would move the mean. null where nobody answered.
 */
export function meanOf(answers: ArrayLike<number>, { least, most, level = 0.9 }: { least: number; most: number; level?: number }): Mean | null {
  if (answers.length === 0) return null;
  const { people, mean, error } = momentsOf(answers);
  if (people < 2) return { value: mean, interval: null, people };
  if (error === 0) return { value: mean, interval: { low: mean + (least - mean) / (people + 1), high: mean + (most - mean) / (people + 1), level }, people };
  const reach = studentQuantile(1 - (1 - level) / 2, people - 1) * Math.sqrt(error);
  return { value: mean, interval: { low: Math.max(least, mean - reach), high: Math.min(most, mean + reach), level }, people };
}

export interface Difference {
  /** First less second. */
  readonly value: number;
  readonly interval: Interval;
  /** Two-sided chance of a difference as large where there is none. */
  readonly p: number;
}

/**
 * Difference of two groups' means, unequal spreads allowed. null where a group has fewer than two people or neither group varies. Source: Welch 1947.
 */
export function differenceOf(first: ArrayLike<number>, second: ArrayLike<number>, level = 0.9): Difference | null {
  return first.length < 2 || second.length < 2 ? null : differenceOfMoments(momentsOf(first), momentsOf(second), level);
}

/** The same from moments alone. */
export function differenceOfMoments(a: Moments, b: Moments, level = 0.9): Difference | null {
  if (a.people < 2 || b.people < 2) return null;
  const error = a.error + b.error;
  if (!(error > 0)) return null;
  const degrees = error ** 2 / (a.error ** 2 / (a.people - 1) + b.error ** 2 / (b.people - 1));
  const value = a.mean - b.mean;
  const reach = studentQuantile(1 - (1 - level) / 2, degrees) * Math.sqrt(error);
  return { value, interval: { low: value - reach, high: value + reach, level }, p: 2 * studentBelow(-Math.abs(value) / Math.sqrt(error), degrees) };
}
