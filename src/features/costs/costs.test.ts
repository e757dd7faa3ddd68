// The costs asked for over the wire: kinds and layers of a small firm, a bill in two books, an agency refused, an empty company told so.
import { afterAll, beforeAll, expect, test } from "vitest";

import { readCosts } from "#features/costs/contract.ts";
import { routes } from "#features/costs/routes.ts";
import { addDays } from "#kit/day.ts";
import { raiseFactsVersion } from "#ledger/version.ts";
import { setStages } from "#ledger/stage-mapping.ts";
import { aFact } from "#testing/builders.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { Ledger } from "#testing/ledger-of-one.ts";
import { type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId, { routes, now: () => new Date("2026-06-10T12:00:00Z") });
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

test("before the first file there is nothing to tell", async () => {
  const { status, body } = await (await server.member("viewer")).ask(readCosts);
  expect([status, body.code]).toEqual([404, "no-facts-yet"]);
});

test("twelve deals won after ten days: 500 of media in one book and 200 in two come to 700, and an agency sees none of it", async () => {
  const ledger = new Ledger(fresh.database, fresh.workspaceId);
  await ledger.load(
    Array.from({ length: 12 }, (_, i) => {
      const createdOn = addDays("2026-02-20", i % 3);
      return aFact("deal", { id: `D-${i}`, stage: "Won", createdOn, closedOn: addDays(createdOn, 10), amount: 1000_00, segment: "dealers" });
    }),
    { mapped: ["stage", "createdOn", "closedOn", "amount", "segment"] },
  );
  const line = (id: string, fields: object) => aFact("spend", { id, day: "2026-03-01", status: "actual", ...fields });
  await ledger.load(
    [
      line("m", { amount: 500_00, category: "Trade media", payer: "marketing" }),
      line("a", { amount: 200_00, category: "Travel", payer: "sales", document: "INV-1" }),
      line("b", { amount: 200_00, category: "Travel", payer: "marketing", document: "INV-1" }),
    ],
    { mapped: ["day", "amount", "category", "status", "payer", "document"], entity: "spend" },
  );
  await ledger.in(async (tx) => {
    await setStages(tx, fresh.workspaceId, [{ source: "crm", recordKind: "deal", sourceStage: "Won", stage: "won" }]);
    await raiseFactsVersion(tx, fresh.workspaceId);
  });
  const { body } = await (await server.member("viewer")).ask(readCosts, { query: { period: "2026-03" } });
  const value = (key: string) => body.numbers.find((number: { key: string }) => number.key === key).value;
  expect([value("promotion-cost"), value("promotion-cost-media")]).toEqual([700_00, 500_00]);
  expect(value("cost-per-transaction-promotion")).toBeCloseTo(700_00 / 12, 6);
  expect(body.shared).toMatchObject([{ ids: ["a", "b"], amount: 200_00, payers: ["marketing", "sales"], isByDocument: true }]);
  expect(body.kinds.map(({ kind, gone }: { kind: string; gone: number }) => [kind, gone])).toEqual([
    ["media", 500_00],
    ["travel", 200_00],
  ]);
  // A row opens the lines that it is made of: both of a bill in two books.
  expect(body.kinds.map(({ ids, category }: { ids: string[]; category: string }) => [ids, category])).toEqual([
    [["m"], "Trade media"],
    [["a", "b"], "Travel"],
  ]);
  expect(body.segments).toMatchObject([{ value: "dealers", of: "dealers", deals: 12, lag: 10 }]);
  // The row opens the very deals that it counts.
  expect(body.segments[0].ids).toHaveLength(12);
  expect(new Set(body.segments[0].ids).size).toBe(12);
  expect((await (await server.member("agency")).ask(readCosts)).status).toBe(403);
});

test("of three hundred and one lines the row names what the books call them; of lines with several names, nothing", async () => {
  const ledger = new Ledger(fresh.database, fresh.workspaceId);
  const lines = (month: string, of: (n: number) => string | null) =>
    Array.from({ length: 301 }, (_, n) => aFact("spend", { id: `${month}-${n}`, day: `${month}-01`, status: "actual", amount: 100, category: of(n) }));
  const mapped = ["day", "amount", "category", "status"];
  await ledger.load([...lines("2026-04", () => "Trade media"), ...lines("2026-05", (n) => (n === 0 ? "Online media" : "Trade media"))], {
    mapped,
    entity: "spend",
  });
  await ledger.in((tx) => raiseFactsVersion(tx, fresh.workspaceId));
  const viewer = await server.member("viewer");
  const kinds = async (period: string) => (await viewer.ask(readCosts, { query: { period } })).body.kinds;
  expect(await kinds("2026-04")).toMatchObject([{ lines: 301, ids: [], category: "Trade media" }]);
  expect(await kinds("2026-05")).toMatchObject([{ lines: 301, ids: [], category: null, categories: ["Trade media", "Online media"] }]);
});
