// Joint projects: planned by both departments, from a template to the results of a year after. Start reading here.
// Long because: a project is planned in many small parts, and each has its question.
import { z } from "zod";

import { departments } from "#facts/department.ts";
import { listOf } from "#facts/papers-shape.ts";
import {
  projectGoalKeys,
  projectKinds,
  projectPhases,
  projectStates,
  readinessLevels,
  shiftRoles,
  taskAnchors,
  taskSides,
  taskStates,
} from "#facts/projects.ts";
import { spendKinds } from "#facts/spend-kind.ts";
import { endpoint } from "#kit/endpoint.ts";
import { currencyShape, dayShape, inWorkspace, inWorkspaceWithId, momentShape, nothing, workspaceSlugShape } from "#kit/shapes.ts";

const tag = "projects";
const titleShape = z.string().trim().min(1).max(200);
const textShape = z.string().trim().max(2000);
const moneyShape = z.number().int().min(0).max(1e15);
const sideShape = z.enum(["sales", "marketing"]);
const personShape = z.object({ memberId: z.uuid(), name: z.string(), department: z.enum(departments).nullable() });
const campaignIdShape = z.string().min(1).max(400);
const sumsShape = z.object({ planned: z.number(), committed: z.number(), actual: z.number().nullable() });
const inProject = z.strictObject({ workspace: workspaceSlugShape, id: z.uuid(), part: z.uuid() });

const planRefusals = ["role-only-reads", "only-owners-and-heads", "not-found"] as const;
const dayRefusals = ["ends-before-start", "too-long", "zone-not-known", "owner-not-here", "campaign-elsewhere", "no-such-campaign", "no-such-project"] as const;

export const summaryShape = z
  .object({
    id: z.uuid(),
    kind: z.enum(projectKinds),
    name: z.string(),
    place: z.string().nullable(),
    startsOn: dayShape,
    /** The last day, included. */
    endsOn: dayShape,
    timeZone: z.string(),
    state: z.enum(projectStates),
    stateReason: z.string().nullable(),
    phase: z.enum(projectPhases),
    salesOwner: z.string().nullable(),
    salesOwnerId: z.uuid().nullable(),
    marketingOwner: z.string().nullable(),
    marketingOwnerId: z.uuid().nullable(),
    note: z.string().nullable(),
    previousId: z.uuid().nullable(),
    tasks: z.object({ open: z.number().int(), late: z.number().int(), done: z.number().int() }),
    /** The latest word of each side; null: nothing said yet. */
    ready: z.object({ sales: z.enum(readinessLevels).nullable(), marketing: z.enum(readinessLevels).nullable() }),
    /** null: money is not for this asker. */
    budget: sumsShape.nullable(),
    /** Leads of its campaigns on record; null: no campaign is named. */
    leads: z.number().int().nullable(),
    won: z.number().int().nullable(),
  })
  .meta({ id: "Project" });
export type ProjectSummary = z.output<typeof summaryShape>;

export const listProjects = endpoint({
  name: "listProjects",
  method: "GET",
  path: "/api/w/:workspace/projects",
  audience: "member",
  summary: "Joint projects by their days, with their owners, tasks, readiness and budget; an agency sees those shown to it",
  tag,
  params: inWorkspace,
  reply: z.object({
    projects: listOf(summaryShape),
    people: listOf(personShape),
    templates: listOf(z.object({ id: z.uuid(), name: z.string(), kind: z.enum(projectKinds), tasks: z.number().int(), createdBy: z.string().nullable() })),
    today: dayShape,
    timeZone: z.string(),
    currency: currencyShape,
    whyNotBegin: z.string().nullable(),
  }),
});
export type ProjectList = z.output<(typeof listProjects)["reply"]>;
export type PersonView = ProjectList["people"][number];

const goalShape = z.object({
  key: z.enum(projectGoalKeys),
  planned: z.number().nullable(),
  /** From the records of its campaigns; null: cannot be told, and why. */
  actual: z.number().nullable(),
  /** How far luck alone moves a count of this size, 90 %; null: money, or not told. */
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** Whether the plan lies outside of that range; null: not judged. */
  verdict: z.enum(["below", "within-chance", "above"]).nullable(),
  whyNot: z.string().nullable(),
});

const lineShape = z.object({
  id: z.uuid(),
  kind: z.enum(spendKinds),
  name: z.string(),
  planned: z.number(),
  committed: z.number(),
  /** As typed; counts only where no record is on the line. */
  typed: z.number().nullable(),
  actual: z.number().nullable(),
  records: listOf(z.string()),
});
export type LineView = z.output<typeof lineShape>;

const spendRowShape = z.object({
  id: z.string(),
  day: dayShape,
  amount: z.number(),
  kind: z.enum(spendKinds),
  category: z.string().nullable(),
  campaign: z.string().nullable(),
  /** The line it counts on; null: on none of them. */
  lineId: z.uuid().nullable(),
  isByHand: z.boolean(),
});
export type SpendRow = z.output<typeof spendRowShape>;

const shiftShape = z.object({
  id: z.uuid(),
  memberId: z.uuid().nullable(),
  person: z.string(),
  side: sideShape.nullable(),
  day: dayShape,
  fromMinute: z.number().int(),
  toMinute: z.number().int(),
  role: z.enum(shiftRoles),
  /** The same person stands somewhere else at this time: what and where. */
  clash: z.string().nullable(),
});
export type ShiftView = z.output<typeof shiftShape>;

const taskShape = z.object({
  id: z.uuid(),
  key: z.string().nullable(),
  title: z.string(),
  note: z.string().nullable(),
  side: z.enum(taskSides),
  ownerId: z.uuid().nullable(),
  owner: z.string().nullable(),
  anchor: z.enum(taskAnchors).nullable(),
  offsetDays: z.number().int().nullable(),
  dueOn: dayShape,
  /** Of the action where it became one. */
  state: z.enum(taskStates),
  isLate: z.boolean(),
  endedAt: momentShape.nullable(),
  endedBy: z.string().nullable(),
  actionId: z.uuid().nullable(),
  whyNotEnd: z.string().nullable(),
});
export type TaskView = z.output<typeof taskShape>;

const readinessShape = z.object({
  side: sideShape,
  level: z.enum(readinessLevels).nullable(),
  said: z.string().nullable(),
  saidBy: z.string().nullable(),
  saidAt: momentShape.nullable(),
  /** Tasks of this side and joint ones that are due before its first day: how many, and how many of them are late. */
  due: z.number().int(),
  done: z.number().int(),
  late: listOf(z.string()),
  whyNotSay: z.string().nullable(),
});
export type ReadinessView = z.output<typeof readinessShape>;

export const readProject = endpoint({
  name: "readProject",
  method: "GET",
  path: "/api/w/:workspace/projects/:id",
  audience: "member",
  summary: "One joint project with all its parts; an agency that it is shown to sees no money",
  tag,
  params: inWorkspaceWithId,
  refusals: ["not-found"],
  reply: z.object({
    project: summaryShape,
    goals: listOf(goalShape),
    campaigns: listOf(z.object({ id: z.string(), name: z.string().nullable(), startsOn: dayShape.nullable() })),
    budget: z
      .object({
        lines: listOf(lineShape),
        unforeseen: listOf(z.object({ kind: z.enum(spendKinds), actual: z.number(), records: listOf(z.string()) })),
        sums: sumsShape,
        /** Planned budget over planned space, where both are there. */
        timesSpace: z.number().nullable(),
        spend: listOf(spendRowShape),
      })
      .nullable(),
    shifts: listOf(shiftShape),
    /** Days of the project at which nobody stands on the stand. */
    uncovered: listOf(dayShape),
    tasks: listOf(taskShape),
    readiness: listOf(readinessShape),
    history: listOf(
      z.object({ revision: z.number().int(), act: z.string(), said: z.record(z.string(), z.json()), by: z.string().nullable(), at: momentShape }),
    ),
    /** Others of its kind, from which its earlier edition is chosen. */
    others: listOf(z.object({ id: z.uuid(), name: z.string(), startsOn: dayShape })),
    people: listOf(personShape),
    agencies: listOf(z.object({ memberId: z.uuid(), name: z.string(), isShared: z.boolean() })),
    today: dayShape,
    currency: currencyShape,
    whyNotPlan: z.string().nullable(),
    whyNotBegin: z.string().nullable(),
  }),
});
export type ProjectRoom = z.output<(typeof readProject)["reply"]>;

const detail = {
  name: titleShape,
  place: z.string().trim().max(300),
  startsOn: dayShape,
  endsOn: dayShape,
  timeZone: z.string().min(1).max(60),
  salesOwnerId: z.uuid().nullable(),
  marketingOwnerId: z.uuid().nullable(),
  note: z.string().trim().max(4000),
  previousId: z.uuid().nullable(),
};

export const beginProject = endpoint({
  name: "beginProject",
  method: "POST",
  path: "/api/w/:workspace/projects",
  audience: "member",
  summary: "Begin a joint project, its tasks and lines of budget from a template in the language asked for",
  tag,
  params: inWorkspace,
  body: z.strictObject({
    ...detail,
    kind: z.enum(projectKinds),
    place: detail.place.default(""),
    note: detail.note.default(""),
    previousId: detail.previousId.default(null),
    /** 'usual': the template of its kind; 'none'; or one of the firm's own. */
    template: z.union([z.enum(["usual", "none"]), z.uuid()]).default("usual"),
    language: z.enum(["en", "ru"]),
  }),
  creates: true,
  refusals: ["role-only-reads", "only-heads-and-management", ...dayRefusals, "no-such-template"],
  reply: z.object({ id: z.uuid() }),
});

export const changeProject = endpoint({
  name: "changeProject",
  method: "PATCH",
  path: "/api/w/:workspace/projects/:id",
  audience: "member",
  summary: "Change a project; where its days move, its open tasks move along",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ ...z.object(detail).partial().shape, campaigns: z.array(campaignIdShape).max(50).optional() }),
  refusals: [...planRefusals, ...dayRefusals],
  /** How many open tasks moved along. */
  reply: z.object({ movedTasks: z.number().int() }),
});

export const moveProject = endpoint({
  name: "moveProject",
  method: "POST",
  path: "/api/w/:workspace/projects/:id/state",
  audience: "member",
  summary: "Cancel a project with the reason, close it, or take either back",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ state: z.enum(projectStates), reason: textShape.default("") }),
  refusals: [...planRefusals, "cancelled-without-reason"],
  reply: nothing,
});

export const removeProject = endpoint({
  name: "removeProject",
  method: "DELETE",
  path: "/api/w/:workspace/projects/:id",
  audience: "member",
  summary: "Take a project away; it can be brought back",
  tag,
  params: inWorkspaceWithId,
  refusals: planRefusals,
  reply: nothing,
});

export const restoreProject = endpoint({
  name: "restoreProject",
  method: "POST",
  path: "/api/w/:workspace/projects/:id/restored",
  audience: "member",
  summary: "Bring a project back",
  tag,
  params: inWorkspaceWithId,
  refusals: planRefusals,
  reply: nothing,
});

export const setProjectGoals = endpoint({
  name: "setProjectGoals",
  method: "PUT",
  path: "/api/w/:workspace/projects/:id/goals",
  audience: "member",
  summary: "Say what the project is to bring; whatever is left out is no goal",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ goals: z.array(z.strictObject({ key: z.enum(projectGoalKeys), planned: z.number().min(0).max(1e15) })).max(projectGoalKeys.length) }),
  refusals: planRefusals,
  reply: nothing,
});

const line = { kind: z.enum(spendKinds), name: titleShape, planned: moneyShape, committed: moneyShape, actual: moneyShape.nullable() };

export const addBudgetLine = endpoint({
  name: "addBudgetLine",
  method: "POST",
  path: "/api/w/:workspace/projects/:id/lines",
  audience: "member",
  summary: "Add a line to the budget",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ ...line, committed: moneyShape.default(0), actual: line.actual.default(null) }),
  creates: true,
  refusals: [...planRefusals, "too-many-parts"],
  reply: z.object({ id: z.uuid() }),
});

export const changeBudgetLine = endpoint({
  name: "changeBudgetLine",
  method: "PATCH",
  path: "/api/w/:workspace/projects/:id/lines/:part",
  audience: "member",
  summary: "Change a line of the budget, take it away or bring it back",
  tag,
  params: inProject,
  body: z.strictObject({ ...z.object(line).partial().shape, isRemoved: z.boolean().optional() }),
  refusals: [...planRefusals, "actual-is-on-record"],
  reply: nothing,
});

export const putSpendOnLine = endpoint({
  name: "putSpendOnLine",
  method: "PUT",
  path: "/api/w/:workspace/projects/:id/spend",
  audience: "member",
  summary: "Put a row of spend on a line by hand, or let it go back to the line of its kind",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ spendId: z.string().min(1).max(400), lineId: z.uuid().nullable() }),
  refusals: [...planRefusals, "no-such-spend", "spend-elsewhere"],
  reply: nothing,
});

const shift = {
  memberId: z.uuid().nullable(),
  /** Somebody who does not sign in, by name. */
  person: z.string().trim().max(200),
  fromMinute: z.number().int().min(0).max(1439),
  toMinute: z.number().int().min(1).max(1440),
  role: z.enum(shiftRoles),
};

export const addShifts = endpoint({
  name: "addShifts",
  method: "POST",
  path: "/api/w/:workspace/projects/:id/shifts",
  audience: "member",
  summary: "Put somebody on the staff plan, on one day or several",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ ...shift, person: shift.person.default(""), days: z.array(dayShape).min(1).max(60) }),
  creates: true,
  refusals: [...planRefusals, "nobody-named", "owner-not-here", "ends-before-start", "too-many-parts"],
  reply: z.object({ ids: z.array(z.uuid()) }),
});

export const changeShift = endpoint({
  name: "changeShift",
  method: "PATCH",
  path: "/api/w/:workspace/projects/:id/shifts/:part",
  audience: "member",
  summary: "Change an entry of the staff plan, take it away or bring it back",
  tag,
  params: inProject,
  body: z.strictObject({
    day: dayShape.optional(),
    fromMinute: shift.fromMinute.optional(),
    toMinute: shift.toMinute.optional(),
    role: shift.role.optional(),
    isRemoved: z.boolean().optional(),
  }),
  refusals: [...planRefusals, "ends-before-start"],
  reply: nothing,
});

const when = z.union([z.strictObject({ anchor: z.enum(taskAnchors), offsetDays: z.number().int().min(-1000).max(1000) }), z.strictObject({ dueOn: dayShape })]);
const task = { title: titleShape, note: textShape, side: z.enum(taskSides), ownerId: z.uuid().nullable(), when };

export const addProjectTask = endpoint({
  name: "addProjectTask",
  method: "POST",
  path: "/api/w/:workspace/projects/:id/tasks",
  audience: "member",
  summary: "Add a task: days before or after the project, or a day of its own",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ ...task, note: textShape.default(""), ownerId: task.ownerId.default(null) }),
  creates: true,
  refusals: [...planRefusals, "owner-not-here", "too-many-parts"],
  reply: z.object({ id: z.uuid() }),
});

export const changeProjectTask = endpoint({
  name: "changeProjectTask",
  method: "PATCH",
  path: "/api/w/:workspace/projects/:id/tasks/:part",
  audience: "member",
  summary: "Change a task, take it away or bring it back",
  tag,
  params: inProject,
  body: z.strictObject({ ...z.object(task).partial().shape, isRemoved: z.boolean().optional() }),
  refusals: [...planRefusals, "owner-not-here"],
  reply: nothing,
});

export const endProjectTask = endpoint({
  name: "endProjectTask",
  method: "POST",
  path: "/api/w/:workspace/projects/:id/tasks/:part/state",
  audience: "member",
  summary: "Say that a task is done, drop it, or open it again",
  tag,
  params: inProject,
  body: z.strictObject({ state: z.enum(taskStates) }),
  refusals: [...planRefusals, "task-is-an-action"],
  reply: nothing,
});

export const makeTaskAction = endpoint({
  name: "makeTaskAction",
  method: "POST",
  path: "/api/w/:workspace/projects/:id/tasks/:part/action",
  audience: "member",
  summary: "Enter a task in the register of actions: it is open and done there from then on",
  tag,
  params: inProject,
  body: z.strictObject({}),
  creates: true,
  refusals: [...planRefusals, "task-without-owner", "task-not-open", "task-is-an-action"],
  reply: z.object({ actionId: z.uuid() }),
});

export const sayReadiness = endpoint({
  name: "sayReadiness",
  method: "POST",
  path: "/api/w/:workspace/projects/:id/readiness",
  audience: "member",
  summary: "Say how ready one's side is; the latest word stands, every earlier one is kept",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ side: sideShape, level: z.enum(readinessLevels), said: textShape.default("") }),
  creates: true,
  refusals: ["role-only-reads", "only-own-side", "not-ready-without-word", "not-found"],
  reply: z.object({ id: z.uuid() }),
});

export const withdrawReadiness = endpoint({
  name: "withdrawReadiness",
  method: "DELETE",
  path: "/api/w/:workspace/projects/:id/readiness/:part",
  audience: "member",
  summary: "Take one's last word back: the one before it stands again",
  tag,
  params: inProject,
  refusals: ["role-only-reads", "only-own-side", "not-found"],
  reply: nothing,
});

export const saveTemplate = endpoint({
  name: "saveTemplate",
  method: "POST",
  path: "/api/w/:workspace/projects/:id/template",
  audience: "member",
  summary: "Keep the project's tasks, lines and goals as a template of the firm, without days, people and amounts gone",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ name: titleShape }),
  creates: true,
  refusals: planRefusals,
  reply: z.object({ id: z.uuid() }),
});

export const removeTemplate = endpoint({
  name: "removeTemplate",
  method: "PATCH",
  path: "/api/w/:workspace/project-templates/:id",
  audience: "member",
  summary: "Take a template of the firm away or bring it back",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ isRemoved: z.boolean() }),
  refusals: ["role-only-reads", "only-heads-and-management", "not-found"],
  reply: nothing,
});

export const shareProject = endpoint({
  name: "shareProject",
  method: "PUT",
  path: "/api/w/:workspace/projects/:id/shares",
  audience: "member",
  summary: "Show a project to an agency, or no longer; money is not shown",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ memberId: z.uuid(), isShared: z.boolean() }),
  refusals: ["role-only-reads", "only-heads-and-management", "not-an-agency", "not-found"],
  reply: nothing,
});

export const mostCampaignsFound = 40;

export const findProjectCampaigns = endpoint({
  name: "findProjectCampaigns",
  method: "GET",
  path: "/api/w/:workspace/project-campaigns",
  audience: "member",
  summary: `Campaigns on record whose name or id holds a text, the latest first; ${mostCampaignsFound} at most, each with the project that it is`,
  tag,
  params: inWorkspace,
  query: z.strictObject({ text: z.string().trim().max(200).default("") }),
  refusals: ["agency-sees-only-what-is-shared"],
  reply: z.object({
    found: listOf(z.object({ id: z.string(), name: z.string().nullable(), startsOn: dayShape.nullable(), projectId: z.uuid().nullable() })),
  }),
});
