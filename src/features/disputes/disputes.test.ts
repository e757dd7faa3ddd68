// A doubted number is kept as it was, decided by the rule that was stated before and by those it names, in time or overdue, and on record for good.
import { afterAll, beforeAll, expect, test } from "vitest";

import { addVerdicts, insertClaim } from "#features/claims/store.ts";
import {
  addEvidence,
  decideDispute,
  listDisputes,
  openDispute,
  readDispute,
  removeEvidence,
  restoreDispute,
  withdrawDispute,
} from "#features/disputes/contract.ts";
import { tellDue } from "#features/disputes/jobs.ts";
import { routes } from "#features/disputes/routes.ts";
import { decidersOf, decisionOf, stateOf, whyNotSay } from "#features/disputes/rules.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
let [seller, sales, marketing, viewer, agency] = [] as unknown as [Ask, Ask, Ask, Ask, Ask];
let [salesId, marketingId] = ["", ""];
let now = "2026-03-06T09:00:00Z";

const late = "00000000-0000-4000-8000-00000000000a";
const untold = "00000000-0000-4000-8000-00000000000b";
const period = { from: "2025-01-01", until: "2026-01-01" };

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId, { routes, now: () => new Date(now) });
  const [one, two] = [await server.member("head-of-sales"), await server.member("head-of-marketing")];
  [salesId, marketingId] = [one.memberId, two.memberId];
  [seller, sales, marketing] = [(await server.member("sales")).ask, one.ask, two.ask];
  [viewer, agency] = [(await server.member("viewer")).ask, (await server.member("agency")).ask];
  await aClaim(late, 0.25);
  await aClaim(untold, null);
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

/** On file, about sales, with the size of its verdict. */
async function aClaim(id: string, effect: number | null) {
  await fresh.database.inWorkspace(fresh.workspaceId, async (tx) => {
    const claim = { id, standard: "leads-answered-late", said: "Nobody calls our leads", subject: id, from: null, until: null };
    await insertClaim(tx, fresh.workspaceId, { ...claim, by: marketingId, isUnnamed: false });
    await theVerdict(tx, id, { effect, factsVersion: 1 });
  });
}

async function theVerdict(tx: Parameters<typeof addVerdicts>[0], claimId: string, { effect, factsVersion }: { effect: number | null; factsVersion: number }) {
  const size = effect === null ? { low: null, high: null } : { low: effect - 0.05, high: effect + 0.05 };
  const row = { claimId, asOf: "2026-03-01", verdict: "supported" as const, reason: null, effect, ...size, sample: 100 };
  await addVerdicts(tx, fresh.workspaceId, { factsVersion, verdicts: [row] });
}

const ofClaim = (id: string) => ({ kind: "claim", id, period });
const ofFigure = (id: string) => ({ kind: "figure", id, title: "Win rate", period, value: 0.31, low: 0.28, high: 0.34, unit: "share" });
const opened = async (ask: Ask, about: object, rule: string, more: object = {}) =>
  (await ask(openDispute, { body: { about, said: "Too high", rule, ...more } })).body;
const told = (memberId: string, kind: string) =>
  fresh.database.inWorkspace(
    fresh.workspaceId,
    async (tx) => (await tx.rows("select 1 from evenhand.notice where member_id = $1 and kind = $2", [memberId, kind])).length,
  );

test("the number stays as it was when it was doubted, whatever the facts say later; what concerns sales is decided by marketing", async () => {
  const made = await opened(seller, ofClaim(late), "recount", { evidence: [{ kind: "link", content: "https://example.com/calls" }] });
  expect(made).toMatchObject({
    title: "Nobody calls our leads",
    value: 0.25,
    interval: { low: 0.2, high: 0.3 },
    concerns: "sales",
    deciders: ["head-of-marketing"],
  });
  // Five working days from a Friday.
  expect(made).toMatchObject({ dueOn: "2026-03-13", state: "open", workingDays: 5 });
  expect(await told(marketingId, "dispute-new")).toBe(1);
  expect(await told(salesId, "dispute-new")).toBe(0);
  await fresh.database.inWorkspace(fresh.workspaceId, (tx) => theVerdict(tx, late, { effect: 0.4, factsVersion: 2 }));
  expect((await sales(readDispute, { params: { id: made.id } })).body.dispute).toMatchObject({ value: 0.25, whyNotDecide: "not-named-by-the-rule" });
  expect((await seller(openDispute, { body: { about: ofClaim(late), said: "Again", rule: "recount" } })).body.code).toBe("already-in-dispute");
  const decide = (ask: Ask, body: object) => ask(decideDispute, { params: { id: made.id }, body });
  expect((await decide(sales, { outcome: "not-upheld", reason: "I say so" })).body.code).toBe("not-named-by-the-rule");
  expect((await decide(marketing, { outcome: "upheld" })).body.code).toBe("decision-without-ground");
  expect((await decide(marketing, { outcome: "agreed-value", value: 0.22, reason: "Holidays were counted as waiting" })).body).toMatchObject({
    state: "decided",
    outcome: "agreed-value",
    agreedValue: 0.22,
    value: 0.25,
  });
  expect((await decide(marketing, { outcome: "upheld", reason: "No" })).body.code).toBe("dispute-is-closed");
});

test("where both heads decide it is open until both say the same", async () => {
  const { id } = await opened(seller, ofFigure("win-rate"), "both-heads");
  const decide = async (ask: Ask, body: object) => (await ask(decideDispute, { params: { id }, body })).body;
  expect(await decide(sales, { outcome: "agreed-value", value: 0.3 })).toMatchObject({ state: "open", outcome: null });
  expect(await decide(marketing, { outcome: "agreed-value", value: 0.29 })).toMatchObject({ state: "open", outcome: null });
  expect(await decide(sales, { outcome: "agreed-value", value: 0.29 })).toMatchObject({ state: "decided", agreedValue: 0.29 });
  const acts = await fresh.database.inWorkspace(fresh.workspaceId, (tx) =>
    tx.rows<{ act: string }>("select act from evenhand.audit_entry where subject_kind = 'dispute' and subject_id = $1 order by id", [id]),
  );
  expect(acts.map(({ act }) => act)).toEqual(["dispute.opened", "dispute.voiced", "dispute.voiced", "dispute.voiced", "dispute.decided"]);
});

test("on its last day a dispute is due, and after it overdue", async () => {
  const { id } = await opened(seller, ofFigure("discount"), "both-heads", { workingDays: 1 });
  const stateOn = async (day: string) => {
    now = `${day}T09:00:00Z`;
    return (await viewer(listDisputes)).body.disputes.find((one: { id: string }) => one.id === id).state;
  };
  expect([await stateOn("2026-03-08"), await stateOn("2026-03-09"), await stateOn("2026-03-10")]).toEqual(["open", "due", "overdue"]);
  now = "2026-03-06T09:00:00Z";
});

test("when its day has come, whoever has not spoken is told once; what waited is over with the decision", async () => {
  const noticesOf = (subject: string) =>
    fresh.database.inWorkspace(fresh.workspaceId, (tx) =>
      tx.rows<{ memberId: string; kind: string; isSeen: boolean }>(
        `select member_id as "memberId", kind, seen_at is not null as "isSeen" from evenhand.notice where subject_id = $1 and kind in ('dispute-new', 'dispute-due')
          order by kind, member_id = $2`,
        [subject, marketingId],
      ),
    );
  const tellOfDue = () => fresh.database.inWorkspace(fresh.workspaceId, (tx) => tellDue(tx, fresh.workspaceId));
  now = "2099-03-06T09:00:00Z";
  const far = await opened(seller, ofFigure("revenue"), "both-heads");
  now = "2026-03-06T09:00:00Z";
  const near = await opened(seller, ofFigure("deals-won"), "both-heads");
  const decide = (ask: Ask) => ask(decideDispute, { params: { id: near.id }, body: { outcome: "not-upheld" } });
  await decide(sales);
  for (const _ of [1, 2]) await tellOfDue();
  expect((await noticesOf(far.id)).map(({ kind }) => kind)).toEqual(["dispute-new", "dispute-new"]);
  expect(await noticesOf(near.id)).toEqual([
    { memberId: marketingId, kind: "dispute-due", isSeen: false },
    { memberId: salesId, kind: "dispute-new", isSeen: false },
    { memberId: marketingId, kind: "dispute-new", isSeen: false },
  ]);
  await decide(marketing);
  expect((await noticesOf(near.id)).map(({ isSeen }) => isSeen)).toEqual([true, true, true]);
  await seller(withdrawDispute, { params: { id: far.id } });
  expect((await noticesOf(far.id)).map(({ isSeen }) => isSeen)).toEqual([true, true]);
});

test("evidence is attached by anybody, taken back by whoever attached it; an address is one of the web", async () => {
  const { id } = await opened(sales, ofFigure("revenue"), "source-record");
  const attach = (ask: Ask, evidence: object) => ask(addEvidence, { params: { id }, body: { evidence } });
  // oxlint-disable-next-line no-script-url -- that it is refused is what is tested
  expect((await attach(marketing, { kind: "link", content: "javascript:alert(1)" })).status).toBe(400);
  const { body: record } = await attach(marketing, { kind: "record", entity: "deal", content: "D-17" });
  await attach(seller, { kind: "note", content: "The invoice says otherwise" });
  const evidence = async () => (await sales(readDispute, { params: { id } })).body.evidence.map(({ content }: { content: string }) => content);
  expect(await evidence()).toEqual(["D-17", "The invoice says otherwise"]);
  expect((await seller(removeEvidence, { params: { id, evidence: record.id } })).body.code).toBe("not-yours");
  expect((await marketing(removeEvidence, { params: { id, evidence: record.id } })).status).toBe(200);
  expect(await evidence()).toEqual(["The invoice says otherwise"]);
});

test("taken back by whoever opened it, it can be taken up again", async () => {
  const { id } = await opened(seller, ofFigure("average-deal"), "both-heads");
  expect((await sales(withdrawDispute, { params: { id } })).body.code).toBe("not-yours");
  await seller(withdrawDispute, { params: { id } });
  expect((await sales(decideDispute, { params: { id }, body: { outcome: "upheld" } })).body.code).toBe("dispute-is-closed");
  await opened(sales, ofFigure("average-deal"), "both-heads");
  expect((await seller(restoreDispute, { params: { id } })).body.code).toBe("already-in-dispute");
});

test("without a number there is nothing to doubt; an agency sees nothing, whoever only reads doubts nothing", async () => {
  expect((await seller(openDispute, { body: { about: ofClaim(untold), said: "x", rule: "recount" } })).body.code).toBe("claim-without-number");
  expect((await seller(openDispute, { body: { about: ofClaim(salesId), said: "x", rule: "recount" } })).body.code).toBe("no-such-claim");
  expect((await agency(listDisputes)).status).toBe(403);
  expect((await viewer(openDispute, { body: { about: ofFigure("win-rate"), said: "x", rule: "recount" } })).body.code).toBe("role-only-reads");
});

test("neither head decides alone what concerns their own side, nor what they opened", () => {
  const one = { rule: "recount", concerns: "sales", openedAs: "sales" } as const;
  const both = ["head-of-sales", "head-of-marketing"];
  expect(decidersOf(one)).toEqual(["head-of-marketing"]);
  expect(decidersOf({ ...one, concerns: "marketing" })).toEqual(["head-of-sales"]);
  expect(decidersOf({ ...one, openedAs: "head-of-marketing" })).toEqual(both);
  expect(decidersOf({ ...one, openedAs: "head-of-sales" })).toEqual(["head-of-marketing"]);
  expect(decidersOf({ ...one, concerns: "both" })).toEqual(both);
  expect(decidersOf({ ...one, rule: "both-heads" })).toEqual(both);
});

test("a decision is the same word of all who decide", () => {
  const word = (role: "head-of-sales" | "head-of-marketing", value: number | null) =>
    ({ role, outcome: value === null ? "upheld" : "agreed-value", value }) as const;
  const both = ["head-of-sales", "head-of-marketing"] as const;
  expect(decisionOf(both, [word("head-of-sales", null)])).toBeNull();
  expect(decisionOf(both, [word("head-of-sales", 1), word("head-of-marketing", 2)])).toBeNull();
  expect(decisionOf(both, [word("head-of-sales", 2), word("head-of-marketing", 2)])).toEqual({ outcome: "agreed-value", value: 2 });
  expect(decisionOf(["head-of-sales"], [word("head-of-sales", null), word("head-of-marketing", 2)])).toEqual({ outcome: "upheld", value: null });
  expect(whyNotSay("source-record", { outcome: "agreed-value", value: 2, reason: "x" })).toBe("record-decides-yes-or-no");
  expect(whyNotSay("both-heads", { outcome: "agreed-value", value: null, reason: "" })).toBe("value-and-outcome-do-not-fit");
  expect(stateOf({ withdrawnAt: "2026-01-01", outcome: null, dueOn: "2026-01-01" }, "2026-02-01")).toBe("withdrawn");
});
