// Who may see the ways from lead to cash: everybody of us; an agency does not, because behind them stand people's records.
import type { Asker } from "#facts/department.ts";
import { whyNotReadRoom } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

export function whyNotReadPaths(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}
