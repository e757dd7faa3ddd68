// Who may see whose each part of a shortfall is; proposing, signing and withdrawing follow the rules of all that both heads sign.
import type { Asker } from "#facts/department.ts";
import { whyNotReadRoom } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

export { whyNotPropose, whyNotSign, whyNotWithdraw } from "#facts/signatures.ts";

export function whyNotReadOwners(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}
