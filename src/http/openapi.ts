// The interface written down for other programs: OpenAPI 3.1, made from the same descriptions that the server checks with.
import { type ZodOpenApiOperationObject, type ZodOpenApiPathsObject, createDocument } from "zod-openapi";
import { z } from "zod";

import type { Endpoint } from "#kit/endpoint.ts";

const problemShape = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string().meta({ description: "Stable reason, for programs" }),
    detail: z.string().meta({ description: "A sentence, for people" }),
    instance: z.string().optional(),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
  })
  .meta({ id: "Problem", description: "RFC 9457" });

/** '/api/w/:workspace/deals/:id' to '/api/w/{workspace}/deals/{id}'. */
export function openApiPath(path: string): string {
  return path.replaceAll(/:([a-zA-Z]+)/g, "{$1}");
}

/** The whole document. Throws where two endpoints share a name, or a method and path. */
export function openApiOf(endpoints: readonly Endpoint[], version: string): object {
  const paths: ZodOpenApiPathsObject = {};
  const names = new Set<string>();
  for (const endpoint of endpoints) {
    if (names.has(endpoint.name)) throw new Error(`two endpoints are called '${endpoint.name}'`);
    names.add(endpoint.name);
    const item = (paths[openApiPath(endpoint.path)] ??= {}) as Record<string, unknown>;
    const method = endpoint.method.toLowerCase();
    if (method in item) throw new Error(`${endpoint.method} ${endpoint.path} is described twice`);
    item[method] = operationOf(endpoint);
  }
  return createDocument({
    openapi: "3.1.0",
    info: {
      title: "Evenhand",
      version,
      description: "The screens use this same interface; there is no other. Money is in whole minor units, shares are 0 to 1, periods exclude their last day.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    tags: [...new Set(endpoints.map((endpoint) => endpoint.tag))].sort().map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: "An API key, made under Settings" },
        session: { type: "apiKey", in: "cookie", name: "evenhand-….session_token", description: "Its name differs from installation to installation" },
      },
    },
  });
}

function operationOf(endpoint: Endpoint): ZodOpenApiOperationObject {
  const media = endpoint.gives === "events" ? "text/event-stream" : endpoint.gives === "file" ? "application/octet-stream" : "application/json";
  const params = endpoint.params ?? paramsOf(endpoint.path);
  const operation: ZodOpenApiOperationObject = {
    operationId: endpoint.name,
    summary: endpoint.summary,
    tags: [endpoint.tag],
    security: securityOf(endpoint),
    responses: {
      [endpoint.creates ? "201" : "200"]: {
        description: endpoint.creates ? "Made" : "As asked",
        content: { [media]: { schema: endpoint.gives === "file" ? z.string().meta({ format: "binary" }) : endpoint.reply } },
      },
      default: { description: refusalsOf(endpoint), content: { "application/problem+json": { schema: problemShape } } },
    },
  };
  const { query } = endpoint;
  if (params || query) operation.requestParams = { ...(params ? { path: params as z.ZodObject } : {}), ...(query ? { query: query as z.ZodObject } : {}) };
  if (endpoint.takes === "stream") {
    operation.requestBody = { required: true, content: { "application/octet-stream": { schema: z.string().meta({ format: "binary" }) } } };
  } else if (endpoint.body) {
    operation.requestBody = { required: true, content: { "application/json": { schema: endpoint.body } } };
  }
  return operation;
}

function paramsOf(path: string): z.ZodObject | null {
  const names = [...path.matchAll(/:([a-zA-Z]+)/g)].map((match) => match[1]!);
  return names.length === 0 ? null : z.object(Object.fromEntries(names.map((name) => [name, z.string()])));
}

function securityOf(endpoint: Endpoint): Record<string, string[]>[] {
  if (endpoint.audience === "anyone") return [];
  return endpoint.audience === "member" ? [{ key: [] }, { session: [] }] : [{ session: [] }];
}

function refusalsOf(endpoint: Endpoint): string {
  return endpoint.refusals && endpoint.refusals.length > 0 ? `Refused, with a code: ${endpoint.refusals.join(", ")}` : "Refused, with a code";
}
