// Joint projects as they stand in the tables, for every room that has to do with them: days, owners, campaigns, goals, budget.
import type { Tx } from "#db/database.ts";
import type { Spend } from "#facts/entities.ts";
import type { BudgetLineOnFile, ProjectGoal, ProjectOnFile, ProjectTaskOnFile, SpendOfProject } from "#facts/projects.ts";
import type { ProjectDays } from "#facts/project-days.ts";
import { spendKindOf } from "#facts/spend-kind.ts";

const columns = `p.id, p.kind, p.name, p.place, p.starts_on as "startsOn", p.ends_on as "endsOn", p.time_zone as "timeZone", p.sales_owner as "salesOwnerId",
  s.name as "salesOwner", p.marketing_owner as "marketingOwnerId", m.name as "marketingOwner", p.state, p.state_reason as "stateReason", p.note, p.template,
  p.previous_id as "previousId", p.revision, p.created_by as "createdById", c.name as "createdBy", p.created_at as "createdAt", p.removed_at as "removedAt"`;
const joined = `evenhand.project p
  left join evenhand.member s on s.workspace_id = p.workspace_id and s.id = p.sales_owner
  left join evenhand.member m on m.workspace_id = p.workspace_id and m.id = p.marketing_owner
  left join evenhand.member c on c.workspace_id = p.workspace_id and c.id = p.created_by`;

/** All that were not taken away, by their first day. */
export async function projectRows(tx: Tx, workspaceId: string): Promise<ProjectOnFile[]> {
  return tx.rows<ProjectOnFile>(
    `select ${columns} from ${joined} where p.workspace_id = $1 and p.removed_at is null order by p.starts_on, lower(p.name), p.id`,
    [workspaceId],
  );
}

/** Their days alone, for calendars. */
export async function projectDays(tx: Tx, workspaceId: string): Promise<ProjectDays[]> {
  return tx.rows<ProjectDays>(
    `select id, name, starts_on as "startsOn", ends_on as "endsOn", state = 'cancelled' as "isCancelled" from evenhand.project
      where workspace_id = $1 and removed_at is null order by starts_on, id`,
    [workspaceId],
  );
}

/** One, taken away or not. */
export async function projectRow(tx: Tx, workspaceId: string, id: string): Promise<ProjectOnFile | null> {
  return tx.maybe<ProjectOnFile>(`select ${columns} from ${joined} where p.workspace_id = $1 and p.id = $2`, [workspaceId, id]);
}

/** The same, held until the transaction ends. */
export async function projectToChange(tx: Tx, workspaceId: string, id: string): Promise<ProjectOnFile | null> {
  return tx.maybe<ProjectOnFile>(`select ${columns} from ${joined} where p.workspace_id = $1 and p.id = $2 for update of p`, [workspaceId, id]);
}

/** Campaigns of the records by project. */
export async function campaignsOfProjects(tx: Tx, workspaceId: string): Promise<Map<string, string[]>> {
  const rows = await tx.rows<{ projectId: string; campaignId: string }>(
    `select c.project_id as "projectId", c.campaign_id as "campaignId" from evenhand.project_campaign c
       join evenhand.project p on p.workspace_id = c.workspace_id and p.id = c.project_id and p.removed_at is null
      where c.workspace_id = $1 order by c.campaign_id collate "C"`,
    [workspaceId],
  );
  const found = new Map<string, string[]>();
  for (const { projectId, campaignId } of rows) found.set(projectId, [...(found.get(projectId) ?? []), campaignId]);
  return found;
}

export async function goalsOf(tx: Tx, workspaceId: string, projectId: string): Promise<ProjectGoal[]> {
  return tx.rows<ProjectGoal>("select key, planned from evenhand.project_goal where workspace_id = $1 and project_id = $2 order by key", [
    workspaceId,
    projectId,
  ]);
}

/** Lines of the budgets of one project, or of all of them, in their order. */
export async function budgetLines(tx: Tx, workspaceId: string, projectId: string | null = null): Promise<BudgetLineOnFile[]> {
  return tx.rows<BudgetLineOnFile>(
    `select l.id, l.project_id as "projectId", l.kind, l.name, l.planned::float8 as planned, l.committed::float8 as committed, l.actual::float8 as actual,
            coalesce((select array_agg(s.spend_id order by s.spend_id collate "C") from evenhand.project_budget_spend s
                       where s.workspace_id = l.workspace_id and s.line_id = l.id), '{}') as "spendIds"
       from evenhand.project_budget_line l
      where l.workspace_id = $1 and ($2::uuid is null or l.project_id = $2) and l.removed_at is null order by l.place, l.id`,
    [workspaceId, projectId],
  );
}

/** Rows of spend of a project's campaigns, besides rows put on its lines by hand that name no campaign. */
export function spendOfProject(
  spend: readonly Spend[],
  of: { readonly campaigns: readonly string[]; readonly lines: readonly BudgetLineOnFile[] },
): SpendOfProject[] {
  const campaigns = new Set(of.campaigns);
  const byHand = new Set(of.lines.flatMap(({ spendIds }) => spendIds));
  return spend
    .filter(({ id, campaign }) => (campaign !== null && campaigns.has(campaign)) || byHand.has(id))
    .map((row) => ({ id: row.id, amount: row.amount, kind: spendKindOf(row), status: row.status as SpendOfProject["status"] }));
}

const taskColumns = `t.id, t.project_id as "projectId", t.key, t.title, t.note, t.side, t.owner_id as "ownerId", o.name as owner, t.anchor, t.offset_days as "offsetDays",
  t.due_on as "dueOn", t.state, t.ended_at as "endedAt", e.name as "endedBy", t.action_id as "actionId", a.state as "actionState"`;
const tasksJoined = `evenhand.project_task t
  left join evenhand.member o on o.workspace_id = t.workspace_id and o.id = t.owner_id
  left join evenhand.member e on e.workspace_id = t.workspace_id and e.id = t.ended_by
  left join evenhand.action a on a.workspace_id = t.workspace_id and a.id = t.action_id and a.removed_at is null`;

/** Tasks of one project, or of all that were not taken away, by their day. */
export async function projectTasks(tx: Tx, workspaceId: string, projectId: string | null = null): Promise<ProjectTaskOnFile[]> {
  return tx.rows<ProjectTaskOnFile>(
    `select ${taskColumns} from ${tasksJoined}
       join evenhand.project p on p.workspace_id = t.workspace_id and p.id = t.project_id and p.removed_at is null
      where t.workspace_id = $1 and ($2::uuid is null or t.project_id = $2) and t.removed_at is null order by t.due_on, t.place, t.id`,
    [workspaceId, projectId],
  );
}

/** Whether a project is shown to an agency. */
export async function isProjectSharedWith(tx: Tx, workspaceId: string, { projectId, memberId }: { projectId: string; memberId: string }): Promise<boolean> {
  const row = await tx.maybe("select 1 from evenhand.project_share where workspace_id = $1 and project_id = $2 and member_id = $3", [
    workspaceId,
    projectId,
    memberId,
  ]);
  return row !== null;
}

/** A line of its history; the project's revision rises by one. */
export async function addProjectChange(
  tx: Tx,
  workspaceId: string,
  change: { readonly projectId: string; readonly act: string; readonly said: object; readonly by: string | null },
): Promise<void> {
  await tx.run(
    `with raised as (update evenhand.project set revision = revision + 1 where workspace_id = $1 and id = $2 returning revision)
     insert into evenhand.project_change (workspace_id, project_id, revision, act, said, changed_by) select $1, $2, r.revision, $3, $4::jsonb, $5 from raised r`,
    [workspaceId, change.projectId, change.act, JSON.stringify(change.said), change.by],
  );
}

/** Days of people by the plan of staff, by project: one person on one day is one, however many shifts. */
export async function staffDaysOfProjects(tx: Tx, workspaceId: string): Promise<Map<string, number>> {
  const rows = await tx.rows<{ projectId: string; days: number }>(
    `select project_id as "projectId", count(distinct (day, coalesce(member_id::text, 'name ' || lower(person))))::int as days
       from evenhand.project_shift where workspace_id = $1 and removed_at is null group by project_id`,
    [workspaceId],
  );
  return new Map(rows.map(({ projectId, days }) => [projectId, days]));
}
