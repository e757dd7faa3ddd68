// The figures: the three headline ones, all of a period, their course over time, the funnel, and what changed.
import { z } from "zod";

import { segmentKeys } from "#facts/agreements.ts";
import { cautionShape, intervalShape, listOf, numberShape, verdictShape } from "#facts/papers-shape.ts";
import { endpoint } from "#kit/endpoint.ts";
import { inWorkspace, listInQuery, momentShape, periodNameShape, periodShape } from "#kit/shapes.ts";

const tag = "figures";
const refusals = ["agency-sees-only-what-is-shared", "no-facts-yet", "series-too-long"] as const;

/** Left out: the last whole quarter that the facts cover. */
const periodQuery = periodNameShape.optional();

export const changeShape = z
  .object({
    key: z.string(),
    /** Figures that add up are compared per average month; money in minor units. */
    earlier: z.number().nullable(),
    later: z.number().nullable(),
    value: z.number().nullable(),
    relative: z.number().nullable(),
    interval: intervalShape.nullable(),
    probability: z.number().nullable(),
    verdict: verdictShape,
    reason: z.string().optional(),
  })
  .meta({ id: "Change" });

export const readFigures = endpoint({
  name: "readFigures",
  method: "GET",
  path: "/api/w/:workspace/figures",
  audience: "member",
  summary: "Every figure of a period",
  tag,
  params: inWorkspace,
  query: z.strictObject({ period: periodQuery }),
  refusals,
  reply: z.object({ period: periodShape, numbers: listOf(numberShape) }),
});

export const readHeadline = endpoint({
  name: "readHeadline",
  method: "GET",
  path: "/api/w/:workspace/figures/headline",
  audience: "member",
  summary: "Sales cycle, promotion cost and cost per transaction, each with the change against the period before and its last twelve months",
  tag,
  params: inWorkspace,
  query: z.strictObject({ period: periodQuery, against: periodQuery }),
  refusals,
  reply: z.object({
    period: periodShape,
    against: periodShape,
    lastSeen: z.string(),
    figures: listOf(
      z.object({
        key: z.enum(["sales-cycle", "promotion-cost", "cost-per-transaction"]),
        /** The first is the headline; the others stand beside it. */
        numbers: listOf(numberShape),
        change: changeShape,
        better: z.enum(["higher", "lower"]),
        months: listOf(numberShape),
      }),
    ),
    trust: z.object({ serious: z.number().int(), warnings: z.number().int(), good: z.number().int() }),
  }),
});

export const readFigureSeries = endpoint({
  name: "readFigureSeries",
  method: "GET",
  path: "/api/w/:workspace/figures/series",
  audience: "member",
  summary: "Figures by week, month or quarter, with their intervals",
  tag,
  params: inWorkspace,
  refusals,
  query: z.strictObject({ keys: listInQuery(z.string().max(60), 6), step: z.enum(["week", "month", "quarter"]).default("month"), period: periodQuery }),
  reply: z.object({ period: periodShape, points: listOf(z.object({ period: periodShape, numbers: listOf(numberShape) })) }),
});

export const readWhatChanged = endpoint({
  name: "readWhatChanged",
  method: "GET",
  path: "/api/w/:workspace/figures/changed",
  audience: "member",
  summary: "Figures that differ from the period before by more than chance, and the imports of late",
  tag,
  params: inWorkspace,
  query: z.strictObject({ period: periodQuery, against: periodQuery }),
  refusals,
  reply: z.object({
    period: periodShape,
    against: periodShape,
    changes: listOf(changeShape.extend({ unit: z.string(), better: z.enum(["higher", "lower"]).nullable() })),
    looked: z.number().int(),
    imports: listOf(z.object({ id: z.string(), name: z.string(), at: momentShape, rows: z.number().int() })),
  }),
});

const stepShape = z.object({
  step: z.enum(["lead", "marketing-qualified", "sales-accepted", "sales-qualified", "opportunity", "won"]),
  reached: z.number().int(),
  conversion: numberShape.nullable(),
  soFar: z.number().nullable(),
  days: numberShape.nullable(),
  young: z.number().int(),
  isYoung: z.boolean(),
  ripeAfterDays: z.number().nullable(),
});

export const funnelShape = z
  .object({ unit: z.enum(["lead", "deal"]), cohort: periodShape, steps: listOf(stepShape), cautions: listOf(cautionShape) })
  .meta({ id: "Funnel" });

export const readFunnel = endpoint({
  name: "readFunnel",
  method: "GET",
  path: "/api/w/:workspace/figures/funnel",
  audience: "member",
  summary: "How many of those that came in during a period got how far, in what time; by segment, and by cohort over time",
  tag,
  params: inWorkspace,
  query: z.strictObject({ period: periodQuery, by: z.enum(segmentKeys).optional(), cohorts: z.enum(["month", "quarter"]).optional() }),
  refusals,
  reply: z.object({
    period: periodShape,
    funnel: funnelShape,
    /** By what it can be cut: fields that are filled for at least a tenth of the cohort. */
    segmentKeys: listOf(z.enum(segmentKeys)),
    segments: listOf(z.object({ value: z.string().nullable(), size: z.number().int(), funnel: funnelShape })),
    cohorts: listOf(funnelShape),
  }),
});
