// Turning points by the clock: soon after facts changed, and once a day, heads and management are told of those that the facts newly propose.
import { isNews } from "#features/turns/rules.ts";
import { notYetTold } from "#features/turns/store.ts";
import type { ProposedTurn } from "#facts/turning-point.ts";
import type { Day } from "#kit/day.ts";
import { type ClockWork, allWorkspaces } from "#ledger/clock-work.ts";
import { membersWithRole, tell } from "#ledger/notices.ts";
import { type WorkspaceToAsk, workspaceToAsk } from "#ledger/workspaces.ts";

/** Facts come in bursts: a file raises their version several times. */
const restMs = 30_000;
const lookEveryMs = 3_600_000;

export interface Watching {
  /** What the facts of a company propose as of a day; away from the pages. */
  readonly proposals: (workspace: WorkspaceToAsk, asOf: Day, signal: AbortSignal) => Promise<readonly ProposedTurn[]>;
  /** The day that it is now in a time zone. */
  readonly today: (timeZone: string) => Day;
}

/** One server at a time; a company is looked at once for each state of its facts, and each day. */
export function turnWork({ proposals, today }: Watching): ClockWork {
  const looked = new Map<string, string>();
  return {
    name: "turns",
    every: lookEveryMs,
    wokenBy: "evenhand_facts",
    restsFor: restMs,
    run: async ({ database, log, signal }) => {
      for (const id of await allWorkspaces(database)) {
        if (signal.aborted) return;
        const workspace = await database.inWorkspace(id, (tx) => workspaceToAsk(tx, id), { readOnly: true });
        const asOf = today(workspace.timeZone);
        const mark = `${workspace.factsVersion} ${asOf}`;
        if (workspace.factsVersion === 0 || looked.get(id) === mark) continue;
        try {
          const found = await proposals(workspace, asOf, signal);
          await database.inWorkspace(id, async (tx) => {
            const fresh = new Set(
              await notYetTold(
                tx,
                id,
                found.map(({ key }) => key),
              ),
            );
            const to = await membersWithRole(tx, id, ["head-of-sales", "head-of-marketing", "management"]);
            for (const turn of found.filter((one) => fresh.has(one.key) && isNews(one, asOf)))
              await tell(tx, id, {
                to,
                kind: "turn-found",
                subject: { kind: "turning-point", id: turn.key },
                data: { turnCode: turn.kind, sinceOn: turn.day },
              });
            if (fresh.size > 0) await tx.notify("evenhand_turns", id);
          });
          looked.set(id, mark);
        } catch (fault) {
          log.warn({ workspace: id, fault: String(fault) }, "turning points could not be looked for");
        }
      }
    },
  };
}
