// The register of actions as it stands in the tables: begun, changed and ended, each edit kept, and who can own one.
import type { Tx } from "#db/database.ts";
import type { ActionDetail, ActionOnFile, ActionState, ActionVerdict, AgendaSource, FirmPart } from "#facts/actions.ts";
import type { Department } from "#facts/department.ts";
import type { GoalKey } from "#facts/goal-keys.ts";

const cameFrom = (of: string) => `${of}.from_kind as "fromKind", ${of}.from_id as "fromId", ${of}.from_title as "fromTitle"`;
const columns = `a.id, a.title, a.note, a.owner_id as "ownerId", o.name as "ownerName", o.department as "ownerDepartment", a.due_on as "dueOn", a.metric,
  a.metric_way as "metricWay", a.metric_share as "metricShare", a.within_by as "withinBy", a.within_value as "withinValue", a.state, a.state_reason as "stateReason", a.ended_at as "endedAt", a.revision,
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
    `update evenhand.action set title = $3, note = nullif($4, ''), owner_id = $5, due_on = $6, metric = $7, metric_way = $8, metric_share = $9, within_by = $10, within_value = $11, revision = revision + 1
      where workspace_id = $1 and id = $2`,
    [workspaceId, id, ...valuesOf(detail)],
  );
}

export async function setActionState(tx: Tx, workspaceId: string, { id, state, reason }: { id: string; state: ActionState; reason: string }): Promise<void> {
  await tx.run(
    `update evenhand.action set state = $3, state_reason = nullif($4, ''), ended_at = case when $3 = 'open' then null else now() end,
            effect_verdict = null, effect_as_of = null, effect_meeting = null, revision = revision + 1
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
    `insert into evenhand.action (workspace_id, id, title, note, owner_id, due_on, metric, metric_way, metric_share, within_by, within_value, from_kind, from_id,
                                  from_title, created_by)
     values ($1, $2, $3, nullif($4, ''), $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
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
  moves?.within?.by ?? null,
  moves?.within?.value ?? null,
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

export interface DoneAction {
  readonly id: string;
  readonly title: string;
  readonly side: "sales" | "marketing" | null;
  readonly metric: GoalKey;
  readonly way: "up" | "down";
  readonly share: number | null;
  readonly within: FirmPart | null;
  readonly endedAt: string;
  /** What came of it has come back to a meeting. */
  readonly isTold: boolean;
}

/** Actions that are done and were to move a figure, in the order of their end. */
export async function doneActions(tx: Tx, workspaceId: string): Promise<DoneAction[]> {
  return tx.rows<DoneAction>(
    `select a.id, a.title, case when o.department in ('sales', 'marketing') then o.department end as side, a.metric, a.metric_way as way, a.metric_share as share,
            case when a.within_by is not null then json_build_object('by', a.within_by, 'value', a.within_value) end as within, a.ended_at as "endedAt", a.effect_meeting is not null as "isTold"
       from evenhand.action a join evenhand.member o on o.workspace_id = a.workspace_id and o.id = a.owner_id
      where a.workspace_id = $1 and a.state = 'done' and a.removed_at is null and a.metric is not null order by a.ended_at, a.id`,
    [workspaceId],
  );
}

interface ToldEffect {
  readonly id: string;
  readonly verdict: ActionVerdict;
  readonly asOf: string;
  /** The meeting to which it comes back; null: to none yet. */
  readonly meetingId: string | null;
}

export async function setActionVerdict(tx: Tx, workspaceId: string, { id, verdict, asOf, meetingId }: ToldEffect): Promise<void> {
  await tx.run(
    `update evenhand.action set effect_verdict = $3, effect_as_of = $4, effect_meeting = coalesce(effect_meeting, $5) where workspace_id = $1 and id = $2`,
    [workspaceId, id, verdict, asOf, meetingId],
  );
}

/** What the figures of done actions did, as it was last told: how many each. */
export async function toldEffects(tx: Tx, workspaceId: string): Promise<{ moved: number; told: number }> {
  return tx.one(
    `select count(*) filter (where effect_verdict = 'moved')::int as moved, count(*)::int as told from evenhand.action
      where workspace_id = $1 and removed_at is null and state = 'done' and effect_verdict in ('moved', 'other-way', 'not-moved')`,
    [workspaceId],
  );
}

/** Open actions that are due tomorrow or before, each given once for its day: a day that is moved is told again. */
export async function takeReminders(tx: Tx, workspaceId: string): Promise<{ id: string; title: string; ownerId: string; dueOn: string }[]> {
  return tx.rows(
    `update evenhand.action a set reminded_of = a.due_on from evenhand.workspace w
      where a.workspace_id = $1 and w.workspace_id = $1 and a.state = 'open' and a.removed_at is null and a.reminded_of is distinct from a.due_on
        and a.due_on <= (now() at time zone w.time_zone)::date + 1
     returning a.id, a.title, a.owner_id as "ownerId", a.due_on as "dueOn"`,
    [workspaceId],
  );
}

/** Open actions whose day has passed, each once for each day that was set: told outside from here on. */
export async function takeOverdue(tx: Tx, workspaceId: string): Promise<{ id: string; title: string; dueOn: string }[]> {
  return tx.rows(
    `update evenhand.action a set overdue_told_of = a.due_on from evenhand.workspace w
      where a.workspace_id = $1 and w.workspace_id = $1 and a.state = 'open' and a.removed_at is null and a.overdue_told_of is distinct from a.due_on
        and a.due_on < (now() at time zone w.time_zone)::date
     returning a.id, a.title, a.due_on as "dueOn"`,
    [workspaceId],
  );
}
