// What every answer carries and every request passes: headers against misuse, a limit of requests, relief under load.
import { randomBytes } from "node:crypto";
import { hostname } from "node:os";

import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import underPressure from "@fastify/under-pressure";
import type { FastifyInstance, FastifyReply } from "fastify";

import { isKnownName } from "#http/known-name.ts";
import { alwaysOpen } from "#http/own-routes.ts";
import { problemOf } from "#http/problems.ts";
import type { ServerSettings } from "#http/settings.ts";
import { refuse } from "#kit/refusal.ts";

const nonces = new WeakMap<FastifyReply, string>();

/** The chance number that scripts and styles of this one answer carry. */
export function nonceOf(reply: FastifyReply): string {
  let nonce = nonces.get(reply);
  if (nonce === undefined) {
    nonce = randomBytes(16).toString("base64");
    nonces.set(reply, nonce);
  }
  return nonce;
}

/** Scripts only from here or with this answer's nonce; nothing from other sites; no frames around us. */
function policyOf(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    // Positions and widths of charts and tables are style attributes; they can run nothing.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

export async function guard(app: FastifyInstance, settings: ServerSettings): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: false,
    strictTransportSecurity: settings.publicUrl?.startsWith("https:") ? { maxAge: 15_552_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: "same-origin" },
    crossOriginEmbedderPolicy: false,
    xFrameOptions: { action: "deny" },
  });
  app.addHook("onRequest", async (request, reply) => {
    void reply.header("x-request-id", request.id);
    void reply.header("content-security-policy", policyOf(nonceOf(reply)));
    // Notes are spoken at the stand, and nowhere else.
    const microphone = /^\/w\/[^/?]+\/projects\/[^/?]+\/capture(?:\?|$)/.test(request.url) ? "(self)" : "()";
    void reply.header("permissions-policy", `camera=(), microphone=${microphone}, geolocation=(), payment=()`);
    if (request.url.startsWith("/api")) void reply.header("cache-control", "no-store");
  });
  const names = { publicUrl: settings.publicUrl, hostNames: settings.hostNames, machine: hostname() };
  app.addHook("onRequest", async (request, reply) => {
    if (isKnownName(request.hostname, names) || alwaysOpen.has(request.url)) return;
    await reply
      .code(421)
      .type("application/problem+json")
      .send(problemOf(refuse("name-not-known", { name: request.hostname }), request.id));
  });
  await app.register(rateLimit, {
    global: false,
    max: settings.limits.requestsPerMinute,
    timeWindow: 60_000,
    allowList: (request) => alwaysOpen.has(request.url) || request.url.startsWith("/assets/"),
    errorResponseBuilder: (_, context) => Object.assign(new Error("too many requests"), { statusCode: 429, code: "too-many-requests", ttl: context.ttl }),
  });
  // Before any route's own hooks, so that what a route refuses at its door counts too.
  app.addHook("onRequest", app.rateLimit());
  await app.register(underPressure, {
    maxEventLoopDelay: settings.limits.overloadMs,
    maxHeapUsedBytes: settings.limits.overloadHeapBytes,
    retryAfter: 5,
    pressureHandler: async (request, reply) => {
      if (alwaysOpen.has(request.url)) return;
      const problem = problemOf(refuse("overloaded"), request.id);
      await reply.header("retry-after", "5").code(503).type("application/problem+json").send(problem);
    },
  });
}
