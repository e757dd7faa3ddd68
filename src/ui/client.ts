// Asks the server one described question: the only way a screen gets or changes anything.
import type { z } from "zod";

import { type Endpoint, addressOf } from "#kit/endpoint.ts";
import type { Problem } from "#kit/refusal.ts";

type Given<Name extends string, S> = S extends z.ZodType ? (unknown extends z.input<S> ? unknown : { readonly [N in Name]: z.input<S> }) : unknown;
type Maybe<Name extends string, S> = S extends z.ZodType ? (unknown extends z.input<S> ? unknown : { readonly [N in Name]?: z.input<S> }) : unknown;

/** What must be said with a question: its params and body, and its query where wanted. */
export type Question<E> = E extends Endpoint<infer P, infer Q, infer B> ? Given<"params", P> & Maybe<"query", Q> & Given<"body", B> : never;
export type ReplyOf<E> = E extends { readonly reply: infer R extends z.ZodType } ? z.output<R> : never;

interface AnyQuestion {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** The server said no, or could not be reached (code 'unreachable', status 0). */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** The problem behind any error: ours as it came, anything else as 'unexpected'. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  const detail = error instanceof Error ? error.message : String(error);
  return { type: "about:blank", title: "Unexpected", status: 500, code: "unexpected", detail };
}

/** Where an endpoint's answer lies: for links to files (`gives: 'file'`) and for events. */
export function whereIs<E extends Endpoint>(endpoint: E, question: Omit<Question<E>, "body">): string {
  const { params, query } = question as AnyQuestion;
  return addressOf(endpoint, params, query);
}

/**
 * Asks and gives the reply as the contract types it. Throws ProblemError on every refusal.
 * The server has checked the reply against the contract, so it is not checked again here.
 */
export async function ask<E extends Endpoint>(endpoint: E, question: Question<E>, signal?: AbortSignal): Promise<ReplyOf<E>> {
  const { params, query, body } = question as AnyQuestion;
  const isStream = endpoint.takes === "stream";
  const response = await reach(addressOf(endpoint, params, query), {
    method: endpoint.method,
    credentials: "same-origin",
    headers: headersOf(body, isStream),
    ...(body === undefined ? {} : { body: isStream ? (body as Blob) : JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  });
  if (!response.ok) throw new ProblemError(await problemIn(response));
  if (response.status === 204) return {} as ReplyOf<E>;
  return (await (endpoint.gives === "file" ? response.blob() : response.json())) as ReplyOf<E>;
}

function headersOf(body: unknown, isStream: boolean): Record<string, string> {
  if (body === undefined) return { accept: "application/json" };
  return { accept: "application/json", "content-type": isStream ? "application/octet-stream" : "application/json" };
}

async function reach(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw unreachable();
  }
}

async function problemIn(response: Response): Promise<Problem> {
  try {
    const said = (await response.json()) as Partial<Problem>;
    if (typeof said.code === "string") return said as Problem;
  } catch {
    // A proxy's page instead of ours: its status is all there is to say.
  }
  return { type: "about:blank", title: response.statusText, status: response.status, code: `status-${response.status}`, detail: response.statusText };
}

/** Sends a file to an endpoint that takes a stream, telling how much has gone. Throws ProblemError on every refusal. */
export function send<E extends Endpoint>(
  endpoint: E,
  question: Omit<Question<E>, "body"> & { readonly body: Blob },
  onSent: (bytes: number) => void,
): Promise<ReplyOf<E>> {
  const { params, query, body } = question as AnyQuestion;
  // fetch does not tell how much of a body has gone.
  const request = new XMLHttpRequest();
  return new Promise((done, fail) => {
    request.open(endpoint.method, addressOf(endpoint, params, query));
    request.setRequestHeader("accept", "application/json");
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.addEventListener("progress", (event) => onSent(event.loaded));
    request.addEventListener("error", () => fail(unreachable()));
    request.addEventListener("abort", () => fail(unreachable()));
    request.addEventListener("load", () => {
      const isGood = request.status >= 200 && request.status < 300;
      if (isGood) done(JSON.parse(request.responseText) as ReplyOf<E>);
      else
        void problemIn(new Response(request.responseText, { status: request.status, statusText: request.statusText })).then((problem) =>
          fail(new ProblemError(problem)),
        );
    });
    request.send(body as Blob);
  });
}

function unreachable(): ProblemError {
  return new ProblemError({ type: "about:blank", title: "Unreachable", status: 0, code: "unreachable", detail: "the server cannot be reached" });
}
