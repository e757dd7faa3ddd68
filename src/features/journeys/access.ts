// Who may see which channels stand behind deals, who draws deals for review, and who judges them for which side.
import type { Side } from "#features/journeys/contract.ts";
import { type Asker, isHead } from "#facts/department.ts";
import { whyNotChangeAnything, whyNotReadRoom } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

export function whyNotReadJourneys(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}

/** Heads and administrators draw deals for review, and take a sample back. */
export function whyNotDraw(asker: Pick<Asker, "role">): WhyNot {
  return isHead(asker.role) || asker.role === "administrator" ? null : "only-heads-draw";
}

/** The department somebody speaks for; null: neither of the two. */
export function sideOf(asker: Pick<Asker, "role" | "department">): Side | null {
  if (asker.role === "head-of-sales" || asker.role === "sales") return "sales";
  if (asker.role === "head-of-marketing" || asker.role === "marketing-strategic" || asker.role === "marketing-operational") return "marketing";
  return asker.role === "administrator" && (asker.department === "sales" || asker.department === "marketing") ? asker.department : null;
}

/** Somebody of the two departments judges, for his own. */
export function whyNotJudge(asker: Pick<Asker, "role" | "department">): WhyNot {
  return whyNotChangeAnything(asker) ?? (sideOf(asker) === null ? "only-departments-judge" : null);
}

/** A verdict stands once the other side has given its own too: whoever has seen that one is not blind any more. */
export function whyNotChangeVerdict(asker: Pick<Asker, "role" | "department">, hasOther: boolean): WhyNot {
  return whyNotJudge(asker) ?? (hasOther ? "both-have-judged" : null);
}
