// How deals looked on two days, from what imports saw of them.
import { afterAll, beforeAll, expect, it } from "vitest";

import { movementOf } from "#evidence/pipeline/movement.ts";
import { dayNumber } from "#kit/day.ts";
import { readLookDays, readPairs } from "#ledger/read-looks.ts";
import { addProposedStages } from "#ledger/stage-mapping.ts";
import { aDeal } from "#testing/builders.ts";
import { type FreshDatabase, aWorkspace, freshDatabase } from "#testing/database.ts";
import { Ledger } from "#testing/ledger-of-one.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.close());

const mapped = ["stage", "amount", "currency", "expectedCloseOn", "createdOn", "closedOn"];
const row = (id: string, stage: string, amount: number, more: object = {}) =>
  aDeal({ id, stage, amount, currency: "RUB", createdOn: "2024-12-01", expectedCloseOn: "2025-02-15", ...more });

it("the steps between two looks, and nothing of the looks after them", async () => {
  const ledger = new Ledger(fresh.database, await aWorkspace(fresh.database, "looks"));
  const { workspaceId } = ledger;
  await ledger.in((tx) =>
    addProposedStages(tx, workspaceId, [
      { source: "crm", recordKind: "deal", sourceStage: "Open", stage: "opportunity" },
      { source: "crm", recordKind: "deal", sourceStage: "Won", stage: "won" },
      { source: "crm", recordKind: "deal", sourceStage: "Lost", stage: "lost" },
    ]),
  );
  const look = async (rows: object[]) => {
    const { importId } = await ledger.load(rows, { mapped });
    await ledger.in((tx) =>
      tx.run(
        `insert into evenhand.import (workspace_id, id, name, state, mapping, started_at)
         select $1, $2, 'deals.csv', 'done', '{"entity":"deal"}', min(replaced_at) from (select taken_at as replaced_at from evenhand.deal_snapshot where workspace_id = $1 and import_id = $2
           union all select replaced_at from evenhand.fact_version where workspace_id = $1 and replaced_by = $2) t`,
        [workspaceId, importId],
      ),
    );
    return importId;
  };
  await look([
    row("stays", "Open", 100),
    row("raised", "Open", 200),
    row("won", "Open", 300),
    row("pushed", "Open", 400),
    row("old", "Won", 9000, { closedOn: "2024-12-20" }),
  ]);
  await look([
    row("raised", "Open", 250),
    row("won", "Won", 310, { closedOn: "2025-01-02" }),
    row("pushed", "Open", 400, { expectedCloseOn: "2025-05-01" }),
    row("fresh", "Open", 50, { createdOn: "2025-01-02" }),
    row("late", "Open", 7),
    row("backfilled", "Lost", 77, { closedOn: "2024-12-24" }),
    row("quick", "Won", 20, { createdOn: "2025-01-02", closedOn: "2025-01-02" }),
  ]);
  const third = await look([row("stays", "Lost", 0, { closedOn: "2025-01-03" }), row("old", "Open", 9000, { closedOn: null })]);

  expect(await ledger.in((tx) => readLookDays(tx, workspaceId))).toEqual(["2025-01-01", "2025-01-02", "2025-01-03"]);
  const context = { workspaceId, currency: "RUB" as const, rates: {} };
  const between = async (from: string, until: string) => {
    const pairs = await ledger.in((tx) => readPairs(tx, context, { from, until }));
    const window = { from: "2025-01-01", until: "2025-04-01" };
    const told = movementOf(pairs, { window, measure: "revenue", from: dayNumber(from) });
    return [
      told.opening.amount,
      Object.fromEntries(told.steps.filter((one) => one.deals > 0).map((one) => [one.step, one.amount])),
      told.closing.amount,
      told.lateOnRecord,
    ];
  };
  expect(await between("2025-01-01", "2025-01-02")).toEqual([1000, { new: 50 + 7 + 20, up: 60, "pushed-out": -400, won: -310 - 20 }, 407, 1]);
  expect(await between("2025-01-02", "2025-01-03")).toEqual([407, { reopened: 9000, lost: -100 }, 9307, 0]);
  expect(await between("2025-01-01", "2025-01-03")).toEqual([1000, { new: 77, reopened: 9000, up: 60, "pushed-out": -400, won: -330, lost: -100 }, 9307, 1]);

  await ledger.in((tx) => tx.run("update evenhand.import set state = 'undone' where workspace_id = $1 and id = $2", [workspaceId, third]));
  await ledger.undo(third);
  expect(await ledger.in((tx) => readLookDays(tx, workspaceId))).toEqual(["2025-01-01", "2025-01-02"]);
  expect(await between("2025-01-02", "2025-01-03")).toEqual([407, {}, 407, 0]);
});
