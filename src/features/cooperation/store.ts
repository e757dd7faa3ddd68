// What the heads said, levels of the firm's own, moves begun, answers accepted and goals for the dials, as they stand in the tables.
import type { Tx } from "#db/database.ts";
import type { ConditionKey, DialKey, MeasureKey, MoveForm, MoveKey, Said } from "#facts/cooperation.ts";
import type { KeptEvidence } from "#facts/decisions.ts";
import type { Day } from "#kit/day.ts";

type Side = "sales" | "marketing";

export interface SayingRow extends Said {
  readonly condition: ConditionKey;
  readonly side: Side;
}

/** The latest first. */
export async function sayingRows(tx: Tx, workspaceId: string): Promise<SayingRow[]> {
  return tx.rows(
    `select s.condition, s.side, s.answer, s.note, m.name as by, s.said_at as at from evenhand.cooperation_saying s
       join evenhand.member m on m.workspace_id = $1 and m.id = s.member_id
      where s.workspace_id = $1 order by s.id desc`,
    [workspaceId],
  );
}

export async function insertSaying(
  tx: Tx,
  workspaceId: string,
  { condition, side, answer, note, memberId }: { condition: ConditionKey; side: Side; answer: Said["answer"]; note: string; memberId: string },
): Promise<void> {
  await tx.run("insert into evenhand.cooperation_saying (workspace_id, condition, side, answer, note, member_id) values ($1, $2, $3, $4, nullif($5, ''), $6)", [
    workspaceId,
    condition,
    side,
    answer,
    note,
    memberId,
  ]);
}

export async function levelsOf(tx: Tx, workspaceId: string): Promise<Map<MeasureKey, number>> {
  const rows = await tx.rows<{ measure: MeasureKey; level: number }>("select measure, level from evenhand.cooperation_level where workspace_id = $1", [
    workspaceId,
  ]);
  return new Map(rows.map(({ measure, level }) => [measure, level]));
}

/** Null: the usual one counts again. */
export async function setLevel(tx: Tx, workspaceId: string, { measure, level, by }: { measure: MeasureKey; level: number | null; by: string }): Promise<void> {
  if (level === null) await tx.run("delete from evenhand.cooperation_level where workspace_id = $1 and measure = $2", [workspaceId, measure]);
  else
    await tx.run(
      `insert into evenhand.cooperation_level (workspace_id, measure, level, set_by) values ($1, $2, $3, $4)
       on conflict (workspace_id, measure) do update set level = excluded.level, set_by = excluded.set_by, set_at = now()`,
      [workspaceId, measure, level, by],
    );
}

export interface MoveRow {
  readonly id: string;
  readonly move: MoveKey;
  readonly as: MoveForm;
  readonly thingId: string;
  readonly ownerSales: string;
  readonly ownerMarketing: string;
  readonly dueOn: Day;
  readonly showsDone: string;
}

/** Begun and not taken back, whose action or project has not been dropped, cancelled or removed, and whose way of working goes on. The latest first. */
export async function moveRows(tx: Tx, workspaceId: string): Promise<MoveRow[]> {
  return tx.rows(
    `select v.id, v.move, v.begun_as as as, v.thing_id as "thingId", s.name as "ownerSales", m.name as "ownerMarketing", v.due_on as "dueOn", v.shows_done as "showsDone"
       from evenhand.cooperation_move v
       join evenhand.member s on s.workspace_id = $1 and s.id = v.owner_sales
       join evenhand.member m on m.workspace_id = $1 and m.id = v.owner_marketing
      where v.workspace_id = $1 and v.withdrawn_at is null and case v.begun_as
        when 'action' then exists (select 1 from evenhand.action a where a.workspace_id = $1 and a.id = v.thing_id and a.removed_at is null and a.state <> 'dropped')
        when 'practice' then exists (select 1 from evenhand.practice_adoption a where a.workspace_id = $1 and a.id = v.thing_id and a.withdrawn_at is null and a.ended_on is null)
        else exists (select 1 from evenhand.project p where p.workspace_id = $1 and p.id = v.thing_id and p.removed_at is null and p.state <> 'cancelled') end
      order by v.begun_at desc, v.id`,
    [workspaceId],
  );
}

export interface NewMove extends Pick<MoveRow, "id" | "move" | "as" | "thingId" | "dueOn" | "showsDone"> {
  readonly ownerSales: string;
  readonly ownerMarketing: string;
  readonly by: string;
}

export async function insertMove(tx: Tx, workspaceId: string, one: NewMove): Promise<void> {
  await tx.run(
    `insert into evenhand.cooperation_move (workspace_id, id, move, begun_as, thing_id, owner_sales, owner_marketing, due_on, shows_done, begun_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [workspaceId, one.id, one.move, one.as, one.thingId, one.ownerSales, one.ownerMarketing, one.dueOn, one.showsDone, one.by],
  );
}

export async function moveToChange(tx: Tx, workspaceId: string, id: string): Promise<Pick<MoveRow, "id" | "move" | "as" | "thingId"> | null> {
  return tx.maybe(
    `select id, move, begun_as as as, thing_id as "thingId" from evenhand.cooperation_move where workspace_id = $1 and id = $2 and withdrawn_at is null for update`,
    [workspaceId, id],
  );
}

export async function setMoveWithdrawn(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx.run("update evenhand.cooperation_move set withdrawn_at = now() where workspace_id = $1 and id = $2", [workspaceId, id]);
}

export interface AnswerRow {
  readonly id: string;
  readonly outcome: string;
  readonly said: string;
  readonly asOf: Day;
  readonly salesBy: string | null;
  readonly salesAt: string | null;
  readonly marketingBy: string | null;
  readonly marketingAt: string | null;
}

/** Not taken back; the latest first. */
export async function answerRows(tx: Tx, workspaceId: string): Promise<AnswerRow[]> {
  return tx.rows(
    `select a.id, a.outcome, a.said, a.as_of as "asOf", s.name as "salesBy", a.sales_at as "salesAt", m.name as "marketingBy", a.marketing_at as "marketingAt"
       from evenhand.cooperation_answer a
       left join evenhand.member s on s.workspace_id = $1 and s.id = a.sales_by
       left join evenhand.member m on m.workspace_id = $1 and m.id = a.marketing_by
      where a.workspace_id = $1 and a.withdrawn_at is null order by a.entered_at desc, a.id`,
    [workspaceId],
  );
}

/** Held until the transaction ends, so that two heads who accept at once come one after the other. */
export async function holdAnswers(tx: Tx, workspaceId: string): Promise<void> {
  await tx.rows("select 1 from evenhand.workspace where workspace_id = $1 for update", [workspaceId]);
}

export interface NewAnswer {
  readonly id: string;
  readonly outcome: string;
  readonly said: string;
  readonly kept: readonly KeptEvidence[];
  readonly asOf: Day;
  readonly by: string;
}

export async function insertAnswer(tx: Tx, workspaceId: string, { id, outcome, said, kept, asOf, by }: NewAnswer): Promise<void> {
  await tx.run(
    "insert into evenhand.cooperation_answer (workspace_id, id, outcome, said, kept, as_of, entered_by) values ($1, $2, $3, $4, $5::jsonb, $6, $7)",
    [workspaceId, id, outcome, said, JSON.stringify(kept), asOf, by],
  );
}

export async function acceptAnswer(tx: Tx, workspaceId: string, { id, side, memberId }: { id: string; side: Side; memberId: string }): Promise<void> {
  await tx.run(`update evenhand.cooperation_answer set ${side}_by = $3, ${side}_at = now() where workspace_id = $1 and id = $2`, [workspaceId, id, memberId]);
}

export async function setAnswerWithdrawn(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx.run("update evenhand.cooperation_answer set withdrawn_at = now() where workspace_id = $1 and id = $2", [workspaceId, id]);
}

const onAgenda = "meeting_id is null and taken_off_at is null and from_kind = 'cooperation' and from_id = $2";

/** Whether it waits for the next meeting. */
export async function waitsForMeeting(tx: Tx, workspaceId: string, id: string): Promise<boolean> {
  return (await tx.maybe(`select 1 from evenhand.agenda_item where workspace_id = $1 and ${onAgenda} limit 1`, [workspaceId, id])) !== null;
}

export interface NewItem {
  readonly id: string;
  readonly of: string;
  readonly title: string;
  readonly why: string;
  readonly by: string;
}

/** At the end of what waits. */
export async function insertAgendaItem(tx: Tx, workspaceId: string, { id, of, title, why, by }: NewItem): Promise<void> {
  await tx.run(
    `insert into evenhand.agenda_item (workspace_id, id, title, why, from_kind, from_id, from_title, put_by, place)
     select $1, $2, $3, $4, 'cooperation', $5, $3, $6, coalesce(max(place), 0) + 1 from evenhand.agenda_item where workspace_id = $1`,
    [workspaceId, id, title, why, of, by],
  );
}

export async function takeOffAgenda(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx.run(`update evenhand.agenda_item set taken_off_at = now() where workspace_id = $1 and ${onAgenda}`, [workspaceId, id]);
}

export interface GoalRow {
  readonly id: string;
  readonly dial: DialKey;
  readonly baseline: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly baselineOn: Day;
  readonly target: number;
  readonly day: Day;
  readonly ownerSales: string;
  readonly salesName: string;
  readonly ownerMarketing: string;
  readonly marketingName: string;
  readonly note: string | null;
  readonly salesBy: string | null;
  readonly salesAt: string | null;
  readonly marketingBy: string | null;
  readonly marketingAt: string | null;
  readonly withdrawnAt: string | null;
}

const goalColumns = `g.id, g.dial, g.baseline, g.low, g.high, g.baseline_on as "baselineOn", g.target, g.day, g.owner_sales as "ownerSales", os.name as "salesName",
  g.owner_marketing as "ownerMarketing", om.name as "marketingName", g.note, s.name as "salesBy", g.sales_at as "salesAt", m.name as "marketingBy",
  g.marketing_at as "marketingAt", g.withdrawn_at as "withdrawnAt"`;
const goalFrom = `evenhand.cooperation_goal g
  join evenhand.member os on os.workspace_id = $1 and os.id = g.owner_sales
  join evenhand.member om on om.workspace_id = $1 and om.id = g.owner_marketing
  left join evenhand.member s on s.workspace_id = $1 and s.id = g.sales_by
  left join evenhand.member m on m.workspace_id = $1 and m.id = g.marketing_by`;

/** The latest first. */
export async function goalRows(tx: Tx, workspaceId: string): Promise<GoalRow[]> {
  return tx.rows(`select ${goalColumns} from ${goalFrom} where g.workspace_id = $1 order by g.proposed_at desc, g.id`, [workspaceId]);
}

export interface NewGoal extends Pick<
  GoalRow,
  "id" | "dial" | "baseline" | "low" | "high" | "baselineOn" | "target" | "day" | "ownerSales" | "ownerMarketing"
> {
  readonly note: string;
  readonly by: string;
}

export async function insertGoal(tx: Tx, workspaceId: string, goal: NewGoal): Promise<void> {
  await tx.run(
    `insert into evenhand.cooperation_goal (workspace_id, id, dial, baseline, low, high, baseline_on, target, day, owner_sales, owner_marketing, note, proposed_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, nullif($12, ''), $13)`,
    [
      workspaceId,
      goal.id,
      goal.dial,
      goal.baseline,
      goal.low,
      goal.high,
      goal.baselineOn,
      goal.target,
      goal.day,
      goal.ownerSales,
      goal.ownerMarketing,
      goal.note,
      goal.by,
    ],
  );
}

export async function signGoal(tx: Tx, workspaceId: string, { id, side, memberId }: { id: string; side: Side; memberId: string }): Promise<void> {
  await tx.run(`update evenhand.cooperation_goal set ${side}_by = $3, ${side}_at = now() where workspace_id = $1 and id = $2`, [workspaceId, id, memberId]);
}

export async function setGoalWithdrawn(tx: Tx, workspaceId: string, { id, isWithdrawn }: { id: string; isWithdrawn: boolean }): Promise<void> {
  await tx.run("update evenhand.cooperation_goal set withdrawn_at = case when $3 then now() end where workspace_id = $1 and id = $2", [
    workspaceId,
    id,
    isWithdrawn,
  ]);
}
