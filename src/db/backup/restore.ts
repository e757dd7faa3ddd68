// Puts a backup into an empty database, and proves row by row that what stands there now is what was saved.
import { Client } from "pg";
import { RowDigest } from "#db/backup/digest.ts";
import { type BackupEnd, type BackupHeader, type TableEnd, openBackup } from "#db/backup/format.ts";
import { tablesInBackup } from "#db/backup/tables.ts";
import type { BackupSummary, TableSummary } from "#db/backup/write.ts";
import { clientConfig } from "#db/connection.ts";
import { StorageFault } from "#db/fault.ts";
import { type Migration, migrate, ownMigrations } from "#db/migrate.ts";
import { type Tx, transactionOn } from "#db/transaction.ts";

export interface RestoreOptions {
  readonly ownerUrl: string;
  readonly file: string;
  /** Lets what is in the database go. Without it a database that holds anything is refused. */
  readonly replaces?: boolean;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * The file is read through and checked before anything in the database is touched. Tables are made as they were when the backup was made,
 * filled and compared in one transaction, and then brought to this version.
 */
export async function restoreBackup(options: RestoreOptions): Promise<BackupSummary> {
  const { header, end } = await checkFile(options.file);
  const migrations = migrationsOf(header);
  const client = new Client(clientConfig(options.ownerUrl, {}));
  client.on("error", () => {});
  await client.connect();
  try {
    await refuseWhereInUse(client);
    if (!options.replaces) await refuseWhereFull(client);
    await client.query("drop schema if exists evenhand, sign_in, staging, installation cascade");
    await migrate(options.ownerUrl, migrations);
    await client.query("begin");
    const tables = await fill(transactionOn(client), options, end.rows);
    await client.query("commit");
    await client.query("analyze");
    await migrate(options.ownerUrl);
    return { tables, rows: end.rows };
  } finally {
    await client.end();
  }
}

/** Reads the whole file and compares every table with its digest. */
async function checkFile(file: string): Promise<{ header: BackupHeader; end: BackupEnd }> {
  const backup = await openBackup(file);
  const end = await backup.tables(async (start, pieces, tableEnd) => {
    const digest = new RowDigest();
    for await (const bytes of pieces) digest.update(bytes);
    refuseDifference(start.table, await tableEnd(), digest, `The backup ${file} is damaged`);
  });
  return { header: backup.header, end };
}

/** Our migrations up to the backup's last one. Throws where the backup has one that we do not know. */
function migrationsOf(header: BackupHeader): Migration[] {
  const own = new Map(ownMigrations().map((each) => [each.name, each]));
  return header.migrations.map(({ name, digest }) => {
    const known = own.get(name);
    if (known?.digest === digest) return known;
    throw new StorageFault(
      "backup-newer",
      `The backup was made by Evenhand ${header.evenhand} with the migration ${name}, which this version ${known ? "has with another text" : "does not know"}. Restore it with that version or a newer one.`,
    );
  });
}

async function refuseWhereInUse(client: Client): Promise<void> {
  const found = await client.query<{ pid: number }>(
    "select pid from pg_stat_activity where datname = current_database() and application_name like 'evenhand%' and pid <> pg_backend_pid()",
  );
  if (found.rowCount !== 0) throw new StorageFault("database-in-use", "A server or another command is at work on this database. Stop it first, then restore.");
}

async function refuseWhereFull(client: Client): Promise<void> {
  for (const table of ["evenhand.workspace", "sign_in.person"]) {
    const there = await client.query<{ there: boolean }>("select to_regclass($1) is not null as there", [table]);
    if (!there.rows[0]!.there) continue;
    const found = await client.query(`select 1 from ${table} limit 1`);
    if (found.rowCount !== 0)
      throw new StorageFault(
        "database-not-empty",
        "The database already holds data, which a restore would end. Restore into an empty one, or say --replace to let go of what is there.",
      );
  }
}

async function fill(tx: Tx, options: RestoreOptions, total: number): Promise<TableSummary[]> {
  const walled = new Map((await tablesInBackup(tx)).map((table) => [table.name, table.isWalled]));
  // What a migration put there comes back from the backup, as it was when that was made.
  await tx.run(`truncate ${[...walled.keys()].join(", ")} cascade`);
  const backup = await openBackup(options.file);
  const tables: TableSummary[] = [];
  let done = 0;
  const end = await backup.tables(async (start, pieces, tableEnd) => {
    if (!walled.has(start.table)) throw new StorageFault("backup-damaged", `The backup names the table ${start.table}, which does not exist.`);
    const copy = `copy ${start.table} (${start.columns.join(", ")})`;
    // COPY does not run under row level security, which binds the owner too where it is forced.
    if (walled.get(start.table)) await tx.run(`alter table ${start.table} no force row level security`);
    // What triggers would write beside the rows comes back from the backup itself.
    await tx.run(`alter table ${start.table} disable trigger user`);
    await tx.copyIn(`${copy} from stdin`, pieces);
    await tx.run(`alter table ${start.table} enable trigger user`);
    const expected = await tableEnd();
    const digest = new RowDigest();
    for await (const bytes of tx.copyOut(`${copy} to stdout`)) digest.update(bytes);
    refuseDifference(start.table, expected, digest, "The restored copy is not what was saved, and was taken back");
    if (walled.get(start.table)) await tx.run(`alter table ${start.table} force row level security`);
    tables.push({ table: start.table, ...expected });
    done += expected.rows;
    options.onProgress?.(done, total);
  });
  for (const { name, last, isCalled } of end.sequences) await tx.run("select setval($1::regclass, $2::bigint, $3)", [name, last, isCalled]);
  return tables;
}

function refuseDifference(table: string, expected: TableEnd, found: RowDigest, sentence: string): void {
  if (expected.rows === found.rows && expected.digest === found.text) return;
  throw new StorageFault(
    "digest-differs",
    `${sentence}: ${table} has ${found.rows} rows with digest ${found.text}, expected ${expected.rows} with ${expected.digest}.`,
  );
}
