// The register of what is asked, times and uses, as they stand in the tables.
import type { Tx } from "#db/database.ts";
import type { Department } from "#facts/department.ts";
import type { ReportItem } from "#facts/reporting.ts";

/** Held until the transaction ends, so that two who ask at once do not both stay below what was agreed. */
export async function holdRegister(tx: Tx, workspaceId: string): Promise<void> {
  await tx.run("select pg_advisory_xact_lock(hashtextextended($1 || ' reporting', 0))", [workspaceId]);
}

export async function insertItem(tx: Tx, workspaceId: string, { item, by }: { readonly item: ReportItem; readonly by: string }): Promise<void> {
  await tx.run(
    `insert into evenhand.report_item (workspace_id, id, name, kind, asked_of, reader, reader_department, decision, fields, per_week, stated_minutes, asked_from, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      workspaceId,
      item.id,
      item.name,
      item.kind,
      item.askedOf,
      item.reader,
      item.readerDepartment,
      item.decision,
      item.fields,
      item.perWeek,
      item.statedMinutes,
      item.askedFrom,
      by,
    ],
  );
}

export async function updateItem(tx: Tx, workspaceId: string, item: ReportItem): Promise<void> {
  await tx.run(
    `update evenhand.report_item set name = $3, reader = $4, reader_department = $5, decision = $6, per_week = $7, stated_minutes = $8, asked_until = $9, ended_because = $10
      where workspace_id = $1 and id = $2`,
    [workspaceId, item.id, item.name, item.reader, item.readerDepartment, item.decision, item.perWeek, item.statedMinutes, item.askedUntil, item.endedBecause],
  );
}

interface Time {
  readonly id: string;
  readonly itemId: string;
  readonly memberId: string;
  readonly seconds: number;
}

export async function insertTime(tx: Tx, workspaceId: string, { id, itemId, memberId, seconds }: Time): Promise<void> {
  await tx.run("insert into evenhand.report_time (workspace_id, id, item_id, member_id, seconds) values ($1, $2, $3, $4, $5)", [
    workspaceId,
    id,
    itemId,
    memberId,
    seconds,
  ]);
}

/** Own times only. */
export async function deleteTime(tx: Tx, workspaceId: string, { id, memberId }: { readonly id: string; readonly memberId: string }): Promise<boolean> {
  return (await tx.run("delete from evenhand.report_time where workspace_id = $1 and id = $2 and member_id = $3", [workspaceId, id, memberId])) > 0;
}

export async function insertUse(tx: Tx, workspaceId: string, use: { itemId: string; day: string; department: Department }): Promise<void> {
  await tx.run("insert into evenhand.report_use (workspace_id, item_id, day, department) values ($1, $2, $3, $4) on conflict do nothing", [
    workspaceId,
    use.itemId,
    use.day,
    use.department,
  ]);
}

export async function insertRoomUse(tx: Tx, workspaceId: string, use: { room: string; day: string; department: Department }): Promise<void> {
  await tx.run("insert into evenhand.room_use (workspace_id, room, day, department) values ($1, $2, $3, $4) on conflict do nothing", [
    workspaceId,
    use.room,
    use.day,
    use.department,
  ]);
}

/** The last day on which each department used each item and opened each room, and since when rooms are counted. */
export async function useRows(tx: Tx, workspaceId: string) {
  const said = await tx.rows<{ itemId: string; day: string; department: string }>(
    `select item_id as "itemId", max(day) as day, department from evenhand.report_use where workspace_id = $1 group by item_id, department`,
    [workspaceId],
  );
  const rooms = await tx.rows<{ room: string; day: string; department: string; first: string }>(
    "select room, max(day) as day, department, min(day) as first from evenhand.room_use where workspace_id = $1 group by room, department",
    [workspaceId],
  );
  const countedFrom = rooms.reduce<string | null>((least, { first }) => (least === null || first < least ? first : least), null);
  return { said, rooms: rooms.map(({ room, day, department }) => ({ room, day, department })), countedFrom };
}
