// What young cohorts will grow to, if they grow from month to month as older ones did: Mack's chain ladder with its standard errors.
import { type Outcome, accept, refuse } from "#kit/refusal.ts";

/** Rows are cohorts, the oldest first; columns are ages; cells are totals so far, null where the age is not reached yet. */
export type Triangle = readonly (readonly (number | null)[])[];

/** How the spread of the last step is guessed, which only one cohort has taken: Mack's own rule, or a straight line through the logarithms of the earlier ones. */
export type LastSpread = "mack" | "log-linear";

export interface Grown {
  /** Total at the last age that any cohort has reached. */
  readonly ultimate: number;
  readonly stillToCome: number;
  readonly standardError: number;
}

export interface ChainLadder {
  readonly factors: readonly number[];
  /** Standard deviations of the steps. */
  readonly spreads: readonly number[];
  readonly cohorts: readonly Grown[];
  readonly total: Grown;
}

export type LadderRefusal = "too-few-cohorts" | "cohort-without-conversions";

/**
 * Chain ladder: factor of a step = sum of totals after it / sum of totals before it, over the cohorts that took it; a cohort's total is its latest one times the
 * factors still ahead. Standard errors with Mack's formulas: chance within cohorts and uncertainty of the factors; cohorts share the factors, so that
 * the error of the total is more than the sum of squares. What comes after the last age is not in it (no tail).
 * Refuses under three cohorts and where a cohort's latest total is 0 and yet should grow (nothing to multiply).
 * Source: Mack 1993; the last spread: Mack 1993 and 1999.
 */
export function chainLadder(triangle: Triangle, lastSpread: LastSpread = "mack"): Outcome<ChainLadder, LadderRefusal> {
  const rows = triangle.filter((row) => row.length > 0 && row[0] !== null);
  const ages = Math.max(0, ...rows.map(reachOf));
  if (rows.length < 3 || ages < 3) return refuse("too-few-cohorts", { count: rows.length, needed: 3 });
  if (rows.some((row) => reachOf(row) < ages && row[reachOf(row) - 1] === 0)) return refuse("cohort-without-conversions");
  const steps = Array.from({ length: ages - 1 }, (_, age) => stepOf(rows, age));
  const factors = steps.map((step) => step.factor);
  const variances = completed(
    steps.map((step) => step.variance),
    lastSpread,
  );
  return accept({ factors, spreads: variances.map(Math.sqrt), ...grown(rows, { ages, factors, variances, sums: steps.map((step) => step.sum) }) });
}

const reachOf = (row: readonly (number | null)[]) => {
  const end = row.indexOf(null);
  return end < 0 ? row.length : end;
};

/** One step from age to age: its factor, what it is built on, and the variance about it (null where only one cohort took it). */
function stepOf(rows: Triangle, age: number): { factor: number; sum: number; variance: number | null } {
  const taken = rows.filter((row) => reachOf(row) > age + 1).map((row) => [row[age]!, row[age + 1]!] as const);
  const sum = taken.reduce((all, [from]) => all + from, 0);
  const factor = sum > 0 ? taken.reduce((all, [, to]) => all + to, 0) / sum : 1;
  const squares = taken.reduce((all, [from, to]) => all + (from > 0 ? from * (to / from - factor) ** 2 : 0), 0);
  return { factor, sum, variance: taken.length < 2 ? null : squares / (taken.length - 1) };
}

/** Variances with those of the last steps filled in where one cohort alone took them. */
function completed(known: readonly (number | null)[], rule: LastSpread): number[] {
  const found = known.flatMap((variance, age) => (variance !== null && variance > 0 ? [{ age, log: Math.log(variance) }] : []));
  const variances = [...known];
  for (let age = 0; age < variances.length; age++) {
    if (variances[age] !== null) continue;
    const [one, two] = [variances[age - 1] ?? 0, variances[age - 2] ?? variances[age - 1] ?? 0];
    const byMack = two > 0 ? Math.min((one * one) / two, one, two) : Math.min(one, two);
    variances[age] = rule === "log-linear" && found.length >= 2 ? Math.exp(lineAt(found, age)) : byMack;
  }
  return variances as number[];
}

function lineAt(points: readonly { age: number; log: number }[], at: number): number {
  const mean = (of: (point: { age: number; log: number }) => number) => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [age, log] = [mean((point) => point.age), mean((point) => point.log)];
  const slope = mean((point) => (point.age - age) * (point.log - log)) / mean((point) => (point.age - age) ** 2);
  return log + slope * (at - age);
}

interface Growth {
  readonly ages: number;
  readonly factors: readonly number[];
  readonly variances: readonly number[];
  readonly sums: readonly number[];
}

function grown(rows: Triangle, { ages, factors, variances, sums }: Growth): { cohorts: Grown[]; total: Grown } {
  const relative = factors.map((factor, age) => (factor > 0 ? variances[age]! / factor ** 2 : 0));
  const cohorts = rows.map((row) => {
    const reach = reachOf(row);
    const latest = row[reach - 1]!;
    let [value, error] = [latest, 0];
    for (let age = reach - 1; age < ages - 1; age++) {
      error += relative[age]! * ((value > 0 ? 1 / value : 0) + (sums[age]! > 0 ? 1 / sums[age]! : 0));
      value *= factors[age]!;
    }
    return { ultimate: value, stillToCome: value - latest, standardError: value * Math.sqrt(error), reach };
  });
  // Errors of the factors are shared: twice their covariance for each pair of cohorts.
  let variance = 0;
  cohorts.forEach((one, place) => {
    variance += one.standardError ** 2;
    for (const other of cohorts.slice(place + 1)) {
      let shared = 0;
      for (let age = Math.max(one.reach, other.reach) - 1; age < ages - 1; age++) shared += sums[age]! > 0 ? relative[age]! / sums[age]! : 0;
      variance += 2 * one.ultimate * other.ultimate * shared;
    }
  });
  const sum = (of: (one: Grown) => number) => cohorts.reduce((all, one) => all + of(one), 0);
  return {
    cohorts: cohorts.map(({ ultimate, stillToCome, standardError }) => ({ ultimate, stillToCome, standardError })),
    total: { ultimate: sum((one) => one.ultimate), stillToCome: sum((one) => one.stillToCome), standardError: Math.sqrt(variance) },
  };
}
