// By the clock: records that an import brought are taken into search, and what people wrote where nobody has searched since.
import type { ClockWork } from "#ledger/clock-work.ts";
import { allWorkspaces } from "#ledger/clock-work.ts";
import type { FindSource } from "#ledger/find-sources/source.ts";
import { takeInActs, takeInRecords, tidyFinds } from "#ledger/find-taking-in.ts";

/** A minute after the end of an import at the latest it begins. */
export function searchWork(sources: readonly FindSource[]): ClockWork {
  return {
    name: "search",
    every: 60_000,
    wokenBy: "evenhand_facts",
    restsFor: 5_000,
    run: async ({ database, signal }) => {
      for (const workspaceId of await allWorkspaces(database)) {
        if (signal.aborted) return;
        await tidyFinds(database, workspaceId);
        await takeInActs(database, workspaceId, sources);
        await takeInRecords(database, workspaceId, { sources, signal });
      }
    },
  };
}
