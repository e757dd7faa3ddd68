// Who may see the forecast and what moved: everybody who works here; an agency does not, because it names people's deals.
import type { Asker } from "#facts/department.ts";
import { whyNotReadRoom } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

export function whyNotForecast(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}
