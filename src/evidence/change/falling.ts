// A firm's own sales over months, watched as they come in: a fall that lasts, and a standstill that is no mere lack of evidence.
import { type Course, baseColumns, seasonOf, stepAt } from "#evidence/change/breaks.ts";
import { scanSteps, sumOfLogs } from "#evidence/change/scan.ts";
import { type Posterior, chancesOf, contrastOf, fitLeaning } from "#evidence/statistics/leaning.ts";

/** Looks in a row that must say the same of a standstill, and months after which the season is chosen anew. */
const looksInARow = 3;
/** Months on record before the first look; of the level before a fall; and how long a fall has lasted when it is told first. */
export const monthsBeforeLook = 24;
const leastLevel = 12;
export const monthsThatLast = 3;
/** A fall that began longer ago than this is no news to the watch, and a level longer ago no comparison. */
const longestAgo = 12;
const longestBefore = 36;
/** Strengths of leaning: a firm's months do not swing back on purpose. */
const grid: readonly number[] = Array.from({ length: 10 }, (_, step) => step / 10);
/**
 * Evidence for a fall from which on it is told. Drawn, see docs/methods/turning-points.md: among steady firms, with and without a season, leaning by up to half,
 * looked at every month, fewer than one series in forty is told of a fall in a year; two series are watched, so one firm in twenty.
 */
export const fallToldAt = 180;

export interface Fall {
  /** Place of the value with which it was told first. */
  readonly toldAt: number;
  /** Place of the first value at the lower level, and all that may be it instead. */
  readonly begin: number;
  readonly set: readonly number[];
  /** The step down, in the units of the values, by what is known up to a year after it began. */
  readonly size: Posterior;
  readonly seasonPairs: number;
}

/**
 * The watch as it stood at the end of each month: level, season and one step down within the last year that has lasted for three months or more, beside no step.
 * Evidence B = mean over the places of p(data | a step there) / p(data | none), leaning averaged over, times twice the chance that the step is one down.
 * Told where B reaches `fallToldAt`; then the watch begins anew from the month in which the fall began, so that one fall is told once.
 * The same values give the same falls however late one looks, as each look knows the values up to its own month alone.
 * Edges: gaps are steps without a value; fewer than 27 values: no look. A fall that was undone before three months is none.
 */
export function fallsOf(course: Course): Fall[] {
  const falls: Fall[] = [];
  let [from, seasonPairs] = [0, null as number | null];
  for (let until = monthsBeforeLook + monthsThatLast; until <= course.values.length; until++) {
    if (until - from < leastLevel + monthsThatLast) continue;
    // The season is chosen anew every quarter of a year: with one month more it hardly ever is another.
    if (seasonPairs === null || until % looksInARow === 0) seasonPairs = seasonOf(windowOf(course, from, until));
    const seen = lookAt(course, { from, until, seasonPairs });
    if (seen === null || seen.evidence < fallToldAt) continue;
    const known = lookAt(course, { from, until: Math.min(course.values.length, seen.begin + longestAgo), seasonPairs }) ?? seen;
    // What is known later dates and sizes it better; where it seems to have been undone it stays as it was told.
    const told = known.size.value < 0 ? known : seen;
    falls.push({ toldAt: until - 1, begin: told.begin, set: told.set, size: told.size, seasonPairs: told.seasonPairs });
    [from, seasonPairs] = [seen.begin, null];
  }
  return falls;
}

interface Seen extends Omit<Fall, "toldAt"> {
  readonly evidence: number;
}

interface Look {
  readonly from: number;
  readonly until: number;
  readonly seasonPairs: number;
}

/** What a look sees: the last four years since the watch began. */
function windowOf(whole: Course, since: number, until: number): Course {
  const from = Math.max(since, until - longestBefore - longestAgo);
  return { times: whole.times.slice(from, until), values: whole.values.slice(from, until), perYear: whole.perYear };
}

function lookAt(whole: Course, { from: since, until, seasonPairs }: Look): Seen | null {
  const course = windowOf(whole, since, until);
  const from = until - course.values.length;
  const n = course.values.length;
  const places: number[] = [];
  for (let place = Math.max(leastLevel, n - longestAgo); place < n; place++) places.push(place);
  if (places.length === 0 || course.values.every((value) => value === course.values[0])) return null;
  const base = baseColumns(course.times, course.perYear, seasonPairs);
  const scanned = scanSteps({ ...course, columns: base, places }, grid);
  const none = fitLeaning({ ...course, columns: base }, grid);
  if (scanned === null || scanned.length === 0 || none === null) return null;
  const weights = scanned.map(({ weight }) => weight);
  const best = scanned[weights.indexOf(Math.max(...weights))]!.place;
  // What seems to have begun a month or two ago has not lasted yet: it is waited for.
  if (best > n - monthsThatLast) return null;
  const columns = [...base, stepAt(best, n)];
  const fit = fitLeaning({ ...course, columns });
  if (fit === null) return null;
  const size = contrastOf(
    fit,
    columns.map((_, at) => Number(at === columns.length - 1)),
  );
  const perNone = sumOfLogs(none.fits.map((one) => one.weight));
  const perStep = sumOfLogs(weights) - Math.log(weights.length);
  const evidence = Math.exp(perStep - perNone) * 2 * (1 - size.chanceOfRise);
  return { evidence, begin: from + best, set: likeliest(scanned, fit.rho).map((place) => from + place), size, seasonPairs };
}

/** The likeliest places, until they hold the wanted mass: as in breaks.ts. */
function likeliest(scanned: readonly { readonly place: number; readonly weight: number }[], rho: number): number[] {
  const wanted = 0.85 + 0.1 * Math.min(0.5, Math.max(0, rho));
  const chances = chancesOf(scanned.map(({ weight }) => weight));
  const order = scanned.map((_, i) => i).sort((a, b) => chances[b]! - chances[a]! || a - b);
  const set: number[] = [];
  let mass = 0;
  for (const i of order) {
    set.push(scanned[i]!.place);
    mass += chances[i]!;
    if (mass >= wanted) break;
  }
  return set.sort((a, b) => a - b);
}

/** Months that a standstill must have lasted, and yearly growth that would matter. */
export const monthsOfStandstill = 24;
export const growthThatMatters = 0.1;
export interface Standstill {
  readonly toldAt: number;
  /** Place of the first value of the span, which ends with `toldAt`. */
  readonly begin: number;
  /** Growth in a year, on the log scale. */
  readonly growth: Posterior;
}

/**
 * Growth over the last two, three, four or five years, whichever is the longest that says so: its 90 % range holds nought and lies wholly within ± 10 % a year (on the
 * log scale), by three looks in a row. That is an answer (two one-sided tests, Schuirmann 1987): a series too restless to exclude growth that matters gives none.
 * Told once, and again only after three looks in a row that exclude nought. Values on the log scale.
 */
export function standstillsOf(course: Course): Standstill[] {
  const found: Standstill[] = [];
  let [inARow, movesInARow, isTold] = [0, 0, false];
  for (let until = monthsOfStandstill; until <= course.values.length; until++) {
    const looks = [60, 48, 36, 24].flatMap((months) => (until >= months ? [{ begin: until - months, growth: growthOf(course, until - months, until) }] : []));
    const still = looks.find(({ growth }) => growth !== null && isStill(growth));
    const [low, high] = looks.at(-1)?.growth ? [looks.at(-1)!.growth!.quantile(0.05), looks.at(-1)!.growth!.quantile(0.95)] : [0, 0];
    movesInARow = low > 0 || high < 0 ? movesInARow + 1 : 0;
    if (movesInARow >= looksInARow) isTold = false;
    inARow = still === undefined ? 0 : inARow + 1;
    if (isTold || still === undefined || inARow < looksInARow) continue;
    found.push({ toldAt: until - 1, begin: still.begin, growth: still.growth! });
    isTold = true;
  }
  return found;
}

const isStill = (growth: Posterior) => {
  const [low, high] = [growth.quantile(0.05), growth.quantile(0.95)];
  return low <= 0 && high >= 0 && high < Math.log1p(growthThatMatters) && low > -Math.log1p(growthThatMatters);
};

function growthOf(whole: Course, from: number, until: number): Posterior | null {
  const course: Course = { times: whole.times.slice(from, until), values: whole.values.slice(from, until), perYear: whole.perYear };
  const middle = course.times[Math.floor(course.times.length / 2)]!;
  const base = baseColumns(course.times, course.perYear, seasonOf(course));
  const columns = [...base, Float64Array.from(course.times, (t) => (t - middle) / course.perYear)];
  const fit = fitLeaning({ ...course, columns }, grid);
  return fit === null
    ? null
    : contrastOf(
        fit,
        columns.map((_, at) => Number(at === columns.length - 1)),
      );
}
