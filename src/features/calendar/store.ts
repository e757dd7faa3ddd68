// The week and the own days as they are set.
import type { Tx } from "#db/database.ts";
import type { Day } from "#kit/day.ts";

export async function saveWeek(
  tx: Tx,
  workspaceId: string,
  week: { days: readonly number[]; from: number; until: number; country: string | null } | null,
): Promise<void> {
  await tx.run("delete from evenhand.working_calendar where workspace_id = $1", [workspaceId]);
  if (week === null) return;
  await tx.run(`insert into evenhand.working_calendar (workspace_id, days, from_minute, until_minute, country) values ($1, $2, $3, $4, $5)`, [
    workspaceId,
    week.days,
    week.from,
    week.until,
    week.country,
  ]);
}

export async function saveSpecialDay(tx: Tx, workspaceId: string, special: { day: Day; name: string; isWorking: boolean }): Promise<void> {
  await tx.run(
    `insert into evenhand.special_day (workspace_id, day, name, is_working) values ($1, $2, $3, $4)
     on conflict (workspace_id, day) do update set name = excluded.name, is_working = excluded.is_working`,
    [workspaceId, special.day, special.name, special.isWorking],
  );
}

export async function deleteSpecialDay(tx: Tx, workspaceId: string, day: Day): Promise<void> {
  await tx.run("delete from evenhand.special_day where workspace_id = $1 and day = $2", [workspaceId, day]);
}
