// Where cases go from each step: how many take each way, how long they wait before it, who hands them over, and whether anybody spoke with them.
import type { ActivityColumns } from "#facts/moves.ts";
import { type CaseLog, noMinute } from "#evidence/paths/log.ts";
import { type Wait, stayWeights, weightedMedian } from "#evidence/paths/waits.ts";

export interface PathMove {
  readonly from: number;
  readonly to: number;
  /** Times it was taken, and cases that took it. */
  readonly count: number;
  readonly cases: number;
  /** Of all that left the step. */
  readonly share: number;
  readonly isBack: boolean;
  /** Days waited before it, those still waiting at the step counted. */
  readonly wait: Wait | null;
  /** Of the moves at which both persons are known, the share with another person after than before. */
  readonly handover: { readonly share: number; readonly known: number } | null;
  /** Of the waits of a day and more, the share in which no contact is on record; null where there are no contacts at all. */
  readonly silent: { readonly share: number; readonly known: number } | null;
}

export interface PathStepCount {
  readonly step: number;
  /** Entries, and cases that entered. */
  readonly count: number;
  readonly cases: number;
  /** Stand here on the last day seen and are not over. */
  readonly open: number;
  /** Days that those who stand here have stood here, the median. */
  readonly openDays: number | null;
}

export interface Flow {
  readonly steps: readonly PathStepCount[];
  readonly moves: readonly PathMove[];
}

/** Days between two entries: by the clock where both have one, else whole days. */
export function daysBetweenEntries(log: CaseLog, one: number, next: number): number {
  const days = log.day[next]! - log.day[one]!;
  if (log.minute[one] === noMinute || log.minute[next] === noMinute) return days;
  return Math.max(0, days + (log.minute[next]! - log.minute[one]!) / 1440);
}

/** The flow through all steps. `contactsIn` counts a case's contacts between two entries; null where none are on record. */
export function flowOf(log: CaseLog, { lastSeen, contactsIn }: { lastSeen: number; contactsIn: ContactCount | null }): Flow {
  const drafts = new Map<number, Draft>();
  const stays = log.steps.map(() => ({ days: [] as number[], hasLeft: [] as number[], move: [] as number[] }));
  const counts = log.steps.map(() => ({ count: 0, cases: 0, last: -1, open: [] as number[] }));
  const size = log.steps.length;
  for (let at = 0; at < log.count; at++) {
    const [from, until] = [log.starts[at]!, log.starts[at + 1]!];
    for (let entry = from; entry < until; entry++) {
      const step = log.step[entry]!;
      const own = counts[step]!;
      own.count++;
      if (own.last !== at) own.cases++;
      own.last = at;
      const stay = stays[step]!;
      if (entry + 1 < until) {
        const key = step * size + log.step[entry + 1]!;
        const days = daysBetweenEntries(log, entry, entry + 1);
        stay.days.push(days);
        stay.hasLeft.push(1);
        stay.move.push(key);
        noteMove(drafts, key, { log, at, entry, days, contactsIn });
      } else if (log.isOver[at] === 0) {
        const days = lastSeen - log.day[entry]!;
        stay.days.push(days);
        stay.hasLeft.push(0);
        stay.move.push(-1);
        own.open.push(days);
      }
    }
  }
  return { steps: stepCounts(counts), moves: pathMoves(log, drafts, stays) };
}

interface Draft {
  count: number;
  cases: number;
  last: number;
  handed: number;
  persons: number;
  silent: number;
  waits: number;
}

interface Noted {
  readonly log: CaseLog;
  readonly at: number;
  readonly entry: number;
  readonly days: number;
  readonly contactsIn: ContactCount | null;
}

function noteMove(drafts: Map<number, Draft>, key: number, { log, at, entry, days, contactsIn }: Noted): void {
  const draft = drafts.get(key) ?? { count: 0, cases: 0, last: -1, handed: 0, persons: 0, silent: 0, waits: 0 };
  drafts.set(key, draft);
  draft.count++;
  if (draft.last !== at) draft.cases++;
  draft.last = at;
  const [one, next] = [log.person[entry]!, log.person[entry + 1]!];
  if (one >= 0 && next >= 0) {
    draft.persons++;
    if (one !== next) draft.handed++;
  }
  if (contactsIn !== null && days >= 1) {
    draft.waits++;
    if (contactsIn(at, log.day[entry]!, log.day[entry + 1]!) === 0) draft.silent++;
  }
}

function stepCounts(counts: readonly { count: number; cases: number; open: number[] }[]): PathStepCount[] {
  return counts.flatMap(({ count, cases, open }, step) => {
    if (count === 0) return [];
    open.sort((a, b) => a - b);
    return [{ step, count, cases, open: open.length, openDays: open.length === 0 ? null : open[Math.floor((open.length - 1) / 2)]! }];
  });
}

function pathMoves(log: CaseLog, drafts: ReadonlyMap<number, Draft>, stays: readonly { days: number[]; hasLeft: number[]; move: number[] }[]): PathMove[] {
  const size = log.steps.length;
  const weights = stays.map(stayWeights);
  const waits = new Map<number, { days: number; weight: number }[]>();
  stays.forEach((stay, step) => {
    stay.move.forEach((key, n) => {
      if (key < 0) return;
      const list = waits.get(key) ?? [];
      waits.set(key, list);
      list.push({ days: stay.days[n]!, weight: weights[step]![n]! });
    });
  });
  const leaving = stays.map(({ hasLeft }) => hasLeft.reduce((sum, left) => sum + left, 0));
  return [...drafts]
    .map(([key, draft]): PathMove => {
      const [from, to] = [Math.floor(key / size), key % size];
      return {
        from,
        to,
        count: draft.count,
        cases: draft.cases,
        share: draft.count / leaving[from]!,
        isBack: log.steps[to]!.order < log.steps[from]!.order,
        wait: weightedMedian(waits.get(key)!),
        handover: draft.persons === 0 ? null : { share: draft.handed / draft.persons, known: draft.persons },
        silent: draft.waits === 0 ? null : { share: draft.silent / draft.waits, known: draft.waits },
      };
    })
    .sort((a, b) => b.count - a.count || a.from - b.from || a.to - b.to);
}

/** Contacts of a case from a day up to and with another. */
export type ContactCount = (at: number, from: number, until: number) => number;

/** Null where no contact is on record. A contact that names both a lead and its deal counts once. */
export function contactCounter(
  log: CaseLog,
  activities: ActivityColumns,
  ids: { readonly deals: readonly string[]; readonly leads: readonly string[] },
): ContactCount | null {
  if (activities.count === 0) return null;
  const casesBy = (rows: Int32Array, own: readonly string[]) => {
    const cases = new Map<string, number>();
    for (let at = 0; at < log.count; at++) if (rows[at]! >= 0) cases.set(own[rows[at]!]!, at);
    return ({ codes, names }: ActivityColumns["deal"]) => {
      const ofCode = Int32Array.from(names, (name) => cases.get(name) ?? -1);
      return (row: number) => (codes[row]! < 0 ? -1 : ofCode[codes[row]!]!);
    };
  };
  const [byDeal, byLead] = [casesBy(log.dealRow, ids.deals)(activities.deal), casesBy(log.leadRow, ids.leads)(activities.lead)];
  const caseOf = (row: number) => (byDeal(row) >= 0 ? byDeal(row) : byLead(row));
  const starts = new Int32Array(log.count + 1);
  for (let row = 0; row < activities.count; row++) if (caseOf(row) >= 0) starts[caseOf(row) + 1]!++;
  for (let at = 0; at < log.count; at++) starts[at + 1]! += starts[at]!;
  const [days, next] = [new Int32Array(starts[log.count]!), starts.slice()];
  for (let row = 0; row < activities.count; row++) if (caseOf(row) >= 0) days[next[caseOf(row)]!++] = activities.day[row]!;
  return (at, from, until) => {
    let count = 0;
    for (let n = starts[at]!; n < starts[at + 1]!; n++) if (days[n]! >= from && days[n]! <= until) count++;
    return count;
  };
}
