// Whether a group may be spoken of as one: how far its people agree, and how much of what differs lies between groups.
import type { Interval } from "#facts/papers.ts";
import { fisherQuantile } from "#evidence/statistics/student.ts";

/** Below this many people no agreement is told. */
export const fewestRaters = 5;
/** Below this the distribution is shown rather than the mean. */
export const enoughAgreement = 0.7;

/**
 * rWG of one item: 1 - s² / σ², σ² = (A² - 1) / 12 the variance if all A answers were as likely (2 for five points). null below five people; below 0
 * where people differ more than by chance. Source: James, Demaree and Wolf 1984.
 */
export function withinGroupAgreement(answers: ArrayLike<number>, points: number): number | null {
  const given = Array.from(answers).filter((value) => !Number.isNaN(value));
  if (given.length < fewestRaters || points < 2) return null;
  return 1 - varianceOf(given) / ((points * points - 1) / 12);
}

/** rWG(J) of J items together: J (1 - v) / (J (1 - v) + v), v the mean of s² / σ²; 0 where v is above 1; null where an item has fewer than five. */
export function scaleAgreement(items: readonly ArrayLike<number>[], points: number): number | null {
  const shares = items.map((answers) => withinGroupAgreement(answers, points));
  if (shares.length === 0 || shares.includes(null)) return null;
  const left = shares.reduce<number>((sum, share) => sum + 1 - share!, 0) / shares.length;
  return left >= 1 ? 0 : (shares.length * (1 - left)) / (shares.length * (1 - left) + left);
}

export interface GroupShare {
  /** ICC(1): share of one answer's variance that lies between groups; ICC(2): reliability of the groups' means. */
  readonly single: number;
  readonly singleInterval: Interval;
  readonly mean: number;
  readonly meanInterval: Interval;
  readonly groups: number;
  readonly people: number;
}

/**
 * One-way intraclass correlations of answers by group. With groups of unequal size the usual mean size (N - sum n² / N) / (groups - 1) stands for all,
 * and the interval is then near rather than exact. null with fewer than two groups, no group of two, or answers that do not vary within groups.
 * Source: Shrout and Fleiss 1979, case 1.
 */
export function groupShareOf(groups: readonly ArrayLike<number>[], level = 0.9): GroupShare | null {
  const given = groups.map((group) => Array.from(group).filter((value) => !Number.isNaN(value))).filter((group) => group.length > 0);
  const people = given.reduce((sum, group) => sum + group.length, 0);
  const [between, within] = [given.length - 1, people - given.length];
  if (between < 1 || within < 1) return null;
  const mean = given.flat().reduce((sum, value) => sum + value, 0) / people;
  const inside = given.reduce((sum, group) => sum + varianceOf(group) * (group.length - 1), 0) / within;
  if (!(inside > 0)) return null;
  const means = given.map((group) => group.reduce((sum, value) => sum + value, 0) / group.length);
  const outside = given.reduce((sum, group, n) => sum + group.length * (means[n]! - mean) ** 2, 0) / between;
  const size = (people - given.reduce((sum, group) => sum + group.length ** 2, 0) / people) / between;
  const tail = (1 - level) / 2;
  const ratio = outside / inside;
  const low = ratio / fisherQuantile(1 - tail, between, within);
  const high = ratio * fisherQuantile(1 - tail, within, between);
  const single = (f: number) => (f - 1) / (f + size - 1);
  return {
    single: single(ratio),
    singleInterval: { low: single(low), high: single(high), level },
    mean: 1 - 1 / ratio,
    meanInterval: { low: 1 - 1 / low, high: 1 - 1 / high, level },
    groups: given.length,
    people,
  };
}

function varianceOf(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
