// Rows a second of an import, against a bare COPY of the same rows into a table of the same shape: 1 million deals and 1 million touchpoints.
// node bench/import.ts [rows] [rounds]      The aim: at least a third of bare COPY. Each round measures both, one after the other; the best of each counts.
import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type Database, openDatabase } from "#db/database.ts";
import { openEmbedded } from "#db/embedded/embedded.ts";
import { silent } from "#db/log.ts";
import { migrate } from "#db/migrate.ts";
import { ensureAppRole } from "#db/role.ts";
import type { EntityName } from "#facts/entities.ts";
import { doWork } from "#features/imports/jobs.ts";
import { partBytes } from "#features/imports/rules.ts";
import { type ImportRow, type WorkRef, beginImport, fileReceived, readImport, startWaiting } from "#features/imports/store.ts";
import { dayOf } from "#kit/day.ts";
import { diceOf } from "#kit/dice.ts";
import { copyValue } from "#ledger/copy-text.ts";
import { keepFile } from "#ledger/import-files.ts";
import { readFacts } from "#ledger/read-facts.ts";
import { columnOf, fieldsOf, tableOf } from "#ledger/tables.ts";
import { beginWorkspace } from "#ledger/workspaces.ts";

const rows = Number(process.argv[2] ?? 1_000_000);
const rounds = Number(process.argv[3] ?? 3);

const folder = mkdtempSync(join(tmpdir(), "evenhand-bench-"));

type Value = string | number | boolean | null;

/** One kind of fact: how a row stands in the file, and in the table. */
interface Case {
  readonly entity: EntityName;
  readonly header: string;
  /** The same row twice: as cells of the file, and as fields of the fact. */
  row(n: number): { cells: readonly string[]; fact: Readonly<Record<string, Value>> };
}

const dice = diceOf(7);
const pick = <T>(from: readonly T[]): T => from[dice.below(from.length)]!;
const names = (kind: string, count: number) => Array.from({ length: count }, (_, n) => `${kind} ${n + 1}`);
const [accounts, owners, products, campaigns] = [names("Account", 5_000), names("Seller", 120), names("Product", 40), names("Campaign", 300)];
const channels = ["site", "fair", "mail", "partner", "search"];

const deals: Case = {
  entity: "deal",
  header: "Deal ID,Deal Name,Account,Owner,Product,Stage,Amount,Create Date,Close Date",
  row(n) {
    const created = 18_262 + dice.below(1_400);
    const isOpen = dice.below(10) === 0;
    const [account, owner, product, stage] = [pick(accounts), pick(owners), pick(products), isOpen ? "Open" : pick(["Won", "Lost"])];
    const amount = 500 + dice.below(90_000);
    const [createdOn, closedOn] = [dayOf(created), isOpen ? null : dayOf(created + 10 + dice.below(120))];
    const [id, name] = [`D-${n + 1_000_000}`, `Deal ${n}, ${product}`];
    return {
      cells: [id, `"${name}"`, account, owner, product, stage, `${amount}.50`, createdOn, closedOn ?? ""],
      fact: { id, name, account, owner, product, stage, amount: amount * 100 + 50, createdOn, closedOn },
    };
  },
};

const touchpoints: Case = {
  entity: "touchpoint",
  header: "Touchpoint ID,Timestamp,Channel,Campaign,Account,Deal ID",
  row(n) {
    const at = `${dayOf(18_262 + dice.below(1_400))}T${String(dice.below(24)).padStart(2, "0")}:${String(dice.below(60)).padStart(2, "0")}:00Z`;
    const [id, channel, campaign, account, deal] = [`T-${n + 1_000_000}`, pick(channels), pick(campaigns), pick(accounts), `D-${dice.below(rows) + 1_000_000}`];
    return { cells: [id, at, channel, campaign, account, deal], fact: { id, at, channel, campaign, account, deal } };
  },
};

/** Writes the file and, for bare COPY, the same rows as COPY reads them. */
async function written(one: Case, workspaceId: string): Promise<{ csv: string; copy: string }> {
  const [csv, copy, by] = [join(folder, `${one.entity}.csv`), join(folder, `${one.entity}.copy`), randomUUID()];
  const [csvOut, copyOut] = [createWriteStream(csv), createWriteStream(copy)];
  csvOut.write(`${one.header}\n`);
  const fields = fieldsOf(one.entity);
  for (let from = 0; from < rows; from += 10_000) {
    let [csvText, copyText] = ["", ""];
    for (let n = from; n < Math.min(rows, from + 10_000); n++) {
      const { cells, fact } = one.row(n);
      csvText += `${cells.join(",")}\n`;
      copyText += `${[workspaceId, ...fields.map((field) => copyValue(fact[field] ?? null)), "file", by, by].join("\t")}\n`;
    }
    if (!csvOut.write(csvText)) await new Promise<void>((resolve) => csvOut.once("drain", () => resolve()));
    if (!copyOut.write(copyText)) await new Promise<void>((resolve) => copyOut.once("drain", () => resolve()));
  }
  await Promise.all([csvOut, copyOut].map((out) => new Promise<void>((resolve) => out.end(() => resolve()))));
  return { csv, copy };
}

const secondsOf = async (act: () => Promise<void>): Promise<number> => {
  const begun = performance.now();
  await act();
  return (performance.now() - begun) / 1000;
};

async function bareCopy(database: Database, one: Case, file: string): Promise<number> {
  const bare = `bare_${randomUUID().replaceAll("-", "")}`;
  const columns = ["workspace_id", ...fieldsOf(one.entity).map(columnOf), "source", "first_import", "last_import"].join(", ");
  await database.asOwner((tx) =>
    tx.run(`create table evenhand.${bare} (like evenhand.${tableOf(one.entity)} including defaults, primary key (workspace_id, id))`),
  );
  return secondsOf(() =>
    database.asOwner(async (tx) => void (await tx.copyIn(`copy evenhand.${bare} (${columns}) from stdin`, createReadStream(file, { highWaterMark: 1 << 18 })))),
  );
}

async function imported(
  database: Database,
  one: Case,
  { file, workspaceId }: { file: string; workspaceId: string },
): Promise<{ receive: number; look: number; load: number; row: ImportRow }> {
  const ref: WorkRef = { workspaceId, importId: randomUUID() };
  const inside = <T>(act: Parameters<typeof database.inWorkspace<T>>[1]) => database.inWorkspace(workspaceId, act);
  const receive = await secondsOf(async () => {
    await inside((tx) => beginImport(tx, ref, { name: `${one.entity}.csv`, memberId: null, options: { entity: one.entity }, corrects: null }));
    const kept = await keepFile(database, ref, { bytes: createReadStream(file), partBytes });
    await inside((tx) => fileReceived(tx, ref, kept));
  });
  const look = await secondsOf(async () => void (await doWork(database, { ...ref, work: "profile" }, { log: silent })));
  await inside(async (tx) => startWaiting(tx, ref, (await readImport(tx, ref))!));
  const load = await secondsOf(async () => void (await doWork(database, { ...ref, work: "run" }, { log: silent })));
  return { receive, look, load, row: await inside(async (tx) => (await readImport(tx, ref))!) };
}

/** The largest memory of this process, thread included, while something runs. */
function watchMemory(): { megabytes: () => number; end: () => void } {
  let most = 0;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20);
  return { megabytes: () => Math.round(most / 1024 ** 2), end: () => clearInterval(timer) };
}

const perSecond = (seconds: number) => Math.round(rows / seconds).toLocaleString("en");

const postgres = await openEmbedded(join(folder, "data"));
try {
  await ensureAppRole(postgres.url("owner"), { mayLogIn: true });
  await migrate(postgres.url("owner"));
  const database = await openDatabase({ ownerUrl: postgres.url("owner"), appUrl: postgres.url("app") });
  const aWorkspace = async () => (await beginWorkspace(database, { name: "Bench", currency: "USD", timeZone: "UTC", language: "en" })).workspaceId;
  console.log("| facts | file | bare COPY, rows/s | import, rows/s | ratio | looked at, rows/s | same file again, rows/s | peak memory |");
  console.log("|---|---|---|---|---|---|---|---|");
  const memory = watchMemory();
  let last = "";
  for (const one of [deals, touchpoints]) {
    const best = { bare: Infinity, load: Infinity, look: Infinity, again: Infinity };
    let bytes = 0;
    for (let round = 0; round < rounds; round++) {
      const workspaceId = one === deals ? await aWorkspace() : last;
      const { csv, copy } = await written(one, workspaceId);
      bytes = statSync(csv).size;
      best.bare = Math.min(best.bare, await bareCopy(database, one, copy));
      const into = round === 0 || one === deals ? workspaceId : await aWorkspace();
      if (one === deals) last = workspaceId;
      const first = await imported(database, one, { file: csv, workspaceId: into });
      const again = await imported(database, one, { file: csv, workspaceId: into });
      if (first.row.added !== rows || again.row.same !== rows) throw new Error(`wrong counts: ${JSON.stringify([first.row, again.row])}`);
      best.load = Math.min(best.load, first.load);
      best.look = Math.min(best.look, first.look);
      best.again = Math.min(best.again, again.load);
    }
    const ratio = (best.bare / best.load).toFixed(2);
    const cells = [`${rows.toLocaleString("en")} ${one.entity}s`, `${Math.round(bytes / 1024 ** 2)} MB`, perSecond(best.bare), perSecond(best.load), ratio];
    console.log(`| ${[...cells, perSecond(best.look), perSecond(best.again), `${memory.megabytes()} MB`].join(" | ")} |`);
  }
  memory.end();
  const read = await secondsOf(async () => void (await database.inWorkspace(last, (tx) => readFacts(tx, last), { readOnly: true, timeoutMs: 0 })));
  console.log(`\nDeals read as columns: ${perSecond(read)} rows/s.`);
  await database.close();
} finally {
  await postgres.close();
  rmSync(folder, { recursive: true, force: true });
}
