// Who may read the prices: everybody of us; an agency sees only what is shared with it.
import type { Asker } from "#facts/department.ts";
import { whyNotReadRoom } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

export function whyNotReadPrices(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}
