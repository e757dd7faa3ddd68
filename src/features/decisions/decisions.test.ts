// What was agreed stays as it was agreed: by one of each side, with the numbers of that day, until another decision takes its place.
// Long because: one company's people tell all of it.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { addVerdicts, insertClaim } from "#features/claims/store.ts";
import { whyNotAgree } from "#features/decisions/access.ts";
import {
  type DecisionView,
  agreeToDecision,
  enterDecision,
  listDecisions,
  readDecision,
  readEvidenceNow,
  withdrawDecision,
} from "#features/decisions/contract.ts";
import { askForReviews, keepFigures } from "#features/decisions/jobs.ts";
import { endsSoon, inLines } from "#features/decisions/parts/lines.ts";
import { standingOf, successors } from "#facts/decision-standing.ts";
import { proposeDefinition, signDefinition } from "#features/definitions/contract.ts";
import { readFigures } from "#features/figures/contract.ts";
import { setGoal } from "#features/goals/contract.ts";
import { setStageMappings } from "#features/mappings/contract.ts";
import { listNotices } from "#features/notices/contract.ts";
import { readPromises } from "#features/promises/contract.ts";
import { readThread, writeMessage } from "#features/threads/contract.ts";
import { decisionRows } from "#ledger/decision-register.ts";
import type { NumberWithPapers } from "#facts/papers.ts";
import type { Quote } from "#facts/thread.ts";
import { entityFields } from "#facts/entities.ts";
import { raiseFactsVersion } from "#ledger/version.ts";
import { aWonDeal } from "#testing/builders.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { Ledger } from "#testing/ledger-of-one.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
let ledger: Ledger;
type Who = { memberId: string; ask: Ask };
let [boris, olga, viewer, agency] = [] as unknown as [Who, Who, Who, Who];

type Act<T> = Parameters<typeof fresh.database.inWorkspace<T>>[1];
const within = <T>(act: Act<T>) => fresh.database.inWorkspace(fresh.workspaceId, act);
const load = (rows: readonly object[]) => ledger.load(rows, { entity: "deal", mapped: Object.keys(entityFields.deal).filter((field) => field !== "id") });

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId);
  boris = await server.member("head-of-sales", { department: "sales" });
  olga = await server.member("head-of-marketing", { department: "marketing" });
  viewer = await server.member("viewer");
  agency = await server.member("agency");
  ledger = new Ledger(fresh.database, fresh.workspaceId);
  await load([
    aWonDeal({ id: "d1", amount: 100_00, createdOn: "2025-01-10", closedOn: "2025-02-20" }),
    aWonDeal({ id: "d2", amount: 300_00, createdOn: "2025-01-12", closedOn: "2025-03-20" }),
  ]);
  await boris.ask(setStageMappings, { body: { stages: [{ source: "crm", recordKind: "deal", sourceStage: "won", stage: "won" }] } });
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

const body = (more: object = {}) => ({ title: "We call within a day", said: "On working days", salesId: boris.memberId, marketingId: olga.memberId, ...more });
const entered = async (who: Who, more: object = {}) => {
  const got = await who.ask(enterDecision, { body: body(more) });
  if (got.status >= 300) throw new Error(got.text);
  return got.body.id as string;
};
const agree = (who: Who, id: string) => who.ask(agreeToDecision, { params: { id: id.split(".")[1]! } });
const one = async (id: string, who = boris) => (await who.ask(readDecision, { params: { id } })).body.decision;
const notices = async (who: Who) =>
  ((await who.ask(listNotices)).body.notices as { kind: string; subject: { id: string } }[]).map(({ kind, subject }) => `${kind} ${subject.id}`);

describe("written down by hand", () => {
  it("holds when one of each side has agreed, each for themselves", async () => {
    const id = await entered(boris);
    expect(await one(id)).toMatchObject({
      state: "waiting",
      decidedAt: null,
      parties: [
        { side: "sales", isMe: true },
        { side: "marketing", at: null },
      ],
    });
    expect(await notices(olga)).toContain(`decision-asked ${id}`);
    expect((await agree(viewer, id)).body.code).toBe("role-only-reads");
    expect((await agree(boris, id)).body.code).toBe("agreed-already");
    expect((await agree(olga, id)).status).toBe(200);
    expect(await one(id)).toMatchObject({ state: "in-force", whyNotAgree: "agreed-already", whyNotWithdraw: "both-have-agreed" });
    expect(await notices(boris)).toContain(`decision-agreed ${id}`);
    const { status, body: no } = await boris.ask(withdrawDecision, { params: { id: id.split(".")[1]! }, body: { isWithdrawn: true } });
    expect([status, no.code]).toEqual([409, "both-have-agreed"]);
  });

  it("names people of the two departments, and no last day that is over", async () => {
    expect((await boris.ask(enterDecision, { body: body({ marketingId: boris.memberId }) })).body.code).toBe("not-of-that-side");
    expect((await boris.ask(enterDecision, { body: body({ until: "2020-01-01" }) })).body.code).toBe("until-is-over");
    expect((await viewer.ask(enterDecision, { body: body() })).status).toBe(403);
    expect((await agency.ask(listDecisions)).status).toBe(403);
  });

  it("is taken back and brought back as long as a side has not agreed", async () => {
    const id = await entered(boris, { title: "Taken back" });
    const act = (isWithdrawn: boolean) => olga.ask(withdrawDecision, { params: { id: id.split(".")[1]! }, body: { isWithdrawn } });
    await act(true);
    expect((await one(id)).state).toBe("withdrawn");
    expect((await agree(olga, id)).body.code).toBe("decision-withdrawn");
    await act(false);
    expect((await one(id)).state).toBe("waiting");
    await act(true);
  });

  it("its words cannot be written over, not even by the server", async () => {
    await expect(within((tx) => tx.run("update evenhand.decision set title = 'Another' where workspace_id = $1", [fresh.workspaceId]))).rejects.toThrow(
      /permission denied/,
    );
    await expect(within((tx) => tx.run("delete from evenhand.decision where workspace_id = $1", [fresh.workspaceId]))).rejects.toThrow(/permission denied/);
    await expect(within((tx) => tx.run("update evenhand.decision_evidence set quote = null where workspace_id = $1", [fresh.workspaceId]))).rejects.toThrow(
      /permission denied/,
    );
  });

  it("another takes its place or ends it, and neither side does so alone", async () => {
    const first = await entered(boris, { title: "Within two days" });
    await agree(olga, first);
    const second = await entered(olga, { title: "Within one day", supersedes: first });
    const rival = await entered(olga, { title: "Within three days", supersedes: first });
    expect((await one(first)).state).toBe("in-force");
    await agree(boris, second);
    expect(await one(first)).toMatchObject({ state: "superseded", supersededBy: second, title: { en: "Within two days" } });
    expect((await agree(boris, rival)).body.code).toBe("superseded-already");
    expect((await boris.ask(enterDecision, { body: body({ supersedes: first }) })).body.code).toBe("superseded-already");
    const end = await entered(boris, { title: "No more", supersedes: second, endsIt: true });
    expect((await one(second)).state).toBe("in-force");
    await agree(olga, end);
    expect((await one(second)).state).toBe("ended");
    const chain = (await boris.ask(readDecision, { params: { id: second } })).body;
    expect([chain.before.id, chain.after.id]).toEqual([first, end]);
  });

  it("rests on numbers that stay, with the number of today beside them", async () => {
    const figures = (await boris.ask(readFigures, { query: { period: "2025-Q1" } })).body.numbers as NumberWithPapers[];
    const place = figures.findIndex(({ key }) => key === "deals-won");
    const rests = { name: "Won", key: "deals-won", source: { endpoint: "readFigures", query: { period: "2025-Q1" } }, trail: ["numbers", place] };
    const href = `/w/${server.slug}/?period=2025-Q1`;
    const id = await entered(boris, {
      title: "On revenue",
      evidence: [
        { ...rests, href },
        { name: "Deals", figure: "deals-won" },
      ],
    });
    const was = (await boris.ask(readDecision, { params: { id } })).body.evidence;
    expect(was).toMatchObject([
      {
        key: "q0",
        name: "Won",
        was: { value: 2, unit: "count" },
        period: { from: "2025-01-01", until: "2025-04-01" },
        papers: { method: figures[place]!.method },
      },
      { key: "q1", name: "Deals", was: { value: 2 } },
    ]);
    await load([aWonDeal({ id: "d3", amount: 200_00, createdOn: "2025-01-12", closedOn: "2025-03-21" })]);
    await within((tx) => raiseFactsVersion(tx, fresh.workspaceId));
    expect((await boris.ask(readDecision, { params: { id } })).body.evidence[0].was.value).toBe(2);
    expect((await boris.ask(readEvidenceNow, { params: { id } })).body.evidence).toMatchObject([{ now: { value: 3 } }, { now: { value: 3 } }]);
    expect((await boris.ask(enterDecision, { body: body({ evidence: [{ ...rests, href: "https://elsewhere.example/" }] }) })).body.code).toBe("not-our-page");
    expect((await boris.ask(enterDecision, { body: body({ evidence: [{ ...rests, href, trail: ["numbers", 999] }] }) })).body.code).toBe("no-such-number");
  });

  it("rests on no number that some who read the log may not see", async () => {
    const rests = { name: "Handoffs", key: "any", source: { endpoint: "listHandoffs" }, trail: [], href: `/w/${server.slug}/handoff` };
    expect((await boris.ask(enterDecision, { body: body({ evidence: [rests] }) })).body.code).toMatch(/^(number-not-for-all|no-such-number)$/);
  });

  it("asks both sides once to look at it again when its last day is over", async () => {
    const id = await entered(boris, { title: "Until the fair", until: "2099-01-01" });
    await agree(olga, id);
    await fresh.database.asOwner((tx) => tx.run("update evenhand.decision set until = '2025-01-01' where title = 'Until the fair'"));
    expect((await one(id)).state).toBe("review");
    for (let turn = 0; turn < 2; turn++) await askForReviews(fresh.database, fresh.workspaceId);
    expect((await notices(boris)).filter((each) => each === `decision-review ${id}`)).toHaveLength(1);
    expect((await notices(olga)).filter((each) => each === `decision-review ${id}`)).toHaveLength(1);
    const renewed = await entered(boris, { title: "Until the fair", until: "2099-01-01", supersedes: id });
    await agree(olga, renewed);
    expect([(await one(id)).state, (await one(renewed)).state]).toEqual(["superseded", "in-force"]);
  });

  it("has a thread of its own, which no agency sees", async () => {
    const id = await entered(boris, { title: "Talked about" });
    await boris.ask(writeMessage, { body: { about: `decision:${id}`, said: "Let us try" } });
    expect((await olga.ask(readThread, { query: { about: `decision:${id}` } })).body).toMatchObject({
      subject: { title: { en: "Talked about" }, now: { code: "waiting" } },
      total: 1,
    });
    expect((await agency.ask(readThread, { query: { about: `decision:${id}` } })).status).toBe(404);
    expect((await boris.ask(readThread, { query: { about: "decision:entered.none" } })).status).toBe(404);
  });
});

describe("gathered from where it was taken", () => {
  const all = async (query: Record<string, unknown> = {}) =>
    (await boris.ask(listDecisions, { query })).body.decisions as { id: string; state: string; title: { en: string; ru: string } }[];

  it("minutes tell what was decided, who was there, and the claim's number as it was weighed by then", async () => {
    const [meeting, item, claim] = [randomUUID(), randomUUID(), randomUUID()];
    await within(async (tx) => {
      const filed = { id: claim, standard: "leads-answered-late", said: "Nobody calls our leads", subject: "all", from: null, until: null };
      await insertClaim(tx, fresh.workspaceId, { ...filed, by: olga.memberId, isUnnamed: false });
      const verdict = { claimId: claim, asOf: "2026-03-01", verdict: "supported" as const, reason: null, effect: 0.25, low: 0.2, high: 0.3, sample: 100 };
      await addVerdicts(tx, fresh.workspaceId, { factsVersion: 1, verdicts: [verdict] });
      await tx.run("update evenhand.claim_verdict set given_at = '2026-03-01T09:00:00Z' where claim_id = $1", [claim]);
      await addVerdicts(tx, fresh.workspaceId, { factsVersion: 2, verdicts: [{ ...verdict, asOf: "2026-05-01", effect: 0.1, low: 0.05, high: 0.15 }] });
      await tx.run(
        `insert into evenhand.meeting (workspace_id, id, title, starts_at, minutes, time_zone, agenda_hours, state, opened_at, closed_at, created_by)
         values ($1, $2, 'Together', '2026-04-01T09:00:00Z', 60, 'UTC', 24, 'closed', '2026-04-01T09:00:00Z', '2026-04-01T10:00:00Z', $3)`,
        [fresh.workspaceId, meeting, boris.memberId],
      );
      await tx.run("insert into evenhand.meeting_member (workspace_id, meeting_id, member_id, was_there) values ($1, $2, $3, true), ($1, $2, $4, false)", [
        fresh.workspaceId,
        meeting,
        boris.memberId,
        olga.memberId,
      ]);
      await tx.run(
        `insert into evenhand.agenda_item (workspace_id, id, meeting_id, place, title, put_by, side, from_kind, from_id, from_title) values ($1, $2, $3, 1, 'Late calls', $4, 'sales', 'claim', $5, 'x')`,
        [fresh.workspaceId, item, meeting, boris.memberId, claim],
      );
      const minutes = (text: string) =>
        JSON.stringify({
          title: "Together",
          closedAt: "2026-04-01T10:00:00Z",
          items: [
            { id: item, title: "Late calls", why: "A quarter is late", outcome: "decision", text, votes: { for: 2, against: 0, abstains: 0 } },
            { id: randomUUID(), title: "Carried", outcome: "carried", text: "Later" },
          ],
        });
      await tx.run("insert into evenhand.meeting_minutes (workspace_id, meeting_id, version, body, made_by) values ($1, $2, 1, $3, $4)", [
        fresh.workspaceId,
        meeting,
        minutes("Two call"),
        boris.memberId,
      ]);
      await tx.run("insert into evenhand.meeting_minutes (workspace_id, meeting_id, version, body, made_by, reason) values ($1, $2, 2, $3, $4, 'Three')", [
        fresh.workspaceId,
        meeting,
        minutes("Three call"),
        boris.memberId,
      ]);
    });
    const id = `meeting.${item}`;
    expect((await all({ kind: "meeting" })).map((each) => each.id)).toEqual([id]);
    const told = (await boris.ask(readDecision, { params: { id } })).body;
    expect(told.decision).toMatchObject({
      said: "Three call",
      because: "A quarter is late",
      version: 2,
      concerns: "sales",
      state: "in-force",
      votes: { for: 2 },
      parties: [{ side: "sales", as: "present" }],
    });
    expect(told.evidence).toMatchObject([{ code: "claim", was: { value: 0.25, low: 0.2, high: 0.3, unit: "share" }, asOf: "2026-03-01" }]);
    expect((await boris.ask(readEvidenceNow, { params: { id } })).body.evidence).toMatchObject([{ now: { value: 0.1 } }]);
    const anew = await entered(boris, { title: "Four call", supersedes: id });
    await agree(olga, anew);
    expect((await one(id)).state).toBe("superseded");
  });

  it("a definition stands on the log when both heads have signed it, and the next version takes its place", async () => {
    // Whoever proposes has signed.
    const sign = async (head: Who, version: number) =>
      expect((await head.ask(signDefinition, { params: { key: "sales-cycle", version }, body: {} })).status).toBe(200);
    const proposed = await boris.ask(proposeDefinition, {
      params: { key: "sales-cycle" },
      body: { terms: { start: "first-contact" }, note: "From the first word" },
    });
    expect(proposed.status).toBeLessThan(300);
    expect(await all({ kind: "definition" })).toEqual([]);
    await sign(olga, 2);
    expect(await all({ kind: "definition" })).toMatchObject([{ id: "definition.sales-cycle@2", state: "in-force" }]);
    await olga.ask(proposeDefinition, { params: { key: "sales-cycle" }, body: { terms: { start: "deal-created" }, note: "Back" } });
    await sign(boris, 3);
    const [now, before] = await all({ kind: "definition" });
    expect([now, before]).toMatchObject([
      { id: "definition.sales-cycle@3", state: "in-force", whyNotSupersede: "agreed-elsewhere" },
      { id: "definition.sales-cycle@2", state: "superseded", supersededBy: "definition.sales-cycle@3" },
    ]);
    expect(now!.title).not.toEqual({ en: "sales-cycle", ru: "sales-cycle" });
  });

  it("figures that a signed definition or a goal is about are kept within a day, once, and never later", async () => {
    const goal = {
      key: "deals-won",
      baseline: { from: "2025-01-01", until: "2025-04-01" },
      target: 5,
      day: "2099-12-31",
      ownerSales: boris.memberId,
      ownerMarketing: olga.memberId,
      reason: "",
    };
    const { id } = (await boris.ask(setGoal, { body: goal })).body;
    const [told] = await all({ kind: "goal" });
    expect(told).toMatchObject({
      id: `goal.${id}@1`,
      state: "in-force",
      until: "2099-12-31",
      level: { value: 5, unit: "count", isMonthly: true },
      parties: [{ as: "answers" }, { as: "answers" }],
    });
    const figures = (await boris.ask(readFigures, { query: { period: "2025-Q1" } })).body.numbers as NumberWithPapers[];
    let asked = 0;
    const read = async () => {
      asked++;
      return new Map(figures.map((number, at) => [number.key, quoteOf(number, at)]));
    };
    const signal = new AbortController().signal;
    expect(await keepFigures(fresh.database, fresh.workspaceId, { read, signal, now: Date.now() + 2 * 24 * 3_600_000 })).toBe(0);
    expect(await keepFigures(fresh.database, fresh.workspaceId, { read, signal, now: Date.now() })).toBe(3);
    expect(await keepFigures(fresh.database, fresh.workspaceId, { read, signal, now: Date.now() })).toBe(0);
    expect(asked).toBe(1);
    const kept = (await boris.ask(readDecision, { params: { id: `goal.${id}@1` } })).body.evidence;
    expect(kept).toMatchObject([{ code: "quote", was: { value: 3 }, papers: { key: "deals-won" } }]);
  });

  it("a decided dispute keeps the number as it was doubted; a verdict of one side alone is none", async () => {
    await within((tx) =>
      tx.run(
        `insert into evenhand.dispute (workspace_id, id, about_kind, about_id, title, period_from, period_until, value, unit, facts_version, as_of, concerns, said, rule, working_days, due_on,
           opened_by, opened_as, outcome, decided_at) values ($1, $2, 'figure', 'deals-won', 'Deals won', '2025-01-01', '2025-04-01', 2, 'count', 1, '2025-05-01', 'both', 'One too many',
           'recount', 5, '2025-05-08', $3, 'head-of-sales', 'upheld', '2025-05-05T10:00:00Z')`,
        [fresh.workspaceId, randomUUID(), boris.memberId],
      ),
    );
    const [told] = await all({ kind: "dispute" });
    expect(told).toMatchObject({ state: "in-force", outcome: "upheld" });
    expect((await boris.ask(readDecision, { params: { id: told!.id } })).body.evidence).toMatchObject([
      { code: "figure", was: { value: 2, unit: "count" }, asOf: "2025-05-01" },
    ]);
    expect((await boris.ask(readEvidenceNow, { params: { id: told!.id } })).body.evidence).toMatchObject([{ now: { value: 3 } }]);

    const project = randomUUID();
    const rested = { days: 30, asOf: "2025-05-01", measures: [{ measure: "lead", count: 12, cost: 500_00, low: 400_00, high: 600_00 }] };
    await within(async (tx) => {
      await tx.run(
        `insert into evenhand.project (workspace_id, id, kind, name, starts_on, ends_on, time_zone, template, created_by) values ($1, $2, 'exhibition', 'Spring fair', '2025-04-01', '2025-04-01', 'UTC', 'exhibition', $3)`,
        [fresh.workspaceId, project, boris.memberId],
      );
      await tx.run(
        "insert into evenhand.debrief_verdict (workspace_id, id, project_id, verdict, reason, side, said_by, rested_on) values ($1, $2, $3, 'repeat', 'Cheap leads', 'sales', $4, $5)",
        [fresh.workspaceId, randomUUID(), project, boris.memberId, JSON.stringify(rested)],
      );
    });
    expect(await all({ kind: "debrief" })).toEqual([]);
    await within((tx) =>
      tx.run("update evenhand.debrief_verdict set agreed_by = $2, agreed_at = now() where workspace_id = $1", [fresh.workspaceId, olga.memberId]),
    );
    const [agreed] = await all({ kind: "debrief" });
    const { evidence } = (await boris.ask(readDecision, { params: { id: agreed!.id } })).body;
    expect(evidence).toMatchObject([
      { code: "count-lead", days: 30, was: { value: 12, unit: "count" } },
      { code: "cost-lead", days: 30, was: { value: 500_00, low: 400_00, high: 600_00, unit: "money" } },
    ]);
    await within((tx) =>
      tx.run("insert into evenhand.debrief_measure (workspace_id, project_id, days, as_of, facts_version, measures) values ($1, $2, 90, '2025-07-01', 1, $3)", [
        fresh.workspaceId,
        project,
        JSON.stringify([{ measure: "lead", count: 20, cost: 300_00, low: null, high: null }]),
      ]),
    );
    expect((await boris.ask(readEvidenceNow, { params: { id: agreed!.id } })).body.evidence).toMatchObject([
      { now: { value: 20 }, days: 90 },
      { now: { value: 300_00 }, days: 90 },
    ]);
  });

  it("is found by kind, state, side and words in any order, ё as е", async () => {
    await entered(boris, { title: "Ещё раз о звонках", said: "Вдвоём" });
    expect((await all({ text: "звонках еще" })).map(({ title }) => title.ru)).toEqual(["Ещё раз о звонках"]);
    expect((await all({ state: "superseded", kind: "entered" })).every(({ state }) => state === "superseded")).toBe(true);
    expect((await all({ concerns: "sales" })).map(({ id }) => id.split(".")[0])).toEqual(["meeting"]);
    const list = await all();
    const last = list.findLastIndex(({ state }) => state === "waiting" || state === "review");
    expect(list.slice(0, last + 1).every(({ state }) => state === "waiting" || state === "review")).toBe(true);
  });
});

it("a version takes the place of another from the day on which it holds", async () => {
  const [row] = await within((tx) => decisionRows(tx, fresh.workspaceId));
  const version = (nr: number, from: string | null) => ({
    ...row!,
    id: `promise.x@${nr}`,
    kind: "promise" as const,
    line: "x",
    nr,
    from,
    until: null,
    supersedes: null,
    isOver: false,
    isWithdrawn: false,
    decidedAt: "2026-01-01T00:00:00Z",
  });
  const rows = [version(1, null), version(2, "2026-06-01")];
  expect(successors(rows, "2026-05-31").size).toBe(0);
  expect(successors(rows, "2026-06-01").get("promise.x@1")?.id).toBe("promise.x@2");
  expect(standingOf({ ...rows[0]!, until: "2026-05-31" }, undefined, "2026-05-31").state).toBe("in-force");
  expect(standingOf({ ...rows[0]!, until: "2026-05-31" }, undefined, "2026-06-01").state).toBe("review");
  expect(whyNotAgree({ role: "sales", memberId: "somebody" }, { ...rows[0]!, kind: "entered" })).toBe("not-asked-to-agree");
});

function quoteOf(number: NumberWithPapers, at: number): Quote {
  const source = { endpoint: "readFigures", params: {}, query: { period: "2025-Q1" } };
  return { name: number.key, number, asOf: "2025-05-01", factsVersion: 1, source, trail: ["numbers", { at, known: null }], href: `/w/${server.slug}` };
}

it("the budget of a project stands on the log day by day, as it was planned then; what is planned later stands beside it", async () => {
  const { workspaceId } = fresh;
  const [project, space, print] = [randomUUID(), randomUUID(), randomUUID()];
  const log = async () =>
    ((await boris.ask(listDecisions, { query: { kind: ["budget"] } })).body.decisions as DecisionView[]).filter(({ origin }) => origin?.id === project);
  const plan = (id: string, planned: number) =>
    within((tx) => tx.run("update evenhand.project_budget_line set planned = $3 where workspace_id = $1 and id = $2", [workspaceId, id, planned]));
  await within(async (tx) => {
    await tx.run(
      `insert into evenhand.project (workspace_id, id, kind, name, starts_on, ends_on, time_zone, sales_owner, marketing_owner, created_by)
       values ($1, $2, 'exhibition', 'Spring fair', '2099-03-01', '2099-03-03', 'UTC', $3, $4, $3)`,
      [workspaceId, project, boris.memberId, olga.memberId],
    );
    await tx.run(
      `insert into evenhand.project_budget_line (workspace_id, id, project_id, kind, name, planned, place) values ($1, $2, $4, 'space', 'Space', 0, 1), ($1, $3, $4, 'print', 'Print', 0, 2)`,
      [workspaceId, space, print, project],
    );
  });
  expect(await log()).toEqual([]);
  await plan(space, 500_00);
  await plan(print, 100_00);
  // One day, one plan; then the day is over.
  expect(await log()).toMatchObject([
    { id: `budget.${project}@1`, title: { en: "Spring fair" }, state: "in-force", until: "2099-03-03", level: { value: 600_00, unit: "money" } },
  ]);
  await fresh.database.asOwner((tx) =>
    tx.run("update evenhand.budget_revision set day = day - 1, changed_at = changed_at - interval '1 day' where project_id = $1", [project]),
  );
  await plan(space, 450_00);
  await within((tx) => tx.run("update evenhand.project_budget_line set removed_at = now() where workspace_id = $1 and id = $2", [workspaceId, print]));
  const [now, then] = await log();
  expect([now, then]).toMatchObject([
    { version: 2, state: "in-force", level: { value: 450_00 }, parties: [{ side: "sales", as: "answers", isMe: true }, { side: "marketing" }] },
    { version: 1, state: "superseded", level: { value: 600_00 } },
  ]);
  const kept = (await boris.ask(readDecision, { params: { id: then!.id } })).body.evidence;
  expect(kept).toMatchObject([
    { code: "budget-line", name: "Space", was: { value: 500_00 } },
    { name: "Print", was: { value: 100_00 } },
  ]);
  expect((await boris.ask(readEvidenceNow, { params: { id: then!.id } })).body.evidence).toMatchObject([
    { now: { value: 450_00 }, days: null },
    { now: { value: null } },
  ]);
  // What was planned on a day that is over is not written over, not even by the server.
  await expect(within((tx) => tx.run("delete from evenhand.budget_revision where workspace_id = $1", [workspaceId]))).rejects.toThrow(/permission denied/);
  await expect(within((tx) => tx.run("update evenhand.budget_revision set day = day where workspace_id = $1", [workspaceId]))).rejects.toThrow(
    /permission denied/,
  );
});

it("what a promise was kept to when it was signed is kept with it, and what an owner looks at; both are asked for again", async () => {
  const [key, driver] = ["accept-in-time", "discount"];
  await within(async (tx) => {
    await tx.run('insert into evenhand.promise_version (workspace_id, promise, version, terms) values ($1, $2, 9, \'{"hours":8,"atLeast":0.9}\')', [
      fresh.workspaceId,
      key,
    ]);
    await tx.run("insert into evenhand.driver_owner (workspace_id, driver, version, owner, reason) values ($1, $2, 9, 'sales', 'Agreed')", [
      fresh.workspaceId,
      driver,
    ]);
    for (const [role, who] of [
      ["head-of-sales", boris],
      ["head-of-marketing", olga],
    ] as const) {
      await tx.run("insert into evenhand.promise_signature (workspace_id, promise, version, role, member_id) values ($1, $2, 9, $3, $4)", [
        fresh.workspaceId,
        key,
        role,
        who.memberId,
      ]);
      await tx.run("insert into evenhand.driver_owner_signature (workspace_id, driver, version, role, member_id) values ($1, $2, 9, $3, $4)", [
        fresh.workspaceId,
        driver,
        role,
        who.memberId,
      ]);
    }
  });
  const { promises } = (await boris.ask(readPromises, { query: { period: "2025-Q1" } })).body as { promises: { key: string; asNumber: NumberWithPapers }[] };
  const at = promises.findIndex((one) => one.key === key);
  const { asNumber } = promises[at]!;
  expect(asNumber).toMatchObject({
    key: "promise-accept-in-time",
    unit: "share",
    method: "promises",
    definition: "promise-accept-in-time@9",
    value: null,
    reason: expect.any(String),
  });
  const source = { endpoint: "readPromises", params: {}, query: { period: "2025-Q1" } };
  const quote: Quote = {
    name: "In time",
    number: asNumber,
    asOf: "2025-05-01",
    factsVersion: 1,
    source,
    trail: ["promises", { at, known: null }, "asNumber"],
    href: `/w/${server.slug}/promises`,
  };
  const read = async () =>
    new Map([
      [asNumber.key, quote],
      ["discount", { ...quote, name: "Discount" }],
    ]);
  await keepFigures(fresh.database, fresh.workspaceId, { read, signal: new AbortController().signal, now: Date.now() });
  const id = `promise.${key}@9`;
  expect((await boris.ask(readDecision, { params: { id } })).body.evidence).toMatchObject([
    { code: "quote", name: "In time", definition: "promise-accept-in-time@9" },
  ]);
  expect((await boris.ask(readEvidenceNow, { params: { id } })).body.evidence).toMatchObject([
    { now: { value: null, unit: "share" }, definition: "promise-accept-in-time@9", whyNot: null },
  ]);
  expect((await boris.ask(readDecision, { params: { id: `owner.${driver}@9` } })).body.evidence).toMatchObject([{ name: "Discount" }]);
});

it("what the same people signed on one day stands as one line from three on, where the first of it stands; another day, state or kind is another line", async () => {
  const { decisions } = (await boris.ask(listDecisions)).body as { decisions: DecisionView[] };
  const some = decisions.find(({ state }) => state === "in-force")!;
  const signed = (id: string, more: Partial<DecisionView> = {}): DecisionView => ({
    ...some,
    id,
    kind: "definition",
    decidedAt: "2026-11-28T10:00:00Z",
    ...more,
  });
  const all = [
    signed("a"),
    signed("b", { kind: "goal" }),
    signed("c"),
    signed("d", { decidedAt: "2026-11-27T10:00:00Z" }),
    signed("e", { state: "superseded" }),
    signed("f", { kind: "promise" }),
    signed("g"),
  ];
  expect(inLines(all).map(({ one, more }) => [one.id, ...more.map(({ id }) => id)].join(" "))).toEqual(["a c g", "b", "d", "e", "f"]);
  expect(inLines(all.slice(0, 3)).every(({ more }) => more.length === 0)).toBe(true);
  expect([null, "2026-12-28", "2026-12-29"].map((until) => endsSoon({ state: "in-force", until }, "2026-11-28"))).toEqual([false, true, false]);
});
