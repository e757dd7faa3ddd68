// Credit by the clock: soon after facts of a large company changed its usual question is answered, so that whoever opens the room finds the answer.
import type { Tx } from "#db/database.ts";
import type { Day } from "#kit/day.ts";
import { type ClockWork, allWorkspaces } from "#ledger/clock-work.ts";
import { type WorkspaceToAsk, workspaceToAsk } from "#ledger/workspaces.ts";

/** Facts come in bursts: a file raises their version several times. */
const restMs = 5_000;
const lookEveryMs = 3_600_000;
/** With fewer touches nobody waits long enough to notice. */
const manyTouches = 100_000;

export interface Preparing {
  /** Asks as a page would, away from the pages. */
  readonly ask: (workspace: WorkspaceToAsk, asOf: Day, signal: AbortSignal) => Promise<void>;
  /** The day that it is now in a time zone. */
  readonly today: (timeZone: string) => Day;
}

/** A company is asked about once for each state of its facts, and each day. */
export function creditWork({ ask, today }: Preparing): ClockWork {
  const asked = new Map<string, string>();
  return {
    name: "journeys",
    every: lookEveryMs,
    wokenBy: "evenhand_facts",
    restsFor: restMs,
    run: async ({ database, log, signal }) => {
      for (const id of await allWorkspaces(database)) {
        if (signal.aborted) return;
        const look = async (tx: Tx) => ((await touchesOf(tx, id)) < manyTouches ? null : workspaceToAsk(tx, id));
        const workspace = await database.inWorkspace(id, look, { readOnly: true });
        if (workspace === null) continue;
        const asOf = today(workspace.timeZone);
        const mark = `${workspace.factsVersion} ${asOf}`;
        if (asked.get(id) === mark) continue;
        try {
          await ask(workspace, asOf, signal);
          asked.set(id, mark);
        } catch (fault) {
          // The room answers by itself where nothing was prepared.
          log.warn({ workspace: id, fault: String(fault) }, "credit could not be prepared");
        }
      }
    },
  };
}

async function touchesOf(tx: Tx, workspaceId: string): Promise<number> {
  const { count } = await tx.one<{ count: number }>(
    `select coalesce(sum(rows), 0)::float8 as count from evenhand.fact_mark where workspace_id = $1 and kind in ('touchpoint', 'activity')`,
    [workspaceId],
  );
  return count;
}
