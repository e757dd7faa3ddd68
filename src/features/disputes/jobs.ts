// By the clock: on the day by which a dispute is to be decided, those who have not spoken yet are told.
import { decidersOf } from "#features/disputes/rules.ts";
import { newlyDue, voicesOf } from "#features/disputes/store.ts";
import type { Tx } from "#db/database.ts";
import { type ClockWork, allWorkspaces } from "#ledger/clock-work.ts";
import { membersWithRole, tell } from "#ledger/notices.ts";
import { announce } from "#ledger/webhooks.ts";

const everyMs = 15 * 60_000;

export function dueWork(): ClockWork {
  return {
    name: "disputes-due",
    every: everyMs,
    run: async ({ database, signal }) => {
      for (const workspaceId of await allWorkspaces(database)) {
        if (signal.aborted) return;
        await database.inWorkspace(workspaceId, (tx) => tellDue(tx, workspaceId));
      }
    },
  };
}

/** Once for each dispute, by the company's own day. Where both have spoken and differ, both are told: it is they who must agree. */
export async function tellDue(tx: Tx, workspaceId: string): Promise<void> {
  for (const row of await newlyDue(tx, workspaceId)) {
    const deciders = decidersOf(row);
    const spoken = new Set((await voicesOf(tx, workspaceId, row.id)).map(({ role }) => role));
    const silent = deciders.filter((role) => !spoken.has(role));
    const to = await membersWithRole(tx, workspaceId, silent.length === 0 ? deciders : silent);
    await tell(tx, workspaceId, { to, kind: "dispute-due", subject: { kind: "dispute", id: row.id }, data: { said: row.title, dueOn: row.dueOn } });
    await announce(tx, workspaceId, { event: "dispute.due", subject: { kind: "dispute", id: row.id }, data: { said: row.title, dueOn: row.dueOn } });
  }
}
