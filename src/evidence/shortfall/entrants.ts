// Who was on the way to closing: everything watched, for the lag, and for each side those who may be due in it.
import { noDay } from "#facts/columns.ts";
import type { DayNumber } from "#kit/day.ts";
import type { Ground } from "#evidence/shortfall/ground.ts";
import { type LagCurves, LagEstimator, dueIn } from "#evidence/shortfall/lag.ts";
import { isAcceptedBefore, isClosedBefore, isConvertedBefore } from "#evidence/shortfall/links.ts";
import { type Entrants, type Stream, type WatchedList, fromLeads, inOwnOrder } from "#evidence/shortfall/lists.ts";
import { type PatternBook, patternBook } from "#evidence/shortfall/patterns.ts";
import { traitsOf } from "#evidence/shortfall/ground.ts";
import type { Window } from "#evidence/shortfall/question.ts";

/**
 * All that entered before the reference was last seen, until it closed or that day. Where leads and deals are not linked, deals stand in for leads.
 */
export function watchedOf(ground: Ground, stream: Stream): WatchedList {
  const list = watchedAs(ground, stream);
  return isLateExtract(ground, list) ? list : { ...list, entry: new Int32Array(list.entry.length) };
}

/** Fewer closings than this missing at the beginning may be chance. */
const noticed = 5;

/**
 * Whether an extract leaves out what closed before its first closing day. Had it not, those who came in before that day would have closed some deals
 * before it; where five or more are to be expected and none is there, they were left out. (None at five expected comes by chance once in 150.)
 */
export function isLateExtract({ firstClosed, windows, strata }: Ground, watched: WatchedList): boolean {
  const curves = new LagEstimator(watched, strata).curves(null);
  if (curves === null || firstClosed >= windows.reference.cut) return false;
  let expected = 0;
  for (let n = 0; n < watched.entry.length; n++) {
    // One on record for 1 - G(e) that came in: G / (1 - G) of it are missing.
    const isOut = watched.entry[n] === 0 || watched.closed[n] === 0;
    const gone = isOut ? 0 : dueIn(curves[watched.stratum[n]!]!, 0, watched.entry[n]!);
    expected += gone < 1 ? gone / (1 - gone) : 0;
  }
  return expected >= noticed;
}

function watchedAs(ground: Ground, stream: Stream): WatchedList {
  const { deals, leads } = ground.input;
  const { cut } = ground.windows.reference;
  const isLead = stream === fromLeads && ground.courses.mode === "linked";
  const rows = stream === fromLeads && ground.courses.mode === "unlinked" ? dealsBefore(ground, cut) : ground.entered(stream, (day) => day < cut);
  const ints = () => new Int32Array(rows.length);
  const list = { entry: ints(), exit: ints(), closed: new Uint8Array(rows.length), stratum: ints(), unit: ints(), hash: ints() };
  rows.forEach((row, n) => {
    const start = isLead ? leads!.createdOn[row]! : deals.createdOn[row]!;
    const deal = isLead ? ground.courses.links!.dealOf[row]! : row;
    const isClosed = deal >= 0 && isClosedBefore(deals, deal, cut);
    list.entry[n] = Math.max(0, ground.firstClosed - start);
    list.exit[n] = Math.max(0, (isClosed ? deals.closedOn[deal]! : cut) - start);
    list.closed[n] = Number(isClosed);
    list.stratum[n] = ground.stratumOf(isLead, row);
    list.unit[n] = n;
    list.hash[n] = isLead ? ground.units.leads[row]! : ground.units.deals[row]!;
  });
  return list;
}

function dealsBefore({ input: { deals }, units }: Ground, cut: DayNumber): Int32Array {
  const rows: number[] = [];
  for (let i = 0; i < deals.count; i++) if (deals.createdOn[i] !== noDay && deals.createdOn[i]! < cut) rows.push(i);
  return inOwnOrder(Int32Array.from(rows), units.ownDeals, deals.ids);
}

/** Leads that deals do not name: the way from lead to deal (by the lead's own days) and the way from deal to close, one after the other. */
export function unlinkedCurves({ input: { leads }, windows }: Ground, ofDeals: LagCurves): LagCurves {
  const chances: number[] = [];
  let total = 0;
  for (let i = 0; i < leads!.count; i++) {
    if (leads!.convertedOn[i] === noDay || leads!.convertedOn[i]! >= windows.reference.cut) continue;
    const days = Math.max(0, leads!.convertedOn[i]! - leads!.createdOn[i]!);
    chances[days] = (chances[days] ?? 0) + 1;
    total++;
  }
  return total === 0
    ? ofDeals
    : ofDeals.map((curve) =>
        oneAfterOther(
          Float64Array.from(chances, (count) => (count ?? 0) / total),
          curve,
        ),
      );
}

/** The curve of a wait drawn from `chances` followed by one with the given curve. */
function oneAfterOther(chances: Float64Array, curve: Float64Array): Float64Array {
  const sum = new Float64Array(chances.length + curve.length - 1);
  for (let wait = 0; wait < chances.length; wait++) {
    for (let age = 0; age < sum.length - wait; age++) sum[age + wait]! += chances[wait]! * curve[Math.min(age, curve.length - 1)]!;
  }
  return sum;
}

/** Patterns over the levels that the reference's entrants have. */
export function bookOf(ground: Ground, stream: Stream, curves: LagCurves | null): PatternBook {
  const columns = ground.traits[stream]!;
  const seen = columns.map((column) => new Int32Array(column.names.length + 1));
  const codes = new Int32Array(columns.length);
  const { from, until } = ground.windows.reference;
  const longest = longestOf(curves);
  for (const row of ground.entered(stream, (day) => day < until && day > from - longest)) {
    ground.codesOf(stream, row, codes);
    codes.forEach((code, f) => seen[f]![code < 0 ? columns[f]!.names.length : code]!++);
  }
  return patternBook(traitsOf[stream], seen);
}

interface On {
  readonly curves: LagCurves | null;
  readonly book: PatternBook;
  /** The longest lag of anything that closed, days; deals open for longer are dead. */
  readonly longest: number;
  /** The extract begins after much had closed already. */
  readonly isLate: boolean;
}

/** Those who may be due in a window. `row` holds the segment until segments are settled. Without a known lag: those who entered in it. */
export function entrantsOf(
  ground: Ground,
  { stream, window }: { stream: Stream; window: Window },
  { curves, book, longest, isLate }: On,
): { list: Entrants; dead: number } {
  const { deals, leads } = ground.input;
  const isLead = stream === fromLeads;
  const reach = longestOf(curves);
  const all = ground.entered(stream, (day) => day < window.until && (curves === null ? day >= window.from : day > window.from - reach));
  const isDead = (row: number) => !isLead && curves !== null && !isClosedBefore(deals, row, window.cut) && window.cut - deals.createdOn[row]! > longest;
  const rows = all.filter((row) => !isDead(row));
  const codes = new Int32Array(ground.traits[stream]!.length);
  const ints = () => new Int32Array(rows.length);
  const list = {
    record: rows,
    row: ints(),
    pattern: ints(),
    fromAge: ints(),
    untilAge: ints(),
    recordedFromAge: ints(),
    stratum: ints(),
    outcome: new Uint8Array(rows.length),
    hash: ints(),
  };
  rows.forEach((row, n) => {
    const start = isLead ? leads!.createdOn[row]! : deals.createdOn[row]!;
    ground.codesOf(stream, row, codes);
    list.row[n] = isLead ? ground.cut.leads[row]! : ground.cut.deals[row]!;
    list.pattern[n] = book.of(codes);
    list.fromAge[n] = window.from - start;
    list.untilAge[n] = window.until - start;
    if (isLate) list.recordedFromAge[n] = Math.max(0, ground.firstClosed - start);
    list.stratum[n] = ground.stratumOf(isLead, row);
    list.outcome[n] = isLead ? outcomeOf(ground, row, window.cut) : 2;
    list.hash[n] = isLead ? ground.units.leads[row]! : ground.units.deals[row]!;
  });
  return { list, dead: all.length - rows.length };
}

/** How far a lead had come before `cut`: 0 nowhere, 1 accepted, 2 a deal. */
function outcomeOf({ input: { deals, leads }, courses }: Ground, lead: number, cut: DayNumber): number {
  if (courses.mode === "unlinked") return isConvertedBefore(leads!, lead, cut) ? 2 : Number(isAcceptedBefore(leads!, lead, cut));
  const deal = courses.links!.dealOf[lead]!;
  const isDeal = deal >= 0 && (deals.createdOn[deal] === noDay || deals.createdOn[deal]! < cut);
  return isDeal ? 2 : Number(isAcceptedBefore(leads!, lead, cut));
}

/** The weight an entrant has in the period: its chance to be due in it; 1 where no lag is known. */
export function weightOf(list: Entrants, n: number, curves: LagCurves | null): number {
  return curves === null ? 1 : dueIn(curves[list.stratum[n]!]!, list.fromAge[n]!, list.untilAge[n]!, list.recordedFromAge[n]);
}

function longestOf(curves: LagCurves | null): number {
  return curves === null ? 0 : curves.reduce((most, curve) => Math.max(most, curve.length), 0);
}
