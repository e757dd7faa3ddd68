// How far apart the answers of the two sides are, as one figure with its range, and the path of a dial to its goal.
import type { GroupTally } from "#evidence/survey/tally.ts";
import { normalBelow, normalQuantile } from "#evidence/statistics/distributions.ts";
import { type DialKey, dialRules } from "#facts/cooperation.ts";
import type { Interval } from "#facts/papers.ts";
import { type Day, daysBetween } from "#kit/day.ts";

/** One measurement of a dial. */
export interface DialPoint {
  readonly on: Day;
  readonly value: number;
  readonly interval: Interval | null;
  /** People who answered, or promises that could be told. */
  readonly sample: number;
}

/** What is kept of one side of a closed wave. */
type Side = Pick<GroupTally, "people" | "statements" | "sumMoments">;

const level = 0.9;
const reach = normalQuantile(1 - (1 - level) / 2);

/**
 * Perception gap of a wave: the root of the mean squared difference of the sides' answers, in points of 1 to 5, with what chance alone makes of it taken off:
 * mean over the statements of (d² - e²), d the difference of the means, e its standard error. Its spread follows from e and from how the differences of one
 * wave lean on one another, which the spread of the people's sums tells (their common covariance c): var = (Σ(2e⁴ + 4d²e²) + Σ over pairs (4 d d' c + 2c²)) ÷ n².
 * Ends stay at zero or above. null where a side is not shown by itself or has fewer than two people.
 */
export function perceptionGap({
  sales,
  marketing,
}: {
  readonly sales?: Side | undefined;
  readonly marketing?: Side | undefined;
}): Omit<DialPoint, "on"> | null {
  if (sales === undefined || marketing === undefined || sales.people < 2 || marketing.people < 2) return null;
  const both = sales.statements.map(({ statement, counts }) => {
    const [own, other] = [momentsOfCounts(counts), momentsOfCounts(marketing.statements.find((one) => one.statement === statement)!.counts)];
    return { d: own.mean - other.mean, e2: own.error + other.error };
  });
  const n = both.length;
  const squared = both.reduce((sum, { d, e2 }) => sum + d * d - e2, 0) / n;
  const spread = both.reduce((sum, { e2 }) => sum + e2, 0);
  const ofSums = errorOfSums(sales) + errorOfSums(marketing);
  const c = Math.max(0, (ofSums - spread) / (n * (n - 1)));
  const total = both.reduce((sum, { d }) => sum + d, 0);
  const pairs = 4 * c * (total * total - both.reduce((sum, { d }) => sum + d * d, 0)) + 2 * c * c * n * (n - 1);
  const alone = both.reduce((sum, { d, e2 }) => sum + 2 * e2 * e2 + 4 * d * d * e2, 0);
  const error = Math.sqrt(Math.max(0, alone + pairs)) / n;
  const root = (square: number) => Math.sqrt(Math.max(0, square));
  return {
    value: root(squared),
    interval: { low: root(squared - reach * error), high: root(squared + reach * error), level },
    sample: sales.people + marketing.people,
  };
}

const errorOfSums = ({ sumMoments }: Side) => (Number.isFinite(sumMoments.error) ? sumMoments.error : 0);

/** From how many answered 1, 2, 3, 4, 5. */
function momentsOfCounts(counts: readonly number[]): { mean: number; error: number } {
  const people = counts.reduce((sum, count) => sum + count, 0);
  const mean = counts.reduce((sum, count, place) => sum + count * (place + 1), 0) / people;
  const squares = counts.reduce((sum, count, place) => sum + count * (place + 1 - mean) ** 2, 0);
  return { mean, error: squares / (people - 1) / people };
}

export interface DialGoal {
  readonly dial: DialKey;
  readonly baseline: number;
  readonly baselineOn: Day;
  readonly target: number;
  readonly day: Day;
}

/** on: the whole 90 % range of the last measurement lies on the line or on its better side; off: on its worse side; else it cannot be told. */
export type PathSays = "on" | "off" | "cannot-be-told";

export interface DialPath {
  readonly points: readonly (DialPoint & { readonly expected: number })[];
  readonly says: PathSays;
  /** Chance that the last measurement stands on the line or better; null: none since it began. */
  readonly chance: number | null;
  readonly reached: boolean;
}

/** The line goes straight from where the dial stood to the target on the day, and stays there. */
export function expectedOn({ baseline, baselineOn, target, day }: Omit<DialGoal, "dial">, on: Day): number {
  const way = Math.min(1, Math.max(0, daysBetween(baselineOn, on) / Math.max(1, daysBetween(baselineOn, day))));
  return baseline + (target - baseline) * way;
}

/** `points`: in order of their days; those of before the baseline are shown and judge nothing. */
export function pathOf(goal: DialGoal, points: readonly DialPoint[]): DialPath {
  const shown = points.map((point) => Object.assign({}, point, { expected: expectedOn(goal, point.on) }));
  const last = shown.findLast(({ on }) => on > goal.baselineOn);
  if (last === undefined) return { points: shown, says: "cannot-be-told", chance: null, reached: false };
  const isUp = dialRules[goal.dial].better === "up";
  const { low, high } = last.interval ?? { low: last.value, high: last.value };
  const [worst, best] = isUp ? [low ?? -Infinity, high ?? Infinity] : [-(high ?? Infinity), -(low ?? -Infinity)];
  const line = isUp ? last.expected : -last.expected;
  const says: PathSays = worst >= line ? "on" : best < line ? "off" : "cannot-be-told";
  const target = isUp ? goal.target : -goal.target;
  return { points: shown, says, chance: chanceOf(isUp ? last.value : -last.value, { worst, best, line }), reached: worst >= target };
}

/** By the side of the range that looks at the line, so that a range cut at an end of its scale does not seem surer than it is. */
function chanceOf(value: number, { worst, best, line }: { readonly worst: number; readonly best: number; readonly line: number }): number {
  const error = (line <= value ? value - worst : best - value) / reach;
  if (!(error > 0)) return value >= line ? 1 : 0;
  return normalBelow((value - line) / error);
}

/** Half the width of the range: a goal that is nearer than this cannot be told from standing still by one measurement. null: there is no range. */
export function tellableStep(interval: Interval | null): number | null {
  return interval === null || interval.low === null || interval.high === null ? null : (interval.high - interval.low) / 2;
}
