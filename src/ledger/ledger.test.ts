// What is kept of facts that change: every import a statement, the same one twice nothing new.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { addProposedStages } from "#ledger/stage-mapping.ts";
import { aDeal } from "#testing/builders.ts";
import { type FreshDatabase, aWorkspace, freshDatabase } from "#testing/database.ts";
import { Ledger, deal } from "#testing/ledger-of-one.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.close());

let ledger: Ledger;
let made = 0;
beforeEach(async () => {
  made += 1;
  ledger = new Ledger(fresh.database, await aWorkspace(fresh.database, `ledger-${made}`));
});

describe("statements", () => {
  it("the same file twice: the second changes nothing", async () => {
    const rows = [deal("1", "Open"), deal("2", "Won")];
    expect(await ledger.load(rows)).toMatchObject({ added: 2, changed: 0 });
    const before = await ledger.deals();
    expect(await ledger.load(rows)).toMatchObject({ added: 0, changed: 0 });
    expect(await ledger.deals()).toEqual(before);
  });

  it("a changed row keeps what it was, and which import said so", async () => {
    const first = await ledger.load([deal("1", "Open", 100)]);
    const second = await ledger.load([deal("1", "Open", 250)]);
    expect(second).toMatchObject({ added: 0, changed: 1 });
    const [version] = await ledger.in((tx) =>
      tx.rows<{ was: { amount: number }; replaced_by: string; replaces: string }>(
        "select was, replaced_by, replaces from evenhand.fact_version where workspace_id = $1",
        [ledger.workspaceId],
      ),
    );
    expect([version!.was.amount, version!.replaced_by, version!.replaces]).toEqual([100, second.importId, first.importId]);
  });

  it("columns that a file does not have keep what they hold", async () => {
    await ledger.load([deal("1", "Open", 100)]);
    await ledger.load([{ id: "1", stage: "Won" }], { mapped: ["stage"] });
    expect(await ledger.deals()).toMatchObject([{ stage: "Won", amount: 100 }]);
  });

  it("an id of another source is not taken, and its line is named", async () => {
    await ledger.load([deal("1", "Open")], { source: "hubspot" });
    const other = await ledger.load([deal("7", "Open"), deal("1", "Won")], { source: "pipedrive" });
    expect(other).toMatchObject({ added: 1, changed: 0, foreign: [{ line: 3, owner: "hubspot" }] });
    expect((await ledger.deals()).map((row) => row.stage)).toEqual(["Open", "Open"]);
  });

  it("a record stated twice in one file, far apart: the last wins, and a return to what it was is no change", async () => {
    const first = await ledger.load([deal("1", "Open"), deal("2", "Open")]);
    const second = await ledger.load([deal("1", "Won"), deal("2", "Won"), deal("1", "Open"), deal("2", "Lost")], { batchRows: 2 });
    expect(second).toMatchObject({ added: 0, changed: 1 });
    expect((await ledger.deals()).map((row) => [row.stage, row.last_import])).toEqual([
      ["Open", first.importId],
      ["Lost", second.importId],
    ]);
    expect(await ledger.moves()).toEqual([{ record: "2", from_stage: "Open", to_stage: "Lost", day: "2025-01-02" }]);
    expect(await ledger.versions()).toHaveLength(1);
  });

  it("tabs, line ends and backslashes in a text arrive as they were", async () => {
    const name = "a\tb\nc\\d\re\\N";
    await ledger.load([aDeal({ id: "1", name })], { mapped: ["name", "stage"] });
    expect(await ledger.in((tx) => tx.one("select name from evenhand.deal where workspace_id = $1", [ledger.workspaceId]))).toEqual({ name });
  });

  it("nothing stays on the way in", async () => {
    await ledger.load([deal("1", "Open")]);
    expect(await ledger.in((tx) => tx.rows("select relname from pg_class where relname = 'staged'"))).toEqual([]);
  });

  it("what is written in the hope that all is new ends as what was asked for first: the same rows, counts, moves, snapshots and versions", async () => {
    const files = [
      [deal("1", "Open"), deal("2", "Won"), deal("3", "Open")],
      [deal("4", "Open"), deal("2", "Lost"), deal("3", "Open", 200), deal("1", "Open")],
      [deal("5", "Won"), deal("6", "Open"), deal("5", "Open")],
    ];
    const ends = await Promise.all(
      [true, false].map(async (isHopeful) => {
        const one = new Ledger(fresh.database, await aWorkspace(fresh.database, `hope-${isHopeful}-${made}`));
        const imports: string[] = [];
        const counts: object[] = [];
        for (const file of files) {
          const { importId, ...count } = await one.load(file, { batchRows: 2, isHopeful });
          imports.push(importId);
          counts.push(count);
        }
        const found = { counts, deals: await one.deals(), moves: await one.moves(), snapshots: await one.snapshots(), versions: await one.versions() };
        return imports.reduce((text, id, place) => text.replaceAll(id, `import ${place}`), JSON.stringify(found));
      }),
    );
    expect(ends[0]).toBe(ends[1]);
    expect(ends[0]).toContain('"counts":[{"added":3,"changed":0,"foreign":[]},{"added":1,"changed":2,"foreign":[]},{"added":2,"changed":0,"foreign":[]}]');
  });

  it("a workspace that is deleted takes its facts along, and no other's", async () => {
    await ledger.load([deal("1", "Open")]);
    await ledger.load([deal("1", "Won")]);
    const other = new Ledger(fresh.database, await aWorkspace(fresh.database, `stays-${made}`));
    await other.load([deal("1", "Open")]);
    await fresh.database.asOwner((tx) => tx.run("delete from evenhand.workspace where workspace_id = $1", [ledger.workspaceId]));
    expect([await ledger.deals(), await ledger.versions(), await ledger.snapshots(), (await other.deals()).length]).toEqual([[], [], [], 1]);
  });

  it("another workspace sees none of it", async () => {
    await ledger.load([deal("1", "Open")]);
    await ledger.load([deal("1", "Won")]);
    const other = await aWorkspace(fresh.database, `wall-${made}`);
    for (const table of ["deal", "fact_version", "stage_change", "deal_snapshot"]) {
      expect(await fresh.database.inWorkspace(other, (tx) => tx.one(`select count(*) from evenhand.${table}`))).toEqual({ count: 0 });
    }
  });
});

describe("what an import is seen to change", () => {
  it("a stage that differs from the last import's is an observed move on the day of the import", async () => {
    await ledger.load([deal("1", "Open"), deal("2", "Open")]);
    await ledger.load([deal("1", "Won"), deal("2", "Open")]);
    expect(await ledger.moves()).toEqual([{ record: "1", from_stage: "Open", to_stage: "Won", day: "2025-01-02" }]);
  });

  it("open deals get a snapshot when they come and when they differ; closed ones only at their closing", async () => {
    await ledger.in((tx) => addProposedStages(tx, ledger.workspaceId, [{ source: "crm", recordKind: "deal", sourceStage: "Won", stage: "won" }]));
    await ledger.load([deal("1", "Open", 100), deal("2", "Won", 5)]);
    await ledger.load([deal("1", "Open", 100), deal("2", "Won", 6)]);
    await ledger.load([deal("1", "Open", 120)]);
    await ledger.load([deal("1", "Won", 120)]);
    await ledger.load([deal("1", "Won", 125)]);
    expect((await ledger.snapshots()).map((one) => [one.deal, one.day.slice(8), one.stage, one.amount])).toEqual([
      ["1", "01", "Open", 100],
      ["1", "03", "Open", 120],
      ["1", "04", "Won", 120],
    ]);
  });
});
