// Who may look at records: everybody of us, at what people cost those who answer for it; an agency at none.
import type { Asker } from "#facts/department.ts";
import { isPay, whyNotReadRoom, whyNotSeePay } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

export function whyNotListRecords(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}

export function whyNotListOf(asker: Pick<Asker, "role">, entity: string): WhyNot {
  return whyNotListRecords(asker) ?? (isPay(entity) ? whyNotSeePay(asker) : null);
}
