// Who may look at records: everybody of us, at what people cost those who answer for it; an agency only at those shown to it.
import type { Asker } from "#facts/department.ts";
import { type Share, isPay, whyNotReadRecord, whyNotReadRoom, whyNotSeePay } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

export function whyNotListRecords(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}

export function whyNotListOf(asker: Pick<Asker, "role">, entity: string): WhyNot {
  return whyNotListRecords(asker) ?? (isPay(entity) ? whyNotSeePay(asker) : null);
}

export function whyNotShowRecord(asker: Pick<Asker, "role" | "memberId">, shares: readonly Share[], subject: { entity: string; id: string }): WhyNot {
  if (isPay(subject.entity) && whyNotSeePay(asker) !== null) return whyNotListOf(asker, subject.entity);
  return whyNotReadRecord(asker, shares, { kind: subject.entity, id: subject.id });
}
