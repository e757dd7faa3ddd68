// A debrief over the wire: results read from the records, words of both sides, a verdict that the other side agrees to, and what is written down when a day comes.
import { afterAll, beforeAll, expect, test } from "vitest";

import {
  agreeToVerdict,
  compareProjects,
  judgeProject,
  readDebrief,
  readProjectResults,
  sayOfProject,
  takeBackWord,
  withdrawVerdict,
} from "#features/debriefs/contract.ts";
import { debriefWork, keepMeasured } from "#features/debriefs/jobs.ts";
import { projectsDue } from "#features/debriefs/store.ts";
import { silent } from "#db/log.ts";
import { setStageMappings } from "#features/mappings/contract.ts";
import { listNotices } from "#features/notices/contract.ts";
import { aDeal, aFact, aLead, aWonDeal } from "#testing/builders.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { Ledger } from "#testing/ledger-of-one.ts";
import { type ServerForTests, aServer } from "#testing/server.ts";

type MemberForTests = Awaited<ReturnType<ServerForTests["member"]>>;

let fresh: FreshDatabase;
let server: ServerForTests;
let [sales, marketing, seller, viewer, agency] = [] as unknown as MemberForTests[] as [
  MemberForTests,
  MemberForTests,
  MemberForTests,
  MemberForTests,
  MemberForTests,
];
const [show, coming, removed] = ["00000000-0000-4000-8000-0000000000d1", "00000000-0000-4000-8000-0000000000d2", "00000000-0000-4000-8000-0000000000d3"];

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId, { now: () => new Date("2025-08-01T09:00:00Z") });
  sales = await server.member("head-of-sales", { department: "sales" });
  marketing = await server.member("head-of-marketing", { department: "marketing" });
  seller = await server.member("sales", { department: "sales" });
  [viewer, agency] = [await server.member("viewer"), await server.member("agency")];
  const ledger = new Ledger(fresh.database, fresh.workspaceId);
  await ledger.load([aFact("campaign", { id: "c-a", name: "Spring show", channel: "exhibition" })], { entity: "campaign", mapped: ["name", "channel"] });
  await ledger.load(
    [
      aWonDeal({ id: "d1", lead: "l1", createdOn: "2025-04-05", closedOn: "2025-04-20", amount: 700_00, currency: "USD" }),
      aDeal({ id: "d2", createdOn: "2025-07-31", amount: 100_00, currency: "USD" }),
    ],
    { mapped: ["lead", "stage", "createdOn", "closedOn", "amount", "currency"] },
  );
  const lead = (id: string) => aLead({ id, campaign: "c-a", channel: "exhibition", grade: "A", stage: "lead", createdAt: "2025-03-30T09:00:00Z" });
  await ledger.load([lead("l1"), lead("l2"), lead("l3")], { entity: "lead", mapped: ["campaign", "channel", "grade", "stage", "createdAt"] });
  await ledger.load(
    [aFact("spend", { id: "s1", day: "2025-03-01", amount: 900_00, currency: "USD", campaign: "Spring show", category: "Stand", status: "actual" })],
    {
      entity: "spend",
      mapped: ["day", "amount", "currency", "campaign", "category", "status"],
    },
  );
  const stages = [
    { source: "crm", recordKind: "deal", sourceStage: "won", stage: "won" },
    { source: "crm", recordKind: "deal", sourceStage: "opportunity", stage: "opportunity" },
    { source: "crm", recordKind: "lead", sourceStage: "lead", stage: "lead" },
  ];
  await marketing.ask(setStageMappings, { body: { stages } });
  await fresh.database.inWorkspace(fresh.workspaceId, async (tx) => {
    const project = (id: string, name: string, [from, until]: readonly [string, string], isRemoved = false) =>
      tx.run(
        `insert into evenhand.project (workspace_id, id, kind, name, starts_on, ends_on, time_zone, marketing_owner, created_by, removed_at)
         values ($1, $2, 'exhibition', $3, $4, $5, 'UTC', $6, $6, case when $7 then now() end)`,
        [fresh.workspaceId, id, name, from, until, marketing.memberId, isRemoved],
      );
    await project(show, "Spring show", ["2025-03-28", "2025-03-31"]);
    await project(coming, "Autumn show", ["2025-10-01", "2025-10-03"]);
    await project(removed, "Nothing", ["2025-01-01", "2025-01-02"], true);
    await tx.run("insert into evenhand.project_campaign (workspace_id, project_id, campaign_id) values ($1, $2, 'c-a')", [fresh.workspaceId, show]);
    await tx.run("insert into evenhand.project_goal (workspace_id, project_id, key, planned) values ($1, $2, 'leads-a', 5), ($1, $2, 'contacts', 40)", [
      fresh.workspaceId,
      show,
    ]);
  });
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

const at = (id: string) => ({ params: { id } });

test("900 gone for three leads of which one was won: 300 a lead, 900 a won deal; goals are filled in from the records", async () => {
  const told = (await seller.ask(readProjectResults, at(show))).body;
  expect(told).toMatchObject({
    unit: "lead",
    currency: "USD",
    lastSeen: "2025-07-31",
    cost: { total: 900_00, lines: 1, isTyped: false },
    open: 2,
    wonAmount: 700_00,
  });
  const [first, second, third] = told.milestones;
  expect([first.isOver, second.isOver, third.isOver]).toEqual([true, true, false]);
  const of = (measure: string) => first.measures.find((one: { measure: string }) => one.measure === measure);
  expect([of("lead").count, of("lead").cost.value, of("won").count, of("won").cost.value]).toEqual([3, 300_00, 1, 900_00]);
  expect(of("contact").cost).toMatchObject({ value: null, reason: "no-contacts-of-it" });
  const goals = Object.fromEntries(
    told.goals.map((goal: { key: string; result: number | null; verdict: string | null }) => [goal.key, [goal.result, goal.verdict]]),
  );
  expect(goals).toEqual({ "leads-a": [3, "within-chance"], contacts: [null, null] });
  expect(told).toMatchObject({ comparedAt: 90, beside: [{ id: show, ratio: null }] });
});

test("set beside another at the ages that both have reached; a coming one has none yet", async () => {
  const ask = (id: string, other: string, who = seller) => who.ask(compareProjects, { params: { id, other } });
  const told = (await ask(show, show)).body;
  expect(told).toMatchObject({ currency: "USD", here: { id: show, cost: 900_00, hasCampaigns: true }, there: { id: show }, events: [{ id: show }] });
  expect(told.ages.map(({ days }: { days: number }) => days)).toEqual([30, 90]);
  const won = told.ages[0].rows.find(({ measure }: { measure: string }) => measure === "won");
  expect(won).toMatchObject({ here: { count: 1, cost: { value: 900_00 } }, ratio: { value: 1, verdict: "within-chance" } });
  expect((await ask(show, coming)).body).toMatchObject({ ages: [], there: { hasCampaigns: false, cost: null } });
  expect((await ask(show, show, agency)).status).toBe(403);
  for (const [id, other] of [
    [show, removed],
    [removed, show],
  ] as const)
    expect((await ask(id, other)).status).toBe(404);
});

test("nobody from outside reads it, one that is not there or was taken away is not found", async () => {
  for (const endpoint of [readProjectResults, readDebrief]) {
    expect((await agency.ask(endpoint, at(show))).status).toBe(403);
    expect((await seller.ask(endpoint, at(removed))).status).toBe(404);
  }
});

test("both sides speak for themselves, the latest word of each stands, and it can be taken back and brought back", async () => {
  const say = (who: MemberForTests, grade: number, said = "") => who.ask(sayOfProject, { ...at(show), body: { part: "preparation", grade, said } });
  expect((await viewer.ask(sayOfProject, { ...at(show), body: { part: "preparation", grade: 3, said: "" } })).body.code).toBe("role-only-reads");
  expect((await seller.ask(sayOfProject, { ...at(coming), body: { part: "preparation", grade: 3, said: "" } })).body.code).toBe("not-over-yet");
  await say(seller, 2, "Told a week before");
  await say(marketing, 5);
  const { body } = await say(seller, 3, "Told two weeks before");
  expect(body.words.map(({ side, grade, isMine }: { side: string; grade: number; isMine: boolean }) => [side, grade, isMine])).toEqual([
    ["sales", 3, true],
    ["marketing", 5, false],
  ]);
  const word = body.words[0].id;
  const back = (who: MemberForTests, isWithdrawn: boolean) => who.ask(takeBackWord, { ...at(show), body: { word, isWithdrawn } });
  expect((await back(marketing, true)).body.code).toBe("not-yours");
  const gradeOf = ({ words }: { words: { side: string; grade: number }[] }) => words.find(({ side }) => side === "sales")?.grade;
  expect(gradeOf((await back(seller, true)).body)).toBe(2);
  expect(gradeOf((await back(seller, false)).body)).toBe(3);
});

test("one side gives a verdict, the other is told and agrees; an agreed one is not taken back, a later one takes its place", async () => {
  const judge = (who: MemberForTests, verdict: string, reason: string) => who.ask(judgeProject, { ...at(show), body: { verdict, reason } });
  expect((await judge(seller, "drop", "Too dear")).body.code).toBe("only-owners-and-heads");
  const made = (await judge(marketing, "shrink", "Half the space will do")).body;
  const verdict = made.verdicts[0];
  expect(verdict).toMatchObject({ verdict: "shrink", side: "marketing", agreedBy: null, whyNotAgree: "other-side-agrees", whyNotWithdraw: null });
  const notices = (await sales.ask(listNotices)).body.notices;
  expect(notices[0]).toMatchObject({ kind: "project-judged" });
  const agree = (who: MemberForTests, id: string) => who.ask(agreeToVerdict, { ...at(show), body: { verdict: id } });
  expect((await agree(marketing, verdict.id)).body.code).toBe("other-side-agrees");
  expect((await agree(sales, verdict.id)).body.verdicts[0]).toMatchObject({ whyNotAgree: "already-agreed" });
  expect((await agree(sales, verdict.id)).body.code).toBe("already-agreed");
  expect((await marketing.ask(withdrawVerdict, { ...at(show), body: { verdict: verdict.id, isWithdrawn: true } })).body.code).toBe("already-agreed");
  const later = (await judge(sales, "drop", "Nobody came")).body.verdicts;
  expect(later.map((one: { verdict: string; whyNotAgree: string }) => [one.verdict, one.whyNotAgree])).toEqual([
    ["drop", "other-side-agrees"],
    ["shrink", "no-longer-stands"],
  ]);
  const gone = await sales.ask(withdrawVerdict, { ...at(show), body: { verdict: later[0].id, isWithdrawn: true } });
  expect(gone.body.verdicts.map((one: { verdict: string }) => one.verdict)).toEqual(["shrink"]);
});

test("when a day has come it is written down once, its owners are told the latest, and a verdict then rests on it", async () => {
  const due = await fresh.database.inWorkspace(fresh.workspaceId, (tx) => projectsDue(tx, fresh.workspaceId));
  expect(due).toMatchObject([{ id: show, days: [30, 90, 180, 365] }]);
  const results = (await seller.ask(readProjectResults, at(show))).body;
  let asked = 0;
  const work = debriefWork(async () => {
    asked++;
    return results;
  });
  const turn = { database: fresh.database, log: silent, heard: [], signal: new AbortController().signal };
  await work.run(turn);
  // The days that the facts have not reached are looked for again a day later.
  await work.run(turn);
  expect(asked).toBe(1);
  const { measured } = (await seller.ask(readDebrief, at(show))).body;
  expect(
    measured.map(({ days, measures }: { days: number; measures: { measure: string; count: number }[] }) => [days, measures.map(({ count }) => count)]),
  ).toEqual([
    [30, [0, 3, 1, 1]],
    [90, [0, 3, 1, 1]],
  ]);
  expect((await marketing.ask(listNotices)).body.notices.filter(({ kind }: { kind: string }) => kind === "project-measured")).toHaveLength(1);
  // What was written down stays as it was.
  const other = { ...results, milestones: results.milestones.map((one: object) => Object.assign({}, one, { measures: [] })) };
  await keepMeasured(fresh.database, fresh.workspaceId, { project: due[0]!, results: other });
  expect((await seller.ask(readDebrief, at(show))).body.measured[0].measures).toHaveLength(4);
  const judged = await marketing.ask(judgeProject, { ...at(show), body: { verdict: "repeat", reason: "One deal paid for most of it" } });
  expect(judged.body.verdicts[0].restedOn).toMatchObject({ days: 90, measures: [{ count: 0 }, { count: 3 }, { count: 1 }, { count: 1 }] });
});
