// How marketing stands in the firm: what the answers speak of, what a change does in one step and takes back, owners by hand, tasks nobody owns, and who may say so.
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import {
  type StageAnswer,
  type TaskBody,
  type TaskView,
  addMarketingTask,
  changeMarketingTask,
  changeStage,
  readStage,
  removeMarketingTask,
  sayTaskDone,
  setTaskOwners,
  withdrawStage,
  withdrawTaskDone,
} from "#features/stage/contract.ts";
import { answerOf, changeOf, taskView } from "#features/stage/rules.ts";
import { readWorkspace } from "#features/workspace/contract.ts";
import { type StageAnswers, firmStages, proposedStage } from "#facts/firm-stage.ts";
import { hiddenBy, hiddenRooms } from "#facts/hidden-rooms.ts";
import { judgedOn, marketingTaskKeys, standingOf, taskSignKeys, usualOwner } from "#facts/marketing-tasks.ts";
import { tasksAmiss } from "#ledger/marketing-tasks.ts";
import { aFact } from "#testing/builders.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { Ledger } from "#testing/ledger-of-one.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

const team: StageAnswers = { who: "both", people: 4, agencyFor: ["campaigns", "site"], reportsTo: "director", budget: "marketing", apart: "no" };
const nobody: StageAnswers = { who: "nobody", people: 0, agencyFor: [], reportsTo: "nobody", budget: "nobody", apart: "no" };

describe("the questionnaire", () => {
  it.each<[string, Partial<StageAnswers>, string, string]>([
    ["nobody and no agency", nobody, "no-marketer", "nobody"],
    ["an agency alone", { ...nobody, who: "agency", agencyFor: ["site"] }, "agency", "agency-alone"],
    ["one person", { who: "own", people: 1, agencyFor: [] }, "one-marketer", "one-person"],
    ["one person who leads an agency with most of the work", { people: 1, agencyFor: ["site", "mailing", "campaigns"] }, "agency", "one-person"],
    ["three inside sales", { people: 3, reportsTo: "sales", budget: "sales" }, "one-marketer", "inside-sales"],
    ["three under sales with a budget of their own", { people: 3, reportsTo: "sales" }, "department", "own-department"],
    ["four with a group apart", { apart: "groups" }, "groups", "groups-apart"],
    ["three with a group apart are too few for two", { people: 3, apart: "groups" }, "department", "own-department"],
  ])("%s", (_, some, stage, reason) => {
    const told = proposedStage({ ...team, ...some });
    expect([told.stage, told.reasons[0]]).toEqual([stage, reason]);
  });

  it("leaves rooms out by one table whose rooms exist, and promises stay where an agency is the other party", () => {
    const rooms = new Set([...readFileSync("src/apps/web/pages.ts", "utf8").matchAll(/room: "([a-z-]+)"/g)].map((match) => match[1]));
    expect(Object.keys(hiddenBy).filter((room) => !rooms.has(room))).toEqual([]);
    const hidden = (stage: (typeof firmStages)[number], answers = nobody) => hiddenRooms({ stage, answers }).map(({ room }) => room);
    expect(hidden("no-marketer")).toContain("promises");
    expect(hidden("no-marketer", { ...nobody, who: "agency", agencyFor: ["site"] })).not.toContain("promises");
    expect([hidden("one-marketer"), hidden("agency"), hidden("department"), hidden("groups")]).toEqual([["survey"], ["survey"], [], []]);
    expect(hiddenRooms(null)).toEqual([]);
  });
});

describe("owners and days", () => {
  it("are given by the stage, and what the agency was given is the agency's at any stage", () => {
    const at = (stage: (typeof firmStages)[number]) => usualOwner("site", { stage, agencyFor: [] });
    expect(firmStages.map(at)).toEqual(["director", "marketer", "director", "operational-marketing", "operational-marketing"]);
    expect(usualOwner("site", { stage: "department", agencyFor: ["site"] })).toBe("agency");
    expect(usualOwner("research", { stage: "no-marketer", agencyFor: [] })).toBeNull();
  });

  it("tell between two chairs from twice: a name with nobody behind it is no owner", () => {
    const role = { kind: "role", role: "director" } as const;
    expect(standingOf([])).toBe("between-chairs");
    expect(standingOf([{ owner: role, names: [] }])).toBe("between-chairs");
    expect(
      standingOf([
        { owner: role, names: ["A", "B"] },
        { owner: role, names: [] },
      ]),
    ).toBe("owned");
    expect(
      standingOf([
        { owner: role, names: ["A"] },
        { owner: role, names: ["B"] },
      ]),
    ).toBe("twice");
  });

  it("a task is judged again after each whole period", () => {
    expect(judgedOn({ since: "2025-01-31", months: 3, today: "2025-12-15" })).toBe("2026-01-31");
    expect(judgedOn({ since: "2025-12-15", months: 12, today: "2025-12-15" })).toBe("2026-12-15");
  });
});

let fresh: FreshDatabase;
let server: ServerForTests;
type Who = { memberId: string; ask: Ask };
let [boris, olga, seller, viewer, agency] = [] as unknown as [Who, Who, Who, Who, Who];
const today = "2025-12-15";

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId, { now: () => new Date(`${today}T12:00:00Z`) });
  boris = await server.member("head-of-sales", { department: "sales" });
  olga = await server.member("head-of-marketing", { department: "marketing" });
  seller = await server.member("sales", { department: "sales" });
  viewer = await server.member("viewer");
  agency = await server.member("agency");
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

const read = async (): Promise<StageAnswer> => (await viewer.ask(readStage)).body;
const taskIn = ({ tasks }: StageAnswer, id: string): TaskView => tasks.find((task) => task.id === id)!;
const hiddenFor = async ({ ask }: Who): Promise<string[]> => (await ask(readWorkspace)).body.hidden.map(({ room }: { room: string }) => room);
const say = (more: object = {}) => ({ stage: "department", answers: team, since: "2025-06-01", note: "", givesUp: [], ...more });
const rolesOf = (task: TaskView) => task.owners.map(({ owner }) => (owner.kind === "role" ? owner.role : owner.memberId));
const own: TaskBody = {
  kind: "operational",
  name: "Gifts",
  what: "",
  marketing: "",
  sales: "",
  alive: "",
  salesPart: "told",
  everyDays: null,
  judgedMonths: 3,
};

describe("a firm", () => {
  it("that has said nothing is taken for an independent department, and sees every room", async () => {
    const told = await read();
    expect([told.history, told.hidden]).toEqual([[], []]);
    expect(told.tasks.map(({ key }) => key)).toEqual([...marketingTaskKeys]);
    // Nobody is in operational marketing yet, so what it would own is nobody's.
    expect([taskIn(told, "positioning").standing, taskIn(told, "site").standing]).toEqual(["owned", "between-chairs"]);
    expect(answerOf(told)).toMatchObject({ all: 13, between: 5, twice: 0 });
  });

  it("is said by those who lead, in answers that agree with themselves, on a day that has come", async () => {
    expect((await seller.ask(changeStage, { body: say() })).status).toBe(403);
    expect((await agency.ask(readStage)).status).toBe(403);
    const codes = async (more: object) => (await boris.ask(changeStage, { body: say(more) })).body.code;
    expect(await codes({ answers: { ...team, people: 0 } })).toBe("answers-differ");
    expect(await codes({ answers: { ...team, agencyFor: [] } })).toBe("answers-differ");
    expect(await codes({ since: "2025-12-16" })).toBe("begins-in-the-future");
    expect((await olga.ask(changeStage, { body: say() })).status).toBe(201);
    expect(await codes({ since: "2025-05-31" })).toBe("before-the-last");
    const told = await read();
    expect(rolesOf(taskIn(told, "site"))).toEqual(["agency"]);
    expect([taskIn(told, "site").standing, taskIn(told, "site").judgedOn]).toEqual(["owned", "2026-03-01"]);
  });

  it("that loses its marketers sees first what will change; then owners change and rooms are left out in one step, what was named by hand stays, and all of it is taken back", async () => {
    const named = (id: string, owners: unknown) => boris.ask(setTaskOwners, { params: { id }, body: { owners } });
    const director = await server.member("management");
    await named("positioning", [{ kind: "member", memberId: olga.memberId }]);
    await named("materials", [
      { kind: "member", memberId: seller.memberId },
      { kind: "role", role: "agency" },
    ]);
    const before = await read();
    expect([taskIn(before, "materials").standing, taskIn(before, "positioning").isByHand]).toEqual(["twice", true]);
    const will = changeOf(before, { stage: "no-marketer", answers: nobody });
    expect(will.moves.map(({ task }) => task.id)).toEqual([
      "preferences",
      "research",
      "growth",
      "price-place",
      "new-products",
      "campaigns",
      "exhibitions",
      "site",
      "mailing",
    ]);
    expect(will.byHand.map(({ task }) => task.id)).toEqual(["positioning", "materials"]);
    expect(will.between.map(({ task }) => task.id)).toEqual(["research"]);
    expect(will.hides.map(({ room }) => room)).toContain("handoff");

    const { body } = await boris.ask(changeStage, { body: say({ stage: "no-marketer", answers: nobody, since: "2025-12-01", givesUp: ["materials"] }) });
    const after = await read();
    expect(after.history.map(({ stage }) => stage)).toEqual(["no-marketer", "department"]);
    expect([rolesOf(taskIn(after, "growth")), rolesOf(taskIn(after, "materials")), rolesOf(taskIn(after, "positioning"))]).toEqual([
      ["director"],
      ["salespeople"],
      [olga.memberId],
    ]);
    expect(taskIn(after, "research").standing).toBe("between-chairs");
    expect(taskIn(after, "growth").since).toBe("2025-12-01");
    expect(await hiddenFor(viewer)).toEqual(will.hides.map(({ room }) => room));
    // How the firm is set up is not for an agency.
    expect(await hiddenFor(agency)).toEqual([]);
    const amiss = await fresh.database.inWorkspace(fresh.workspaceId, (tx) => tasksAmiss(tx, fresh.workspaceId, today));
    expect([amiss.betweenChairs.map(({ id }) => id), amiss.twice]).toEqual([["research"], []]);

    const [, first] = after.history;
    expect((await boris.ask(withdrawStage, { params: { id: first!.id }, body: { isWithdrawn: true } })).body.code).toBe("said-anew-since");
    const back = (isWithdrawn: boolean) => boris.ask(withdrawStage, { params: { id: body.id }, body: { isWithdrawn } });
    expect((await back(true)).status).toBe(200);
    const undone = await read();
    expect(undone.tasks.map((task) => [task.id, rolesOf(task), task.standing])).toEqual(before.tasks.map((task) => [task.id, rolesOf(task), task.standing]));
    expect(await hiddenFor(viewer)).toEqual([]);
    // Said again, what it had ended ends once more.
    await back(false);
    expect(rolesOf(taskIn(await read(), "materials"))).toEqual(["salespeople"]);
    await back(true);
    expect(director.memberId).not.toBe("");
  });
});

describe("a task", () => {
  it("of the firm's own is nobody's until an owner is named; a house's keeps its words where none are written; both leave the table and come back", async () => {
    const { body } = await olga.ask(addMarketingTask, { body: own });
    expect(taskIn(await read(), body.id)).toMatchObject({ key: null, name: "Gifts", standing: "between-chairs", everyDays: null, last: null, isLate: false });
    expect((await olga.ask(addMarketingTask, { body: { ...own, name: " " } })).body.code).toBe("name-missing");
    await olga.ask(changeMarketingTask, {
      params: { id: "site" },
      body: { ...own, kind: "strategic", name: "", salesPart: "decides", everyDays: 7, judgedMonths: 1 },
    });
    expect(taskIn(await read(), "site")).toMatchObject({ kind: "operational", name: null, salesPart: "decides", everyDays: 7, judgedMonths: 1 });
    const remove = (id: string, isRemoved: boolean) => olga.ask(removeMarketingTask, { params: { id }, body: { isRemoved } });
    await remove("site", true);
    await remove(body.id, true);
    expect((await read()).tasks.filter(({ isRemoved }) => isRemoved).map(({ id }) => id)).toEqual(["site", body.id]);
    await remove("site", false);
    // What it had been changed to is not lost on the way.
    expect(taskIn(await read(), "site")).toMatchObject({ isRemoved: false, salesPart: "decides" });
    expect((await remove("00000000-0000-4000-8000-000000000000", true)).status).toBe(404);
    const stranger = [{ kind: "member", memberId: "00000000-0000-4000-8000-000000000000" }];
    expect((await olga.ask(setTaskOwners, { params: { id: "site" }, body: { owners: stranger } })).body.code).toBe("owner-not-here");
  });

  it("was last done when the records show it, else when somebody said; the later of the two counts, and late is late", async () => {
    const ledger = new Ledger(fresh.database, fresh.workspaceId);
    await ledger.load([aFact("campaign", { id: "c1", startsOn: "2025-11-01" }), aFact("campaign", { id: "c2", startsOn: "2026-02-01" })], {
      entity: "campaign",
      mapped: ["startsOn"],
    });
    const params = { id: "campaigns" };
    expect(taskIn(await read(), "campaigns").last).toMatchObject({ on: "2025-11-01", isMeasured: true });
    expect((await viewer.ask(sayTaskDone, { params, body: { on: today, note: "" } })).status).toBe(403);
    expect((await seller.ask(sayTaskDone, { params, body: { on: "2025-12-16", note: "" } })).body.code).toBe("begins-in-the-future");
    const { body } = await seller.ask(sayTaskDone, { params, body: { on: "2025-12-01", note: "Letters to dealers" } });
    expect(taskIn(await read(), "campaigns").last).toMatchObject({ on: "2025-12-01", isMeasured: false, note: "Letters to dealers" });
    await seller.ask(withdrawTaskDone, { params: { id: body.id }, body: { isWithdrawn: true } });
    expect(taskIn(await read(), "campaigns").last).toMatchObject({ on: "2025-11-01" });
    const task = taskIn(await read(), "campaigns");
    const seen = (day: string) => taskView(task, { signs: new Map([["campaigns", "2025-11-01"]]), said: [], today: day }).isLate;
    // Every 60 days: the 60th day is in time, the next is late.
    expect([seen("2025-12-31"), seen("2026-01-01")]).toEqual([false, true]);
    expect(taskSignKeys.every((key) => (marketingTaskKeys as readonly string[]).includes(key))).toBe(true);
  });
});
