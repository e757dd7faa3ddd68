// Who decides what an agency is shown, and who sees its work: the agency its own, everybody else what they see anyway.
import { type Asker, isHead } from "#facts/department.ts";
import { whyNotReadRoom } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

/** Heads and administrators decide what an agency sees. */
export function whyNotShare(asker: Pick<Asker, "role">): WhyNot {
  return asker.role === "administrator" || isHead(asker.role) ? null : "only-heads-share";
}

/** What could be shared, and with whom, is the company's own. */
export function whyNotSeeAgencies(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}

/** The work of one agency: `member` is the agency asked about. */
export function whyNotSeeWork(asker: Pick<Asker, "role" | "memberId">, member: string): WhyNot {
  return asker.memberId === member ? null : whyNotReadRoom(asker);
}
