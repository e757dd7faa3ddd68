// What happened to each case from lead to cash, step by step: a log of entries into stages, with day, clock and person where they are known.
import { type DealColumns, type LeadColumns, noDay } from "#facts/columns.ts";
import type { MoveColumns } from "#facts/moves.ts";
import { type Stage, stages } from "#facts/stage.ts";
import { placesOf } from "#evidence/cycle/starts.ts";
import { type StepBook, bookOf } from "#evidence/paths/steps.ts";

/** Stands where only the day is known. */
export const noMinute = -1;

/** Cases are leads with their deal, and deals that no lead leads to. Entries of case c stand from `starts[c]` up to `starts[c + 1]`, in order of time. */
export interface CaseLog {
  readonly count: number;
  readonly steps: StepBook["steps"];
  readonly leadRow: Int32Array;
  readonly dealRow: Int32Array;
  readonly starts: Int32Array;
  readonly step: Uint8Array;
  readonly day: Int32Array;
  /** Minute of the day, `noMinute` where only the day is known. */
  readonly minute: Int32Array;
  /** Number of the person, -1 not known. */
  readonly person: Int32Array;
  /** 1: over (won or lost, on whatever day). */
  readonly isOver: Uint8Array;
  readonly left: { readonly withoutDays: number; readonly unmapped: number; readonly observed: number; readonly moves: number };
}

export interface LogSource {
  readonly deals: DealColumns;
  readonly leads: LeadColumns | null;
  /** Row of each lead's deal, -1 without one. */
  readonly dealOf: Int32Array;
  readonly moves: MoveColumns;
  readonly lastSeen: number;
}

const place = (stage: Stage) => stages.indexOf(stage);
const [won, lost, opportunity] = [place("won"), place("lost"), place("opportunity")];

interface Entry {
  readonly step: number;
  readonly day: number;
  readonly minute: number;
  readonly person: number;
  /** Order among entries of one day: the lead's before the deal's, then by the clock, then by the usual order of steps. */
  readonly rank: number;
}

/**
 * Puts the log together. A record's own moves come first; what they leave out is filled in from its days: creation, found ready, accepted, returned, confirmed of a
 * lead; opening and closing of a deal. An entry into the step in which the case already stands is no move. Entries after the last day seen do not count,
 * moves into stages that nobody has mapped neither (counted in `left`). Cases without any day are left out.
 */
export function logOf(source: LogSource): CaseLog {
  const { deals, leads, dealOf, moves } = source;
  const book = bookOf(moves);
  const persons = new People();
  const rowsOf = { deal: movesByRecord(moves, deals.ids, 1), lead: movesByRecord(moves, leads?.ids ?? [], 0) };
  const taken = new Uint8Array(deals.count);
  for (const row of dealOf) if (row >= 0) taken[row] = 1;
  const cases: { lead: number; deal: number }[] = [];
  for (let lead = 0; lead < dealOf.length; lead++) cases.push({ lead, deal: dealOf[lead]! });
  for (let deal = 0; deal < deals.count; deal++) if (taken[deal] === 0) cases.push({ lead: -1, deal });
  const grown = new GrowingLog(book);
  let [withoutDays, unmapped, observed] = [0, 0, 0];
  for (let row = 0; row < moves.count; row++) {
    if (moves.to[row]! < 0) unmapped++;
    observed += moves.isObserved[row]!;
  }
  for (const each of cases) {
    const entries: Entry[] = [];
    const write = writerOf(entries, { book, moves, persons, lastSeen: source.lastSeen });
    if (each.lead >= 0) leadEntries(leads!, each.lead, write, rowsOf.lead(each.lead));
    if (each.deal >= 0) dealEntries(deals, each.deal, write, rowsOf.deal(each.deal));
    if (entries.length === 0) withoutDays++;
    else grown.add(each, entries, isOverAt(deals, leads, each));
  }
  return { ...grown.done(), left: { withoutDays, unmapped, observed, moves: moves.count } };
}

function isOverAt(deals: DealColumns, leads: LeadColumns | null, { lead, deal }: { lead: number; deal: number }): boolean {
  const stage = deal >= 0 ? deals.stage[deal]! : leads!.stage[lead]!;
  return stage === won || stage === lost;
}

/** Numbers for people whatever column they stand in. */
class People {
  private readonly numbers = new Map<string, number>();
  of(name: string | undefined): number {
    if (name === undefined) return -1;
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    this.numbers.set(name, this.numbers.size);
    return this.numbers.size - 1;
  }
}

/** Rows of each record's moves, in order of time. */
function movesByRecord(moves: MoveColumns, ids: readonly string[], isDeal: 0 | 1): (row: number) => Int32Array {
  const places = placesOf(ids);
  const rowOfCode = Int32Array.from(moves.record.names, (name) => places.get(name) ?? -1);
  const rowOf = (move: number) => (moves.isDeal[move] === isDeal ? rowOfCode[moves.record.codes[move]!]! : -1);
  const starts = new Int32Array(ids.length + 1);
  for (let move = 0; move < moves.count; move++) if (rowOf(move) >= 0) starts[rowOf(move) + 1]!++;
  for (let row = 0; row < ids.length; row++) starts[row + 1]! += starts[row]!;
  const [rows, next] = [new Int32Array(starts[ids.length]!), starts.slice()];
  for (let move = 0; move < moves.count; move++) if (rowOf(move) >= 0) rows[next[rowOf(move)]!++] = move;
  return (row) => rows.subarray(starts[row], starts[row + 1]);
}

interface Writer {
  /** An entry on a day of a field; nothing where the day is not known. */
  byDay(stage: Stage | "returned", day: number, how: { isDeal: boolean; person: number; isBegin?: boolean }): void;
  /** The record's own moves, and before them the step it came from, entered on the day it began; gives the stages they name, as bits. */
  byMoves(rows: Int32Array, how: { isDeal: boolean; begunOn: number }): { named: number; hasPerson: boolean; first: number };
  person(coded: { readonly codes: Int32Array; readonly names: readonly string[] }, row: number): number;
}

function writerOf(entries: Entry[], { book, moves, persons, lastSeen }: { book: StepBook; moves: MoveColumns; persons: People; lastSeen: number }): Writer {
  const returnedAfter = book.steps[book.stepOfStage("sales-accepted")]!.order - 0.5;
  const push = (entry: Omit<Entry, "rank"> & { readonly isBegin?: boolean }, isDeal: boolean) => {
    if (entry.day === noDay || entry.day > lastSeen) return;
    const { order, stage } = book.steps[entry.step]!;
    // Without a clock a beginning comes before all others of its day, anything else after them, in the order in which it can have happened.
    const clock = entry.minute !== noMinute ? 1 + entry.minute : entry.isBegin === true ? 0 : 1441;
    const rank = (isDeal ? 1e6 : 0) + clock * 100 + (stage === "returned" ? returnedAfter : order);
    entries.push({ step: entry.step, day: entry.day, minute: entry.minute, person: entry.person, rank });
  };
  const person: Writer["person"] = ({ codes, names }, row) => persons.of(codes[row]! < 0 ? undefined : names[codes[row]!]!);
  return {
    person,
    byDay: (stage, day, how) => push({ step: book.stepOfStage(stage), day, minute: noMinute, person: how.person, isBegin: how.isBegin === true }, how.isDeal),
    byMoves: (rows, { isDeal, begunOn }) => {
      let [named, hasPerson, first] = [0, false, -1];
      for (const row of rows) {
        const stage = moves.to[row]!;
        if (stage < 0) continue;
        if (first < 0) first = row;
        named |= 1 << stage;
        const by = person(moves.by, row);
        hasPerson ||= by >= 0;
        push({ step: book.stepOfMove(row), day: moves.day[row]!, minute: moves.minute[row]!, person: by }, isDeal);
      }
      const before = first < 0 ? null : book.stepBefore(first);
      if (before !== null && begunOn <= moves.day[first]!) {
        named |= 1 << moves.from[first]!;
        push({ step: before, day: begunOn, minute: noMinute, person: -1, isBegin: true }, isDeal);
      }
      return { named, hasPerson, first };
    },
  };
}

function leadEntries(leads: LeadColumns, row: number, write: Writer, own: Int32Array): void {
  const { named, hasPerson } = write.byMoves(own, { isDeal: false, begunOn: leads.createdOn[row]! });
  const how = { isDeal: false, person: hasPerson ? -1 : write.person(leads.owner, row) };
  const isNamed = (stage: Stage) => (named & (1 << place(stage))) !== 0;
  if (!isNamed("lead")) write.byDay("lead", leads.createdOn[row]!, { ...how, isBegin: true });
  if (!isNamed("marketing-qualified")) write.byDay("marketing-qualified", leads.qualifiedOn[row]!, how);
  if (!isNamed("sales-accepted")) write.byDay("sales-accepted", leads.acceptedOn[row]!, how);
  if (!isNamed("sales-qualified")) write.byDay("sales-qualified", leads.salesQualifiedOn[row]!, how);
  write.byDay("returned", leads.returnedOn[row]!, how);
}

/** The deal's moves; before them the stage it began in, after them its close where no move says so. */
function dealEntries(deals: DealColumns, row: number, write: Writer, own: Int32Array): void {
  const { named, hasPerson, first } = write.byMoves(own, { isDeal: true, begunOn: deals.createdOn[row]! });
  const how = { isDeal: true, person: hasPerson ? -1 : write.person(deals.owner, row) };
  const stage = deals.stage[row]!;
  const isClosed = stage === won || stage === lost;
  if (first < 0) write.byDay(isClosed ? "opportunity" : stages[stage]!, deals.createdOn[row]!, { ...how, isBegin: true });
  else if ((named & (1 << opportunity)) === 0) write.byDay("opportunity", deals.createdOn[row]!, { ...how, isBegin: true });
  if (isClosed && (named & (1 << stage)) === 0) write.byDay(stages[stage]!, deals.closedOn[row]!, how);
}

/** Columns that grow case by case. */
class GrowingLog {
  private readonly book: StepBook;
  private readonly rows = { lead: [] as number[], deal: [] as number[], starts: [0] as number[], over: [] as number[] };
  private readonly columns = { step: [] as number[], day: [] as number[], minute: [] as number[], person: [] as number[] };

  constructor(book: StepBook) {
    this.book = book;
  }

  add({ lead, deal }: { lead: number; deal: number }, entries: Entry[], isOver: boolean): void {
    const { step, day, minute, person } = this.columns;
    entries.sort((a, b) => a.day - b.day || a.rank - b.rank || a.step - b.step);
    let last = -1;
    for (const entry of entries) {
      if (entry.step === last) continue;
      last = entry.step;
      step.push(entry.step);
      day.push(entry.day);
      minute.push(entry.minute);
      person.push(entry.person);
    }
    this.rows.lead.push(lead);
    this.rows.deal.push(deal);
    const { stage } = this.book.steps[last]!;
    this.rows.over.push(Number(isOver || stage === "won" || stage === "lost"));
    this.rows.starts.push(step.length);
  }

  done(): Omit<CaseLog, "left"> {
    const { step, day, minute, person } = this.columns;
    return {
      count: this.rows.lead.length,
      steps: this.book.steps,
      leadRow: Int32Array.from(this.rows.lead),
      dealRow: Int32Array.from(this.rows.deal),
      starts: Int32Array.from(this.rows.starts),
      step: Uint8Array.from(step),
      day: Int32Array.from(day),
      minute: Int32Array.from(minute),
      person: Int32Array.from(person),
      isOver: Uint8Array.from(this.rows.over),
    };
  }
}
