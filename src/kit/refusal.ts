// How we say no: a value with a reason for what we foresee, a problem document (RFC 9457) on the wire.

/** What we foresee and turn down; `reason` is a stable code such as 'already-accepted'. */
export interface Refusal<R extends string = string> {
  readonly ok: false;
  readonly reason: R;
  /** What the sentence on screen needs: names, limits, line numbers. */
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
}

export interface Accepted<T> {
  readonly ok: true;
  readonly value: T;
}

export type Outcome<T, R extends string = string> = Accepted<T> | Refusal<R>;

export function accept<T>(value: T): Accepted<T> {
  return { ok: true, value };
}

export function refuse<R extends string>(reason: R, details?: Refusal["details"]): Refusal<R> {
  return details === undefined ? { ok: false, reason } : { ok: false, reason, details };
}

/** The body of every answer that says no. `code` is our reason; `sentence` is English for logs and the command line; screens say it in their own words. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly details?: Refusal["details"];
  /** Names the request in the server's log. */
  readonly instance?: string;
}

/** Why an act is not open to someone, as a code; null when it is open. */
export type WhyNot = string | null;
