// The answer laid out for the screen, and the cases behind a move, a way or a step.
import type { SegmentKey } from "#facts/agreements.ts";
import { dayOf } from "#kit/day.ts";
import { readPeriod } from "#kit/period.ts";
import type { PathsCut } from "#evidence/paths/cut.ts";
import { daysBetweenEntries } from "#evidence/paths/flow.ts";
import type { CaseLog } from "#evidence/paths/log.ts";
import type { Paths } from "#evidence/paths/paths.ts";
import { isRipe, variantKeyOf } from "#evidence/paths/variants.ts";
import type { PathsAnswer } from "#features/paths/contract.ts";

const mostVariants = 40;

export function answerOf(told: Paths): PathsAnswer {
  const { log, lastSeen } = told;
  const key = (step: number) => log.steps[step]!.key;
  const name = ({ from, to }: { from: number; to: number }) => ({ from: key(from), to: key(to) });
  return {
    lastSeen: dayOf(lastSeen),
    cases: told.cases,
    entries: told.entries,
    steps: told.steps.map((count) => {
      const { stage, name: own } = log.steps[count.step]!;
      return { key: key(count.step), stage, name: own, count: count.count, cases: count.cases, open: count.open, openDays: count.openDays };
    }),
    moves: told.moves.map((move) => Object.assign({}, move, name(move))),
    variants: told.variants && {
      rows: told.variants.variants.slice(0, mostVariants).map(({ days, steps, ...one }) =>
        Object.assign(one, {
          steps: steps.map(key),
          days: days.value === null ? null : { value: days.value, low: days.interval?.low ?? null, high: days.interval?.high ?? null },
        }),
      ),
      kinds: told.variants.kinds,
      ripe: told.variants.ripe,
      young: told.variants.young,
      ripeAfterDays: told.variants.ripeAfterDays,
    },
    rework: told.rework,
    handovers: told.handovers,
    slowest: told.slowest && { ...name(told.slowest.move), wait: told.slowest.move.wait!, rival: told.slowest.rival && name(told.slowest.rival) },
    mostRepeated: told.mostRepeated && { ...name(told.mostRepeated), count: told.mostRepeated.count },
    hasContacts: told.hasContacts,
    parts: told.parts,
    left: log.left,
  };
}

/** The part that is asked for; null: all cases. A value without its field cuts nothing. */
export function cutOf({
  by,
  value,
  begun,
}: {
  readonly by?: SegmentKey | undefined;
  readonly value?: string | undefined;
  readonly begun?: string | undefined;
}): PathsCut | null {
  const group = by === undefined || value === undefined ? null : { by, value: value === "" ? null : value };
  const period = begun === undefined ? null : readPeriod(begun);
  return group === null && period === null ? null : { group, begun: period };
}

export interface Behind {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly variant?: string | undefined;
  readonly at?: string | undefined;
}

export interface CaseBehind {
  readonly at: number;
  readonly days: number;
  readonly on: number;
  /** Which of its records: the one that the entry belongs to. */
  readonly isDeal: boolean;
}

/** The cases behind what was asked, the longest first; null where nothing is named or a step is unknown. A case stands once for each time it took a move. */
export function casesBehind(told: Paths, asked: Behind): CaseBehind[] | null {
  return found(told, asked)?.sort((a, b) => b.days - a.days || a.at - b.at) ?? null;
}

function found(told: Paths, { variant, at, from, to }: Behind): CaseBehind[] | null {
  const { log, lastSeen } = told;
  const keys = new Map(log.steps.map(({ key }, step) => [key, step]));
  if (variant !== undefined) return variantCases(told, variant);
  const [stands, left, came] = [at, from, to].map((key) => (key === undefined ? undefined : keys.get(key)));
  if (at !== undefined) return stands === undefined ? null : standingAt(log, stands, lastSeen);
  return left === undefined || came === undefined ? null : movers(log, left, came);
}

const isDealAt = (log: CaseLog, at: number, entry: number) => log.dealRow[at]! >= 0 && (log.leadRow[at]! < 0 || isOfDeal(log.steps[log.step[entry]!]!.stage));
const isOfDeal = (stage: string) => stage === "opportunity" || stage === "won" || stage === "lost";

function movers(log: CaseLog, from: number, to: number): CaseBehind[] {
  const found: CaseBehind[] = [];
  for (let at = 0; at < log.count; at++) {
    for (let entry = log.starts[at]!; entry + 1 < log.starts[at + 1]!; entry++) {
      if (log.step[entry] !== from || log.step[entry + 1] !== to) continue;
      found.push({ at, days: daysBetweenEntries(log, entry, entry + 1), on: log.day[entry + 1]!, isDeal: isDealAt(log, at, entry + 1) });
    }
  }
  return found;
}

function standingAt(log: CaseLog, step: number, lastSeen: number): CaseBehind[] {
  const found: CaseBehind[] = [];
  for (let at = 0; at < log.count; at++) {
    const last = log.starts[at + 1]! - 1;
    if (log.isOver[at] === 0 && log.step[last] === step)
      found.push({ at, days: lastSeen - log.day[last]!, on: log.day[last]!, isDeal: isDealAt(log, at, last) });
  }
  return found;
}

/** Null where none went this way. */
function variantCases({ log, variants, lastSeen }: Paths, key: string): CaseBehind[] | null {
  const found: CaseBehind[] = [];
  if (variants === null) return null;
  for (let at = 0; at < log.count; at++) {
    if (!isRipe(log, at, lastSeen - variants.ripeAfterDays) || variantKeyOf(log, at) !== key) continue;
    const [first, last] = [log.starts[at]!, log.starts[at + 1]! - 1];
    found.push({ at, days: daysBetweenEntries(log, first, last), on: log.day[last]!, isDeal: isDealAt(log, at, last) });
  }
  return found.length === 0 ? null : found;
}
