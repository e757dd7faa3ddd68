// The register of actions as it stands in the tables: begun, changed and ended, each edit kept, and who can own one.
import type { Tx } from "#db/database.ts";
import type { ActionDetail, ActionOnFile, ActionState, AgendaSource } from "#facts/actions.ts";
import type { Department } from "#facts/department.ts";

const cameFrom = (of: string) => `${of}.from_kind as "fromKind", ${of}.from_id as "fromId", ${of}.from_title as "fromTitle"`;
const columns = `a.id, a.title, a.note, a.owner_id as "ownerId", o.name as "ownerName", o.department as "ownerDepartment", a.due_on as "dueOn", a.metric,
  a.metric_way as "metricWay", a.metric_share as "metricShare", a.state, a.state_reason as "stateReason", a.ended_at as "endedAt", a.revision,
  a.created_by as "createdById", c.name as "createdBy", a.created_at as "createdAt", a.removed_at as "removedAt", ${cameFrom("a")}`;
const joined = `evenhand.action a
  join evenhand.member o on o.workspace_id = a.workspace_id and o.id = a.owner_id
  left join evenhand.member c on c.workspace_id = a.workspace_id and c.id = a.created_by`;

/** What stands on the register: open ones first by their day, then those that ended, the latest first. */
export async function actionRows(tx: Tx, workspaceId: string): Promise<ActionOnFile[]> {
  return tx.rows<ActionOnFile>(
    `select ${columns} from ${joined} where a.workspace_id = $1 and a.removed_at is null
      order by a.state <> 'open', case when a.state = 'open' then a.due_on end, a.ended_at desc, a.created_at, a.id`,
    [workspaceId],
  );
}

/** The same, held until the transaction ends. */
export async function actionToChange(tx: Tx, workspaceId: string, id: string): Promise<ActionOnFile | null> {
  return tx.maybe<ActionOnFile>(`select ${columns} from ${joined} where a.workspace_id = $1 and a.id = $2 for update of a`, [workspaceId, id]);
}

export async function updateAction(tx: Tx, workspaceId: string, { id, ...detail }: ActionDetail & { id: string }): Promise<void> {
  await tx.run(
    `update evenhand.action set title = $3, note = nullif($4, ''), owner_id = $5, due_on = $6, metric = $7, metric_way = $8, metric_share = $9, revision = revision + 1
      where workspace_id = $1 and id = $2`,
    [workspaceId, id, ...valuesOf(detail)],
  );
}

export async function setActionState(tx: Tx, workspaceId: string, { id, state, reason }: { id: string; state: ActionState; reason: string }): Promise<void> {
  await tx.run(
    `update evenhand.action set state = $3, state_reason = nullif($4, ''), ended_at = case when $3 = 'open' then null else now() end, revision = revision + 1
      where workspace_id = $1 and id = $2`,
    [workspaceId, id, state, reason],
  );
}

export async function setRemoved(tx: Tx, workspaceId: string, { id, isRemoved }: { id: string; isRemoved: boolean }): Promise<void> {
  await tx.run("update evenhand.action set removed_at = case when $3 then now() end where workspace_id = $1 and id = $2", [workspaceId, id, isRemoved]);
}

export async function actionRow(tx: Tx, workspaceId: string, id: string): Promise<ActionOnFile | null> {
  return tx.maybe<ActionOnFile>(`select ${columns} from ${joined} where a.workspace_id = $1 and a.id = $2`, [workspaceId, id]);
}

export interface NewStep {
  readonly id: string;
  readonly by: string;
  readonly from: { readonly kind: AgendaSource; readonly id: string; readonly title: string } | null;
}

export async function insertAction(tx: Tx, workspaceId: string, { id, by, from, ...detail }: ActionDetail & NewStep): Promise<void> {
  await tx.run(
    `insert into evenhand.action (workspace_id, id, title, note, owner_id, due_on, metric, metric_way, metric_share, from_kind, from_id, from_title, created_by)
     values ($1, $2, $3, nullif($4, ''), $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [workspaceId, id, ...valuesOf(detail), from?.kind ?? null, from?.id ?? null, from?.title ?? null, by],
  );
}

const valuesOf = ({ title, note, ownerId, dueOn, moves }: ActionDetail) => [
  title,
  note,
  ownerId,
  dueOn,
  moves?.key ?? null,
  moves?.way ?? null,
  moves?.share ?? null,
];

export async function addActionRevision(tx: Tx, workspaceId: string, edit: { id: string; stood: object; reason: string; by: string }): Promise<void> {
  await tx.run(
    `insert into evenhand.action_revision (workspace_id, action_id, revision, stood, reason, changed_by)
     select $1, $2, a.revision, $3::jsonb, nullif($4, ''), $5 from evenhand.action a where a.workspace_id = $1 and a.id = $2`,
    [workspaceId, edit.id, JSON.stringify(edit.stood), edit.reason, edit.by],
  );
}

/** Members who can own an action on a day: in service, and not from outside. */
export async function peopleOn(tx: Tx, workspaceId: string, day: string): Promise<{ memberId: string; name: string; department: Department | null }[]> {
  return tx.rows(
    `select id as "memberId", name, department from evenhand.member
      where workspace_id = $1 and role <> 'agency' and (served_from is null or served_from <= $2) and (served_until is null or served_until > $2)
      order by lower(name), id`,
    [workspaceId, day],
  );
}
