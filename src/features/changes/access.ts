// Who reads what has changed.
import type { Asker } from "#facts/department.ts";
import { whyNotReadRoom } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

export function whyNotReadChanges(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}
