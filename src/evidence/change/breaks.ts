// When a series moved to another level: how many times, to what, between which dates, and how surely; season and leaning of months taken into account.
import { bestSegmentations } from "#evidence/statistics/segmentation.ts";
import { type Posterior, chancesOf, contrastOf, fitLeaning, whitenerOf } from "#evidence/statistics/leaning.ts";
import { type PlaceScanned, scanSteps, sumOfLogs } from "#evidence/change/scan.ts";

/** Values in time order; `times` counts months or weeks, gaps are steps without a value. */
export interface Course {
  readonly times: readonly number[];
  readonly values: readonly number[];
  readonly perYear: 12 | 52;
}

export interface Break {
  /** Place of the first value at the new level, and all places that may be it instead: together they hold the true one nine times in ten. */
  readonly place: number;
  readonly set: readonly number[];
  /** The step, in the units of the values. */
  readonly size: Posterior;
  /** Chance of so much evidence for a change anywhere where there is none. */
  readonly p: number;
}

export interface Broken {
  readonly breaks: readonly Break[];
  /** Pairs of waves a year that the season was taken out with: 0, 1 or 2. */
  readonly seasonPairs: number;
  /** How strongly a step leans on the one before. */
  readonly rho: number;
  /** Level at each place, without the season. */
  readonly levels: readonly number[];
  /** Chance of the evidence for a first change where there is none: what many series are compared by. */
  readonly p: number;
}

/** Fewest values of a stretch at one level, and of a series that can be judged. */
export const leastOf = { 12: { stretch: 4, series: 12 }, 52: { stretch: 6, series: 26 } } as const;
/** False alarms in a hundred series that are watched for a year. */
export const falseAlarmsAYear = 0.05;
const mostBreaks = 5;
/** Strengths of leaning in a search: business series do not swing back on purpose. */
export const searchGrid: readonly number[] = Array.from({ length: 10 }, (_, step) => step / 10);
/**
 * Chance of evidence B or more without a change is at most about tail / B. Drawn from 400 to 3,000 series that lean by half, with and without a season, the search for
 * pairs included: from two years on, where a season may be chosen, 2.6 to 3.0 at the alarm's chance; below that 1.9 to 2.1, up to one year 1.4 to 1.8. Less for series that lean less.
 */
const tailOf = (count: number, perYear: number) => (count <= perYear ? 1.8 : count < 2 * perYear ? 2.1 : 3);
/** Mass of the places in a stated set, more for series that lean; drawn so that the set holds the true place nine times in ten at shifts of 1.5 to 3 spreads. */
const setMass = (rho: number) => 0.85 + 0.1 * Math.min(0.5, Math.max(0, rho));

/** The chance that is called a change: one false alarm in twenty series watched for a year, of three years at the most. */
export const alarmChance = (count: number, perYear: number) => 1 - (1 - falseAlarmsAYear) ** Math.min(3, Math.max(1, count / perYear));

/**
 * Evidence B: mean over all places of p(data | a step there) against p(data | none), leaning averaged over on both sides. A step is taken where the chance of B
 * without one is below `alarmChance`; then another is sought beside it. Two steps that undo one another are sought together (exact segmentation names the pair),
 * each then being asked for the chance divided by the number of places that the other could have had. Dates are gone over again with the others held.
 * Null where the series is too short.
 */
export function breaksOf(course: Course): Broken | null {
  const n = course.values.length;
  const least = leastOf[course.perYear];
  if (n < least.series) return null;
  const seasonPairs = seasonOf(course);
  const base = baseColumns(course.times, course.perYear, seasonPairs);
  const limit = alarmChance(n, course.perYear);
  let places: number[] = [];
  let first = 1;
  while (places.length < mostBreaks) {
    const found = strongest(course, base, places);
    if (found === null) break;
    if (places.length === 0) first = found.p;
    if (found.p >= limit) break;
    places = [...places, found.place].sort((a, b) => a - b);
  }
  if (places.length === 0) places = pairOf(course, base, limit) ?? [];
  places = goneOver(course, base, places);
  const columns = [...base, ...places.map((place) => stepAt(place, n))];
  const fit = fitLeaning({ ...course, columns });
  if (fit === null) return null;
  const breaks = places.map((place, i): Break => {
    const seen = scanned(course, base, places.toSpliced(i, 1));
    const size = contrastOf(
      fit,
      columns.map((_, at) => Number(at === base.length + i)),
    );
    return {
      place,
      set: setOf(neighbours(seen, places, i), setMass(fit.rho)),
      size,
      p: seen === null ? 1 : chanceOf(course, base, { held: places.toSpliced(i, 1), seen }),
    };
  });
  const mean = columns.map(
    (_, at) =>
      contrastOf(
        fit,
        columns.map((__, other) => Number(other === at)),
      ).value,
  );
  const levels = course.values.map((_, t) => mean[0]! + places.reduce((sum, place, i) => sum + (t >= place ? mean[base.length + i]! : 0), 0));
  return { breaks, seasonPairs, rho: fit.rho, levels, p: Math.min(first, ...breaks.map((one) => one.p)) };
}

/** Level and waves of a year; without waves the level alone. Columns of waves sum to nothing over whole years. */
export function baseColumns(times: readonly number[], perYear: number, pairs: number): Float64Array[] {
  const columns = [new Float64Array(times.length).fill(1)];
  for (let wave = 1; wave <= pairs; wave++) {
    const turn = (2 * Math.PI * wave) / (perYear === 52 ? 365.2425 / 7 : perYear);
    columns.push(
      Float64Array.from(times, (t) => Math.cos(turn * t)),
      Float64Array.from(times, (t) => Math.sin(turn * t)),
    );
  }
  return columns;
}

export function stepAt(place: number, n: number): Float64Array {
  return new Float64Array(n).fill(1, place);
}

/** 0, 1 or 2 pairs of waves, by BIC with the best step beside them, so that a step is not taken for a season; 0 under two whole years. */
export function seasonOf(course: Course): number {
  const n = course.values.length;
  if (course.times[n - 1]! - course.times[0]! + 1 < 2 * course.perYear) return 0;
  let [best, chosen] = [Infinity, 0];
  for (let pairs = 0; pairs <= 2; pairs++) {
    const base = baseColumns(course.times, course.perYear, pairs);
    const top = scanned(course, base, [])?.reduce((most, one) => (one.weight > most.weight ? one : most));
    const plain = bicOf(course, base, 0);
    const bic = Math.min(plain, top ? bicOf(course, [...base, stepAt(top.place, n)], 1) : Infinity);
    if (bic < best) [best, chosen] = [bic, pairs];
  }
  return chosen;
}

/** -2 log likelihood at the best leaning, and log n for each coefficient and each place. */
function bicOf(course: Course, columns: readonly Float64Array[], steps: number): number {
  const n = course.values.length;
  const fit = fitLeaning({ ...course, columns }, searchGrid);
  if (fit === null) return Infinity;
  const likelihood = Math.max(...fit.fits.map((one) => whitenerOf(course.times, one.rho).jacobian - (n / 2) * Math.log((one.variance * fit.degrees) / n)));
  return -2 * likelihood + (columns.length + steps) * Math.log(n);
}

/** Places that leave a whole stretch on both sides and to every step held. */
function openPlaces(n: number, stretch: number, held: readonly number[]): number[] {
  const places: number[] = [];
  for (let place = stretch; place <= n - stretch; place++) if (held.every((other) => Math.abs(other - place) >= stretch)) places.push(place);
  return places;
}

function scanned(course: Course, base: readonly Float64Array[], held: readonly number[]): PlaceScanned[] | null {
  const n = course.values.length;
  const places = openPlaces(n, leastOf[course.perYear].stretch, held);
  if (places.length === 0) return null;
  const seen = scanSteps({ ...course, columns: [...base, ...held.map((place) => stepAt(place, n))], places }, searchGrid);
  return seen === null || seen.length === 0 ? null : seen;
}

/** Chance of the evidence for a step anywhere beside those held, where there is none. */
function chanceOf(course: Course, base: readonly Float64Array[], { held, seen }: { held: readonly number[]; seen: readonly PlaceScanned[] }): number {
  const n = course.values.length;
  const none = fitLeaning({ ...course, columns: [...base, ...held.map((place) => stepAt(place, n))] }, searchGrid);
  if (none === null) return 1;
  const evidence = meanOfLogs(seen.map((one) => one.weight)) - meanOfLogs(none.fits.map((fit) => fit.weight)) - Math.log(none.fits.length);
  return Math.min(1, tailOf(n, course.perYear) * Math.exp(-evidence));
}

const meanOfLogs = (logs: readonly number[]) => sumOfLogs(logs) - Math.log(logs.length);

function strongest(course: Course, base: readonly Float64Array[], held: readonly number[]): { place: number; p: number } | null {
  const seen = scanned(course, base, held);
  if (seen === null) return null;
  const top = seen.reduce((most, one) => (one.weight > most.weight ? one : most));
  return { place: top.place, p: chanceOf(course, base, { held, seen }) };
}

/** The best cut in three, where each of its two steps stands beside the other. */
function pairOf(course: Course, base: readonly Float64Array[], limit: number): number[] | null {
  const { stretch } = leastOf[course.perYear];
  const adjusted = withoutSeason(course, base);
  const pair = bestSegmentations(adjusted, { least: stretch, most: 2 })[2]?.breaks;
  if (pair === undefined) return null;
  const others = openPlaces(course.values.length, stretch, []).length;
  const areSure = pair.every((place) => (strongest(course, base, [place])?.p ?? 1) * others < limit);
  return areSure ? goneOver(course, base, pair) : null;
}

/** The values less their waves; the waves are read from all values. */
export function withoutSeason(course: Course, base: readonly Float64Array[]): number[] {
  const fit = base.length === 1 ? null : fitLeaning({ ...course, columns: base }, searchGrid);
  if (fit === null) return [...course.values];
  const waves = base.map((_, at) => (at === 0 ? 0 : fit.fits.reduce((sum, one, i) => sum + fit.chances[i]! * one.coefficients[at]!, 0)));
  return course.values.map((value, t) => value - base.reduce((sum, column, at) => sum + waves[at]! * column[t]!, 0));
}

/** Each date again with the others held, twice round; a place stays between its neighbours. */
function goneOver(course: Course, base: readonly Float64Array[], places: readonly number[]): number[] {
  let now = [...places];
  for (let round = 0; round < 2; round++) {
    for (let i = 0; i < now.length; i++) {
      const seen = neighbours(scanned(course, base, now.toSpliced(i, 1)), now, i);
      if (seen.length > 0) now = now.with(i, seen.reduce((most, one) => (one.weight > most.weight ? one : most)).place);
    }
  }
  return now;
}

const neighbours = (seen: readonly PlaceScanned[] | null, places: readonly number[], i: number): PlaceScanned[] =>
  (seen ?? []).filter(({ place }) => place > (places[i - 1] ?? -1) && place < (places[i + 1] ?? Infinity));

/** The likeliest places, until they hold the wanted mass; in order of time. */
function setOf(seen: readonly PlaceScanned[], wanted: number): number[] {
  const chances = chancesOf(seen.map((one) => one.weight));
  const order = seen.map((_, i) => i).sort((a, b) => chances[b]! - chances[a]! || a - b);
  const set: number[] = [];
  let mass = 0;
  for (const i of order) {
    set.push(seen[i]!.place);
    mass += chances[i]!;
    if (mass >= wanted) break;
  }
  return set.sort((a, b) => a - b);
}
