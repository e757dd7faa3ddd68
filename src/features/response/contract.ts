// The company's own response curve: what came of leads by how long they waited, among equals, with what it cannot say.
import { z } from "zod";

import { cautionShape, intervalShape, listOf } from "#facts/papers-shape.ts";
import { endpoint } from "#kit/endpoint.ts";
import { inWorkspace, periodNameShape, periodShape } from "#kit/shapes.ts";

const rangedShape = z.object({ value: z.number(), interval: intervalShape });
const trendShape = z.object({
  slope: z.number(),
  interval: intervalShape,
  z: z.number(),
  pValue: z.number(),
  cases: z.number().int(),
  strata: z.number().int(),
});
const groupShape = z.object({ name: z.string(), leads: z.number().int(), share: z.number() });

export const readResponse = endpoint({
  name: "readResponse",
  method: "GET",
  path: "/api/w/:workspace/response",
  audience: "member",
  summary: "The share of leads that came through by how long they waited for the first attempt, as it stands and among equals",
  tag: "promises",
  params: inWorkspace,
  query: z.strictObject({ outcome: z.enum(["sales-qualified", "won"]).default("sales-qualified"), period: periodNameShape.optional() }),
  refusals: ["agency-sees-only-what-is-shared", "no-facts-yet", "no-leads", "no-attempts", "too-few-leads", "no-outcomes", "one-band", "too-few-won"],
  reply: z.object({
    outcome: z.enum(["sales-qualified", "won"]),
    period: periodShape,
    /** Days within which the outcome counts; younger leads are left out. */
    within: z.number().int(),
    leads: z.number().int(),
    hits: z.number().int(),
    tooYoung: z.number().int(),
    returnedUntried: z.number().int(),
    comparedWith: z.string(),
    bands: listOf(
      z.object({
        key: z.string(),
        leads: z.number().int(),
        hits: z.number().int(),
        share: z.number().nullable(),
        interval: intervalShape.nullable(),
        difference: rangedShape.extend({ leads: z.number().int() }).nullable(),
        adjusted: rangedShape.nullable(),
        /** What the published audit would lead to expect, from this company's own first band; null where it says nothing. */
        published: z.number().nullable(),
      }),
    ),
    trends: z.object({ plain: trendShape.nullable(), amongEquals: trendShape.nullable(), samePerson: trendShape.nullable() }),
    unanswered: z
      .object({
        leads: z.number().int(),
        share: z.number(),
        isChosen: z.boolean(),
        tests: listOf(
          z.object({ trait: z.enum(["grade", "channel", "hour", "weekday"]), pValue: z.number(), strength: z.number(), most: groupShape, least: groupShape }),
        ),
      })
      .nullable(),
    byChance: z
      .object({
        outOfHours: z.number().int(),
        inHours: z.number().int(),
        triedLess: rangedShape,
        throughLess: rangedShape,
        worth: rangedShape.nullable(),
        says: z.enum(["something", "nothing"]),
      })
      .nullable(),
    whyNoChance: z.string().nullable(),
    waits: listOf(
      z.object({
        wait: z.enum(["first-attempt", "first-contact", "sales-qualified"]),
        leads: z.number().int(),
        came: z.number().int(),
        p50: z.number().nullable(),
        p50Interval: intervalShape,
        p95: z.number().nullable(),
        p95Interval: intervalShape,
      }),
    ),
    cautions: listOf(cautionShape),
  }),
});
export type ResponseAnswer = z.output<(typeof readResponse)["reply"]>;
