// The facts of a workspace, weighed as of today, for commands that answer once and end.
import type { Database } from "#db/database.ts";
import { type Weighed, weighed } from "#evidence/trust/weighed.ts";
import { dayIn } from "#http/today.ts";
import type { Day } from "#kit/day.ts";
import { type KeptFacts, keptFacts } from "#ledger/kept-facts.ts";

export async function factsOnRecord(database: Database, workspaceId: string): Promise<Weighed & { kept: KeptFacts; asOf: Day }> {
  const workspace = await database.inWorkspace(
    workspaceId,
    (tx) =>
      tx.one<{ factsVersion: number; timeZone: string }>(
        `select facts_version as "factsVersion", time_zone as "timeZone" from evenhand.workspace where workspace_id = $1`,
        [workspaceId],
      ),
    { readOnly: true },
  );
  const kept = await keptFacts(database, { id: workspaceId, factsVersion: workspace.factsVersion });
  const asOf = dayIn(workspace.timeZone, new Date());
  return { ...weighed(kept, asOf), kept, asOf };
}
