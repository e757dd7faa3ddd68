// How long each lead and deal stood in each stage: from which day to which, and where it went from there.
import { type DealColumns, type LeadColumns, noDay } from "#facts/columns.ts";
import type { MoveColumns } from "#facts/moves.ts";
import { type Stage, isClosed, stageRank, stages } from "#facts/stage.ts";
import type { DayNumber } from "#kit/day.ts";
import { placesOf } from "#evidence/cycle/starts.ts";
import { isClosedAt } from "#evidence/cycle/watch.ts";

/** Ways out of a stage. */
export const onwardWay = 1;
export const lostWayOut = 2;
export const backWay = 3;

/** A stage, and what the source calls it; several of a source's stages may be one of ours. */
export interface StageName {
  readonly stage: Stage;
  readonly name: string;
}

/** One stretch of one record in one stage, from the day it came in to the day it left, by day numbers; `way` 0: still there on the last day seen. */
export interface StageStay {
  /** Place among the states. */
  readonly state: number;
  readonly isDeal: boolean;
  readonly id: string;
  readonly from: DayNumber;
  /** The day it left, or the last day seen. */
  readonly until: DayNumber;
  readonly way: 0 | 1 | 2 | 3;
}

export interface StageStays {
  readonly states: readonly StageName[];
  readonly stays: readonly StageStay[];
  /** Leads and deals with stays, and those whose way is not on record and that are therefore left out. */
  readonly records: number;
  readonly withoutHistory: number;
  readonly lastSeen: DayNumber;
}

export interface StageFacts {
  readonly deals: DealColumns;
  readonly leads: LeadColumns | null;
  readonly moves: MoveColumns;
  readonly lastSeen: DayNumber;
}

/** A step of one record: in which state from which day on. */
interface Step {
  readonly day: DayNumber;
  readonly state: number;
}

/**
 * Stays from the recorded moves. A stay begins with the move into the stage; the stage before a record's first move began on the day of creation, if the
 * source tells its history (not where a move was only seen between two imports: then the beginning is not known, and that stay is left out).
 * The last stay ends with the close of the deal, with the deal that came of the lead, or with the lead's return, where those are on record; else the
 * record is still there. A record without any move has stood in its stage since creation where the source tells of moves only; where it tells of
 * creations too, such a record's history is missing, and it is left out and counted. Moves after `lastSeen` are not looked at.
 */
export function stageStaysOf(facts: StageFacts): StageStays {
  const states = new States();
  const [deals, leads] = [stepsOf(facts, states, true), stepsOf(facts, states, false)];
  const stays = [
    ...deals.steps.flatMap((steps, row) => closedStays(facts, states, { steps, row, isDeal: true })),
    ...leads.steps.flatMap((steps, row) => closedStays(facts, states, { steps, row, isDeal: false })),
  ];
  const isBefore = states.order(stays);
  return {
    states: states.all,
    stays: stays.map(({ next, ...stay }) => ({
      ...stay,
      way: next === null || typeof next === "number" ? wayOf(states, isBefore, { from: stay.state, next }) : next.way,
    })),
    records: new Set(stays.map(({ isDeal, id }) => `${isDeal ? "d" : "l"}${id}`)).size,
    withoutHistory: deals.without + leads.without,
    lastSeen: facts.lastSeen,
  };
}

/** States in order of first sight, and how often one follows another. */
class States {
  readonly all: StageName[] = [];
  private readonly places = new Map<string, number>();

  place(stage: number, name: string): number {
    const key = `${stage} ${name}`;
    const known = this.places.get(key);
    if (known !== undefined) return known;
    this.places.set(key, this.all.length);
    return this.all.push({ stage: stages[stage]!, name }) - 1;
  }

  /** The only state of one of our stages, where there is just one. */
  only(stage: number): number | null {
    const found = this.all.flatMap((state, place) => (state.stage === stages[stage] ? [place] : []));
    return found.length === 1 ? found[0]! : null;
  }

  /** Whether one state comes before another of the same rank: it does where more records go that way than back. */
  order(stays: readonly { readonly state: number; readonly next: unknown }[]): (a: number, b: number) => boolean {
    const flows = new Map<string, number>();
    for (const { state, next } of stays) if (typeof next === "number") flows.set(`${state} ${next}`, (flows.get(`${state} ${next}`) ?? 0) + 1);
    return (a, b) => (flows.get(`${a} ${b}`) ?? 0) >= (flows.get(`${b} ${a}`) ?? 0);
  }
}

function wayOf({ all }: States, isBefore: (a: number, b: number) => boolean, { from, next }: { from: number; next: number | null }): 0 | 1 | 2 | 3 {
  if (next === null) return 0;
  const [here, there] = [all[from]!.stage, all[next]!.stage];
  if (there === "lost") return lostWayOut;
  const [a, b] = [stageRank(here), stageRank(there)];
  return b > a || (a === b && isBefore(from, next)) ? onwardWay : backWay;
}

/** The steps of each deal or lead, by row. */
function stepsOf({ deals, leads, moves, lastSeen }: StageFacts, states: States, isDeal: boolean): { steps: Step[][]; without: number } {
  const columns = isDeal ? deals : leads;
  if (columns === null) return { steps: [], without: 0 };
  const rowOf = placesOf(columns.ids);
  const steps: Step[][] = Array.from({ length: columns.count }, () => []);
  const moved = new Uint8Array(columns.count);
  let [firstMoves, births] = [0, 0];
  for (let n = 0; n < moves.count; n++) {
    const row = rowOf.get(moves.record.names[moves.record.codes[n]!]!);
    if (row === undefined || moves.isDeal[n] !== Number(isDeal) || moves.day[n]! > lastSeen) continue;
    const own = steps[row]!;
    if (moved[row] === 0) {
      moved[row] = 1;
      const hasBefore = moves.fromName.codes[n]! >= 0;
      if (moves.isObserved[n] === 0) {
        firstMoves++;
        births += Number(!hasBefore);
      }
      const isTold =
        hasBefore && moves.from[n]! >= 0 && moves.isObserved[n] === 0 && columns.createdOn[row] !== noDay && columns.createdOn[row]! <= moves.day[n]!;
      if (isTold) own.push({ day: columns.createdOn[row]!, state: states.place(moves.from[n]!, moves.fromName.names[moves.fromName.codes[n]!]!) });
    }
    if (moves.to[n]! >= 0) own.push({ day: moves.day[n]!, state: states.place(moves.to[n]!, moves.toName.names[moves.toName.codes[n]!]!) });
  }
  // Where the source tells of moves only, a record without one has never moved.
  const isMovesOnly = firstMoves > 0 && births * 10 < firstMoves;
  let without = 0;
  for (let row = 0; row < columns.count; row++) {
    if (moved[row] === 1 || columns.createdOn[row] === noDay || columns.createdOn[row]! > lastSeen) continue;
    const state = isMovesOnly && !isClosed(stages[columns.stage[row]!]!) ? states.only(columns.stage[row]!) : null;
    if (state === null) without++;
    else steps[row]!.push({ day: columns.createdOn[row]!, state });
  }
  return { steps, without };
}

/** A stay whose way out is either the state that came next, or known otherwise, or none yet. */
type Draft = Omit<StageStay, "way"> & { readonly next: number | null | { readonly way: 1 | 2 | 3 } };

function closedStays(facts: StageFacts, states: States, { steps, row, isDeal }: { steps: readonly Step[]; row: number; isDeal: boolean }): Draft[] {
  const id = (isDeal ? facts.deals : facts.leads!).ids[row]!;
  const stays: Draft[] = [];
  for (let n = 0; n < steps.length; n++) {
    const { day, state } = steps[n]!;
    if (isClosed(states.all[state]!.stage)) continue;
    let after = n + 1;
    // Stated twice in a row: it never left.
    while (after < steps.length && steps[after]!.state === state) after++;
    const next = steps[after];
    const stay = { state, isDeal, id, from: day };
    if (next !== undefined) stays.push({ ...stay, until: next.day, next: next.state });
    else stays.push({ ...stay, ...(isDeal ? endOfDeal(facts, row, day) : endOfLead(facts, row, day)) });
    n = after - 1;
  }
  return stays;
}

function endOfDeal({ deals, lastSeen }: StageFacts, row: number, from: DayNumber): Pick<Draft, "until" | "next"> {
  const closedOn = deals.closedOn[row]!;
  if (!isClosedAt(deals, row) || closedOn === noDay || closedOn < from || closedOn > lastSeen) return { until: lastSeen, next: null };
  return { until: closedOn, next: { way: stages[deals.stage[row]!] === "won" ? onwardWay : lostWayOut } };
}

function endOfLead({ leads, lastSeen }: StageFacts, row: number, from: DayNumber): Pick<Draft, "until" | "next"> {
  const [converted, returned] = [leads!.convertedOn[row]!, leads!.returnedOn[row]!];
  const isAfter = (day: DayNumber) => day !== noDay && day >= from && day <= lastSeen;
  if (isAfter(converted)) return { until: converted, next: { way: onwardWay } };
  if (isAfter(returned)) return { until: returned, next: { way: backWay } };
  return { until: lastSeen, next: null };
}

/** Where no move of a deal is on record: each deal in one stage from its creation to its close, which is all that can be said. */
export function asOneStage({ deals, lastSeen }: Pick<StageFacts, "deals" | "lastSeen">): StageStays {
  const stays: StageStay[] = [];
  let withoutHistory = 0;
  for (let row = 0; row < deals.count; row++) {
    const from = deals.createdOn[row]!;
    const isOver = isClosedAt(deals, row);
    const closedOn = deals.closedOn[row]!;
    if (from === noDay || from > lastSeen || (isOver && (closedOn === noDay || closedOn < from))) {
      withoutHistory++;
      continue;
    }
    const isEnd = isOver && closedOn <= lastSeen;
    const way = isEnd ? (stages[deals.stage[row]!] === "won" ? onwardWay : lostWayOut) : 0;
    stays.push({ state: 0, isDeal: true, id: deals.ids[row]!, from, until: isEnd ? closedOn : lastSeen, way });
  }
  return { states: [{ stage: "opportunity", name: "" }], stays, records: stays.length, withoutHistory, lastSeen };
}
