// How a number with its papers goes over the wire.
import { z } from "zod";

import { periodShape } from "#kit/shapes.ts";

/** A list that the answer only reads. */
export function listOf<T extends z.ZodType>(one: T) {
  return z.array(one).readonly();
}

export const intervalShape = z.object({ low: z.number().nullable(), high: z.number().nullable(), level: z.number() });

export const cautionShape = z.object({ code: z.string(), details: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).optional() });

export const verdictShape = z.enum(["clear", "likely", "within-chance", "cannot-be-told"]);

/** Money in whole minor units; shares 0 to 1. */
export const numberShape = z
  .object({
    key: z.string(),
    value: z.number().nullable(),
    unit: z.enum(["count", "share", "days", "money", "money-per-deal", "points", "hours", "index"]),
    currency: z.string().optional(),
    sample: z.number().int(),
    interval: intervalShape.nullable(),
    method: z.string(),
    label: z.enum(["descriptive", "adjusted", "experimental"]),
    period: periodShape,
    definition: z.string().nullable(),
    cautions: listOf(cautionShape),
    reason: z.string().optional(),
  })
  .meta({ id: "NumberWithPapers" });
