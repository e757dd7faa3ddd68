// Who may see how far the facts can be believed: everybody of us.
import type { Asker } from "#facts/department.ts";
import { whyNotReadRoom } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

export function whyNotReadTrust(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}
