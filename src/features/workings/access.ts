// Who reads how figures are worked out: whoever reads the rooms.
import type { Asker } from "#facts/department.ts";
import { whyNotReadRoom } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

export function whyNotReadMethods(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}
