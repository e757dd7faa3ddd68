// The PostgreSQL that comes with us: found running or started, shared by every process on the data folder, stopped by the last one out.
import { accessSync, constants, mkdirSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as pg from "pg";
import { findBinaries } from "#db/embedded/binaries.ts";
import { clusterMajor, makeCluster, ownerRole, startPostgres } from "#db/embedded/cluster.ts";
import { keepPresence, refuseOtherHost } from "#db/embedded/presence.ts";
import { livePostmaster, postmasterPid, untilEnded } from "#db/embedded/postmaster.ts";
import { runAsFor } from "#db/embedded/run-as.ts";
import { socketFolder, socketIn } from "#db/embedded/socket.ts";
import { alone } from "#db/embedded/start-lock.ts";
import { StorageFault } from "#db/fault.ts";
import { type Log, silent } from "#db/log.ts";

export interface EmbeddedOptions {
  readonly log?: Log;
  /** False only for tests: no fsync. */
  readonly isDurable?: boolean;
  /** False keeps PostgreSQL running after the last process has closed. */
  readonly stopsWhenUnused?: boolean;
  /** Called when PostgreSQL is gone and cannot be brought back. */
  readonly onLost?: (fault: Error) => void;
}

export interface Embedded {
  /** A URL for a database of this cluster, as the owner or as the server's own role. */
  url(role: "owner" | "app", database?: string): string;
  /** Makes us the one server on this data folder; false when another is. Kept through a restart of PostgreSQL, let go at close or death. */
  claimServer(): Promise<boolean>;
  /** Process number of PostgreSQL, null while it is down. */
  pid(): number | null;
  close(): Promise<void>;
}

// Advisory locks in the database 'postgres': everybody on the folder holds the first shared, the server holds the second.
const inUse = 8_231_001;
const isServer = 8_231_002;
const mainDatabase = "evenhand";

/** Opens the cluster in `<dataFolder>/postgres`, making it if need be. Throws a StorageFault with a sentence when it cannot. */
export async function openEmbedded(dataFolder: string, options: EmbeddedOptions = {}): Promise<Embedded> {
  const folder = preparedFolder(dataFolder);
  await refuseOtherHost(folder);
  const cluster = new Cluster(folder, options);
  await cluster.hold();
  const presence = keepPresence(folder);
  return {
    url: (role, database = mainDatabase) => cluster.url(role === "owner" ? ownerRole : "evenhand_app", database),
    claimServer: () => cluster.claimServer(),
    pid: () => postmasterPid(cluster.folder),
    async close() {
      presence.end();
      await cluster.close();
    },
  };
}

function preparedFolder(dataFolder: string): string {
  try {
    // As root others may walk through, because PostgreSQL's user has to; what lies in it is closed to them.
    mkdirSync(dataFolder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    accessSync(dataFolder, constants.R_OK | constants.W_OK | constants.X_OK);
    return realpathSync(resolve(dataFolder));
  } catch (error) {
    throw new StorageFault(
      "data-folder",
      `The data folder ${dataFolder} cannot be used: ${(error as Error).message}. Choose another with EVENHAND_DATA, or work as the user it belongs to.`,
      { cause: error },
    );
  }
}

class Cluster {
  readonly folder: string;
  readonly #data: string;
  readonly #options: EmbeddedOptions;
  readonly #log: Log;
  #holder: pg.Client | null = null;
  /** While PostgreSQL is being brought back. */
  #returning: Promise<void> | null = null;
  #isServer = false;
  #isClosing = false;

  constructor(data: string, options: EmbeddedOptions) {
    this.#data = data;
    this.folder = join(data, "postgres");
    this.#options = options;
    this.#log = options.log ?? silent;
  }

  url(user: string, database: string): string {
    return `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(socketFolder(this.folder))}`;
  }

  /** Sees to it that PostgreSQL runs, and holds one connection that tells the others that we use it. */
  async hold(): Promise<void> {
    for (;;) {
      await this.#ensureRunning();
      const client = await this.#connectOnce();
      if (client) {
        this.#holder = client;
        this.#watch(client);
        return;
      }
      await sleep(50);
    }
  }

  async claimServer(): Promise<boolean> {
    const found = await this.#holder!.query<{ got: boolean }>("select pg_try_advisory_lock($1) as got", [isServer]);
    this.#isServer = found.rows[0]!.got;
    return this.#isServer;
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    // Whoever is bringing PostgreSQL back would hold it for ever after we had gone.
    await this.#returning;
    const holder = this.#holder;
    if (!holder) return;
    if (this.#options.stopsWhenUnused === false) {
      await holder.end();
      return;
    }
    await alone(join(this.#data, "start.lock"), async () => {
      const isLast = await this.#isLast(holder);
      const pid = postmasterPid(this.folder);
      await holder.end().catch(() => {});
      if (isLast && pid !== null) await stop(pid);
    });
  }

  async #isLast(holder: pg.Client): Promise<boolean> {
    try {
      await holder.query("select pg_advisory_unlock_shared($1)", [inUse]);
      const found = await holder.query<{ got: boolean }>("select pg_try_advisory_lock($1) as got", [inUse]);
      return found.rows[0]!.got;
    } catch {
      return false;
    }
  }

  async #ensureRunning(): Promise<void> {
    await alone(join(this.#data, "start.lock"), async () => {
      const major = clusterMajor(this.folder);
      if (major !== null && (await livePostmaster(this.folder, socketIn(socketFolder(this.folder)))) !== null) return;
      const runAs = runAsFor(this.folder);
      const cluster = { binaries: findBinaries({ runAs, keepCopyIn: this.#data, major }), runAs, isDurable: this.#options.isDurable !== false };
      if (major === null) await makeCluster(this.folder, cluster);
      await startPostgres(this.folder, socketIn(socketFolder(this.folder)), cluster);
      this.#log.info(
        { postgresPid: postmasterPid(this.folder), folder: this.folder },
        major === null ? "PostgreSQL was set up and started" : "PostgreSQL was started",
      );
    });
  }

  /** A connection that holds our place, or null when PostgreSQL is on its way down or not yet up. */
  async #connectOnce(): Promise<pg.Client | null> {
    const client = new pg.Client({ connectionString: this.url(ownerRole, "postgres"), application_name: "evenhand holder", keepAlive: true });
    client.on("error", () => {});
    try {
      await client.connect();
      await client.query("select pg_advisory_lock_shared($1)", [inUse]);
      await createMainDatabase(client);
      if (this.#isServer) await client.query("select pg_try_advisory_lock($1)", [isServer]);
      return client;
    } catch (error) {
      await client.end().catch(() => {});
      if (isPassing(error)) return null;
      throw error;
    }
  }

  /** Brings PostgreSQL back when it dies under us. */
  #watch(client: pg.Client): void {
    client.once("end", () => {
      if (this.#isClosing || this.#holder !== client) return;
      this.#holder = null;
      this.#log.warn({}, "PostgreSQL is gone; starting it again");
      this.#returning = this.hold().then(
        () => this.#log.info({ postgresPid: postmasterPid(this.folder) }, "PostgreSQL is back"),
        (error: unknown) => {
          this.#log.error({ err: error }, "PostgreSQL could not be started again");
          this.#options.onLost?.(error as Error);
        },
      );
    });
  }
}

async function createMainDatabase(client: pg.Client): Promise<void> {
  const found = await client.query("select 1 from pg_database where datname = $1", [mainDatabase]);
  if (found.rowCount !== 0) return;
  try {
    await client.query(`create database ${mainDatabase}`);
  } catch (error) {
    if (!["42P04", "23505"].includes((error as { code?: string }).code ?? "")) throw error; // another process made it first
  }
}

/** Whether a connection failed only because PostgreSQL is starting, stopping or just gone. */
function isPassing(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return ["57P03", "57P01", "57P02", "ECONNREFUSED", "ECONNRESET", "EPIPE", "ENOENT"].includes(code ?? "") || /Connection terminated/.test(message ?? "");
}

/** A fast shutdown: open transactions are rolled back, everything acknowledged is on disk. */
async function stop(pid: number): Promise<void> {
  try {
    process.kill(pid, "SIGINT");
  } catch {
    return;
  }
  await untilEnded(pid);
}
