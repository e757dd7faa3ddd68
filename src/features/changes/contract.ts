// What changed, and when: turning points on record and proposed; they are marked on every chart that runs over time.
import { z } from "zod";

import { owners } from "#facts/department.ts";
import { intervalShape, listOf, verdictShape } from "#facts/papers-shape.ts";
import { turningKinds } from "#facts/turning-point.ts";
import { endpoint } from "#kit/endpoint.ts";
import { dayShape, flagInQuery, inWorkspace, inWorkspaceWithId, momentShape, nothing, periodShape } from "#kit/shapes.ts";

const tag = "changes";
const proposalShape = z.string().min(1).max(300);

export const turnShape = z
  .object({
    id: z.uuid(),
    kind: z.enum(turningKinds),
    day: dayShape,
    name: z.string(),
    note: z.string().nullable(),
    owner: z.enum(owners),
    /** Read from the facts before a person confirmed it. */
    isConfirmed: z.boolean(),
    enteredBy: z.string().nullable(),
    enteredAt: momentShape,
    whyNotChange: z.string().nullable(),
  })
  .meta({ id: "TurningPoint" });
export type TurnView = z.output<typeof turnShape>;

export const proposedTurnShape = z
  .object({
    key: proposalShape,
    kind: z.enum(turningKinds),
    day: dayShape,
    owner: z.enum(owners),
    subject: z.string().nullable(),
    /** Fall of the index, share of a year's revenue, change of the list price. */
    size: z.number().nullable(),
  })
  .meta({ id: "ProposedTurningPoint" });
export type ProposedTurnView = z.output<typeof proposedTurnShape>;

export const listTurningPoints = endpoint({
  name: "listTurningPoints",
  method: "GET",
  path: "/api/w/:workspace/turning-points",
  audience: "member",
  summary: "Turning points on record, those that the facts propose, and those dismissed with the reason",
  tag,
  params: inWorkspace,
  refusals: ["agency-sees-only-what-is-shared"],
  reply: z.object({
    turns: listOf(turnShape),
    proposed: listOf(proposedTurnShape),
    dismissed: listOf(proposedTurnShape.extend({ reason: z.string(), dismissedBy: z.string().nullable(), dismissedAt: momentShape })),
    whyNotEnter: z.string().nullable(),
    whyNotDismiss: z.string().nullable(),
  }),
});

const detail = {
  kind: z.enum(turningKinds),
  day: dayShape,
  name: z.string().trim().min(1).max(120),
  note: z.string().trim().max(2000).default(""),
  owner: z.enum(owners),
};

export const enterTurningPoint = endpoint({
  name: "enterTurningPoint",
  method: "POST",
  path: "/api/w/:workspace/turning-points",
  audience: "member",
  summary: "Put a turning point on record; with the key of a proposal it confirms that one",
  tag,
  params: inWorkspace,
  body: z.strictObject({ ...detail, proposal: proposalShape.nullable().default(null) }),
  creates: true,
  reply: turnShape,
  refusals: ["role-only-reads", "already-confirmed", "day-in-the-future"],
});

export const changeTurningPoint = endpoint({
  name: "changeTurningPoint",
  method: "PUT",
  path: "/api/w/:workspace/turning-points/:id",
  audience: "member",
  summary: "Change a turning point",
  tag,
  params: inWorkspaceWithId,
  body: z.strictObject(detail),
  reply: turnShape,
  refusals: ["role-only-reads", "not-your-turning-point", "day-in-the-future"],
});

export const removeTurningPoint = endpoint({
  name: "removeTurningPoint",
  method: "DELETE",
  path: "/api/w/:workspace/turning-points/:id",
  audience: "member",
  summary: "Take a turning point off the record; it can be brought back",
  tag,
  params: inWorkspaceWithId,
  reply: nothing,
  refusals: ["role-only-reads", "not-your-turning-point"],
});

export const restoreTurningPoint = endpoint({
  name: "restoreTurningPoint",
  method: "POST",
  path: "/api/w/:workspace/turning-points/:id/restored",
  audience: "member",
  summary: "Bring back a turning point that was taken off the record",
  tag,
  params: inWorkspaceWithId,
  reply: turnShape,
  refusals: ["role-only-reads", "not-your-turning-point", "already-confirmed"],
});

export const dismissTurningPoint = endpoint({
  name: "dismissTurningPoint",
  method: "POST",
  path: "/api/w/:workspace/turning-points/dismissed",
  audience: "member",
  summary: "Say that a proposed turning point is none, with the reason; it is marked no more",
  tag,
  params: inWorkspace,
  body: z.strictObject({ proposal: proposalShape, reason: z.string().trim().min(1).max(2000) }),
  reply: nothing,
  refusals: ["only-heads-dismiss", "no-such-proposal"],
});

export const proposeAgain = endpoint({
  name: "proposeAgain",
  method: "POST",
  path: "/api/w/:workspace/turning-points/proposed",
  audience: "member",
  summary: "Take back the dismissal of a proposed turning point",
  tag,
  params: inWorkspace,
  body: z.strictObject({ proposal: proposalShape }),
  reply: nothing,
  refusals: ["only-heads-dismiss"],
});

const stepShape = z.enum(["month", "week"]);
const unitShape = z.enum(["count", "share", "days", "money", "money-per-deal", "points", "hours", "index"]);
const changePointShape = z.object({
  period: periodShape,
  /** Per average month where the figure adds up. */
  value: z.number().nullable(),
  interval: intervalShape.nullable(),
  sample: z.number().int(),
  /** Distorted by where the extract begins: shown, not judged. */
  isLeftOut: z.boolean(),
  /** The level that was found to hold, without the season. */
  level: z.number().nullable(),
});

export const figureChangesShape = z
  .object({
    key: z.string(),
    unit: unitShape,
    currency: z.string().optional(),
    points: listOf(changePointShape),
    untold: z.object({ reason: z.string(), count: z.number().int(), needed: z.number().int() }).nullable(),
    changes: listOf(
      z.object({
        at: periodShape,
        between: periodShape,
        before: z.number(),
        after: z.number(),
        size: z.number(),
        interval: intervalShape,
        isRelative: z.boolean(),
        p: z.number(),
      }),
    ),
    verdict: verdictShape,
    better: z.enum(["higher", "lower"]).nullable(),
    seasonPairs: z.number().int(),
    rho: z.number().nullable(),
    p: z.number(),
    watch: z.object({ p: z.number(), wealth: z.number(), isAlarm: z.boolean(), alarmIn: periodShape.nullable(), since: periodShape.nullable() }),
  })
  .meta({ id: "FigureChanges" });
export type FigureChangesView = z.output<typeof figureChangesShape>;

export const readChanges = endpoint({
  name: "readChanges",
  method: "GET",
  path: "/api/w/:workspace/changes",
  audience: "member",
  summary: "When each figure moved to another level, with the dates it may have been, and the watch over what comes in",
  tag,
  params: inWorkspace,
  query: z.strictObject({ step: stepShape.default("month") }),
  refusals: ["agency-sees-only-what-is-shared", "no-facts-yet", "series-too-long"],
  reply: z.object({ step: stepShape, figures: listOf(figureChangesShape), lastSeen: dayShape, leftOutUntil: dayShape.nullable() }),
});

export const readBreaks = endpoint({
  name: "readBreaks",
  method: "GET",
  path: "/api/w/:workspace/changes/breaks",
  audience: "member",
  summary: "Which of the figures that stand at the head of everything left their level in the last six months, and whether the watch broke for one",
  tag,
  params: inWorkspace,
  refusals: ["agency-sees-only-what-is-shared", "no-facts-yet", "series-too-long"],
  reply: z.object({
    /** Figures that have enough months, and those that have not. */
    judged: z.number().int(),
    untold: z.number().int(),
    /** Months with a value that a figure needs. */
    needed: z.number().int(),
    breaks: listOf(
      z.object({
        key: z.string(),
        unit: unitShape,
        currency: z.string().optional(),
        /** First month at the new level; where only the watch broke, the month in which it seems to have begun. */
        since: periodShape,
        /** Null where only the watch broke: no size is told by it. */
        change: z.object({ size: z.number(), interval: intervalShape, isRelative: z.boolean(), verdict: verdictShape }).nullable(),
        isAlarm: z.boolean(),
        better: z.enum(["higher", "lower"]).nullable(),
      }),
    ),
  }),
});
export type BreaksAnswer = z.output<(typeof readBreaks)["reply"]>;

const effectShape = z.object({ value: z.number(), interval: intervalShape, probability: z.number(), verdict: verdictShape });

export const testChange = endpoint({
  name: "testChange",
  method: "GET",
  path: "/api/w/:workspace/changes/test",
  audience: "member",
  summary: "Whether a figure stood differently after a day that was known beforehand",
  tag,
  params: inWorkspace,
  query: z.strictObject({
    figure: z.string().max(60),
    day: dayShape,
    step: stepShape.default("month"),
    /** Steps before the day that are left out. */
    anticipation: z.coerce.number().int().min(0).max(6).default(0),
    /** Whether the trend may change as well. */
    slope: flagInQuery.default(false),
    /** A figure that the event does not reach, or the market's index. */
    control: z.string().max(60).optional(),
  }),
  refusals: ["agency-sees-only-what-is-shared", "no-facts-yet", "no-such-figure", "series-too-long"],
  reply: z.object({
    figure: z.string(),
    unit: unitShape,
    currency: z.string().optional(),
    day: dayShape,
    untold: z.object({ reason: z.string(), count: z.number().int(), needed: z.number().int() }).nullable(),
    /** Relative (0.1: a tenth more) where `isRelative`, else in the figure's unit. */
    isRelative: z.boolean(),
    step: effectShape.nullable(),
    slope: effectShape.nullable(),
    mean: effectShape.nullable(),
    /** The mean effect beside what the steps before the day foretell, whose level may wander. */
    foretold: effectShape.nullable(),
    before: z.number().int(),
    after: z.number().int(),
    rho: z.number().nullable(),
    without: listOf(z.object({ period: periodShape, value: z.number(), low: z.number(), high: z.number() })),
    cautions: listOf(z.object({ code: z.string(), details: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).optional() })),
    controls: listOf(z.string()),
  }),
});
