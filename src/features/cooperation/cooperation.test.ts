// Should we move up: what heads say and records tell, an answer accepted by both with its evidence, moves begun where they belong, and goals for the dials.
// Long because: one company goes the whole way from its first wave to a goal that is off its path.
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import {
  type ConditionView,
  acceptMoveUp,
  beginMove,
  bringMoveUp,
  proposeCooperationGoal,
  readCooperationGoals,
  readMoveUp,
  sayCondition,
  setConditionLevel,
  signCooperationGoal,
  withdrawCooperationGoal,
  withdrawMove,
  withdrawMoveUp,
} from "#features/cooperation/contract.ts";
import { keptByMonth } from "#apps/server/relationship.ts";
import { listActions, listAgenda } from "#features/actions/contract.ts";
import { listDecisions, readDecision } from "#features/decisions/contract.ts";
import { readMeeting, writeAgenda } from "#features/meeting-room/contract.ts";
import { planMeeting } from "#features/meetings/contract.ts";
import { listNotices } from "#features/notices/contract.ts";
import { listPractices } from "#features/practices/contract.ts";
import { disclosed } from "#evidence/survey/shown.ts";
import { tallyOf } from "#evidence/survey/tally.ts";
import { type ConditionKey, conditionKeys, ruleOf } from "#facts/cooperation.ts";
import { type Ballot, type SurveyStatement, surveyOrientations, surveySkills, surveyStatements } from "#facts/survey.ts";
import { addDays, addMonths } from "#kit/day.ts";
import { diceOf } from "#kit/dice.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

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

const statements = Object.keys(surveyStatements) as SurveyStatement[];
const record = <K extends string>(keys: readonly K[], of: (key: K) => number) => Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<K, number>;

/** A closed wave of six and six, a little unlike one another: sales answers so much above `level` as marketing below; half a level is half of the people. */
async function wave(number: number, closedOn: string, { level, apart = 0 }: { level: number; apart?: number }): Promise<void> {
  const dice = diceOf(number);
  const ballots = (["sales", "marketing"] as const).flatMap((side) =>
    Array.from({ length: 6 }, (_, person): Ballot => {
      const answer = Math.min(
        5,
        Math.max(
          1,
          Math.floor(level) + (Number.isInteger(level) ? 0 : person % 2) + (side === "sales" ? apart : -apart) + (person === 0 ? 1 : person === 1 ? -1 : 0),
        ),
      );
      return {
        side,
        statements: record(statements, () => answer),
        importance: record(statements, () => 2),
        own: 3,
        other: 3,
        orientations: record(surveyOrientations, () => 3),
        skills: record(surveySkills, () => 3),
        segments: [],
        scales: {},
        words: {},
      };
    }),
  );
  const six = (side: string) => Array.from({ length: 6 }, (_, n) => `${side}${n}`);
  const shown = disclosed({ sales: six("s"), marketing: six("m") }, { fewest: 5, isJoint: false, earlier: [] });
  const tally = tallyOf(ballots, { shown, asked: { sales: 6, marketing: 6 }, questions: [], dice });
  await fresh.database.inWorkspace(fresh.workspaceId, (tx) =>
    tx.run(
      `insert into evenhand.survey_wave (workspace_id, id, number, mode, fewest, days_open, questions, segments, proposed_on, proposed_by, sales_by, marketing_by, opened_on, closes_on, closed_on, tally)
       values ($1, gen_random_uuid(), $2, 'sides', 5, 14, '[]', '[]', $3::date - 20, $4, $4, $5, $3::date - 15, $3::date - 1, $3::date, $6::jsonb)`,
      [fresh.workspaceId, number, closedOn, boris.memberId, olga.memberId, JSON.stringify(tally)],
    ),
  );
}

const read = async (who: Who = viewer) => (await who.ask(readMoveUp)).body;
const condition = async (key: ConditionKey): Promise<ConditionView> =>
  (await read()).kinds.flatMap(({ conditions }: { conditions: ConditionView[] }) => conditions).find((one: ConditionView) => one.key === key);
const says = (who: Who, key: ConditionKey, answer: "yes" | "no" | "not-sure" | null, note = "") =>
  who.ask(sayCondition, { params: { condition: key }, body: { answer, note } });

describe("without a wave", () => {
  it("nothing is told, the conditions of all kinds stand there, and no dial of the survey has a figure; an agency sees none of it", async () => {
    const told = await read();
    expect(told).toMatchObject({ wave: null, answer: "cannot-be-told", because: "no-wave", at: null, accepted: null });
    expect(told.kinds.flatMap(({ conditions }: { conditions: unknown[] }) => conditions)).toHaveLength(conditionKeys.length);
    expect(told.summary.ru).toContain("сказать нельзя");
    expect((await agency.ask(readMoveUp)).status).toBe(403);
    const goals = (await viewer.ask(readCooperationGoals)).body;
    expect(goals.dials.map(({ now, reason }: { now: unknown; reason: string }) => [now, reason])).toEqual([
      [null, "no-wave"],
      [null, "no-wave"],
      [null, "no-facts-yet"],
    ]);
    expect((await boris.ask(proposeCooperationGoal, { body: goal() })).body.code).toBe("dial-not-measured");
  });
});

const goal = (more: object = {}) => ({
  dial: "survey",
  target: 70,
  day: "2026-09-01",
  ownerSales: boris.memberId,
  ownerMarketing: olga.memberId,
  ...more,
});

describe("conditions", () => {
  it("are said by the two heads alone, each for the own side; the last word counts and all of them stay", async () => {
    await wave(1, "2025-06-01", { level: 3 });
    await wave(2, "2025-09-15", { level: 3 });
    expect((await says(seller, "no-reason", "yes")).body.code).toBe("only-heads-say");
    expect((await says(viewer, "no-reason", "yes")).body.code).toBe("role-only-reads");
    await says(boris, "no-reason", "yes", "All is well");
    expect(await condition("no-reason")).toMatchObject({ state: "open", said: { sales: { answer: "yes", note: "All is well" }, marketing: null } });
    await says(olga, "no-reason", "no");
    expect(await condition("no-reason")).toMatchObject({ state: "parted", by: null });
    await says(boris, "no-reason", "no");
    expect(await condition("no-reason")).toMatchObject({ state: "holds-not", by: "heads", history: [{ answer: "no" }, { answer: "no" }, { answer: "yes" }] });
    await says(boris, "no-reason", null);
    expect(await condition("no-reason")).toMatchObject({ state: "open", said: { sales: null } });
  });

  it("are measured where records tell: by levels that heads may change, and nobody else", async () => {
    const before = await condition("gaps-despite-roles");
    expect(before.measures.map(({ key, reason }) => [key, reason])).toEqual([
      ["leads-unowned", "no-cases"],
      ["leads-twice", "no-cases"],
      ["leads-returned", "no-facts-yet"],
      ["tasks-unowned", "no-cases"],
    ]);
    expect((await seller.ask(setConditionLevel, { params: { measure: "cycle-median" }, body: { level: 60 } })).status).toBe(403);
    expect((await boris.ask(setConditionLevel, { params: { measure: "cycle-median" }, body: { level: 0 } })).body.code).toBe("level-not-possible");
    await fresh.database.inWorkspace(fresh.workspaceId, async (tx) => {
      await tx.run(
        `insert into evenhand.lead (workspace_id, id, contact, owner, created_at, source, first_import, last_import)
         select $1, 'l' || n, 'c' || (n / 2), case when n < 12 then null when n % 2 = 0 then 'Anna' else 'Piotr' end, '2025-09-10', 'crm', gen_random_uuid(), gen_random_uuid()
           from generate_series(0, 39) n`,
        [fresh.workspaceId],
      );
    });
    // 12 of 40 have no owner; all 28 others share a contact with another owner.
    const after = await condition("gaps-despite-roles");
    expect(after).toMatchObject({ state: "holds", by: "records" });
    expect(after.measures.slice(0, 2)).toMatchObject([
      { value: 0.3, sample: 40, state: "yes", level: 0.1, isOwnLevel: false },
      { value: 1, sample: 28, state: "yes" },
    ]);
    for (const [measure, level] of [
      ["leads-unowned", 0.6],
      ["leads-twice", 1],
    ] as const)
      await boris.ask(setConditionLevel, { params: { measure }, body: { level } });
    expect((await condition("gaps-despite-roles")).measures[0]).toMatchObject({ state: "no", level: 0.6, isOwnLevel: true });
    for (const measure of ["leads-unowned", "leads-twice"]) await boris.ask(setConditionLevel, { params: { measure }, body: { level: null } });
    expect((await condition("gaps-despite-roles")).measures[0]).toMatchObject({ state: "yes", level: 0.1, isOwnLevel: false });
  });
});

describe("the answer", () => {
  it("names what is missing, and moves once both heads have said enough", async () => {
    const open = await read();
    expect(open).toMatchObject({ wave: { number: 2, kind: "aligned" }, answer: "cannot-be-told" });
    // The sum of 60, give or take six, lies on the border of two kinds: each is answered.
    expect(open.wave.kinds).toEqual(["defined", "aligned"]);
    expect(open.because).toBe("kinds-differ");
    await wave(3, "2025-12-01", { level: 2.5 });
    expect(await read()).toMatchObject({ because: "conditions-open", wave: { kinds: ["defined"] } });
    for (const key of conditionKeys.filter((each) => ruleOf(each).from === "defined" && each !== "gaps-despite-roles"))
      for (const who of [boris, olga]) await says(who, key, ruleOf(key).speaks === "move" ? "yes" : "no");
    const told = await read();
    expect(told).toMatchObject({ answer: "move", at: "aligned", kinds: [{ missing: [], forStaying: [] }] });
    expect(told.summary.en).toContain("Move from defined to aligned");
  });

  it("is accepted by both heads as it stood, and then stands among the decisions with its numbers", async () => {
    expect((await seller.ask(acceptMoveUp, { body: { answer: "move", at: "aligned" } })).body.code).toBe("only-heads-accept");
    expect((await boris.ask(acceptMoveUp, { body: { answer: "stay", at: "defined" } })).body.code).toBe("answer-is-another");
    const first = (await boris.ask(acceptMoveUp, { body: { answer: "move", at: "aligned" } })).body;
    expect(first.isDecided).toBe(false);
    expect((await boris.ask(acceptMoveUp, { body: { answer: "move", at: "aligned" } })).body.code).toBe("accepted-already");
    expect((await olga.ask(listNotices)).body.notices[0]).toMatchObject({ kind: "cooperation-asked" });
    expect((await viewer.ask(listDecisions)).body.decisions.find(({ id }: { id: string }) => id === `moveup.${first.id}`)).toMatchObject({ state: "waiting" });
    await olga.ask(withdrawMoveUp, { params: { id: first.id } });
    expect((await read()).waiting).toBeNull();
    const { id } = (await olga.ask(acceptMoveUp, { body: { answer: "move", at: "aligned" } })).body;
    expect((await boris.ask(acceptMoveUp, { body: { answer: "move", at: "aligned" } })).body).toEqual({ id, isDecided: true });
    expect((await boris.ask(withdrawMoveUp, { params: { id } })).body.code).toBe("both-have-accepted");
    const { decision, evidence } = (await viewer.ask(readDecision, { params: { id: `moveup.${id}` } })).body;
    expect(decision).toMatchObject({ kind: "moveup", state: "in-force", title: { en: "Move to aligned" }, parties: [{ as: "agreed" }, { as: "agreed" }] });
    expect(evidence.find(({ code }: { code: string }) => code === "survey-sum").was).toMatchObject({ value: 50, unit: "points" });
    expect(evidence.find(({ code }: { code: string }) => code === "measure-leads-unowned").was).toMatchObject({ value: 0.3, unit: "share" });
    // The evidence stays as it was when the records change.
    await fresh.database.inWorkspace(fresh.workspaceId, (tx) => tx.run("update evenhand.lead set owner = 'Anna' where workspace_id = $1", [fresh.workspaceId]));
    const later = (await viewer.ask(readDecision, { params: { id: `moveup.${id}` } })).body.evidence;
    expect(later).toEqual(evidence);
    expect((await condition("gaps-despite-roles")).measures[0]).toMatchObject({ value: 0 });
  });

  it("is brought to the next meeting once, and taken off again", async () => {
    expect((await viewer.ask(bringMoveUp, { body: { isOn: true } })).status).toBe(403);
    for (let n = 0; n < 2; n++) await seller.ask(bringMoveUp, { body: { isOn: true } });
    expect((await viewer.ask(listAgenda)).body.items.map(({ title, from }: { title: string; from: object }) => [title, from])).toEqual([
      ["Should we move up?", { kind: "cooperation", id: "answer", title: "Should we move up?" }],
    ]);
    expect((await read()).isOnAgenda).toBe(true);
    await seller.ask(bringMoveUp, { body: { isOn: false } });
    expect((await viewer.ask(listAgenda)).body.items).toEqual([]);
  });
});

describe("moves", () => {
  const body = (more: object = {}) => ({
    as: "action",
    title: "Preview of campaigns",
    ownerSales: boris.memberId,
    ownerMarketing: olga.memberId,
    dueOn: addDays(today, 60),
    showsDone: "Two campaigns were told of in time",
    ...more,
  });
  it("are begun as what they are, by the rules of that room, once, and taken back with what they became", async () => {
    const begin = (who: Who, move: string, more: object = {}) => who.ask(beginMove, { params: { move }, body: body(more) });
    expect((await begin(seller, "campaign-preview")).body.code).toBe("only-heads-begin");
    expect((await begin(boris, "campaign-preview", { ownerSales: olga.memberId })).body.code).toBe("not-of-that-side");
    expect((await begin(boris, "campaign-preview", { as: "practice" })).body.code).toBe("cannot-be-begun-so");
    expect((await begin(boris, "campaign-preview", { dueOn: addDays(today, -1) })).body.code).toBe("due-in-the-past");
    const { id } = (await begin(boris, "campaign-preview")).body;
    expect((await begin(boris, "campaign-preview")).body.code).toBe("begun-already");
    const actions = async () => (await viewer.ask(listActions)).body.actions.map(({ title }: { title: string }) => title);
    expect(await actions()).toEqual(["Preview of campaigns"]);
    expect(await read()).toMatchObject({ begun: [{ move: "campaign-preview", as: "action", showsDone: "Two campaigns were told of in time" }] });
    expect((await read()).moves[0].done).toEqual(["campaign-preview"]);
    await boris.ask(withdrawMove, { params: { id } });
    expect([await actions(), (await read()).begun]).toEqual([[], []]);
    await begin(olga, "liaison", { as: "practice" });
    expect((await viewer.ask(listPractices)).body.practices.find(({ key }: { key: string }) => key === "liaison")).toMatchObject({ state: "everywhere" });
    const told = (await read()).moves[0];
    expect(told.moves).toHaveLength(3);
    expect(told.done).toEqual(["liaison"]);
    expect(told.moves.every(({ move }: { move: string }) => move !== "liaison")).toBe(true);
    const project = await begin(boris, "plan-events-together", { as: "project", title: "Spring conference" });
    expect(project.status).toBe(201);
    expect((await read()).begun).toMatchObject([{ as: "project" }, { as: "practice", practice: "liaison" }]);
  });
});

describe("goals of the dials", () => {
  const goals = async (who: Who = viewer) => (await who.ask(readCooperationGoals)).body;
  it("begin where the dial stands, are signed by both heads, and are judged by the waves since", async () => {
    expect((await seller.ask(proposeCooperationGoal, { body: goal() })).body.code).toBe("only-heads-set-goals");
    expect((await boris.ask(proposeCooperationGoal, { body: goal({ target: 40 }) })).body.code).toBe("target-not-better");
    expect((await boris.ask(proposeCooperationGoal, { body: goal({ target: 120 }) })).body.code).toBe("target-not-possible");
    expect((await boris.ask(proposeCooperationGoal, { body: goal({ day: today }) })).body.code).toBe("day-is-over");
    expect((await boris.ask(proposeCooperationGoal, { body: goal({ ownerSales: olga.memberId }) })).body.code).toBe("not-of-that-side");
    const { id } = (await boris.ask(proposeCooperationGoal, { body: goal() })).body;
    expect((await olga.ask(proposeCooperationGoal, { body: goal() })).body.code).toBe("another-goal-waits");
    expect((await goals()).goals[0]).toMatchObject({ id, state: "waiting", baseline: 50, baselineOn: "2025-12-01", says: null });
    expect((await boris.ask(signCooperationGoal, { params: { id } })).body.code).toBe("signed-already");
    expect((await olga.ask(signCooperationGoal, { params: { id } })).body).toEqual({ isInForce: true });
    expect((await goals()).goals[0]).toMatchObject({ state: "active", says: "cannot-be-told", chance: null });
    expect((await viewer.ask(listDecisions)).body.decisions.find(({ id: of }: { id: string }) => of === `goal.${id}`)).toMatchObject({
      kind: "goal",
      state: "in-force",
      level: { value: 70, unit: "points" },
      until: "2026-09-01",
    });
    // A wave after the goal began: far below the line, so it is off its path.
    await wave(4, "2025-12-10", { level: 1.5 });
    const [off] = (await goals()).goals;
    expect(off).toMatchObject({ says: "off", reached: false });
    expect([off.points.length, off.chance < 0.05]).toEqual([4, true]);
    // Off its path it stands on the agenda that writes itself.
    const plan = { title: "Together", startsAt: "2099-01-01T09:00:00Z", minutes: 60, people: [boris.memberId, olga.memberId] };
    const meeting = (await boris.ask(planMeeting, { body: plan })).body;
    await boris.ask(writeAgenda, { params: { id: meeting.id }, body: {} });
    const items = (await boris.ask(readMeeting, { params: { id: meeting.id } })).body.items;
    expect(items.map(({ title, from }: { title: string; from: { kind: string; id: string } | null }) => [title, from?.kind, from?.id])).toContainEqual([
      "Survey: sum of the answers",
      "cooperation",
      id,
    ]);
    await boris.ask(withdrawCooperationGoal, { params: { id }, body: { isWithdrawn: true } });
    expect((await goals()).goals[0].state).toBe("withdrawn");
    await boris.ask(withdrawCooperationGoal, { params: { id }, body: { isWithdrawn: false } });
    expect((await goals()).goals[0].state).toBe("active");
  });

  it("of the same dial take the place of one another once both have signed; other dials have their own", async () => {
    const [before] = (await goals()).goals;
    const { id } = (await olga.ask(proposeCooperationGoal, { body: goal({ target: 75 }) })).body;
    expect((await goals()).goals.map(({ id: of, state }: { id: string; state: string }) => [of, state])).toEqual([
      [before.id, "active"],
      [id, "waiting"],
    ]);
    await boris.ask(signCooperationGoal, { params: { id } });
    expect((await goals()).goals.map(({ id: of, state }: { id: string; state: string }) => [of, state])).toEqual([
      [id, "active"],
      [before.id, "superseded"],
    ]);
  });

  it("tell months of promises by the rule of the promises: kept, of those with ten cases whose range tells", () => {
    const month = (at: string, measured: number, half: number, sample = 40) => ({
      period: { from: `${at}-01`, until: addMonths(`${at}-01`, 1) },
      measured,
      interval: { low: measured - half, high: measured + half, level: 0.9 },
      sample,
    });
    const points = keptByMonth([
      { promised: 0.8, holds: "at-least", months: [month("2025-10", 0.9, 0.05), month("2025-11", 0.5, 0.1)] },
      { promised: 0.1, holds: "at-most", months: [month("2025-10", 0.3, 0.1), month("2025-11", 0.3, 0.1, 4)] },
      { promised: null, holds: "at-least", months: [month("2025-10", 0.9, 0.05)] },
    ]);
    expect(points.map(({ on, value, sample }) => [on, value, sample])).toEqual([
      ["2025-10-31", 0.5, 2],
      ["2025-11-30", 0, 1],
    ]);
  });
});
