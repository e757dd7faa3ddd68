// One route at work: who asks, is the question as described, what is the answer, is it as described too.
import { Readable } from "node:stream";

import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from "fastify";
import type { z } from "zod";

import type { Denial, FileAnswer } from "#http/answers.ts";
import { type HouseAndBeside, actOn, goneOrLate, goneSignal } from "#http/beside.ts";
import { isFromOtherSite } from "#http/other-site.ts";
import type { House } from "#http/house.ts";
import { holdsNul } from "#http/nul.ts";
import { alwaysOpen } from "#http/own-routes.ts";
import { problemOf, statusOf } from "#http/problems.ts";
import type { MemberQuestion, Reply } from "#http/question.ts";
import { keyFor } from "#http/secrets.ts";
import type { Route } from "#http/route.ts";
import type { ServerLimits } from "#http/settings.ts";
import { eventsBody, limited } from "#http/stream.ts";
import { dayIn } from "#http/today.ts";
import { type Wire, wireOf } from "#http/wire.ts";
import { type Known, type MemberHere, memberIn, whoAsks, whyNotByKey } from "#http/who-asks.ts";
import { type Refusal, refuse } from "#kit/refusal.ts";

/** What was found out before the body was read. */
interface Found {
  readonly known: Known | null;
  readonly member: MemberHere | null;
}
const found = new WeakMap<FastifyRequest, Found>();

/** Longest time that Fastify can count, for answers that last. */
const noEnd = 2 ** 31 - 1;

export function register(app: FastifyInstance, route: Route, house: HouseAndBeside): void {
  const { endpoint, options } = route;
  const { limits } = house.settings;
  const isLong = endpoint.gives === "events" || options.timeoutMs === null;
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    bodyLimit: options.bodyLimit ?? (endpoint.takes === "stream" ? limits.uploadBytes : limits.bodyBytes),
    handlerTimeout: isLong ? noEnd : longestMs(route, limits),
    onRequest: async (request, reply) => {
      const denial = await comeIn(request, reply, { route, house });
      if (denial) return sayNo(reply, request, { denial, route, house });
      return undefined;
    },
    handler: handlerOf(route, house),
  });
}

/** Longest time for one answer, milliseconds. */
function longestMs({ endpoint, options }: Route, limits: ServerLimits): number {
  return options.timeoutMs ?? (endpoint.takes === "stream" ? limits.uploadMs : options.runsBeside ? limits.besideMs : limits.answerMs);
}

/** Session or key, the other-site check, the workspace: all before a byte of the body is read. */
async function comeIn(request: FastifyRequest, reply: FastifyReply, { route, house }: { route: Route; house: House }): Promise<Refusal | Denial | null> {
  const { endpoint, options } = route;
  // Whether the server lives is asked without storage, and by whom does not matter.
  if (alwaysOpen.has(endpoint.path)) return null;
  if (options.isByToken === true && endpoint.audience === "anyone") {
    found.set(request, { known: null, member: null });
    return null;
  }
  const { authorization } = request.headers;
  const known = await whoAsks(house.database, house.signIn, { caller: callerOf(request), authorization });
  if (known !== null && "ok" in known) return known;
  if (
    known?.entrance.kind !== "key" &&
    isFromOtherSite({ method: endpoint.method, headers: request.headers, host: request.host, publicUrl: house.settings.publicUrl })
  ) {
    return { ...refuse("other-site"), status: 403 };
  }
  if (known) setCookies(request, reply, { cookies: known.cookies, publicUrl: house.settings.publicUrl });
  if (endpoint.audience === "anyone") {
    found.set(request, { known, member: null });
    return null;
  }
  if (!known) return { ...refuse("not-signed-in"), status: 401 };
  const scope = options.scope ?? (endpoint.audience === "signed-in" ? "never" : endpoint.method === "GET" ? "read" : "write");
  const byKey = whyNotByKey(known.entrance, scope);
  if (byKey) return byKey;
  if (endpoint.audience === "signed-in") {
    found.set(request, { known, member: null });
    return null;
  }
  const slug = (request.params as Record<string, string>)["workspace"] ?? "";
  const member = await memberIn(house.database, known, { slug, now: house.now() });
  if ("ok" in member) return member;
  found.set(request, { known, member });
  return null;
}

function handlerOf(route: Route, house: HouseAndBeside): RouteHandlerMethod {
  return async (request, reply) => {
    const { endpoint } = route;
    const parsed = readQuestion(route, request);
    if ("ok" in parsed) return sayNo(reply, request, { denial: parsed, route, house });
    const { known, member } = found.get(request) ?? { known: null, member: null };
    const now = house.now();
    const gone = goneSignal(reply);
    const base = {
      ...parsed,
      stream: endpoint.takes === "stream" ? limited(request.raw, route.options.bodyLimit ?? house.settings.limits.uploadBytes) : null,
      headers: request.headers,
      address: request.ip,
      database: house.database,
      asOf: dayIn(member?.workspace.timeZone ?? "UTC", now),
      now: now.toISOString(),
      log: request.log,
      signal: AbortSignal.any([gone, house.stopping]),
      reply: replyOf(request, reply, house.settings.publicUrl),
    };
    if (!member) {
      const answer = await route.asAnyone!({
        ...base,
        person: known?.person ?? null,
        entrance: known?.entrance ?? null,
        house,
        caller: callerOf(request),
      });
      return give(reply, request, { wire: wireOf(endpoint, answer), route, house });
    }
    const question: MemberQuestion = {
      ...(base as Omit<MemberQuestion, "asker" | "workspace" | "entrance" | "server" | "isStillIn">),
      ...member,
      entrance: known!.entrance,
      server: { keyOf: (purpose) => keyFor(purpose, house.settings.secret), targets: house.targets },
      isStillIn: () => isStillIn(request, route, { house, known: known!, member }),
    };
    const wire = isBeside(route, question)
      ? await wireFromBeside(question, { id: request.id, gone, route, house })
      : wireOf(endpoint, await route.asMember!(question));
    // Where the frame has given up already, everything has been said.
    return reply.sent ? reply : give(reply, request, { wire, route, house });
  };
}

function isBeside({ options: { runsBeside = false } }: Route, question: MemberQuestion): boolean {
  return typeof runsBeside === "function" ? runsBeside(question) : runsBeside;
}

/** The answer of the thread beside, or of this one where there is none. */
async function wireFromBeside(question: MemberQuestion, by: { id: string; gone: AbortSignal; route: Route; house: HouseAndBeside }): Promise<Wire> {
  const { route, house } = by;
  const { endpoint, options } = route;
  if (!house.beside) return wireOf(endpoint, await route.asMember!(question));
  const { params, query, body, headers, address, asOf, now, asker, workspace, entrance } = question;
  const asked = { params, query, body, headers, address, asOf, now, asker, workspace, entrance };
  const until = goneOrLate(by.gone, longestMs(route, house.settings.limits));
  try {
    const { wire, acts } = await house.beside.ask(
      { ...asked, endpoint: endpoint.name, isOfFactsAlone: options.isOfFactsAlone === true, request: by.id },
      until.signal,
    );
    actOn(question.reply, acts);
    return wire;
  } finally {
    until.done();
  }
}

async function isStillIn(request: FastifyRequest, route: Route, seen: { house: House; known: Known; member: MemberHere }): Promise<boolean> {
  const { house, member } = seen;
  const authorization = request.headers.authorization;
  const known = await whoAsks(house.database, house.signIn, { caller: callerOf(request), authorization });
  if (known === null || "ok" in known || whyNotByKey(known.entrance, route.options.scope ?? "read")) return false;
  const again = await memberIn(house.database, known, { slug: member.workspace.slug, now: house.now() });
  return !("ok" in again) && again.asker.memberId === member.asker.memberId && again.asker.role === member.asker.role;
}

/** Params, query and body as the contract describes them. A param that cannot be names nothing: 404, as for what is not there. */
function readQuestion(route: Route, request: FastifyRequest): { params: unknown; query: unknown; body: unknown } | Denial {
  const { params, query, body } = route.endpoint;
  const read = (shape: z.ZodType | undefined, value: unknown) => (shape ? shape.safeParse(value) : { success: true as const, data: undefined });
  const readParams = read(params, request.params);
  if (!readParams.success || holdsNul(readParams.data ?? request.params)) return { ...refuse("not-found"), status: 404 };
  const readQuery = read(query, request.query);
  if (!readQuery.success) return notAsDescribed("query", readQuery.error);
  const readBody = read(route.endpoint.takes === "stream" ? undefined : body, request.body ?? undefined);
  if (!readBody.success) return notAsDescribed("body", readBody.error);
  for (const [part, value] of [["query", readQuery.data] as const, ["body", readBody.data] as const])
    if (holdsNul(value)) return { ...refuse("not-as-described", { part, field: "", message: "a text holds a NUL character", fields: 1 }), status: 400 };
  return { params: readParams.data ?? request.params, query: readQuery.data, body: readBody.data };
}

function notAsDescribed(part: string, error: z.ZodError): Denial {
  const [issue] = error.issues;
  const field = issue?.code === "unrecognized_keys" ? issue.keys.join(", ") : (issue?.path ?? []).map(String).join(".");
  return { ...refuse("not-as-described", { part, field, message: issue?.message ?? "", fields: error.issues.length }), status: 400 };
}

interface Given {
  readonly wire: Wire;
  readonly route: Route;
  readonly house: House;
}

function give(reply: FastifyReply, request: FastifyRequest, { wire, route, house }: Given): FastifyReply {
  if (wire.kind === "refusal") return sayNo(reply, request, { denial: wire.refusal, route, house });
  if (wire.kind === "file") return sendFile(reply, wire.file);
  if (wire.kind === "json")
    return reply
      .code(route.endpoint.creates ? 201 : 200)
      .type("application/json; charset=utf-8")
      .send(wire.text);
  // A connection that outlives its stream would keep a server that stops waiting for it.
  void reply.header("cache-control", "no-store").header("x-accel-buffering", "no").header("connection", "close").type("text/event-stream; charset=utf-8");
  return reply.send(eventsBody(wire.events));
}

function sendFile(reply: FastifyReply, file: FileAnswer): FastifyReply {
  const plain = file.name.replaceAll(/[^\w.-]+/g, "_");
  const kind = file.inline ? "inline" : "attachment";
  void reply.header("content-disposition", `${kind}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file.name)}`).type(file.type);
  if (typeof file.content === "string") return reply.send(file.content);
  if (file.content instanceof Uint8Array) return reply.send(Buffer.from(file.content.buffer, file.content.byteOffset, file.content.byteLength));
  return reply.send(Readable.from(file.content));
}

function sayNo(reply: FastifyReply, request: FastifyRequest, no: { denial: Refusal; route: Route; house: House }): FastifyReply {
  const problem = problemOf(no.denial, request.id, no.route.options.sentences);
  no.house.metrics.refused(no.denial.reason);
  const wait = no.denial.details?.["waitSeconds"];
  if (typeof wait === "number") void reply.header("retry-after", String(wait));
  if (problem.status === 503) void reply.header("retry-after", "5");
  return reply.code(statusOf(no.denial)).type("application/problem+json").send(JSON.stringify(problem));
}

function callerOf(request: FastifyRequest) {
  return { cookie: request.headers.cookie, browser: request.headers["user-agent"], address: request.ip };
}

/** Secure where the request came over TLS, or people come over TLS by what the settings say: then no plain request will ever carry the session. */
function setCookies(request: FastifyRequest, reply: FastifyReply, { cookies, publicUrl }: { cookies: readonly string[]; publicUrl: string | null }): void {
  const isOverTls = request.protocol === "https" || publicUrl?.startsWith("https:") === true;
  for (const cookie of cookies) void reply.header("set-cookie", isOverTls ? `${cookie}; Secure` : cookie);
}

function replyOf(request: FastifyRequest, reply: FastifyReply, publicUrl: string | null): Reply {
  return {
    header: (name, value) => void reply.header(name, value),
    cookies: (lines) => setCookies(request, reply, { cookies: lines, publicUrl }),
  };
}
