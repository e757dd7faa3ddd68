// The server: routes on their hinges, guards at the door, and a way to stop without dropping anybody.
import { randomUUID } from "node:crypto";
import { hostname } from "node:os";

import Fastify, { type FastifyBaseLogger, type FastifyError, type FastifyInstance, LogController } from "fastify";

import type { Database } from "#db/database.ts";
import { isStorageAway } from "#db/fault.ts";
import type { Log } from "#db/log.ts";
import { attemptsIn } from "#http/attempts.ts";
import type { Beside, HouseAndBeside } from "#http/beside.ts";
import { guard } from "#http/guards.ts";
import type { MakeDemo } from "#http/house.ts";
import { type Metrics, metricsOf } from "#http/metrics.ts";
import { ownRoutes } from "#http/own-routes.ts";
import type { LiveKind } from "#http/live/kind.ts";
import { liveSockets } from "#http/live/sockets.ts";
import { problemOf } from "#http/problems.ts";
import { register } from "#http/register.ts";
import type { Route } from "#http/route.ts";
import { allowedTargets } from "#http/outgoing-target.ts";
import type { ServerSettings } from "#http/settings.ts";
import { signInOver } from "#http/sign-in/sign-in.ts";
import { TooLarge } from "#http/stream.ts";
import { isPageAddress, serveWeb } from "#http/web.ts";
import { type Refusal, refuse } from "#kit/refusal.ts";

export interface ServerParts {
  readonly database: Database;
  readonly settings: ServerSettings;
  readonly log: Log;
  readonly routes: readonly Route[];
  /** Documents that several people write at once. */
  readonly live?: readonly LiveKind[];
  readonly makeDemo?: MakeDemo;
  /** Answers heavy questions in another thread; without it they are answered here. Who brings it closes it, after the server. */
  readonly beside?: Beside;
  /** How many migrations the database still lacks. */
  readonly pendingMigrations: () => Promise<number>;
  /** The clock; tests bring their own. */
  readonly now?: () => Date;
}

export interface Server {
  readonly app: FastifyInstance;
  readonly metrics: Metrics;
  readonly endpoints: readonly Route["endpoint"][];
  /** Not ready any more, no new connections, answers under way are finished, what lasts is ended. */
  stop(): Promise<void>;
}

export async function serverOf(parts: ServerParts): Promise<Server> {
  const { database, settings, log } = parts;
  const stop = new AbortController();
  const house: HouseAndBeside = {
    database,
    settings,
    signIn: signInOver(database, settings.secret),
    attempts: attemptsIn(database),
    metrics: metricsOf(() => ({ ...database.connections() })),
    makeDemo: parts.makeDemo ?? null,
    targets: allowedTargets(settings.openTargets),
    beside: parts.beside ?? null,
    stopping: stop.signal,
    now: parts.now ?? (() => new Date()),
  };
  const app = frameOf(settings, log);
  app.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.url ?? "none";
    house.metrics.observe({ method: request.method, route, status: reply.statusCode, seconds: reply.elapsedTime / 1000 });
    if (route.startsWith("/api")) request.log.info({ method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, "answered");
  });
  await guard(app, settings);
  answerFaults(app, log);
  const readiness = { database, pendingMigrations: parts.pendingMigrations, isStopping: () => stop.signal.aborted };
  const routes = [...ownRoutes({ readiness, metrics: house.metrics, settings, others: parts.routes, beside: house.beside }), ...parts.routes];
  await app.register(async (json) => {
    json.removeContentTypeParser("text/plain");
    for (const route of routes) if (route.endpoint.takes !== "stream") register(json, route, house);
  });
  await app.register(async (streams) => {
    streams.removeAllContentTypeParsers();
    // The bytes stay where they are: the handler reads them, at its own pace.
    streams.addContentTypeParser("*", (_request, _payload, done) => done(null));
    for (const route of routes) if (route.endpoint.takes === "stream") register(streams, route, house);
  });
  const page = await serveWeb(app, settings.webFolder);
  app.setNotFoundHandler((request, reply) => {
    if (page && isPageAddress(request.method, request.url.split("?")[0]!)) return page(reply);
    return reply
      .code(404)
      .type("application/problem+json")
      .send(JSON.stringify(problemOf(refuse("not-found"), request.id)));
  });
  await app.ready();
  const names = { publicUrl: settings.publicUrl, hostNames: settings.hostNames, machine: hostname() };
  const sockets = await liveSockets(app, { house, kinds: parts.live ?? [], names, log });
  return {
    app,
    metrics: house.metrics,
    endpoints: routes.map((route) => route.endpoint),
    stop: async () => {
      stop.abort();
      await sockets.close();
      await app.close();
    },
  };
}

function frameOf(settings: ServerSettings, log: Log): FastifyInstance {
  return Fastify({
    loggerInstance: loggerFor(log),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    trustProxy: settings.trustedProxies.length > 0 ? [...settings.trustedProxies] : false,
    bodyLimit: settings.limits.bodyBytes,
    // How long a request may take to arrive; answers have their own limit, route by route.
    requestTimeout: settings.limits.uploadMs,
    connectionTimeout: 0,
    keepAliveTimeout: 65_000,
    http: { headersTimeout: 20_000 },
    handlerTimeout: settings.limits.answerMs,
    forceCloseConnections: "idle",
    return503OnClosing: true,
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: 300, ignoreTrailingSlash: true },
  });
}

/** Our log in the shape that the frame asks for; a request's lines carry its number. */
function loggerFor(log: Log, bound: object = {}): FastifyBaseLogger {
  const line =
    (level: "info" | "warn" | "error") =>
    (first: unknown, sentence?: string): void => {
      const fields = typeof first === "object" && first !== null ? { ...bound, ...fieldsOf(first) } : bound;
      log[level](fields, sentence ?? (typeof first === "string" ? first : ""));
    };
  const nothing = () => {};
  const logger = {
    info: line("info"),
    warn: line("warn"),
    error: line("error"),
    fatal: line("error"),
    debug: nothing,
    trace: nothing,
    silent: nothing,
    level: "info",
  };
  return { ...logger, child: (more: object) => loggerFor(log, { ...bound, ...fieldsOf(more) }) };
}

/** Never the request or answer themselves: they hold cookies, keys and bodies. */
function fieldsOf(first: object): object {
  const { req: _req, res: _res, err, reqId, ...rest } = first as { req?: unknown; res?: unknown; err?: Error; reqId?: string };
  return { ...rest, ...(reqId === undefined ? {} : { request: reqId }), ...(err === undefined ? {} : { fault: err.message, stack: err.stack }) };
}

function answerFaults(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((fault: FastifyError & { ttl?: number }, request, reply) => {
    const refusal = refusalOf(fault);
    const problem = problemOf(refusal, request.id);
    if (problem.status >= 500)
      log.error({ request: request.id, route: request.routeOptions.url ?? "none", fault: fault.message, stack: fault.stack }, "a request failed");
    if (problem.status === 503) void reply.header("retry-after", "5");
    // A body that trickles in would hold the connection long after it was given up.
    if (refusal.reason === "took-too-long") void reply.header("connection", "close");
    if (fault.ttl !== undefined) void reply.header("retry-after", String(Math.ceil(fault.ttl / 1000)));
    return reply.code(problem.status).type("application/problem+json").send(JSON.stringify(problem));
  });
}

function refusalOf(fault: FastifyError): Refusal & { status?: number } {
  if (fault instanceof TooLarge) return refuse("too-large", { limit: fault.limit });
  if (fault.code === "too-many-requests") return refuse("too-many-requests");
  if (fault.code === "FST_ERR_HANDLER_TIMEOUT") return refuse("took-too-long");
  if (fault.code === "FST_ERR_CTP_BODY_TOO_LARGE") return refuse("too-large");
  if (isStorageAway(fault)) return refuse("storage-away");
  if (fault.statusCode === 415) return refuse("media-type-not-taken");
  if (fault.statusCode !== undefined && fault.statusCode >= 400 && fault.statusCode < 500) return { ...refuse("not-json"), status: fault.statusCode };
  return refuse("server-fault");
}
