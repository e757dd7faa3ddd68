// Days of tasks, moving along, people in two places, goals against the records: what a project's page says, checked in the head.
import { describe, expect, test } from "vitest";

import { budgetView, distanceOf, goalViews, movedTasks, shiftViews, tasksFrom, timesSpaceOf, uncoveredDays, usualTemplate } from "#features/projects/rules.ts";
import { words as english } from "#features/projects/words.en.ts";
import type { GoalResult } from "#evidence/projects/goals.ts";
import { projectTemplates } from "#facts/project-templates.ts";
import {
  type BudgetLineOnFile,
  type ProjectGoalKey,
  type ProjectTaskOnFile,
  type ShiftOnFile,
  debriefDays,
  debriefKey,
  filledBudget,
  hasStand,
  projectKinds,
} from "#facts/projects.ts";
import { aFact } from "#testing/builders.ts";

const days = { startsOn: "2026-09-15", endsOn: "2026-09-17" };
const task = (id: string, more: Partial<ProjectTaskOnFile> = {}): ProjectTaskOnFile => ({
  id,
  projectId: "p",
  key: null,
  title: id,
  note: null,
  side: "joint",
  ownerId: null,
  owner: null,
  anchor: "start",
  offsetDays: -10,
  dueOn: "2026-09-05",
  state: "open",
  endedAt: null,
  endedBy: null,
  actionId: null,
  actionState: null,
  ...more,
});

describe("templates", () => {
  test.each(projectKinds)("%s: every task and line has words, tasks stand in order of their days, results are taken four times", (kind) => {
    const { tasks, lines, goals } = projectTemplates[kind];
    expect(tasks.filter(({ key }) => !(`task-${key}` in english)).map(({ key }) => key)).toEqual([]);
    expect(lines.filter((line) => !(`line-${line}` in english))).toEqual([]);
    expect(goals.filter((goal) => !(`goal-${goal}` in english))).toEqual([]);
    expect(new Set(tasks.map(({ key }) => key)).size).toBe(tasks.length);
    const dated = tasksFrom(usualTemplate(kind, "en"), days, "2026-01-01").map(({ dueOn }) => dueOn);
    expect(dated).toEqual(dated.toSorted());
    expect(debriefDays.map(debriefKey).filter((key) => !tasks.some((each) => each.key === key))).toEqual([]);
    for (const side of ["sales", "marketing", "joint"] as const) expect(tasks.filter((each) => each.side === side).length).toBeGreaterThan(1);
  });

  test.each(projectKinds.filter((kind) => !hasStand(kind)))("%s: nothing of a stand, a hall or a badge, where there is none", (kind) => {
    const said = [usualTemplate(kind, "en"), usualTemplate(kind, "ru")].flatMap(({ tasks, lines }) =>
      tasks.map(({ title }) => title).concat(lines.map(({ name }) => name)),
    );
    expect(said.filter((text) => /\bstand\b|\bbooth\b|\bhall\b|badge|стенд|бейдж/i.test(text))).toEqual([]);
  });

  test("an exhibition reaches from half a year before to a year after, in both languages", () => {
    const { tasks } = usualTemplate("exhibition", "ru");
    expect([tasks.length, tasks[0]!.offsetDays, tasks.at(-1)!.offsetDays]).toEqual([40, -180, 365]);
    expect(tasks[0]!.title).toContain("Согласовать цели");
  });

  test("a task of a project begun late says how far from it it is really due, and what its template said", () => {
    const [first] = tasksFrom(usualTemplate("exhibition", "en"), days, "2026-09-05");
    expect(distanceOf(first!, days)).toEqual({ days: -10, planned: -180 });
    expect(distanceOf(task("usual"), days)).toEqual({ days: -10, planned: null });
    expect(distanceOf(task("end", { anchor: "end", offsetDays: 30, dueOn: "2026-10-17" }), days)).toEqual({ days: 30, planned: null });
    expect(distanceOf(task("own", { anchor: null, offsetDays: null }), days)).toBeNull();
  });

  test("begun late, what should have been done is due today; of what is over only what lies ahead is left", () => {
    const late = tasksFrom(usualTemplate("exhibition", "en"), days, "2026-08-01");
    expect(late.find(({ key }) => key === "book-space")!.dueOn).toBe("2026-08-01");
    expect(late.find(({ key }) => key === "debrief")!.dueOn).toBe("2026-09-27");
    expect(tasksFrom(usualTemplate("exhibition", "en"), days, "2027-01-01").map(({ key, dueOn }) => [key, dueOn])).toEqual([
      ["debrief-180", "2027-03-16"],
      ["debrief-365", "2027-09-17"],
    ]);
  });
});

test("when a project moves, open tasks move along; done ones, those with a day of their own and those of the other end stay", () => {
  const tasks = [
    task("open"),
    task("done", { state: "done" }),
    task("own-day", { anchor: null, offsetDays: null }),
    task("after", { anchor: "end", offsetDays: 5, dueOn: "2026-09-22" }),
  ];
  const later = { startsOn: "2026-09-22", endsOn: "2026-09-24" };
  expect(movedTasks(tasks, { from: days, to: later, today: "2026-08-01" })).toEqual([
    { id: "open", dueOn: "2026-09-12" },
    { id: "after", dueOn: "2026-09-29" },
  ]);
  expect(movedTasks(tasks, { from: days, to: { ...days, endsOn: "2026-09-18" }, today: "2026-08-01" })).toEqual([{ id: "after", dueOn: "2026-09-23" }]);
  // Moved up: nothing becomes late by it that was not late before.
  expect(movedTasks([task("open")], { from: days, to: { startsOn: "2026-09-03", endsOn: "2026-09-04" }, today: "2026-09-01" })).toEqual([
    { id: "open", dueOn: "2026-09-01" },
  ]);
});

test("one person in two places at once is seen, across projects and by name; days without anybody on the stand too", () => {
  const shift = (id: string, more: Partial<ShiftOnFile & { project: string }>) => ({
    id,
    projectId: "p",
    project: "Fair",
    memberId: "ann",
    person: "Ann",
    side: null,
    day: "2026-09-15",
    fromMinute: 540,
    toMinute: 720,
    role: "stand" as const,
    ...more,
  });
  const all = [
    shift("a", {}),
    shift("b", { projectId: "q", project: "Seminar", fromMinute: 700, toMinute: 800 }),
    shift("c", { fromMinute: 720, toMinute: 780, memberId: null, person: "Bo" }),
    shift("d", { day: "2026-09-17", memberId: null, person: "bo", role: "talks" }),
  ];
  expect(shiftViews("p", all).map(({ id, clash }) => [id, clash])).toEqual([
    ["a", "Seminar"],
    ["c", null],
    ["d", null],
  ]);
  expect(shiftViews("q", all)[0]!.clash).toBe("Fair");
  expect(uncoveredDays(days, shiftViews("p", all))).toEqual(["2026-09-16", "2026-09-17"]);
  expect(uncoveredDays(days, [])).toEqual([]);
});

describe("results", () => {
  const result = (key: ProjectGoalKey, value: number | null): GoalResult => ({ key, planned: 5, result: value, interval: null, verdict: null });
  const told = (results: readonly GoalResult[], more: { campaigns?: string[]; hasDeals?: boolean } = {}) =>
    goalViews({ results, campaigns: ["fair"], hasDeals: true, ...more }).map(({ actual, whyNot }) => actual ?? whyNot);

  test("what is on record is told, zero too, and what is not says why", () => {
    const all = (["leads", "leads-a", "contacts", "meetings", "won", "pipeline", "cost"] as const).map((key) => result(key, 0));
    expect(told(all)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(told(all, { hasDeals: false }).slice(4, 6)).toEqual(["no-facts-yet", "no-facts-yet"]);
    const none = all.map(({ key }) => result(key, null));
    expect(told(none)).toEqual(["no-leads-on-record", "no-grades", "nobody-counted", "no-activities", "no-facts-yet", "no-facts-yet", "no-spend-yet"]);
  });

  test("without a campaign nothing of the records is its own, however it was counted", () => {
    expect(told([result("leads", 0), result("won", 0), result("cost", 7)], { campaigns: [] })).toEqual(["no-campaign-named", "no-campaign-named", 7]);
  });

  const line = (id: string, kind: BudgetLineOnFile["kind"], planned: number, more: Partial<BudgetLineOnFile> = {}): BudgetLineOnFile => ({
    id,
    projectId: "p",
    kind,
    name: id,
    planned,
    committed: 0,
    actual: null,
    spendIds: [],
    ...more,
  });

  test("the plan is set against the rent of the space where both are there", () => {
    expect(timesSpaceOf(filledBudget([line("hall", "space", 100), line("build", "stand", 150), line("cards", "media", 50)], []))).toBe(3);
    expect(timesSpaceOf(filledBudget([line("build", "stand", 150)], []))).toBeNull();
    expect(timesSpaceOf(filledBudget([line("hall", "space", 100)], []))).toBeNull();
  });

  test("rows of spend say on which line they count, and whether somebody put them there", () => {
    const lines = [line("hall", "space", 100), line("corner", "space", 0, { spendIds: ["s2"] })];
    const spend = ["s1", "s2", "s3"].map((id) =>
      aFact("spend", { id, day: "2026-03-01", amount: 10, category: id === "s3" ? "Travel" : "Exhibition space", campaign: "fair" }),
    );
    const of = spend.map(({ id, amount }) => ({ id, amount, kind: id === "s3" ? ("travel" as const) : ("space" as const), status: null }));
    const view = budgetView(filledBudget(lines, of), spend);
    expect(view.spend.map(({ id, lineId, isByHand }) => [id, lineId, isByHand])).toEqual([
      ["s1", "hall", false],
      ["s2", "corner", true],
      ["s3", null, false],
    ]);
    expect(view.sums.actual).toBe(30);
  });
});
