// Who is here: seen by those who may, gone half a minute after a tab fell silent, kept nowhere; and what it costs with fifty people.
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";

import { peopleFor } from "#apps/server/presence.ts";
import { choosePresence, standHere } from "#features/presence/contract.ts";
import { listenToWorkspace } from "#features/workspace/contract.ts";
import type { Database } from "#db/database.ts";
import type { Asker, Role } from "#facts/department.ts";
import type { PersonHere } from "#facts/presence.ts";
import { type Roster, type Stand, hereMs, presenceChannel, presenceOf } from "#http/presence.ts";
import { addressOf } from "#kit/endpoint.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { type ServerForTests, aServer } from "#testing/server.ts";

/** Several servers on one database that passes on what is told. */
function servers(count: number) {
  const hearers: ((payload: string) => void)[] = [];
  const listen = async (channel: string, hear: (payload: string) => void) => {
    expect(channel).toBe(presenceChannel);
    hearers.push(hear);
    return async () => {};
  };
  const each = Array.from({ length: count }, () => presenceOf({ listen } as unknown as Database));
  const say = (news: object) => hearers.forEach((hear) => hear(JSON.stringify(news)));
  return { each, say };
}

const stand = (name: string, more: Partial<Stand> = {}): Stand => ({
  workspaceId: "w",
  tab: `tab of ${name}`,
  memberId: `id of ${name}`,
  name,
  isAgency: false,
  room: "claims",
  about: null,
  ...more,
});
const namesOf = (roster: Roster | undefined) => roster?.people.map(({ name }) => name);

describe("the roster", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("is the same on two servers, and a tab that fell silent is gone within half a minute on both", async () => {
    const { each, say } = servers(2);
    const heard: Roster[][] = [[], []];
    for (const [n, server] of each.entries()) await server.join("w", (roster) => heard[n]!.push(roster));
    say(stand("Anna"));
    say(stand("Boris", { workspaceId: "another" }));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(heard.map((one) => namesOf(one.at(-1)))).toEqual([["Anna"], ["Anna"]]);
    for (let n = 0; n < 5; n++) {
      await vi.advanceTimersByTimeAsync(10_000);
      say(stand("Anna"));
    }
    // Beats change nothing, so nobody is told anything.
    expect(heard.map((one) => one.length)).toEqual([2, 2]);
    await vi.advanceTimersByTimeAsync(hereMs - 1_000);
    expect(heard.map((one) => namesOf(one.at(-1)))).toEqual([["Anna"], ["Anna"]]);
    await vi.advanceTimersByTimeAsync(30_000 - hereMs + 1_000);
    expect(heard.map((one) => namesOf(one.at(-1)))).toEqual([[], []]);
  });

  test("names each place once, the latest first; a closed tab goes at once, and nobody takes another's tab", async () => {
    const { each, say } = servers(1);
    const heard: Roster[] = [];
    await each[0]!.join("w", (roster) => heard.push(roster));
    say(stand("Anna", { tab: "a", room: "claims" }));
    await vi.advanceTimersByTimeAsync(10);
    say(stand("Anna", { tab: "b", room: "deals", about: "deal:1" }));
    say(stand("Anna", { tab: "c", room: "claims" }));
    say(stand("Mallory", { tab: "a", room: "audit" }));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(heard.at(-1)!.people).toEqual([
      {
        id: "id of Anna",
        name: "Anna",
        isAgency: false,
        places: [
          { room: "deals", about: "deal:1" },
          { room: "claims", about: null },
        ],
      },
    ]);
    say({ workspaceId: "w", memberId: "id of Mallory", tab: "b", isGone: true });
    say({ workspaceId: "w", memberId: "id of Anna", tab: null, isGone: true });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(namesOf(heard.at(-1))).toEqual([]);
  });

  test("of fifty people who each go to another room every ten seconds is told at most twice a second, and made once for all", async () => {
    const { each, say } = servers(1);
    let told = 0;
    let made = 0;
    const event = async () => {
      made += 1;
      return { event: "presence", data: null };
    };
    for (let n = 0; n < 50; n++)
      await each[0]!.join("w", (roster) => {
        told += 1;
        void roster.once("sales", event);
      });
    [told, made] = [0, 0];
    // A minute: each of the fifty moves six times, spread evenly.
    for (let n = 0; n < 300; n++) {
      say(stand(`Person ${n % 50}`, { room: `room-${Math.floor(n / 50)}` }));
      await vi.advanceTimersByTimeAsync(200);
    }
    expect(made).toBeLessThanOrEqual(90);
    expect(told).toBe(made * 50);
    // Beats alone: nothing at all.
    [told, made] = [0, 0];
    for (let n = 0; n < 300; n++) {
      say(stand(`Person ${n % 50}`, { room: "room-5" }));
      await vi.advanceTimersByTimeAsync(200);
    }
    expect(told).toBeLessThanOrEqual(50);
  });
});

describe("what a reader may know", () => {
  const asker = (role: Role): Asker => ({ workspaceId: "w", memberId: "me", role, department: null });
  const people: PersonHere[] = [
    { id: "1", name: "Anna", isAgency: false, places: [{ room: "audit", about: null }] },
    { id: "2", name: "Boris", isAgency: false, places: [{ room: "records", about: "deal:secret" }] },
    { id: "3", name: "Vera", isAgency: false, places: [{ room: "projects", about: "project:shared" }] },
  ];
  const seen = new Map([["project:shared", { title: { en: "Fair", ru: "Ярмарка" }, now: null }]]);

  test("a colleague hears of all, without the rooms and things that are closed to them", () => {
    expect(peopleFor(asker("sales"), people, seen).map(({ places }) => places[0])).toEqual([
      { room: null, about: null },
      { room: "records", about: null },
      { room: "projects", about: "project:shared" },
    ]);
    expect(peopleFor(asker("administrator"), people, seen)[0]!.places).toEqual([{ room: "audit", about: null }]);
  });

  test("an agency hears only of who is at what is shared with it", () => {
    expect(peopleFor(asker("agency"), people, seen).map(({ name }) => name)).toEqual(["Vera"]);
  });
});

describe("over the wire", () => {
  let fresh: FreshDatabase;
  let server: ServerForTests;
  let address: string;
  beforeAll(async () => {
    fresh = await freshDatabase();
    server = await aServer(fresh.database, fresh.workspaceId);
    address = await server.app.listen({ host: "127.0.0.1", port: 0 });
  });
  afterAll(async () => {
    await server.close();
    await fresh.close();
  });

  /** A page that is open: hears, and says where it is. */
  async function aPage(role: Role) {
    const { ask, key, memberId } = await server.member(role);
    const tab = randomUUID();
    const stop = new AbortController();
    const url = address + addressOf(listenToWorkspace, { workspace: server.slug }, { tab });
    const response = await fetch(url, { headers: { authorization: `Bearer ${key}` }, signal: stop.signal });
    let text = "";
    const reading = (async () => {
      for await (const piece of response.body!.pipeThrough(new TextDecoderStream())) text += piece;
    })().catch(() => {});
    const people = () => {
      const last = text.lastIndexOf("event: presence\ndata: ");
      return last === -1
        ? null
        : (JSON.parse(text.slice(last + 22).split("\n")[0]!) as { people: PersonHere[] }).people.map(({ id, places }) => [id, places[0]]);
    };
    const go = (room: string, about: string | null = null) => ask(standHere, { params: { tab }, body: { room, about } });
    const close = async () => {
      stop.abort();
      await reading;
    };
    return { memberId, ask, people, go, close };
  }

  test("two colleagues see each other; whoever does not want to be seen sees nobody; a closed page is gone at once", async () => {
    const [anna, boris] = [await aPage("sales"), await aPage("marketing-operational")];
    await anna.go("claims");
    await vi.waitFor(() => expect(anna.people()).toEqual([[anna.memberId, { room: "claims", about: null }]]), 5_000);
    // Boris has said nothing yet: he listens unseen, and hears of nobody.
    expect(boris.people() ?? []).toEqual([]);
    await boris.go("audit");
    await vi.waitFor(() => expect(boris.people()).toHaveLength(2), 5_000);
    await vi.waitFor(() => expect(anna.people()).toContainEqual([boris.memberId, { room: null, about: null }]), 5_000);
    await boris.ask(choosePresence, { body: { isHidden: true } });
    await vi.waitFor(() => expect([anna.people()?.length, boris.people()]).toEqual([1, []]), 5_000);
    expect((await boris.go("claims")).body).toEqual({ isSeen: false });
    await boris.ask(choosePresence, { body: { isHidden: false } });
    await boris.go("claims");
    await vi.waitFor(() => expect(anna.people()).toHaveLength(2), 5_000);
    await boris.close();
    await vi.waitFor(() => expect(anna.people()).toHaveLength(1), 5_000);
    await anna.close();
    // There is no table that could keep where anybody was: only the choice not to be seen stands on record.
    const columns = await fresh.database.asOwner((tx) =>
      tx.rows<{ name: string }>(
        `select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
          where n.nspname in ('evenhand', 'sign_in', 'installation') and c.relname like '%presence%' and c.relkind = 'r' and a.attnum > 0 order by a.attnum`,
      ),
    );
    expect(columns.map(({ name }) => name)).toEqual(["presence_choice.workspace_id", "presence_choice.member_id", "presence_choice.is_hidden"]);
  });

  test("an agency stands only at what it is shown, and is told of a thing that it may not name as of one that is not there", async () => {
    const { ask } = await server.member("agency");
    const tab = randomUUID();
    expect((await ask(standHere, { params: { tab }, body: { room: "claims", about: null } })).body.code).toBe("agency-sees-only-what-is-shared");
    expect((await ask(standHere, { params: { tab }, body: { room: "records", about: "deal:1" } })).status).toBe(404);
  });
});
