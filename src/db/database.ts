// The one door to storage: transactions that see one workspace, notifications, and locks.
import { setTimeout as sleep } from "node:timers/promises";
import * as pg from "pg";
import { clientConfig, withOptions } from "#db/connection.ts";
import { hearingOn } from "#db/hearing.ts";
import { type Log, silent } from "#db/log.ts";
import { refuseRoleAboveTheWall } from "#db/role.ts";
import { type AtEnd, type Tx, transactionOn } from "#db/transaction.ts";

export type { Tx } from "#db/transaction.ts";

export interface Database {
  /** A transaction that sees and writes one workspace's rows. `readOnly` reads one unchanging state; `timeoutMs` limits each statement (0: no limit). */
  inWorkspace<T>(workspaceId: string, act: (tx: Tx) => Promise<T>, options?: { readOnly?: boolean; timeoutMs?: number }): Promise<T>;
  /** A transaction without a workspace: it sees the tables of sign-in only. */
  inSignIn<T>(act: (tx: Tx) => Promise<T>): Promise<T>;
  /** The same for one statement, which is a transaction by itself: a third of the messages. */
  onceInSignIn<T>(act: (tx: Tx) => Promise<T>): Promise<T>;
  /** A transaction as the owner of everything: migrations, backup, restore; never from a request. */
  asOwner<T>(act: (tx: Tx) => Promise<T>): Promise<T>;
  /** Hears a channel until the returned function is called. An empty payload after a dropped connection means: something may have been missed. */
  listen(channel: string, hear: (payload: string) => void): Promise<() => Promise<void>>;
  /** A lock by name among all processes on this database; null when another holds it. */
  tryLock(name: string): Promise<(() => Promise<void>) | null>;
  /** Connections of the server's role that this process holds, and how many wait for one. */
  connections(): { readonly open: number; readonly idle: number; readonly waiting: number };
  /** For libraries that bring their own pool, as the server's own role; unqualified names mean the tables of sign-in. */
  readonly url: string;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly log?: Log;
  readonly poolSize?: number;
  readonly statementTimeoutMs?: number;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const searchPath = "sign_in,evenhand";

/** Opens pools on a migrated database. Throws a StorageFault where the server's role would see through the walls between workspaces. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const log = options.log ?? silent;
  const limits = {
    search_path: searchPath,
    statement_timeout: options.statementTimeoutMs ?? 30_000,
    idle_in_transaction_session_timeout: 60_000,
    lock_timeout: 20_000,
  };
  const appConfig = clientConfig(options.appUrl, limits);
  const app = poolOf({ ...appConfig, max: options.poolSize ?? 12 }, log);
  const owner = poolOf({ ...clientConfig(options.ownerUrl, { search_path: "evenhand" }), max: 3, idleTimeoutMillis: 2_000 }, log);
  const hearing = hearingOn(appConfig, log);
  const close = async () => void (await Promise.all([hearing.close(), app.end(), owner.end()]));
  try {
    const client = await connected(app);
    try {
      await refuseRoleAboveTheWall(client);
    } finally {
      client.release();
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    async inWorkspace(workspaceId, act, { readOnly = false, timeoutMs } = {}) {
      if (!uuid.test(workspaceId)) throw new Error("the workspace is not a uuid");
      const settings: [string, string][] = [["evenhand.workspace", workspaceId]];
      if (timeoutMs !== undefined)
        settings.push(
          ["statement_timeout", String(timeoutMs)],
          ["idle_in_transaction_session_timeout", String(timeoutMs === 0 ? 0 : Math.max(60_000, timeoutMs))],
        );
      return inTransaction(app, act, { begin: readOnly ? "begin isolation level repeatable read read only" : "begin", settings });
    },
    inSignIn: (act) => inTransaction(app, act, { begin: "begin", settings: [] }),
    async onceInSignIn(act) {
      const client = await connected(app);
      let broken: Error | undefined;
      try {
        return await act(transactionOn(client));
      } catch (error) {
        broken = error as Error;
        throw error;
      } finally {
        client.release(broken ?? false);
      }
    },
    asOwner: (act) => inTransaction(owner, act, { begin: "begin", settings: [] }),
    listen: (channel, hear) => hearing.listen(channel, hear),
    connections: () => ({ open: app.totalCount, idle: app.idleCount, waiting: app.waitingCount }),
    tryLock: (name) => tryLock(appConfig, name),
    url: withOptions(options.appUrl, { search_path: searchPath, timezone: "UTC" }),
    close,
  };
}

/** A pool that survives a dropped idle connection: without the handler the process would die of it. */
function poolOf(config: pg.PoolConfig, log: Log): pg.Pool {
  const pool = new pg.Pool(config);
  // A fault that comes in the same packet as a reply finds a client that nobody listens to yet, and would end the process; the query says it again.
  pool.on("connect", (client) => void client.on("error", () => {}));
  pool.on("error", (error) => {
    // A pool that is closing hears its connections end when the database stops behind it: that is no news. Its error carries the whole client, which is not for the log.
    if (!pool.ending) log.warn({ code: (error as { code?: string }).code, reason: error.message }, "an idle database connection dropped");
  });
  return pool;
}

async function inTransaction<T>(pool: pg.Pool, act: (tx: Tx) => Promise<T>, how: { begin: string; settings: [string, string][] }): Promise<T> {
  const client = await connected(pool);
  let broken: Error | undefined;
  const onError = (error: Error) => (broken = error);
  client.on("error", onError);
  try {
    // In one message: every question begins with it.
    const calls = how.settings.map((setting) => `set_config(${setting.map((text) => pg.escapeLiteral(text)).join(", ")}, true)`);
    await client.query(calls.length === 0 ? how.begin : `${how.begin}; select ${calls.join(", ")}`);
    const atEnd: AtEnd = new Set();
    const value = await act(transactionOn(client, atEnd));
    await client.query([...atEnd, "commit"].join("; "));
    return value;
  } catch (error) {
    await client.query("rollback").catch((fault: Error) => (broken = fault));
    throw error;
  } finally {
    client.off("error", onError);
    client.release(broken ?? false);
  }
}

const passing = new Set(["57P03", "ECONNREFUSED", "ENOENT"]);

/** A connection; while PostgreSQL is being started again it waits up to ten seconds rather than fail what people do meanwhile. */
async function connected(pool: pg.Pool): Promise<pg.PoolClient> {
  for (let waited = 0; ; waited += 200) {
    try {
      return await pool.connect();
    } catch (error) {
      if (waited >= 10_000 || !passing.has((error as { code?: string }).code ?? "")) throw error;
      await sleep(200);
    }
  }
}

/** Holds a lock on a connection of its own, so that it ends with the process that held it. */
async function tryLock(config: pg.ClientConfig, name: string): Promise<(() => Promise<void>) | null> {
  const client = new pg.Client({ ...config, application_name: `evenhand lock` });
  client.on("error", () => {});
  await client.connect();
  const found = await client.query<{ got: boolean }>("select pg_try_advisory_lock(hashtextextended('evenhand:' || $1, 0)) as got", [name]);
  if (found.rows[0]!.got) return () => client.end();
  await client.end();
  return null;
}
