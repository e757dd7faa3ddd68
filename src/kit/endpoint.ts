// One description of a question to the server: the server checks with it, the web app and the command line call through it.
import type { z } from "zod";

import { queryText } from "#kit/query.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Who may ask at all: anybody, anybody signed in, or a member of the workspace named in the path. Finer rights are in access.ts. */
export type Audience = "anyone" | "signed-in" | "member";

export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> {
  /** Unique, used as OpenAPI's operationId: 'explainShortfall'. */
  readonly name: string;
  readonly method: Method;
  /** With ':name' for parameters: '/api/w/:workspace/deals/:id'. */
  readonly path: string;
  readonly audience: Audience;
  readonly summary: string;
  /** The room it belongs to. */
  readonly tag: string;
  readonly params?: Params;
  readonly query?: Query;
  /** Strict: an unknown field is refused. */
  readonly body?: Body;
  /** 'stream': the body is taken as raw bytes and never parsed by the frame. */
  readonly takes?: "json" | "stream";
  /** What a good answer holds; 'file' and 'events' answer with bytes or server-sent events, described by `reply`. */
  readonly reply: Reply;
  readonly gives?: "json" | "file" | "events";
  /** A good answer says that something new is there: 201 instead of 200. */
  readonly creates?: true;
  /** The answer does not change with the facts, or is kept up with them by other news: it is not asked anew at every change of facts. */
  readonly isApartFromFacts?: true;
  /** Reasons that it may refuse with. */
  readonly refusals?: readonly string[];
}

/** Keeps the exact types of a description, so that callers know what they send and get. */
export function endpoint<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  description: Endpoint<P, Q, B, R>,
): Endpoint<P, Q, B, R> {
  return description;
}

/** The path with its parameters filled in and escaped, and the query appended; undefined and null are left out. */
export function addressOf(
  description: Pick<Endpoint, "path">,
  params: Readonly<Record<string, string | number>> = {},
  query: Readonly<Record<string, unknown>> = {},
): string {
  const path = description.path.replaceAll(/:([a-zA-Z]+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new RangeError(`the path ${description.path} needs '${name}'`);
    return encodeURIComponent(String(value));
  });
  const text = queryText(query);
  return text === "" ? path : `${path}?${text}`;
}
