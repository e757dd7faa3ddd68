// What changes is heard by everybody who looks at that company, by nobody else, and nothing is lost on the way without a word.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";

import type { Database } from "#db/database.ts";
import type { ServerEvent } from "#http/answers.ts";
import { type Ear, hubOf } from "#http/hub.ts";
import { queueOf } from "#http/stream.ts";
import { raiseFactsVersion } from "#ledger/version.ts";
import { aWorkspace, type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { aServer } from "#testing/server.ts";

/** A database that only tells: `say` is what PostgreSQL would notify. */
function telling() {
  const hearers = new Map<string, (payload: string) => void>();
  let isAway = false;
  const listen = async (channel: string, hear: (payload: string) => void) => {
    if (isAway) throw new Error("the database is away");
    hearers.set(channel, hear);
    return async () => void hearers.delete(channel);
  };
  return {
    database: { listen } as unknown as Database,
    channels: () => [...hearers.keys()],
    say: (channel: string, payload: string) => hearers.get(`evenhand_${channel}`)!(payload),
    handoff: (workspaceId: string, ...leads: string[]) =>
      hearers.get("evenhand_handoff")!(JSON.stringify({ workspaceId, rows: leads.map((lead) => ({ lead })) })),
    setAway: (value: boolean) => (isAway = value),
  };
}

function anEar(workspaceId: string, more: Partial<Ear> = {}) {
  const heard: ServerEvent[] = [];
  const others: string[] = [];
  const ear: Ear = {
    workspaceId,
    push: (event) => heard.push(event),
    hearsHandoffs: true,
    hear: (kind, payload) => others.push(`${kind} ${payload}`),
    ...more,
  };
  return { ear, heard, others, names: () => heard.map(({ event }) => event) };
}

const leadsOf = (event: ServerEvent) => (event.data as { rows: { lead: string }[] }).rows.map(({ lead }) => lead);

describe("who hears", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("those of one company, and not those of another", async () => {
    const { database, say, handoff } = telling();
    const [mine, theirs] = [anEar("a"), anEar("b")];
    await hubOf(database, ["notices"]).join(mine.ear);
    await hubOf(database, ["notices"]).join(theirs.ear);
    handoff("a", "L1");
    say("facts", "a");
    vi.advanceTimersByTime(10_000);
    expect(mine.names().toSorted()).toEqual(["facts", "handoff"]);
    expect(theirs.heard).toEqual([]);
  });

  test("the database is listened to once, however many look; other kinds go to every ear, which knows what is for whom", async () => {
    const { database, channels, say } = telling();
    const ears = [anEar("a"), anEar("a"), anEar("b")];
    for (const { ear } of ears) await hubOf(database, ["notices"]).join(ear);
    expect(channels()).toEqual(["evenhand_facts", "evenhand_handoff", "evenhand_notices"]);
    say("notices", "a vera");
    expect(ears.map(({ others }) => others)).toEqual([["notices a vera"], ["notices a vera"], ["notices a vera"]]);
  });

  test("whoever may not see handoffs hears facts alone", async () => {
    const { database, say, handoff } = telling();
    const agency = anEar("a", { hearsHandoffs: false });
    await hubOf(database, []).join(agency.ear);
    handoff("a", "L1");
    say("facts", "a");
    vi.advanceTimersByTime(10_000);
    expect(agency.names()).toEqual(["facts"]);
  });

  test("who has left hears nothing more, not even what was gathered before; who stays does", async () => {
    const { database, handoff, say } = telling();
    const [gone, here] = [anEar("a"), anEar("a")];
    const leave = await hubOf(database, []).join(gone.ear);
    await hubOf(database, []).join(here.ear);
    handoff("a", "L1");
    leave();
    say("facts", "a");
    vi.advanceTimersByTime(10_000);
    expect(gone.heard).toEqual([]);
    expect(here.names().toSorted()).toEqual(["facts", "handoff"]);
  });

  test("after the last has left, nothing is left running, and who comes then begins with nothing", async () => {
    const { database, handoff, say } = telling();
    const last = anEar("a");
    const leave = await hubOf(database, []).join(last.ear);
    say("facts", "a");
    say("facts", "a");
    handoff("a", "L1");
    expect(vi.getTimerCount()).toBe(2);
    leave();
    expect(vi.getTimerCount()).toBe(0);
    const next = anEar("a");
    await hubOf(database, []).join(next.ear);
    vi.advanceTimersByTime(10_000);
    expect(next.heard).toEqual([]);
  });

  test("where the database cannot be listened to, the reader is told, is no ear, and the next one tries again", async () => {
    const { database, setAway, handoff } = telling();
    const first = anEar("a");
    setAway(true);
    await expect(hubOf(database, []).join(first.ear)).rejects.toThrow("away");
    setAway(false);
    const second = anEar("a");
    await hubOf(database, []).join(second.ear);
    handoff("a", "L1");
    vi.advanceTimersByTime(1_000);
    expect([first.heard.length, second.heard.length]).toEqual([0, 1]);
  });
});

describe("how it is told", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("fifty changes within a moment are one event, with the newest row of each lead, written once for all", async () => {
    const { database, say, handoff } = telling();
    const ears = [anEar("a"), anEar("a")];
    for (const { ear } of ears) await hubOf(database, []).join(ear);
    for (let n = 0; n < 50; n += 1) handoff("a", `L${n % 10}`);
    say("handoff", JSON.stringify({ workspaceId: "a", gone: ["L3"] }));
    vi.advanceTimersByTime(100);
    for (const { heard } of ears) expect(heard).toHaveLength(1);
    expect(leadsOf(ears[0]!.heard[0]!)).toEqual(["L0", "L1", "L2", "L4", "L5", "L6", "L7", "L8", "L9"]);
    expect((ears[0]!.heard[0]!.data as { gone: string[] }).gone).toEqual(["L3"]);
    expect(ears[0]!.heard[0]!.text).toBeTypeOf("string");
    expect(ears[0]!.heard[0]).toBe(ears[1]!.heard[0]);
  });

  test("a lead that went and came back within the moment is there", async () => {
    const { database, say, handoff } = telling();
    const { ear, heard } = anEar("a");
    await hubOf(database, []).join(ear);
    say("handoff", JSON.stringify({ workspaceId: "a", gone: ["L1"] }));
    handoff("a", "L1");
    vi.advanceTimersByTime(100);
    expect([leadsOf(heard[0]!), (heard[0]!.data as { gone: string[] }).gone]).toEqual([["L1"], []]);
  });

  test("facts: the first at once, ten more as one after the rest, and the last is never lost", async () => {
    const { database, say } = telling();
    const { ear, heard } = anEar("a");
    await hubOf(database, []).join(ear);
    say("facts", "a");
    expect(heard).toHaveLength(1);
    for (let n = 0; n < 10; n += 1) say("facts", "a");
    vi.advanceTimersByTime(2_999);
    expect(heard).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(heard).toHaveLength(2);
    vi.advanceTimersByTime(10_000);
    expect(heard).toHaveLength(2);
  });

  test("after the connection was away every company is told to ask everything anew", async () => {
    const { database, say } = telling();
    const ears = [anEar("a"), anEar("b")];
    for (const { ear } of ears) await hubOf(database, []).join(ear);
    say("facts", "");
    say("handoff", "");
    vi.advanceTimersByTime(100);
    for (const { heard } of ears) {
      expect(heard.map(({ event }) => event)).toEqual(["facts", "handoff"]);
      expect((heard[1]!.data as { isAll: boolean }).isAll).toBe(true);
    }
  });
});

test("a reader too slow for what comes loses it, is told so, and hears what comes after in order", async () => {
  const stop = new AbortController();
  const { push, all } = queueOf<string>(stop.signal, { most: 3, missed: "missed" });
  for (const each of ["1", "2", "3", "4", "5"]) push(each);
  const read: string[] = [];
  for await (const each of all) {
    read.push(each);
    if (each === "5") stop.abort();
  }
  expect(read).toEqual(["missed", "4", "5"]);
});

describe("with a real database and server", () => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase();
  });
  afterAll(() => fresh.close());

  test("a connection that was cut is taken up again, and both companies are told that they may have missed something", async () => {
    const other = await aWorkspace(fresh.database, "other");
    const ears = [anEar(fresh.workspaceId), anEar(other)];
    const leaves = [];
    for (const { ear } of ears) leaves.push(await hubOf(fresh.database, []).join(ear));
    await fresh.database.asOwner((tx) =>
      tx.run("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'evenhand listener' and datname = current_database()"),
    );
    await vi.waitFor(() => expect(ears.map(({ names }) => names().toSorted())).toEqual(ears.map(() => ["facts", "handoff"])), 5_000);
    // And it hears again: one company's facts for its own alone.
    await vi.waitFor(async () => {
      await fresh.database.inWorkspace(other, (tx) => raiseFactsVersion(tx, other));
      expect(ears[1]!.names().filter((name) => name === "facts").length).toBeGreaterThan(1);
    }, 5_000);
    expect(ears[0]!.names().filter((name) => name === "facts")).toHaveLength(1);
    for (const leave of leaves) leave();
  });

  test("a server that stops ends every open stream", async () => {
    const server = await aServer(fresh.database, fresh.workspaceId);
    const { key } = await server.member("sales", { department: "sales" });
    const address = await server.app.listen({ host: "127.0.0.1", port: 0 });
    const reply = await fetch(`${address}/api/w/${server.slug}/events`, { headers: { authorization: `Bearer ${key}` } });
    const reader = reply.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    while (!text.includes("event: beat")) text += (await reader.read()).value;
    const ended = (async () => {
      while (!(await reader.read().catch(() => ({ done: true }))).done);
    })();
    const began = performance.now();
    await server.close();
    await ended;
    // Readers keep connections for further questions; one that had a stream on it does not hold up the stop.
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
