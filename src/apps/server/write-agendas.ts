// Agendas are written by the clock as if a head had asked for it: in the process beside, where no page waits for the facts.
import { askBeside } from "#apps/server/ask-beside.ts";
import { writeAgenda } from "#features/meeting-room/contract.ts";
import type { MeetingClock } from "#features/meetings/jobs.ts";
import type { Database } from "#db/database.ts";
import type { Beside } from "#http/beside.ts";
import { dayIn } from "#http/today.ts";
import { workspaceToAsk } from "#ledger/workspaces.ts";

export function agendasBeside(beside: Beside, database: Database): MeetingClock {
  const now = () => new Date();
  return {
    now,
    write: async (workspaceId, meetingId, signal) => {
      const workspace = await database.inWorkspace(workspaceId, (tx) => workspaceToAsk(tx, workspaceId), { readOnly: true });
      const act = { id: meetingId, role: "management" } as const;
      const asked = { endpoint: writeAgenda, query: undefined, act, workspace, asOf: dayIn(workspace.timeZone, now()), isOfFactsAlone: false };
      const wire = await askBeside(beside, asked, signal);
      if (wire.kind === "refusal") throw new Error(wire.refusal.reason);
    },
  };
}
