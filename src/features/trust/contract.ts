// How far the facts can be believed: what is doubtful, how much of it, on which records, and which figures it touches.
import { z } from "zod";

import { entityNames } from "#facts/entities.ts";
import { listOf } from "#facts/papers-shape.ts";
import { endpoint } from "#kit/endpoint.ts";
import { inWorkspace, pageOfList, workspaceSlugShape } from "#kit/shapes.ts";

const tag = "trust";
const refusals = ["agency-sees-only-what-is-shared"] as const;

export const findingShape = z
  .object({
    /** Stays the same while the facts are alike: names the finding in an address. */
    id: z.string(),
    code: z.string(),
    entity: z.enum(entityNames),
    field: z.string().nullable(),
    severity: z.enum(["good", "note", "warning", "serious"]),
    count: z.number().int(),
    /** Records that could have been concerned. */
    of: z.number().int(),
    share: z.number().nullable(),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
    /** Names that stand in records and not in their list, with what was probably meant. */
    names: listOf(z.object({ name: z.string(), count: z.number().int(), suggestion: z.string().nullable() })),
    sentence: z.object({ en: z.string(), ru: z.string() }),
    /** Keys of the figures that carry the caution. */
    affects: listOf(z.string()),
    /** The first ids; `listFindingRecords` gives all. */
    records: listOf(z.string()),
    recordCount: z.number().int(),
  })
  .meta({ id: "Finding" });
export type FindingView = z.output<typeof findingShape>;

export const readTrust = endpoint({
  name: "readTrust",
  method: "GET",
  path: "/api/w/:workspace/trust",
  audience: "member",
  summary: "Everything found out about the facts, the gravest first",
  tag,
  params: inWorkspace,
  refusals,
  reply: z.object({
    asOf: z.string(),
    /** The last day on which anything was seen, and the first; null without deals. */
    lastSeen: z.string().nullable(),
    firstSeen: z.string().nullable(),
    deals: z.number().int(),
    leads: z.number().int(),
    findings: listOf(findingShape),
  }),
});

export const listFindingRecords = endpoint({
  name: "listFindingRecords",
  method: "GET",
  path: "/api/w/:workspace/trust/findings/:id/records",
  audience: "member",
  summary: "The ids of all records that a finding rests on",
  tag,
  params: z.strictObject({ workspace: workspaceSlugShape, id: z.string().min(1).max(400) }),
  query: z.strictObject(pageOfList),
  refusals,
  reply: z.object({ entity: z.enum(entityNames), total: z.number().int(), ids: listOf(z.string()) }),
});
