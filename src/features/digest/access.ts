// Who gets a digest: everybody but an agency; each their own, about what they may see.
import type { Asker } from "#facts/department.ts";
import { whyNotReadRoom } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

export function whyNotHaveDigest(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}
