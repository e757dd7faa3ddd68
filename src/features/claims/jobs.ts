// Verdicts by the clock: soon after facts changed, and once a day, the claims of every company are tested again whether anybody looks or not.
import { type WorkspaceToWeigh, workspaceToWeigh } from "#features/claims/store.ts";
import type { Day } from "#kit/day.ts";
import { type ClockWork, allWorkspaces } from "#ledger/clock-work.ts";

/** Facts come in bursts: a file raises their version several times. */
const restMs = 30_000;
/** Days end at different hours in different zones; whoever has nothing new costs one small question. */
const lookEveryMs = 3_600_000;

export interface Weighing {
  /** Tests a company's claims as of a day and writes down what became another; away from the pages. */
  readonly weigh: (workspace: WorkspaceToWeigh, asOf: Day, signal: AbortSignal) => Promise<void>;
  /** The day that it is now in a time zone. */
  readonly today: (timeZone: string) => Day;
}

/** One server at a time; a company is weighed once for each state of its facts, its claims and what they are judged by, and each day. */
export function verdictWork({ weigh, today }: Weighing): ClockWork {
  const weighed = new Map<string, string>();
  return {
    name: "claims",
    every: lookEveryMs,
    wokenBy: "evenhand_facts",
    restsFor: restMs,
    run: async ({ database, log, signal }) => {
      for (const id of await allWorkspaces(database)) {
        if (signal.aborted) return;
        const workspace = await database.inWorkspace(id, (tx) => workspaceToWeigh(tx, id), { readOnly: true });
        if (workspace === null) continue;
        const asOf = today(workspace.timeZone);
        const mark = `${workspace.factsVersion} ${asOf} ${workspace.judgedBy}`;
        if (weighed.get(id) === mark) continue;
        try {
          await weigh(workspace, asOf, signal);
          weighed.set(id, mark);
        } catch (fault) {
          // One company's trouble keeps nobody else from a verdict; it is tried again in the next turn.
          log.warn({ workspace: id, fault: String(fault) }, "claims could not be weighed");
        }
      }
    },
  };
}
