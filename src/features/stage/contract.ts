// How marketing stands in the firm, and its tasks: which part sales takes in each, who owns it, and when it was last done.
import { z } from "zod";

import { roles } from "#facts/department.ts";
import { agencyWorks, firmStages, longRangeApart, reportsTo, stageReasons, whoDoesMarketing, whoSetsBudget } from "#facts/firm-stage.ts";
import { hidingReasons } from "#facts/hidden-rooms.ts";
import { isMarketingTaskKey, marketingTaskKeys, ownerRoles, salesParts, taskKinds, taskStandings } from "#facts/marketing-tasks.ts";
import { listOf } from "#facts/papers-shape.ts";
import { endpoint } from "#kit/endpoint.ts";
import { dayShape, inWorkspace, inWorkspaceWithId, momentShape, nothing, workspaceSlugShape } from "#kit/shapes.ts";

const tag = "stage";
const changes = ["role-only-reads", "only-heads-say-who-owns", "not-found"] as const;
const textShape = z.string().trim().max(2000);
/** A key of the house's list, or the id of a task of the firm's own. */
const taskIdShape = z
  .string()
  .refine((text) => isMarketingTaskKey(text) || z.uuid().safeParse(text).success)
  .meta({ description: "A key of the house's list, or the id of a task of the firm's own", example: "positioning" });
const inTask = z.strictObject({ workspace: workspaceSlugShape, id: taskIdShape });

export const answersShape = z.strictObject({
  who: z.enum(whoDoesMarketing),
  people: z.number().int().min(0).max(10_000),
  agencyFor: z.array(z.enum(agencyWorks)).max(agencyWorks.length).readonly(),
  reportsTo: z.enum(reportsTo),
  budget: z.enum(whoSetsBudget),
  apart: z.enum(longRangeApart),
});

const profileShape = z.object({
  id: z.uuid(),
  stage: z.enum(firmStages),
  answers: answersShape,
  since: dayShape,
  note: z.string().nullable(),
  saidBy: z.string().nullable(),
  saidAt: momentShape,
});
export type ProfileView = z.output<typeof profileShape>;

const ownerShape = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("role"), role: z.enum(ownerRoles) }),
  z.strictObject({ kind: z.literal("member"), memberId: z.uuid() }),
]);

const taskShape = z
  .object({
    id: z.string(),
    key: z.enum(marketingTaskKeys).nullable(),
    kind: z.enum(taskKinds),
    /** In the firm's words; null: the house's. */
    name: z.string().nullable(),
    what: z.string().nullable(),
    marketing: z.string().nullable(),
    sales: z.string().nullable(),
    alive: z.string().nullable(),
    salesPart: z.enum(salesParts),
    everyDays: z.number().int().nullable(),
    judgedMonths: z.number().int(),
    owners: listOf(z.object({ owner: ownerShape, names: listOf(z.string()) })),
    isByHand: z.boolean(),
    since: dayShape.nullable(),
    standing: z.enum(taskStandings),
    isRemoved: z.boolean(),
    /** When it was last done: as the records show it, or as somebody said. */
    last: z
      .object({ on: dayShape, isMeasured: z.boolean(), saidBy: z.string().nullable(), note: z.string().nullable(), saidId: z.uuid().nullable() })
      .nullable(),
    isLate: z.boolean(),
    /** The next day on which it is judged; null: nobody said since when it is whose. */
    judgedOn: dayShape.nullable(),
  })
  .meta({ id: "MarketingTask" });
export type TaskView = z.output<typeof taskShape>;

export const readStage = endpoint({
  name: "readStage",
  method: "GET",
  path: "/api/w/:workspace/stage",
  audience: "member",
  summary: "How marketing stands in the firm, since when and who said so, its tasks with their owners, and which rooms do not apply",
  tag,
  params: inWorkspace,
  isApartFromFacts: true,
  refusals: ["agency-sees-only-what-is-shared"],
  reply: z.object({
    /** What was said, the newest first; empty: nobody has said anything, and an independent department is taken for granted. */
    history: listOf(profileShape),
    /** What the answers of the newest speak of. */
    proposed: z.object({ stage: z.enum(firmStages), reasons: listOf(z.enum(stageReasons)) }).nullable(),
    hidden: listOf(z.object({ room: z.string(), because: z.enum(hidingReasons) })),
    tasks: listOf(taskShape),
    people: listOf(z.object({ memberId: z.uuid(), name: z.string(), role: z.enum(roles), isHere: z.boolean() })),
    today: dayShape,
    whyNotChange: z.string().nullable(),
    whyNotSayDone: z.string().nullable(),
  }),
});
export type StageAnswer = z.output<(typeof readStage)["reply"]>;

export const changeStage = endpoint({
  name: "changeStage",
  method: "POST",
  path: "/api/w/:workspace/stage",
  audience: "member",
  summary: "Says how marketing stands in the firm; tasks go to the owners of that stage, those named by hand stay where they are not given up",
  tag,
  params: inWorkspace,
  body: z.strictObject({
    stage: z.enum(firmStages),
    answers: answersShape,
    since: dayShape,
    note: textShape,
    /** Tasks whose owners were named by hand and go by the stage from now on. */
    givesUp: z.array(taskIdShape).max(500),
  }),
  creates: true,
  refusals: [...changes, "answers-differ", "begins-in-the-future", "before-the-last"],
  reply: z.object({ id: z.uuid() }),
});

export const withdrawStage = endpoint({
  name: "withdrawStage",
  method: "POST",
  path: "/api/w/:workspace/stage/:id/withdrawn",
  audience: "member",
  summary: "Takes back what was last said of the firm, with all that it changed, or says it again",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ isWithdrawn: z.boolean() }),
  refusals: [...changes, "said-anew-since"],
  reply: nothing,
});

const taskBody = z.strictObject({
  kind: z.enum(taskKinds),
  name: z.string().trim().max(200),
  what: textShape,
  marketing: textShape,
  sales: textShape,
  alive: textShape,
  salesPart: z.enum(salesParts),
  everyDays: z.number().int().min(1).max(3650).nullable(),
  judgedMonths: z.number().int().min(1).max(120),
});
export type TaskBody = z.output<typeof taskBody>;

export const addMarketingTask = endpoint({
  name: "addMarketingTask",
  method: "POST",
  path: "/api/w/:workspace/marketing-tasks",
  audience: "member",
  summary: "Adds a task of the firm's own",
  tag,
  params: inWorkspace,
  body: taskBody,
  creates: true,
  refusals: [...changes, "name-missing"],
  reply: z.object({ id: z.uuid() }),
});

export const changeMarketingTask = endpoint({
  name: "changeMarketingTask",
  method: "PUT",
  path: "/api/w/:workspace/marketing-tasks/:id",
  audience: "member",
  summary: "Changes what a task says; left empty, the house's own words hold",
  tag,
  params: inTask,
  body: taskBody,
  refusals: [...changes, "name-missing"],
  reply: nothing,
});

export const removeMarketingTask = endpoint({
  name: "removeMarketingTask",
  method: "POST",
  path: "/api/w/:workspace/marketing-tasks/:id/removed",
  audience: "member",
  summary: "Takes a task off the table, or brings it back",
  tag,
  params: inTask,
  body: z.strictObject({ isRemoved: z.boolean() }),
  refusals: changes,
  reply: nothing,
});

export const setTaskOwners = endpoint({
  name: "setTaskOwners",
  method: "PUT",
  path: "/api/w/:workspace/marketing-tasks/:id/owners",
  audience: "member",
  summary: "Names the owners of a task by hand; null: it goes by the stage again",
  tag,
  params: inTask,
  body: z.strictObject({ owners: z.array(ownerShape).max(10).nullable() }),
  refusals: [...changes, "owner-not-here"],
  reply: nothing,
});

export const sayTaskDone = endpoint({
  name: "sayTaskDone",
  method: "POST",
  path: "/api/w/:workspace/marketing-tasks/:id/done",
  audience: "member",
  summary: "Says that a task was done on a day",
  tag,
  params: inTask,
  body: z.strictObject({ on: dayShape, note: textShape }),
  creates: true,
  refusals: ["role-only-reads", "not-found", "begins-in-the-future"],
  reply: z.object({ id: z.uuid() }),
});

export const withdrawTaskDone = endpoint({
  name: "withdrawTaskDone",
  method: "POST",
  path: "/api/w/:workspace/marketing-tasks-done/:id/withdrawn",
  audience: "member",
  summary: "Takes back that a task was done, or says it again",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ isWithdrawn: z.boolean() }),
  refusals: ["role-only-reads", "not-found"],
  reply: nothing,
});
