// What changed, and when: each figure's moves to another level, the watch over what comes in, and the test of a day known beforehand.
import { z } from "zod";

import { intervalShape, listOf, verdictShape } from "#facts/papers-shape.ts";
import { endpoint } from "#kit/endpoint.ts";
import { dayShape, flagInQuery, inWorkspace, periodShape } from "#kit/shapes.ts";

const tag = "changes";
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
