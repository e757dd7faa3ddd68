// The real ways from lead to cash: which ways are taken how often, where cases go back, change hands, and wait longest.
import type { ActivityColumns, MoveColumns } from "#facts/moves.ts";
import type { Interval } from "#facts/papers.ts";
import { type DayNumber, dayNumber } from "#kit/day.ts";
import { type Outcome, accept, refuse } from "#kit/refusal.ts";
import { waysOf } from "#evidence/funnel/ways.ts";
import type { Lens } from "#evidence/kpi/lens.ts";
import { type Flow, type PathMove, contactCounter, flowOf } from "#evidence/paths/flow.ts";
import { type Parts, type PathsCut, partOf, partsOf } from "#evidence/paths/cut.ts";
import { type CaseLog, logOf } from "#evidence/paths/log.ts";
import { type Variants, variantsOf } from "#evidence/paths/variants.ts";
import { wilsonInterval } from "#evidence/statistics/proportion.ts";

export interface Rate {
  readonly value: number;
  readonly interval: Interval;
  readonly hits: number;
  readonly cases: number;
}

export interface Paths extends Flow {
  readonly log: CaseLog;
  /** What can be asked for alone: of all cases, whatever the cut. */
  readonly parts: Parts;
  /** The last day on which anything is known to have happened. */
  readonly lastSeen: DayNumber;
  readonly cases: number;
  readonly entries: number;
  readonly variants: Variants | null;
  /** Cases that went back at least once, of all. */
  readonly rework: Rate;
  /** Cases that changed hands at least once, of those with two known persons or more; null where persons are not known. */
  readonly handovers: (Rate & { readonly most: number }) | null;
  /** The move before which cases wait longest (median), and the next if chance may put it first; of moves taken often enough that do not lead to a loss. */
  readonly slowest: { readonly move: PathMove; readonly rival: PathMove | null } | null;
  readonly mostRepeated: PathMove | null;
  readonly hasContacts: boolean;
}

export type PathsRefusal = "too-few-cases" | "no-stage-history" | "no-days" | "nothing-moved";

const fewestCases = 30;
/** A move taken less often is not named as the slowest. */
const fewestMoves = 10;

export interface PathFacts {
  readonly moves: MoveColumns;
  readonly activities: ActivityColumns;
}

/**
 * Ways of all cases, from the moves on record and the days of leads and deals. Refuses without days, under 30 cases, where no move is on record and no lead has a day between its creation and its
 * deal (then only opening and closing would be drawn), and where nothing ever moved.
 */
export function pathsOf(lens: Lens, { moves, activities }: PathFacts, cut: PathsCut | null = null): Outcome<Paths, PathsRefusal> {
  const { deals, leads } = lens.facts;
  const dealOf = leads === null ? new Int32Array(0) : (waysOf(lens).dealOf ?? new Int32Array(0));
  const lastSeen = lastSeenWith(lens, moves);
  const whole = logOf({ deals, leads, dealOf, moves, lastSeen });
  if (whole.count === 0 && whole.left.withoutDays > 0) return refuse("no-days", { count: whole.left.withoutDays });
  const log = cut === null ? whole : partOf(whole, { deals, leads }, cut);
  if (log.count < fewestCases) return refuse("too-few-cases", { count: log.count, needed: fewestCases });
  const between = log.steps.map(({ stage }) => stage !== "lead" && stage !== "opportunity" && stage !== "won" && stage !== "lost");
  if (moves.count === 0 && !log.step.some((step) => between[step])) return refuse("no-stage-history");
  if (log.step.length === log.count) return refuse("nothing-moved", { count: log.count });
  const contactsIn = contactCounter(log, activities, { deals: deals.ids, leads: leads?.ids ?? [] });
  const flow = flowOf(log, { lastSeen, contactsIn });
  const often = flow.moves
    .filter(({ count, wait }) => wait !== null && count >= Math.max(fewestMoves, log.count / 100))
    .filter(({ to }) => log.steps[to]!.stage !== "lost");
  return accept({
    ...flow,
    log,
    parts: partsOf(whole, { deals, leads }, fewestCases),
    lastSeen,
    cases: log.count,
    entries: log.step.length,
    variants: variantsOf(log, lastSeen),
    rework: reworkOf(log),
    handovers: handoversOf(log),
    slowest: slowestOf(often),
    mostRepeated: flow.moves.find(({ isBack }) => isBack) ?? null,
    hasContacts: contactsIn !== null,
  });
}

/** A move is a sign of life as well; days in the future are impossible and do not count. */
function lastSeenWith({ lastSeen, asOf }: Lens, { day }: MoveColumns): DayNumber {
  const limit = dayNumber(asOf);
  return day.reduce((last, own) => (own > last && own <= limit ? own : last), lastSeen);
}

function rateOf(hits: number, cases: number): Rate {
  return { value: hits / cases, interval: wilsonInterval(hits, cases)!, hits, cases };
}

function reworkOf(log: CaseLog): Rate {
  let hits = 0;
  for (let at = 0; at < log.count; at++) {
    let isBack = false;
    for (let entry = log.starts[at]! + 1; entry < log.starts[at + 1]!; entry++)
      isBack ||= log.steps[log.step[entry]!]!.order < log.steps[log.step[entry - 1]!]!.order;
    hits += Number(isBack);
  }
  return rateOf(hits, log.count);
}

/** A change of hands: an entry by another known person than the last known one. */
function handoversOf(log: CaseLog): Paths["handovers"] {
  let [hits, cases, most] = [0, 0, 0];
  for (let at = 0; at < log.count; at++) {
    let [last, known, changes] = [-1, 0, 0];
    for (let entry = log.starts[at]!; entry < log.starts[at + 1]!; entry++) {
      const person = log.person[entry]!;
      if (person < 0) continue;
      known++;
      if (last >= 0 && person !== last) changes++;
      last = person;
    }
    if (known < 2) continue;
    cases++;
    hits += Number(changes > 0);
    most = Math.max(most, changes);
  }
  return cases === 0 ? null : { ...rateOf(hits, cases), most };
}

function slowestOf(moves: readonly PathMove[]): Paths["slowest"] {
  const sorted = moves.toSorted((a, b) => b.wait!.value - a.wait!.value || b.count - a.count);
  const [move] = sorted;
  if (move === undefined || move.wait!.value <= 0) return null;
  const rival = sorted.slice(1).find((other) => other.wait!.high === null || move.wait!.low === null || other.wait!.high >= move.wait!.low) ?? null;
  return { move, rival };
}
