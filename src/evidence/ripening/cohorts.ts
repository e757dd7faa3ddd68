// Cohorts by calendar month or quarter, and the triangle of how far each has grown at each age.
import type { Interval } from "#facts/papers.ts";
import { addMonths, dayNumber, dayOf } from "#kit/day.ts";
import { type Period, monthOf, quarterOf } from "#kit/period.ts";
import { type Outcome, accept, refuse } from "#kit/refusal.ts";
import { normalQuantile } from "#evidence/statistics/distributions.ts";
import { type ChainLadder, type LadderRefusal, type LastSpread, chainLadder } from "#evidence/ripening/chain-ladder.ts";
import type { Entrants } from "#evidence/ripening/entrants.ts";

export type CohortStep = "month" | "quarter";

export interface Cohorts {
  readonly step: CohortStep;
  readonly periods: readonly Period[];
  /** Place of each entrant's cohort. */
  readonly cohortOf: Int32Array;
  readonly sizes: Int32Array;
  /** Cohorts whose last day has been seen whole. */
  readonly whole: number;
}

/** From the cohort of the first entrant to that of the last day seen, those without entrants included. */
export function cohortsOf({ enteredOn, lastSeen }: Entrants, step: CohortStep): Cohorts {
  let first = lastSeen;
  for (const day of enteredOn) if (day < first) first = day;
  const periods: Period[] = [];
  const months = step === "month" ? 1 : 3;
  for (let from = (step === "month" ? monthOf : quarterOf)(dayOf(first)).from; dayNumber(from) <= lastSeen; from = addMonths(from, months))
    periods.push({ from, until: addMonths(from, months) });
  // One lookup a day instead of a search a row.
  const start = dayNumber(periods[0]!.from);
  const ofDay = new Int32Array(lastSeen - start + 1);
  periods.forEach(({ from, until }, place) => ofDay.fill(place, dayNumber(from) - start, Math.min(ofDay.length, dayNumber(until) - start)));
  const [cohortOf, sizes] = [new Int32Array(enteredOn.length), new Int32Array(periods.length)];
  for (let n = 0; n < enteredOn.length; n++) {
    cohortOf[n] = ofDay[enteredOn[n]! - start]!;
    sizes[cohortOf[n]!]!++;
  }
  const isLastWhole = dayNumber(periods.at(-1)!.until) <= lastSeen + 1;
  return { step, periods, cohortOf, sizes, whole: periods.length - (isLastWhole ? 0 : 1) };
}

/** Conversions of each whole cohort up to the end of each calendar step since it began; null where that step is not over. */
export function triangleOf(entrants: Entrants, cohorts: Cohorts): (number | null)[][] {
  const { whole, cohortOf, periods } = cohorts;
  const cells = Array.from({ length: whole }, () => new Float64Array(whole));
  const start = dayNumber(periods[0]!.from);
  const stepOf = new Int32Array(Math.max(0, entrants.lastSeen - start + 1));
  periods.forEach(({ from, until }, place) => stepOf.fill(place, dayNumber(from) - start, Math.min(stepOf.length, dayNumber(until) - start)));
  for (let n = 0; n < cohortOf.length; n++) {
    const cohort = cohortOf[n]!;
    if (entrants.isConverted[n] === 0 || cohort >= whole) continue;
    const at = stepOf[entrants.enteredOn[n]! + entrants.age[n]! - start]!;
    if (at < whole) cells[cohort]![at - cohort]!++;
  }
  return cells.map((row, cohort) => {
    let total = 0;
    return Array.from({ length: whole }, (_, age) => (cohort + age < whole ? (total += row[age]!) : null));
  });
}

export interface LadderRate {
  /** Share of the developed cohorts' entrants that converts by the age of the oldest. */
  readonly rate: number;
  /** For these very cohorts: by a lognormal curve about what is still to come. */
  readonly interval: Interval;
  readonly standardError: number;
  readonly entrants: number;
  readonly soFar: number;
  readonly stillToCome: number;
  readonly stillToComeInterval: { readonly low: number; readonly high: number };
  readonly rule: LastSpread;
  readonly step: CohortStep;
  /** First cohort and number of cohorts developed; the younger ones have not reached the age from which all have conversions. */
  readonly firstCohort: number;
  readonly cohorts: readonly { readonly place: number; readonly rate: number; readonly interval: Interval }[];
  readonly leftOut: number;
}

/**
 * The share that the cohorts will come to by Mack's chain ladder. Development starts at the first age at which every cohort that has reached it has at least
 * one conversion; cohorts younger than that are left out, as they say nothing to multiply. Refuses where fewer than four cohorts remain, and where
 * a cohort would come to more conversions than it has entrants.
 */
export function ladderRate(entrants: Entrants, cohorts: Cohorts, rule: LastSpread = "mack"): Outcome<LadderRate, LadderRefusal | "cohorts-grow-unalike"> {
  const first = cohorts.sizes.findIndex((size) => size > 0);
  const sizes = cohorts.sizes.subarray(first, cohorts.whole);
  const triangle = triangleOf(entrants, cohorts)
    .slice(first)
    .map((row) => row.slice(0, sizes.length));
  if (sizes.some((size) => size === 0)) return refuse("too-few-cohorts", { count: 0, needed: fewestCohorts });
  let start = 0;
  while (start < sizes.length && triangle.some((row) => row[start] === 0)) start++;
  const developed = triangle.map((row) => row.slice(start)).filter((row) => row[0] != null);
  if (developed.length < fewestCohorts) return refuse("too-few-cohorts", { count: developed.length, needed: fewestCohorts });
  const ladder = chainLadder(developed, rule);
  if (!ladder.ok) return ladder;
  const { total } = ladder.value;
  // A cohort that would convert more than it holds shows that cohorts do not grow alike.
  if (ladder.value.cohorts.some((grown, place) => grown.ultimate > sizes[place]!)) return refuse("cohorts-grow-unalike");
  const size = developed.reduce((sum, _, place) => sum + sizes[place]!, 0);
  const soFar = total.ultimate - total.stillToCome;
  const still = lognormalRange(total.stillToCome, total.standardError);
  return accept({
    rate: Math.min(1, total.ultimate / size),
    interval: { low: (soFar + still.low) / size, high: Math.min(1, (soFar + still.high) / size), level: 0.9 },
    standardError: total.standardError / size,
    entrants: size,
    soFar,
    stillToCome: total.stillToCome,
    stillToComeInterval: still,
    rule,
    step: cohorts.step,
    firstCohort: first,
    cohorts: cohortRates(ladder.value, sizes, first),
    leftOut: sizes.length - developed.length,
  });
}

const fewestCohorts = 4;

function cohortRates(ladder: ChainLadder, sizes: Int32Array, first: number): LadderRate["cohorts"] {
  return ladder.cohorts.map((grown, place) => {
    const size = sizes[place]!;
    const soFar = grown.ultimate - grown.stillToCome;
    const still = lognormalRange(grown.stillToCome, grown.standardError);
    return {
      place: first + place,
      rate: Math.min(1, grown.ultimate / size),
      interval: { low: Math.min(1, (soFar + still.low) / size), high: Math.min(1, (soFar + still.high) / size), level: 0.9 },
    };
  });
}

/** The middle 90 % of a lognormal curve of this mean and standard deviation, as Mack advises for what is still to come. */
function lognormalRange(mean: number, deviation: number): { low: number; high: number } {
  if (!(mean > 0)) return { low: 0, high: 0 };
  const variance = Math.log1p((deviation / mean) ** 2);
  const [middle, reach] = [Math.log(mean) - variance / 2, normalQuantile(0.95) * Math.sqrt(variance)];
  return { low: Math.exp(middle - reach), high: Math.exp(middle + reach) };
}
