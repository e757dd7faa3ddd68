// By the clock: when the day of a horizon has come, what a joint project has brought is measured and written down, and its owners are told.
import type { ProjectResultsView } from "#features/debriefs/contract.ts";
import { measuresToKeep } from "#features/debriefs/rules.ts";
import { type ProjectDue, keepMeasure, projectsDue } from "#features/debriefs/store.ts";
import type { Database } from "#db/database.ts";
import { type ClockWork, allWorkspaces } from "#ledger/clock-work.ts";
import { tell } from "#ledger/notices.ts";

const everyMs = 3_600_000;

/** What came of a project as of today, with the state of the facts that it was read from; away from the pages. Null: the facts cannot tell yet. */
export type Measure = (workspaceId: string, projectId: string, signal: AbortSignal) => Promise<ProjectResultsView | null>;

export function debriefWork(measure: Measure): ClockWork {
  // Facts that end before the day tell nothing new until they change: such projects are looked at again once a day.
  const looked = new Map<string, number>();
  return {
    name: "debriefs",
    every: everyMs,
    run: async ({ database, log, signal }) => {
      for (const workspaceId of await allWorkspaces(database)) {
        const due = await database.inWorkspace(workspaceId, (tx) => projectsDue(tx, workspaceId), { readOnly: true });
        for (const project of due) {
          if (signal.aborted) return;
          if (Date.now() - (looked.get(project.id) ?? 0) < 24 * everyMs) continue;
          try {
            const results = await measure(workspaceId, project.id, signal);
            looked.set(project.id, Date.now());
            if (results !== null) await keepMeasured(database, workspaceId, { project, results });
          } catch (fault) {
            // One project's trouble keeps no other from being measured; it is tried again in the next turn.
            log.warn({ workspace: workspaceId, project: project.id, fault: String(fault) }, "a project could not be measured");
          }
        }
      }
    },
  };
}

/** Writes down what is new; of several days that have come at once the owners are told the latest alone. */
export async function keepMeasured(
  database: Database,
  workspaceId: string,
  { project, results }: { project: ProjectDue; results: ProjectResultsView },
): Promise<void> {
  await database.inWorkspace(workspaceId, async (tx) => {
    const kept: number[] = [];
    for (const { days, measures } of measuresToKeep(results)) {
      if (project.days.includes(days) && (await keepMeasure(tx, workspaceId, { projectId: project.id, days, asOf: results.lastSeen, measures })))
        kept.push(days);
    }
    if (kept.length === 0) return;
    const to = [project.salesOwnerId, project.marketingOwnerId].filter((id) => id !== null);
    const data = { title: project.name, days: kept.at(-1)! };
    await tell(tx, workspaceId, { to, kind: "project-measured", subject: { kind: "debrief", id: project.id }, data });
    await tx.notify("evenhand_projects", workspaceId);
  });
}
