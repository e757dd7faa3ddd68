// The definitions that both departments agree on: what holds, what waits for a signature, what was before.
import { z } from "zod";

import { cycleStarts, segmentKeys, type TermKey, type Terms } from "#facts/agreements.ts";
import { departments } from "#facts/department.ts";
import { listOf } from "#facts/papers-shape.ts";
import { signedVersionShape } from "#facts/signatures-shape.ts";
import { endpoint } from "#kit/endpoint.ts";
import { inWorkspace, nothing, workspaceSlugShape } from "#kit/shapes.ts";

const tag = "definitions";
const names = z.array(z.string().trim().min(1).max(120)).max(100);
const distinct = (list: readonly string[]) => new Set(list).size === list.length;
const who = z.array(z.enum(departments)).min(1).refine(distinct, "named twice");

/** The parameters of each definition, checked when a version is proposed. */
export const termShapes = {
  lead: z.strictObject({ counts: z.enum(["every-enquiry", "marketing-qualified"]) }),
  "accepted-lead": z.strictObject({ by: z.enum(["acceptance-day", "acceptance-or-later-stage"]) }),
  "won-deal": z.strictObject({ needsAmount: z.boolean() }),
  "sales-cycle": z.strictObject({ start: z.enum(cycleStarts) }),
  "promotion-cost": z.strictObject({
    status: z.enum(["actual", "actual-and-committed"]),
    withoutCategories: names,
    payers: who,
    sameTouch: z.enum(["once", "each"]).default("once"),
  }),
  "sales-cost": z.strictObject({ departments: who, withoutKinds: names }),
  "discount-policy": z.strictObject({ upTo: z.number().min(0).max(0.99) }),
  segments: z.strictObject({ by: z.enum(segmentKeys) }),
  "dead-deal": z.strictObject({ timesP99: z.number().min(1).max(10) }),
} satisfies { readonly [K in TermKey]: z.ZodType<Terms[K]> };

const keyShape = z.enum(Object.keys(termShapes) as [TermKey, ...TermKey[]]);
const noteShape = z.string().trim().max(2000);

/** One parameter that differs from the version before. */
const differenceShape = z.object({ parameter: z.string(), before: z.json(), after: z.json() });

export const definitionVersionShape = z
  .object({
    ...signedVersionShape,
    terms: z.record(z.string(), z.json()),
    note: z.string().nullable(),
    sentence: z.object({ en: z.string(), ru: z.string() }),
    differences: listOf(differenceShape),
  })
  .meta({ id: "DefinitionVersion" });
export type DefinitionVersionView = z.output<typeof definitionVersionShape>;

export const definitionShape = z
  .object({
    key: keyShape,
    inForce: definitionVersionShape,
    waiting: definitionVersionShape.nullable(),
    versions: z.number().int(),
    whyNotPropose: z.string().nullable(),
  })
  .meta({ id: "Definition" });
export type DefinitionView = z.output<typeof definitionShape>;

const inKey = z.strictObject({ workspace: workspaceSlugShape, key: keyShape });
const inVersion = z.strictObject({ workspace: workspaceSlugShape, key: keyShape, version: z.coerce.number().int().min(1).max(100_000) });

export const listDefinitions = endpoint({
  name: "listDefinitions",
  method: "GET",
  path: "/api/w/:workspace/definitions",
  audience: "member",
  summary: "What holds and what waits for a signature",
  tag,
  params: inWorkspace,
  reply: z.object({ definitions: listOf(definitionShape) }),
  refusals: ["agency-sees-only-what-is-shared"],
});

export const readDefinition = endpoint({
  name: "readDefinition",
  method: "GET",
  path: "/api/w/:workspace/definitions/:key",
  audience: "member",
  summary: "One definition with all its versions, the newest first",
  tag,
  params: inKey,
  reply: z.object({ key: keyShape, versions: listOf(definitionVersionShape), whyNotPropose: z.string().nullable() }),
  refusals: ["agency-sees-only-what-is-shared"],
});

export const proposeDefinition = endpoint({
  name: "proposeDefinition",
  method: "POST",
  path: "/api/w/:workspace/definitions/:key/versions",
  audience: "member",
  summary: "Propose a new version; a head who proposes signs with it",
  tag,
  params: inKey,
  body: z.strictObject({ terms: z.record(z.string(), z.json()), note: noteShape.default("") }),
  creates: true,
  reply: definitionVersionShape,
  refusals: ["only-heads-propose", "terms-not-understood", "same-as-in-force", "another-is-waiting"],
});

export const signDefinition = endpoint({
  name: "signDefinition",
  method: "POST",
  path: "/api/w/:workspace/definitions/:key/versions/:version/signatures",
  audience: "member",
  summary: "Sign a version as head of your department; with both signatures it holds at once",
  tag,
  params: inVersion,
  body: z.strictObject({}),
  reply: definitionVersionShape,
  refusals: ["only-heads-sign", "already-signed", "withdrawn", "superseded"],
});

export const withdrawDefinition = endpoint({
  name: "withdrawDefinition",
  method: "DELETE",
  path: "/api/w/:workspace/definitions/:key/versions/:version",
  audience: "member",
  summary: "Withdraw a version that does not hold yet",
  tag,
  params: inVersion,
  reply: nothing,
  refusals: ["role-only-reads", "only-heads-withdraw", "signed-by-both", "withdrawn"],
});
