// Deals that come in for the first time are found by key: exactly those, and without a walk through all that the import has brought.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { addProposedStages } from "#ledger/stage-mapping.ts";
import type { Statement } from "#ledger/statement.ts";
import { type FreshDatabase, aWorkspace, freshDatabase } from "#testing/database.ts";
import { Ledger, deal } from "#testing/ledger-of-one.ts";

let fresh: FreshDatabase;
let ledger: Ledger;
let made = 0;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.close());
beforeEach(async () => {
  made += 1;
  ledger = new Ledger(fresh.database, await aWorkspace(fresh.database, `observe-${made}`));
});

describe("a batch that states known deals beside new ones", () => {
  it("gives a first snapshot to the new ones that are open, once, and to nobody else", async () => {
    await ledger.in((tx) => addProposedStages(tx, ledger.workspaceId, [{ source: "crm", recordKind: "deal", sourceStage: "Won", stage: "won" }]));
    await ledger.load([deal("1", "Open"), deal("2", "Open")]);
    // 3 and 5 are new and open, 4 is new and won, 1 is known and as before; 3 comes again in the next batch, a little larger.
    const rows = [deal("3", "Open"), deal("1", "Open"), deal("4", "Won"), deal("3", "Open", 120), deal("5", "Open")];
    expect(await ledger.load(rows, { batchRows: 3, isHopeful: false })).toMatchObject({ added: 3, changed: 0 });
    expect((await ledger.snapshots()).map((one) => [one.deal, one.day, one.amount])).toEqual([
      ["1", "2025-01-01", 100],
      ["2", "2025-01-01", 100],
      ["3", "2025-01-02", 120],
      ["5", "2025-01-02", 100],
    ]);
  });

  it("reads a few rows for each of its own, however many the import has brought before", async () => {
    const statement: Statement = {
      workspaceId: ledger.workspaceId,
      importId: randomUUID(),
      entity: "deal",
      source: "crm",
      mapped: ["stage", "amount"],
      at: "2025-01-01T12:00:00.000Z",
      day: "2025-01-01",
    };
    const numbered = (from: number, count: number) => Array.from({ length: count }, (_, i) => deal(`d${from + i}`, "Open"));
    // Counted when another import had brought all there was: the planner believes that this one has brought next to nothing.
    await ledger.load(numbered(10_000, 4_000));
    await fresh.database.asOwner((tx) => tx.run("analyze evenhand.deal"));
    await ledger.batch(statement, numbered(0, 4_000), { from: 0, isHopeful: true });
    const rowsRead = await ledger.in(async (tx) => {
      const written = await ledger.batchIn(tx, statement, { rows: numbered(3_900, 200), from: 4_000, isHopeful: false });
      expect(written).toEqual({ added: 100, changed: 0, foreign: [] });
      const counted = await tx.one<{ rows: number }>(
        "select (seq_tup_read + coalesce(idx_tup_fetch, 0))::int as rows from pg_stat_xact_user_tables where relid = 'evenhand.deal'::regclass",
      );
      return counted.rows;
    });
    // 200 rows, each looked up when it is written, when it is observed and when it is compared; a walk would have read 4,000 for each.
    expect(rowsRead).toBeGreaterThan(0);
    expect(rowsRead).toBeLessThan(200 * 6);
  });
});
