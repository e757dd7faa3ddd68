// The audit log as it is read: newest first, a page at a time.
import type { Tx } from "#db/database.ts";

import type { AuditEntryView } from "#features/audit/contract.ts";

export interface AuditFilter {
  readonly memberId?: string | undefined;
  readonly act?: string | undefined;
  readonly subjectKind?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

const filtered = `($2::uuid is null or a.member_id = $2) and ($3::text is null or a.act = $3)
  and ($4::text is null or a.subject_kind = $4) and ($5::text is null or a.subject_id = $5)
  and ($6::date is null or a.at >= $6::date::timestamp at time zone $8) and ($7::date is null or a.at < $7::date::timestamp at time zone $8)`;

function paramsOf(at: { workspaceId: string; timeZone: string }, filter: AuditFilter): unknown[] {
  const { memberId, act, subjectKind, subjectId, from, until } = filter;
  return [at.workspaceId, memberId ?? null, act ?? null, subjectKind ?? null, subjectId ?? null, from ?? null, until ?? null, at.timeZone];
}

/** What was changed, by name: as the entry itself says, else as it is called now. */
const named = `coalesce(a.after ->> 'name', a.before ->> 'name', case a.subject_kind
    when 'member' then (select s.name from evenhand.member s where s.workspace_id = a.workspace_id and s.id::text = a.subject_id)
    when 'invitation' then (select s.name from evenhand.invitation s where s.workspace_id = a.workspace_id and s.id::text = a.subject_id)
    when 'import' then (select s.name from evenhand.import s where s.workspace_id = a.workspace_id and s.id::text = a.subject_id)
    when 'decision' then a.after ->> 'title'
    when 'goal' then coalesce(a.after ->> 'key', (select s.key from evenhand.goal s where s.workspace_id = a.workspace_id and s.id::text = a.subject_id))
    when 'workspace' then (select s.name from evenhand.workspace s where s.workspace_id = a.workspace_id) end)`;

/** Entries of one page. `before` continues below an entry already read. */
export async function entriesOf(
  tx: Tx,
  at: { workspaceId: string; timeZone: string },
  asked: AuditFilter & { limit: number; offset?: number; before?: number | null },
): Promise<AuditEntryView[]> {
  return tx.rows(
    `select a.id, a.at, a.member_id as "memberId", m.name as "memberName", a.act, a.subject_kind as "subjectKind", a.subject_id as "subjectId", ${named} as "subjectName", a.before, a.after
       from evenhand.audit_entry a left join evenhand.member m on m.workspace_id = a.workspace_id and m.id = a.member_id
      where a.workspace_id = $1 and ${filtered} and ($9::bigint is null or a.id < $9) order by a.id desc limit $10 offset $11`,
    [...paramsOf(at, asked), asked.before ?? null, asked.limit, asked.offset ?? 0],
  );
}

export async function countOf(tx: Tx, at: { workspaceId: string; timeZone: string }, filter: AuditFilter): Promise<number> {
  const row = await tx.one<{ n: number }>(
    `select count(*)::int as n from evenhand.audit_entry a where a.workspace_id = $1 and ${filtered}`,
    paramsOf(at, filter),
  );
  return row.n;
}

/** The acts that occur, for the filter. */
export async function actsOf(tx: Tx, workspaceId: string): Promise<string[]> {
  const rows = await tx.rows<{ act: string }>("select distinct act from evenhand.audit_entry where workspace_id = $1 order by act", [workspaceId]);
  return rows.map((row) => row.act);
}
