// The firm's stage, its tasks, their owners and what was said to be done, as they stand in the tables.
import type { Tx } from "#db/database.ts";
import type { FirmStage, StageAnswers } from "#facts/firm-stage.ts";
import type { TaskOwner } from "#facts/marketing-tasks.ts";
import type { Day } from "#kit/day.ts";

import type { TaskBody } from "#features/stage/contract.ts";

export interface NewStage {
  readonly id: string;
  readonly stage: FirmStage;
  readonly answers: StageAnswers;
  readonly since: Day;
  readonly note: string;
  readonly by: string;
}

export async function insertStage(tx: Tx, workspaceId: string, { id, stage, answers, since, note, by }: NewStage): Promise<void> {
  // The clock and not the transaction: two that are said one after the other in one transaction keep their order.
  await tx.run(
    `insert into evenhand.firm_stage (workspace_id, id, stage, answers, since, note, said_by, said_at) values ($1, $2, $3, $4::jsonb, $5, nullif($6, ''), $7, clock_timestamp())`,
    [workspaceId, id, stage, JSON.stringify(answers), since, note, by],
  );
}

export async function stageToChange(tx: Tx, workspaceId: string, id: string) {
  return tx.maybe<{ stage: FirmStage; isWithdrawn: boolean; isNewest: boolean }>(
    `select s.stage, s.withdrawn_at is not null as "isWithdrawn",
            not exists (select 1 from evenhand.firm_stage l where l.workspace_id = $1 and l.withdrawn_at is null and l.said_at > s.said_at) as "isNewest"
       from evenhand.firm_stage s where s.workspace_id = $1 and s.id = $2 for update`,
    [workspaceId, id],
  );
}

export async function setStageWithdrawn(tx: Tx, workspaceId: string, { id, isWithdrawn }: { id: string; isWithdrawn: boolean }): Promise<void> {
  await tx.run("update evenhand.firm_stage set withdrawn_at = case when $3 then now() end where workspace_id = $1 and id = $2", [workspaceId, id, isWithdrawn]);
}

/** Owners named by hand that a change of stage ends. */
export async function endOwners(tx: Tx, workspaceId: string, { tasks, stageId }: { tasks: readonly string[]; stageId: string }): Promise<void> {
  await tx.run("update evenhand.marketing_task_owners set ended_at = now(), ended_by = $3 where workspace_id = $1 and task = any($2) and ended_at is null", [
    workspaceId,
    [...tasks],
    stageId,
  ]);
}

/** What that change ended holds again, but where somebody has named others since. */
export async function restoreOwners(tx: Tx, workspaceId: string, stageId: string): Promise<void> {
  await tx.run(
    `update evenhand.marketing_task_owners o set ended_at = null where o.workspace_id = $1 and o.ended_by = $2
        and not exists (select 1 from evenhand.marketing_task_owners n where n.workspace_id = $1 and n.task = o.task and n.ended_at is null)`,
    [workspaceId, stageId],
  );
}

/** That change is said again: what it had ended ends once more. */
export async function endOwnersAgain(tx: Tx, workspaceId: string, stageId: string): Promise<void> {
  await tx.run("update evenhand.marketing_task_owners set ended_at = now() where workspace_id = $1 and ended_by = $2 and ended_at is null", [
    workspaceId,
    stageId,
  ]);
}

export interface NewOwners {
  readonly id: string;
  readonly task: string;
  readonly owners: readonly TaskOwner[] | null;
  readonly since: Day;
  readonly by: string;
}

/** Ends what held, and writes the new owners where there are any to write. */
export async function putOwners(tx: Tx, workspaceId: string, { id, task, owners, since, by }: NewOwners): Promise<void> {
  await tx.run("update evenhand.marketing_task_owners set ended_at = now(), ended_by = null where workspace_id = $1 and task = $2 and ended_at is null", [
    workspaceId,
    task,
  ]);
  if (owners === null) return;
  await tx.run(`insert into evenhand.marketing_task_owners (workspace_id, id, task, owners, since, said_by) values ($1, $2, $3, $4::jsonb, $5, $6)`, [
    workspaceId,
    id,
    task,
    JSON.stringify(owners),
    since,
    by,
  ]);
}

/** A task of the firm's own, or what the firm changed about one of the house. */
export async function putTask(tx: Tx, workspaceId: string, { id, by, ...body }: TaskBody & { id: string; by: string }): Promise<void> {
  const { kind, name, what, marketing, sales, alive, salesPart, everyDays, judgedMonths } = body;
  await tx.run(
    `insert into evenhand.marketing_task (workspace_id, task, created_by, kind, name, what, marketing, sales, alive, sales_part, every_days, judged_months)
     values ($1, $2, $3, $4, nullif($5, ''), nullif($6, ''), nullif($7, ''), nullif($8, ''), nullif($9, ''), $10, $11, $12)
     on conflict (workspace_id, task) do update set kind = excluded.kind, name = excluded.name, what = excluded.what, marketing = excluded.marketing,
       sales = excluded.sales, alive = excluded.alive, sales_part = excluded.sales_part, every_days = excluded.every_days, judged_months = excluded.judged_months`,
    [workspaceId, id, by, kind, name, what, marketing, sales, alive, salesPart, everyDays, judgedMonths],
  );
}

export async function setTaskRemoved(
  tx: Tx,
  workspaceId: string,
  { id, kind, by, isRemoved }: { id: string; kind: TaskBody["kind"]; by: string; isRemoved: boolean },
): Promise<void> {
  await tx.run(
    `insert into evenhand.marketing_task (workspace_id, task, kind, created_by, removed_at) values ($1, $2, $3, $4, case when $5 then now() end)
     on conflict (workspace_id, task) do update set removed_at = excluded.removed_at`,
    [workspaceId, id, kind, by, isRemoved],
  );
}

export interface SaidDone {
  readonly id: string;
  readonly task: string;
  readonly on: Day;
  readonly note: string | null;
  readonly by: string | null;
}

/** The latest day that was said of each task. */
export async function lastSaid(tx: Tx, workspaceId: string): Promise<SaidDone[]> {
  return tx.rows(
    `select distinct on (d.task) d.id, d.task, d.done_on as "on", d.note, m.name as by from evenhand.marketing_task_done d
       left join evenhand.member m on m.workspace_id = d.workspace_id and m.id = d.said_by
      where d.workspace_id = $1 and d.withdrawn_at is null order by d.task, d.done_on desc, d.said_at desc`,
    [workspaceId],
  );
}

export async function insertDone(
  tx: Tx,
  workspaceId: string,
  { id, task, on, note, by }: { id: string; task: string; on: Day; note: string; by: string },
): Promise<void> {
  await tx.run(`insert into evenhand.marketing_task_done (workspace_id, id, task, done_on, note, said_by) values ($1, $2, $3, $4, nullif($5, ''), $6)`, [
    workspaceId,
    id,
    task,
    on,
    note,
    by,
  ]);
}

export async function doneToChange(tx: Tx, workspaceId: string, id: string) {
  return tx.maybe<{ task: string; on: Day; isWithdrawn: boolean }>(
    `select task, done_on as "on", withdrawn_at is not null as "isWithdrawn" from evenhand.marketing_task_done where workspace_id = $1 and id = $2 for update`,
    [workspaceId, id],
  );
}

export async function setDoneWithdrawn(tx: Tx, workspaceId: string, { id, isWithdrawn }: { id: string; isWithdrawn: boolean }): Promise<void> {
  await tx.run("update evenhand.marketing_task_done set withdrawn_at = case when $3 then now() end where workspace_id = $1 and id = $2", [
    workspaceId,
    id,
    isWithdrawn,
  ]);
}
