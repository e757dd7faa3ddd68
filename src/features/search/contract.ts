// Search: what is found by words among everything that one may see, with where the words stand, when it was and whose it is.
import { z } from "zod";

import { findKinds } from "#facts/finds.ts";
import { listOf } from "#facts/papers-shape.ts";
import { endpoint } from "#kit/endpoint.ts";
import { inWorkspace, listInQuery, momentShape } from "#kit/shapes.ts";

const kindShape = z.enum(findKinds);
const piecesShape = listOf(z.object({ text: z.string(), isHit: z.boolean() }));

export const foundShape = z
  .object({
    kind: kindShape,
    id: z.string(),
    /** The meeting that an agenda's item stands in; the thing that a message is about. */
    place: z.string().nullable(),
    /** In pieces; those that were asked for are hits. */
    title: piecesShape,
    /** The part of the text around the words; empty where they stand in the title alone. */
    text: piecesShape,
    who: z.string().nullable(),
    at: momentShape.nullable(),
  })
  .meta({ id: "Found" });
export type FoundView = z.output<typeof foundShape>;

export const searchAll = endpoint({
  name: "searchAll",
  method: "GET",
  path: "/api/w/:workspace/search",
  audience: "member",
  summary:
    "What holds all of the words in one of their forms or as a beginning, in Russian and English: records, claims, meetings and all else that the asker may see",
  tag: "search",
  params: inWorkspace,
  query: z.strictObject({
    q: z.string().trim().min(1).max(200),
    kind: listInQuery(kindShape, findKinds.length),
    limit: z.coerce.number().int().min(1).max(100).default(30),
    offset: z.coerce.number().int().min(0).max(20_000).default(0),
  }),
  reply: z.object({
    found: listOf(foundShape),
    /** Of the wanted kinds. */
    total: z.number().int(),
    /** There is more than was looked at: the counts say 'at least'. */
    isMore: z.boolean(),
    /** Of every kind that the asker may find, whatever is wanted. */
    counts: listOf(z.object({ kind: kindShape, count: z.number().int() })),
    lookedThrough: listOf(kindShape),
    /** Records of the last import are still on their way in. */
    isTakingIn: z.boolean(),
  }),
});
export type SearchAnswer = z.output<(typeof searchAll)["reply"]>;
