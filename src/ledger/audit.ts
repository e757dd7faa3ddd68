// The audit log: every change of what people share leaves a line that nobody can rewrite.
import type { Tx } from "#db/database.ts";
import type { Asker } from "#facts/department.ts";

export interface AuditEntry {
  /** What was done: 'member.invited', 'import.undone'. */
  readonly act: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  /** How it stood and stands now, without secrets, answers and amounts of bonus. */
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Writes one line in the transaction of the change itself: both happen, or neither. `asker.memberId` null: the system by the clock. */
export async function audit(tx: Tx, asker: Pick<Asker, "workspaceId"> & { readonly memberId: string | null }, entry: AuditEntry): Promise<void> {
  const asJson = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  await tx.run(
    `insert into evenhand.audit_entry (workspace_id, member_id, act, subject_kind, subject_id, before, after)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb)`,
    [asker.workspaceId, asker.memberId, entry.act, entry.subjectKind, entry.subjectId, asJson(entry.before), asJson(entry.after)],
  );
}
