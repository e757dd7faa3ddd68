// The handoff of leads as columns, from rows of a test: what the ledger reads for a workspace whose clock is UTC.
import { codedOf } from "#facts/columns.ts";
import type { Activity, Lead } from "#facts/entities.ts";
import type { HandoffWork } from "#facts/handoff-work.ts";

const ms = (moment: string | null) => (moment === null ? Number.NaN : Date.parse(moment));

export function handoffWorkOf(leads: readonly Lead[], activities: readonly Activity[] = []): HandoffWork {
  const of = (read: (lead: Lead) => string | null) => Float64Array.from(leads, (lead) => ms(read(lead)));
  const rowOf = new Map(leads.map(({ id }, row) => [id, row]));
  const tries = activities
    .filter(({ lead }) => lead !== null && rowOf.has(lead))
    .map(({ lead, at }) => ({ row: rowOf.get(lead!)!, at: ms(at) }))
    .sort((a, b) => a.row - b.row || a.at - b.at);
  const start = new Int32Array(leads.length + 1);
  for (const { row } of tries) start[row + 1]!++;
  for (let row = 0; row < leads.length; row++) start[row + 1]! += start[row]!;
  return {
    createdAt: of((lead) => lead.createdAt),
    offeredAt: of((lead) => lead.qualifiedAt),
    acceptedAt: of((lead) => lead.acceptedAt),
    returnedAt: of((lead) => lead.returnedAt),
    firstAttemptAt: of((lead) => lead.firstAttemptAt),
    firstContactAt: of((lead) => lead.firstContactAt),
    salesQualifiedAt: of((lead) => lead.salesQualifiedAt),
    outcomeAt: of((lead) => lead.salesQualifiedAt ?? lead.convertedAt),
    returnReason: codedOf(leads.map(({ returnReason }) => returnReason)),
    attempts: tries.length === 0 ? null : { start, at: Float64Array.from(tries, ({ at }) => at) },
    returns: [],
  };
}
