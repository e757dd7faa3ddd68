// The records behind the figures: lists of them, and one with everything that was ever stated of it.
import { z } from "zod";

import { type EntityName, entityNames } from "#facts/entities.ts";
import { listOf } from "#facts/papers-shape.ts";
import { endpoint } from "#kit/endpoint.ts";
import { inWorkspace, listInQuery, momentShape, pageOfList, periodNameShape, workspaceSlugShape } from "#kit/shapes.ts";

const tag = "records";

const entityShape = z.enum(entityNames as [EntityName, ...EntityName[]]);
const fieldsShape = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

export const recordShape = z
  .object({
    id: z.string(),
    /** By field, as stated: days and moments as ISO 8601, money in minor units of the record's own currency, shares 0 to 1. */
    fields: fieldsShape,
    source: z.string(),
    firstImport: z.string(),
    lastImport: z.string(),
  })
  .meta({ id: "Record" });
export type RecordView = z.output<typeof recordShape>;

export const countRecords = endpoint({
  name: "countRecords",
  method: "GET",
  path: "/api/w/:workspace/records",
  audience: "member",
  summary: "How many records of each kind there are",
  tag,
  params: inWorkspace,
  reply: z.object({ counts: listOf(z.object({ entity: entityShape, count: z.number().int() })) }),
  refusals: ["agency-sees-only-what-is-shared"],
});

const filterShape = {
  ids: listInQuery(z.string().max(400), 500),
  /** Part of an id or a name. */
  search: z.string().max(200).optional(),
  period: periodNameShape.optional(),
  /** The field whose day must lie in the period; by default the day that the figures go by. */
  day: z.string().max(60).optional(),
  /** A finding of the trust page by its id. */
  finding: z.string().max(400).optional(),
  /** The import that stated them first or last. */
  import: z.uuid().optional(),
  /** This field must be filled with this text. */
  field: z.string().max(60).optional(),
  equals: z.string().max(400).optional(),
};
const refusals = ["agency-sees-only-what-is-shared", "pay-is-for-heads", "not-found", "unknown-field"] as const;

/** What the records named in these fields are called: accounts, sellers, products and so on. */
const namesShape = listOf(z.object({ entity: entityShape, id: z.string(), name: z.string() }));

export const listRecords = endpoint({
  name: "listRecords",
  method: "GET",
  path: "/api/w/:workspace/records/:entity",
  audience: "member",
  summary: "Records of one kind in order of their ids: all, some by id, those of a period, those a finding rests on, those an import stated",
  tag,
  params: z.strictObject({ workspace: workspaceSlugShape, entity: entityShape }),
  query: z.strictObject({ ...filterShape, ...pageOfList }),
  reply: z.object({
    entity: entityShape,
    /** Of money whose record names no currency. */
    currency: z.string(),
    total: z.number().int(),
    records: listOf(recordShape),
    names: namesShape,
  }),
  refusals,
});

/** More than this is no list any more: a backup holds everything. */
export const mostExported = 100_000;

export const exportRecords = endpoint({
  name: "exportRecords",
  method: "GET",
  path: "/api/w/:workspace/records/:entity/export",
  audience: "member",
  summary: `The same records as a CSV file with all their fields, ${mostExported.toLocaleString("en")} at most`,
  tag,
  params: z.strictObject({ workspace: workspaceSlugShape, entity: entityShape }),
  query: z.strictObject(filterShape),
  reply: z.string(),
  gives: "file",
  refusals: [...refusals, "too-many-records"],
});

export const showRecord = endpoint({
  name: "showRecord",
  method: "GET",
  path: "/api/w/:workspace/records/:entity/:id",
  audience: "member",
  summary: "One record: how it stands, how it stood before, which import stated what, and its moves through the stages",
  tag,
  params: z.strictObject({ workspace: workspaceSlugShape, entity: entityShape, id: z.string().min(1).max(400) }),
  reply: z.object({
    entity: entityShape,
    currency: z.string(),
    record: recordShape,
    names: namesShape,
    /** Earlier states, oldest first. */
    earlier: listOf(z.object({ until: momentShape, statedBy: z.string(), replacedBy: z.string(), fields: fieldsShape })),
    imports: listOf(z.object({ id: z.string(), name: z.string(), at: momentShape })),
    moves: listOf(
      z.object({
        at: momentShape,
        from: z.string().nullable(),
        to: z.string(),
        by: z.string().nullable(),
        /** source: the file said so; observed: seen between two imports. */
        origin: z.enum(["source", "observed"]),
        source: z.string(),
      }),
    ),
  }),
  refusals: ["agency-sees-only-what-is-shared", "pay-is-for-heads", "not-found"],
});
