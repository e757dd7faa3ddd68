// A route: one described endpoint and the function that answers it.
import type { z } from "zod";

import type { EventsAnswer, FileAnswer } from "#http/answers.ts";
import type { MemberQuestion, OpenQuestion } from "#http/question.ts";
import type { Endpoint } from "#kit/endpoint.ts";
import type { Outcome, Refusal } from "#kit/refusal.ts";

/** What a handler may give back: the reply of the contract, the same as an accepted outcome, a refusal, a file or events. */
export type Answer<E extends Endpoint> = z.input<E["reply"]> | Outcome<z.input<E["reply"]>> | Refusal | FileAnswer | EventsAnswer;

export interface RouteOptions {
  /** English sentences for the reasons this route refuses with; screens have their own words. */
  readonly sentences?: Readonly<Record<string, string>>;
  /** Largest body in bytes, where it differs from the server's. */
  readonly bodyLimit?: number;
  /** Longest time for the whole request in milliseconds; null: as long as bytes keep coming (uploads, events). */
  readonly timeoutMs?: number | null;
  /** Scope that an API key needs: by default 'read' for GET and 'write' for the rest; 'never': no key opens it. */
  readonly scope?: "read" | "write" | "never";
  /** The question carries a signed token that opens this one thing: no session is looked at, and any site or program may send it. */
  readonly isByToken?: boolean;
  /**
   * Answered in a thread beside, because the work is heavy: no other page waits for it. A function says which questions are.
   * The handler is the same; it may neither stream nor last, and its signal fires when nobody waits for the answer any more.
   */
  readonly runsBeside?: boolean | ((question: MemberQuestion) => boolean);
  /** With `runsBeside`: the answer depends on nothing but facts, day, asker and question, so it is kept until one of them is another. */
  readonly isOfFactsAlone?: boolean;
}

export interface Route {
  readonly endpoint: Endpoint;
  readonly options: RouteOptions;
  readonly asMember: ((question: MemberQuestion) => Promise<unknown>) | null;
  readonly asAnyone: ((question: OpenQuestion) => Promise<unknown>) | null;
}

/** Answers a member's question. The endpoint's audience must be 'member' and its path must begin with /api/w/:workspace. */
export function serve<E extends Endpoint>(endpoint: E, answer: (question: MemberQuestion<E>) => Promise<Answer<E>>, options: RouteOptions = {}): Route {
  if (endpoint.audience !== "member" || !/^\/api\/w\/:workspace(\/|$)/.test(endpoint.path)) {
    throw new Error(`'${endpoint.name}' is not a question of members: use serveOpen`);
  }
  if (options.runsBeside && (endpoint.takes === "stream" || endpoint.gives === "events")) throw new Error(`'${endpoint.name}' streams and cannot run beside`);
  return { endpoint, options, asMember: answer as (question: MemberQuestion) => Promise<unknown>, asAnyone: null };
}

/** Answers a question outside any workspace: audience 'anyone' or 'signed-in'. */
export function serveOpen<E extends Endpoint>(endpoint: E, answer: (question: OpenQuestion<E>) => Promise<Answer<E>>, options: RouteOptions = {}): Route {
  if (endpoint.audience === "member") throw new Error(`'${endpoint.name}' is a question of members: use serve`);
  return { endpoint, options, asMember: null, asAnyone: answer as (question: OpenQuestion) => Promise<unknown> };
}
