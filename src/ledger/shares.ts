// What agencies have been shown, as far as more than one room has to do with it.
import type { Tx } from "#db/database.ts";

/** Takes back everything that one agency was shown. */
export async function endSharesOf(tx: Tx, workspaceId: string, memberId: string): Promise<void> {
  await tx.run("delete from evenhand.share where workspace_id = $1 and member_id = $2", [workspaceId, memberId]);
  await tx.run("delete from evenhand.project_share where workspace_id = $1 and member_id = $2", [workspaceId, memberId]);
}
