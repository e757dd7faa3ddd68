// Who may see how waiting and coming through go together: everybody of us; an agency sees only what is shared with it.
import type { Asker } from "#facts/department.ts";
import { whyNotReadRoom } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

export function whyNotReadResponse(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}
