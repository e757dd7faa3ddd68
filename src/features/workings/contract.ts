// How each figure is worked out: the pages of methods, one by one, and the list of them.
import { z } from "zod";

import { listOf } from "#facts/papers-shape.ts";
import { endpoint } from "#kit/endpoint.ts";
import { inWorkspace } from "#kit/shapes.ts";

const tag = "methods";
const titledShape = z.object({ name: z.string(), title: z.string() });
export type MethodName = z.output<typeof titledShape>;

export const listMethods = endpoint({
  name: "listMethods",
  method: "GET",
  path: "/api/w/:workspace/methods",
  audience: "member",
  summary: "The pages that explain how figures are worked out, in order of their titles",
  tag,
  params: inWorkspace,
  isApartFromFacts: true,
  refusals: ["agency-sees-only-what-is-shared"],
  reply: z.object({ methods: listOf(titledShape) }),
});

export const readMethod = endpoint({
  name: "readMethod",
  method: "GET",
  path: "/api/w/:workspace/methods/:name",
  audience: "member",
  summary: "One page of a method, as Markdown in English: what it is, formula, range, edges, where it misleads",
  tag,
  params: inWorkspace.extend({ name: z.string().regex(/^[a-z][a-z0-9-]{0,79}$/) }),
  isApartFromFacts: true,
  refusals: ["agency-sees-only-what-is-shared", "not-found"],
  reply: titledShape.extend({ text: z.string() }),
});
