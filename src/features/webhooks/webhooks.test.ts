// What happens is told outside: signed, once, again where it did not arrive, and to no private address.
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { hookPost } from "#apps/server/hook-post.ts";
import { silent } from "#db/log.ts";
import { changeWebhook, createWebhook, listDeliveries, listWebhooks, removeWebhook, sendAgain, testWebhook } from "#features/webhooks/contract.ts";
import { hookKey, sendDue, signature } from "#features/webhooks/jobs.ts";
import { routes } from "#features/webhooks/routes.ts";
import { waitSeconds } from "#features/webhooks/rules.ts";
import { allowedTargets } from "#http/outgoing-target.ts";
import { keyFor, seal, unseal } from "#http/secrets.ts";
import { announce } from "#ledger/webhooks.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { type Ask, type ServerForTests, aServer, testSettings } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
let [admin, head] = [] as unknown as [Ask, Ask];
let receiver: ReturnType<typeof createServer>;
let address = "";
let answerWith: (request: IncomingMessage, response: ServerResponse) => void = (_request, response) => void response.end("ok");
/** The same answers, asked with keys: the tests sign nobody in. */
const byKeys = routes.map((route) => ({ ...route, options: { ...route.options, scope: "write" as const } }));
const got: { headers: IncomingMessage["headers"]; body: string }[] = [];

beforeAll(async () => {
  fresh = await freshDatabase();
  receiver = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (piece: string) => (body += piece));
    request.on("end", () => {
      got.push({ headers: request.headers, body });
      answerWith(request, response);
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  server = await aServer(fresh.database, fresh.workspaceId, { routes: byKeys, settings: { openTargets: ["127.0.0.0/8"] } });
  admin = (await server.member("administrator")).ask;
  head = (await server.member("head-of-sales")).ask;
});
afterAll(async () => {
  await new Promise((resolve) => receiver.close(resolve));
  await server.close();
  await fresh.close();
});
beforeEach(() => {
  got.length = 0;
  answerWith = (_request, response) => void response.end("ok");
});

const inside = <T>(act: Parameters<typeof fresh.database.inWorkspace<T>>[1]) => fresh.database.inWorkspace(fresh.workspaceId, act);
const office = (more: object = {}) => ({
  post: hookPost({ allowed: allowedTargets(["127.0.0.0/8"]), timeoutMs: 500 }),
  open: (sealed: string, about: string) => unseal(sealed, { key: keyFor(hookKey, testSettings.secret), about }),
  base: "https://evenhand.example.com",
  placeOf: (workspace: string, { kind, id }: { kind: string; id: string }) => `/w/${workspace}/${kind}/${id}`,
  nowSeconds: () => 1_760_000_000,
  ...more,
});
const send = (more: object = {}) => sendDue(office(more), { database: fresh.database, log: silent, signal: new AbortController().signal }, fresh.workspaceId);
const made = async (body: object = {}) => {
  const { status, body: told } = await admin(createWebhook, { body: { name: "Chat", address, events: ["meeting.closed"], shape: "event", ...body } });
  expect(status).toBe(201);
  return told as { webhook: { id: string }; secret: string };
};
const closed = {
  event: "meeting.closed",
  subject: { kind: "meeting", id: "m1" },
  data: { title: "Sales & marketing <now>", startsAt: "2026-03-06T09:00:00Z" },
} as const;
const happens = () => inside((tx) => announce(tx, fresh.workspaceId, closed));
const deliveries = async (id: string) =>
  (
    (await admin(listDeliveries, { params: { id } })).body as {
      deliveries: { id: string; state: string; attempts: number; status: number | null; reply: string | null }[];
    }
  ).deliveries;
const drop = (id: string) => admin(removeWebhook, { params: { id } });
const letWaitEnd = () => inside((tx) => tx.run("update evenhand.webhook_delivery set next_at = now() where workspace_id = $1", [fresh.workspaceId]));

test("an event is signed as the specification has it, and sent once", async () => {
  const { webhook, secret } = await made();
  await happens();
  await send();
  await send();
  expect(got).toHaveLength(1);
  const [{ headers, body }] = got as [(typeof got)[number]];
  const [one] = await deliveries(webhook.id);
  expect([one!.state, one!.status, one!.attempts]).toEqual(["delivered", 200, 1]);
  expect(headers["webhook-id"]).toBe(one!.id);
  expect(headers["webhook-signature"]).toBe(signature(secret, { id: one!.id, timestamp: "1760000000", body }));
  const said = JSON.parse(body) as { type: string; data: Record<string, unknown> };
  expect([said.type, said.data["title"], said.data["url"]]).toEqual([
    "meeting.closed",
    "Sales & marketing <now>",
    `https://evenhand.example.com/w/${server.slug}/meeting/m1`,
  ]);
  await drop(webhook.id);
});

test("the specification's own example is signed as it says", () => {
  const example = { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: "1614265330", body: '{"test": 2432232314}' };
  expect(signature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", example)).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
});

test("the lines that the operator's page gives take what we sign, and nothing that was changed, is old or is another's", async () => {
  const page = readFileSync(new URL("../../../docs/webhooks.md", import.meta.url), "utf8");
  const lines = /```js\n([\s\S]*?)```/.exec(page)![1]!;
  const { isFromEvenhand } = (await import(`data:text/javascript,${encodeURIComponent(lines)}`)) as {
    isFromEvenhand: (secret: string, headers: object, body: string, now: number) => boolean;
  };
  const [secret, body, timestamp] = [`whsec_${Buffer.from("a key of thirty-two bytes at least").toString("base64")}`, '{"type":"test"}', "1700000000"];
  const headers = { "webhook-id": "1", "webhook-timestamp": timestamp, "webhook-signature": `v1,other ${signature(secret, { id: "1", timestamp, body })}` };
  const taken = (change: object = {}, text = body, now = 1_700_000_010, key = secret) => isFromEvenhand(key, { ...headers, ...change }, text, now);
  expect(taken()).toBe(true);
  expect([
    taken({}, `${body} `),
    taken({ "webhook-id": "2" }),
    taken({ "webhook-timestamp": "x" }),
    taken({}, body, 1_700_000_400),
    taken({}, body, 1_700_000_010, `${secret.slice(0, -4)}AAA=`),
  ]).toEqual([false, false, false, false, false]);
  // The table of attempts is the one that is kept.
  expect([1, 2, 3, 4, 5, 6, 7, 8].map(waitSeconds)).toEqual([5, 300, 1_800, 7_200, 18_000, 28_800, 30_000, null]);
  expect(page).toContain("| at once | 5 s | 5 min | 30 min | 2 h | 5 h | 8 h | 8 h 20 min |");
});

test("a chat gets a sentence in which nothing is a mark of its own, and only of the events that were chosen", async () => {
  const { webhook } = await made({ shape: "text" });
  await happens();
  await inside((tx) =>
    announce(tx, fresh.workspaceId, { event: "lead.returned", subject: { kind: "handoff", id: "L-1" }, data: { lead: "L-1", reasonCode: "clerical" } }),
  );
  await send();
  expect(got.map(({ body }) => (JSON.parse(body) as { text: string }).text)).toEqual([
    `“Sales &amp; marketing &lt;now&gt;” has ended; the minutes stand.\nhttps://evenhand.example.com/w/${server.slug}/meeting/m1`,
  ]);
  await drop(webhook.id);
});

test("nothing is told of what did not happen", async () => {
  const { webhook } = await made();
  await inside(async (tx) => {
    await announce(tx, fresh.workspaceId, closed);
    throw new Error("taken back");
  }).catch(() => {});
  expect(await deliveries(webhook.id)).toEqual([]);
  await drop(webhook.id);
});

test("what does not arrive is tried again for a day with the id it had; then the address is paused, administrators are told, and what happens waits", async () => {
  const { webhook } = await made();
  await happens();
  answerWith = (_request, response) => void response.writeHead(503).end("x".repeat(5_000));
  await send();
  const [first] = await deliveries(webhook.id);
  expect([first!.state, first!.attempts, first!.status, first!.reply!.length]).toEqual(["waiting", 1, 503, 300]);
  await send();
  expect(got).toHaveLength(1);
  for (let n = 0; n < 7; n++) {
    await letWaitEnd();
    await send();
  }
  expect(new Set(got.map(({ headers }) => headers["webhook-id"]))).toEqual(new Set([first!.id]));
  expect([got.length, (await deliveries(webhook.id))[0]!.state]).toEqual([8, "failed"]);
  const notices = await inside((tx) =>
    tx.rows<{ kind: string }>("select kind from evenhand.notice where workspace_id = $1 and kind = 'webhook-paused'", [fresh.workspaceId]),
  );
  expect(notices).toHaveLength(1);
  await happens();
  await send();
  expect(got).toHaveLength(8);
  answerWith = (_request, response) => void response.end("ok");
  await admin(changeWebhook, { params: { id: webhook.id }, body: { isPaused: false } });
  await send();
  await admin(sendAgain, { params: { id: first!.id }, body: {} });
  await send();
  expect((await deliveries(webhook.id)).map(({ state }) => state)).toEqual(["delivered", "delivered"]);
  await drop(webhook.id);
  const day = [1, 2, 3, 4, 5, 6, 7].reduce((sum, n) => sum + waitSeconds(n)!, 0) / 3_600;
  expect([day > 23 && day < 26, waitSeconds(8)]).toEqual([true, null]);
});

test("an address that says it is gone is paused at once; a redirect is not followed; silence ends", async () => {
  const { webhook } = await made();
  await happens();
  answerWith = (_request, response) => void response.writeHead(302, { location: "/other" }).end();
  await send();
  expect([got.length, (await deliveries(webhook.id))[0]!.status]).toEqual([1, 302]);
  answerWith = () => {};
  await letWaitEnd();
  await send();
  expect((await deliveries(webhook.id))[0]!.reply).toBe("no-answer-in-time");
  answerWith = (_request, response) => void response.writeHead(410).end();
  await letWaitEnd();
  await send();
  expect((await admin(listWebhooks)).body).toMatchObject({ webhooks: [{ pausedBecause: "gone" }] });
  await drop(webhook.id);
});

test("private, local and link-local targets are refused where the connection goes, whatever the name", async () => {
  const strict = allowedTargets([]);
  const refused =
    "127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 ::1 ::ffff:10.0.0.1 ::ffff:7f00:1 fe80::1 fd00::1 64:ff9b::a00:1 2002:a00:1::";
  for (const target of refused.split(" ")) expect([target, strict.mayConnect("example.com", target)]).toEqual([target, false]);
  for (const target of ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"]) expect(strict.mayConnect("example.com", target)).toBe(true);
  expect(allowedTargets(["hooks.local"]).mayConnect("hooks.local", "10.0.0.5")).toBe(true);
  // A name that leads to this machine.
  const post = hookPost({ allowed: strict, lookUpAll: (_host, done) => done(null, [{ address: "127.0.0.1", family: 4 }]) });
  const port = (receiver.address() as AddressInfo).port;
  for (const host of ["chat.example.com", "127.0.0.1", "[::ffff:127.0.0.1]", "2130706433"])
    expect([host, await post(`http://${host}:${port}/`, { headers: {}, body: "{}" })]).toEqual([host, { status: null, reply: "target-not-allowed" }]);
  expect(got).toEqual([]);
});

test("only administrators, only by signing in, only https unless opened; the address and the secret lie encrypted", async () => {
  expect(routes.every(({ options }) => options.scope === "never")).toBe(true);
  expect((await head(listWebhooks)).status).toBe(403);
  const refused = [
    "http://example.com/",
    "ftp://example.com/",
    "https://user:pass@example.com/",
    "https://10.0.0.1/",
    "https://localhost/",
    "https://[::1]/",
    "nothing",
  ];
  for (const target of refused)
    expect([target, (await admin(createWebhook, { body: { name: "A", address: target, events: ["meeting.closed"], shape: "text" } })).status]).toEqual([
      target,
      422,
    ]);
  const { webhook, secret } = await made();
  const { sealed } = await inside((tx) => tx.one<{ sealed: string }>("select sealed from evenhand.webhook where workspace_id = $1", [fresh.workspaceId]));
  expect(sealed.includes("127.0.0.1") || sealed.includes(secret.slice(6, 20))).toBe(false);
  expect(JSON.stringify((await admin(listWebhooks)).body)).not.toContain(secret);
  await admin(testWebhook, { params: { id: webhook.id }, body: {} });
  await send();
  expect((await deliveries(webhook.id))[0]).toMatchObject({ event: "test", state: "delivered" });
  const place = { key: "a key", about: "here" };
  expect(unseal(seal("text", place), place)).toBe("text");
  expect([unseal(seal("text", place), { ...place, about: "there" }), unseal(seal("text", place), { ...place, key: "other" })]).toEqual([null, null]);
  await drop(webhook.id);
});
