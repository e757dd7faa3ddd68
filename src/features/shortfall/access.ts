// Who may see where a shortfall is located: everybody who works here; an agency does not, because its parts name people's deals.
import type { Asker } from "#facts/department.ts";
import { whyNotReadRoom } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

export function whyNotExplain(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}
