// Turning points as they stand in the tables, the dismissals of proposals, and the heads' first days of service.
import type { Tx } from "#db/database.ts";
import type { Owner } from "#facts/department.ts";
import type { TurningKind } from "#facts/turning-point.ts";

export interface TurnDetail {
  readonly kind: TurningKind;
  readonly day: string;
  readonly name: string;
  readonly note: string | null;
  readonly owner: Owner;
}

export interface TurnRow extends TurnDetail {
  readonly id: string;
  readonly proposal: string | null;
  readonly enteredBy: string | null;
  readonly enteredByName: string | null;
  readonly enteredAt: string;
  readonly isRemoved: boolean;
}

const columns = `t.id, t.kind, t.day, t.name, t.note, t.owner, t.proposal, t.entered_by as "enteredBy", m.name as "enteredByName", t.entered_at as "enteredAt",
  t.removed_at is not null as "isRemoved"`;
const joined = `evenhand.turning_point t left join evenhand.member m on m.workspace_id = t.workspace_id and m.id = t.entered_by`;

/** Those on record, in order of their days. */
export async function turnRows(tx: Tx, workspaceId: string): Promise<TurnRow[]> {
  return tx.rows<TurnRow>(`select ${columns} from ${joined} where t.workspace_id = $1 and t.removed_at is null order by t.day, t.entered_at, t.id`, [
    workspaceId,
  ]);
}

/** One of them, also one that was taken away, held until the transaction ends. */
export async function turnToChange(tx: Tx, workspaceId: string, id: string): Promise<TurnRow | null> {
  return tx.maybe<TurnRow>(`select ${columns} from ${joined} where t.workspace_id = $1 and t.id = $2 for update of t`, [workspaceId, id]);
}

/** False where the proposal has been confirmed by somebody quicker. */
export async function insertTurn(
  tx: Tx,
  workspaceId: string,
  { id, kind, day, name, note, owner, proposal, by }: TurnDetail & { id: string; proposal: string | null; by: string },
): Promise<boolean> {
  const inserted = await tx.run(
    `insert into evenhand.turning_point (workspace_id, id, kind, day, name, note, owner, proposal, entered_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (workspace_id, proposal) where proposal is not null and removed_at is null do nothing`,
    [workspaceId, id, kind, day, name, note, owner, proposal, by],
  );
  return inserted === 1;
}

export async function updateTurn(tx: Tx, workspaceId: string, { id, kind, day, name, note, owner }: TurnDetail & { id: string }): Promise<void> {
  await tx.run(`update evenhand.turning_point set kind = $3, day = $4, name = $5, note = $6, owner = $7 where workspace_id = $1 and id = $2`, [
    workspaceId,
    id,
    kind,
    day,
    name,
    note,
    owner,
  ]);
}

export async function setRemoved(tx: Tx, workspaceId: string, { id, by }: { id: string; by: string | null }): Promise<void> {
  await tx.run(
    `update evenhand.turning_point set removed_by = $3, removed_at = case when $3::uuid is null then null else now() end where workspace_id = $1 and id = $2`,
    [workspaceId, id, by],
  );
}

export async function hasConfirmed(tx: Tx, workspaceId: string, proposal: string): Promise<boolean> {
  const row = await tx.one<{ has: boolean }>(
    `select exists (select 1 from evenhand.turning_point where workspace_id = $1 and proposal = $2 and removed_at is null) as has`,
    [workspaceId, proposal],
  );
  return row.has;
}

export interface Dismissal {
  readonly proposal: string;
  readonly reason: string;
  readonly dismissedBy: string | null;
  readonly dismissedAt: string;
}

export async function dismissals(tx: Tx, workspaceId: string): Promise<Dismissal[]> {
  return tx.rows<Dismissal>(
    `select d.proposal, d.reason, m.name as "dismissedBy", d.dismissed_at as "dismissedAt"
       from evenhand.turning_point_dismissal d left join evenhand.member m on m.workspace_id = d.workspace_id and m.id = d.dismissed_by
      where d.workspace_id = $1 order by d.dismissed_at, d.proposal`,
    [workspaceId],
  );
}

export async function dismiss(tx: Tx, workspaceId: string, { proposal, reason, by }: { proposal: string; reason: string; by: string }): Promise<void> {
  await tx.run(
    `insert into evenhand.turning_point_dismissal (workspace_id, proposal, reason, dismissed_by) values ($1, $2, $3, $4)
     on conflict (workspace_id, proposal) do update set reason = excluded.reason, dismissed_by = excluded.dismissed_by, dismissed_at = now()`,
    [workspaceId, proposal, reason, by],
  );
}

/** The reason that stood; null where it was not dismissed. */
export async function takeBackDismissal(tx: Tx, workspaceId: string, proposal: string): Promise<string | null> {
  const row = await tx.maybe<{ reason: string }>(`delete from evenhand.turning_point_dismissal where workspace_id = $1 and proposal = $2 returning reason`, [
    workspaceId,
    proposal,
  ]);
  return row?.reason ?? null;
}

export interface HeadRow {
  readonly id: string;
  readonly name: string;
  readonly role: "head-of-sales" | "head-of-marketing";
  readonly from: string;
}

/** Heads, past ones too, whose first day of service is known. */
export async function headRows(tx: Tx, workspaceId: string): Promise<HeadRow[]> {
  return tx.rows<HeadRow>(
    `select id, name, role, served_from as "from" from evenhand.member
      where workspace_id = $1 and role in ('head-of-sales', 'head-of-marketing') and served_from is not null order by served_from, id`,
    [workspaceId],
  );
}
