// The imports of late, for the list of what changed.
import type { Tx } from "#db/database.ts";

export interface RecentImport {
  readonly id: string;
  readonly name: string;
  readonly at: string;
  readonly rows: number;
}

/** The newest finished imports, at most ten. */
export async function recentImports(tx: Tx, workspaceId: string): Promise<RecentImport[]> {
  return tx.rows<RecentImport>(
    `select id, name, finished_at as at, rows_new + rows_changed as rows from evenhand.import
      where workspace_id = $1 and state = 'done' order by finished_at desc nulls last, id limit 10`,
    [workspaceId],
  );
}
