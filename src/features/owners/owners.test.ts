// A part of the shortfall changes hands only with a reason and both signatures.
import { afterAll, beforeAll, expect, test } from "vitest";

import { listDriverOwners, proposeDriverOwner, signDriverOwner, withdrawDriverOwner } from "#features/owners/contract.ts";
import { routes } from "#features/owners/routes.ts";
import { readDriverOwners } from "#ledger/agreements.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
let sales: Ask;
let marketing: Ask;
let seller: Ask;

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId, { routes });
  [sales, marketing, seller] = [(await server.member("head-of-sales")).ask, (await server.member("head-of-marketing")).ask, (await server.member("sales")).ask];
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

const discount = { driver: "discount" };
const inForce = () => fresh.database.inWorkspace(fresh.workspaceId, (tx) => readDriverOwners(tx, fresh.workspaceId));
const ownerOf = async (driver: string) => (await seller(listDriverOwners)).body.drivers.find((one: { driver: string }) => one.driver === driver);

test("discounts are sales' own until agreed otherwise", async () =>
  expect(await ownerOf("discount")).toMatchObject({ owner: "sales", shipped: "sales", versions: [] }));

test("without a reason nothing is proposed, and a seller proposes nothing", async () => {
  expect((await sales(proposeDriverOwner, { params: discount, body: { owner: "joint", reason: " " } })).status).toBe(400);
  expect((await seller(proposeDriverOwner, { params: discount, body: { owner: "joint", reason: "ours" } })).body.code).toBe("only-heads-propose");
});

test("proposed by one head it waits, signed by the other it holds", async () => {
  const made = await sales(proposeDriverOwner, { params: discount, body: { owner: "joint", reason: "List prices are set together" } });
  expect(made.body).toMatchObject({ version: 2, state: "waiting", owner: "joint" });
  expect((await ownerOf("discount")).owner).toBe("sales");
  expect(await inForce()).toEqual([]);
  await marketing(signDriverOwner, { params: { ...discount, version: 2 }, body: {} });
  expect((await ownerOf("discount")).owner).toBe("joint");
  expect(await inForce()).toEqual([{ driver: "discount", owner: "joint", version: 2 }]);
});

test("the owner that holds is not proposed again; a proposal can be withdrawn by the other head", async () => {
  expect((await sales(proposeDriverOwner, { params: discount, body: { owner: "joint", reason: "again" } })).body.code).toBe("same-as-in-force");
  await sales(proposeDriverOwner, { params: discount, body: { owner: "management", reason: "they set the policy" } });
  expect((await marketing(withdrawDriverOwner, { params: { ...discount, version: 3 } })).status).toBe(200);
  expect((await ownerOf("discount")).versions.map((one: { state: string }) => one.state)).toEqual(["withdrawn", "in-force"]);
});
