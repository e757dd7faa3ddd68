// Joint projects written down and read in full: lines, shifts, tasks, words on readiness, templates, history.
// Long because: each part of a project has its few statements, and they stand in one place.
import type { Tx } from "#db/database.ts";
import type { Side } from "#facts/meetings.ts";
import type {
  ProjectGoal,
  ProjectKind,
  TemplateContent,
  ProjectState,
  ReadinessLevel,
  ReadinessOnFile,
  ShiftOnFile,
  ShiftRole,
  TaskAnchor,
  TaskSide,
  TaskState,
} from "#facts/projects.ts";
import type { SpendKind } from "#facts/spend-kind.ts";
import type { Day } from "#kit/day.ts";

export interface ProjectDetail {
  readonly name: string;
  readonly place: string;
  readonly startsOn: Day;
  readonly endsOn: Day;
  readonly timeZone: string;
  readonly salesOwnerId: string | null;
  readonly marketingOwnerId: string | null;
  readonly note: string;
  readonly previousId: string | null;
}

const valuesOf = (detail: ProjectDetail) => [
  detail.name,
  detail.place,
  detail.startsOn,
  detail.endsOn,
  detail.timeZone,
  detail.salesOwnerId,
  detail.marketingOwnerId,
  detail.note,
  detail.previousId,
];

interface NewProject extends ProjectDetail {
  readonly id: string;
  readonly kind: ProjectKind;
  readonly template: string | null;
  readonly by: string;
}

export async function insertProject(tx: Tx, workspaceId: string, { id, kind, template, by, ...detail }: NewProject): Promise<void> {
  await tx.run(
    `insert into evenhand.project (workspace_id, id, name, place, starts_on, ends_on, time_zone, sales_owner, marketing_owner, note, previous_id, kind, template, created_by)
     values ($1, $2, $3, nullif($4, ''), $5, $6, $7, $8, $9, nullif($10, ''), $11, $12, $13, $14)`,
    [workspaceId, id, ...valuesOf(detail), kind, template, by],
  );
}

export async function updateProject(tx: Tx, workspaceId: string, { id, ...detail }: ProjectDetail & { id: string }): Promise<void> {
  await tx.run(
    `update evenhand.project set name = $3, place = nullif($4, ''), starts_on = $5, ends_on = $6, time_zone = $7, sales_owner = $8, marketing_owner = $9,
            note = nullif($10, ''), previous_id = $11 where workspace_id = $1 and id = $2`,
    [workspaceId, id, ...valuesOf(detail)],
  );
}

export async function setProjectState(tx: Tx, workspaceId: string, { id, state, reason }: { id: string; state: ProjectState; reason: string }): Promise<void> {
  await tx.run("update evenhand.project set state = $3, state_reason = nullif($4, '') where workspace_id = $1 and id = $2", [workspaceId, id, state, reason]);
}

export async function setProjectRemoved(tx: Tx, workspaceId: string, { id, isRemoved }: { id: string; isRemoved: boolean }): Promise<void> {
  await tx.run("update evenhand.project set removed_at = case when $3 then now() end where workspace_id = $1 and id = $2", [workspaceId, id, isRemoved]);
}

/** Campaigns that are on record, or that are another project already. */
export async function campaignsHere(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<{ id: string; projectId: string | null }[]> {
  return tx.rows(
    `select c.id, case when p.id is not null then k.project_id end as "projectId" from evenhand.campaign c
       left join evenhand.project_campaign k on k.workspace_id = c.workspace_id and k.campaign_id = c.id
       left join evenhand.project p on p.workspace_id = k.workspace_id and p.id = k.project_id and p.removed_at is null
      where c.workspace_id = $1 and c.id = any($2)`,
    [workspaceId, ids],
  );
}

export async function setCampaigns(tx: Tx, workspaceId: string, { id, campaigns }: { id: string; campaigns: readonly string[] }): Promise<void> {
  await tx.run("delete from evenhand.project_campaign where workspace_id = $1 and (project_id = $2 or campaign_id = any($3))", [workspaceId, id, campaigns]);
  await tx.run("insert into evenhand.project_campaign (workspace_id, campaign_id, project_id) select $1, unnest($3::text[]), $2", [workspaceId, id, campaigns]);
}

interface FoundCampaign {
  readonly id: string;
  readonly name: string | null;
  readonly startsOn: Day | null;
  readonly projectId: string | null;
}

export async function findCampaigns(tx: Tx, workspaceId: string, { text, most }: { text: string; most: number }): Promise<FoundCampaign[]> {
  return tx.rows<FoundCampaign>(
    `select c.id, c.name, c.starts_on as "startsOn", case when p.id is not null then k.project_id end as "projectId" from evenhand.campaign c
       left join evenhand.project_campaign k on k.workspace_id = c.workspace_id and k.campaign_id = c.id
       left join evenhand.project p on p.workspace_id = k.workspace_id and p.id = k.project_id and p.removed_at is null
      where c.workspace_id = $1 and (c.name ilike $2 or c.id ilike $2) order by c.starts_on desc nulls last, c.id limit $3`,
    [workspaceId, `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`, most],
  );
}

export async function namesOfCampaigns(
  tx: Tx,
  workspaceId: string,
  ids: readonly string[],
): Promise<{ id: string; name: string | null; startsOn: Day | null }[]> {
  const rows = await tx.rows<{ id: string; name: string | null; startsOn: Day | null }>(
    `select id, name, starts_on as "startsOn" from evenhand.campaign where workspace_id = $1 and id = any($2)`,
    [workspaceId, ids],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? { id, name: null, startsOn: null });
}

export async function setGoals(tx: Tx, workspaceId: string, { id, goals }: { id: string; goals: readonly ProjectGoal[] }): Promise<void> {
  await tx.run("delete from evenhand.project_goal where workspace_id = $1 and project_id = $2", [workspaceId, id]);
  for (const { key, planned } of goals)
    await tx.run("insert into evenhand.project_goal (workspace_id, project_id, key, planned) values ($1, $2, $3, $4)", [workspaceId, id, key, planned]);
}

interface LineDetail {
  readonly kind: SpendKind;
  readonly name: string;
  readonly planned: number;
  readonly committed: number;
  readonly actual: number | null;
}

export async function insertLine(tx: Tx, workspaceId: string, { id, projectId, ...line }: LineDetail & { id: string; projectId: string }): Promise<void> {
  await tx.run(
    `insert into evenhand.project_budget_line (workspace_id, id, project_id, kind, name, planned, committed, actual, place)
     select $1, $2, $3, $4, $5, $6, $7, $8, coalesce(max(place), 0) + 1 from evenhand.project_budget_line where workspace_id = $1 and project_id = $3`,
    [workspaceId, id, projectId, line.kind, line.name, line.planned, line.committed, line.actual],
  );
}

export async function updateLine(tx: Tx, workspaceId: string, { id, ...line }: LineDetail & { id: string }): Promise<void> {
  await tx.run("update evenhand.project_budget_line set kind = $3, name = $4, planned = $5, committed = $6, actual = $7 where workspace_id = $1 and id = $2", [
    workspaceId,
    id,
    line.kind,
    line.name,
    line.planned,
    line.committed,
    line.actual,
  ]);
}

type Part = "project_budget_line" | "project_shift" | "project_task";

/** Takes a part away or brings it back; false: it is not of this project, or is so already. */
export async function setPartRemoved(tx: Tx, workspaceId: string, part: { table: Part; id: string; projectId: string; isRemoved: boolean }): Promise<boolean> {
  const row = await tx.maybe(
    `update evenhand.${part.table} set removed_at = case when $4 then now() end
      where workspace_id = $1 and project_id = $2 and id = $3 and (removed_at is not null) <> $4 returning id`,
    [workspaceId, part.projectId, part.id, part.isRemoved],
  );
  return row !== null;
}

export async function countParts(tx: Tx, workspaceId: string, { table, projectId }: { table: Part; projectId: string }): Promise<number> {
  const sql = `select count(*)::int as n from evenhand.${table} where workspace_id = $1 and project_id = $2 and removed_at is null`;
  return (await tx.one<{ n: number }>(sql, [workspaceId, projectId])).n;
}

/** Where a row of spend was put by hand: its line and that line's project; null: nowhere. */
export async function placeOfSpend(tx: Tx, workspaceId: string, spendId: string): Promise<{ lineId: string; projectId: string } | null> {
  return tx.maybe(
    `select s.line_id as "lineId", l.project_id as "projectId" from evenhand.project_budget_spend s
       join evenhand.project_budget_line l on l.workspace_id = s.workspace_id and l.id = s.line_id and l.removed_at is null
       join evenhand.project p on p.workspace_id = l.workspace_id and p.id = l.project_id and p.removed_at is null
      where s.workspace_id = $1 and s.spend_id = $2`,
    [workspaceId, spendId],
  );
}

export async function putSpend(tx: Tx, workspaceId: string, { spendId, lineId }: { spendId: string; lineId: string | null }): Promise<void> {
  await tx.run("delete from evenhand.project_budget_spend where workspace_id = $1 and spend_id = $2", [workspaceId, spendId]);
  if (lineId !== null)
    await tx.run("insert into evenhand.project_budget_spend (workspace_id, spend_id, line_id) values ($1, $2, $3)", [workspaceId, spendId, lineId]);
}

/** Entries of the staff plans of all projects that stand, so that one person in two places is seen. */
export async function allShifts(tx: Tx, workspaceId: string): Promise<(ShiftOnFile & { readonly project: string })[]> {
  return tx.rows(
    `select s.id, s.project_id as "projectId", p.name as project, s.member_id as "memberId", coalesce(m.name, s.person) as person,
            case when m.department in ('sales', 'marketing') then m.department end as side,
            s.day, s.from_minute as "fromMinute", s.to_minute as "toMinute", s.role
       from evenhand.project_shift s
       join evenhand.project p on p.workspace_id = s.workspace_id and p.id = s.project_id and p.removed_at is null and p.state <> 'cancelled'
       left join evenhand.member m on m.workspace_id = s.workspace_id and m.id = s.member_id
      where s.workspace_id = $1 and s.removed_at is null order by s.day, s.from_minute, lower(coalesce(m.name, s.person)), s.id`,
    [workspaceId],
  );
}

interface NewShift {
  readonly id: string;
  readonly projectId: string;
  readonly memberId: string | null;
  readonly person: string;
  readonly day: Day;
  readonly fromMinute: number;
  readonly toMinute: number;
  readonly role: ShiftRole;
}

export async function insertShift(tx: Tx, workspaceId: string, shift: NewShift): Promise<void> {
  await tx.run(
    `insert into evenhand.project_shift (workspace_id, id, project_id, member_id, person, day, from_minute, to_minute, role)
     values ($1, $2, $3, $4, nullif($5, ''), $6, $7, $8, $9)`,
    [workspaceId, shift.id, shift.projectId, shift.memberId, shift.person, shift.day, shift.fromMinute, shift.toMinute, shift.role],
  );
}

export async function updateShift(tx: Tx, workspaceId: string, shift: Pick<NewShift, "id" | "day" | "fromMinute" | "toMinute" | "role">): Promise<void> {
  await tx.run("update evenhand.project_shift set day = $3, from_minute = $4, to_minute = $5, role = $6 where workspace_id = $1 and id = $2", [
    workspaceId,
    shift.id,
    shift.day,
    shift.fromMinute,
    shift.toMinute,
    shift.role,
  ]);
}

export interface TaskDetail {
  readonly title: string;
  readonly note: string;
  readonly side: TaskSide;
  readonly ownerId: string | null;
  readonly anchor: TaskAnchor | null;
  readonly offsetDays: number | null;
  readonly dueOn: Day;
}

const taskValues = (task: TaskDetail) => [task.title, task.note, task.side, task.ownerId, task.anchor, task.offsetDays, task.dueOn];

export async function insertTask(
  tx: Tx,
  workspaceId: string,
  { id, projectId, key, ...task }: TaskDetail & { id: string; projectId: string; key: string | null },
) {
  await tx.run(
    `insert into evenhand.project_task (workspace_id, id, title, note, side, owner_id, anchor, offset_days, due_on, project_id, key, place)
     select $1, $2, $3, nullif($4, ''), $5, $6, $7, $8, $9, $10, $11, coalesce(max(place), 0) + 1 from evenhand.project_task where workspace_id = $1 and project_id = $10`,
    [workspaceId, id, ...taskValues(task), projectId, key],
  );
}

export async function updateTask(tx: Tx, workspaceId: string, { id, ...task }: TaskDetail & { id: string }): Promise<void> {
  await tx.run(
    `update evenhand.project_task set title = $3, note = nullif($4, ''), side = $5, owner_id = $6, anchor = $7, offset_days = $8, due_on = $9
      where workspace_id = $1 and id = $2`,
    [workspaceId, id, ...taskValues(task)],
  );
}

export async function setTaskDay(tx: Tx, workspaceId: string, { id, dueOn }: { id: string; dueOn: Day }): Promise<void> {
  await tx.run("update evenhand.project_task set due_on = $3 where workspace_id = $1 and id = $2", [workspaceId, id, dueOn]);
}

export async function setTaskState(tx: Tx, workspaceId: string, { id, state, by }: { id: string; state: TaskState; by: string }): Promise<void> {
  await tx.run(
    `update evenhand.project_task set state = $3, ended_at = case when $3 <> 'open' then now() end, ended_by = case when $3 <> 'open' then $4::uuid end
      where workspace_id = $1 and id = $2`,
    [workspaceId, id, state, by],
  );
}

export async function setTaskAction(tx: Tx, workspaceId: string, { id, actionId }: { id: string; actionId: string }): Promise<void> {
  await tx.run("update evenhand.project_task set action_id = $3 where workspace_id = $1 and id = $2", [workspaceId, id, actionId]);
}

/** Every word that was not taken back, the latest first. */
export async function readinessRows(tx: Tx, workspaceId: string, projectId: string | null = null): Promise<ReadinessOnFile[]> {
  return tx.rows<ReadinessOnFile>(
    `select r.id, r.project_id as "projectId", r.side, r.level, r.said, r.said_by as "saidById", m.name as "saidBy", r.said_at as "saidAt"
       from evenhand.project_readiness r left join evenhand.member m on m.workspace_id = r.workspace_id and m.id = r.said_by
      where r.workspace_id = $1 and ($2::uuid is null or r.project_id = $2) and r.withdrawn_at is null order by r.said_at desc, r.id`,
    [workspaceId, projectId],
  );
}

interface NewWord {
  readonly id: string;
  readonly projectId: string;
  readonly side: Side;
  readonly level: ReadinessLevel;
  readonly said: string;
  readonly by: string;
}

export async function insertReadiness(tx: Tx, workspaceId: string, word: NewWord): Promise<void> {
  await tx.run(
    `insert into evenhand.project_readiness (workspace_id, id, project_id, side, level, said, said_by, said_at)
     values ($1, $2, $3, $4, $5, nullif($6, ''), $7, clock_timestamp())`,
    [workspaceId, word.id, word.projectId, word.side, word.level, word.said, word.by],
  );
}

export async function withdrawWord(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx.run("update evenhand.project_readiness set withdrawn_at = now() where workspace_id = $1 and id = $2", [workspaceId, id]);
}

export interface ChangeRow {
  readonly revision: number;
  readonly act: string;
  readonly said: Record<string, string | number | boolean | null>;
  readonly by: string | null;
  readonly at: string;
}

/** The newest two hundred. */
export async function changesOf(tx: Tx, workspaceId: string, projectId: string): Promise<ChangeRow[]> {
  return tx.rows<ChangeRow>(
    `select c.revision, c.act, c.said, m.name as by, c.changed_at as at from evenhand.project_change c
       left join evenhand.member m on m.workspace_id = c.workspace_id and m.id = c.changed_by
      where c.workspace_id = $1 and c.project_id = $2 order by c.revision desc limit 200`,
    [workspaceId, projectId],
  );
}

export interface TemplateRow {
  readonly id: string;
  readonly kind: ProjectKind;
  readonly name: string;
  readonly content: TemplateContent;
  readonly createdBy: string | null;
}

export async function templateRows(tx: Tx, workspaceId: string): Promise<TemplateRow[]> {
  return tx.rows<TemplateRow>(
    `select t.id, t.kind, t.name, t.content, m.name as "createdBy" from evenhand.project_template t
       left join evenhand.member m on m.workspace_id = t.workspace_id and m.id = t.created_by
      where t.workspace_id = $1 and t.removed_at is null order by lower(t.name), t.id`,
    [workspaceId],
  );
}

export async function insertTemplate(tx: Tx, workspaceId: string, row: { id: string; kind: ProjectKind; name: string; content: TemplateContent; by: string }) {
  await tx.run("insert into evenhand.project_template (workspace_id, id, kind, name, content, created_by) values ($1, $2, $3, $4, $5::jsonb, $6)", [
    workspaceId,
    row.id,
    row.kind,
    row.name,
    JSON.stringify(row.content),
    row.by,
  ]);
}

export async function setTemplateRemoved(tx: Tx, workspaceId: string, { id, isRemoved }: { id: string; isRemoved: boolean }): Promise<{ name: string } | null> {
  return tx.maybe(
    `update evenhand.project_template set removed_at = case when $3 then now() end
      where workspace_id = $1 and id = $2 and (removed_at is not null) <> $3 returning name`,
    [workspaceId, id, isRemoved],
  );
}

/** Agencies, and whether a project is shown to each. */
export async function agenciesOf(tx: Tx, workspaceId: string, projectId: string): Promise<{ memberId: string; name: string; isShared: boolean }[]> {
  return tx.rows(
    `select m.id as "memberId", m.name, s.member_id is not null as "isShared" from evenhand.member m
       left join evenhand.project_share s on s.workspace_id = m.workspace_id and s.member_id = m.id and s.project_id = $2
      where m.workspace_id = $1 and m.role = 'agency' order by lower(m.name), m.id`,
    [workspaceId, projectId],
  );
}

export async function sharedWith(tx: Tx, workspaceId: string, memberId: string): Promise<Set<string>> {
  const rows = await tx.rows<{ id: string }>(`select project_id as id from evenhand.project_share where workspace_id = $1 and member_id = $2`, [
    workspaceId,
    memberId,
  ]);
  return new Set(rows.map(({ id }) => id));
}

export async function setShared(tx: Tx, workspaceId: string, share: { id: string; memberId: string; isShared: boolean; by: string }): Promise<void> {
  await tx.run("delete from evenhand.project_share where workspace_id = $1 and project_id = $2 and member_id = $3", [workspaceId, share.id, share.memberId]);
  if (share.isShared)
    await tx.run("insert into evenhand.project_share (workspace_id, project_id, member_id, shared_by) values ($1, $2, $3, $4)", [
      workspaceId,
      share.id,
      share.memberId,
      share.by,
    ]);
}

interface DueTask {
  readonly title: string;
  readonly dueOn: Day;
  readonly projectId: string;
  readonly project: string;
  readonly to: readonly string[];
}

/** Open tasks due tomorrow or before, each given once for its day: to its owner, else to the owner of its side, of both where it is joint. */
export async function takeTaskReminders(tx: Tx, workspaceId: string): Promise<DueTask[]> {
  return tx.rows<DueTask>(
    `update evenhand.project_task t set reminded_of = t.due_on from evenhand.project p, evenhand.workspace w
      where t.workspace_id = $1 and p.workspace_id = $1 and w.workspace_id = $1 and p.id = t.project_id and p.removed_at is null and p.state = 'planned'
        and t.state = 'open' and t.removed_at is null and t.action_id is null and t.reminded_of is distinct from t.due_on
        and t.due_on <= (now() at time zone w.time_zone)::date + 1
     returning t.title, t.due_on as "dueOn", p.id as "projectId", p.name as project,
       case when t.owner_id is not null then array[t.owner_id]
            else array_remove(array[case when t.side <> 'marketing' then p.sales_owner end, case when t.side <> 'sales' then p.marketing_owner end], null) end as "to"`,
    [workspaceId],
  );
}
