// Costs: what promotion cost and was for, what one won deal cost in three layers, and what one further deal costs.
import { z } from "zod";

import { segmentKeys } from "#facts/agreements.ts";
import { listOf, numberShape } from "#facts/papers-shape.ts";
import { spendKinds } from "#facts/spend-kind.ts";
import { endpoint } from "#kit/endpoint.ts";
import { dayShape, inWorkspace, periodNameShape, periodShape } from "#kit/shapes.ts";

const rowShape = z
  .object({
    value: z.string().nullable(),
    /** In the row of those put together: how many kinds have fewer than ten won deals. */
    kinds: z.number().int(),
    deals: z.number().int(),
    /** The won deals themselves where there are no more than three hundred; else none, and `of` finds them. */
    ids: listOf(z.string()),
    /** What the record's own field says, where all of the row say the same. */
    of: z.string().nullable(),
    /** Days by which the costs come before the deals. */
    lag: z.number().int(),
    /** Promotion; with pay, travel and training of sales; with discounts beyond policy. */
    layers: listOf(numberShape),
  })
  .meta({ id: "CostRow" });

export const readCosts = endpoint({
  name: "readCosts",
  method: "GET",
  path: "/api/w/:workspace/costs",
  audience: "member",
  summary: "Promotion by status and kind and fully loaded; the cost of a won deal in three layers by segment and buyer; the cost of one further deal",
  tag: "costs",
  params: inWorkspace,
  /** Left out: the last whole quarter that the facts cover. */
  query: z.strictObject({ period: periodNameShape.optional() }),
  refusals: ["agency-sees-only-what-is-shared", "no-facts-yet"],
  reply: z.object({
    period: periodShape,
    currency: z.string(),
    /** Every figure of cost of the period by its key. */
    numbers: listOf(numberShape),
    kinds: listOf(
      z.object({
        kind: z.enum(spendKinds),
        planned: z.number(),
        committed: z.number(),
        gone: z.number(),
        lines: z.number().int(),
        /** The lines themselves where there are no more than three hundred; else none, and `category` finds them where the books call all of them the same. */
        ids: listOf(z.string()),
        category: z.string().nullable(),
        categories: listOf(z.string()),
      }),
    ),
    /** What a fully loaded cost adds to the agreed one, and what of it is in that already. */
    loaded: listOf(z.object({ kind: z.enum(spendKinds), counted: z.number(), added: z.number(), records: z.number().int() })),
    staff: z.object({ days: z.number(), dayCost: z.number().nullable() }),
    /** One bill in the books of two departments, counted once; those of the period. */
    shared: listOf(
      z.object({
        ids: listOf(z.string()),
        day: dayShape,
        amount: z.number(),
        category: z.string().nullable(),
        payers: listOf(z.string()),
        isByDocument: z.boolean(),
      }),
    ),
    segmentsBy: z.enum(segmentKeys),
    segments: listOf(rowShape),
    buyers: listOf(rowShape),
  }),
});
export type Costs = z.output<(typeof readCosts)["reply"]>;
export type CostRowView = Costs["segments"][number];
