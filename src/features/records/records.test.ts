// Records as the screen asks for them: narrowed by period, name, import and finding, and one with its changes and moves.
import { afterAll, beforeAll, expect, it } from "vitest";

import { countRecords, listRecords, showRecord } from "#features/records/contract.ts";
import { listFields, usualDay } from "#features/records/rules.ts";
import { Ledger } from "#testing/ledger-of-one.ts";
import { aDeal } from "#testing/builders.ts";
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
