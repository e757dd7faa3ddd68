// A joint project from its template to tasks done, budget, staff and readiness; who may do what; what an agency is shown.
// Long because: the tests follow one company's projects, each where the one before it ended.
import { afterAll, beforeAll, expect, test } from "vitest";

import * as contract from "#features/projects/contract.ts";
import { taskWork } from "#features/projects/jobs.ts";
import { silent } from "#db/log.ts";
import { setStageMappings } from "#features/mappings/contract.ts";
import { readActionEffect } from "#features/actions/contract.ts";
import { aFact, aLead, aWonDeal } from "#testing/builders.ts";
import { type EntityName, entityFields } from "#facts/entities.ts";
import { feedOf } from "#ledger/calendar-feed.ts";
import { type FreshDatabase, aWorkspace, freshDatabase } from "#testing/database.ts";
import { Ledger } from "#testing/ledger-of-one.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
let [head, owner, seller, viewer, agency] = [] as unknown as [Ask, Ask, Ask, Ask, Ask];
let [ownerId, sellerId, marketerId, agencyId] = ["", "", "", ""];
const now = "2026-03-02T09:00:00Z";
let fair = "";

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId, { now: () => new Date(now) });
  const people = await Promise.all([
    server.member("sales", { department: "sales" }),
    server.member("sales"),
    server.member("marketing-operational"),
    server.member("agency"),
  ]);
  [owner, seller, agency] = [people[0].ask, people[1].ask, people[3].ask];
  [ownerId, sellerId, marketerId, agencyId] = people.map(({ memberId }) => memberId) as [string, string, string, string];
  [head, viewer] = [(await server.member("head-of-marketing", { department: "marketing" })).ask, (await server.member("viewer")).ask];
  const ledger = new Ledger(fresh.database, fresh.workspaceId);
  const load = (entity: EntityName, rows: readonly object[]) =>
    ledger.load(rows, { entity, mapped: Object.keys(entityFields[entity]).filter((field) => field !== "id") });
  await load(
    "campaign",
    ["fair-26", "mail-26"].map((id) => aFact("campaign", { id, name: `Campaign ${id}` })),
  );
  await load("lead", [aLead({ id: "l1", campaign: "fair-26", grade: "A", deal: "d1" }), aLead({ id: "l2", campaign: "fair-26", grade: "b" })]);
  const met = (id: string, contact: string) => aFact("touchpoint", { id, at: "2026-02-10T10:00:00Z", channel: "Exhibition", campaign: "fair-26", contact });
  await load("touchpoint", [met("t1", "anna"), met("t2", "anna"), met("t3", "boris")]);
  await load("deal", [aWonDeal({ id: "d1" })]);
  const stages = [{ source: "crm", recordKind: "deal", sourceStage: "won", stage: "won" }];
  await (await server.member("administrator")).ask(setStageMappings, { body: { stages } });
  await load("spend", [
    aFact("spend", { id: "s1", day: "2026-02-01", amount: 250_00, category: "Exhibition space", campaign: "fair-26" }),
    aFact("spend", { id: "s2", day: "2026-02-02", amount: 70_00, category: "Samples", campaign: "Campaign fair-26" }),
    aFact("spend", { id: "s3", day: "2026-02-02", amount: 30_00, category: "Fines", campaign: "fair-26" }),
  ]);
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

const aProject = (more: object = {}) => ({
  kind: "exhibition",
  name: "Spring fair",
  place: "Hall 3",
  startsOn: "2026-06-16",
  endsOn: "2026-06-18",
  timeZone: "Europe/Berlin",
  language: "en",
  salesOwnerId: ownerId,
  marketingOwnerId: marketerId,
  ...more,
});
const room = async (ask: Ask = viewer, id = fair) => (await ask(contract.readProject, { params: { id } })).body;
const inFair = {
  params: {
    get id() {
      return fair;
    },
  },
};
const part = (id: string) => ({ params: { id: fair, part: id } });
const taskBy = async (key: string) => (await room()).tasks.find((task: { key: string }) => task.key === key);

test("heads begin a project from a template, with its tasks, lines and owners who are told", async () => {
  expect((await seller(contract.beginProject, { body: aProject() })).body.code).toBe("only-heads-and-management");
  expect((await head(contract.beginProject, { body: aProject({ endsOn: "2026-06-15" }) })).body.code).toBe("ends-before-start");
  expect((await head(contract.beginProject, { body: aProject({ endsOn: "2027-06-15" }) })).body.code).toBe("too-long");
  expect((await head(contract.beginProject, { body: aProject({ salesOwnerId: agencyId }) })).body.code).toBe("owner-not-here");
  expect((await head(contract.beginProject, { body: aProject({ timeZone: "Mars/Base" }) })).body.code).toBe("zone-not-known");
  const begun = await head(contract.beginProject, { body: aProject() });
  expect(begun.status).toBe(201);
  fair = begun.body.id;
  const told = await room();
  expect([told.tasks.length, told.budget.lines.length, told.project.phase]).toEqual([40, 7, "coming"]);
  expect(await taskBy("readiness-7")).toMatchObject({ dueOn: "2026-06-09", side: "joint", state: "open", isLate: false });
  // Half a year before lies in the past: it is due today, where the fair is.
  expect((await taskBy("agree-goals")).dueOn).toBe("2026-03-02");
  const notices = await fresh.database.inWorkspace(fresh.workspaceId, (tx) =>
    tx.rows<{ member: string }>("select member_id as member from evenhand.notice where kind = 'project-owned'"),
  );
  expect(notices.map(({ member }) => member).toSorted()).toEqual([ownerId, marketerId].toSorted());
});

test("its two owners plan it, others of the company see it, other companies and agencies do not know of it", async () => {
  expect((await seller(contract.changeProject, { ...inFair, body: { place: "Hall 4" } })).body.code).toBe("only-owners-and-heads");
  expect((await owner(contract.changeProject, { ...inFair, body: { place: "Hall 4" } })).status).toBe(200);
  expect((await room(seller)).project.place).toBe("Hall 4");
  expect((await agency(contract.readProject, inFair)).status).toBe(404);
  expect((await agency(contract.listProjects)).body.projects).toEqual([]);
  const second = await aServer(fresh.database, await aWorkspace(fresh.database, "projects-second"));
  const stranger = (await second.member("administrator")).ask;
  expect((await stranger(contract.readProject, inFair)).status).toBe(404);
  expect((await stranger(contract.removeProject, inFair)).status).toBe(404);
  expect((await stranger(contract.listProjects)).body.projects).toEqual([]);
  await second.close();
});

test("an agency that it is shown to sees days, tasks and staff, and no money, names of others or history", async () => {
  expect((await owner(contract.shareProject, { ...inFair, body: { memberId: agencyId, isShared: true } })).body.code).toBe("only-heads-and-management");
  expect((await head(contract.shareProject, { ...inFair, body: { memberId: sellerId, isShared: true } })).body.code).toBe("not-an-agency");
  await head(contract.shareProject, { ...inFair, body: { memberId: agencyId, isShared: true } });
  const seen = await room(agency);
  expect([seen.tasks.length, seen.budget, seen.project.budget, seen.history, seen.people, seen.agencies]).toEqual([40, null, null, [], [], []]);
  expect((await agency(contract.listProjects)).body).toMatchObject({ people: [], templates: [], projects: [{ name: "Spring fair", budget: null }] });
  expect((await agency(contract.endProjectTask, { ...part((await taskBy("announce")).id), body: { state: "done" } })).body.code).toBe("role-only-reads");
  await head(contract.shareProject, { ...inFair, body: { memberId: agencyId, isShared: false } });
  expect((await agency(contract.readProject, inFair)).status).toBe(404);
});

test("goals and budget are filled from the records of its campaigns, and nothing is typed twice", async () => {
  const goals = [
    ["contacts", 4],
    ["leads", 5],
    ["leads-a", 2],
    ["won", 1],
    ["cost", 900_00],
  ].map(([key, planned]) => ({ key, planned }));
  await owner(contract.setProjectGoals, { ...inFair, body: { goals } });
  expect((await room()).goals.map(({ whyNot }: { whyNot: string }) => whyNot)).toEqual([
    "nobody-counted",
    "no-spend-yet",
    "no-campaign-named",
    "no-campaign-named",
    "no-campaign-named",
  ]);
  expect((await owner(contract.changeProject, { ...inFair, body: { campaigns: ["fair-26", "nothing"] } })).body.code).toBe("no-such-campaign");
  await owner(contract.changeProject, { ...inFair, body: { campaigns: ["fair-26"] } });
  let told = await room();
  const actual = Object.fromEntries(told.goals.map(({ key, actual }: { key: string; actual: number }) => [key, actual]));
  expect(actual).toEqual({ contacts: 2, cost: 350_00, leads: 2, "leads-a": 1, won: 1 });
  const line = (kind: string) => told.budget.lines.find((each: { kind: string }) => each.kind === kind);
  expect([line("space").actual, line("samples").actual, line("stand").actual]).toEqual([250_00, 70_00, null]);
  expect(told.budget.unforeseen).toEqual([{ kind: "other", actual: 30_00, records: ["s3"] }]);
  expect((await owner(contract.changeBudgetLine, { ...part(line("space").id), body: { actual: 1 } })).body.code).toBe("actual-is-on-record");
  await owner(contract.changeBudgetLine, { ...part(line("stand").id), body: { planned: 600_00, actual: 40_00 } });
  await owner(contract.putSpendOnLine, { ...inFair, body: { spendId: "s3", lineId: line("travel").id } });
  told = await room();
  expect([line("travel").actual, told.budget.sums.actual, told.budget.unforeseen]).toEqual([30_00, 390_00, []]);
  expect((await owner(contract.putSpendOnLine, { ...inFair, body: { spendId: "none", lineId: null } })).body.code).toBe("no-such-spend");
  await owner(contract.putSpendOnLine, { ...inFair, body: { spendId: "s3", lineId: null } });
  expect((await room()).budget.unforeseen).toHaveLength(1);
  await owner(contract.changeBudgetLine, { ...part(line("staff").id), body: { isRemoved: true } });
  expect((await room()).budget.lines).toHaveLength(6);
  await owner(contract.changeBudgetLine, { ...part(line("staff").id), body: { isRemoved: false } });
  expect((await room()).budget.lines).toHaveLength(7);
});

test("a campaign is one project's, and a row of spend stands on one line of all", async () => {
  const other = (await head(contract.beginProject, { body: aProject({ name: "Letters", kind: "mailing", template: "none", language: "ru" }) })).body.id;
  expect((await head(contract.changeProject, { params: { id: other }, body: { campaigns: ["fair-26"] } })).body.code).toBe("campaign-elsewhere");
  const lineId = (await head(contract.addBudgetLine, { params: { id: other }, body: { kind: "media", name: "Post", planned: 10 } })).body.id;
  const [stand] = (await room()).budget.lines;
  await head(contract.putSpendOnLine, { ...inFair, body: { spendId: "s2", lineId: stand.id } });
  expect((await head(contract.putSpendOnLine, { params: { id: other }, body: { spendId: "s2", lineId } })).body.code).toBe("spend-elsewhere");
  expect((await head(contract.changeBudgetLine, { params: { id: fair, part: lineId }, body: { planned: 1 } })).status).toBe(404);
  await head(contract.putSpendOnLine, { ...inFair, body: { spendId: "s2", lineId: null } });
  const found = (await viewer(contract.findProjectCampaigns, { query: { text: "campaign" } })).body.found;
  expect(found.map(({ id, projectId }: { id: string; projectId: string }) => [id, projectId]).toSorted()).toEqual([
    ["fair-26", fair],
    ["mail-26", null],
  ]);
});

test("moving the event moves open tasks along, and back again", async () => {
  const done = await taskBy("tell-press");
  await owner(contract.endProjectTask, { ...part(done.id), body: { state: "done" } });
  const moved = await owner(contract.changeProject, { ...inFair, body: { startsOn: "2026-06-23", endsOn: "2026-06-25" } });
  expect(moved.body.movedTasks).toBeGreaterThan(20);
  expect([(await taskBy("readiness-7")).dueOn, (await taskBy("debrief-90")).dueOn]).toEqual(["2026-06-16", "2026-09-23"]);
  expect((await taskBy("tell-press")).dueOn).toBe(done.dueOn);
  await owner(contract.changeProject, { ...inFair, body: { startsOn: "2026-06-16", endsOn: "2026-06-18" } });
  expect((await taskBy("readiness-7")).dueOn).toBe("2026-06-09");
});

test("whoever a task is given to is told and ends it; it becomes an action once, and is done there from then on", async () => {
  const own = await taskBy("invite-first");
  expect((await seller(contract.endProjectTask, { ...part(own.id), body: { state: "done" } })).body.code).toBe("only-owners-and-heads");
  await owner(contract.changeProjectTask, { ...part(own.id), body: { ownerId: sellerId } });
  expect((await seller(contract.endProjectTask, { ...part(own.id), body: { state: "done" } })).status).toBe(200);
  expect((await taskBy("invite-first")).endedBy).toBe("A sales");
  await seller(contract.endProjectTask, { ...part(own.id), body: { state: "open" } });
  const bare = await taskBy("announce");
  expect((await owner(contract.makeTaskAction, { ...part(bare.id), body: {} })).body.code).toBe("task-without-owner");
  const { actionId } = (await owner(contract.makeTaskAction, { ...part(own.id), body: {} })).body;
  expect((await owner(contract.makeTaskAction, { ...part(own.id), body: {} })).body.code).toBe("task-is-an-action");
  expect((await seller(contract.endProjectTask, { ...part(own.id), body: { state: "done" } })).body.code).toBe("task-is-an-action");
  expect((await viewer(readActionEffect, { params: { id: actionId } })).body.code).toBe("action-not-done");
  await fresh.database.inWorkspace(fresh.workspaceId, (tx) =>
    tx.run("update evenhand.action set state = 'done', ended_at = now() where workspace_id = $1 and id = $2", [fresh.workspaceId, actionId]),
  );
  expect(await taskBy("invite-first")).toMatchObject({ state: "done", actionId });
  const added = (await owner(contract.addProjectTask, { ...inFair, body: { title: "Flowers", side: "joint", when: { anchor: "end", offsetDays: -1 } } })).body
    .id;
  expect((await room()).tasks.find(({ id }: { id: string }) => id === added).dueOn).toBe("2026-06-17");
  await owner(contract.changeProjectTask, { ...part(added), body: { when: { dueOn: "2026-05-01" } } });
  expect((await room()).tasks.find(({ id }: { id: string }) => id === added)).toMatchObject({ dueOn: "2026-05-01", anchor: null });
  await owner(contract.changeProjectTask, { ...part(added), body: { isRemoved: true } });
  expect((await owner(contract.changeProjectTask, { ...part(added), body: { isRemoved: true } })).status).toBe(404);
});

test("the staff plan marks whoever is in two places, and days without anybody", async () => {
  const shift = { memberId: sellerId, fromMinute: 540, toMinute: 780, role: "stand" };
  expect((await owner(contract.addShifts, { ...inFair, body: { ...shift, toMinute: 500, days: ["2026-06-16"] } })).body.code).toBe("ends-before-start");
  expect((await owner(contract.addShifts, { ...inFair, body: { ...shift, person: "Bo", days: ["2026-06-16"] } })).body.code).toBe("nobody-named");
  const { ids } = (await owner(contract.addShifts, { ...inFair, body: { ...shift, days: ["2026-06-16", "2026-06-17"] } })).body;
  await owner(contract.addShifts, { ...inFair, body: { ...shift, fromMinute: 700, toMinute: 760, role: "talks", days: ["2026-06-17"] } });
  let told = await room();
  expect(told.shifts.map(({ day, clash }: { day: string; clash: string }) => [day, clash])).toEqual([
    ["2026-06-16", null],
    ["2026-06-17", "Spring fair"],
    ["2026-06-17", "Spring fair"],
  ]);
  expect(told.uncovered).toEqual(["2026-06-18"]);
  await owner(contract.changeShift, { ...part(ids[1]), body: { isRemoved: true } });
  told = await room();
  expect([told.shifts.length, told.uncovered]).toEqual([2, ["2026-06-17", "2026-06-18"]]);
});

test("each side speaks for itself; every word is kept, and the last one can be taken back", async () => {
  const say = (ask: Ask, body: object) => ask(contract.sayReadiness, { ...inFair, body });
  expect((await say(head, { side: "sales", level: "ready" })).body.code).toBe("only-own-side");
  expect((await say(owner, { side: "sales", level: "not-yet" })).body.code).toBe("not-ready-without-word");
  await say(owner, { side: "sales", level: "not-yet", said: "Nobody for the second day" });
  const last = (await say(owner, { side: "sales", level: "ready" })).body.id;
  await say(head, { side: "marketing", level: "nearly", said: "Samples are on their way" });
  expect((await room()).readiness.map(({ level, said }: { level: string; said: string }) => [level, said])).toEqual([
    ["ready", null],
    ["nearly", "Samples are on their way"],
  ]);
  expect((await head(contract.withdrawReadiness, part(last))).body.code).toBe("only-own-side");
  await owner(contract.withdrawReadiness, part(last));
  expect((await room()).project.ready).toEqual({ sales: "not-yet", marketing: "nearly" });
});

test("a project is cancelled with a reason, taken away and brought back; its history says all of it", async () => {
  expect((await owner(contract.moveProject, { ...inFair, body: { state: "cancelled" } })).body.code).toBe("cancelled-without-reason");
  await owner(contract.moveProject, { ...inFair, body: { state: "cancelled", reason: "The hall burned down" } });
  expect((await room()).project).toMatchObject({ phase: "cancelled", stateReason: "The hall burned down" });
  await owner(contract.moveProject, { ...inFair, body: { state: "planned" } });
  await owner(contract.removeProject, inFair);
  expect((await owner(contract.readProject, inFair)).status).toBe(404);
  await owner(contract.restoreProject, inFair);
  const acts = (await room()).history.map(({ act }: { act: string }) => act);
  expect(acts.slice(0, 4)).toEqual(["restored", "removed", "planned", "cancelled"]);
  expect(acts.at(-1)).toBe("begun");
});

test("a good project becomes a template of the firm, without people and days", async () => {
  const { id } = (await owner(contract.saveTemplate, { ...inFair, body: { name: "Our fair" } })).body;
  expect((await viewer(contract.listProjects)).body.templates).toMatchObject([{ id, name: "Our fair", kind: "exhibition", tasks: 40 }]);
  const again = (
    await head(contract.beginProject, { body: aProject({ name: "Autumn fair", startsOn: "2026-10-06", endsOn: "2026-10-08", template: id, previousId: fair }) })
  ).body.id;
  const told = await room(viewer, again);
  expect(told.tasks.find((task: { key: string }) => task.key === "invite-first")).toMatchObject({ dueOn: "2026-08-12", ownerId: null, state: "open" });
  expect([told.goals.length, told.budget.sums.planned, told.budget.sums.actual, told.project.previousId]).toEqual([5, 600_00, null, fair]);
  await head(contract.removeTemplate, { params: { id }, body: { isRemoved: true } });
  expect((await head(contract.beginProject, { body: aProject({ template: id }) })).body.code).toBe("no-such-template");
});

test("a task is reminded of once for its day: its owner, else the owners of its side", async () => {
  const turn = () => taskWork().run({ database: fresh.database, log: silent, signal: new AbortController().signal, heard: [] });
  const reminded = async () =>
    fresh.database.inWorkspace(fresh.workspaceId, async (tx) =>
      (
        await tx.rows<{ member: string; said: string }>(
          "select member_id as member, data ->> 'said' as said from evenhand.notice where kind = 'project-task-due' and data ->> 'said' like 'R %' order by 2, 1",
        )
      ).map(({ member, said }) => [said, member]),
    );
  const past = { when: { dueOn: "2020-01-01" } };
  await owner(contract.addProjectTask, { ...inFair, body: { title: "R own", side: "sales", ownerId: sellerId, ...past } });
  await owner(contract.addProjectTask, { ...inFair, body: { title: "R sales", side: "sales", ...past } });
  await owner(contract.addProjectTask, { ...inFair, body: { title: "R joint", side: "joint", ...past } });
  await owner(contract.addProjectTask, { ...inFair, body: { title: "R later", side: "joint", when: { dueOn: "2099-01-01" } } });
  await turn();
  await turn();
  const joint = [ownerId, marketerId].toSorted().map((member) => ["R joint", member]);
  expect(await reminded()).toEqual([...joint, ["R own", sellerId], ["R sales", ownerId]]);
});

test("a private calendar shows the days of projects that one has a part in and one's open tasks, and of others nothing", async () => {
  const { id } = (await head(contract.beginProject, { body: aProject({ name: "Far fair", startsOn: "2099-06-16", endsOn: "2099-06-18", template: "none" }) }))
    .body;
  const far = { params: { id } };
  const own = { side: "sales", ownerId: sellerId };
  const task = (title: string, more: object) => owner(contract.addProjectTask, { ...far, body: { title, when: { anchor: "start", offsetDays: -7 }, ...more } });
  const done = (await task("F done", own)).body.id;
  for (const [title, more] of [
    ["F own", own],
    ["F sales", { side: "sales" }],
    ["F marketing", { side: "marketing" }],
  ] as const)
    await task(title, more);
  await seller(contract.endProjectTask, { params: { id, part: done }, body: { state: "done" } });
  const linkTo = (slug: string, { kind, id: of }: { kind: string; id: string }) => `https://evenhand.example/${slug}/${kind}/${of}`;
  const feedOfMember = async (memberId: string) => {
    const text = await fresh.database.inWorkspace(fresh.workspaceId, (tx) => feedOf(tx, { workspaceId: fresh.workspaceId, memberId }, linkTo));
    return text?.replaceAll("\r\n ", "").split("\r\n") ?? null;
  };
  const far2099 = (lines: readonly string[] | null) =>
    lines!
      .filter((line) => /^SUMMARY:(Far fair|F )/.test(line))
      .map((line) => line.slice("SUMMARY:".length))
      .toSorted();
  const seen = await feedOfMember(sellerId);
  expect(far2099(seen)).toEqual(["F own (Far fair)", "Far fair"]);
  // From the first day until the day after the last; the task a week before.
  expect(seen).toEqual(expect.arrayContaining(["DTSTART;VALUE=DATE:20990616", "DTEND;VALUE=DATE:20990619", "DTSTART;VALUE=DATE:20990609"]));
  expect(far2099(await feedOfMember(ownerId))).toEqual(["F sales (Far fair)", "Far fair"]);
  expect(far2099(await feedOfMember(marketerId))).toEqual(["F marketing (Far fair)", "Far fair"]);
  const stranger = await server.member("sales");
  expect(far2099(await feedOfMember(stranger.memberId))).toEqual([]);
  expect(await feedOfMember(agencyId)).toBeNull();
  await owner(contract.moveProject, { ...far, body: { state: "cancelled", reason: "Hall burnt down" } });
  expect([far2099(await feedOfMember(sellerId)), (await feedOfMember(sellerId))!.includes("STATUS:CANCELLED")]).toEqual([["Far fair"], true]);
  await owner(contract.removeProject, far);
  expect(far2099(await feedOfMember(sellerId))).toEqual([]);
});
