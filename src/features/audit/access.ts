// Who may read the audit log.
import { type Asker, isHead } from "#facts/department.ts";
import type { WhyNot } from "#kit/refusal.ts";

export function whyNotReadAudit(asker: Pick<Asker, "role">): WhyNot {
  return asker.role === "administrator" || asker.role === "management" || isHead(asker.role) ? null : "audit-is-for-heads";
}
