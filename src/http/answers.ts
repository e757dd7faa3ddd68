// Answers besides plain JSON: a refusal with its status, a file, a stream of events.
import { type Refusal, refuse } from "#kit/refusal.ts";

/** A refusal that knows its HTTP status. */
export interface Denial<R extends string = string> extends Refusal<R> {
  readonly status: number;
}

/** 404: no such thing, or not yours to know of. */
export function missing(): Denial<"not-found"> {
  return { ...refuse("not-found"), status: 404 };
}

/** 403 with the code that an access rule gave. */
export function deny(why: string, details?: Refusal["details"]): Denial {
  return { ...refuse(why, details), status: 403 };
}

/** 422: understood, and not acceptable as it stands. */
export function invalid(reason: string, details?: Refusal["details"]): Denial {
  return { ...refuse(reason, details), status: 422 };
}

/** The answer of an endpoint with `gives: 'file'`. */
export interface FileAnswer {
  /** What the file is called when saved. */
  readonly name: string;
  /** Media type: 'text/csv; charset=utf-8'. */
  readonly type: string;
  readonly content: string | Uint8Array | AsyncIterable<Uint8Array>;
  /** Shown in the browser instead of saved. */
  readonly inline?: boolean;
}

/** One event of an endpoint with `gives: 'events'`; `data` is sent as JSON. */
export interface ServerEvent {
  readonly event: string;
  readonly data: unknown;
  readonly id?: string;
  /** The whole of it as it goes over the wire, where it was made once for many. */
  readonly text?: string;
}

export type EventsAnswer = AsyncIterable<ServerEvent>;
