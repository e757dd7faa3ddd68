// Journeys from the database to the answer; a refresh that reads only what changed; and deals that both departments judge, each blind to the other.
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import {
  drawReview,
  giveVerdict,
  journeyRecords,
  readJourneys,
  readReview,
  restoreReview,
  takeVerdictBack,
  withdrawReview,
} from "#features/journeys/contract.ts";
import { silent } from "#db/log.ts";
import { creditWork } from "#features/journeys/jobs.ts";
import { routes } from "#features/journeys/routes.ts";
import { addDays } from "#kit/day.ts";
import { type KeptFacts, keptFacts } from "#ledger/kept-facts.ts";
import { keptTouches } from "#ledger/kept-touches.ts";
import { setStages } from "#ledger/stage-mapping.ts";
import { raiseFactsVersion } from "#ledger/version.ts";
import { takeSlug } from "#ledger/workspaces.ts";
import { aFact } from "#testing/builders.ts";
import { type FreshDatabase, aWorkspace, freshDatabase } from "#testing/database.ts";
import { Ledger } from "#testing/ledger-of-one.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
let ledger: Ledger;
let [sales, marketing, viewer]: [Ask, Ask, Ask] = [null!, null!, null!];

const count = 60;
const opened = (n: number) => addDays("2025-01-06", n * 4);
const touch = (id: string, firm: number, { day, channel }: { day: string; channel: string | null }) =>
  aFact("touchpoint", { id, at: `${day}T09:00:00.000Z`, channel, account: `A${firm}` });

/** Sixty firms with a deal each, every other one won: fair ten days before, and a site visit the day before where it was won (a letter else). */
const deals = Array.from({ length: count }, (_, n) =>
  aFact("deal", {
    id: `D${n}`,
    account: `A${n}`,
    stage: n % 2 === 0 ? "Won" : "Lost",
    createdOn: opened(n),
    closedOn: addDays(opened(n), 20),
    amount: 1000_00,
    currency: "USD",
  }),
);
const touches = Array.from({ length: count }, (_, n) => [
  touch(`T${n}a`, n, { day: addDays(opened(n), -10), channel: "fair" }),
  touch(`T${n}b`, n, { day: addDays(opened(n), -1), channel: n % 2 === 0 ? "site" : "letter" }),
]).flat();
const calls = Array.from({ length: count / 2 }, (_, n) =>
  aFact("activity", { id: `C${n}`, kind: "call", at: `${addDays(opened(2 * n), 5)}T09:00:00.000Z`, account: `A${2 * n}`, deal: `D${2 * n}` }),
);

async function raised() {
  await ledger.in((tx) => raiseFactsVersion(tx, fresh.workspaceId));
}

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId, { routes, now: () => new Date("2025-11-10T12:00:00Z") });
  ledger = new Ledger(fresh.database, fresh.workspaceId);
  await ledger.load(deals, { mapped: ["account", "stage", "amount", "createdOn", "closedOn", "currency"] });
  await ledger.load(touches, { entity: "touchpoint", mapped: ["at", "channel", "account"] });
  await ledger.load(calls, { entity: "activity", mapped: ["kind", "at", "account", "deal"] });
  await ledger.in(async (tx) => {
    const stage = (sourceStage: string, ours: "won" | "lost") => ({ source: "crm", recordKind: "deal" as const, sourceStage, stage: ours });
    await setStages(tx, fresh.workspaceId, [stage("Won", "won"), stage("Lost", "lost")]);
  });
  await raised();
  [sales, marketing, viewer] = [
    (await server.member("head-of-sales")).ask,
    (await server.member("head-of-marketing")).ask,
    (await server.member("viewer")).ask,
  ];
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

describe("credit", () => {
  test("thirty won deals: first touch gives all to the fair, last touch all to the site, and both stand side by side with the band between", async () => {
    const { body } = await viewer(readJourneys);
    expect([body.won, body.none, body.open, body.untouched]).toEqual([30, 30, 0, 0]);
    const of = (name: string) => body.channels.find((each: { name: string }) => each.name === name);
    const share = (name: string, model: string) => of(name).models.find((each: { model: string }) => each.model === model).share;
    expect([share("fair", "first"), share("fair", "last"), share("site", "last"), share("letter", "linear")]).toEqual([1, 0, 1, 0]);
    expect(of("fair").band.low).toBe(0);
    expect(of("fair").band.high).toBe(1);
    expect(body.cautions[0].code).toBe("credit-is-not-effect");
    // Site and letter tell won from lost: no walk or rate gives the letter anything.
    expect(share("letter", "walk")).toBeCloseTo(0, 12);
  });

  test("what both departments touched is joint: sourced thirty by marketing, influenced thirty by each, none alone", async () => {
    const { sides } = (await viewer(readJourneys)).body;
    expect([sides.sourced.marketing.deals, sides.sourced.sales.deals]).toEqual([30, 0]);
    expect([sides.influenced.marketing.deals, sides.influenced.sales.deals]).toEqual([30, 30]);
    expect([sides.only.marketing.deals, sides.only.sales.deals, sides.only.both.deals]).toEqual([0, 0, 30]);
    expect(sides.only.both.value).toBe(30 * 1000_00);
  });

  test("in money the total is what the deals brought, and the fitted chance is left out", async () => {
    const { body } = await viewer(readJourneys, { query: { count: "value" } });
    expect(body.total).toBe(30 * 1000_00);
    expect(body.models).not.toContain("hazard");
  });

  test("with a lookback of a week the fair led to nothing, and with journeys of another year nothing can be told", async () => {
    const { body } = await viewer(readJourneys, { query: { lookback: 7 } });
    expect(body.channels.find((each: { name: string }) => each.name === "site").models[0].share).toBe(1);
    const none = await viewer(readJourneys, { query: { begun: "2019" } });
    expect([none.status, none.body.code]).toEqual([422, "no-touchpoints"]);
  });

  test("the deals behind a channel come with their touches in order, the latest close first", async () => {
    const { channels } = (await viewer(readJourneys)).body;
    const { key } = channels.find((each: { name: string }) => each.name === "site");
    const { body } = await viewer(journeyRecords, { query: { channel: key, limit: 2 } });
    expect(body.total).toBe(30);
    expect(body.rows.map((row: { id: string; path: string[] }) => [row.id, row.path])).toEqual([
      ["D58", ["fair", "site"]],
      ["D56", ["fair", "site"]],
    ]);
    expect((await viewer(journeyRecords, { query: { channel: "99" } })).status).toBe(404);
  });
});

describe("after a change", () => {
  const now = async () => {
    const { facts_version: factsVersion } = await fresh.database.inWorkspace(fresh.workspaceId, (tx) =>
      tx.one<{ facts_version: number }>("select facts_version from evenhand.workspace where workspace_id = $1", [fresh.workspaceId]),
    );
    return { id: fresh.workspaceId, factsVersion };
  };
  const kept = async () => keptTouches(fresh.database, await now());

  test("a new touch is counted, a changed one is counted as it is now, and an import taken back is gone", async () => {
    const seen = async () => {
      const { touchpoints } = await kept();
      const names = Array.from(touchpoints.channel.codes, (code) => touchpoints.channel.names[code] ?? null);
      return [touchpoints.count, names.filter((name) => name === "fair").length, names.filter((name) => name === "radio").length];
    };
    expect(await seen()).toEqual([120, 60, 0]);
    const added = await ledger.load(
      [touch("T-new", 0, { day: "2025-01-01", channel: "radio" }), touch("T0a", 0, { day: addDays(opened(0), -10), channel: "radio" })],
      { entity: "touchpoint", mapped: ["at", "channel", "account"] },
    );
    await raised();
    expect(await seen()).toEqual([121, 59, 2]);
    await ledger.undo(added.importId, "touchpoint");
    await raised();
    expect(await seen()).toEqual([120, 60, 0]);
  });

  test("what nobody changed is not read again: its columns are the same memory", async () => {
    const before = (await kept()).activities.minute;
    await raised();
    expect((await kept()).activities.minute).toBe(before);
  });

  test("new touches leave the deals that were read; a deal stated anew, and taken back, is read anew each time", async () => {
    const facts = async () => keptFacts(fresh.database, await now());
    const amountOf = ({ deals }: KeptFacts) => deals.amount[deals.ids.indexOf("D0")];
    const first = await facts();
    const more = await ledger.load([touch("T-more", 0, { day: "2025-01-01", channel: "radio" })], {
      entity: "touchpoint",
      mapped: ["at", "channel", "account"],
    });
    await raised();
    const second = await facts();
    expect(second.factsVersion).toBe(first.factsVersion + 1);
    expect(second.deals).toBe(first.deals);
    const dearer = await ledger.load([{ ...deals[0]!, amount: 7 }], { mapped: ["stage", "amount"] });
    await raised();
    const third = await facts();
    expect([amountOf(first), amountOf(third)]).toEqual([1000_00, 7]);
    await ledger.undo(dearer.importId);
    await raised();
    await ledger.undo(more.importId, "touchpoint");
    await raised();
    expect(amountOf(await facts())).toBe(1000_00);
  });
});

test("the usual question of a company with many touches is asked by the clock once for each state of its facts and each day; of one with few it is not", async () => {
  const many = await aWorkspace(fresh.database, "many");
  await fresh.database.inWorkspace(many, async (tx) => {
    await takeSlug(tx, many, "many");
    await tx.run(
      "insert into evenhand.fact_mark (workspace_id, kind, import, rows, ids) values ($1, 'touchpoint', $1, 60000, 1), ($1, 'activity', $1, 40000, 1)",
      [many],
    );
  });
  const asked: string[] = [];
  let [today, fails] = ["2026-03-01", true];
  const work = creditWork({
    today: () => today,
    ask: async ({ id }, asOf) => {
      asked.push(`${id === many ? "many" : "few"} ${asOf}`);
      if (fails) throw new Error("broken");
    },
  });
  const turn = async () => {
    await work.run({ database: fresh.database, log: silent, signal: new AbortController().signal, heard: [] });
    return asked.splice(0);
  };
  expect(await turn()).toEqual(["many 2026-03-01"]);
  fails = false;
  expect(await turn()).toEqual(["many 2026-03-01"]);
  expect(await turn()).toEqual([]);
  await fresh.database.inWorkspace(many, (tx) => raiseFactsVersion(tx, many));
  expect(await turn()).toEqual(["many 2026-03-01"]);
  today = "2026-03-02";
  expect(await turn()).toEqual(["many 2026-03-02"]);
});

describe("deals judged by both", () => {
  const review = async (ask: Ask) => (await ask(readReview)).body.review;

  test("heads draw, others do not; a second sample waits for the first", async () => {
    expect((await viewer(drawReview, { body: { size: 12 } })).status).toBe(403);
    expect((await sales(drawReview, { body: { size: 90 } })).body.code).toBe("too-few-deals-to-draw");
    expect((await sales(drawReview, { body: { size: 12 } })).status).toBe(201);
    expect((await marketing(drawReview, { body: { size: 12 } })).body.code).toBe("a-review-is-under-way");
    const drawn = await review(viewer);
    expect(drawn.deals).toHaveLength(12);
    expect(drawn.deals.filter((deal: { isWon: boolean }) => deal.isWon)).toHaveLength(6);
  });

  test("a verdict is seen by its own side alone until both have judged, and then stands", async () => {
    const { id, deals: cases } = await review(sales);
    const { deal } = cases[0];
    const at = { params: { id } };
    expect((await viewer(giveVerdict, { ...at, body: { deal, channel: "fair" } })).body.code).toBe("role-only-reads");
    expect((await sales(giveVerdict, { ...at, body: { deal, channel: "radio" } })).body.code).toBe("no-such-channel-in-journey");
    expect((await sales(giveVerdict, { ...at, body: { deal, channel: "fair" } })).status).toBe(200);
    const first = (all: { deals: unknown[] }) => all.deals[0] as { judged: object; verdicts: { side: string; channel: string | null }[] };
    expect(first(await review(sales)).verdicts.map(({ side, channel }) => [side, channel])).toEqual([["sales", "fair"]]);
    for (const other of [marketing, viewer]) {
      expect(first(await review(other))).toMatchObject({ judged: { sales: true, marketing: false }, verdicts: [] });
    }
    // Changed and taken back while the other side is silent.
    expect((await sales(takeVerdictBack, { ...at, query: { deal } })).status).toBe(200);
    expect(first(await review(sales)).verdicts).toEqual([]);
    await sales(giveVerdict, { ...at, body: { deal, channel: "fair" } });
    await marketing(giveVerdict, { ...at, body: { deal, channel: null } });
    expect(first(await review(viewer)).verdicts.map(({ side, channel }) => [side, channel])).toEqual([
      ["marketing", null],
      ["sales", "fair"],
    ]);
    expect((await sales(takeVerdictBack, { ...at, query: { deal } })).body.code).toBe("both-have-judged");
    expect((await marketing(giveVerdict, { ...at, body: { deal, channel: "fair" } })).body.code).toBe("both-have-judged");
  });

  test("the audit log tells that a side has judged, and not what it said", async () => {
    const lines = await fresh.database.inWorkspace(fresh.workspaceId, (tx) =>
      tx.rows<{ after: object }>("select after from evenhand.audit_entry where workspace_id = $1 and act = 'verdict.given'", [fresh.workspaceId]),
    );
    expect(lines.length).toBeGreaterThan(1);
    expect(JSON.stringify(lines)).not.toContain("fair");
  });

  test("of ten deals judged by both for the first touch, first touch agrees with all, last touch with none", async () => {
    const { id, deals: cases } = await review(sales);
    for (const { deal } of cases.slice(1, 11))
      for (const side of [sales, marketing]) await side(giveVerdict, { params: { id }, body: { deal, channel: "fair" } });
    const { agreement, bothJudged, sameChannel } = await review(viewer);
    const of = (model: string) => agreement.find((each: { model: string }) => each.model === model);
    expect([bothJudged, sameChannel]).toEqual([11, 10]);
    expect(of("first").cases).toBe(11);
    expect(of("first").share).toBeCloseTo(10.5 / 11, 12);
    expect(of("last").share).toBe(0);
    expect(of("first").byLot).toBeCloseTo(0.5, 12);
  });

  test("a sample put aside can be taken up again with its verdicts; another workspace sees none of it", async () => {
    const { id } = await review(sales);
    expect((await viewer(withdrawReview, { params: { id } })).status).toBe(403);
    await sales(withdrawReview, { params: { id } });
    expect(await review(sales)).toBeNull();
    await marketing(restoreReview, { params: { id } });
    expect((await review(sales)).bothJudged).toBe(11);
    const other = await aWorkspace(fresh.database, "other-firm");
    const rows = (workspace: string) =>
      fresh.database.inWorkspace(workspace, (tx) => tx.rows("select deal from evenhand.deal_verdict union all select deal from evenhand.deal_review_case"));
    expect(await rows(other)).toEqual([]);
    expect((await rows(fresh.workspaceId)).length).toBeGreaterThan(20);
  });
});
