// Who may look at records: everybody of us; an agency only at those shown to it.
import type { Asker } from "#facts/department.ts";
import { type Share, whyNotReadRecord, whyNotReadRoom } from "#facts/rights.ts";
import type { WhyNot } from "#kit/refusal.ts";

export function whyNotListRecords(asker: Pick<Asker, "role">): WhyNot {
  return whyNotReadRoom(asker);
}

export function whyNotShowRecord(asker: Pick<Asker, "role" | "memberId">, shares: readonly Share[], subject: { entity: string; id: string }): WhyNot {
  return whyNotReadRecord(asker, shares, { kind: subject.entity, id: subject.id });
}
