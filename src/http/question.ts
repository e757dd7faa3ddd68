// What a handler is given: the question as its contract describes it, and who asks.
import type { z } from "zod";

import type { Database } from "#db/database.ts";
import type { Asker } from "#facts/department.ts";
import type { Day } from "#kit/day.ts";
import type { House } from "#http/house.ts";
import type { AllowedTargets } from "#http/outgoing-target.ts";
import type { Caller, Person } from "#http/sign-in/sign-in.ts";
import type { Endpoint } from "#kit/endpoint.ts";
import type { Currency } from "#kit/money.ts";

import type { Log } from "#db/log.ts";

/** The workspace named in the path, as it stands now. */
export interface Workspace {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly currency: Currency;
  /** IANA name; days begin at its midnight. */
  readonly timeZone: string;
  readonly language: "en" | "ru";
  /** 1 to 12. */
  readonly fiscalStartMonth: number;
  readonly isDemo: boolean;
  /** Rises with every change of facts, definitions or owners. */
  readonly factsVersion: number;
}

/** How the asker came in: with a session of the browser, or with an API key. */
export type Entrance =
  | { readonly kind: "session"; readonly sessionId: string; readonly startedAt: string }
  | { readonly kind: "key"; readonly keyId: string; readonly scopes: readonly ("read" | "write")[] };

/** The little that a handler may do to the answer besides giving it. */
export interface Reply {
  header(name: string, value: string): void;
  /** Set-Cookie lines that signing in gave. */
  cookies(lines: readonly string[]): void;
}

type Given<S> = S extends z.ZodType ? z.output<S> : never;

interface Base<E extends Endpoint> {
  readonly params: Given<E["params"]>;
  readonly query: Given<E["query"]>;
  /** As the contract says. */
  readonly body: Given<E["body"]>;
  /** The raw bytes for an endpoint with `takes: "stream"`, null otherwise. */
  readonly stream: AsyncIterable<Uint8Array> | null;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Where the request came from; a proxy's word counts only where the settings name that proxy. */
  readonly address: string;
  readonly database: Database;
  /** Today: in the workspace's time zone for members, else in UTC. */
  readonly asOf: Day;
  /** The moment of the request, ISO 8601 UTC. */
  readonly now: string;
  readonly log: Log;
  /** Fires when the asker has gone away or the server stops. */
  readonly signal: AbortSignal;
  readonly reply: Reply;
}

/** What of the server itself an answer may need. */
export interface ServerItself {
  /** A key for one purpose, out of the server's secret. */
  keyOf(purpose: string): string;
  /** Whom the server may call. */
  readonly targets: AllowedTargets;
}

/** A question from a member of the workspace in the path. */
export interface MemberQuestion<E extends Endpoint = Endpoint> extends Base<E> {
  readonly asker: Asker;
  readonly workspace: Workspace;
  readonly entrance: Entrance;
  readonly server: ServerItself;
  /** Asks again whether the session or key still holds and the member is still what it was: for answers that last. */
  isStillIn(): Promise<boolean>;
}

/** A question outside any workspace; `person` is null where nobody is signed in (never for audience 'signed-in'). */
export interface OpenQuestion<E extends Endpoint = Endpoint> extends Base<E> {
  readonly person: Person | null;
  readonly entrance: Entrance | null;
  readonly caller: Caller;
  /** Signing in, counting attempts, making the demo: only for questions outside workspaces. */
  readonly house: House;
}
