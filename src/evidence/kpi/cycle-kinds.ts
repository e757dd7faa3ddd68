// The sales cycle kind by kind, and by the month in which deals began; the young are never set beside the ripe.
import { type Coded, noDay } from "#facts/columns.ts";
import type { NumberWithPapers } from "#facts/papers.ts";
import { dayNumber } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";
import { isClosedAt, wonCycles, wonStage } from "#evidence/cycle/watch.ts";
import { type Change, changeBetween, verdictOf } from "#evidence/kpi/change.ts";
import { cycleFigures } from "#evidence/kpi/cycle.ts";
import { leastDealsPerCell } from "#evidence/kpi/lagged-cost.ts";
import { type Lens, closedIn } from "#evidence/kpi/lens.ts";
import { stepsOf, stretchOf } from "#evidence/kpi/series.ts";
import { benjaminiHochberg } from "#evidence/statistics/multiplicity.ts";
import { quantileOfSorted } from "#evidence/statistics/quantile.ts";

export interface CycleKind {
  /** null: the kinds with fewer than ten won deals together, and deals of which it is not stated. */
  readonly value: string | null;
  readonly kinds: number;
  /** Median and P80 of won deals, median with open deals counted. */
  readonly numbers: readonly NumberWithPapers[];
}

/** More kinds than this are no comparison: the rest joins the pool. */
const mostKinds = 30;

/**
 * By the kinds of a column. Kinds with fewer than ten deals won in the period stand together. The figure with open deals counted is told only
 * where nine in ten open deals say which kind they are: where the field is filled in at the close, open deals would be missing from every kind.
 */
export function cycleByKind(lens: Lens, period: Period, column: Coded): CycleKind[] {
  const { deals } = lens.facts;
  const counts = new Map<number, number>();
  for (const row of closedIn(lens, period, { outcome: "won" })) counts.set(column.codes[row]!, (counts.get(column.codes[row]!) ?? 0) + 1);
  const own = [...counts].filter(([code, count]) => code >= 0 && count >= leastDealsPerCell).sort(([a, m], [b, n]) => n - m || a - b);
  const told = new Set(own.slice(0, mostKinds).map(([code]) => code));
  const pooled = [...counts].filter(([code]) => !told.has(code));
  let [open, named] = [0, 0];
  for (let row = 0; row < deals.count; row++) {
    if (isClosedAt(deals, row)) continue;
    open++;
    named += Number(column.codes[row]! >= 0);
  }
  const isOpenNamed = named >= 0.9 * open;
  const figures = (wanted: (row: number) => boolean) =>
    cycleFigures(lens, period, wanted).map((number) =>
      number.key === "cycle-median-all" && !isOpenNamed
        ? Object.assign({}, number, { value: null, interval: null, cautions: [], reason: "open-deals-without-kind" })
        : number,
    );
  const rows = [...told].map((code) => ({ value: column.names[code]!, kinds: 0, numbers: figures((row) => column.codes[row] === code) }));
  if (pooled.length === 0) return rows;
  return [...rows, { value: null, kinds: pooled.filter(([code]) => code >= 0).length, numbers: figures((row) => !told.has(column.codes[row]!)) }];
}

export interface StartCohort {
  readonly period: Period;
  readonly deals: number;
  readonly won: number;
  readonly open: number;
  /** Its youngest deals are younger than four fifths of won deals needed: nothing of its days is told. */
  readonly isYoung: boolean;
  /** Median and P80 of won deals, median with open deals counted; none of a young cohort. */
  readonly numbers: readonly NumberWithPapers[];
  /** Of the median with open deals counted, against the ripe cohort before. */
  readonly change: Change | null;
}

export interface StartCohorts {
  /** Days by which four fifths of all won deals on record had closed; null without won deals. */
  readonly ripeAfter: number | null;
  readonly step: "month" | "quarter";
  readonly cohorts: readonly StartCohort[];
}

/**
 * Deals by when their cycle began. A cohort is young until its last possible day is `ripeAfter` days old; quick deals alone have closed by then, and its days
 * would flatter it. Of cohorts from before the extract's first close only slow deals are on record: they are young's mirror, and not told either.
 * Months, or quarters where the median month has fewer than ten won deals; the last 24.
 */
export function cohortsByStart(lens: Lens): StartCohorts {
  const { deals } = lens.facts;
  const stretch = stretchOf(lens);
  const p80 = quantileOfSorted(wonCycles(deals, lens.starts, () => true).sort(), 0.8);
  const ripeAfter = p80 === null ? null : Math.ceil(p80);
  if (stretch === null || ripeAfter === null) return { ripeAfter, step: "month", cohorts: [] };
  const wonOf = stepsOf(stretch, "month").map((month) => membersOf(lens, month).won);
  const step = (quantileOfSorted(Int32Array.from(wonOf).sort(), 0.5) ?? 0) < leastDealsPerCell ? "quarter" : "month";
  const cohorts: StartCohort[] = [];
  let before: NumberWithPapers | null = null;
  for (const period of stepsOf(stretch, step).slice(-24)) {
    const [from, until] = [dayNumber(period.from), dayNumber(period.until)];
    const isYoung = lens.lastSeen - (until - 1) < ripeAfter;
    const isCut = lens.extract !== null && lens.extract.kind === "by-close" && from < lens.extract.firstClose;
    // Watched from the first day of the cohort to the last day seen.
    const watched = { from: period.from, until: stretch.until };
    const isMember = (row: number) => lens.starts[row]! >= from && lens.starts[row]! < until;
    const numbers = isYoung || isCut ? [] : cycleFigures(lens, watched, isMember);
    const median: NumberWithPapers | null = numbers.find(({ key, value }) => key === "cycle-median-all" && value !== null) ?? null;
    cohorts.push({ period, ...membersOf(lens, period), isYoung, numbers, change: median && before && changeBetween(before, median) });
    before = median ?? before;
  }
  return { ripeAfter, step, cohorts: withManyLooks(cohorts) };
}

/** Two dozen comparisons find something by chance alone: each is judged by Benjamini and Hochberg's adjusted chance of no change. */
function withManyLooks(cohorts: readonly StartCohort[]): StartCohort[] {
  const told = cohorts.flatMap(({ change }, place) => (change?.probability == null ? [] : [{ place, p: 2 * (1 - change.probability) }]));
  const adjusted = new Map(benjaminiHochberg(told.map(({ p }) => Math.min(1, p))).map((p, i) => [told[i]!.place, p]));
  return cohorts.map((cohort, place) => {
    const p = adjusted.get(place);
    return p === undefined ? cohort : Object.assign({}, cohort, { change: Object.assign({}, cohort.change, { verdict: verdictOf(1 - p / 2) }) });
  });
}

function membersOf(lens: Lens, period: Period): { deals: number; won: number; open: number } {
  const { deals } = lens.facts;
  const [from, until] = [dayNumber(period.from), dayNumber(period.until)];
  const count = { deals: 0, won: 0, open: 0 };
  for (let row = 0; row < deals.count; row++) {
    const start = lens.starts[row]!;
    if (start === noDay || start < from || start >= until) continue;
    count.deals++;
    if (!isClosedAt(deals, row)) count.open++;
    else if (deals.stage[row] === wonStage) count.won++;
  }
  return count;
}
