// How a joint project is told: days of tasks, what is late, who stands in two places, goals against the records, the budget by line.
import { whyNotEndTask, whyNotSayReady } from "#features/projects/access.ts";
import type { LineView, ProjectRoom, ProjectSummary, ReadinessView, ShiftView, SpendRow, TaskView } from "#features/projects/contract.ts";
import { words as english } from "#features/projects/words.en.ts";
import { words as russian } from "#features/projects/words.ru.ts";
import type { GoalResult } from "#evidence/projects/goals.ts";
import type { Asker } from "#facts/department.ts";
import type { Spend } from "#facts/entities.ts";
import type { Side } from "#facts/meetings.ts";
import { projectTemplates } from "#facts/project-templates.ts";
import {
  type FilledBudget,
  type ProjectGoal,
  type ProjectGoalKey,
  type ProjectKind,
  type ProjectOnFile,
  type ProjectTaskOnFile,
  type ReadinessOnFile,
  type ShiftOnFile,
  type TaskAnchor,
  type TemplateContent,
  moneyGoals,
  phaseOf,
} from "#facts/projects.ts";
import { spendKindOf } from "#facts/spend-kind.ts";
import { type Day, addDays, daysBetween } from "#kit/day.ts";
import type { WhyNot } from "#kit/refusal.ts";
import { type Language, sentenceOf } from "#kit/words.ts";

const tables = { en: english, ru: russian } as const;
const said = (language: Language, key: string) => sentenceOf(tables[language], language, key);

/** Longest project in days: a round of calls may take half a year. */
export const longestDays = 200;

export function whyNotDays({ startsOn, endsOn }: Pick<ProjectOnFile, "startsOn" | "endsOn">): WhyNot {
  if (endsOn < startsOn) return "ends-before-start";
  return daysBetween(startsOn, endsOn) >= longestDays ? "too-long" : null;
}

interface Days {
  readonly startsOn: Day;
  readonly endsOn: Day;
}

export const dayOfTask = ({ anchor, offsetDays }: { anchor: TaskAnchor; offsetDays: number }, { startsOn, endsOn }: Days): Day =>
  addDays(anchor === "start" ? startsOn : endsOn, offsetDays);

/**
 * How far from the project a task is really due: days before (below zero) or after its anchor, and the days that its template said where these are others,
 * because the project was begun or moved so late that the task is due later. Null: a day of its own.
 */
export function distanceOf(
  { anchor, offsetDays, dueOn }: Pick<TaskView, "anchor" | "offsetDays" | "dueOn">,
  { startsOn, endsOn }: Days,
): { readonly days: number; readonly planned: number | null } | null {
  if (anchor === null || offsetDays === null) return null;
  const days = daysBetween(anchor === "start" ? startsOn : endsOn, dueOn);
  return { days, planned: days === offsetDays ? null : offsetDays };
}

/** A template in a language, as a firm's own would be kept. */
export function usualTemplate(kind: ProjectKind, language: Language): TemplateContent {
  const { tasks, lines } = projectTemplates[kind];
  return {
    tasks: tasks.map(({ key, side, anchor, offsetDays }) => ({ key, title: said(language, `task-${key}`), note: "", side, anchor, offsetDays })),
    lines: lines.map((each) => ({ kind: each, name: said(language, `line-${each}`), planned: 0 })),
    goals: [],
  };
}

/**
 * Tasks of a template with their days. What should have been done before today is due today, so that a project begun late shows what it has to catch up with;
 * of a project that is over only what comes after today is left: nobody prepares what has been.
 */
export function tasksFrom({ tasks }: TemplateContent, days: Days, today: Day) {
  const isOver = days.endsOn < today;
  return tasks.flatMap(({ key, title, note, side, anchor, offsetDays }) => {
    const day = dayOfTask({ anchor, offsetDays }, days);
    if (isOver && day < today) return [];
    return [{ key, title, note, side, anchor, offsetDays, dueOn: day < today ? today : day }];
  });
}

/** Open tasks with an anchor whose day is another after the project has moved; nothing is moved into the past that was not late already. */
export function movedTasks(tasks: readonly ProjectTaskOnFile[], { from, to, today }: { from: Days; to: Days; today: Day }): { id: string; dueOn: Day }[] {
  return tasks.flatMap(({ id, state, anchor, offsetDays, dueOn }) => {
    if (state !== "open" || anchor === null || offsetDays === null) return [];
    if (dayOfTask({ anchor, offsetDays }, from) === dayOfTask({ anchor, offsetDays }, to)) return [];
    const day = dayOfTask({ anchor, offsetDays }, to);
    const next = day < today && dueOn >= today ? today : day;
    return next === dueOn ? [] : [{ id, dueOn: next }];
  });
}

/** What a template keeps of a project: its tasks by their distance from it, its lines as planned, its goals. */
export function templateOf(
  project: Days,
  parts: { tasks: readonly ProjectTaskOnFile[]; budget: FilledBudget; goals: readonly ProjectGoal[] },
): TemplateContent {
  return {
    tasks: parts.tasks.map(({ key, title, note, side, anchor, offsetDays, dueOn }) => ({
      key,
      title,
      note: note ?? "",
      side,
      anchor: anchor ?? "start",
      offsetDays: offsetDays ?? Math.max(-1000, Math.min(1000, daysBetween(project.startsOn, dueOn))),
    })),
    lines: parts.budget.lines.map(({ kind, name, planned }) => ({ kind, name, planned })),
    goals: parts.goals,
  };
}

/** Of the action where the task became one that is still on the register. */
export const stateOfTask = ({ state, actionState }: Pick<ProjectTaskOnFile, "state" | "actionState">) => actionState ?? state;

const isLate = (task: ProjectTaskOnFile, today: Day) => stateOfTask(task) === "open" && task.dueOn < today;

export function taskView(task: ProjectTaskOnFile, { asker, project, today }: { asker: Asker; project: ProjectOnFile; today: Day }): TaskView {
  const { id, key, title, note, side, ownerId, owner, anchor, offsetDays, dueOn, endedAt, endedBy, actionId, actionState } = task;
  const own = { id, key, title, note, side, ownerId, owner, anchor, offsetDays, dueOn, endedAt, endedBy };
  const state = stateOfTask(task);
  return { ...own, actionId: actionState === null ? null : actionId, state, isLate: isLate(task, today), whyNotEnd: whyNotEndTask(asker, project, task) };
}

/** How ready a side is: its own latest word, beside what of its tasks before the first day is done and late. */
export function readinessView(
  side: Side,
  of: { words: readonly ReadinessOnFile[]; tasks: readonly ProjectTaskOnFile[]; project: ProjectOnFile; asker: Asker; today: Day },
): ReadinessView {
  const word = of.words.find((each) => each.side === side) ?? null;
  const own = of.tasks.filter((task) => (task.side === side || task.side === "joint") && task.dueOn <= of.project.startsOn && stateOfTask(task) !== "dropped");
  return {
    side,
    level: word?.level ?? null,
    said: word?.said ?? null,
    saidBy: word?.saidBy ?? null,
    saidAt: word?.saidAt ?? null,
    due: own.length,
    done: own.filter((task) => stateOfTask(task) === "done").length,
    late: own.filter((task) => isLate(task, of.today)).map(({ title }) => title),
    whyNotSay: whyNotSayReady(of.asker, of.project, side),
  };
}

/** The same person at two places in overlapping times of one day; somebody without a membership is the same by name. */
export function shiftViews(projectId: string, all: readonly (ShiftOnFile & { readonly project: string })[]): ShiftView[] {
  const whose = (shift: ShiftOnFile) => shift.memberId ?? shift.person.toLocaleLowerCase();
  return all
    .filter((shift) => shift.projectId === projectId)
    .map((shift) => {
      const other = all.find(
        (each) =>
          each.id !== shift.id &&
          whose(each) === whose(shift) &&
          each.day === shift.day &&
          each.fromMinute < shift.toMinute &&
          shift.fromMinute < each.toMinute,
      );
      const { id, memberId, person, side, day, fromMinute, toMinute, role } = shift;
      return { id, memberId, person, side, day, fromMinute, toMinute, role, clash: other === undefined ? null : other.project };
    });
}

export function daysOf({ startsOn, endsOn }: Days): Day[] {
  return Array.from({ length: daysBetween(startsOn, endsOn) + 1 }, (_, place) => addDays(startsOn, place));
}

/** Days on which nobody is on the stand; none where no stand is planned at all yet: that is said otherwise. */
export function uncoveredDays(project: Days, shifts: readonly ShiftView[]): Day[] {
  const manned = new Set(shifts.filter(({ role }) => role === "stand").map(({ day }) => day));
  return manned.size === 0 ? [] : daysOf(project).filter((day) => !manned.has(day));
}

interface Results {
  readonly results: readonly GoalResult[];
  readonly campaigns: readonly string[];
  readonly hasDeals: boolean;
}

/** Every goal that was set, with what the records say by now, and why where they say nothing. */
export function goalViews({ results, campaigns, hasDeals }: Results): ProjectRoom["goals"] {
  const whyNot = (key: ProjectGoalKey): WhyNot => {
    if (key === "cost") return "no-spend-yet";
    if (key === "contacts") return "nobody-counted";
    if (campaigns.length === 0) return "no-campaign-named";
    if (key === "meetings") return "no-activities";
    if (key === "pipeline" || key === "won") return "no-facts-yet";
    return key === "leads" ? "no-leads-on-record" : "no-grades";
  };
  const isTold = (key: ProjectGoalKey, result: number | null) => {
    if (result === null || key === "cost" || key === "contacts") return result !== null;
    return campaigns.length > 0 && (hasDeals || (key !== "pipeline" && key !== "won"));
  };
  return results.map(({ key, planned, result, interval, verdict }) => {
    const has = isTold(key, result);
    return {
      key,
      planned,
      actual: has ? result : null,
      low: has ? (interval?.low ?? null) : null,
      high: has ? (interval?.high ?? null) : null,
      verdict: has ? verdict : null,
      whyNot: has ? null : whyNot(key),
    };
  });
}

/** Planned budget over the planned rent of space; null where either is missing. */
export function timesSpaceOf({ lines, sums }: FilledBudget): number | null {
  const space = lines.filter(({ kind }) => kind === "space").reduce((sum, { planned }) => sum + planned, 0);
  return space > 0 && sums.planned > space ? sums.planned / space : null;
}

export function budgetView(budget: FilledBudget, spend: readonly Spend[]): NonNullable<ProjectRoom["budget"]> {
  const onLine = new Map(budget.lines.flatMap(({ id, records }) => records.map((record) => [record, id] as const)));
  const byHand = new Set(budget.lines.flatMap(({ spendIds }) => spendIds));
  const counted = new Set([...onLine.keys(), ...budget.unforeseen.flatMap(({ records }) => records)]);
  return {
    lines: budget.lines.map(({ id, kind, name, planned, committed, actual, gone, records }): LineView => ({
      id,
      kind,
      name,
      planned,
      committed,
      typed: actual,
      actual: gone,
      records: [...records],
    })),
    unforeseen: budget.unforeseen.map(({ kind, gone, records }) => ({ kind, actual: gone, records: [...records] })),
    sums: budget.sums,
    timesSpace: timesSpaceOf(budget),
    spend: spend
      .filter(({ id }) => counted.has(id))
      .map((row): SpendRow => {
        const { id, day, amount, category, campaign } = row;
        return { id, day, amount, category, campaign, kind: spendKindOf(row), lineId: onLine.get(id) ?? null, isByHand: byHand.has(id) };
      }),
  };
}

interface SummaryGround {
  readonly tasks: readonly ProjectTaskOnFile[];
  readonly words: readonly ReadinessOnFile[];
  readonly budget: FilledBudget | null;
  readonly leads: number | null;
  readonly won: number | null;
  readonly today: Day;
}

export function summaryOf(project: ProjectOnFile, { tasks, words, budget, leads, won, today }: SummaryGround): ProjectSummary {
  const {
    id,
    kind,
    name,
    place,
    startsOn,
    endsOn,
    timeZone,
    state,
    stateReason,
    salesOwner,
    salesOwnerId,
    marketingOwner,
    marketingOwnerId,
    note,
    previousId,
  } = project;
  const own = tasks.filter(({ projectId }) => projectId === id);
  const count = (wanted: string) => own.filter((task) => stateOfTask(task) === wanted).length;
  const ready = (side: Side) => words.find((word) => word.projectId === id && word.side === side)?.level ?? null;
  return {
    id,
    kind,
    name,
    place,
    startsOn,
    endsOn,
    timeZone,
    state,
    stateReason,
    salesOwner,
    salesOwnerId,
    marketingOwner,
    marketingOwnerId,
    note,
    previousId,
    phase: phaseOf(project, today),
    tasks: { open: count("open"), done: count("done"), late: project.state === "planned" ? own.filter((task) => isLate(task, today)).length : 0 },
    ready: { sales: ready("sales"), marketing: ready("marketing") },
    budget: budget?.sums ?? null,
    leads,
    won,
  };
}

/** What an agency is not shown: money, and what others are called besides. */
export const goalsForAgency = (goals: ProjectRoom["goals"]) => goals.filter(({ key }) => !moneyGoals.has(key));
