// An import from its bytes to facts on record: looked at, loaded, interrupted, loaded again, corrected, taken back.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { silent } from "#db/log.ts";
import type { MappingSpec } from "#facts/mapping.ts";
import { type WorkEnd, type WorkOptions, doWork } from "#features/imports/jobs.ts";
import { type ImportRow, addWork, beginAgain, beginImport, fileReceived, keepMapping, readImport, setState, waitingWork } from "#features/imports/store.ts";
import { keepFile } from "#ledger/import-files.ts";
import { readAside } from "#ledger/set-aside.ts";
import { type FreshDatabase, aWorkspace, freshDatabase } from "#testing/database.ts";

let fresh: FreshDatabase;
let workspaceId: string;
let made = 0;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.close());
beforeEach(async () => {
  made += 1;
  workspaceId = await aWorkspace(fresh.database, `imports-${made}`);
});

interface Said {
  readonly name?: string;
  readonly corrects?: string;
  readonly partBytes?: number;
  readonly idPrefix?: string;
  readonly source?: string;
}

async function received(text: string, said: Said = {}): Promise<string> {
  const ref = { workspaceId, importId: randomUUID() };
  const options = { ...(said.idPrefix ? { idPrefix: said.idPrefix } : {}), ...(said.source ? { source: said.source } : {}) };
  await inside((tx) => beginImport(tx, ref, { name: said.name ?? "deals.csv", memberId: null, options, corrects: said.corrects ?? null }));
  async function* bytes() {
    yield Buffer.from(text);
  }
  const file = await keepFile(fresh.database, ref, { bytes: bytes(), partBytes: said.partBytes ?? 64 });
  await inside((tx) => fileReceived(tx, ref, file));
  expect(await work(ref.importId)).toBe("done");
  return ref.importId;
}

/** Rows are known by their deal id, whatever the first look made of a column with repeats. */
async function keyed(text: string): Promise<string> {
  const importId = await received(text);
  const { mapping } = await shown(importId);
  await inside((tx) => keepMapping(tx, { workspaceId, importId }, { ...mapping!, key: { kind: "column", column: "Deal ID" } }, "person"));
  await start(importId);
  return importId;
}

/** Does what waits on one import. */
async function work(importId: string, options: Partial<WorkOptions> = {}): Promise<WorkEnd> {
  const waiting = (await waitingWork(fresh.database)).find((one) => one.importId === importId);
  return waiting ? doWork(fresh.database, waiting, { log: silent, ...options }) : "done";
}

async function start(importId: string): Promise<void> {
  await inside(async (tx) => {
    await setState(tx, { workspaceId, importId }, "waiting");
    await addWork(tx, { workspaceId, importId }, "run");
  });
}

async function loaded(text: string, said?: Said): Promise<ImportRow> {
  const importId = await received(text, said);
  await start(importId);
  expect(await work(importId)).toBe("done");
  return shown(importId);
}

async function undone(importId: string): Promise<void> {
  await inside(async (tx) => {
    await setState(tx, { workspaceId, importId }, "undoing");
    await addWork(tx, { workspaceId, importId }, "undo");
  });
  expect(await work(importId)).toBe("done");
}

const inside = <T>(act: Parameters<typeof fresh.database.inWorkspace<T>>[1]) => fresh.database.inWorkspace(workspaceId, act);
const shown = (importId: string) => inside(async (tx) => (await readImport(tx, { workspaceId, importId }))!);
const counts = ({ added, changed, same, repeated, setAside, state }: ImportRow) => ({ added, changed, same, repeated, setAside, state });
const deals = () =>
  inside((tx) =>
    tx.rows<{ id: string; stage: string; amount: number | null }>("select id, stage, amount from evenhand.deal where workspace_id = $1 order by id", [
      workspaceId,
    ]),
  );
const aside = (importId: string) => inside(async (tx) => (await readAside(tx, { workspaceId, importId }, { reason: null, limit: 100, offset: 0 })).rows);

const header = "Deal ID,Deal Name,Stage,Amount,Create Date,Close Date\n";
const row = (id: string, stage: string, amount: string) => `${id},Deal ${id},${stage},${amount},2025-01-31,2025-03-31\n`;
const three = header + row("1", "Won", "100") + row("2", "Lost", "") + row("3", "Open", "7.50");

describe("loading", () => {
  it("a file cut into many parts is looked at, mapped and loaded", async () => {
    const done = await loaded(three, { partBytes: 10 });
    expect(counts(done)).toEqual({ state: "done", added: 3, changed: 0, same: 0, repeated: 0, setAside: 0 });
    expect(done.mapping?.entity).toBe("deal");
    expect(await deals()).toEqual([
      { id: "1", stage: "Won", amount: 10000 },
      { id: "2", stage: "Lost", amount: null },
      { id: "3", stage: "Open", amount: 750 },
    ]);
  });

  it("the same file again changes nothing; a file with one difference changes one row", async () => {
    await loaded(three);
    const version = () => inside((tx) => tx.one("select facts_version from evenhand.workspace where workspace_id = $1", [workspaceId]));
    expect(await version()).toEqual({ facts_version: 1 });
    expect(counts(await loaded(three))).toMatchObject({ added: 0, changed: 0, same: 3 });
    expect(counts(await loaded(three.replace("7.50", "8")))).toMatchObject({ added: 0, changed: 1, same: 2 });
  });

  it("an id that comes twice: the last row counts, whether near or far", async () => {
    const text = header + row("1", "Open", "1") + row("1", "Open", "2") + row("2", "Open", "5") + row("1", "Won", "3");
    const importId = await keyed(text);
    await work(importId, { batchRows: 1 });
    expect(counts(await shown(importId))).toMatchObject({ added: 2, changed: 0, same: 0, repeated: 2 });
    expect(await deals()).toMatchObject([{ id: "1", stage: "Won", amount: 300 }, { id: "2" }]);
    const again = await keyed(text);
    const told: object[] = [];
    await work(again, { batchRows: 9, onRows: (rows) => told.push(rows) });
    expect(told).toEqual([{ added: 0, changed: 0, same: 2, repeated: 2, "set-aside": 0 }]);
    expect(counts(await shown(again))).toMatchObject({ added: 0, changed: 0, same: 2, repeated: 2 });
  });

  it("stages are proposed with the first rows, and wait for a person to confirm them", async () => {
    await loaded(three);
    expect(
      await inside((tx) =>
        tx.rows("select source_stage, stage, is_confirmed from evenhand.stage_mapping where workspace_id = $1 and source_stage in ('Won', 'Lost') order by 1", [
          workspaceId,
        ]),
      ),
    ).toEqual([
      { source_stage: "Lost", stage: "lost", is_confirmed: false },
      { source_stage: "Won", stage: "won", is_confirmed: false },
    ]);
  });

  it("a corrected mapping is used for the next file of the same shape", async () => {
    const importId = await received(three);
    const first = await shown(importId);
    const mapping: MappingSpec = { ...first.mapping!, fields: first.mapping!.fields.filter((field) => field.field !== "amount") };
    await inside(async (tx) => {
      await keepMapping(tx, { workspaceId, importId }, mapping, "person");
      const { rememberMapping } = await import("#features/imports/store.ts");
      await rememberMapping(tx, workspaceId, mapping, "deals.csv");
    });
    expect((await shown(await received(three))).mapping).toEqual(mapping);
  });

  it("another source's ids are set aside by name, and taken where ids get a prefix", async () => {
    await loaded(three, { source: "hubspot" });
    const other = await loaded(header + row("1", "Won", "5") + row("9", "Won", "5"), { source: "pipedrive" });
    expect(counts(other)).toMatchObject({ added: 1, setAside: 1 });
    expect(await aside(other.id)).toMatchObject([
      { line: 2, reason: "owned-by-another-source", details: { owner: "hubspot" }, raw: ["1", "Deal 1", "Won", "5", "2025-01-31", "2025-03-31"] },
    ]);
    expect(counts(await loaded(header + row("1", "Won", "5"), { source: "pipedrive", idPrefix: "pd-" }))).toMatchObject({ added: 1, setAside: 0 });
    expect((await deals()).map((deal) => deal.id)).toContain("pd-1");
  });

  it("money in a currency without a rate is set aside, and taken once there is one", async () => {
    const text = header + row("1", "Won", "€100");
    const first = await loaded(text);
    expect([counts(first), (await aside(first.id))[0]?.reason]).toEqual([
      { state: "done", added: 0, changed: 0, same: 0, repeated: 0, setAside: 1 },
      "no-rate",
    ]);
    await inside((tx) =>
      tx.run(
        "insert into evenhand.currency_rate (workspace_id, id, day, currency, rate, source, first_import, last_import) values ($1, 'r', '2025-03-15', 'EUR', 1.1, 'file', $1, $1)",
        [workspaceId],
      ),
    );
    expect(counts(await loaded(text))).toMatchObject({ added: 1, setAside: 0 });
  });
});

describe("interruptions", () => {
  const many = header + Array.from({ length: 11 }, (_, i) => row(String(i % 9), i > 8 ? "Won" : "Open", String(i))).join("");

  it.each([0, 1, 2, 3, 4])("stopped after batch %i, it goes on by itself without loss or doubles", async (after) => {
    const importId = await keyed(many);
    const stop = new AbortController();
    let batches = 0;
    const died = () =>
      inside((tx) =>
        tx.run("update evenhand.import set state = 'running', worker = $2 where workspace_id = $1 and id = $3", [workspaceId, randomUUID(), importId]),
      );
    const onBatch = () => void (++batches === after && stop.abort());
    const ended = after === 0 ? await died() : await work(importId, { batchRows: 2, signal: stop.signal, onBatch });
    expect(ended).toBe(after === 0 ? 1 : "interrupted");
    expect(await work(importId, { batchRows: 3 })).toBe("done");
    const done = await shown(importId);
    expect(counts(done)).toEqual({ state: "done", added: 9, changed: 0, same: 0, repeated: 2, setAside: 0 });
    expect([done.interruptions, done.recordsDone]).toEqual([1, 11]);
    expect((await deals()).map((deal) => [deal.id, deal.amount])).toEqual([["0", 900], ["1", 1000], ...[2, 3, 4, 5, 6, 7, 8].map((n) => [String(n), n * 100])]);
  });

  it("a worker that was displaced writes nothing more", async () => {
    const importId = await keyed(many);
    let batches = 0;
    const steal = async () => {
      batches += 1;
      if (batches === 1)
        await inside((tx) => tx.run("update evenhand.import set worker = $2 where workspace_id = $1 and id = $3", [workspaceId, randomUUID(), importId]));
    };
    expect(await work(importId, { batchRows: 2, onBatch: steal })).toBe("done");
    expect([(await shown(importId)).recordsDone > 0, (await shown(importId)).state]).toEqual([true, "running"]);
    expect((await deals()).length).toBeLessThan(9);
  });

  it("two imports of one workspace do not write at the same time", async () => {
    const [first, second] = [await received(three), await received(three)];
    await start(first);
    await start(second);
    const meanwhile: WorkEnd[] = [];
    await work(first, { onBatch: async () => void meanwhile.push(await work(second)) });
    expect([meanwhile, await work(second)]).toEqual([["busy"], "done"]);
    expect(counts(await shown(second))).toMatchObject({ added: 0, same: 3 });
  });
});

describe("set-aside rows", () => {
  it("come back corrected, are taken, and count as resolved; undoing opens them again", async () => {
    const first = await loaded(header + row("1", "Won", "ten") + row("2", "Won", "5"));
    expect(await aside(first.id)).toMatchObject([{ line: 2, reason: "not-a-number", resolvedBy: null }]);
    const corrected = `evenhand_line,evenhand_reason,${header}2,"not a number",1,'=Deal,Won,10,2025-01-31,2025-03-31\n`;
    const second = await loaded(corrected, { corrects: first.id, name: "corrected.csv" });
    expect(counts(second)).toMatchObject({ added: 1, setAside: 0 });
    expect((await aside(first.id))[0]!.resolvedBy).toBe(second.id);
    expect(await inside((tx) => tx.one("select name, amount from evenhand.deal where workspace_id = $1 and id = '1'", [workspaceId]))).toEqual({
      name: "=Deal",
      amount: 1000,
    });
    await undone(second.id);
    expect([(await aside(first.id))[0]!.resolvedBy, (await deals()).map((deal) => deal.id)]).toEqual([null, ["2"]]);
  });
});

it("undone, nothing of it is left but the note that it was", async () => {
  const done = await loaded(three);
  await undone(done.id);
  expect([await deals(), (await shown(done.id)).state]).toEqual([[], "undone"]);
});

it("undone by mistake, it is loaded again from its file, and undone once more", async () => {
  const text = three + row("4", "Won", "much");
  const { id } = await loaded(text);
  const facts = await deals();
  await undone(id);
  await inside((tx) => beginAgain(tx, { workspaceId, importId: id }));
  expect([counts(await shown(id)), await aside(id)]).toEqual([{ state: "undone", added: 0, changed: 0, same: 0, repeated: 0, setAside: 0 }, []]);
  await start(id);
  expect(await work(id)).toBe("done");
  expect(counts(await shown(id))).toEqual({ state: "done", added: 3, changed: 0, same: 0, repeated: 0, setAside: 1 });
  expect([await deals(), (await aside(id)).map((one) => one.line)]).toEqual([facts, [5]]);
  await undone(id);
  expect(await deals()).toEqual([]);
});

it("a file of which nobody can be sure what it holds gets no mapping until a person says so, and is never loaded as deals", async () => {
  const doubtful = await shown(await received("id,category,status,response\n1,a,436,b\n2,c,512,d\n", { name: "bounces.csv" }));
  expect([doubtful.state, doubtful.mapping]).toEqual(["proposed", null]);
  expect((doubtful.proposal as { alternatives: { entity: string }[] }).alternatives[0]?.entity).toBe("deal");
});

it("a file that is no table fails with a reason", async () => {
  const importId = await received("%PDF-1.7 no table at all");
  expect(await shown(importId)).toMatchObject({ state: "failed", problem: { code: "unknown-format" } });
});
