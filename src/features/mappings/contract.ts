// Stages of each source in our stages, and the column mappings remembered for files of a known shape.
import { z } from "zod";

import { type EntityName, entityNames } from "#facts/entities.ts";
import { stages } from "#facts/stage.ts";
import { endpoint } from "#kit/endpoint.ts";
import { inWorkspace, momentShape, nothing } from "#kit/shapes.ts";

const tag = "mappings";
const sourceShape = z.string().min(1).max(100);
const stageNameShape = z.string().min(1).max(500);

export const stageRowShape = z
  .object({
    source: sourceShape,
    recordKind: z.enum(["deal", "lead"]),
    sourceStage: stageNameShape,
    /** null: nobody has said what it means; its deals are in no figure. */
    stage: z.enum(stages).nullable(),
    isConfirmed: z.boolean(),
    /** Records in this stage now. */
    count: z.number().int().min(0),
  })
  .meta({ id: "StageMapping" });
export type StageRow = z.output<typeof stageRowShape>;

export const listStageMappings = endpoint({
  name: "listStageMappings",
  method: "GET",
  path: "/api/w/:workspace/mappings/stages",
  audience: "member",
  summary: "Every stage that the sources use, what it is taken for, and how many records stand in it",
  tag,
  params: inWorkspace,
  reply: z.object({ stages: z.array(stageRowShape), whyNotChange: z.string().nullable() }),
});

export const setStageMappings = endpoint({
  name: "setStageMappings",
  method: "PUT",
  path: "/api/w/:workspace/mappings/stages",
  audience: "member",
  summary: "Confirm or change what stages mean; every figure follows",
  tag,
  params: inWorkspace,
  body: z.strictObject({
    stages: z
      .array(
        z.strictObject({
          source: sourceShape,
          recordKind: z.enum(["deal", "lead"]),
          sourceStage: stageNameShape,
          stage: z.enum(stages),
          /** false takes a confirmation back. */
          isConfirmed: z.boolean().optional(),
        }),
      )
      .min(1)
      .max(500)
      .refine(
        (all) => new Set(all.map((one) => JSON.stringify([one.source, one.recordKind, one.sourceStage]))).size === all.length,
        "one stage is named twice",
      ),
  }),
  reply: z.object({ stages: z.array(stageRowShape), whyNotChange: z.string().nullable() }),
  refusals: ["role-only-reads", "agency-sees-only-what-is-shared"],
});

export const columnMappingShape = z
  .object({
    fingerprint: z.string(),
    entity: z.enum(entityNames as [EntityName, ...EntityName[]]),
    source: sourceShape,
    /** The last file that it was used for. */
    fileName: z.string(),
    usedAt: momentShape,
    fields: z.array(z.object({ field: z.string(), columns: z.array(z.string()) })),
  })
  .meta({ id: "ColumnMapping" });

export const listColumnMappings = endpoint({
  name: "listColumnMappings",
  method: "GET",
  path: "/api/w/:workspace/mappings/columns",
  audience: "member",
  summary: "Column mappings remembered for files of a known shape",
  tag,
  params: inWorkspace,
  reply: z.object({ mappings: z.array(columnMappingShape), whyNotChange: z.string().nullable() }),
});

export const forgetColumnMapping = endpoint({
  name: "forgetColumnMapping",
  method: "DELETE",
  path: "/api/w/:workspace/mappings/columns/:fingerprint/:entity",
  audience: "member",
  summary: "Forget a remembered mapping: the next file of this shape gets a fresh proposal",
  tag,
  params: inWorkspace.extend({ fingerprint: z.string().regex(/^[0-9a-f]{8,64}$/), entity: z.enum(entityNames as [EntityName, ...EntityName[]]) }),
  reply: nothing,
  refusals: ["not-found", "role-only-reads", "agency-sees-only-what-is-shared"],
});
