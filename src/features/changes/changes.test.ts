// What is answered of changes where there is too little to answer, and what is refused.
import { afterAll, beforeAll, expect, test } from "vitest";

import { readBreaks, readChanges, testChange } from "#features/changes/contract.ts";
import { routes } from "#features/changes/routes.ts";
import { addMonths } from "#kit/day.ts";
import { setStages } from "#ledger/stage-mapping.ts";
import { raiseFactsVersion } from "#ledger/version.ts";
import { aFact } from "#testing/builders.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { Ledger } from "#testing/ledger-of-one.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
let [head, agency] = [] as unknown as [Ask, Ask];

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId, { routes, now: () => new Date("2025-11-10T12:00:00Z") });
  const ledger = new Ledger(fresh.database, fresh.workspaceId);
  const deals = Array.from({ length: 20 }, (_, n) =>
    aFact("deal", { id: `D${n}`, stage: "Won", createdOn: "2025-01-02", closedOn: addMonths("2025-01-15", n % 10) }),
  );
  await ledger.load(deals, { mapped: ["stage", "createdOn", "closedOn"] });
  await ledger.in(async (tx) => {
    await setStages(tx, fresh.workspaceId, [{ source: "crm", recordKind: "deal", sourceStage: "Won", stage: "won" }]);
    await raiseFactsVersion(tx, fresh.workspaceId);
  });
  const ask = async (role: Parameters<typeof server.member>[0]) => (await server.member(role)).ask;
  [head, agency] = [await ask("head-of-sales"), await ask("agency")];
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

test("ten months cannot be told, and the answer says how many are needed; an agency learns nothing", async () => {
  const { body } = await head(readChanges);
  const won = body.figures.find((figure: { key: string }) => figure.key === "deals-won");
  expect(won).toMatchObject({ verdict: "cannot-be-told", untold: { reason: "too-few-steps", needed: 12 }, changes: [] });
  expect((await agency(readChanges)).status).toBe(403);
  const breaks = await head(readBreaks);
  expect(breaks.body).toEqual({ judged: 0, untold: 5, needed: 12, breaks: [] });
  expect((await agency(readBreaks)).status).toBe(403);
});

test("the test of a day is refused with its reason where too little came before it, and knows no other figures", async () => {
  const { body } = await head(testChange, { query: { figure: "deals-won", day: "2025-03-01" } });
  expect(body.untold).toMatchObject({ reason: "too-few-before", needed: 8 });
  expect((await head(testChange, { query: { figure: "made-up", day: "2025-03-01" } })).body.code).toBe("no-such-figure");
});
