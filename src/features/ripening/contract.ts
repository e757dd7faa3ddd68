// What will come of those who came in: within a window, by age and in the end; by cohort and by segment.
import { z } from "zod";

import { segmentKeys } from "#facts/agreements.ts";
import { intervalShape, listOf, numberShape } from "#facts/papers-shape.ts";
import { endpoint } from "#kit/endpoint.ts";
import { inWorkspace, periodShape } from "#kit/shapes.ts";

/** Steps that one can come to. */
export const goals = ["marketing-qualified", "sales-accepted", "sales-qualified", "opportunity", "won"] as const;
export type Goal = (typeof goals)[number];

/** Days of the usual windows. */
export const windowDays = [7, 14, 30, 60, 90, 180, 365] as const;

const rateShape = z.object({ value: z.number(), interval: intervalShape });
const curveShape = z.object({
  /** null: an empty field. */
  name: z.union([z.string(), periodShape]).nullable(),
  size: z.number().int(),
  /** From this age on only a part of the group was watched; null where all were. */
  youngFrom: z.number().nullable(),
  points: listOf(z.object({ age: z.number(), share: z.number(), low: z.number().nullable(), high: z.number().nullable(), atRisk: z.number().int() })),
});

const cohortShape = z.object({
  period: periodShape,
  size: z.number().int(),
  converted: z.number().int(),
  ripe: z.number().int(),
  /** Of the ripe ones; null where nobody is. */
  inWindow: rateShape.nullable(),
  /** More than half are younger than the window: hatched, never ranked. */
  isYoung: z.boolean(),
  /** What the cohort will come to, grown as older ones did. */
  ultimate: rateShape.nullable(),
});

const segmentShape = z.object({
  value: z.string().nullable(),
  size: z.number().int(),
  converted: z.number().int(),
  ripe: z.number().int(),
  hits: z.number().int(),
  own: rateShape.nullable(),
  /** With the help of all segments, and the places that chance leaves open. */
  pooled: rateShape.extend({ bestPlace: z.number().int(), worstPlace: z.number().int() }).nullable(),
  isYoung: z.boolean(),
  ultimate: rateShape.extend({ hasOwnTiming: z.boolean() }).nullable(),
  ultimateReason: z.string().nullable(),
});

export const ripeningShape = z
  .object({
    unit: z.enum(["lead", "deal"]),
    to: z.enum(goals),
    /** Steps that can be asked for. */
    goals: listOf(z.enum(goals)),
    window: z.number().int(),
    step: z.enum(["month", "quarter"]),
    period: periodShape,
    entrants: z.number().int(),
    converted: z.number().int(),
    lost: z.number().int(),
    waiting: z.number().int(),
    numbers: z.object({ inWindow: numberShape, byAge: numberShape, model: numberShape, ladder: numberShape }),
    /** The age that `byAge` speaks of. */
    age: z.number().int(),
    model: z
      .object({
        medianDays: z.number(),
        days90: z.number(),
        shareInWindow: z.number(),
        /** The curve of the timing: Weibull's, or the freer one where the facts speak for it. */
        family: z.enum(["weibull", "generalised-gamma"]),
        /** 1: Weibull's; 0: lognormal; below: a tail heavier still. */
        bend: z.number(),
        /** Log likelihood that the freer curve gains over Weibull's; null: too few conversions to try it. */
        bentGain: z.number().nullable(),
        /** The freer curve was asked for and could not be told: the rate may be higher. */
        isTailOpen: z.boolean(),
        course: listOf(z.object({ age: z.number(), share: z.number() })),
      })
      .nullable(),
    ladder: z.object({ entrants: z.number().int(), stillToCome: z.number(), step: z.enum(["month", "quarter"]), leftOut: z.number().int() }).nullable(),
    disagreements: listOf(
      z.discriminatedUnion("code", [
        z.object({ code: z.literal("cure-and-ladder-differ"), cure: z.number(), low: z.number(), high: z.number() }),
        z.object({ code: z.literal("curve-does-not-fit"), misfit: z.number() }),
      ]),
    ),
    curve: curveShape,
    curves: listOf(curveShape),
    cohorts: listOf(cohortShape),
    segmentKeys: listOf(z.enum(segmentKeys)),
    segments: listOf(segmentShape),
    clearPairs: z.number().int(),
    pairs: z.number().int(),
  })
  .meta({ id: "Ripening" });
export type RipeningAnswer = z.output<typeof ripeningShape>;

export const readRipening = endpoint({
  name: "readRipening",
  method: "GET",
  path: "/api/w/:workspace/ripening",
  audience: "member",
  summary: "The share that comes to a step within a window, by age and in the end, with what chance leaves open; by cohort and by segment",
  tag: "ripening",
  params: inWorkspace,
  query: z.strictObject({
    to: z.enum(goals).default("won"),
    /** Left out: the shortest usual window in which four of five conversions so far fell. */
    window: z.coerce
      .number()
      .int()
      .refine((days) => (windowDays as readonly number[]).includes(days), "not a usual window")
      .optional(),
    step: z.enum(["month", "quarter"]).default("month"),
    by: z.enum(segmentKeys).optional(),
  }),
  refusals: [
    "agency-sees-only-what-is-shared",
    "no-facts-yet",
    "no-entry-days",
    "too-few-entrants",
    "nobody-converted-yet",
    "leads-not-joined-to-deals",
    "no-such-step",
  ],
  reply: ripeningShape,
});
