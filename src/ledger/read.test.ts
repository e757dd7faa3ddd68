// What the ledger gives to the figures: columns in the workspace's money, gaps named, records with their history.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { noDay } from "#facts/columns.ts";
import type { EntityName } from "#facts/entities.ts";
import { dayNumber } from "#kit/day.ts";
import { readFacts } from "#ledger/read-facts.ts";
import { readCounts, readNames, readSpendFiles } from "#ledger/read-lists.ts";
import { readRecord, readRecords } from "#ledger/read-records.ts";
import { readStageMappings, setStages } from "#ledger/stage-mapping.ts";
import { fieldsOf } from "#ledger/tables.ts";
import { aCurrencyRate, aFact, aLead, aProduct, aSeller, aSpend, anAccount } from "#testing/builders.ts";
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
  ledger = new Ledger(fresh.database, await aWorkspace(fresh.database, `read-${made}`));
  await ledger.in((tx) =>
    setStages(tx, ledger.workspaceId, [
      { source: "crm", recordKind: "deal", sourceStage: "Open", stage: "opportunity" },
      { source: "crm", recordKind: "deal", sourceStage: "Won", stage: "won" },
    ]),
  );
});

const keep = (entity: EntityName, ...rows: object[]) => ledger.load(rows, { entity, mapped: fieldsOf(entity).filter((field) => field !== "id") });
const aBareDeal = (said: object) => aFact("deal", { stage: "Won", closedOn: "2025-03-10", ...said });
const facts = () => ledger.in((tx) => readFacts(tx, ledger.workspaceId));

describe("deals", () => {
  it("come in order of ids with days as numbers, and nothing made up", async () => {
    await keep("deal", aBareDeal({ id: "b", amount: 5 }), aBareDeal({ id: "a", closedOn: null, stage: "Open" }));
    const { deals } = await facts();
    expect([deals.ids, [...deals.closedOn], [...deals.amount], [...deals.isRepeat]]).toEqual([
      ["a", "b"],
      [noDay, dayNumber("2025-03-10")],
      [Number.NaN, 5],
      [-1, -1],
    ]);
  });

  it("take channel from their lead, segment and size from their account, region from their seller, list price from the product times quantity", async () => {
    await keep("account", anAccount({ id: "A", name: "Acme", segment: "dealer", size: "large", region: null }));
    await keep("seller", aSeller({ id: "S", name: "Oleg", region: "North" }));
    await keep("product", aProduct({ id: "P", listPrice: 700, unitCost: 400, currency: null }));
    await keep("lead", aLead({ id: "L", deal: "1", channel: "fair" }));
    await keep("deal", aBareDeal({ id: "1", account: "Acme", owner: "Oleg", product: "P", quantity: 3, amount: 2000 }));
    const { deals } = await facts();
    const text = (coded: { codes: Int32Array; names: readonly string[] }) => coded.names[coded.codes[0]!];
    expect([deals.channel, deals.segment, deals.accountSize, deals.region, deals.account, deals.owner, deals.lead].map(text)).toEqual([
      "fair",
      "dealer",
      "large",
      "North",
      "A",
      "S",
      "L",
    ]);
    expect([deals.listPrice[0], deals.cost[0]]).toEqual([2100, 1200]);
  });

  it("carry both sides' reasons for a loss", async () => {
    await keep("deal", aBareDeal({ id: "1", lossReason: "Price", buyerLossReason: "Rival" }), aBareDeal({ id: "2", lossReason: "Price" }));
    const { lossReason, buyerLossReason } = (await facts()).deals;
    const texts = ({ codes, names }: { codes: Int32Array; names: readonly string[] }) => Array.from(codes, (code) => names[code] ?? null);
    expect([texts(lossReason), texts(buyerLossReason)]).toEqual([
      ["Price", "Price"],
      ["Rival", null],
    ]);
  });

  it("a list price is worked out from amount and discount before the catalogue is asked", async () => {
    await keep("deal", aBareDeal({ id: "1", amount: 900, discount: 0.1 }));
    expect((await facts()).deals.listPrice[0]).toBe(1000);
  });

  it("money of another currency is valued at the rate of the closing day, and a corrected rate takes effect", async () => {
    await keep(
      "currency-rate",
      aCurrencyRate({ id: "r1", day: "2025-03-01", currency: "EUR", rate: 2 }),
      aCurrencyRate({ id: "r2", day: "2025-03-11", currency: "EUR", rate: 9 }),
    );
    await keep(
      "deal",
      aBareDeal({ id: "1", amount: 100, currency: "EUR" }),
      aBareDeal({ id: "2", amount: 100, currency: "GBP" }),
      aBareDeal({ id: "3", amount: 100, currency: "USD" }),
    );
    const first = await facts();
    expect([...first.deals.amount]).toEqual([200, Number.NaN, 100]);
    expect(first.currencyGaps).toEqual([{ entity: "deal", currency: "GBP", records: ["2"] }]);
    await keep("currency-rate", aCurrencyRate({ id: "r1", day: "2025-03-01", currency: "EUR", rate: 3 }));
    expect((await facts()).deals.amount[0]).toBe(300);
  });

  it("a stage that nobody mapped leaves its deals out, and says which", async () => {
    await keep("deal", aBareDeal({ id: "1", stage: "Parked" }), aBareDeal({ id: "2" }));
    const { deals, unmappedStages } = await facts();
    expect([deals.ids, unmappedStages]).toEqual([["2"], [{ entity: "deal", stage: "Parked", records: ["1"] }]]);
    const mapped = await ledger.in((tx) => readStageMappings(tx, ledger.workspaceId));
    expect(mapped.map((one) => [one.sourceStage, one.stage, one.count])).toEqual([
      ["Parked", null, 1],
      ["Won", "won", 1],
      ["Open", "opportunity", 0],
    ]);
  });
});

it("leads' days are those of the workspace's time zone", async () => {
  await ledger.in((tx) => tx.run("update evenhand.workspace set time_zone = 'Asia/Vladivostok' where workspace_id = $1", [ledger.workspaceId]));
  await keep("lead", aLead({ id: "L", createdAt: "2025-03-03T20:00:00.000Z" }));
  expect((await facts()).leads!.createdOn[0]).toBe(dayNumber("2025-03-04"));
});

it("spend without a rate is left out and named; without any lead, leads are absent", async () => {
  await keep("spend", aSpend({ id: "1", currency: "RUB" }), aSpend({ id: "2", currency: null, amount: 7 }));
  const { spend, currencyGaps, leads } = await facts();
  expect([spend.map((row) => row.amount), currencyGaps, leads]).toEqual([[7], [{ entity: "spend", currency: "RUB", records: ["1"] }], null]);
});

it("every line of spend knows the import that stated it last", async () => {
  const first = await keep("spend", aSpend({ id: "1" }), aSpend({ id: "2" }));
  const second = await keep("spend", aSpend({ id: "2", amount: 9 }));
  const { importOf } = await ledger.in((tx) => readSpendFiles(tx, ledger.workspaceId));
  expect(Object.fromEntries(importOf)).toEqual({ 1: first.importId, 2: second.importId });
});

describe("records", () => {
  it("open by ids, by period and by an empty field", async () => {
    await keep("deal", aBareDeal({ id: "1", account: "A" }), aBareDeal({ id: "2", closedOn: "2025-04-01" }), aBareDeal({ id: "3", account: "A" }));
    const ask = async (more: object) =>
      (await ledger.in((tx) => readRecords(tx, { workspaceId: ledger.workspaceId, entity: "deal", limit: 10, offset: 0, ...more }))).records.map(
        (row) => row.id,
      );
    expect(await ask({ ids: ["3", "1", "9"] })).toEqual(["1", "3"]);
    expect(await ask({ within: { field: "closedOn", period: { from: "2025-03-01", until: "2025-04-01" }, timeZone: "UTC" } })).toEqual(["1", "3"]);
    expect(await ask({ where: { account: null } })).toEqual(["2"]);
    await expect(ask({ where: { "id; drop": "x" } })).rejects.toThrow(RangeError);
  });

  it("tell what they were before and how they moved", async () => {
    const first = await ledger.load([deal("1", "Open", 100)]);
    const second = await ledger.load([deal("1", "Won", 90)]);
    const found = await ledger.in((tx) => readRecord(tx, { workspaceId: ledger.workspaceId, entity: "deal", id: "1" }));
    expect(found!.earlier).toMatchObject([{ statedBy: first.importId, replacedBy: second.importId, fields: { stage: "Open", amount: 100 } }]);
    expect(found!.moves).toMatchObject([{ from: "Open", to: "Won", origin: "observed", source: "crm" }]);
    expect(await ledger.in((tx) => readRecord(tx, { workspaceId: ledger.workspaceId, entity: "deal", id: "no such" }))).toBeNull();
  });
});

it("facts are counted by kind, and names listed", async () => {
  await keep("account", anAccount({ id: "A", name: "Acme" }));
  expect((await ledger.in((tx) => readCounts(tx, ledger.workspaceId))).account).toBe(1);
  expect(await ledger.in((tx) => readNames(tx, ledger.workspaceId, "account"))).toEqual({ ids: ["A"], names: ["Acme"] });
});
