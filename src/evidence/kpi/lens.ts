// The facts made ready for figures: deals in order of their days, the cycle's start by agreement, the last day seen, and where the extract begins.
import type { Agreed, TermKey } from "#facts/agreements.ts";
import { definitionName } from "#facts/agreements.ts";
import { noDay } from "#facts/columns.ts";
import type { FigureFacts } from "#facts/figure-facts.ts";
import type { Caution, NumberWithPapers, Unit } from "#facts/papers.ts";
import { type Day, type DayNumber, dayNumber, dayOf } from "#kit/day.ts";
import type { Period } from "#kit/period.ts";
import { type DeadDeals, deadDealsOf } from "#evidence/cycle/dead-deals.ts";
import { cycleStartsOf } from "#evidence/cycle/starts.ts";
import { type OneTouch, oneTouchOf } from "#evidence/kpi/one-touch.ts";
import { type ExtractStart, extractStartOf, hasCycle, isClosedAt, lastSeenOf, lostStage, wonStage } from "#evidence/cycle/watch.ts";

export interface Lens {
  readonly facts: FigureFacts;
  readonly agreed: Agreed;
  readonly asOf: Day;
  readonly starts: Int32Array;
  readonly lastSeen: DayNumber;
  readonly extract: ExtractStart | null;
  readonly dead: DeadDeals;
  /** Spend with every touch counted once. */
  readonly spend: OneTouch;
  /** Rows of closed deals with a close day not in the future, by close day; and of deals with a day of creation, by that day. */
  readonly byClose: Int32Array;
  readonly byCreation: Int32Array;
  /** Open deals that cannot be counted as still going. */
  readonly openWithoutStart: number;
}

/** Prepares the facts once; every figure of every period is then read from the same lens. Nothing later than `asOf` is looked at. */
export function lensOf(facts: FigureFacts, agreed: Agreed, asOf: Day): Lens {
  const { deals } = facts;
  const starts = cycleStartsOf(deals, facts.leads, agreed.terms["sales-cycle"].start);
  const lastSeen = lastSeenOf(deals, asOf);
  const limit = dayNumber(asOf);
  const dated = (days: Int32Array, isWanted: (row: number) => boolean) => rowsByDay(days, (row) => days[row] !== noDay && days[row]! <= limit && isWanted(row));
  let openWithoutStart = 0;
  for (let row = 0; row < deals.count; row++) if (!isClosedAt(deals, row) && starts[row] === noDay) openWithoutStart++;
  return {
    facts,
    agreed,
    asOf,
    starts,
    lastSeen,
    extract: extractStartOf(deals, starts, lastSeen),
    dead: deadDealsOf(deals, starts, { lastSeen, timesP99: agreed.terms["dead-deal"].timesP99 }),
    spend: oneTouchOf(facts.spend, agreed.terms["promotion-cost"].sameTouch === "once"),
    byClose: dated(deals.closedOn, (row) => isClosedAt(deals, row)),
    byCreation: dated(deals.createdOn, () => true),
    openWithoutStart,
  };
}

/** Rows in order of their day, rows of one day in order: counted into days rather than compared, so that a million take a moment. */
function rowsByDay(days: Int32Array, isWanted: (row: number) => boolean): Int32Array {
  let [first, last, count] = [Infinity, -Infinity, 0];
  for (let row = 0; row < days.length; row++) {
    if (!isWanted(row)) continue;
    count++;
    if (days[row]! < first) first = days[row]!;
    if (days[row]! > last) last = days[row]!;
  }
  const rows = new Int32Array(count);
  if (count === 0) return rows;
  const places = new Int32Array(last - first + 2);
  for (let row = 0; row < days.length; row++) if (isWanted(row)) places[days[row]! - first + 1]!++;
  for (let day = 1; day < places.length; day++) places[day]! += places[day - 1]!;
  for (let row = 0; row < days.length; row++) if (isWanted(row)) rows[places[days[row]! - first]!++] = row;
  return rows;
}

/** Which deals a figure is about; null for all. */
export type Wanted = ((row: number) => boolean) | null;

/** Rows of deals won (or lost) in the period, by close day: a deal counts where `from <= closedOn < until`. */
export function closedIn(lens: Lens, period: Period, options: { outcome: "won" | "lost"; wanted?: Wanted }): number[] {
  const { deals } = lens.facts;
  const stage = options.outcome === "won" ? wonStage : lostStage;
  const needsAmount = options.outcome === "won" && lens.agreed.terms["won-deal"].needsAmount;
  const rows: number[] = [];
  for (const row of slice(lens.byClose, deals.closedOn, period)) {
    if (deals.stage[row] !== stage || (needsAmount && !(deals.amount[row]! > 0))) continue;
    if (!options.wanted || options.wanted(row)) rows.push(row);
  }
  return rows;
}

/** Rows of deals opened in the period, by the day of creation. */
export function openedIn(lens: Lens, period: Period, wanted: Wanted = null): number[] {
  const rows = slice(lens.byCreation, lens.facts.deals.createdOn, period);
  return [...(wanted ? rows.filter(wanted) : rows)];
}

/** Days from start to close of those rows whose cycle is known. */
export function cyclesOf(lens: Lens, rows: readonly number[]): Int32Array {
  const { deals } = lens.facts;
  return Int32Array.from(
    rows.filter((row) => hasCycle(deals, lens.starts, row)),
    (row) => deals.closedOn[row]! - lens.starts[row]!,
  );
}

/** Cautions that hold for every figure of a period. */
export function periodCautions(lens: Lens, period: Period): Caution[] {
  const cautions: Caution[] = [];
  if (dayNumber(period.until) > lens.lastSeen + 1) cautions.push({ code: "period-not-over", details: { lastSeen: dayOf(lens.lastSeen), until: period.until } });
  const { extract } = lens;
  if (extract && dayNumber(period.from) < extract.distortedUntil && dayNumber(period.until) > extract.firstCreated) {
    cautions.push({ code: "extract-start", details: { kind: extract.kind, until: dayOf(extract.distortedUntil), firstClose: dayOf(extract.firstClose) } });
  }
  return cautions;
}

/** What a figure adds to the papers that are the same for all figures of a period. */
export interface Figure {
  readonly key: string;
  readonly value: number | null;
  readonly unit: Unit;
  readonly sample: number;
  readonly interval: NumberWithPapers["interval"];
  readonly method: string;
  readonly definition: TermKey | null;
  readonly cautions?: readonly Caution[];
  readonly reason?: string;
}

/** Fills in period, definition version, currency and the cautions of the period; warns of few cases. */
export function withPapers(lens: Lens, period: Period, figure: Figure): NumberWithPapers {
  const { definition, cautions = [], reason, ...rest } = figure;
  // Lines of a book are all there are, be they ever so few: only a sample can be small.
  const isSample = figure.method !== "promotion-cost";
  const few: Caution[] = isSample && figure.value !== null && figure.sample < 30 ? [{ code: "few-cases", details: { sample: figure.sample } }] : [];
  return {
    ...rest,
    ...(figure.unit === "money" || figure.unit === "money-per-deal" ? { currency: lens.facts.currency } : {}),
    ...(reason === undefined ? {} : { reason }),
    label: "descriptive",
    period,
    definition: definition === null ? null : definitionName(lens.agreed, definition),
    cautions: [...cautions, ...few, ...periodCautions(lens, period)],
  };
}

/** The part of rows (in order of `days`) whose day lies in the period. */
function slice(rows: Int32Array, days: Int32Array, period: Period): Int32Array {
  return rows.subarray(placeOf(rows, days, dayNumber(period.from)), placeOf(rows, days, dayNumber(period.until)));
}

function placeOf(rows: Int32Array, days: Int32Array, day: DayNumber): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (days[rows[middle]!]! < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
