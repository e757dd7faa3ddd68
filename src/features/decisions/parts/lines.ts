// How decisions stand in a list: which end soon, and which of them stand as one line.
import type { DecisionView } from "#features/decisions/contract.ts";
import type { DecisionKind } from "#facts/decisions.ts";
import { type Day, addDays } from "#kit/day.ts";

/** So many days before its last one, a decision is shown as ending soon. */
const soonDays = 30;

export function endsSoon({ state, until }: Pick<DecisionView, "state" | "until">, today: Day): boolean {
  return state === "in-force" && until !== null && until <= addDays(today, soonDays);
}

/** Decisions that stand as one line; `more` empty: one alone. */
export interface DecisionLine {
  readonly one: DecisionView;
  readonly more: readonly DecisionView[];
}

/** From so many on, what the same people signed on one day stands as one line. */
const fewestInLine = 3;
const signedKinds: ReadonlySet<DecisionKind> = new Set(["definition", "owner", "promise"]);

/** 'definition 2026-11-28 in-force …': alike are those of one kind, day and state that the same people signed. Null: it stands alone. */
function lineOf({ kind, decidedAt, state, parties }: DecisionView): string | null {
  if (!signedKinds.has(kind) || decidedAt === null) return null;
  return JSON.stringify([kind, decidedAt.slice(0, 10), state, parties.map(({ side, name }) => [side, name])]);
}

/** In the order given; a line stands where its first one does. */
export function inLines(decisions: readonly DecisionView[]): DecisionLine[] {
  const alike = new Map<string, DecisionView[]>();
  for (const one of decisions) {
    const key = lineOf(one);
    if (key !== null) alike.set(key, [...(alike.get(key) ?? []), one]);
  }
  return decisions.flatMap((one): DecisionLine[] => {
    const line = alike.get(lineOf(one) ?? "") ?? [one];
    if (line.length < fewestInLine) return [{ one, more: [] }];
    return line[0] === one ? [{ one, more: line.slice(1) }] : [];
  });
}
