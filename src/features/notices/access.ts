// Who has notices: everybody but an agency; each reads and marks their own, and nobody another's.
import type { Asker } from "#facts/department.ts";
import { whyNotReadRoom } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

export function whyNotHaveNotices(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}

/** How the house's own letters fare is for those who can mend it. */
export function seesTroubleOfAll(asker: Pick<Asker, "role">): boolean {
  return asker.role === "administrator";
}
