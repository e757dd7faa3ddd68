// Definitions and owners are proposed, signed by both heads, and hold from then on; numbers say which version they used.
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { listDefinitions, proposeDefinition, readDefinition, signDefinition, withdrawDefinition } from "#features/definitions/contract.ts";
import { routes } from "#features/definitions/routes.ts";
import { readAgreed } from "#ledger/agreements.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
let sales: Ask;
let marketing: Ask;
let administrator: Ask;
let viewer: Ask;
let agency: Ask;

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId, { routes });
  const as = async (role: Parameters<ServerForTests["member"]>[0]) => (await server.member(role)).ask;
  [sales, marketing, administrator, viewer, agency] = [
    await as("head-of-sales"),
    await as("head-of-marketing"),
    await as("administrator"),
    await as("viewer"),
    await as("agency"),
  ];
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

const inForce = () => fresh.database.inWorkspace(fresh.workspaceId, (tx) => readAgreed(tx, fresh.workspaceId));
const version = async () =>
  (
    await fresh.database.asOwner((tx) =>
      tx.one<{ v: number }>("select facts_version as v from evenhand.workspace where workspace_id = $1", [fresh.workspaceId]),
    )
  ).v;
const cycle = { params: { key: "sales-cycle" } };

test("what ships holds as version 1, unsigned, in words of both languages", async () => {
  const { definitions } = (await viewer(listDefinitions)).body;
  expect(definitions).toHaveLength(9);
  const one = definitions.find((each: { key: string }) => each.key === "sales-cycle");
  expect(one.inForce).toMatchObject({ version: 1, state: "in-force", signatures: [], terms: { start: "deal-created" } });
  expect(one.inForce.sentence.ru).toBe("Цикл идёт от дня создания сделки до дня её закрытия.");
  expect(one.whyNotPropose).toBe("only-heads-propose");
});

describe("another start of the cycle", () => {
  test("is proposed by the head of sales, who thereby signs; it does not hold yet", async () => {
    const made = await sales(proposeDefinition, { ...cycle, body: { terms: { start: "first-contact" }, note: "As agreed in March" } });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      version: 2,
      state: "waiting",
      differences: [{ parameter: "start", before: "deal-created", after: "first-contact" }],
      whyNotSign: "already-signed",
    });
    expect((await inForce()).terms["sales-cycle"].start).toBe("deal-created");
  });
  test("nobody proposes a third while it waits", async () => {
    expect((await marketing(proposeDefinition, { ...cycle, body: { terms: { start: "handoff-accepted" } } })).body.code).toBe("another-is-waiting");
  });
  test("an administrator proposes but does not sign; a viewer does neither; an agency does not even look", async () => {
    const at = { params: { key: "sales-cycle", version: 2 }, body: {} };
    expect((await administrator(signDefinition, at)).body.code).toBe("only-heads-sign");
    expect((await viewer(proposeDefinition, { ...cycle, body: { terms: { start: "first-contact" } } })).status).toBe(403);
    expect((await agency(listDefinitions)).status).toBe(403);
  });
  test("holds with the second signature, and the facts are then another version", async () => {
    const before = await version();
    expect((await marketing(signDefinition, { params: { key: "sales-cycle", version: 2 }, body: {} })).body.state).toBe("in-force");
    const agreed = await inForce();
    expect([agreed.terms["sales-cycle"].start, agreed.versions["sales-cycle"], agreed.signed["sales-cycle"], agreed.versions["won-deal"]]).toEqual([
      "first-contact",
      2,
      true,
      1,
    ]);
    expect(await version()).toBe(before + 1);
  });
  test("signed by both it is not withdrawn, only followed", async () => {
    expect((await sales(withdrawDefinition, { params: { key: "sales-cycle", version: 2 } })).body.code).toBe("signed-by-both");
  });
  test("a withdrawn proposal makes room for the next, and stays in the history", async () => {
    await sales(proposeDefinition, { ...cycle, body: { terms: { start: "handoff-accepted" } } });
    expect((await marketing(withdrawDefinition, { params: { key: "sales-cycle", version: 3 } })).status).toBe(200);
    expect((await marketing(signDefinition, { params: { key: "sales-cycle", version: 3 }, body: {} })).body.code).toBe("withdrawn");
    const { versions } = (await sales(readDefinition, cycle)).body;
    expect(versions.map((each: { version: number; state: string }) => [each.version, each.state])).toEqual([
      [3, "withdrawn"],
      [2, "in-force"],
      [1, "past"],
    ]);
  });
});

test("what ships can be signed as it is", async () => {
  const at = { params: { key: "won-deal", version: 1 }, body: {} };
  await sales(signDefinition, at);
  expect((await marketing(signDefinition, at)).body.signatures).toHaveLength(2);
  expect((await inForce()).signed["won-deal"]).toBe(true);
});

test("parameters that do not fit are refused by name, and so is what holds already", async () => {
  const policy = { params: { key: "discount-policy" } };
  expect((await sales(proposeDefinition, { ...policy, body: { terms: { upTo: 1.5 } } })).body).toMatchObject({
    code: "terms-not-understood",
    details: { field: "upTo" },
  });
  expect((await sales(proposeDefinition, { ...policy, body: { terms: { upTo: 0.1 } } })).body.code).toBe("same-as-in-force");
  expect((await sales(readDefinition, { params: { key: "weather" } })).status).toBe(404);
});
