// A goal is set, weighed against the facts, edited with a reason, paused and closed; and the figures behind it can be asked for.
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { changeGoal, listGoals, moveGoal, previewGoal, readGoal, setGoal } from "#features/goals/contract.ts";
import { routes as goalRoutes } from "#features/goals/routes.ts";
import { readFigureSeries, readFigures, readFunnel, readHeadline, readWhatChanged } from "#features/figures/contract.ts";
import { routes as figureRoutes } from "#features/figures/routes.ts";
import { listFindingRecords, readTrust } from "#features/trust/contract.ts";
import { routes as trustRoutes } from "#features/trust/routes.ts";
import { addDays } from "#kit/day.ts";
import { setStages } from "#ledger/stage-mapping.ts";
import { raiseFactsVersion } from "#ledger/version.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { Ledger } from "#testing/ledger-of-one.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";
import { aFact } from "#testing/builders.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
let head: Ask;
let viewer: Ask;
let agency: Ask;
let [petr, vera] = ["", ""];

/** Forty weeks, one deal won and one lost in each, after 30 days; five open ones without an account. */
const deals = [
  ...Array.from({ length: 80 }, (_, i) => {
    const closedOn = addDays("2025-02-03", Math.floor(i / 2) * 7);
    return aFact("deal", {
      id: `D${i}`,
      stage: i % 2 === 0 ? "Won" : "Lost",
      account: `A${i % 7}`,
      createdOn: addDays(closedOn, -30),
      closedOn,
      amount: i % 2 === 0 ? 100_00 : 0,
      currency: "USD",
    });
  }),
  ...Array.from({ length: 5 }, (_, i) => aFact("deal", { id: `O${i}`, stage: "Open", createdOn: "2025-10-01" })),
];

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId, {
    routes: [...goalRoutes, ...figureRoutes, ...trustRoutes],
    now: () => new Date("2025-11-10T12:00:00Z"),
  });
  const ledger = new Ledger(fresh.database, fresh.workspaceId);
  await ledger.load(deals, { mapped: ["stage", "amount", "createdOn", "closedOn", "account"] });
  await ledger.in(async (tx) => {
    const stage = (sourceStage: string, ours: "won" | "lost" | "opportunity") => ({ source: "crm", recordKind: "deal" as const, sourceStage, stage: ours });
    await setStages(tx, fresh.workspaceId, [stage("Won", "won"), stage("Lost", "lost"), stage("Open", "opportunity")]);
    await raiseFactsVersion(tx, fresh.workspaceId);
  });
  [head, viewer, agency] = [(await server.member("head-of-sales")).ask, (await server.member("viewer")).ask, (await server.member("agency")).ask];
  [petr, vera] = [
    (await server.member("sales", { department: "sales" })).memberId,
    (await server.member("marketing-operational", { department: "marketing" })).memberId,
  ];
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

describe("the figures of a quarter", () => {
  test("thirteen won and thirteen lost in the third quarter of 2025, each after 30 days", async () => {
    const { numbers, period } = (await viewer(readFigures, { query: { period: "2025-Q3" } })).body;
    const of = (key: string) => numbers.find((number: { key: string }) => number.key === key);
    expect(period).toEqual({ from: "2025-07-01", until: "2025-10-01" });
    expect([of("deals-won").value, of("deals-lost").value, of("revenue").value, of("win-rate").value, of("cycle-median-won").value]).toEqual([
      13, 13, 1300_00, 0.5, 30,
    ]);
    expect(of("promotion-cost")).toMatchObject({ value: null, reason: "no-spend-facts" });
  });
  test("asked for no period, the last whole quarter is taken", async () => {
    const { period, figures } = (await viewer(readHeadline)).body;
    expect(period).toEqual({ from: "2025-07-01", until: "2025-10-01" });
    expect(figures.map((figure: { key: string }) => figure.key)).toEqual(["sales-cycle", "promotion-cost", "cost-per-transaction"]);
    expect(figures[0]).toMatchObject({ better: "lower", change: { verdict: "within-chance", value: 0 } });
  });
  test("month by month, with what changed, and as a funnel", async () => {
    const { points } = (await viewer(readFigureSeries, { query: { keys: ["deals-won", "win-rate"], period: "2025-Q3" } })).body;
    expect(points.map((point: { numbers: { value: number }[] }) => point.numbers.map((number) => number.value))).toEqual([
      [4, 0.5],
      [4, 0.5],
      [5, 0.5],
    ]);
    expect((await viewer(readWhatChanged, { query: { period: "2025-Q3" } })).body).toMatchObject({ changes: [], imports: [] });
    const { funnel, segmentKeys } = (await viewer(readFunnel, { query: { period: "2025-Q3" } })).body;
    expect(funnel).toMatchObject({
      unit: "deal",
      steps: [
        { step: "opportunity", reached: 26 },
        { step: "won", reached: 13, conversion: { value: 0.5 } },
      ],
    });
    expect(segmentKeys).toEqual([]);
  });
  test("an agency is not told", async () => {
    for (const ask of [readFigures, readHeadline, readTrust, listGoals]) expect((await agency(ask)).status).toBe(403);
  });
});

test("the trust page names what is doubtful, and all its records by page", async () => {
  const { findings, lastSeen } = (await viewer(readTrust)).body;
  const found = findings.find((one: { code: string }) => one.code === "deals-without-account");
  expect(lastSeen).toBe("2025-11-03");
  expect(found).toMatchObject({ count: 5, of: 85, recordCount: 5, sentence: { en: "Deals without an account: 5 of 85 (5.9%)." } });
  const page = (await viewer(listFindingRecords, { params: { id: found.id }, query: { limit: 2, offset: 4 } })).body;
  expect(page).toEqual({ entity: "deal", total: 5, ids: ["O4"] });
  expect((await viewer(listFindingRecords, { params: { id: "no-such.deal" } })).status).toBe(404);
});

describe("a goal for the cycle", () => {
  const goal = () => ({
    key: "cycle-median-won",
    baseline: { from: "2025-02-01", until: "2025-08-01" },
    target: 25,
    day: "2026-03-31",
    ownerSales: petr,
    ownerMarketing: vera,
  });
  let id = "";
  test("shows its baseline of 30 days before it is set; without a target it is measured against that level", async () => {
    const asked = { key: "cycle-median-won", baseline: "2025-02-01..2025-08-01", day: "2026-03-31" };
    expect((await viewer(previewGoal, { query: asked })).body).toMatchObject({ baseline: { value: 30 }, expectedNow: 30, done: null });
    expect((await viewer(previewGoal, { query: { ...asked, target: 25 } })).body).toMatchObject({ baseline: { value: 30 }, done: 0, prospect: "unlikely" });
    expect((await head(previewGoal, { query: { ...asked, day: "2025-06-30" } })).body.code).toBe("baseline-not-before-day");
    expect((await agency(previewGoal, { query: asked })).status).toBe(403);
  });
  test("is set with an owner from each department and weighed at once", async () => {
    const made = await head(setGoal, { body: goal() });
    expect(made.status).toBe(201);
    id = made.body.id;
    expect(made.body).toMatchObject({
      revision: 1,
      state: "active",
      assessment: { baseline: { value: 30 }, change: { value: 0, verdict: "within-chance" }, done: 0, prospect: "unlikely" },
    });
  });
  test("is the only active one for its figure", async () => expect((await head(setGoal, { body: goal() })).body.code).toBe("another-goal-is-active"));
  test("is not set by a viewer, nor with two owners of sales", async () => {
    expect((await viewer(setGoal, { body: goal() })).body.code).toBe("only-heads-set-goals");
    expect((await head(setGoal, { body: { ...goal(), key: "cycle-p80-won", ownerMarketing: petr } })).body.code).toBe("owner-of-other-department");
  });
  test("keeps every edit with its reason; closed it rests", async () => {
    expect((await head(changeGoal, { params: { id }, body: { target: 28, reason: "25 was out of reach" } })).body).toMatchObject({ target: 28, revision: 2 });
    expect((await head(moveGoal, { params: { id }, body: { state: "closed", reason: "replaced" } })).body).toMatchObject({ state: "closed", assessment: null });
    expect((await head(changeGoal, { params: { id }, body: { target: 27, reason: "again" } })).body.code).toBe("goal-is-closed");
    const { history } = (await viewer(readGoal, { params: { id } })).body;
    expect(
      history.map((one: { revision: number; reason: string | null; stood: { target: number; state: string } }) => [
        one.revision,
        one.reason,
        one.stood.target,
        one.stood.state,
      ]),
    ).toEqual([
      [3, "replaced", 28, "closed"],
      [2, "25 was out of reach", 28, "active"],
      [1, null, 25, "active"],
    ]);
  });
  test("one that is not ours is not there", async () =>
    expect((await head(readGoal, { params: { id: "00000000-0000-4000-8000-000000000009" } })).status).toBe(404));
});
