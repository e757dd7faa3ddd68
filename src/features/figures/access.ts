// Who may read the figures: everybody of us; an agency sees only what is shared with it.
import type { Asker } from "#facts/department.ts";
import { whyNotReadRoom } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

export function whyNotReadFigures(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}
