// Who sees goals, and who sets and changes them.
import { type Asker, isHead } from "#facts/department.ts";
import { whyNotChangeAnything, whyNotReadRoom } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

export function whyNotReadGoals(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}

/** Heads and administrators set goals. */
export function whyNotSetGoal(asker: Pick<Asker, "role">): WhyNot {
  return isHead(asker.role) || asker.role === "administrator" ? null : "only-heads-set-goals";
}

/** Heads, administrators and the two owners change a goal as long as it is not closed; an owner who has become one of those that only read no longer does. */
export function whyNotChangeGoal(asker: Pick<Asker, "role" | "memberId">, goal: { state: string; owners: readonly string[] }): WhyNot {
  const whyNotAnything = whyNotChangeAnything(asker);
  if (whyNotAnything !== null) return whyNotAnything;
  if (whyNotSetGoal(asker) !== null && !goal.owners.includes(asker.memberId)) return "only-heads-set-goals";
  return goal.state === "closed" ? "goal-is-closed" : null;
}
