// Owners are reminded of their actions the day before, once for each day that was set.
import { type ClockWork, allWorkspaces } from "#ledger/clock-work.ts";
import { takeOverdue, takeReminders } from "#ledger/action-register.ts";
import { tell } from "#ledger/notices.ts";
import { announce } from "#ledger/webhooks.ts";

/** Days end at different hours in different zones. */
const everyHour = 3_600_000;

export function reminderWork(): ClockWork {
  return {
    name: "action-reminders",
    every: everyHour,
    run: async ({ database, signal }) => {
      for (const workspaceId of await allWorkspaces(database)) {
        if (signal.aborted) return;
        await database.inWorkspace(workspaceId, async (tx) => {
          for (const { id, title, ownerId, dueOn } of await takeReminders(tx, workspaceId))
            await tell(tx, workspaceId, { to: [ownerId], kind: "action-due", subject: { kind: "action", id }, data: { said: title, dueOn } });
          for (const { id, title, dueOn } of await takeOverdue(tx, workspaceId))
            await announce(tx, workspaceId, { event: "action.overdue", subject: { kind: "action", id }, data: { said: title, dueOn } });
        });
      }
    },
  };
}
