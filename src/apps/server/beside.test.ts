// The thread beside gives the same answers as this one, holds up nobody, and comes back when it breaks down.
import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type BesideThread, besideThread } from "#apps/server/beside.ts";
import { silent } from "#db/log.ts";
import { readFunnel, readHeadline } from "#features/figures/contract.ts";
import { listGoals } from "#features/goals/contract.ts";
import { listRecords } from "#features/records/contract.ts";
import { explainShortfall, exportShortfall } from "#features/shortfall/contract.ts";
import { readTrust } from "#features/trust/contract.ts";
import type { BesideQuestion } from "#http/beside.ts";
import { isAlive } from "#http/own-routes.ts";
import { addressOf } from "#kit/endpoint.ts";
import { refuse } from "#kit/refusal.ts";
import { aDeal } from "#testing/builders.ts";
import { allRoutes, breakDown, counted, fillMemory, holdUp, paper, refused, thrown, untilLeft, whereFrom } from "#testing/beside-rooms.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { Ledger } from "#testing/ledger-of-one.ts";
import { type Ask, type ServerForTests, aServer, testSettings } from "#testing/server.ts";

const rooms = new URL("../../testing/beside-rooms.ts", import.meta.url);
let fresh: FreshDatabase;
let folder: string;
let beside: BesideThread;
let server: ServerForTests;
let ask: Ask;
let key: string;

beforeAll(async () => {
  fresh = await freshDatabase();
  folder = mkdtempSync(join(tmpdir(), "evenhand-beside-"));
  beside = besideThread({ databaseUrl: fresh.database.url, log: silent, routesFrom: rooms, heapMegabytes: 128 });
  server = await aServer(fresh.database, fresh.workspaceId, { routes: allRoutes, beside });
  ({ ask, key } = await server.member("head-of-sales"));
});
afterAll(async () => {
  await server.close();
  await beside.close();
  await fresh.close();
  rmSync(folder, { recursive: true, force: true });
});

const soon = (file: string) => expect.poll(() => existsSync(file), { timeout: 15_000, interval: 20 }).toBe(true);
/** Keeps the thread busy until `release`; gives the answer that came of it. */
async function heldUp(name: string) {
  const until = join(folder, name);
  const answer = ask(holdUp, { query: { until } });
  await soon(`${until}.begun`);
  return { answer, release: () => writeFileSync(until, "") };
}

describe("a question that runs beside", () => {
  it("is answered in the other thread with everything its handler knows and does here", async () => {
    const asked = { body: { text: "Привет" } };
    const there = await ask(whereFrom, asked);
    const inPlace = await aServer(fresh.database, fresh.workspaceId, { routes: allRoutes });
    const { ask: askHere } = await inPlace.member("head-of-sales");
    const here = await askHere(whereFrom, asked);
    await inPlace.close();
    expect([there.status, there.headers["x-from"], there.body.isBeside, here.body.isBeside]).toEqual([201, "the handler", true, false]);
    expect({ ...there.body, isBeside: false, members: there.body.members + 1 }).toEqual(here.body);
  });
  it("passes on a refusal with its sentence, a fault without its details, and a file whole", async () => {
    expect((await ask(refused)).body).toMatchObject({ status: 403, code: "not-today", detail: "Not today.", details: { day: "Monday" } });
    const fault = await ask(thrown);
    expect([fault.status, fault.text.includes("secret")]).toEqual([500, false]);
    const file = await ask(paper);
    expect([file.text, file.headers["content-disposition"]]).toEqual(["one two", expect.stringContaining("paper.txt")]);
  });
  it("holds up no page, nor an answer that is kept; what depends on changed facts waits its turn", async () => {
    expect((await ask(counted, { query: { name: "a" } })).body.times).toBe(1);
    const held = await heldUp("heavy");
    expect((await ask(isAlive)).status).toBe(200);
    expect((await ask(counted, { query: { name: "a" } })).body.times).toBe(1);
    await fresh.database.inWorkspace(fresh.workspaceId, (tx) =>
      tx.run("update evenhand.workspace set facts_version = facts_version + 1 where workspace_id = $1", [fresh.workspaceId]),
    );
    const seen: string[] = [];
    const changed = ask(counted, { query: { name: "a" } }).then((got) => seen.push(`counted ${got.body.times}`));
    const ended = held.answer.then(() => seen.push("held up"));
    await ask(isAlive);
    expect(seen).toEqual([]);
    held.release();
    await Promise.all([changed, ended]);
    expect(seen).toEqual(["held up", "counted 2"]);
  });
});

describe("long work", () => {
  it("says how far it has come to whoever asked, and to nobody else", async () => {
    const gone = new AbortController();
    const note = join(folder, "at-work");
    const question = { ...questionOf(), endpoint: "atWork", query: { note } };
    const answer = beside.ask(question, gone.signal);
    await expect.poll(() => beside.underWay(question.asker), { timeout: 15_000 }).toEqual([{ question: "atWork", part: "draws", share: 0.25 }]);
    expect(beside.underWay({ ...question.asker, memberId: randomUUID() })).toEqual([]);
    gone.abort(refuse("asker-gone"));
    expect((await answer).wire).toMatchObject({ kind: "refusal", refusal: { reason: "asker-gone" } });
    expect(beside.underWay(question.asker)).toEqual([]);
  });
  it("that is stopped in the midst of its loops frees the thread for the next question at once, and the thread lives on", async () => {
    const started = (await ask(counted, { query: { name: "lives" } })).body.times;
    const gone = new AbortController();
    const note = join(folder, "stopped");
    const answer = beside.ask({ ...questionOf(), endpoint: "atWork", query: { note } }, gone.signal);
    await soon(`${note}.begun`);
    const left = performance.now();
    gone.abort(refuse("asker-gone"));
    await answer;
    await fresh.database.inWorkspace(fresh.workspaceId, (tx) =>
      tx.run("update evenhand.workspace set facts_version = facts_version + 1 where workspace_id = $1", [fresh.workspaceId]),
    );
    // The same thread has counted on: it was not ended for it.
    expect((await ask(counted, { query: { name: "lives" } })).body.times).toBe(started + 1);
    expect(performance.now() - left).toBeLessThan(10_000);
    expect(existsSync(note)).toBe(false);
  });
});

describe("an answer that takes too long", () => {
  it("is given up with a clear refusal", async () => {
    const limits = { ...testSettings.limits, besideMs: 300 };
    const hasty = await aServer(fresh.database, fresh.workspaceId, { routes: allRoutes, beside, settings: { limits } });
    const { ask: askHasty } = await hasty.member("head-of-sales");
    expect((await askHasty(untilLeft, { query: { note: join(folder, "late") } })).body).toMatchObject({ status: 503, code: "took-too-long" });
    await hasty.close();
  });
});

describe("a thread that breaks down", () => {
  it("ends its questions with a clear refusal, and the next is answered again", async () => {
    const got = await ask(breakDown);
    expect(got.body).toMatchObject({ status: 503, code: "answer-broke-off" });
    expect(got.headers["retry-after"]).toBe("5");
    expect((await ask(whereFrom, { body: { text: "again" } })).status).toBe(201);
  });
  it("for want of memory takes neither the server nor the next question with it", async () => {
    expect((await ask(fillMemory)).body).toMatchObject({ status: 503, code: "out-of-memory" });
    expect((await ask(whereFrom, { body: { text: "again" } })).status).toBe(201);
  });
  it("because it hears nothing any more is ended when an abandoned question needs it", async () => {
    const deaf = besideThread({ databaseUrl: fresh.database.url, log: silent, routesFrom: rooms, deafMs: 50 });
    const [leaving, staying] = [new AbortController(), new AbortController()];
    const until = join(folder, "never");
    const abandoned = deaf.ask({ ...questionOf(), endpoint: "holdUp", query: { until } }, leaving.signal);
    await soon(`${until}.begun`);
    leaving.abort(refuse("took-too-long"));
    const next = deaf.ask({ ...questionOf(), endpoint: "counted", query: { name: "deaf" } }, staying.signal);
    expect((await abandoned).wire).toEqual({ kind: "refusal", refusal: refuse("took-too-long") });
    expect((await next).wire).toEqual({ kind: "json", text: JSON.stringify({ times: 1 }) });
    await deaf.close();
  });
});

describe("an asker", () => {
  let address: string;
  beforeAll(async () => {
    address = await server.app.listen({ host: "127.0.0.1", port: 0 });
  });
  const headers = () => ({ authorization: `Bearer ${key}` });

  it("that goes away is heard of by the handler at work", async () => {
    const note = join(folder, "left");
    const leaving = new AbortController();
    const url = `${address}${addressOf(untilLeft, { workspace: server.slug }, { note })}`;
    const asked = fetch(url, { headers: headers(), signal: leaving.signal }).catch((error: Error) => error.name);
    await soon(`${note}.begun`);
    leaving.abort();
    expect(await asked).toBe("AbortError");
    await soon(note);
  });
  it("that has sent its whole body is not taken for gone", async () => {
    const held = await heldUp("before");
    const asked = fetch(`${address}${addressOf(whereFrom, { workspace: server.slug })}`, {
      method: "POST",
      headers: { ...headers(), "content-type": "application/json" },
      body: JSON.stringify({ text: "still here" }),
    });
    expect((await ask(isAlive)).status).toBe(200);
    held.release();
    const got = await asked;
    expect([got.status, ((await got.json()) as { text: string }).text]).toEqual([201, "still here"]);
  });
  it("that leaves while it waits in the row is not worked for", async () => {
    const held = await heldUp("row");
    const [staying, leaving] = [new AbortController(), new AbortController()];
    const question = { ...questionOf(), endpoint: "counted", query: { name: "row" }, isOfFactsAlone: false };
    const inRow = Array.from({ length: 3 }, () => beside.ask(question, staying.signal));
    const left = beside.ask(question, leaving.signal);
    leaving.abort(refuse("asker-gone"));
    expect((await left).wire).toEqual({ kind: "refusal", refusal: refuse("asker-gone") });
    held.release();
    await Promise.all(inRow);
    const { wire } = await beside.ask(question, staying.signal);
    expect(wire).toEqual({ kind: "json", text: JSON.stringify({ times: 4 }) });
  });
});

describe("the rooms of the product", () => {
  it("answer beside as they do here", async () => {
    const ledger = new Ledger(fresh.database, fresh.workspaceId);
    const day = (n: number) => `2025-0${1 + (n % 6)}-${String(1 + ((n * 7) % 28)).padStart(2, "0")}`;
    const deals = Array.from({ length: 60 }, (_, n) =>
      aDeal({
        id: `d${n}`,
        stage: n % 3 === 0 ? "lost" : "won",
        createdOn: "2024-12-01",
        closedOn: day(n),
        amount: 10_000 + 100 * n,
        currency: "USD",
        product: n % 2 ? "gate" : "lock",
      }),
    );
    await ledger.load(deals, { mapped: ["stage", "createdOn", "closedOn", "amount", "currency", "product"] });
    await fresh.database.inWorkspace(fresh.workspaceId, async (tx) => {
      for (const stage of ["won", "lost"])
        await tx.run(
          "insert into evenhand.stage_mapping (workspace_id, source, record_kind, source_stage, stage, is_confirmed) values ($1, 'crm', 'deal', $2, $2, true)",
          [fresh.workspaceId, stage],
        );
      await tx.run("update evenhand.workspace set facts_version = facts_version + 1 where workspace_id = $1", [fresh.workspaceId]);
    });
    const whole = besideThread({ databaseUrl: fresh.database.url, log: silent });
    const [there, here] = await Promise.all([aServer(fresh.database, fresh.workspaceId, { beside: whole }), aServer(fresh.database, fresh.workspaceId)]);
    const head = await here.member("head-of-sales");
    const periods = { period: "2025-Q2", against: "2025-Q1" };
    const { body: trust } = await head.ask(readTrust);
    const finding = trust.findings[0];
    const questions = [
      [readTrust, {}],
      [readHeadline, periods],
      [readFunnel, { period: "2025-Q2", cohorts: "month" }],
      [explainShortfall, { ...periods, by: "product" }],
      [exportShortfall, { ...periods, format: "csv" }],
      [listGoals, {}],
      [listRecords, { finding: finding.id }],
    ] as const;
    for (const [endpoint, query] of questions) {
      const asked = { method: "GET", headers: { authorization: `Bearer ${head.key}` } } as const;
      const url = addressOf(endpoint, { workspace: here.slug, entity: finding.entity }, query);
      const [one, other] = await Promise.all([there, here].map((each) => each.app.inject({ ...asked, url })));
      expect([endpoint.name, one!.statusCode, one!.body]).toEqual([endpoint.name, 200, other!.body]);
    }
    await Promise.all([there.close(), here.close()]);
    await whole.close();
  });
});

/** A question in plain values, as the server hands it over. */
function questionOf(): BesideQuestion {
  const workspace = {
    id: fresh.workspaceId,
    slug: server.slug,
    name: "",
    currency: "USD",
    timeZone: "UTC",
    language: "en",
    fiscalStartMonth: 1,
    isDemo: false,
    factsVersion: 1,
  } as const;
  const asker = { memberId: randomUUID(), workspaceId: fresh.workspaceId, role: "head-of-sales", department: null } as const;
  const entrance = { kind: "key", keyId: "", scopes: ["read"] } as const;
  const when = { asOf: "2025-07-01", now: "2025-07-01T00:00:00.000Z" };
  const nothing = { params: undefined, query: undefined, body: undefined } as unknown as Pick<BesideQuestion, "params" | "query" | "body">;
  return { ...nothing, ...when, workspace, asker, entrance, headers: {}, address: "", endpoint: "", isOfFactsAlone: false, request: "" };
}
