// A server without a port for tests: members of any role ask through API keys, visitors through a browser's cookies.
import { randomUUID } from "node:crypto";

import { allLive, allRoutes } from "#apps/server/gather.ts";
import { pendingMigrations } from "#apps/server/start.ts";
import type { Database } from "#db/database.ts";
import { type Log, silent } from "#db/log.ts";
import type { Department, Role } from "#facts/department.ts";
import type { Beside } from "#http/beside.ts";
import type { Metrics } from "#http/metrics.ts";
import type { MakeDemo } from "#http/house.ts";
import type { Route } from "#http/route.ts";
import { hashOf } from "#http/secrets.ts";
import { serverOf } from "#http/server.ts";
import { type ServerSettings, usualLimits } from "#http/settings.ts";
import { type Endpoint, addressOf } from "#kit/endpoint.ts";
import { addMember, takeSlug } from "#ledger/workspaces.ts";

export interface Asked {
  readonly params?: Record<string, string | number>;
  readonly query?: Record<string, unknown>;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export interface Got {
  readonly status: number;
  // Tests look into answers freely; the server has checked their shape.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
  readonly text: string;
  readonly headers: Readonly<Record<string, string | number | string[] | undefined>>;
}

export type Ask = (endpoint: Endpoint, asked?: Asked) => Promise<Got>;

export const testSettings: ServerSettings = {
  host: "127.0.0.1",
  port: 0,
  publicUrl: null,
  trustedProxies: [],
  hostNames: [],
  secret: "a secret of tests that nobody else may use",
  webFolder: null,
  version: "0.0.0-test",
  metricsToken: null,
  openTargets: [],
  answersMegabytes: 1_024,
  // No limit by load or number here: a busy machine must not turn a test red.
  limits: { ...usualLimits, requestsPerMinute: 1_000_000, overloadMs: 0 },
};

export interface ServerForTests {
  /** A new member of that role, in service, asking with an API key. */
  member(
    role: Role,
    more?: { department?: Department | null; scopes?: ("read" | "write")[]; servedUntil?: string },
  ): Promise<{ memberId: string; key: string; ask: Ask }>;
  /** A browser of its own: keeps cookies, says that it comes from our own pages. */
  browser(headers?: Record<string, string>): Ask;
  readonly slug: string;
  readonly app: Awaited<ReturnType<typeof serverOf>>["app"];
  readonly endpoints: readonly Endpoint[];
  readonly metrics: Metrics;
  close(): Promise<void>;
}

export interface ServerOptions {
  readonly settings?: Partial<ServerSettings>;
  readonly routes?: readonly Route[];
  readonly makeDemo?: MakeDemo;
  /** Where heavy questions are answered; without it, in place. */
  readonly beside?: Beside;
  readonly now?: () => Date;
  /** What the operator would read. */
  readonly log?: Log;
}

/** Opens a workspace of a fresh database to questions. Its slug fills ':workspace' where a test names none. */
export async function aServer(database: Database, workspaceId: string, options: ServerOptions = {}): Promise<ServerForTests> {
  const slug = await database.inWorkspace(workspaceId, async (tx) => {
    const { slug } = await tx.one<{ slug: string }>("select slug from evenhand.workspace where workspace_id = $1", [workspaceId]);
    return takeSlug(tx, workspaceId, slug);
  });
  const { settings, ...rest } = options;
  const server = await serverOf({
    database,
    settings: { ...testSettings, ...settings },
    log: silent,
    routes: allRoutes,
    live: allLive,
    pendingMigrations: () => pendingMigrations(database),
    ...rest,
  });
  const askWith =
    (extra: () => Record<string, string>, seen: (got: Got) => void = () => {}): Ask =>
    async (endpoint, { params = {}, query = {}, body, headers = {} } = {}) => {
      const isBytes = body instanceof Uint8Array || (endpoint.takes === "stream" && typeof body === "string");
      const kind: Record<string, string> = body === undefined ? {} : { "content-type": isBytes ? "application/octet-stream" : "application/json" };
      const payload = body === undefined ? {} : { payload: isBytes ? Buffer.from(body) : JSON.stringify(body) };
      const answer = await server.app.inject({
        method: endpoint.method,
        url: addressOf(endpoint, { workspace: slug, ...params }, query),
        headers: { ...kind, ...extra(), ...headers },
        ...payload,
      });
      const isJson = /json/.test(answer.headers["content-type"] ?? "");
      const got: Got = { status: answer.statusCode, body: isJson ? answer.json() : answer.body, text: answer.body, headers: answer.headers };
      seen(got);
      return got;
    };
  return {
    slug,
    app: server.app,
    endpoints: server.endpoints,
    metrics: server.metrics,
    close: () => server.stop(),
    member: async (role, { department = null, scopes = ["read", "write"], servedUntil } = {}) => {
      const key = `evk_${randomUUID().replaceAll("-", "")}`;
      const memberId = await database.inWorkspace(workspaceId, async (tx) => {
        const id = await addMember(tx, workspaceId, { name: `A ${role}`, email: null, role, department, ...(servedUntil ? { servedUntil } : {}) });
        await tx.run("insert into sign_in.api_key (id, workspace_id, member_id, name, prefix, hash, scopes) values ($1, $2, $3, 'test', 'evk_', $4, $5)", [
          randomUUID(),
          workspaceId,
          id,
          hashOf(key),
          scopes,
        ]);
        return id;
      });
      return { memberId, key, ask: askWith(() => ({ authorization: `Bearer ${key}` })) };
    },
    browser: (headers = {}) => {
      const jar = new Map<string, string>();
      const keep = (got: Got) => {
        for (const line of [got.headers["set-cookie"] ?? []].flat().map(String)) {
          const [name, value] = line.split(";")[0]!.split(/=(.*)/s) as [string, string];
          if (/max-age=0/i.test(line)) jar.delete(name);
          else jar.set(name, value);
        }
      };
      const cookies = (): Record<string, string> => (jar.size === 0 ? {} : { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") });
      return askWith(() => ({ "sec-fetch-site": "same-origin", ...cookies(), ...headers }), keep);
    },
  };
}
