// A backup made while people write is whole, and what is restored from it equals it row by row.
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RowDigest } from "#db/backup/digest.ts";
import { restoreBackup } from "#db/backup/restore.ts";
import { type BackupSummary, writeBackup } from "#db/backup/write.ts";
import { type Database, openDatabase } from "#db/database.ts";
import { type FreshDatabase, aWorkspace, emptyDatabase, freshDatabase } from "#testing/database.ts";

let fresh: FreshDatabase;
let folder: string;
let file: string;
let saved: BackupSummary;

const versionOf = { version: "0.1.0", madeAt: "2026-11-23T00:00:00.000Z" };

/** An account and its contact, in one transaction. */
async function writePair(database: Database, workspaceId: string, id: string): Promise<void> {
  const brought = randomUUID();
  await database.inWorkspace(workspaceId, async (tx) => {
    await tx.run(
      "insert into evenhand.account (workspace_id, id, name, source, first_import, last_import) values ($1, $2, E'Tab\\there, line\\nthere, \\\\ and Ё', 'crm', $3, $3)",
      [workspaceId, id, brought],
    );
    await tx.run("insert into evenhand.contact (workspace_id, id, account, source, first_import, last_import) values ($1, $2, $2, 'crm', $3, $3)", [
      workspaceId,
      id,
      brought,
    ]);
    await tx.run("insert into evenhand.audit_entry (workspace_id, act, subject_kind, subject_id) values ($1, 'account.made', 'account', $2)", [
      workspaceId,
      id,
    ]);
  });
}

const rowsOf = (summary: BackupSummary, table: string) => summary.tables.find((each) => each.table === table)?.rows;

beforeAll(async () => {
  fresh = await freshDatabase();
  folder = mkdtempSync(join(tmpdir(), "evenhand-backup-"));
  file = join(folder, "all.backup");
  const other = await aWorkspace(fresh.database, "other");
  await fresh.database.asOwner((tx) =>
    tx.run(
      "insert into evenhand.touchpoint (workspace_id, id, at, source, first_import, last_import) select $1, 't-' || n, now(), 'crm', $1, $1 from generate_series(1, 20000) n",
      [other],
    ),
  );
  await writePair(fresh.database, other, "before");
  await fresh.database.asOwner((tx) => tx.run("insert into staging.import_work (workspace_id, import_id, work) values ($1, $1, 'run')", [other]));
  const written = { pairs: 0, isOver: false };
  const writer = (async () => {
    while (!written.isOver) await writePair(fresh.database, fresh.workspaceId, `a-${(written.pairs += 1)}`);
  })();
  saved = await writeBackup({ ownerUrl: fresh.ownerUrl, file, ...versionOf });
  written.isOver = true;
  await writer;
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await fresh.close();
});

describe("a backup made while people write", () => {
  it("holds one moment: as many contacts as accounts", () => {
    expect(rowsOf(saved, "evenhand.touchpoint")).toBe(20_000);
    expect(rowsOf(saved, "evenhand.contact")).toBe(rowsOf(saved, "evenhand.account"));
  });

  it("holds the work that waits: an import caught half way goes on in the copy, and is in nobody's way there", () => {
    expect(rowsOf(saved, "staging.import_work")).toBe(1);
  });

  it("is open to its owner alone", () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it("restores into an empty database with equal counts and digests, and counters go on", async () => {
    const empty = await emptyDatabase();
    const restored = await restoreBackup({ ownerUrl: empty.ownerUrl, file });
    expect(restored).toEqual(saved);
    const again = await writeBackup({ ownerUrl: empty.ownerUrl, file: join(folder, "again.backup"), ...versionOf });
    expect(again).toEqual(saved);
    const database = await openDatabase(empty);
    await writePair(database, fresh.workspaceId, "after");
    const seen = await database.inWorkspace(fresh.workspaceId, (tx) =>
      tx.one("select name from evenhand.account where workspace_id = $1 and id = 'after'", [fresh.workspaceId]),
    );
    expect(seen).toEqual({ name: "Tab\there, line\nthere, \\ and Ё" });
    await database.close();
    await empty.close();
  });

  it("restores as an ordinary user under row level security too, and saves the same again", async () => {
    const empty = await emptyDatabase();
    const user = `boris_${randomUUID().slice(0, 8)}`;
    const admin = new Client({ connectionString: empty.ownerUrl });
    await admin.connect();
    await admin.query(
      `create role ${user} login; grant create on database ${new URL(empty.ownerUrl).pathname.slice(1)} to ${user}; grant evenhand_app to ${user}`,
    );
    const ownerUrl = empty.ownerUrl.replace("//evenhand@", `//${user}@`);
    expect(await restoreBackup({ ownerUrl, file })).toEqual(saved);
    expect(await writeBackup({ ownerUrl, file: join(folder, "ordinary.backup"), ...versionOf })).toEqual(saved);
    const forced = await admin.query(
      "select count(*)::int as tables from pg_class where relnamespace = 'evenhand'::regnamespace and relkind = 'r' and not relforcerowsecurity",
    );
    expect(forced.rows).toEqual([{ tables: 0 }]);
    await admin.end();
    await empty.close();
  });
});

describe("a restore", () => {
  it("is refused where the database is in use or holds data, and nothing changes", async () => {
    // Idle connections are given up after a while; a server at work always listens.
    const leave = await fresh.database.listen("news", () => {});
    await expect(restoreBackup({ ownerUrl: fresh.ownerUrl, file })).rejects.toThrow(/at work on this database/);
    await leave();
    const empty = await emptyDatabase();
    await restoreBackup({ ownerUrl: empty.ownerUrl, file });
    await expect(restoreBackup({ ownerUrl: empty.ownerUrl, file })).rejects.toThrow(/already holds data/);
    expect(await restoreBackup({ ownerUrl: empty.ownerUrl, file, replaces: true })).toEqual(saved);
    await empty.close();
  });

  it("refuses a file that is cut off, changed or something else, before it touches anything", async () => {
    const empty = await emptyDatabase();
    const restoreOf = (name: string, bytes: Buffer) => {
      writeFileSync(join(folder, name), bytes);
      return restoreBackup({ ownerUrl: empty.ownerUrl, file: join(folder, name) });
    };
    const whole = readFileSync(file);
    const text = gunzipSync(whole);
    await expect(restoreOf("cut", whole.subarray(0, whole.length - 100))).rejects.toThrow(/is cut off/);
    await expect(restoreOf("short", gzipSync(text.subarray(0, text.length - 50)))).rejects.toThrow(/is cut off/);
    const changed = gzipSync(Buffer.from(text.toString("latin1").replace("t-77\t", "t-78\t"), "latin1"));
    await expect(restoreOf("changed", changed)).rejects.toThrow(/is damaged: evenhand.touchpoint has 20000 rows/);
    await expect(restoreOf("other", Buffer.from("id,name\n1,North\n"))).rejects.toThrow(/is not a backup/);
    const untouched = new Client({ connectionString: empty.ownerUrl });
    await untouched.connect();
    expect((await untouched.query("select to_regnamespace('evenhand') as schema")).rows).toEqual([{ schema: null }]);
    await untouched.end();
    await empty.close();
  });

  it("refuses a backup with a migration that this version does not know", async () => {
    const empty = await emptyDatabase();
    const text = gunzipSync(readFileSync(file)).toString("latin1").replace('"name":"0002_facts"', '"name":"0002_later"');
    writeFileSync(join(folder, "newer"), gzipSync(Buffer.from(text, "latin1")));
    await expect(restoreBackup({ ownerUrl: empty.ownerUrl, file: join(folder, "newer") })).rejects.toThrow(/0002_later, which this version does not know/);
    await empty.close();
  });
});

describe("the digest of rows", () => {
  const digestOf = (...pieces: string[]) => {
    const digest = new RowDigest();
    for (const each of pieces) digest.update(Buffer.from(each));
    return `${digest.rows} ${digest.text}`;
  };

  it("does not depend on the order of rows or on how the text is cut", () => {
    expect(digestOf("b\na", "\n")).toBe(digestOf("a\nb\n"));
  });

  it("tells one row from two, and a changed row from the old one", () => {
    expect(digestOf("a\na\n")).not.toBe(digestOf("a\n"));
    expect(digestOf("a\nc\n")).not.toBe(digestOf("a\nb\n"));
  });
});
