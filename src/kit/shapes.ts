// Shapes that many questions share: a day, a period, a page of a list, a workspace in the path.
import { z } from "zod";

import { isDay } from "#kit/day.ts";
import { readPeriod } from "#kit/period.ts";

/** An ISO calendar day that exists. */
export const dayShape = z.string().refine(isDay, "not a calendar day, YYYY-MM-DD").meta({ description: "A calendar day, YYYY-MM-DD", example: "2026-11-23" });

/** A period as people name it: '2017-Q3', '2017-07', '2017-07-01..2017-10-01'. Stays text; `readPeriod` gives its days. */
export const periodNameShape = z
  .string()
  .refine((text) => readPeriod(text) !== null, "not a period: 2017, 2017-Q3, 2017-07 or 2017-07-01..2017-10-01")
  .meta({ description: "A period: 2017, 2017-H1, 2017-Q3, 2017-07, or 2017-07-01..2017-10-01 with the last day excluded", example: "2017-Q3" });

/** A period as two days, the second excluded. */
export const periodShape = z.object({ from: dayShape, until: dayShape });

/** A moment in UTC, ISO 8601. */
export const momentShape = z.string().meta({ description: "A moment in UTC, ISO 8601", example: "2026-11-23T09:30:00.000Z" });

/** ISO 4217. */
export const currencyShape = z
  .string()
  .regex(/^[A-Z]{3}$/, "a currency is three capital letters")
  .meta({ description: "ISO 4217 currency", example: "USD" });

export const workspaceSlugShape = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,62}$/)
  .meta({ description: "The workspace's name in addresses", example: "north-star" });

/** Params of a path such as '/api/w/:workspace/…'. */
export const inWorkspace = z.strictObject({ workspace: workspaceSlugShape });

/** Params of a path such as '/api/w/:workspace/things/:id' where ids are ours. */
export const inWorkspaceWithId = z.strictObject({ workspace: workspaceSlugShape, id: z.uuid() });

/** Part of a long list: spread into a query's shape. */
export const pageOfList = {
  limit: z.coerce.number().int().min(1).max(500).default(50),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
};

/** A value in an address that may stand once or several times: always a list after reading. */
export function listInQuery<T extends z.ZodType>(one: T, most = 100) {
  return z.preprocess((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]), z.array(one).max(most));
}

/** 'true' or 'false' in an address. */
export const flagInQuery = z.enum(["true", "false"]).transform((text) => text === "true");

/** An answer that holds nothing. */
export const nothing = z.object({});
