// What the company's accounts are sorted into: the survey asks which of it counts most.
import type { Tx } from "#db/database.ts";

const most = 8;
const longest = 60;

/** The largest first. */
export async function readSegments(tx: Tx, workspaceId: string): Promise<string[]> {
  const rows = await tx.rows<{ segment: string }>(
    `select segment from evenhand.account where workspace_id = $1 and segment is not null and length(segment) between 1 and ${longest}
      group by segment order by count(*) desc, segment limit ${most}`,
    [workspaceId],
  );
  return rows.map(({ segment }) => segment);
}
