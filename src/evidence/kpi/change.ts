// Whether a figure has really changed between two periods, or only wobbled.
import type { Interval, NumberWithPapers, Verdict } from "#facts/papers.ts";
import { daysBetween } from "#kit/day.ts";
import { normalBelow, normalQuantile } from "#evidence/statistics/distributions.ts";

/** Figures that grow with the length of the period; compared per average month so that periods of different length can be. */
const additive: ReadonlySet<string> = new Set(["deals-won", "deals-lost", "deals-opened", "revenue", "promotion-cost"]);

export function isAdditive(key: string): boolean {
  return additive.has(key);
}

export const daysPerMonth = 365.2425 / 12;

/** The value as it is compared: per average month for figures that add up, as it stands for the others. */
export function comparable(number: NumberWithPapers): { value: number | null; interval: Interval | null } {
  if (!isAdditive(number.key)) return { value: number.value, interval: number.interval };
  const factor = daysPerMonth / daysBetween(number.period.from, number.period.until);
  const scale = (value: number | null) => (value === null ? null : value * factor);
  return {
    value: scale(number.value),
    interval: number.interval && { ...number.interval, low: scale(number.interval.low), high: scale(number.interval.high) },
  };
}

export interface Change {
  readonly key: string;
  readonly earlier: number | null;
  readonly later: number | null;
  /** later - earlier. */
  readonly value: number | null;
  /** later / earlier - 1; null where the earlier value is not above zero. */
  readonly relative: number | null;
  readonly interval: Interval | null;
  /** Chance that the change has the direction it shows. */
  readonly probability: number | null;
  readonly verdict: Verdict;
  readonly reason?: string;
}

/** Standard error, in days, of a length that is known by the day alone: of an even spread over one day (Sheppard 1898). */
const wholeDays = 1 / Math.sqrt(12);

/** A change is judged on fewer records than this only with 'cannot be told'. */
export const leastSample = 8;

/**
 * Difference of two independent figures. Each figure's standard error is read from its 90 % interval: (high - low) / (2 x 1.645), on the log scale for
 * positive figures and plainly for shares; where `spread` gives a larger one (how much its months vary), that one counts, so that a firm whose months
 * swing anyhow is not told of a change at every swing. Days are counted whole, so that a median of many deals can have a range of no width: to a figure
 * in days the error of counting so is added, 1/sqrt(12) of a day (an even spread over one day).
 * Verdict: chance of the shown direction above .95 clear, above .8 likely, else within chance.
 * Edges: a missing value, neither interval nor spread, or fewer than 8 records behind an interval on a side, gives 'cannot-be-told' with its reason.
 */
export function changeBetween(earlier: NumberWithPapers, later: NumberWithPapers, spread: { earlier?: number | null; later?: number | null } = {}): Change {
  const [a, b] = [comparable(earlier), comparable(later)];
  const value = a.value === null || b.value === null ? null : b.value - a.value;
  const bare = { key: later.key, earlier: a.value, later: b.value, value, relative: value !== null && a.value! > 0 ? value / a.value! : null };
  const untold = (reason: string): Change => ({ ...bare, interval: null, probability: null, verdict: "cannot-be-told", reason });
  if (value === null) return untold(a.value === null ? (earlier.reason ?? "no-value") : (later.reason ?? "no-value"));
  // What is read from books has no range: it is judged by how its months swing, be they of many lines or of one.
  if ([earlier, later].some(({ sample, interval }) => interval !== null && sample < leastSample)) return untold("too-few-records");
  const onLog = later.unit !== "share" && a.value! > 0 && b.value! > 0;
  const grain = later.unit === "days" ? wholeDays : 0;
  const [errorA, errorB] = [errorOf(a, { onLog, grain, spread: spread.earlier ?? null }), errorOf(b, { onLog, grain, spread: spread.later ?? null })];
  if (errorA === null || errorB === null) return untold("no-interval");
  const error = Math.hypot(errorA, errorB);
  const shift = onLog ? Math.log(b.value! / a.value!) : value;
  const probability = error === 0 ? (shift === 0 ? 0.5 : 1) : normalBelow(Math.abs(shift) / error);
  const reach = normalQuantile(0.95) * error;
  const back = (at: number) => (onLog ? a.value! * (Math.exp(at) - 1) : at);
  return { ...bare, interval: { low: back(shift - reach), high: back(shift + reach), level: 0.9 }, probability, verdict: verdictOf(probability) };
}

/** Two-sided reading of the chance of a direction: .95 and .8 of real change. */
export function verdictOf(probability: number): Verdict {
  if (probability > 0.95) return "clear";
  return probability > 0.8 ? "likely" : "within-chance";
}

function errorOf(
  { value, interval }: { value: number | null; interval: Interval | null },
  { onLog, grain, spread }: { onLog: boolean; grain: number; spread: number | null },
): number | null {
  const seen = interval === null || interval.low === null || interval.high === null ? null : widthOf(interval, onLog);
  const own = seen === null || value === null ? null : Math.hypot(seen, onLog ? grain / value : grain);
  const between = spread === null || value === null ? null : onLog ? spread / value : spread;
  if (own === null) return between;
  return between === null ? own : Math.max(own, between);
}

function widthOf({ low, high, level }: Interval, onLog: boolean): number | null {
  const z = 2 * normalQuantile(0.5 + level / 2);
  if (!onLog) return (high! - low!) / z;
  return low! > 0 && high! > 0 ? Math.log(high! / low!) / z : null;
}
