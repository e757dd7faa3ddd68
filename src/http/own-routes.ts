// Questions about the server itself: is it alive, is it ready, how does it do, what does its interface look like.
import { z } from "zod";

import type { Database } from "#db/database.ts";
import type { Metrics } from "#http/metrics.ts";
import { openApiOf } from "#http/openapi.ts";
import type { Beside } from "#http/beside.ts";
import { type Route, serve, serveOpen } from "#http/route.ts";
import { isSame } from "#http/secrets.ts";
import type { ServerSettings } from "#http/settings.ts";
import { endpoint } from "#kit/endpoint.ts";
import { refuse } from "#kit/refusal.ts";
import { readUnderWay } from "#kit/under-way.ts";

const tag = "server";

export const isAlive = endpoint({
  name: "isAlive",
  method: "GET",
  path: "/healthz",
  audience: "anyone",
  summary: "Whether the process lives",
  tag,
  reply: z.object({ status: z.literal("alive") }),
});

export const isReady = endpoint({
  name: "isReady",
  method: "GET",
  path: "/readyz",
  audience: "anyone",
  summary: "Whether questions can be answered: storage answers, its tables are up to date, and the server is not stopping",
  tag,
  reply: z.object({ status: z.literal("ready") }),
  refusals: ["not-ready"],
});

export const readMetrics = endpoint({
  name: "readMetrics",
  method: "GET",
  path: "/metrics",
  audience: "anyone",
  summary: "Figures for Prometheus; open to this machine, or with the token of the settings",
  tag,
  gives: "file",
  reply: z.string(),
});

export const readOpenApi = endpoint({
  name: "readOpenApi",
  method: "GET",
  path: "/api/openapi.json",
  audience: "anyone",
  summary: "This description: OpenAPI 3.1",
  tag,
  reply: z.record(z.string(), z.unknown()),
});

/** Paths that stay open under load and outside every count. */
export const alwaysOpen: ReadonlySet<string> = new Set([isAlive.path, isReady.path, readMetrics.path]);

export interface Readiness {
  readonly database: Database;
  /** Migrations that stand in the code and not yet in the database. */
  readonly pendingMigrations: () => Promise<number>;
  readonly isStopping: () => boolean;
}

export function ownRoutes(from: {
  readiness: Readiness;
  metrics: Metrics;
  settings: ServerSettings;
  others: readonly Route[];
  beside: Beside | null;
}): Route[] {
  const { readiness, metrics, settings, others, beside } = from;
  const notReady = (what: string) => ({ ...refuse("not-ready", { what }), status: 503 });
  let document: Record<string, unknown> | null = null;
  const own: Route[] = [
    serveOpen(isAlive, async () => ({ status: "alive" as const })),
    serve(readUnderWay, async ({ asker }) => ({ questions: beside?.underWay(asker) ?? [] })),
    serveOpen(isReady, async () => {
      if (readiness.isStopping()) return notReady("stopping");
      try {
        if ((await readiness.pendingMigrations()) > 0) return notReady("migrations");
      } catch {
        return notReady("storage");
      }
      return { status: "ready" as const };
    }),
    serveOpen(readMetrics, async ({ address, headers }) => {
      const token = /^Bearer (.+)$/.exec(String(headers["authorization"] ?? ""))?.[1] ?? "";
      const mayRead = settings.metricsToken === null ? isThisMachine(address) && !speaksForAnother(headers) : isSame(token, settings.metricsToken);
      if (!mayRead) return { ...refuse("not-found"), status: 404 };
      return { name: "metrics.txt", type: metrics.registry.contentType, content: await metrics.registry.metrics(), inline: true };
    }),
    serveOpen(
      readOpenApi,
      async () =>
        (document ??= openApiOf(
          [...own, ...others].map((route) => route.endpoint),
          settings.version,
        ) as Record<string, unknown>),
    ),
  ];
  return own;
}

/** A proxy on this machine passes on what others ask; where the settings do not name it, its address is all that we see. */
function speaksForAnother(headers: Readonly<Record<string, unknown>>): boolean {
  return ["x-forwarded-for", "x-forwarded-host", "x-real-ip", "forwarded", "via"].some((name) => headers[name] !== undefined);
}

function isThisMachine(address: string): boolean {
  return address === "::1" || /^(::ffff:)?127\./.test(address);
}
