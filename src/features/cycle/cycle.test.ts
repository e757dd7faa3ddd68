// The sales cycle asked for over the wire: its course, two kinds against one another, what goes with the pace, the stages, and the records behind each number.
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { compareCycles, cycleRecords, readCycle, readPaces, readStageTimes } from "#features/cycle/contract.ts";
import { routes } from "#features/cycle/routes.ts";
import { addDays } from "#kit/day.ts";
import { setStages } from "#ledger/stage-mapping.ts";
import { raiseFactsVersion } from "#ledger/version.ts";
import { aFact } from "#testing/builders.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { Ledger } from "#testing/ledger-of-one.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
let viewer: Ask;
let agency: Ask;

/**
 * Three hundred deals, one a day from New Year 2025. Those of the North close after 10 to 29 days and two of three are won; those of the South after 22 to
 * 41 days and one of three is won. Each stays in 'Need' for the first third of its days, then in 'Offer'. Ten more were begun in January and never closed.
 */
const deals = Array.from({ length: 300 }, (_, i) => {
  const isNorth = i % 2 === 0;
  const createdOn = addDays("2025-01-01", i);
  const days = (isNorth ? 10 : 22) + (i % 20);
  const isWon = isNorth ? i % 3 !== 0 : i % 3 === 0;
  return {
    id: `D-${String(i).padStart(3, "0")}`,
    name: `Deal ${i}`,
    region: isNorth ? "North" : "South",
    createdOn,
    closedOn: addDays(createdOn, days),
    days,
    isWon,
  };
});
const dead = Array.from({ length: 10 }, (_, i) => ({ id: `X-${i}`, createdOn: addDays("2025-01-01", i) }));

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId, { routes, now: () => new Date("2026-01-10T12:00:00Z") });
  const ledger = new Ledger(fresh.database, fresh.workspaceId);
  await ledger.load(
    [
      ...deals.map(({ days: _days, isWon, ...deal }) => aFact("deal", { ...deal, stage: isWon ? "Won" : "Lost" })),
      ...dead.map((deal) => aFact("deal", { ...deal, region: "South", stage: "Offer" })),
    ],
    { mapped: ["name", "stage", "createdOn", "closedOn", "region"] },
  );
  const moves = deals.flatMap(({ id, createdOn, days }) => [
    aFact("stage-change", { id: `${id}-1`, of: "deal", record: id, toStage: "Need", at: `${createdOn}T09:00:00Z` }),
    aFact("stage-change", {
      id: `${id}-2`,
      of: "deal",
      record: id,
      fromStage: "Need",
      toStage: "Offer",
      at: `${addDays(createdOn, Math.floor(days / 3))}T09:00:00Z`,
    }),
  ]);
  await ledger.load(moves, { mapped: ["of", "record", "fromStage", "toStage", "at"], entity: "stage-change" });
  await ledger.in(async (tx) => {
    const stage = (sourceStage: string, ours: "won" | "lost" | "sales-qualified" | "opportunity") => ({
      source: "crm",
      recordKind: "deal" as const,
      sourceStage,
      stage: ours,
    });
    await setStages(tx, fresh.workspaceId, [stage("Won", "won"), stage("Lost", "lost"), stage("Need", "sales-qualified"), stage("Offer", "opportunity")]);
    await raiseFactsVersion(tx, fresh.workspaceId);
  });
  [viewer, agency] = [(await server.member("viewer")).ask, (await server.member("agency")).ask];
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

describe("the course of deals", () => {
  test("counts what was won, lost and is open, and says what the dead ones do to it", async () => {
    const { body } = await viewer(readCycle);
    const won = deals.filter(({ isWon }) => isWon).length;
    expect(body.course).toMatchObject({ stays: 310, won, lost: 300 - won, open: 10, late: 0 });
    expect(body.cuts).toEqual(["region", "started"]);
    const [none, agreed] = body.rules;
    expect([none.olderThan, none.dead]).toEqual([null, 0]);
    expect(agreed).toMatchObject({ isAgreed: true, olderThan: 41, dead: 10 });
    expect(agreed.leftOut.wonBy.value).toBeGreaterThan(none.leftOut.wonBy.value);
  });

  test("each number opens just as many records", async () => {
    const { body } = await viewer(readCycle);
    for (const which of ["won", "lost", "open"] as const) {
      const behind = await viewer(cycleRecords, { query: { which, limit: 1 } });
      expect(behind.body.total).toBe(body.course[which]);
    }
    const { body: behind } = await viewer(cycleRecords, { query: { which: "dead", olderThan: 41, limit: 2 } });
    expect(behind.total).toBe(10);
    // The longest first: X-0 has been open since New Year, and the last day seen is the last close.
    expect(behind.rows[0]).toMatchObject({ entity: "deal", id: "X-0", from: "2025-01-01", until: null, end: "open" });
    const { body: named } = await viewer(cycleRecords, { query: { which: "won", by: "region", value: "South", limit: 1 } });
    expect(named.rows[0].name).toMatch(/^Deal \d+$/);
  });

  test("a period watches what was open in it, from the age it had", async () => {
    const { body } = await viewer(readCycle, { query: { period: "2025-Q2" } });
    const inQuarter = deals.filter(({ createdOn, closedOn }) => createdOn < "2025-07-01" && closedOn >= "2025-04-01").length;
    expect(body.course.stays).toBe(inQuarter + 10);
    expect(body.course.late).toBeGreaterThan(10);
  });
});

describe("kinds of deal", () => {
  test("North and South differ in days and in wins, each against the others and against one another", async () => {
    const { body } = await viewer(compareCycles, { query: { by: "region" } });
    expect(body.rows.map((row: { value: string }) => row.value)).toEqual(["South", "North"]);
    const [south] = body.rows;
    expect(south.told.meanDifference).toMatchObject({ verdict: "clear" });
    expect(body.pair.looks).toBe(1);
    expect(body.pair.first.value).toBe("South");
    expect(body.pair.meanDifference.value).toBeGreaterThan(10);
    expect(body.pair.wonDifference.value).toBeLessThan(-0.2);
    const turned = await viewer(compareCycles, { query: { by: "region", first: "North", second: "South" } });
    expect(turned.body.pair.meanDifference.value).toBeCloseTo(-body.pair.meanDifference.value, 9);
  });

  test("a kind that is not there is not compared, and a cut that is not filled has one group", async () => {
    const { body } = await viewer(compareCycles, { query: { by: "region", first: "East" } });
    expect(body.pair.first.value).toBe("South");
    const none = await viewer(compareCycles, { query: { by: "channel" } });
    expect([none.body.rows.length, none.body.pair]).toEqual([1, null]);
    expect((await viewer(cycleRecords, { query: { by: "region", value: "East" } })).body.total).toBe(0);
  });

  test("the pace of winning of the North is above that of the South, all else equal", async () => {
    const { body } = await viewer(readPaces, { query: { way: "won" } });
    const region = body.rows.find((row: { trait: string }) => row.trait === "region");
    // South has more deals, so North is held against it.
    expect(region).toMatchObject({ value: "North", kind: "value" });
    expect(region.ratio.interval.low).toBeGreaterThan(1);
    expect(body.leftOut.map((each: { trait: string }) => each.trait)).toContain("product");
  });
});

describe("stages", () => {
  test("a third of the days is spent in Need, the rest in Offer, and deals without a way on record are counted", async () => {
    const { body } = await viewer(readStageTimes);
    expect(body.stages.map((row: { source: string }) => row.source)).toEqual(["Need", "Offer"]);
    expect(body.stages[0]).toMatchObject({ stage: "sales-qualified", name: null, stays: 300, left: 300, stillThere: 0 });
    expect(body.withoutHistory).toBe(10);
    expect(body.cautions).toContainEqual({ code: "stage-history-missing", details: { count: 10 } });
    // Without calls and letters nobody can tell whose turn it was.
    expect(body.waiting).toMatchObject({ whyNotSplit: "no-activities", silence: null, turns: [{ turn: "sales-or-buyer", share: { value: 1 } }] });
    const { body: behind } = await viewer(cycleRecords, { query: { which: "left", stage: "opportunity", source: "Offer", limit: 1 } });
    expect([behind.total, behind.rows[0].end]).toEqual([300, "lost"]);
  });
});

test("an agency sees nothing of it, and a time without deals is said to have none", async () => {
  for (const endpoint of [readCycle, readPaces, readStageTimes, cycleRecords]) expect((await agency(endpoint)).status).toBe(403);
  const { status, body } = await viewer(readCycle, { query: { period: "2019" } });
  expect([status, body.code]).toEqual([422, "no-deals-watched"]);
});
