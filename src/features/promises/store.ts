// What the room of promises reads of its own: how the source names the member who asks, and a revenue goal that the heads have set.
import type { Tx } from "#db/database.ts";
import type { Day } from "#kit/day.ts";

/** Sellers of the source that the member is. */
export async function sellersOfMember(tx: Tx, workspaceId: string, memberId: string): Promise<string[]> {
  const rows = await tx.rows<{ seller: string }>(
    "select seller from evenhand.handoff_person where workspace_id = $1 and member_id = $2 and seller is not null order by seller",
    [workspaceId, memberId],
  );
  return rows.map(({ seller }) => seller);
}

/** The active goal for revenue whose day is next, in minor units a month; null where there is none. */
export async function revenueGoal(tx: Tx, workspaceId: string, from: Day): Promise<{ readonly target: number; readonly day: Day } | null> {
  return tx.maybe<{ target: number; day: Day }>(
    "select target, day from evenhand.goal where workspace_id = $1 and key = 'revenue' and state = 'active' and day >= $2 order by day limit 1",
    [workspaceId, from],
  );
}
