// How long it takes to write something down: the mean of measured times, with its range, not led astray by a lunch break.
import { studentQuantile } from "#evidence/statistics/student.ts";
import type { Interval } from "#facts/papers.ts";

export interface EntryTime {
  /** Minutes for one entry. */
  readonly minutes: number;
  /** Null: stated by those who ask, not measured. */
  readonly interval: Interval | null;
  readonly sample: number;
  readonly isMeasured: boolean;
  /** Times that were held down to ten times the median: the form was open while nobody wrote. */
  readonly heldDown: number;
}

/** With fewer the range would be too wide to be of use, and what was stated stands. */
export const fewestTimes = 8;
const mostTimesMedian = 10;

/**
 * Mean minutes of an entry. Times of one act by many hands are close to log-normal: the mean is exp(m + s²/2) of their logarithms and its interval Cox's with
 * Student's t, exp(m + s²/2 ± t √(s²/n + s⁴/(2(n + 1)))). A mean and not a median, because a week's minutes are a sum.
 * Edges: fewer than `fewestTimes`: what was stated, without an interval; all alike: an interval of no width.
 * Source: Olsson 2005 (Journal of Statistics Education 13(1)), modified Cox method; Land 1972 for the estimate.
 */
export function entryTime(seconds: readonly number[], statedMinutes: number): EntryTime {
  const sample = seconds.length;
  if (sample < fewestTimes) return { minutes: statedMinutes, interval: null, sample, isMeasured: false, heldDown: 0 };
  const sorted = seconds.toSorted((a, b) => a - b);
  const most = mostTimesMedian * ((sorted[(sample - 1) >> 1]! + sorted[sample >> 1]!) / 2);
  const logs = sorted.map((each) => Math.log(Math.min(each, most) / 60));
  const mean = logs.reduce((sum, each) => sum + each, 0) / sample;
  const variance = logs.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (sample - 1);
  const middle = mean + variance / 2;
  const reach = studentQuantile(0.95, sample - 1) * Math.sqrt(variance / sample + variance ** 2 / (2 * (sample + 1)));
  return {
    minutes: Math.exp(middle),
    interval: { low: Math.exp(middle - reach), high: Math.exp(middle + reach), level: 0.9 },
    sample,
    isMeasured: true,
    heldDown: sorted.filter((each) => each > most).length,
  };
}
