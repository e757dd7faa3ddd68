// When people of a workspace work: its week, and the days that differ from it.
import type { Tx } from "#db/database.ts";
import type { Day } from "#kit/day.ts";
import { type WorkingWeek, usualWeek } from "#kit/working-hours.ts";

/** The workspace's week with its special days; the usual week where none was set. */
export async function readWorkingWeek(tx: Tx, workspaceId: string): Promise<WorkingWeek> {
  const set = await tx.maybe<{ days: number[]; from: number; until: number }>(
    `select days, from_minute as "from", until_minute as until from evenhand.working_calendar where workspace_id = $1`,
    [workspaceId],
  );
  const special = await tx.rows<{ day: Day; isWorking: boolean }>(
    `select day, is_working as "isWorking" from evenhand.special_day where workspace_id = $1 order by day`,
    [workspaceId],
  );
  const { days, from, until } = set ?? usualWeek;
  const those = (isWorking: boolean) => special.filter((one) => one.isWorking === isWorking).map(({ day }) => day);
  return { days, from, until, holidays: those(false), workingDays: those(true) };
}
