// What will come of those who came in, asked for over the wire: windows, cohorts and segments that can be counted by hand, refusals, and who may look.
import type { z } from "zod";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { readRipening } from "#features/ripening/contract.ts";
import { routes } from "#features/ripening/routes.ts";
import { addDays } from "#kit/day.ts";
import { setStages } from "#ledger/stage-mapping.ts";
import { raiseFactsVersion } from "#ledger/version.ts";
import { aFact } from "#testing/builders.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { Ledger } from "#testing/ledger-of-one.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
let [viewer, agency] = [] as unknown as [Ask, Ask];
type Told = z.output<(typeof readRipening)["reply"]>;

/** A deal a day for 360 days. Of five two are won after 10 and after 25 days, one is lost after 20, two stay open; a third each is of the north, the south and the east. */
const lastDay = "2025-06-30";
const deals = Array.from({ length: 360 }, (_, i) => {
  const createdOn = addDays(lastDay, -i);
  const lasts = [10, 25, 20][i % 5];
  const closedOn = lasts === undefined ? null : addDays(createdOn, lasts);
  const isClosed = closedOn !== null && closedOn <= lastDay;
  return aFact("deal", {
    id: `D${String(i).padStart(3, "0")}`,
    stage: isClosed ? (i % 5 === 2 ? "Lost" : "Won") : "Open",
    region: ["North", "South", "East"][i % 3]!,
    createdOn,
    closedOn: isClosed ? closedOn : null,
  });
});

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId, { routes, now: () => new Date("2025-07-01T12:00:00Z") });
  [viewer, agency] = [(await server.member("viewer")).ask, (await server.member("agency")).ask];
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

test("before anything is on record nothing can be told", async () => {
  const { status, body } = await viewer(readRipening);
  expect([status, body.code]).toEqual([404, "no-facts-yet"]);
});

describe("three hundred and sixty deals", () => {
  beforeAll(async () => {
    const ledger = new Ledger(fresh.database, fresh.workspaceId);
    await ledger.load(deals, { mapped: ["stage", "createdOn", "closedOn", "region"] });
    await ledger.in(async (tx) => {
      const stage = (sourceStage: string, ours: "opportunity" | "won" | "lost") => ({ source: "crm", recordKind: "deal" as const, sourceStage, stage: ours });
      await setStages(tx, fresh.workspaceId, [stage("Open", "opportunity"), stage("Won", "won"), stage("Lost", "lost")]);
      await raiseFactsVersion(tx, fresh.workspaceId);
    });
  });
  const ask = async (query: Record<string, string> = {}) => (await viewer(readRipening, { query })).body as Told;

  test("of those who had the whole window two in five are won within thirty days, one in five within fourteen", async () => {
    const [month, fortnight] = [await ask({ window: "30" }), await ask({ window: "14" })];
    expect([month.unit, month.entrants]).toEqual(["deal", 360]);
    expect(month.numbers.inWindow.value).toBeCloseTo(0.4, 2);
    expect(fortnight.numbers.inWindow.value).toBeCloseTo(0.2, 2);
    // Left open, the window is the shortest in which four of five of the wins fell.
    expect((await ask()).window).toBe(30);
  });

  test("the newest cohort is young and no cohort's counts are lost", async () => {
    const { cohorts } = await ask({ window: "30" });
    expect(cohorts.at(-1)!.isYoung).toBe(true);
    expect(cohorts.reduce((sum, cohort) => sum + cohort.size, 0)).toBe(360);
    expect((await ask({ window: "30", step: "quarter" })).cohorts.length).toBeLessThan(cohorts.length);
  });

  test("cut by region all thirds are told, and chance leaves their order open", async () => {
    const { segments, pairs, clearPairs } = await ask({ window: "30", by: "region" });
    expect(segments.map(({ value, size }) => `${value} ${size}`).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(["East 120", "North 120", "South 120"]);
    expect([pairs, clearPairs]).toEqual([3, 0]);
  });

  test("a window that is not a usual one, a step that the facts do not have, and an agency are refused", async () => {
    expect((await viewer(readRipening, { query: { window: "31" } })).status).toBe(400);
    expect((await viewer(readRipening, { query: { to: "sales-accepted" } })).body.code).toBe("no-such-step");
    expect((await agency(readRipening)).status).toBe(403);
  });
});
