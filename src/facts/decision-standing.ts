// How a decision stands on a day, and what has taken its place: from the decisions on file alone.
import type { DecisionOnFile, DecisionState } from "#facts/decisions.ts";
import type { Day } from "#kit/day.ts";

export type DecisionToStand = Omit<DecisionOnFile, "kept">;

export interface Standing {
  readonly state: DecisionState;
  readonly supersededBy: string | null;
}

const beganOn = ({ from, decidedAt }: DecisionToStand): Day => from ?? decidedAt!.slice(0, 10);

/** What takes the place of what: named by a decision that both sides have agreed to, or the next version of the same thing once it holds. */
export function successors(rows: readonly DecisionToStand[], today: Day): ReadonlyMap<string, DecisionToStand> {
  const next = new Map<string, DecisionToStand>();
  const lines = new Map<string, DecisionToStand[]>();
  for (const row of rows) {
    if (row.isWithdrawn || row.decidedAt === null) continue;
    if (row.line !== null) lines.set(row.line, [...(lines.get(row.line) ?? []), row]);
    // Of two that name the same one, the first to be agreed took its place.
    if (row.supersedes !== null && (next.get(row.supersedes)?.decidedAt ?? row.decidedAt) >= row.decidedAt) next.set(row.supersedes, row);
  }
  for (const line of lines.values()) {
    const holding = line.filter((row) => beganOn(row) <= today).toSorted((a, b) => a.nr - b.nr);
    for (const [at, row] of holding.entries()) if (at > 0) next.set(holding[at - 1]!.id, row);
  }
  return next;
}

/** The last day belongs to the time in which it holds. */
export function standingOf(row: DecisionToStand, successor: DecisionToStand | undefined, today: Day): Standing {
  const supersededBy = successor?.id ?? null;
  const at = (state: DecisionState): Standing => ({ state, supersededBy });
  if (row.isWithdrawn) return at("withdrawn");
  if (row.decidedAt === null) return at("waiting");
  if (successor !== undefined) return at(successor.endsIt ? "ended" : "superseded");
  if (row.isOver || row.endsIt) return at("ended");
  return at(row.until !== null && row.until < today ? "review" : "in-force");
}
