// Opens the database for one command, beside a running server or without one, and picks the workspace.
import { CommandFault, exitCodes } from "#apps/cli/exit.ts";
import type { Settings } from "#apps/settings.ts";
import { type Storage, openStorage } from "#apps/storage.ts";
import type { Database } from "#db/database.ts";
import type { Log } from "#db/log.ts";
import { beginWorkspace } from "#ledger/workspaces.ts";

export interface Opened {
  readonly database: Database;
  readonly workspaceId: string;
  readonly workspaceSlug: string;
  readonly storage: Storage;
}

export interface DatabaseNeeds {
  /** The workspace to work in; absent: the only one. */
  readonly workspace?: string | undefined;
  /** Makes the first workspace where there is none yet. */
  readonly beginsWorkspace?: boolean;
}

export type WithDatabase = <T>(act: (opened: Opened) => Promise<T>, needs?: DatabaseNeeds) => Promise<T>;

export function withDatabaseOf(options: { settings: Settings; log: Log; workspace: string | undefined }): WithDatabase {
  return async (act, needs = {}) => {
    const storage = await openStorage(options);
    try {
      const picked = await pickWorkspace(storage.database, { ...needs, workspace: needs.workspace ?? options.workspace });
      return await act({ ...picked, database: storage.database, storage });
    } finally {
      await storage.close();
    }
  };
}

/** The named workspace, or the only one. Throws a CommandFault that lists those there are. */
export async function pickWorkspace(database: Database, needs: DatabaseNeeds): Promise<{ workspaceId: string; workspaceSlug: string }> {
  const all = await database.inSignIn((tx) =>
    tx.rows<{ workspaceId: string; workspaceSlug: string }>(
      `select workspace_id as "workspaceId", slug as "workspaceSlug" from sign_in.workspace_slug order by slug`,
    ),
  );
  const slugs = all.map((each) => each.workspaceSlug);
  if (needs.workspace !== undefined) {
    const named = all.find((each) => each.workspaceSlug === needs.workspace);
    if (named) return named;
    throw new CommandFault(
      exitCodes.answerNeeded,
      "no-such-workspace",
      `There is no workspace '${needs.workspace}'. ${slugs.length > 0 ? `Those there are: ${slugs.join(", ")}.` : "There is none yet."}`,
      { workspaces: slugs },
    );
  }
  if (all.length > 1)
    throw new CommandFault(exitCodes.answerNeeded, "which-workspace", `There are several workspaces; name one with --workspace: ${slugs.join(", ")}.`, {
      workspaces: slugs,
    });
  if (all[0]) return all[0];
  if (!needs.beginsWorkspace)
    throw new CommandFault(
      exitCodes.failed,
      "no-workspace",
      "There is no workspace yet. Load a file with 'evenhand import', create the demo company with 'evenhand demo', or open the product in a browser.",
    );
  const begun = await beginWorkspace(database, { name: "Our company", slug: "our-company", currency: "USD", timeZone: "UTC", language: "en" });
  return { workspaceId: begun.workspaceId, workspaceSlug: begun.slug };
}
