// Who may read definitions; proposing, signing and withdrawing follow the rules of all that both heads sign.
import type { Asker } from "#facts/department.ts";
import { whyNotReadRoom } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

export { whyNotPropose, whyNotSign, whyNotWithdraw } from "#facts/signatures.ts";

export function whyNotReadDefinitions(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}
