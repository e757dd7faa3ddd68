// Who reads the register of ways of working, who adds one, who says since when it is done.
import { type Asker, isHead } from "#facts/department.ts";
import { whyNotChangeAnything, whyNotReadRoom } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

export function whyNotReadPractices(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}

/** Heads, management and administrators: a way of working binds both departments. */
export function whyNotChangePractices(asker: Pick<Asker, "role">): WhyNot {
  const why = whyNotChangeAnything(asker);
  if (why !== null) return why;
  return isHead(asker.role) || asker.role === "management" || asker.role === "administrator" ? null : "only-heads-keep-practices";
}
