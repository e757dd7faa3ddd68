// Actions are started, changed, ended and taken off with their history; what waits for a meeting has an order; only supported claims are acted upon.
import { afterAll, beforeAll, expect, test } from "vitest";

import {
  changeAction,
  changeAgendaItem,
  listActions,
  listFirmParts,
  listAgenda,
  moveAction,
  orderAgenda,
  putBackOnAgenda,
  putOnAgenda,
  readAction,
  removeAction,
  restoreAction,
  startAction,
  takeOffAgenda,
} from "#features/actions/contract.ts";
import { reminderWork } from "#features/actions/jobs.ts";
import { routes } from "#features/actions/routes.ts";
import { silent } from "#db/log.ts";
import { inNewOrder } from "#features/actions/rules.ts";
import { addVerdicts, insertClaim } from "#features/claims/store.ts";
import type { ClaimVerdict } from "#facts/claims.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
let [seller, other, head, viewer, agency] = [] as unknown as [Ask, Ask, Ask, Ask, Ask];
let [sellerId, otherId, headId] = ["", "", ""];
let now = "2026-03-02T09:00:00Z";

const supported = "00000000-0000-4000-8000-00000000000a";
const refuted = "00000000-0000-4000-8000-00000000000b";

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId, { routes, now: () => new Date(now) });
  const [one, two, three] = [await server.member("sales"), await server.member("marketing-operational"), await server.member("head-of-sales")];
  [seller, other, head] = [one.ask, two.ask, three.ask];
  [sellerId, otherId, headId] = [one.memberId, two.memberId, three.memberId];
  [viewer, agency] = [(await server.member("viewer")).ask, (await server.member("agency")).ask];
  await aClaim(supported, "supported");
  await aClaim(refuted, "refuted");
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

/** On file with its verdict. */
async function aClaim(id: string, verdict: ClaimVerdict) {
  await fresh.database.inWorkspace(fresh.workspaceId, async (tx) => {
    await insertClaim(tx, fresh.workspaceId, {
      id,
      standard: "budget-cut",
      said: `It is ${verdict}`,
      subject: id,
      from: null,
      until: null,
      by: headId,
      isUnnamed: false,
    });
    const row = { claimId: id, asOf: "2026-03-01", verdict, reason: null, effect: 0.2, low: null, high: null, sample: 9 };
    await addVerdicts(tx, fresh.workspaceId, { factsVersion: 1, verdicts: [row] });
  });
}

const body = (more: object = {}) => ({ title: "Call within a day", ownerId: otherId, dueOn: "2026-03-16", ...more });
const titles = async (ask: Ask) => (await ask(listActions)).body.actions.map(({ title }: { title: string }) => title);

test("an action has an owner, a day and a figure to move; its day passes, and it is overdue", async () => {
  const moves = { key: "win-rate", way: "up", share: 0.1 };
  const made = await seller(startAction, { body: body({ moves }) });
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({ owner: { memberId: otherId }, moves, state: "open", isOverdue: false, from: null, whyNotChange: null });
  now = "2026-03-17T09:00:00Z";
  expect((await viewer(listActions)).body.actions[0]).toMatchObject({ isOverdue: true, whyNotChange: "role-only-reads" });
  now = "2026-03-02T09:00:00Z";
  expect((await seller(startAction, { body: body({ dueOn: "2026-03-01" }) })).body.code).toBe("due-in-the-past");
  expect((await seller(startAction, { body: body({ ownerId: refuted }) })).body.code).toBe("owner-not-here");
});

test("its owner, whoever started it and heads change it, nobody else; every edit is kept", async () => {
  const { body: made } = await head(startAction, { body: body({ title: "Agree on grades" }) });
  const params = { id: made.id };
  expect((await seller(changeAction, { params, body: { title: "x" } })).body.code).toBe("only-owner-and-heads");
  expect((await other(changeAction, { params, body: { dueOn: "2026-04-01", reason: "The fair comes first" } })).body).toMatchObject({ revision: 2 });
  expect((await other(moveAction, { params, body: { state: "dropped" } })).body.code).toBe("dropped-without-reason");
  await other(moveAction, { params, body: { state: "done" } });
  const { action, history } = (await viewer(readAction, { params })).body;
  expect(action).toMatchObject({ state: "done", dueOn: "2026-04-01", endedAt: expect.any(String) });
  expect(history.map(({ stood, reason }: { stood: { dueOn: string; state: string }; reason: string | null }) => [stood.dueOn, stood.state, reason])).toEqual([
    ["2026-04-01", "done", null],
    ["2026-04-01", "open", "The fair comes first"],
    ["2026-03-16", "open", null],
  ]);
  await head(moveAction, { params, body: { state: "open" } });
  expect((await viewer(readAction, { params })).body.action).toMatchObject({ state: "open", endedAt: null });
});

test("a new owner is told what waits, and whoever started it that it is done; nobody is told their own", async () => {
  const told = (memberId: string) =>
    fresh.database.inWorkspace(fresh.workspaceId, (tx) =>
      tx.rows<{ kind: string; said: string }>(
        "select kind, data ->> 'said' as said from evenhand.notice where member_id = $1 and data ->> 'said' = 'Ask the fair'",
        [memberId],
      ),
    );
  const { body: made } = await head(startAction, { body: body({ title: "Ask the fair", ownerId: headId }) });
  expect(await told(headId)).toEqual([]);
  await head(changeAction, { params: { id: made.id }, body: { ownerId: otherId } });
  await other(moveAction, { params: { id: made.id }, body: { state: "done" } });
  expect(await told(otherId)).toEqual([{ kind: "action-given", said: "Ask the fair" }]);
  expect(await told(headId)).toEqual([{ kind: "action-done", said: "Ask the fair" }]);
});

test("taken off the register it is gone, and brought back it stands again", async () => {
  const { body: made } = await seller(startAction, { body: body({ title: "Rewrite the letter" }) });
  expect((await seller(removeAction, { params: { id: made.id } })).status).toBe(200);
  expect(await titles(head)).not.toContain("Rewrite the letter");
  expect((await seller(changeAction, { params: { id: made.id }, body: { title: "x" } })).status).toBe(404);
  expect((await head(restoreAction, { params: { id: made.id } })).status).toBe(200);
  expect(await titles(head)).toContain("Rewrite the letter");
});

test("from a supported claim steps begin and name it; from another one they do not", async () => {
  const from = (id: string) => ({ kind: "claim", id });
  const made = await seller(startAction, { body: body({ from: from(supported) }) });
  expect(made.body.from).toEqual({ kind: "claim", id: supported, title: "It is supported" });
  expect((await seller(startAction, { body: body({ from: from(refuted) }) })).body.code).toBe("claim-not-supported");
  expect((await seller(startAction, { body: body({ from: from(otherId) }) })).body.code).toBe("no-such-source");
  expect((await seller(putOnAgenda, { body: { title: "Slow", from: from(refuted) } })).body.code).toBe("claim-not-supported");
  const item = await seller(putOnAgenda, { body: { title: "Slow calls", why: "Half wait a week", from: from(supported) } });
  expect(item.body).toMatchObject({ why: "Half wait a week", from: { title: "It is supported" } });
  expect((await head(putOnAgenda, { body: { title: "Again", from: from(supported) } })).body.code).toBe("already-on-agenda");
  await seller(takeOffAgenda, { params: { id: item.body.id } });
});

test("what waits has an order that everybody sets; it is taken off by whoever put it on, and put back where it stood", async () => {
  const [a, b, c] = await Promise.all(["a", "b", "c"].map(async (title) => (await seller(putOnAgenda, { body: { title } })).body.id as string));
  const waiting = async () => (await head(listAgenda)).body.items.map(({ id }: { id: string }) => id);
  await other(orderAgenda, { params: { id: a! }, body: { before: null } });
  await other(orderAgenda, { params: { id: c! }, body: { before: b! } });
  expect(await waiting()).toEqual([c, b, a]);
  expect((await other(takeOffAgenda, { params: { id: b! } })).body.code).toBe("only-author-and-heads");
  await seller(takeOffAgenda, { params: { id: b! } });
  expect(await waiting()).toEqual([c, a]);
  await head(putBackOnAgenda, { params: { id: b! } });
  expect(await waiting()).toEqual([c, b, a]);
  expect((await seller(changeAgendaItem, { params: { id: c! }, body: { why: "It costs most" } })).body).toMatchObject({ title: "c", why: "It costs most" });
});

test("an action may name the part of the firm within which it works, for a figure that has parts; every edit of it is kept", async () => {
  const within = { by: "region", value: "North" };
  const moves = { key: "win-rate", way: "up", share: null, within };
  const { body: made } = await seller(startAction, { body: body({ title: "Call the north first", moves }) });
  expect(made.moves).toEqual(moves);
  const cost = { key: "promotion-cost", way: "down", share: null, within };
  expect((await seller(startAction, { body: body({ moves: cost }) })).body.code).toBe("figure-has-no-parts");
  expect((await seller(changeAction, { params: { id: made.id }, body: { moves: cost } })).body.code).toBe("figure-has-no-parts");
  await seller(changeAction, { params: { id: made.id }, body: { moves: { ...moves, within: { by: "owner", value: "Ina" } } } });
  await seller(changeAction, { params: { id: made.id }, body: { moves: { key: "win-rate", way: "up", share: null } } });
  const { history } = (await seller(readAction, { params: { id: made.id } })).body;
  expect(history.map(({ stood }: { stood: Record<string, unknown> }) => [stood["withinBy"], stood["withinValue"]])).toEqual([
    [null, null],
    ["owner", "Ina"],
    ["region", "North"],
  ]);
  expect((await agency(listFirmParts)).status).toBe(403);
});

test("an agency sees neither, whoever only reads changes neither", async () => {
  for (const endpoint of [listActions, listAgenda]) expect((await agency(endpoint)).status).toBe(403);
  expect((await viewer(startAction, { body: body() })).body.code).toBe("role-only-reads");
  expect((await viewer(putOnAgenda, { body: { title: "x" } })).body.code).toBe("role-only-reads");
  expect((await viewer(listActions)).body).toMatchObject({ whyNotStart: "role-only-reads" });
  // An agency is nobody's owner.
  expect((await head(listActions)).body.people.map(({ memberId }: { memberId: string }) => memberId)).toEqual(
    expect.arrayContaining([sellerId, otherId, headId]),
  );
  expect((await head(listActions)).body.people).toHaveLength(4);
});

test("an order is set by putting one before another", () => {
  expect(inNewOrder(["a", "b", "c"], { id: "c", before: "a" })).toEqual(["c", "a", "b"]);
  expect(inNewOrder(["a", "b", "c"], { id: "a", before: null })).toEqual(["b", "c", "a"]);
  expect(inNewOrder(["a", "b"], { id: "a", before: "a" })).toEqual(["a", "b"]);
  expect(inNewOrder(["a", "b"], { id: "x", before: "a" })).toBeNull();
});

test("the owner of an open action is reminded the day before, once, and again where the day was moved", async () => {
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const { body: made } = await head(startAction, { body: body({ title: "Remind me", ownerId: headId, dueOn: day(1) }) });
  await head(startAction, { body: body({ title: "Later", ownerId: headId, dueOn: day(5) }) });
  const told = () =>
    fresh.database.inWorkspace(fresh.workspaceId, (tx) =>
      tx.rows<{ said: string }>(
        "select data ->> 'said' as said from evenhand.notice where member_id = $1 and kind = 'action-due' and data ->> 'said' in ('Remind me', 'Later')",
        [headId],
      ),
    );
  const turn = { database: fresh.database, log: silent, signal: new AbortController().signal, heard: [] };
  await reminderWork().run(turn);
  await reminderWork().run(turn);
  expect(await told()).toEqual([{ said: "Remind me" }]);
  await head(changeAction, { params: { id: made.id }, body: { dueOn: day(0) } });
  await reminderWork().run(turn);
  expect(await told()).toHaveLength(2);
});

test("an action begins from a joint project and names it; one that was taken away begins nothing", async () => {
  const [show, gone] = ["00000000-0000-4000-8000-0000000000c1", "00000000-0000-4000-8000-0000000000c2"];
  await fresh.database.inWorkspace(fresh.workspaceId, (tx) =>
    tx.run(
      `insert into evenhand.project (workspace_id, id, kind, name, starts_on, ends_on, time_zone, created_by, removed_at)
       select $1, one.id, 'exhibition', 'Spring show', '2026-02-02', '2026-02-04', 'UTC', $4, one.at
         from (values ($2::uuid, null::timestamptz), ($3::uuid, now())) one (id, at)`,
      [fresh.workspaceId, show, gone, headId],
    ),
  );
  const from = (id: string) => ({ from: { kind: "project", id } });
  expect((await seller(startAction, { body: body(from(show)) })).body).toMatchObject({ from: { kind: "project", id: show, title: "Spring show" } });
  expect((await seller(startAction, { body: body(from(gone)) })).body.code).toBe("no-such-source");
});
