// Goals and their edits as they stand in the tables.
import type { Candidate, GoalDetail } from "#features/goals/contract.ts";
import type { Tx } from "#db/database.ts";
import type { GoalKey } from "#facts/goal-keys.ts";

export type GoalState = "active" | "paused" | "closed";

export interface GoalRow {
  readonly id: string;
  readonly key: GoalKey;
  readonly from: string;
  readonly until: string;
  readonly target: number;
  readonly day: string;
  readonly ownerSales: string;
  readonly ownerMarketing: string;
  readonly salesName: string;
  readonly marketingName: string;
  readonly state: GoalState;
  readonly revision: number;
  readonly createdAt: string;
}

const columns = `g.id, g.key, g.baseline_from as "from", g.baseline_until as until, g.target, g.day, g.owner_sales as "ownerSales", g.owner_marketing as "ownerMarketing",
  s.name as "salesName", m.name as "marketingName", g.state, g.revision, g.created_at as "createdAt"`;
const joined = `evenhand.goal g
  join evenhand.member s on s.workspace_id = g.workspace_id and s.id = g.owner_sales
  join evenhand.member m on m.workspace_id = g.workspace_id and m.id = g.owner_marketing`;

/** Active goals first, then paused, then closed; within these by day. */
export async function goalRows(tx: Tx, workspaceId: string): Promise<GoalRow[]> {
  return tx.rows<GoalRow>(
    `select ${columns} from ${joined} where g.workspace_id = $1 order by array_position(array['active', 'paused', 'closed'], g.state), g.day, g.created_at, g.id`,
    [workspaceId],
  );
}

export async function goalRow(tx: Tx, workspaceId: string, id: string): Promise<GoalRow | null> {
  return tx.maybe<GoalRow>(`select ${columns} from ${joined} where g.workspace_id = $1 and g.id = $2`, [workspaceId, id]);
}

/** The same, held until the transaction ends. */
export async function goalToChange(tx: Tx, workspaceId: string, id: string): Promise<GoalRow | null> {
  return tx.maybe<GoalRow>(`select ${columns} from ${joined} where g.workspace_id = $1 and g.id = $2 for update of g`, [workspaceId, id]);
}

export async function hasOtherActive(tx: Tx, workspaceId: string, other: { key: GoalKey; id: string }): Promise<boolean> {
  const row = await tx.one<{ has: boolean }>(
    `select exists (select 1 from evenhand.goal where workspace_id = $1 and key = $2 and state = 'active' and id <> $3) as has`,
    [workspaceId, other.key, other.id],
  );
  return row.has;
}

/** Those of the named members who are in service on a day. */
export async function candidates(tx: Tx, workspaceId: string, { ids, day }: { ids: readonly string[]; day: string }): Promise<Candidate[]> {
  return tx.rows<Candidate>(
    `select id, role, department from evenhand.member where workspace_id = $1 and id = any($2::uuid[])
       and (served_from is null or served_from <= $3) and (served_until is null or served_until > $3)`,
    [workspaceId, ids, day],
  );
}

export async function insertGoal(tx: Tx, workspaceId: string, goal: GoalDetail & { id: string }): Promise<void> {
  await tx.run(
    `insert into evenhand.goal (workspace_id, id, key, baseline_from, baseline_until, target, day, owner_sales, owner_marketing) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [workspaceId, goal.id, goal.key, goal.baseline.from, goal.baseline.until, goal.target, goal.day, goal.ownerSales, goal.ownerMarketing],
  );
}

export async function updateGoal(tx: Tx, workspaceId: string, goal: GoalDetail & { id: string; state: GoalState }): Promise<void> {
  await tx.run(
    `update evenhand.goal set baseline_from = $3, baseline_until = $4, target = $5, day = $6, owner_sales = $7, owner_marketing = $8, state = $9, revision = revision + 1
      where workspace_id = $1 and id = $2`,
    [workspaceId, goal.id, goal.baseline.from, goal.baseline.until, goal.target, goal.day, goal.ownerSales, goal.ownerMarketing, goal.state],
  );
}

export async function addRevision(tx: Tx, workspaceId: string, edit: { id: string; stood: object; reason: string; by: string }): Promise<void> {
  await tx.run(
    `insert into evenhand.goal_revision (workspace_id, goal_id, revision, stood, reason, changed_by)
     select $1, $2, g.revision, $3::jsonb, $4, $5 from evenhand.goal g where g.workspace_id = $1 and g.id = $2`,
    [workspaceId, edit.id, JSON.stringify(edit.stood), edit.reason === "" ? null : edit.reason, edit.by],
  );
}

export interface Revision {
  readonly revision: number;
  readonly stood: Readonly<Record<string, string | number>>;
  readonly reason: string | null;
  readonly changedBy: string | null;
  readonly changedAt: string;
}

/** Every edit, the newest first. */
export async function revisionsOf(tx: Tx, workspaceId: string, id: string): Promise<Revision[]> {
  return tx.rows<Revision>(
    `select r.revision, r.stood, r.reason, m.name as "changedBy", r.changed_at as "changedAt"
       from evenhand.goal_revision r left join evenhand.member m on m.workspace_id = r.workspace_id and m.id = r.changed_by
      where r.workspace_id = $1 and r.goal_id = $2 order by r.revision desc`,
    [workspaceId, id],
  );
}
