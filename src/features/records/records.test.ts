// Records as the screen asks for them: narrowed by period, name, import and finding, and one with its changes and moves.
import { afterAll, beforeAll, expect, it } from "vitest";

import { countRecords, exportRecords, listRecords, showRecord } from "#features/records/contract.ts";
import { listFields, recordsAsCsv, usualDay } from "#features/records/rules.ts";
import { proposeMappings } from "#intake/recognise/propose.ts";
import { study } from "#intake/testing/study.ts";
import { Ledger } from "#testing/ledger-of-one.ts";
import { aDeal, aSellerCost, anAccount } from "#testing/builders.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
let ask: Ask;
let second: string;

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId);
  ask = (await server.member("viewer")).ask;
  const ledger = new Ledger(fresh.database, fresh.workspaceId);
  const mapped = ["name", "stage", "amount", "closedOn"];
  const first = [
    aDeal({ id: "a1", name: "Cameras", stage: "Open", closedOn: null, amount: 100 }),
    aDeal({ id: "a2", name: "Locks 100%", stage: "Won", closedOn: "2017-07-15", amount: 200 }),
    aDeal({ id: "a3", name: "Gates", stage: "Won", closedOn: "2017-10-01", amount: 300 }),
  ];
  await ledger.load(first, { mapped });
  ({ importId: second } = await ledger.load([aDeal({ id: "a1", name: "Cameras", stage: "Won", closedOn: null, amount: 150 })], { mapped }));
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

const ids = async (query: Record<string, unknown>) => {
  const got = await ask(listRecords, { params: { entity: "deal" }, query });
  return got.status === 200 ? (got.body.records as { id: string }[]).map((record) => record.id) : got.body.code;
};

it("are counted by kind", async () => {
  const { counts } = (await ask(countRecords)).body as { counts: { entity: string; count: number }[] };
  expect(counts.find((one) => one.entity === "deal")?.count).toBe(3);
  expect(counts.find((one) => one.entity === "lead")?.count).toBe(0);
});

it("are narrowed by the day of closing, by name, by ids, by a field and by import", async () => {
  expect(await ids({})).toEqual(["a1", "a2", "a3"]);
  expect(await ids({ period: "2017-Q3" })).toEqual(["a2"]);
  expect(await ids({ search: "CAM" })).toEqual(["a1"]);
  expect(await ids({ search: "100%" })).toEqual(["a2"]);
  expect(await ids({ search: "%" })).toEqual(["a2"]);
  expect(await ids({ ids: ["a1", "a3"], period: "2017-10" })).toEqual(["a3"]);
  expect(await ids({ field: "stage", equals: "Won" })).toEqual(["a1", "a2", "a3"]);
  expect(await ids({ field: "closedOn" })).toEqual(["a1"]);
  expect(await ids({ import: second })).toEqual(["a1"]);
});

it("a list leaves as a file with every field, money in whole units, and can be narrowed like the list", async () => {
  const { status, body } = await ask(exportRecords, { params: { workspace: server.slug, entity: "deal" }, query: { period: "2017-10" } });
  const [header, row, end] = String(body).split("\r\n");
  expect([status, end]).toEqual([200, ""]);
  const cells = new Map(header!.split(",").map((name, n) => [name, row!.split(",")[n]]));
  expect([cells.get("\uFEFFId"), cells.get("Name"), cells.get("Amount"), cells.get("Closed on")]).toEqual(["a3", "Gates", "3", "2017-10-01"]);
  const all = await ask(exportRecords, { params: { workspace: server.slug, entity: "deal" } });
  expect(String(all.body).split("\r\n")).toHaveLength(5);
});

it("an import reads the file's headings as the same fields again", async () => {
  const fields = {
    id: "d1",
    name: "Gate",
    lead: "L7",
    stage: "Won",
    amount: 70_000,
    listPrice: 80_000,
    currency: "EUR",
    owner: "Ann",
    createdOn: "2021-03-01",
  };
  const closed = { ...fields, id: "d2", closedOn: "2021-05-15", lead: "L8" };
  const text = recordsAsCsv(
    [
      { id: "d1", fields },
      { id: "d2", fields: closed },
    ],
    { entity: "deal", currency: "USD" },
  );
  const [proposal] = proposeMappings(await study(text), { currency: "USD", timeZone: "UTC" });
  const read = Object.fromEntries(proposal!.mapping.fields.map(({ field, columns }) => [field, columns.join()]));
  expect(proposal!.mapping.key).toMatchObject({ column: "Id" });
  expect(read).toMatchObject({ name: "Name", lead: "Lead ID", stage: "Stage", amount: "Amount", listPrice: "List price", currency: "Currency" });
  expect(read).toMatchObject({ owner: "Owner", createdOn: "Created on", closedOn: "Closed on" });
});

it("a field that the kind does not have, and a finding that does not hold, are refused", async () => {
  expect(await ids({ field: "password" })).toBe("unknown-field");
  expect(await ids({ day: "closed_on; drop table" })).toBe("unknown-field");
  expect(await ids({ finding: "no-such-finding.deal" })).toBe("not-found");
});

it("one shows what changed, when, and which import said so", async () => {
  const { body } = await ask(showRecord, { params: { entity: "deal", id: "a1" } });
  expect(body.record.fields).toMatchObject({ stage: "Won", amount: 150 });
  expect(body.earlier).toHaveLength(1);
  expect(body.earlier[0]).toMatchObject({ replacedBy: second, fields: { stage: "Open", amount: 100 } });
  expect(body.moves).toMatchObject([{ from: "Open", to: "Won", origin: "observed" }]);
  expect((await ask(showRecord, { params: { entity: "deal", id: "none" } })).status).toBe(404);
});

it("an agency sees none of it", async () => {
  const agency = await server.member("agency");
  expect((await agency.ask(countRecords)).body.code).toBe("agency-sees-only-what-is-shared");
  expect((await agency.ask(listRecords, { params: { entity: "deal" } })).status).toBe(403);
  expect((await agency.ask(showRecord, { params: { entity: "deal", id: "a1" } })).status).toBe(403);
});

it("a list shows at most eight filled fields, what matters most first; a period goes by the day of closing, else by the first day there is", () => {
  expect(listFields("deal", (field) => ["owner", "stage", "amount", "pipeline", "currency"].includes(field))).toEqual(["owner", "stage", "amount", "pipeline"]);
  expect(listFields("deal", () => true)).toHaveLength(8);
  expect([usualDay("deal"), usualDay("lead"), usualDay("product")]).toEqual(["closedOn", "createdAt", null]);
});

it("name the accounts they belong to, where an account has a name", async () => {
  const named = new Ledger(fresh.database, fresh.workspaceId);
  const mapped = ["name"];
  await named.load([anAccount({ id: "acme", name: "Acme Doors" })], { entity: "account", mapped });
  await named.load([aDeal({ id: "a1", account: "acme", stage: "Won" })], { mapped: ["account", "stage"] });
  const { names } = (await ask(listRecords, { params: { entity: "deal" }, query: {} })).body;
  expect(names).toEqual([{ entity: "account", id: "acme", name: "Acme Doors" }]);
  expect((await ask(showRecord, { params: { entity: "deal", id: "a1" } })).body.names).toEqual(names);
});

it("what single people cost is shown to those who answer for it, and to nobody else in any way", async () => {
  const ledger = new Ledger(fresh.database, fresh.workspaceId);
  await ledger.load([aSellerCost({ id: "pay-1", seller: "S-1" })], { entity: "seller-cost", mapped: ["seller", "from", "until", "amount"] });
  const asked = async (role: "viewer" | "sales" | "head-of-sales" | "compensation") => {
    const by = (await server.member(role)).ask;
    const params = { entity: "seller-cost", id: "pay-1" };
    const answers = [await by(listRecords, { params }), await by(exportRecords, { params }), await by(showRecord, { params })];
    return answers.map(({ status, body }) => (status === 200 ? 200 : `${status} ${body.code}`));
  };
  const closed = "403 pay-is-for-heads";
  expect(await asked("viewer")).toEqual([closed, closed, closed]);
  expect(await asked("sales")).toEqual([closed, closed, closed]);
  expect(await asked("head-of-sales")).toEqual([200, 200, 200]);
  expect(await asked("compensation")).toEqual([200, 200, 200]);
});
