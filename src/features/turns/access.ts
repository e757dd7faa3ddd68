// Who reads turning points, who puts one on record, who says that a proposed one is none, and who decides what its check holds.
import { type Asker, isHead } from "#facts/department.ts";
import { whyNotChangeAnything, whyNotReadRoom } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

export function whyNotReadTurns(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}

/** Everybody who may change anything knows days that mattered. */
export function whyNotEnterTurn(asker: Pick<Asker, "role">): WhyNot {
  return whyNotChangeAnything(asker);
}

/** Who entered it, heads and administrators change it and take it away. */
export function whyNotChangeTurn(asker: Pick<Asker, "role" | "memberId">, turn: { enteredBy: string | null }): WhyNot {
  const why = whyNotEnterTurn(asker);
  if (why !== null) return why;
  return isHead(asker.role) || asker.role === "administrator" || turn.enteredBy === asker.memberId ? null : "not-your-turning-point";
}

/** A dismissal speaks for both departments: heads, management and administrators. */
export function whyNotDismissTurn(asker: Pick<Asker, "role">): WhyNot {
  return isHead(asker.role) || asker.role === "administrator" || asker.role === "management" ? null : "only-heads-dismiss";
}

/** What the check holds is decided for both departments. */
export function whyNotCheckTurn(asker: Pick<Asker, "role">): WhyNot {
  const why = whyNotEnterTurn(asker);
  if (why !== null) return why;
  return whyNotDismissTurn(asker) === null ? null : "only-heads-check";
}
