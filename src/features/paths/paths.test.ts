// The ways asked for over the wire: moves with their waits, the records behind a move, a way and a step by name, refusals, and who may look.
import type { z } from "zod";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { pathRecords, readPaths } from "#features/paths/contract.ts";
import { routes } from "#features/paths/routes.ts";
import { addDays } from "#kit/day.ts";
import { setStages } from "#ledger/stage-mapping.ts";
import { raiseFactsVersion } from "#ledger/version.ts";
import { aFact, aStageChange } from "#testing/builders.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { Ledger } from "#testing/ledger-of-one.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
let [viewer, agency] = [] as unknown as [Ask, Ask];
const begun = "2025-01-06";
type Told = z.output<(typeof readPaths)["reply"]>;

/** Forty deals that talk; thirty of them get an offer after ten days, twenty of these sign five days later; ten offers still stand, ten are lost from talking after a week. */
const deals = Array.from({ length: 40 }, (_, n) =>
  aFact("deal", {
    id: `D${String(n).padStart(2, "0")}`,
    name: `Gate ${n}`,
    region: n < 36 ? "North" : "South",
    stage: n < 20 ? "Signed" : n < 30 ? "Offer" : "Gone",
    createdOn: begun,
    closedOn: n < 20 ? addDays(begun, 15) : n < 30 ? null : addDays(begun, 7),
  }),
);
const change = (n: number, fromStage: string | null, [toStage, days]: readonly [string, number]) => {
  const record = `D${String(n).padStart(2, "0")}`;
  return aStageChange({ id: `${record} ${toStage}`, record, fromStage, toStage, at: `${addDays(begun, days)}T10:00:00.000Z`, by: null });
};
const changes = deals.flatMap((_, n) => [
  change(n, null, ["Talk", 0]),
  ...(n < 30 ? [change(n, "Talk", ["Offer", 10])] : [change(n, "Talk", ["Gone", 7])]),
  ...(n < 20 ? [change(n, "Offer", ["Signed", 15])] : []),
]);

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId, { routes, now: () => new Date("2025-07-10T12:00:00Z") });
  [viewer, agency] = [(await server.member("viewer")).ask, (await server.member("agency")).ask];
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

test("before anything is on record there is nothing to draw, and the answer says so", async () => {
  const { status, body } = await viewer(readPaths);
  expect([status, body.code]).toEqual([404, "no-facts-yet"]);
});

describe("forty deals", () => {
  let told: Told;
  beforeAll(async () => {
    const ledger = new Ledger(fresh.database, fresh.workspaceId);
    await ledger.load(deals, { mapped: ["name", "stage", "createdOn", "closedOn", "region"] });
    await ledger.load(changes, { entity: "stage-change", mapped: ["of", "record", "fromStage", "toStage", "at"] });
    await ledger.in(async (tx) => {
      const stage = (sourceStage: string, ours: "opportunity" | "won" | "lost") => ({ source: "crm", recordKind: "deal" as const, sourceStage, stage: ours });
      await setStages(tx, fresh.workspaceId, [stage("Talk", "opportunity"), stage("Offer", "opportunity"), stage("Signed", "won"), stage("Gone", "lost")]);
      await raiseFactsVersion(tx, fresh.workspaceId);
    });
    told = (await viewer(readPaths)).body as Told;
  });
  const keyOf = (name: string) => told.steps.find((step) => step.name === name || step.stage === name)!.key;

  test("moves are counted and shared out, with their waits", () => {
    expect([told.cases, told.rework.hits]).toEqual([40, 0]);
    const offer = told.moves.find((move) => move.from === keyOf("Talk") && move.to === keyOf("Offer"))!;
    expect([offer.count, offer.share, offer.wait!.value]).toEqual([30, 0.75, 10]);
    expect(told.steps.find((step) => step.name === "Offer")).toMatchObject({ cases: 30, open: 10 });
  });

  test("the records that took a move come by name, a page at a time", async () => {
    const asked = { from: keyOf("Talk"), to: keyOf("Offer"), limit: "2", offset: "0" };
    const { body } = await viewer(pathRecords, { query: asked });
    expect(body.total).toBe(30);
    expect(body.rows).toHaveLength(2);
    expect(body.rows[0]).toMatchObject({ entity: "deal", days: 10, on: addDays(begun, 10) });
    expect(body.rows[0].name).toMatch(/^Gate \d+$/);
  });

  test("those that stand at a step, and those of a whole way", async () => {
    expect((await viewer(pathRecords, { query: { at: keyOf("Offer") } })).body.total).toBe(10);
    const way = told.variants!.rows.find((one) => one.isWon)!;
    expect((await viewer(pathRecords, { query: { variant: way.key } })).body.total).toBe(20);
  });

  test("one region's cases are told alone, with the records behind them; a region of four is too small", async () => {
    const cut = { by: "region", value: "North" };
    const { body } = await viewer(readPaths, { query: cut });
    expect([body.cases, body.parts.groups]).toEqual([36, [{ by: "region", value: "North", cases: 36 }]]);
    const lost = body.moves.find((move: { to: string }) => move.to === keyOf("lost"));
    expect(lost.count).toBe(6);
    expect((await viewer(pathRecords, { query: { ...cut, from: lost.from, to: lost.to } })).body.total).toBe(6);
    expect((await viewer(readPaths, { query: { by: "region", value: "South" } })).body).toMatchObject({ code: "too-few-cases", details: { count: 4 } });
    expect((await viewer(readPaths, { query: { begun: "2025-Q2" } })).body).toMatchObject({ code: "too-few-cases", details: { count: 0 } });
  });

  test("a step, a move or a way that is none is refused in words, as is what is not named, and an agency learns nothing", async () => {
    for (const query of [{ at: "made up" }, { from: keyOf("Offer"), to: "made up" }, { from: "made up", to: keyOf("Offer") }, { variant: "made up" }]) {
      const { status, body } = await viewer(pathRecords, { query });
      expect([status, body.code, body.detail]).toEqual([404, "not-found", "The records know no such step or way."]);
    }
    expect((await viewer(pathRecords)).status).toBe(404);
    expect((await agency(readPaths)).status).toBe(403);
    expect((await agency(pathRecords, { query: { at: keyOf("Offer") } })).status).toBe(403);
  });
});
