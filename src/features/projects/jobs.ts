// Whoever has a task of a joint project is reminded of it the day before, once for each day that was set.
import { takeTaskReminders } from "#features/projects/store.ts";
import { type ClockWork, allWorkspaces } from "#ledger/clock-work.ts";
import { tell } from "#ledger/notices.ts";

/** Days end at different hours in different zones. */
const everyHour = 3_600_000;

export function taskWork(): ClockWork {
  return {
    name: "project-tasks",
    every: everyHour,
    run: async ({ database, signal }) => {
      for (const workspaceId of await allWorkspaces(database)) {
        if (signal.aborted) return;
        await database.inWorkspace(workspaceId, async (tx) => {
          for (const { title, dueOn, projectId, project, to } of await takeTaskReminders(tx, workspaceId))
            await tell(tx, workspaceId, {
              to,
              kind: "project-task-due",
              subject: { kind: "project", id: projectId },
              data: { said: title, title: project, dueOn },
            });
        });
      }
    },
  };
}
