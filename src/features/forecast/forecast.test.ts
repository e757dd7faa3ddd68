// The forecast and the movement asked for over the wire: parts that add up, deals by name, and who may look.
import type { z } from "zod";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { listMoved, listOpenDeals, readForecast, readMovement } from "#features/forecast/contract.ts";
import { routes } from "#features/forecast/routes.ts";
import { addDays } from "#kit/day.ts";
import type { Endpoint } from "#kit/endpoint.ts";
import { setStages } from "#ledger/stage-mapping.ts";
import { raiseFactsVersion } from "#ledger/version.ts";
import { aFact } from "#testing/builders.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { Ledger } from "#testing/ledger-of-one.ts";
import { type Ask, type Asked, type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
let viewer: Ask;
let agency: Ask;
const told = async <E extends Endpoint>(endpoint: E, asked: Asked) => (await viewer(endpoint, asked)).body as z.output<E["reply"]>;

/** A deal a day for a year and a half, of 1,000.00, closed after 20 to 40 days: three in five are won. The last month's are open. */
const lastDay = "2025-05-15";
const deals = Array.from({ length: 500 }, (_, i) => {
  const createdOn = addDays(lastDay, -i);
  const closedOn = addDays(createdOn, 20 + ((i * 7) % 21));
  const isClosed = closedOn <= lastDay;
  return aFact("deal", {
    id: `D${String(i).padStart(3, "0")}`,
    name: `Gate ${i}`,
    stage: isClosed ? (i % 5 < 3 ? "Won" : "Lost") : "Open",
    region: i % 2 === 0 ? "North" : "South",
    createdOn,
    closedOn: isClosed ? closedOn : null,
    expectedCloseOn: addDays(createdOn, 25),
    amount: 1_000_00,
    currency: "USD",
  });
});

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId, { routes, now: () => new Date("2025-07-10T12:00:00Z") });
  const ledger = new Ledger(fresh.database, fresh.workspaceId);
  await ledger.load(deals, { mapped: ["name", "stage", "amount", "createdOn", "closedOn", "expectedCloseOn", "region"] });
  await ledger.in(async (tx) => {
    const stage = (sourceStage: string, ours: "won" | "lost" | "opportunity") => ({ source: "crm", recordKind: "deal" as const, sourceStage, stage: ours });
    await setStages(tx, fresh.workspaceId, [stage("Won", "won"), stage("Lost", "lost"), stage("Open", "opportunity")]);
    await raiseFactsVersion(tx, fresh.workspaceId);
  });
  [viewer, agency] = [(await server.member("viewer")).ask, (await server.member("agency")).ask];
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

describe("the quarter to come", () => {
  test("is the one that holds the day after the last on record; its parts add up and its groups' sums are those of its open deals", async () => {
    const answer = await told(readForecast, { query: { by: "region" } });
    expect([answer.period, answer.day, answer.daysLeft]).toEqual([{ from: "2025-04-01", until: "2025-07-01" }, lastDay, 46]);
    expect(answer.wonSoFar.worth + answer.open.expected + answer.fresh.expected).toBeCloseTo(answer.total.expected, 4);
    expect(answer.groups.map((group) => group.name).includes("South")).toBe(true);
    expect(answer.groups.reduce((sum, group) => sum + group.open.expected, 0)).toBeCloseTo(answer.open.expected, 4);
    expect(answer.groups.reduce((sum, group) => sum + group.wonSoFar, 0)).toBe(answer.wonSoFar.worth);
    expect(answer.came).toBeNull();
    // Three in five of those that close in time: nothing here is a surprise.
    expect(answer.open.wins / answer.open.deals).toBeCloseTo(0.6, 1);
    expect(answer.crm!.deals + answer.crm!.overdue.deals).toBe(answer.open.deals);
  });

  test("that is over is forecast from as long before its end, beside what came", async () => {
    const answer = await told(readForecast, { query: { period: "2025-Q1" } });
    expect([answer.day, answer.daysLeft]).toEqual(["2025-02-13", 46]);
    expect(answer.came!.deals).toBeGreaterThan(40);
    const usual = await told(readForecast, {});
    const past = usual.track.periods.find((one) => one.period.from === "2025-01-01")!;
    expect([past.day, past.actual]).toEqual([answer.day, answer.came!.worth]);
  });

  test("names its open deals, the overdue apart, and leads on by pages", async () => {
    const all = await told(listOpenDeals, { query: { limit: 5, offset: 0 } });
    expect(all.rows.length).toBe(5);
    expect(all.rows[0]).toMatchObject({ name: expect.stringMatching(/^Gate /), isWorthKnown: true, pushes: 0 });
    const overdue = await told(listOpenDeals, { query: { which: "overdue", limit: 100 } });
    expect(overdue.total).toBeGreaterThan(0);
    expect(overdue.total).toBeLessThan(all.total);
    expect(overdue.rows.every((row) => row.isOverdue && row.expectedCloseOn! <= lastDay)).toBe(true);
  });

  test("cannot be told where it lies too far ahead or was over that day, and is closed to an agency", async () => {
    expect(await viewer(readForecast, { query: { period: "2027-Q1" } })).toMatchObject({ status: 422, body: { code: "period-too-far" } });
    expect(await viewer(readForecast, { query: { period: "2025-Q1", day: "2025-04-02" } })).toMatchObject({ status: 422, body: { code: "period-is-over" } });
    expect(await viewer(readForecast, { query: { day: "2025-06-01" } })).toMatchObject({ status: 422, body: { code: "day-not-seen" } });
    expect((await agency(readForecast, {})).status).toBe(403);
    expect((await agency(readMovement, {})).status).toBe(403);
  });
});

describe("the movement before there is a history", () => {
  test("is told from days of opening and closing, and says so", async () => {
    const answer = await told(readMovement, {});
    expect([answer.basis, answer.from, answer.until, answer.window]).toEqual(["dates", "2025-03-31", lastDay, null]);
    expect(answer.cautions.map((each) => each.code)).toContain("movement-no-history");
    expect(answer.steps.reduce((sum, step) => sum + step.amount, answer.opening.amount)).toBe(answer.closing.amount);
    const fresh = answer.steps.find((step) => step.step === "new")!;
    expect(fresh.deals).toBe(45);
    const behind = await told(listMoved, { query: { step: "new", limit: 100 } });
    expect([behind.total, behind.rows.reduce((sum, row) => sum + row.amount, 0)]).toEqual([45, fresh.amount]);
    expect(behind.rows[0]!.before).toBeNull();
  });

  test("with days out of order is refused", async () => {
    expect(await viewer(readMovement, { query: { from: "2025-05-01", until: "2025-04-01" } })).toMatchObject({
      status: 422,
      body: { code: "days-out-of-order" },
    });
  });
});
