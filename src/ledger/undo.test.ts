// An import taken back leaves what would stand had it never been: checked against a naive list of statements.
import * as fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

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

describe("undoing", () => {
  it("rows that only it stated go, rows that it changed are what they were", async () => {
    const first = await ledger.load([deal("1", "Open", 100)]);
    const second = await ledger.load([deal("1", "Won", 90), deal("2", "Open", 5)]);
    expect(await ledger.undo(second.importId)).toEqual({ removed: 1, restored: 1, kept: 0 });
    expect(await ledger.deals()).toEqual([{ id: "1", stage: "Open", amount: 100, first_import: first.importId, last_import: first.importId }]);
    expect([await ledger.versions(), await ledger.moves(), (await ledger.snapshots()).length]).toEqual([[], [], 1]);
  });

  it("rows stated again later keep the later statement, and the move is seen from where it began", async () => {
    const first = await ledger.load([deal("1", "Open")]);
    const second = await ledger.load([deal("1", "Proposal")]);
    const third = await ledger.load([deal("1", "Won")]);
    expect(await ledger.undo(second.importId)).toEqual({ removed: 0, restored: 0, kept: 1 });
    expect(await ledger.deals()).toMatchObject([{ stage: "Won", first_import: first.importId, last_import: third.importId }]);
    expect(await ledger.versions()).toEqual([{ record_id: "1", replaced_by: third.importId, replaces: first.importId, stage: "Open" }]);
    expect(await ledger.moves()).toEqual([{ record: "1", from_stage: "Open", to_stage: "Won", day: "2025-01-03" }]);
  });

  it("a move made by the undone import, which the next left standing, is the next one's", async () => {
    await ledger.load([deal("1", "Open", 100)]);
    const second = await ledger.load([deal("1", "Proposal", 100)]);
    await ledger.load([deal("1", "Proposal", 200)]);
    await ledger.undo(second.importId);
    expect(await ledger.moves()).toEqual([{ record: "1", from_stage: "Open", to_stage: "Proposal", day: "2025-01-03" }]);
    expect((await ledger.snapshots()).map((one) => [one.day.slice(8), one.stage, one.amount])).toEqual([
      ["01", "Open", 100],
      ["03", "Proposal", 200],
    ]);
  });

  it("any sequence of imports and undos leaves what a list of statements would", async () => {
    const change = fc.record({ id: fc.constantFrom("a", "b", "c"), stage: fc.constantFrom("Open", "Proposal", "Won"), amount: fc.constantFrom(1, 2, null) });
    const step = fc.oneof(
      {
        weight: 3,
        arbitrary: fc.record({ rows: fc.array(change, { minLength: 1, maxLength: 5 }), partial: fc.boolean(), batchRows: fc.constantFrom(1, 2, 9) }),
      },
      { weight: 2, arbitrary: fc.record({ undo: fc.nat(9) }) },
    );
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 9 }), async (steps) => {
        run += 1;
        const real = new Ledger(fresh.database, await aWorkspace(fresh.database, `model-${run}`));
        const model = new Model();
        const counts: [number[], number[]][] = [];
        for (const one of steps) {
          if ("undo" in one) {
            const importId = model.imports.splice(one.undo % Math.max(1, model.imports.length), 1)[0];
            if (importId === undefined) continue;
            await real.undo(importId);
            model.undo(importId);
          } else {
            const mapped = one.partial ? ["stage"] : ["stage", "amount"];
            // One batch never holds an id twice: whoever fills it leaves only the last.
            const stated = one.partial ? one.rows.map(({ id, stage }) => ({ id, stage, amount: null })) : one.rows;
            const rows = one.batchRows === 1 ? stated : lastOfEach(stated);
            const loaded = await real.load(rows, { mapped, batchRows: one.batchRows });
            counts.push([[loaded.added, loaded.changed], model.load(loaded.importId, rows, mapped)]);
          }
        }
        expect(counts.map(([found]) => found)).toEqual(counts.map(([, right]) => right));
        expect(await real.deals()).toEqual(model.deals());
        expect((await real.versions()).map((one) => [one.record_id, one.replaces, one.replaced_by])).toEqual(model.versions());
        expect((await real.moves()).map((one) => [one.record, one.from_stage, one.to_stage])).toEqual(model.moves());
      }),
      { numRuns: 150 },
    );
  }, 120_000);
});

type Row = { id: string; stage: string; amount: number | null };

function lastOfEach(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

/** The naive ledger: for each record the list of what each import said of it. */
class Model {
  readonly imports: string[] = [];
  private readonly said = new Map<string, { by: string; row: Row }[]>();

  load(importId: string, rows: readonly Row[], mapped: readonly string[]) {
    this.imports.push(importId);
    let [added, changed] = [0, 0];
    for (const row of lastOfEach(rows)) {
      const list = this.said.get(row.id) ?? [];
      const before = list.at(-1)?.row;
      const now = { id: row.id, stage: row.stage, amount: before && !mapped.includes("amount") ? before.amount : row.amount };
      if (before && before.stage === now.stage && before.amount === now.amount) continue;
      if (before) changed += 1;
      else added += 1;
      this.said.set(row.id, [...list, { by: importId, row: now }]);
    }
    return [added, changed];
  }

  undo(importId: string) {
    for (const [id, list] of this.said) {
      const left = list.filter((one) => one.by !== importId);
      if (left.length === 0) this.said.delete(id);
      else this.said.set(id, left);
    }
  }

  private lists() {
    return [...this.said].sort(([a], [b]) => (a < b ? -1 : 1));
  }
  deals() {
    return this.lists().map(([, list]) => Object.assign({ first_import: list[0]!.by, last_import: list.at(-1)!.by }, list.at(-1)!.row));
  }
  versions() {
    return this.lists().flatMap(([id, list]) => list.slice(1).map((one, index) => [id, list[index]!.by, one.by]));
  }
  moves() {
    return this.lists().flatMap(([id, list]) =>
      list.slice(1).flatMap((one, index) => (one.row.stage === list[index]!.row.stage ? [] : [[id, list[index]!.row.stage, one.row.stage]])),
    );
  }
}
