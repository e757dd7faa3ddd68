// Brings the tables to what this version needs: numbered SQL files, forward only, each in one transaction, each recorded.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as pg from "pg";
import { clientConfig } from "#db/connection.ts";
import { StorageFault } from "#db/fault.ts";
import { ownersPolicies } from "#db/owner.ts";
import { appRole } from "#db/role.ts";

export interface Migration {
  /** '0002_facts' */
  readonly name: string;
  readonly sql: string;
  readonly digest: string;
}

const lockNumber = 8_231_003;
const oldestServer = 150_000;

/** The migrations that came with this version, in order. Throws where two have one number. */
export function ownMigrations(folder: string = migrationsFolder()): Migration[] {
  const names = readdirSync(folder)
    .filter((file) => /^\d{4}_[a-z0-9_]+\.sql$/.test(file))
    .sort();
  const numbers = names.map((name) => name.slice(0, 4));
  const twice = numbers.find((number, index) => numbers.indexOf(number) !== index);
  if (twice !== undefined) throw new StorageFault("migration-twice", `Two migrations have the number ${twice}.`);
  return names.map((file) => {
    const sql = readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n");
    return { name: file.replace(/\.sql$/, ""), sql, digest: createHash("sha256").update(sql).digest("hex") };
  });
}

function migrationsFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const beside = join(here, "migrations");
  return existsSync(beside) ? beside : join(here, "..", "..", "src", "db", "migrations");
}

/** Applies what is missing and gives its names. Two processes that start at once take turns. `only` stops after that many, for tests. */
export async function migrate(ownerUrl: string, migrations: readonly Migration[] = ownMigrations()): Promise<string[]> {
  const client = new pg.Client(clientConfig(ownerUrl, {}));
  client.on("error", () => {});
  await client.connect();
  try {
    await refuseOldServer(client);
    await client.query("select pg_advisory_lock($1)", [lockNumber]);
    await prepareRecord(client);
    const missing = missingOf(migrations, await appliedOn(client));
    for (const migration of missing) await apply(client, migration);
    if (missing.length > 0) {
      await ownersPolicies(client);
      // The server tells by it whether it is ready; the secret beside it stays closed.
      await client.query(`grant usage on schema installation to ${appRole}; grant select on installation.migration to ${appRole}`);
    }
    return missing.map((each) => each.name);
  } finally {
    await client.end();
  }
}

/** Names of migrations that have been applied, in order; empty on an untouched database. */
export async function appliedMigrations(ownerUrl: string): Promise<string[]> {
  const client = new pg.Client(clientConfig(ownerUrl, {}));
  client.on("error", () => {});
  await client.connect();
  try {
    const record = await client.query<{ there: boolean }>("select to_regclass('installation.migration') is not null as there");
    return record.rows[0]!.there ? (await appliedOn(client)).map((each) => each.name) : [];
  } finally {
    await client.end();
  }
}

async function refuseOldServer(client: pg.Client): Promise<void> {
  const found = await client.query<{ number: number; text: string }>(
    "select current_setting('server_version_num')::int as number, current_setting('server_version') as text",
  );
  const { number, text } = found.rows[0]!;
  if (number < oldestServer) throw new StorageFault("postgres-too-old", `The database is PostgreSQL ${text}; Evenhand needs 15 or newer.`);
}

async function prepareRecord(client: pg.Client): Promise<void> {
  try {
    await client.query(`
      create schema if not exists installation;
      create table if not exists installation.migration (name text primary key, digest text not null, applied_at timestamptz not null default now());
      create table if not exists installation.secret (name text primary key, value text not null);
      comment on schema installation is 'What belongs to no workspace and is open to the owner alone.';
      comment on table installation.migration is 'Which migrations this database has had.';
      comment on table installation.secret is 'What signs sessions and encrypts second factors, made once.'`);
  } catch (error) {
    if ((error as { code?: string }).code !== "42501") throw error;
    throw new StorageFault(
      "may-not-create",
      `The database user may not create schemas in this database. Let an administrator run: grant create on database … to …; or give Evenhand a database of its own.`,
      { cause: error },
    );
  }
}

async function appliedOn(client: pg.Client): Promise<{ name: string; digest: string }[]> {
  return (await client.query<{ name: string; digest: string }>("select name, digest from installation.migration order by name")).rows;
}

/** Those still to come. Throws where the database has had another text under the same name, or one that this version does not know. */
function missingOf(migrations: readonly Migration[], applied: readonly { name: string; digest: string }[]): Migration[] {
  const own = new Map(migrations.map((each) => [each.name, each]));
  for (const { name, digest } of applied) {
    const known = own.get(name);
    if (!known)
      throw new StorageFault(
        "database-newer",
        `The database has had the migration ${name}, which this version of Evenhand does not know. Use the version that made it, or a newer one.`,
      );
    if (known.digest !== digest)
      throw new StorageFault(
        "migration-edited",
        `The migration ${name} was changed after it had been applied to this database. Bring its text back, and write what you want in a new one.`,
      );
  }
  const had = new Set(applied.map((each) => each.name));
  const missing = migrations.filter((each) => !had.has(each.name));
  const last = applied.at(-1)?.name;
  const late = missing.find((each) => last !== undefined && each.name < last);
  if (late)
    throw new StorageFault("migration-late", `The migration ${late.name} comes before ${last}, which the database has already had. Give it a higher number.`);
  return missing;
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query("begin");
    await client.query(migration.sql);
    await client.query("insert into installation.migration (name, digest) values ($1, $2)", [migration.name, migration.digest]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => {});
    throw new StorageFault("migration-failed", `The migration ${migration.name} failed and changed nothing: ${(error as Error).message}`, { cause: error });
  }
}
