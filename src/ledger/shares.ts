// What has been shown to an agency, for the rooms that show single records.
import type { Tx } from "#db/database.ts";
import type { Asker } from "#facts/department.ts";
import type { Share } from "#facts/rights.ts";

/** The shares that matter to an asker: an agency's own; nobody else needs any, so none are read. */
export async function sharesFor(tx: Tx, asker: Asker): Promise<Share[]> {
  if (asker.role !== "agency") return [];
  return tx.rows(`select kind, subject_id as id, member_id as "memberId" from evenhand.share where workspace_id = $1 and member_id = $2`, [
    asker.workspaceId,
    asker.memberId,
  ]);
}

/** Takes back everything that one agency was shown. */
export async function endSharesOf(tx: Tx, workspaceId: string, memberId: string): Promise<void> {
  await tx.run("delete from evenhand.share where workspace_id = $1 and member_id = $2", [workspaceId, memberId]);
}
