// Debriefs: what came of a joint project, measured by itself; what each side says of it; whether to go again; what was measured on each day.
import { z } from "zod";

import { debriefParts, debriefVerdicts } from "#facts/debriefs.ts";
import { intervalShape, listOf, numberShape, verdictShape } from "#facts/papers-shape.ts";
import { projectGoalKeys, projectKinds, projectPhases } from "#facts/projects.ts";
import { endpoint } from "#kit/endpoint.ts";
import { dayShape, inWorkspaceWithId, momentShape, workspaceSlugShape } from "#kit/shapes.ts";

const tag = "debriefs";
const sideShape = z.enum(["sales", "marketing"]);
const measureShape = z.enum(["contact", "lead", "accepted", "won"]);
const daysShape = z.union([z.literal(30), z.literal(90), z.literal(180), z.literal(365)]);
const read = ["agency-sees-only-what-is-shared", "not-found"] as const;
const change = [...read, "role-only-reads"] as const;

const measuredShape = z.object({
  measure: measureShape,
  count: z.number().int(),
  cost: numberShape,
  /** What it will be on the day, where that has not come and can be told. */
  expected: z.object({ count: z.number(), low: z.number(), high: z.number(), cost: numberShape }).nullable(),
  /** Why nothing is expected. */
  why: z.enum(["over", "not-foreseen", "no-like", "record-too-short"]).nullable(),
});

const milestoneShape = z.object({ days: daysShape, day: dayShape, isOver: z.boolean(), measures: listOf(measuredShape) }).meta({ id: "ProjectMilestone" });
export type MilestoneView = z.output<typeof milestoneShape>;
export type MeasuredView = z.output<typeof measuredShape>;

const ratioShape = z.object({ value: z.number().nullable(), interval: intervalShape, verdict: verdictShape, chanceCheaper: z.number() });

const besideShape = z
  .object({
    id: z.uuid(),
    name: z.string(),
    kind: z.enum(projectKinds),
    startsOn: dayShape,
    isPrevious: z.boolean(),
    counts: z.object({ contact: z.number(), lead: z.number(), accepted: z.number(), won: z.number() }),
    cost: z.number().nullable(),
    /** Cost of one accepted lead (of a won deal where only deals are on record) here over there. */
    ratio: ratioShape.nullable(),
  })
  .meta({ id: "EventBeside" });
export type BesideView = z.output<typeof besideShape>;

export const readProjectResults = endpoint({
  name: "readProjectResults",
  method: "GET",
  path: "/api/w/:workspace/projects/:id/results",
  audience: "member",
  summary: "What a joint project cost and brought after 30, 90, 180 and 365 days, its goals, what is still expected, and earlier events beside it",
  tag,
  params: inWorkspaceWithId,
  refusals: [...read, "no-facts-yet"],
  reply: z.object({
    project: z.object({ id: z.uuid(), name: z.string(), kind: z.enum(projectKinds), phase: z.enum(projectPhases), startsOn: dayShape, endsOn: dayShape }),
    currency: z.string(),
    lastSeen: dayShape,
    unit: z.enum(["lead", "deal"]),
    /** Its campaigns in the records; none: nothing can be told of it. */
    campaigns: listOf(z.object({ id: z.string(), name: z.string() })),
    cost: z
      .object({
        total: z.number(),
        lines: z.number().int(),
        isTyped: z.boolean(),
        planned: z.number(),
        staffDays: z.number(),
        staffCost: z.number().nullable(),
      })
      .nullable(),
    milestones: listOf(milestoneShape),
    goals: listOf(
      z.object({
        key: z.enum(projectGoalKeys),
        planned: z.number(),
        result: z.number().nullable(),
        interval: intervalShape.nullable(),
        verdict: z.enum(["below", "within-chance", "above"]).nullable(),
      }),
    ),
    open: z.number().int(),
    lost: z.number().int(),
    wonAmount: z.number(),
    openAmount: z.number(),
    like: z.record(
      z.string(),
      z.object({
        channel: z.string().nullable(),
        leads: z.number(),
        hits: z.number(),
        events: z.number(),
        isSpreadGuessed: z.boolean(),
        spread: z.number(),
        own: z.object({ hits: z.number(), expected: z.number() }),
      }),
    ),
    /** The horizon at which it stands beside others, days; null: none is over. */
    comparedAt: daysShape.nullable(),
    beside: listOf(besideShape),
  }),
});
export type ProjectResultsView = z.output<(typeof readProjectResults)["reply"]>;

const eventShape = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(projectKinds),
  startsOn: dayShape,
  endsOn: dayShape,
  /** Gone for it, minor units; null: nothing is on record. */
  cost: z.number().nullable(),
  hasCampaigns: z.boolean(),
});
const countedShape = z.object({ count: z.number().int(), cost: numberShape });

export const compareProjects = endpoint({
  name: "compareProjects",
  method: "GET",
  path: "/api/w/:workspace/projects/:id/beside/:other",
  audience: "member",
  summary: "Two joint projects side by side at the same ages: what each brought, what one contact, lead, accepted lead and won deal cost, with ranges",
  tag,
  params: z.strictObject({ workspace: workspaceSlugShape, id: z.uuid(), other: z.uuid() }),
  refusals: [...read, "no-facts-yet"],
  reply: z.object({
    here: eventShape,
    there: eventShape,
    currency: z.string(),
    lastSeen: dayShape,
    /** Ages that both have reached, days; none: the younger is not 30 days old. */
    ages: listOf(
      z.object({
        days: daysShape,
        rows: listOf(z.object({ measure: measureShape, here: countedShape, there: countedShape, ratio: ratioShape.nullable() })),
      }),
    ),
    /** Projects that are over, to choose from. */
    events: listOf(z.object({ id: z.uuid(), name: z.string(), startsOn: dayShape })),
  }),
});
export type SideBySideView = z.output<(typeof compareProjects)["reply"]>;

const wordShape = z
  .object({
    id: z.uuid(),
    side: sideShape,
    part: z.enum(debriefParts),
    grade: z.number().int(),
    said: z.string().nullable(),
    saidBy: z.string().nullable(),
    saidAt: momentShape,
    isMine: z.boolean(),
  })
  .meta({ id: "DebriefWord" });
export type WordView = z.output<typeof wordShape>;

const thenShape = z.object({
  days: daysShape,
  asOf: dayShape,
  measuredAt: momentShape,
  measures: listOf(
    z.object({ measure: measureShape, count: z.number(), cost: z.number().nullable(), low: z.number().nullable(), high: z.number().nullable() }),
  ),
});

const verdictOnFileShape = z
  .object({
    id: z.uuid(),
    verdict: z.enum(debriefVerdicts),
    reason: z.string(),
    side: sideShape,
    saidBy: z.string().nullable(),
    saidAt: momentShape,
    restedOn: thenShape.nullable(),
    agreedBy: z.string().nullable(),
    agreedAt: momentShape.nullable(),
    whyNotAgree: z.string().nullable(),
    whyNotWithdraw: z.string().nullable(),
  })
  .meta({ id: "DebriefVerdict" });
export type VerdictView = z.output<typeof verdictOnFileShape>;

const debriefShape = z
  .object({
    project: z.object({ id: z.uuid(), name: z.string(), kind: z.enum(projectKinds), phase: z.enum(projectPhases), endsOn: dayShape }),
    words: listOf(wordShape),
    /** The one that stands, and those before it. */
    verdicts: listOf(verdictOnFileShape),
    measured: listOf(thenShape),
    whyNotSpeak: z.string().nullable(),
    whyNotJudge: z.string().nullable(),
  })
  .meta({ id: "Debrief" });
export type DebriefView = z.output<typeof debriefShape>;

export const readDebrief = endpoint({
  name: "readDebrief",
  method: "GET",
  path: "/api/w/:workspace/projects/:id/debrief",
  audience: "member",
  summary: "What each side says of a joint project, the verdict on it, and what was measured when each day had come",
  tag,
  params: inWorkspaceWithId,
  isApartFromFacts: true,
  refusals: read,
  reply: debriefShape,
});

export const sayOfProject = endpoint({
  name: "sayOfProject",
  method: "POST",
  path: "/api/w/:workspace/projects/:id/debrief/words",
  audience: "member",
  summary: "Grade preparation, event or follow-up from 1 to 5 and say why; the latest word of a member of a part stands",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ part: z.enum(debriefParts), grade: z.number().int().min(1).max(5), said: z.string().trim().max(2000).default("") }),
  refusals: [...change, "only-the-two-departments", "not-over-yet"],
  reply: debriefShape,
});

export const takeBackWord = endpoint({
  name: "takeBackWord",
  method: "POST",
  path: "/api/w/:workspace/projects/:id/debrief/words/withdraw",
  audience: "member",
  summary: "Take one's own word of a part back, or bring it back",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ word: z.uuid(), isWithdrawn: z.boolean() }),
  refusals: [...change, "not-yours"],
  reply: debriefShape,
});

export const judgeProject = endpoint({
  name: "judgeProject",
  method: "POST",
  path: "/api/w/:workspace/projects/:id/debrief/verdicts",
  audience: "member",
  summary: "Say for one's side whether to repeat, shrink or drop it, and why; the numbers of that day are kept with it",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ verdict: z.enum(debriefVerdicts), reason: z.string().trim().min(1).max(2000) }),
  refusals: [...change, "only-owners-and-heads", "not-over-yet"],
  reply: debriefShape,
});

export const agreeToVerdict = endpoint({
  name: "agreeToVerdict",
  method: "POST",
  path: "/api/w/:workspace/projects/:id/debrief/verdicts/agree",
  audience: "member",
  summary: "Agree for the other side to the verdict that stands",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ verdict: z.uuid() }),
  refusals: [...change, "only-owners-and-heads", "other-side-agrees", "already-agreed", "no-longer-stands"],
  reply: debriefShape,
});

export const withdrawVerdict = endpoint({
  name: "withdrawVerdict",
  method: "POST",
  path: "/api/w/:workspace/projects/:id/debrief/verdicts/withdraw",
  audience: "member",
  summary: "Take one's own verdict back before the other side has agreed, or bring it back",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject({ verdict: z.uuid(), isWithdrawn: z.boolean() }),
  refusals: [...change, "not-yours", "already-agreed"],
  reply: debriefShape,
});
