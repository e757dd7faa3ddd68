// A fresh, migrated, empty database with one workspace, for one test file. One PostgreSQL serves the whole run; it starts with the first who asks.
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { tmpdir } from "node:os";
import * as pg from "pg";
import { type Database, openDatabase } from "#db/database.ts";
import { type Embedded, openEmbedded } from "#db/embedded/embedded.ts";
import { migrate } from "#db/migrate.ts";
import { ensureAppRole } from "#db/role.ts";

const template = "evenhand_template";

export interface FreshDatabase {
  readonly database: Database;
  readonly workspaceId: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  close(): Promise<void>;
}

/** The data folder of this run's PostgreSQL; the run's setup names it and clears it away. */
export function runFolder(): string {
  return process.env["EVENHAND_TEST_RUN"] ?? join(tmpdir(), `evenhand-test-${process.pid}`);
}

/** Opens (and at first starts) this run's PostgreSQL. */
export function runPostgres(): Promise<Embedded> {
  return openEmbedded(runFolder(), { isDurable: false, stopsWhenUnused: false });
}

/** A database of its own, cloned from a migrated one. `close` drops it. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const postgres = await runPostgres();
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await onServer(postgres, async (client) => {
    await client.query("select pg_advisory_lock(8231009)");
    const found = await client.query("select 1 from pg_database where datname = $1", [template]);
    if (found.rowCount === 0) await makeTemplate(postgres, client);
    await client.query(`create database ${name} template ${template}`);
  });
  const [ownerUrl, appUrl] = [postgres.url("owner", name), postgres.url("app", name)];
  const database = await openDatabase({ ownerUrl, appUrl, poolSize: 6 });
  const workspaceId = await aWorkspace(database, "test");
  return {
    database,
    workspaceId,
    ownerUrl,
    appUrl,
    async close() {
      await database.close();
      await onServer(postgres, async (client) => void (await client.query(`drop database if exists ${name} with (force)`)));
      await postgres.close();
    },
  };
}

/** Another workspace in the same database; gives its id. */
export async function aWorkspace(database: Database, slug: string): Promise<string> {
  const workspaceId = randomUUID();
  await database.asOwner((tx) => tx.run("insert into evenhand.workspace (workspace_id, name, slug) values ($1, $2, $3)", [workspaceId, `Firm ${slug}`, slug]));
  return workspaceId;
}

/** An empty database without any table of ours; gives its URLs and drops it at close. */
export async function emptyDatabase(): Promise<{ ownerUrl: string; appUrl: string; close(): Promise<void> }> {
  const postgres = await runPostgres();
  const name = `empty_${randomUUID().replaceAll("-", "")}`;
  await ensureAppRole(postgres.url("owner", "postgres"), { mayLogIn: true });
  await onServer(postgres, async (client) => void (await client.query(`create database ${name}`)));
  return {
    ownerUrl: postgres.url("owner", name),
    appUrl: postgres.url("app", name),
    async close() {
      await onServer(postgres, async (client) => void (await client.query(`drop database if exists ${name} with (force)`)));
      await postgres.close();
    },
  };
}

async function makeTemplate(postgres: Embedded, client: pg.Client): Promise<void> {
  const making = `${template}_making`;
  await ensureAppRole(postgres.url("owner", "postgres"), { mayLogIn: true });
  await client.query(`drop database if exists ${making} with (force)`);
  await client.query(`create database ${making}`);
  await migrate(postgres.url("owner", making));
  await client.query(`alter database ${making} rename to ${template}`);
}

async function onServer(postgres: Embedded, act: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.url("owner", "postgres") });
  await client.connect();
  try {
    await act(client);
  } finally {
    await client.end();
  }
}
