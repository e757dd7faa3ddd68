// Who writes in a thread, who changes a message, who is let alone. Who may see the thing itself is said by its own room.
import { type Asker, isHead } from "#facts/department.ts";
import { whyNotChangeAnything, whyNotReadRoom } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

export function whyNotWrite(asker: Pick<Asker, "role">): WhyNot {
  return whyNotChangeAnything(asker);
}

interface Written {
  readonly memberId: string;
  readonly isInside: boolean;
}

/** What stays inside is not there for an agency. */
export function maySeeMessage({ role }: Pick<Asker, "role">, { isInside }: Pick<Written, "isInside">): boolean {
  return role !== "agency" || !isInside;
}

/** Nobody puts words into another's mouth. */
export function whyNotEdit(asker: Pick<Asker, "role" | "memberId">, message: Written): WhyNot {
  return whyNotWrite(asker) ?? (message.memberId === asker.memberId ? null : "only-the-author");
}

/** The author, and those who lead. */
export function whyNotRemove(asker: Pick<Asker, "role" | "memberId">, message: Written): WhyNot {
  const why = whyNotWrite(asker);
  if (why !== null) return why;
  return message.memberId === asker.memberId || isHead(asker.role) || asker.role === "administrator" ? null : "only-author-and-heads";
}

/** Following, muting and finding colleagues is for all of us; an agency is not told anything and looks nobody up. */
export function whyNotFollow(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}
