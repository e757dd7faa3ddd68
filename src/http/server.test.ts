// The server's manners: what it refuses, what every answer carries, what it says of itself.
// Long because: one server stands for all that it refuses, so that its manners are read side by side.
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";

import { addMember, listMembers } from "#features/members/contract.ts";
import { listRecords, showRecord } from "#features/records/contract.ts";
import { readWorkspace } from "#features/workspace/contract.ts";
import { deny, missing } from "#http/answers.ts";
import { isAlive, isReady, readMetrics, readOpenApi } from "#http/own-routes.ts";
import { openApiPath } from "#http/openapi.ts";
import { serve, serveOpen } from "#http/route.ts";
import { endpoint } from "#kit/endpoint.ts";
import { accept, refuse } from "#kit/refusal.ts";
import { inWorkspace, inWorkspaceWithId } from "#kit/shapes.ts";
import { type FreshDatabase, aWorkspace, freshDatabase } from "#testing/database.ts";
import { type ServerForTests, aServer, testSettings } from "#testing/server.ts";

const base = { audience: "member", tag: "test", summary: "test" } as const;
const plain = { method: "POST", path: "/api/w/:workspace/plain", params: inWorkspace } as const;
const strict = endpoint({ ...base, ...plain, name: "strict", body: z.strictObject({ a: z.number() }), reply: z.object({ a: z.number() }) });
const wrong = endpoint({ ...base, ...plain, name: "wrong", path: "/api/w/:workspace/wrong", method: "GET", reply: z.object({ a: z.number() }) });
const one = endpoint({
  ...base,
  name: "one",
  method: "GET",
  path: "/api/w/:workspace/one/:id",
  params: inWorkspaceWithId,
  reply: z.object({ id: z.string() }),
});
const no = endpoint({ ...base, name: "no", method: "GET", path: "/api/w/:workspace/no/:how", reply: z.object({}) });
const bytes = endpoint({ ...base, name: "bytes", method: "POST", path: "/api/w/:workspace/bytes", takes: "stream", reply: z.object({ n: z.number() }) });
const file = endpoint({ ...base, name: "file", method: "GET", path: "/api/w/:workspace/file", gives: "file", reply: z.string() });
const open = endpoint({ ...base, name: "open", method: "POST", path: "/api/open", audience: "anyone", reply: z.object({}) });

const known = "00000000-0000-4000-8000-000000000001";
const routes = [
  serve(strict, async ({ body }) => accept({ a: body.a, b: "left out" })),
  serve(wrong, async () => ({ a: "text" }) as unknown as { a: number }),
  serve(one, async ({ params }) => (params.id === known ? { id: params.id } : missing())),
  serve(
    no,
    async ({ params }) => {
      const { how } = params as { how: string };
      if (how === "thrown") throw new Error("a secret detail of the fault");
      if (how === "away") throw Object.assign(new Error("terminating connection due to unexpected postmaster exit"), { code: "57P01" });
      return how === "denied" ? deny("role-only-reads") : refuse("already-accepted", { by: "Anna" });
    },
    { sentences: { "already-accepted": "Somebody accepted it before you." } },
  ),
  serve(
    bytes,
    async ({ stream }) => {
      let n = 0;
      for await (const chunk of stream!) n += chunk.byteLength;
      return { n };
    },
    { bodyLimit: 1_000 },
  ),
  serve(file, async () => ({ name: "отчёт 1.csv", type: "text/csv; charset=utf-8", content: "a,b\r\n" })),
  serveOpen(open, async () => ({})),
];

let fresh: FreshDatabase;
let server: ServerForTests;

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId, { routes });
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

describe("a question", () => {
  it("with an unknown field is refused, and the answer holds only what is described", async () => {
    const { ask } = await server.member("administrator");
    expect((await ask(strict, { body: { a: 1 } })).body).toEqual({ a: 1 });
    const refused = await ask(strict, { body: { a: 1, isAdministrator: true } });
    expect(refused.body).toMatchObject({ status: 400, code: "not-as-described", details: { part: "body", field: "isAdministrator" } });
    expect(refused.headers["content-type"]).toMatch(/^application\/problem\+json/);
  });
  it("without a body, with broken JSON or another media type is refused", async () => {
    const { ask } = await server.member("administrator");
    expect((await ask(strict)).body.code).toBe("not-as-described");
    const raw = (payload: string, type: string) =>
      ask(strict, { headers: { "content-type": type } }).then(() => ask({ ...strict, takes: "stream" }, { body: payload, headers: { "content-type": type } }));
    expect((await raw("{", "application/json")).body.code).toBe("not-json");
    expect((await raw('{"__proto__":{"a":1},"a":1}', "application/json")).body.code).toBe("not-json");
    expect((await raw("a=1", "application/x-www-form-urlencoded")).body.code).toBe("media-type-not-taken");
  });
  it("with an unknown query is refused where the query is described", async () => {
    const whole = await aServer(fresh.database, fresh.workspaceId);
    const { ask } = await whole.member("administrator");
    expect((await ask(listMembers, { query: { everything: "true" } })).body.code).toBe("not-as-described");
    await whole.close();
  });
  it("with a NUL character, which storage cannot keep, is refused and no fault", async () => {
    const whole = await aServer(fresh.database, fresh.workspaceId);
    const { ask } = await whole.member("administrator");
    const name = "a\u0000b";
    const named = { name, email: null, role: "sales", department: null, servedFrom: null, servedUntil: null };
    expect((await ask(addMember, { body: named })).body).toMatchObject({ status: 400, code: "not-as-described", details: { part: "body" } });
    expect((await ask(listRecords, { params: { entity: "deal" }, query: { search: name } })).body).toMatchObject({ status: 400, details: { part: "query" } });
    expect((await ask(showRecord, { params: { entity: "deal", id: name } })).status).toBe(404);
    await whole.close();
  });
  it("for a foreign, unknown or impossible id gets the same answer", async () => {
    await aWorkspace(fresh.database, "other");
    const { ask } = await server.member("administrator");
    expect((await ask(one, { params: { id: known } })).status).toBe(200);
    const answers = await Promise.all([
      ask(one, { params: { id: "00000000-0000-4000-8000-000000000002" } }),
      ask(one, { params: { id: "no-uuid" } }),
      ask(one, { params: { workspace: "other", id: known } }),
      ask(one, { params: { workspace: "nowhere", id: known } }),
    ]);
    const bodies = answers.map(({ body }) => Object.assign(body, { instance: "" }));
    expect(bodies.map((body) => body.status)).toEqual([404, 404, 404, 404]);
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
  });
});

describe("an answer", () => {
  it("that is not as described becomes a fault and shows nothing of itself", async () => {
    const { ask } = await server.member("administrator");
    const got = await ask(wrong);
    expect([got.status, got.body.code]).toEqual([500, "server-fault"]);
    const thrown = await ask(no, { params: { how: "thrown" } });
    expect([thrown.status, thrown.text.includes("secret detail")]).toEqual([500, false]);
  });
  it("that the storage broke off says so, and when to come back: it is no fault of the question", async () => {
    const { ask } = await server.member("administrator");
    const { status, body, headers } = await ask(no, { params: { how: "away" } });
    expect([status, body.code, headers["retry-after"]]).toEqual([503, "storage-away", "5"]);
  });
  it("that says no has a code, a status, a sentence and the request's number", async () => {
    const { ask } = await server.member("administrator");
    const refused = await ask(no, { params: { how: "refused" } });
    expect(refused.body).toMatchObject({ status: 409, code: "already-accepted", detail: "Somebody accepted it before you.", details: { by: "Anna" } });
    expect(refused.body.instance).toBe(`urn:request:${String(refused.headers["x-request-id"])}`);
    expect((await ask(no, { params: { how: "denied" } })).status).toBe(403);
  });
  it("carries headers against misuse", async () => {
    const { headers } = await server.browser()(isAlive);
    const policy = String(headers["content-security-policy"]);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(/script-src[^;]*/.exec(policy)![0]).not.toContain("unsafe");
    expect(headers["x-content-type-options"]).toBe("nosniff");
  });
  it("with a file names it for every browser", async () => {
    const { ask } = await server.member("viewer");
    const got = await ask(file);
    expect([got.text, got.headers["content-disposition"]]).toEqual([
      "a,b\r\n",
      `attachment; filename="_1.csv"; filename*=UTF-8''${encodeURIComponent("отчёт 1.csv")}`,
    ]);
  });
});

describe("a body that trickles in", () => {
  it("is given up with the answer's time, and its connection with it", async () => {
    const hasty = await aServer(fresh.database, fresh.workspaceId, { routes, settings: { limits: { ...testSettings.limits, answerMs: 200 } } });
    const { port } = new URL(await hasty.app.listen({ host: "127.0.0.1", port: 0 }));
    const socket = connect(Number(port), "127.0.0.1");
    socket.write("POST /api/open HTTP/1.1\r\nhost: here\r\nsec-fetch-site: same-origin\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{");
    let said = "";
    for await (const piece of socket) said += String(piece);
    expect(said).toMatch(/^HTTP\/1.1 503 /);
    expect(said).toContain("took-too-long");
    await hasty.close();
  });
});

describe("streamed bytes", () => {
  it("reach the handler, up to the limit", async () => {
    const { ask } = await server.member("sales");
    expect((await ask(bytes, { body: "x".repeat(1_000) })).body).toEqual({ n: 1_000 });
    expect((await ask(bytes, { body: "x".repeat(1_001) })).body).toMatchObject({ status: 413, code: "too-large" });
  });
});

describe("another site's page", () => {
  it("cannot act through an open session, and our own pages can", async () => {
    const status = async (headers: Record<string, string>) =>
      (await server.app.inject({ method: "POST", url: "/api/open", headers: { host: "our.internal", ...headers } })).statusCode;
    expect(await status({ "sec-fetch-site": "same-origin" })).toBe(200);
    expect(await status({ origin: "http://our.internal" })).toBe(200);
    expect(await status({ "sec-fetch-site": "cross-site" })).toBe(403);
    expect(await status({ "sec-fetch-site": "same-site" })).toBe(403);
    expect(await status({ origin: "http://evil.example.com" })).toBe(403);
    expect(await status({ origin: "null" })).toBe(403);
    expect(await status({})).toBe(403);
  });
});

describe("an API key", () => {
  it("that is unknown, revoked or of a member whose service ended opens nothing", async () => {
    const { ask, memberId } = await server.member("administrator");
    expect((await ask(one, { params: { id: known } })).status).toBe(200);
    await fresh.database.inSignIn((tx) => tx.run("update sign_in.api_key set revoked_at = now() where member_id = $1", [memberId]));
    expect((await ask(one, { params: { id: known } })).body.code).toBe("key-not-valid");
    const gone = await server.member("administrator", { servedUntil: "2020-01-01" });
    expect((await gone.ask(one, { params: { id: known } })).status).toBe(404);
    expect((await server.browser()(one, { params: { id: known } })).body.code).toBe("not-signed-in");
    expect((await server.browser()(one, { params: { id: known }, headers: { authorization: "Bearer evk_aaaaaaaaaaaaaaaaaaaaaaaaaaaaa" } })).body.code).toBe(
      "key-not-valid",
    );
  });
  it("with the scope read changes nothing", async () => {
    const { ask } = await server.member("administrator", { scopes: ["read"] });
    expect((await ask(one, { params: { id: known } })).status).toBe(200);
    expect((await ask(strict, { body: { a: 1 } })).body.code).toBe("key-may-only-read");
  });
});

describe("the server", () => {
  it("says that it lives and is ready, and that it is not ready while a migration is missing", async () => {
    const ask = server.browser();
    expect((await ask(isAlive)).body).toEqual({ status: "alive" });
    expect((await ask(isReady)).body).toEqual({ status: "ready" });
    await fresh.database.asOwner((tx) => tx.run("delete from installation.migration where name = (select max(name) from installation.migration)"));
    expect((await ask(isReady)).body).toMatchObject({ status: 503, code: "not-ready", details: { what: "migrations" } });
  });
  it("gives figures to this machine, and to others only with the token", async () => {
    const ask = server.browser();
    const figures = await ask(readMetrics);
    expect(figures.text).toContain("evenhand_request_seconds_count");
    expect(figures.text).toContain('route="/api/w/:workspace/one/:id"');
    expect(figures.text).not.toContain(known);
    for (const state of ["open", "idle", "waiting"])
      expect(figures.text).toMatch(new RegExp(`^evenhand_database_connections\\{state="${state}"\\} \\d+$`, "m"));
    server.metrics.imported({ added: 7, "set-aside": 2 });
    server.metrics.imported({ added: 3, "set-aside": 0 });
    expect((await ask(readMetrics)).text).toContain('evenhand_import_rows_total{fate="added"} 10');
    // A proxy on this machine speaks for others.
    expect((await server.browser({ "x-forwarded-for": "203.0.113.9" })(readMetrics)).status).toBe(404);
    expect((await server.browser({ forwarded: "for=203.0.113.9" })(readMetrics)).status).toBe(404);
    const locked = await aServer(fresh.database, fresh.workspaceId, { routes, settings: { metricsToken: "t0ken" } });
    expect((await locked.browser()(readMetrics)).status).toBe(404);
    expect((await locked.browser({ authorization: "Bearer t0ken" })(readMetrics)).status).toBe(200);
    await locked.close();
  });
  it("describes every route that it has, and has every route that it describes", async () => {
    const whole = await aServer(fresh.database, fresh.workspaceId);
    const document = (await whole.browser()(readOpenApi)).body;
    expect(document.openapi).toBe("3.1.0");
    const described = Object.entries(document.paths as Record<string, object>).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const registered = whole.endpoints.map(({ method, path }) => `${method} ${openApiPath(path)}`);
    expect(described.toSorted()).toEqual(registered.toSorted());
    const creating = whole.endpoints.filter((endpoint) => endpoint.creates);
    expect(creating.map(({ name }) => name)).toContain("receiveImport");
    for (const { method, path } of creating) {
      const operation = (document.paths as Record<string, Record<string, { responses: object }>>)[openApiPath(path)]![method.toLowerCase()]!;
      expect(Object.keys(operation.responses)).toEqual(["201", "default"]);
    }
    const tree = whole.app.printRoutes({ commonPrefix: false, includeHooks: false });
    const inTree = [...tree.matchAll(/\(([A-Z, ]+)\)/g)].flatMap((match) => match[1]!.split(", "));
    expect(inTree).toHaveLength(registered.length);
    for (const { method, path } of whole.endpoints) expect(whole.app.hasRoute({ method, url: path })).toBe(true);
    await whole.close();
  });
  it("limits how many requests come from one address", async () => {
    const narrow = await aServer(fresh.database, fresh.workspaceId, { routes, settings: { limits: { ...testSettings.limits, requestsPerMinute: 2 } } });
    const ask = narrow.browser();
    const [first, second, third] = [await ask(open), await ask(open), await ask(open)];
    expect([first.status, second.status, third.status]).toEqual([200, 200, 429]);
    expect(third.body.code).toBe("too-many-requests");
    expect(Number(third.headers["retry-after"])).toBeGreaterThan(0);
    expect((await ask(isAlive)).status).toBe(200);
    await narrow.close();
  });
  it("counts requests that it refuses like all others, so that guessing keys costs more than asking", async () => {
    const narrow = await aServer(fresh.database, fresh.workspaceId, { routes, settings: { limits: { ...testSettings.limits, requestsPerMinute: 2 } } });
    const guess = () => narrow.browser({ authorization: "Bearer evk_aaaaaaaaaaaaaaaaaaaaaaaaaaaaa" })(one, { params: { id: known } });
    expect([(await guess()).status, (await guess()).status, (await guess()).status]).toEqual([401, 401, 429]);
    await narrow.close();
  });
  it("does not answer under a public name that is not its own, and says how to allow it", async () => {
    const named = await aServer(fresh.database, fresh.workspaceId, { routes, settings: { hostNames: ["evenhand.example.org"] } });
    const asked = async (host: string, url: string) => {
      const { statusCode, body } = await named.app.inject({
        method: url === open.path ? "POST" : "GET",
        url,
        headers: { host, "sec-fetch-site": "same-origin" },
      });
      return [statusCode, body.includes("EVENHAND_HOST_NAMES")];
    };
    expect(await asked("attacker.example.net:4650", open.path)).toEqual([421, true]);
    expect(await asked("attacker.example.net", "/")).toEqual([421, true]);
    expect(await asked("evenhand.example.org", open.path)).toEqual([200, false]);
    expect(await asked("attacker.example.net", "/healthz")).toEqual([200, false]);
    await named.close();
  });
  it("says that it has too much to do, and when to come back, but never that it is dead", async () => {
    const loaded = await aServer(fresh.database, fresh.workspaceId, { routes, settings: { limits: { ...testSettings.limits, overloadHeapBytes: 1 } } });
    const ask = loaded.browser();
    let refused = await ask(open);
    // Load is measured once a second.
    while (refused.status === 200) refused = await new Promise((resolve) => setTimeout(() => resolve(ask(open)), 50));
    expect([refused.status, refused.body.code, refused.headers["retry-after"]]).toEqual([503, "overloaded", "5"]);
    expect((await loaded.browser()(isAlive)).status).toBe(200);
    await loaded.close();
  });
  it("finishes an answer under way before it stops, and then takes no more", async () => {
    const under = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    const slow = endpoint({ ...base, name: "slow", method: "GET", path: "/api/slow", audience: "anyone", reply: z.object({ done: z.boolean() }) });
    const stopping = await aServer(fresh.database, fresh.workspaceId, {
      routes: [
        serveOpen(slow, async () => {
          under.resolve();
          await go.promise;
          return { done: true };
        }),
      ],
    });
    const address = await stopping.app.listen({ host: "127.0.0.1", port: 0 });
    const answer = fetch(`${address}/api/slow`);
    await under.promise;
    const stopped = stopping.close();
    go.resolve();
    expect(await (await answer).json()).toEqual({ done: true });
    await stopped;
    await expect(fetch(`${address}/healthz`)).rejects.toThrow("fetch failed");
  });
});

describe("a workspace's own answer", () => {
  it("says which day it is there and not where the server stands", async () => {
    await fresh.database.inWorkspace(fresh.workspaceId, (tx) =>
      tx.run("update evenhand.workspace set time_zone = 'Pacific/Auckland' where workspace_id = $1", [fresh.workspaceId]),
    );
    const far = await aServer(fresh.database, fresh.workspaceId, { now: () => new Date("2026-11-23T12:00:00Z") });
    const { ask } = await far.member("viewer");
    expect((await ask(readWorkspace)).body.today).toBe("2026-11-24");
    await far.close();
  });
});
