// Who reads how marketing stands and who owns its tasks, who says it anew, and who may say that a task was done.
import { type Asker, isHead } from "#facts/department.ts";
import { whyNotChangeAnything, whyNotReadRoom } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

export function whyNotReadStage(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}

/** Heads, management and administrators: it says whose each task is. */
export function whyNotChangeStage(asker: Pick<Asker, "role">): WhyNot {
  const why = whyNotChangeAnything(asker);
  if (why !== null) return why;
  return isHead(asker.role) || asker.role === "management" || asker.role === "administrator" ? null : "only-heads-say-who-owns";
}

/** Whoever does the work knows that it was done. */
export function whyNotSayDone(asker: Pick<Asker, "role">): WhyNot {
  return whyNotChangeAnything(asker);
}
