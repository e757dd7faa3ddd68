// Who reads the register and the waiting list, who begins a step, who changes one.
import { type Asker, isHead } from "#facts/department.ts";
import { whyNotChangeAnything, whyNotReadRoom } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

export function whyNotReadActions(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}

/** Everybody who may change anything starts actions, puts things on the agenda and sets their order. */
export function whyNotBegin(asker: Pick<Asker, "role">): WhyNot {
  return whyNotChangeAnything(asker);
}

const leads = ({ role }: Pick<Asker, "role">) => isHead(role) || role === "management" || role === "administrator";

/** Whoever owns an action or started it, and those who lead. */
export function whyNotChangeAction(asker: Pick<Asker, "role" | "memberId">, action: { readonly ownerId: string; readonly createdById: string }): WhyNot {
  const why = whyNotBegin(asker);
  if (why !== null) return why;
  return leads(asker) || action.ownerId === asker.memberId || action.createdById === asker.memberId ? null : "only-owner-and-heads";
}

/** Whoever put an item on the agenda, and those who lead. */
export function whyNotChangeItem(asker: Pick<Asker, "role" | "memberId">, item: { readonly putById: string }): WhyNot {
  return whyNotBegin(asker) ?? (leads(asker) || item.putById === asker.memberId ? null : "only-author-and-heads");
}
