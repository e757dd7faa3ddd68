// Opens the storage that the settings name, embedded or outside, with its roles and tables as this version needs them.
import { ensureAppRole, actingAsApp } from "#db/role.ts";
import { type Database, openDatabase } from "#db/database.ts";
import { type Embedded, openEmbedded } from "#db/embedded/embedded.ts";
import { StorageFault } from "#db/fault.ts";
import type { Log } from "#db/log.ts";
import { migrate } from "#db/migrate.ts";
import type { Settings } from "#apps/settings.ts";

export interface Storage {
  readonly database: Database;
  /** Null with an outside PostgreSQL. */
  readonly embedded: Embedded | null;
  /** For backup; never for a request. */
  readonly ownerUrl: string;
  /** Migrations applied just now. */
  readonly migrated: readonly string[];
  close(): Promise<void>;
}

export interface StorageOptions {
  readonly settings: Pick<Settings, "dataFolder" | "databaseUrl">;
  readonly log: Log;
  /** PostgreSQL is gone and cannot be brought back. */
  readonly onLost?: (fault: Error) => void;
}

/** The URLs of owner and server for the settings' database, before anything is migrated. */
export async function reachStorage({ settings, log, onLost }: StorageOptions): Promise<{ embedded: Embedded | null; ownerUrl: string; appUrl: string }> {
  if (settings.databaseUrl !== null) {
    await reachable(settings.databaseUrl);
    return { embedded: null, ownerUrl: settings.databaseUrl, appUrl: actingAsApp(settings.databaseUrl) };
  }
  const embedded = await openEmbedded(settings.dataFolder, { log, ...(onLost ? { onLost } : {}) });
  try {
    await ensureAppRole(embedded.url("owner"), { mayLogIn: true });
    return { embedded, ownerUrl: embedded.url("owner"), appUrl: embedded.url("app") };
  } catch (error) {
    await embedded.close();
    throw error;
  }
}

/** Throws a StorageFault with a sentence where it cannot be opened. */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const { embedded, ownerUrl, appUrl } = await reachStorage(options);
  try {
    const migrated = await migrate(ownerUrl);
    if (migrated.length > 0) options.log.info({ migrations: migrated }, "The database was brought to this version");
    const database = await openDatabase({ ownerUrl, appUrl, log: options.log });
    return {
      database,
      embedded,
      ownerUrl,
      migrated,
      async close() {
        await database.close();
        await embedded?.close();
      },
    };
  } catch (error) {
    await embedded?.close();
    throw error;
  }
}

/** Turns the many ways in which a database cannot be reached into one sentence. */
async function reachable(url: string): Promise<void> {
  try {
    await ensureAppRole(url, { mayLogIn: false });
  } catch (error) {
    if (error instanceof StorageFault) throw error;
    const { code, message } = error as { code?: string; message: string };
    const { host, pathname } = new URL(url);
    throw new StorageFault(
      "database-unreachable",
      `The database ${pathname.slice(1)} at ${host || "the local socket"} cannot be used: ${message || code}. Check DATABASE_URL, or unset it to use the embedded one.`,
      { cause: error },
    );
  }
}
