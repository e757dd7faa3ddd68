// Joint projects are measured by the clock as if somebody opened their debrief: in the process beside, where no page waits for the facts.
import { askBeside } from "#apps/server/ask-beside.ts";
import { readProjectResults } from "#features/debriefs/contract.ts";
import type { Measure } from "#features/debriefs/jobs.ts";
import type { Database } from "#db/database.ts";
import type { Beside } from "#http/beside.ts";
import { dayIn } from "#http/today.ts";
import { workspaceToAsk } from "#ledger/workspaces.ts";

export function measuredBeside(beside: Beside, database: Database): Measure {
  return async (workspaceId, about, signal) => {
    const workspace = await database.inWorkspace(workspaceId, (tx) => workspaceToAsk(tx, workspaceId), { readOnly: true });
    const asked = { endpoint: readProjectResults, query: undefined, about, workspace, asOf: dayIn(workspace.timeZone, new Date()), isOfFactsAlone: false };
    const wire = await askBeside(beside, asked, signal);
    if (wire.kind === "json") return readProjectResults.reply.parse(JSON.parse(wire.text));
    // Projects planned before the first deal wait for it.
    if (wire.kind === "refusal" && wire.refusal.reason !== "no-facts-yet") throw new Error(wire.refusal.reason);
    return null;
  };
}
