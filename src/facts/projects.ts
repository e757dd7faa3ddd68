// Joint projects: their kinds and states, what they are to bring, what they cost, who stands where, what is to be done.
import type { Side } from "#facts/meetings.ts";
import type { SpendKind } from "#facts/spend-kind.ts";
import type { Day } from "#kit/day.ts";

export const projectKinds = ["exhibition", "conference", "webinar", "mailing", "telemarketing", "launch"] as const;
export type ProjectKind = (typeof projectKinds)[number];

/** At these people are met where they stand: leads are taken there by hand. Of the others leads come with the records alone. */
const withVisitors: ReadonlySet<ProjectKind> = new Set<ProjectKind>(["exhibition", "conference", "launch"]);
export const hasVisitors = (kind: ProjectKind): boolean => withVisitors.has(kind);
/** A stand of its own; elsewhere one speaks of being there. */
export const hasStand = (kind: ProjectKind): boolean => kind === "exhibition";

/** closed: nothing is left to do. Whether a planned one is coming, on or over follows from its days. */
export const projectStates = ["planned", "closed", "cancelled"] as const;
export type ProjectState = (typeof projectStates)[number];

export const projectPhases = ["coming", "on", "over", "cancelled"] as const;
export type ProjectPhase = (typeof projectPhases)[number];

/** What a project is to bring. Leads by the grade that they were given; pipeline and cost in minor units of the workspace's currency. */
export const projectGoalKeys = ["contacts", "leads", "leads-a", "leads-b", "leads-c", "leads-d", "meetings", "pipeline", "won", "cost"] as const;
export type ProjectGoalKey = (typeof projectGoalKeys)[number];
/** Goals in money, minor units. */
export const moneyGoals: ReadonlySet<ProjectGoalKey> = new Set<ProjectGoalKey>(["pipeline", "cost"]);

export const shiftRoles = ["stand", "talks", "follow-up"] as const;
export type ShiftRole = (typeof shiftRoles)[number];

/** Whose a task is. */
export const taskSides = ["sales", "marketing", "joint"] as const;
export type TaskSide = (typeof taskSides)[number];

/** What the days of a task are counted from: the first or the last day of the project. */
export const taskAnchors = ["start", "end"] as const;
export type TaskAnchor = (typeof taskAnchors)[number];

export const taskStates = ["open", "done", "dropped"] as const;
export type TaskState = (typeof taskStates)[number];

export const readinessLevels = ["ready", "nearly", "not-yet"] as const;
export type ReadinessLevel = (typeof readinessLevels)[number];

/** Tasks by this key are the times at which results are taken; days after the last day. */
export const debriefDays = [30, 90, 180, 365] as const;
export type DebriefDay = (typeof debriefDays)[number];
export const debriefKey = (days: DebriefDay) => `debrief-${days}`;

export interface ProjectOnFile {
  readonly id: string;
  readonly kind: ProjectKind;
  readonly name: string;
  readonly place: string | null;
  readonly startsOn: Day;
  /** The last day, included. */
  readonly endsOn: Day;
  readonly timeZone: string;
  readonly salesOwnerId: string | null;
  readonly salesOwner: string | null;
  readonly marketingOwnerId: string | null;
  readonly marketingOwner: string | null;
  readonly state: ProjectState;
  readonly stateReason: string | null;
  readonly note: string | null;
  readonly template: string | null;
  readonly previousId: string | null;
  readonly revision: number;
  readonly createdById: string;
  readonly createdBy: string | null;
  readonly createdAt: string;
  readonly removedAt: string | null;
}

export interface ProjectGoal {
  readonly key: ProjectGoalKey;
  readonly planned: number;
}

export interface BudgetLineOnFile {
  readonly id: string;
  readonly projectId: string;
  readonly kind: SpendKind;
  readonly name: string;
  /** Minor units of the workspace's currency. */
  readonly planned: number;
  readonly committed: number;
  /** As typed; the records' own word goes before it. */
  readonly actual: number | null;
  /** Rows of spend that were put on it by hand. */
  readonly spendIds: readonly string[];
}

export interface ShiftOnFile {
  readonly id: string;
  readonly projectId: string;
  readonly memberId: string | null;
  readonly person: string;
  readonly side: Side | null;
  readonly day: Day;
  /** Minutes of the place's own day. */
  readonly fromMinute: number;
  readonly toMinute: number;
  readonly role: ShiftRole;
}

export interface ProjectTaskOnFile {
  readonly id: string;
  readonly projectId: string;
  readonly key: string | null;
  readonly title: string;
  readonly note: string | null;
  readonly side: TaskSide;
  readonly ownerId: string | null;
  readonly owner: string | null;
  readonly anchor: TaskAnchor | null;
  readonly offsetDays: number | null;
  readonly dueOn: Day;
  readonly state: TaskState;
  readonly endedAt: string | null;
  readonly endedBy: string | null;
  readonly actionId: string | null;
  readonly actionState: TaskState | null;
}

export interface ReadinessOnFile {
  readonly id: string;
  readonly projectId: string;
  readonly side: Side;
  readonly level: ReadinessLevel;
  readonly said: string | null;
  readonly saidById: string;
  readonly saidBy: string | null;
  readonly saidAt: string;
}

/** What a template holds: tasks by their distance from the project, lines of a budget, goals. */
export interface TemplateContent {
  readonly tasks: readonly {
    readonly key: string | null;
    readonly title: string;
    readonly note: string;
    readonly side: TaskSide;
    readonly anchor: TaskAnchor;
    readonly offsetDays: number;
  }[];
  readonly lines: readonly { readonly kind: SpendKind; readonly name: string; readonly planned: number }[];
  readonly goals: readonly ProjectGoal[];
}

/** Where a project stands on a day, in its own place's calendar. */
export function phaseOf({ state, startsOn, endsOn }: Pick<ProjectOnFile, "state" | "startsOn" | "endsOn">, today: Day): ProjectPhase {
  if (state === "cancelled") return "cancelled";
  if (today < startsOn) return "coming";
  return today <= endsOn ? "on" : "over";
}

/** A budget in sums, minor units. `actual` null: nothing of it is known yet. */
export interface BudgetSums {
  readonly planned: number;
  readonly committed: number;
  readonly actual: number | null;
}

/** The little of a row of spend that a budget needs. */
export interface SpendOfProject {
  readonly id: string;
  readonly amount: number;
  readonly kind: SpendKind;
  readonly status: "plan" | "committed" | "actual" | null;
}

export interface FilledLine extends BudgetLineOnFile {
  /** What is on record on it, or what was typed; null: neither. */
  readonly gone: number | null;
  /** The records that say so; empty where it was typed. */
  readonly records: readonly string[];
}

export interface FilledBudget {
  readonly lines: readonly FilledLine[];
  /** Spend of its campaigns that no line was foreseen for, by kind. */
  readonly unforeseen: readonly { readonly kind: SpendKind; readonly gone: number; readonly records: readonly string[] }[];
  readonly sums: BudgetSums;
}

/**
 * Each row of spend counts once: on the line that somebody put it on, else on the first line of its kind, else among what was not foreseen.
 * Rows that say plan or committed are no spend. A typed amount counts only where no record is on its line: nothing is entered twice.
 */
export function filledBudget(lines: readonly BudgetLineOnFile[], spend: readonly SpendOfProject[]): FilledBudget {
  const onLine = new Map<string, SpendOfProject[]>();
  const byHand = new Map(lines.flatMap(({ id, spendIds }) => spendIds.map((spendId) => [spendId, id] as const)));
  const ofKind = new Map(lines.toReversed().map(({ id, kind }) => [kind, id] as const));
  const loose = new Map<SpendKind, SpendOfProject[]>();
  for (const row of spend) {
    if (row.status === "plan" || row.status === "committed") continue;
    const line = byHand.get(row.id) ?? ofKind.get(row.kind);
    if (line === undefined) loose.set(row.kind, [...(loose.get(row.kind) ?? []), row]);
    else onLine.set(line, [...(onLine.get(line) ?? []), row]);
  }
  const sumOf = (rows: readonly SpendOfProject[]) => rows.reduce((sum, { amount }) => sum + amount, 0);
  const idsOf = (rows: readonly SpendOfProject[]) => rows.map(({ id }) => id);
  const filled = lines.map((line): FilledLine => {
    const rows = onLine.get(line.id) ?? [];
    return { ...line, gone: rows.length > 0 ? sumOf(rows) : line.actual, records: idsOf(rows) };
  });
  const unforeseen = [...loose].map(([kind, rows]) => ({ kind, gone: sumOf(rows), records: idsOf(rows) }));
  const known = [...filled.flatMap(({ gone }) => (gone === null ? [] : [gone])), ...unforeseen.map(({ gone }) => gone)];
  const add = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  return {
    lines: filled,
    unforeseen,
    sums: {
      planned: add(lines.map(({ planned }) => planned)),
      committed: add(lines.map(({ committed }) => committed)),
      actual: known.length === 0 ? null : add(known),
    },
  };
}
