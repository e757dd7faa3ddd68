// Writes everything into one file as it stood at one moment, while people go on working.
import { createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { Client } from "pg";
import { RowDigest } from "#db/backup/digest.ts";
import { type BackupHeader, type TableEnd, lastPiece, line, piece } from "#db/backup/format.ts";
import { sequencesInBackup, tablesInBackup } from "#db/backup/tables.ts";
import { clientConfig } from "#db/connection.ts";
import { type Tx, transactionOn } from "#db/transaction.ts";

export interface BackupOptions {
  readonly ownerUrl: string;
  readonly file: string;
  /** Our own version, for the header. */
  readonly version: string;
  readonly madeAt: string;
  /** Rows done, and about how many there are. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

export interface TableSummary extends TableEnd {
  readonly table: string;
}

export interface BackupSummary {
  readonly tables: readonly TableSummary[];
  readonly rows: number;
}

/** Writes beside its place and moves there when whole and on disk; a file that stood there before is replaced only then. Open to its owner alone. */
export async function writeBackup(options: BackupOptions): Promise<BackupSummary> {
  const client = new Client(clientConfig(options.ownerUrl, {}));
  client.on("error", () => {});
  await client.connect();
  const making = `${options.file}.making-${process.pid}`;
  try {
    await client.query("begin isolation level repeatable read read only");
    const tables: TableSummary[] = [];
    const packed = createGzip({ level: 3, chunkSize: 1 << 18 });
    const signal = options.signal ? { signal: options.signal } : {};
    await pipeline(
      Readable.from(contents(transactionOn(client), tables, options), { objectMode: false }),
      packed,
      createWriteStream(making, { mode: 0o600 }),
      signal,
    );
    await client.query("commit");
    await ontoDisk(making);
    await rename(making, options.file);
    return { tables, rows: rowsOf(tables) };
  } finally {
    await rm(making, { force: true });
    await client.end();
  }
}

async function* contents(tx: Tx, done: TableSummary[], options: BackupOptions): AsyncIterable<Buffer> {
  yield line(await headerFor(tx, options));
  const tables = await tablesInBackup(tx);
  const total = tables.reduce((sum, table) => sum + table.estimate, 0);
  for (const table of tables) {
    yield line({ table: table.name, columns: table.columns });
    const digest = new RowDigest();
    const before = rowsOf(done);
    for await (const bytes of tx.copyOut(`copy ${table.name} (${table.columns.join(", ")}) to stdout`)) {
      digest.update(bytes);
      yield* piece(bytes);
      options.onProgress?.(before + digest.rows, Math.max(total, before + digest.rows));
    }
    yield lastPiece;
    const end = { rows: digest.rows, digest: digest.text };
    yield line(end);
    done.push({ table: table.name, ...end });
  }
  yield line({ sequences: await sequencesInBackup(tx), tables: done.length, rows: rowsOf(done) });
}

async function headerFor(tx: Tx, options: BackupOptions): Promise<BackupHeader> {
  const migrations = await tx.rows<{ name: string; digest: string }>("select name, digest from installation.migration order by name");
  const { postgres } = await tx.one<{ postgres: string }>("select current_setting('server_version') as postgres");
  return { format: "evenhand-backup", formatVersion: 1, madeAt: options.madeAt, evenhand: options.version, postgres, migrations };
}

function rowsOf(tables: readonly TableSummary[]): number {
  return tables.reduce((sum, table) => sum + table.rows, 0);
}

async function ontoDisk(file: string): Promise<void> {
  const handle = await open(file, "r+");
  await handle.sync();
  await handle.close();
}
