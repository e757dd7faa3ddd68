// Notes that several write at once: kept before anybody sees them, refused to whoever may not, frozen when the meeting ends.
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import * as Y from "yjs";

import { addItem, attendMeeting, closeMeeting, openMeeting, readMeeting, settleItem } from "#features/meeting-room/contract.ts";
import { planMeeting } from "#features/meetings/contract.ts";
import { largestMessage } from "#http/live/sockets.ts";
import type { Role } from "#facts/department.ts";
import { documentOf, linesOf } from "#ledger/note-document.ts";
import { openNotes, settleNotes } from "#ledger/notes.ts";
import { type FreshDatabase, aWorkspace, freshDatabase } from "#testing/database.ts";
import { type LivePerson, livePerson, until } from "#testing/live.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
/** Two servers on one database. */
let servers: ServerForTests[];
let addresses: string[];
let head: Ask;
let headKey: string;
let headId: string;
const people: LivePerson[] = [];
interface Warning {
  readonly document?: string;
  readonly why?: string;
  readonly fault?: string;
}
/** What the first server told its operator. */
const warned: Warning[] = [];

beforeAll(async () => {
  fresh = await freshDatabase();
  const warn = (fields: Warning) => warned.push(fields);
  servers = [
    await aServer(fresh.database, fresh.workspaceId, { log: { info: () => {}, warn, error: warn } }),
    await aServer(fresh.database, fresh.workspaceId),
  ];
  addresses = await Promise.all(servers.map(({ app }) => app.listen({ host: "127.0.0.1", port: 0 })));
  ({ ask: head, key: headKey, memberId: headId } = await servers[0]!.member("head-of-sales"));
});
afterEach(() => {
  for (const person of people.splice(0)) person.leave();
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
  await fresh.close();
});

interface Room {
  readonly id: string;
  readonly item: string;
  readonly live: { readonly path: string; readonly name: string };
}

async function aRoom(): Promise<Room> {
  const { body: meeting } = await head(planMeeting, { body: { title: "Together", startsAt: "2099-01-01T09:00:00Z", minutes: 60, people: [headId] } });
  const params = { id: meeting.id as string };
  const { body: item } = await head(addItem, { params, body: { title: "The stand in May" } });
  await head(openMeeting, { params, body: {} });
  return { id: meeting.id, item: item.id, live: (await head(readMeeting, { params })).body.live };
}

const enter = (room: Room, { key = headKey, server = 0, name = room.live.name } = {}): LivePerson => {
  const person = livePerson({ address: addresses[server]!, path: room.live.path, name, headers: { authorization: `Bearer ${key}` } });
  people.push(person);
  return person;
};
const onRecord = async (room: Room) =>
  fresh.database.inWorkspace(fresh.workspaceId, async (tx) =>
    linesOf(documentOf((await openNotes(tx, fresh.workspaceId, room.id)).parts), room.item).map(({ runs }) => runs.map(({ text }) => text).join("")),
  );
const member = async (role: Role) => servers[0]!.member(role);
/** How the door answers a socket. */
const door = (path: string, headers: Record<string, string> = {}) =>
  new Promise<number>((resolve) => {
    const socket = new WebSocket(addresses[0]!.replace("http", "ws") + path, { headers } as never);
    socket.addEventListener("open", () => (socket.close(), resolve(101)));
    socket.addEventListener("error", () => resolve(0));
  });
test("what one writes stands before the others, on this server and on another, and on record before it is acknowledged", async () => {
  const room = await aRoom();
  const [anna, ben, far] = [enter(room), enter(room, { key: (await member("marketing-operational")).key }), enter(room, { server: 1 })];
  await until(() => [anna, ben, far].every((each) => each.isSent()));
  anna.write(room.item, "Two people more");
  await until(() => anna.isSent());
  expect(await onRecord(room)).toEqual(["Two people more"]);
  await until(() => far.textOf(room.item) === "Two people more");
  far.write(room.item, "From the other server");
  await until(() => [anna, ben, far].every((each) => each.textOf(room.item) === "Two people more\nFrom the other server"));
  // Who reads without the document finds the words some seconds later.
  await until(async () => (await head(readMeeting, { params: { id: room.id } })).body.items[0].notes === "Two people more\nFrom the other server");
});

test("everybody is here under their own name, whatever they say; a presence goes with its socket", async () => {
  const room = await aRoom();
  const ben = await member("marketing-operational");
  const [anna, liar] = [enter(room), enter(room, { key: ben.key })];
  await until(() => anna.isSent() && liar.isSent());
  liar.provider.setAwarenessField("user", { id: headId, name: "The head" });
  const seen = () => [...anna.provider.awareness!.getStates()].filter(([client]) => client !== anna.document.clientID).map(([, state]) => state["user"]?.id);
  await until(() => seen().length === 1);
  expect(seen()).toEqual([ben.memberId]);
  // On another server too: they see one another, wherever they sit.
  const far = enter(room, { server: 1, key: (await member("sales")).key });
  for (const person of [anna, far]) person.provider.setAwarenessField("here", true);
  const seenFar = () => [...far.provider.awareness!.getStates()].filter(([client]) => client !== far.document.clientID).map(([, state]) => state["user"]?.id);
  await until(() => seenFar().length === 2 && seen().length === 2);
  expect(new Set(seenFar())).toEqual(new Set([headId, ben.memberId]));
  anna.provider.setAwarenessField("cursor", { anchor: 1 });
  await until(() => [...far.provider.awareness!.getStates().values()].some((state) => (state["cursor"] as { anchor?: number } | null)?.anchor === 1));
  liar.leave();
  await until(() => seen().length === 1 && seenFar().length === 1);
  far.leave();
  await until(() => seen().length === 0);
});

test("what is written without a connection is there when it comes back, and the other's too", async () => {
  const room = await aRoom();
  const [anna, ben] = [enter(room), enter(room)];
  await until(() => anna.isSent() && ben.isSent());
  anna.goAway();
  await until(() => !anna.provider.isSynced);
  anna.write(room.item, "In the train");
  ben.write(room.item, "In the room");
  expect(anna.isSent()).toBe(false);
  await until(() => ben.isSent());
  anna.comeBack();
  await until(() => anna.isSent() && anna.textOf(room.item) === ben.textOf(room.item) && ben.textOf(room.item).includes("In the train"));
  expect((await onRecord(room)).toSorted()).toEqual(["In the room", "In the train"]);
});

test("who may only read listens; a stranger, another workspace, another site, no session and a meeting that is not open find the door shut", async () => {
  const room = await aRoom();
  const viewer = enter(room, { key: (await member("viewer")).key });
  const anna = enter(room);
  await until(() => anna.isSent() && viewer.provider.isSynced);
  viewer.write(room.item, "Not mine to write");
  anna.write(room.item, "Mine");
  await until(() => viewer.textOf(room.item).includes("Mine"));
  expect(await onRecord(room)).toEqual(["Mine"]);
  expect(viewer.isSent()).toBe(false);

  const authorization = `Bearer ${headKey}`;
  const agency = await member("agency");
  expect(await door(room.live.path, { authorization })).toBe(101);
  expect(await door(room.live.path, { authorization: `Bearer ${agency.key}` })).toBe(0);
  expect(await door(room.live.path)).toBe(0);
  expect(await door(room.live.path.replace(room.id, "00000000-0000-4000-8000-000000000000"), { authorization })).toBe(0);
  expect(await door(room.live.path.replace(servers[0]!.slug, "another"), { authorization })).toBe(0);
  const { body: later } = await head(planMeeting, { body: { title: "Later", startsAt: "2099-02-01T09:00:00Z", minutes: 60, people: [headId] } });
  expect(await door(room.live.path.replace(room.id, later.id), { authorization })).toBe(0);

  const otherId = await aWorkspace(fresh.database, "other");
  const other = await aServer(fresh.database, otherId);
  const stranger = await other.member("head-of-sales");
  expect(await door(room.live.path, { authorization: `Bearer ${stranger.key}` })).toBe(0);
  expect(await door(room.live.path.replace(servers[0]!.slug, other.slug), { authorization: `Bearer ${stranger.key}` })).toBe(0);
  await other.close();
});

test("a document of another meeting does not open through this one's door", async () => {
  const [room, other] = [await aRoom(), await aRoom()];
  const anna = enter(room, { name: other.live.name });
  await until(() => anna.closings.includes(4401));
  anna.write(other.item, "Through the wrong door");
  await new Promise((resume) => setTimeout(resume, 300));
  expect(await onRecord(other)).toEqual([]);
});

test("whoever is no longer a member is sent away within seconds, even without writing a word", async () => {
  const room = await aRoom();
  const ben = await member("marketing-operational");
  const [quiet, anna] = [enter(room, { key: ben.key }), enter(room)];
  await until(() => quiet.isSent() && anna.isSent());
  await fresh.database.inWorkspace(fresh.workspaceId, (tx) =>
    tx.run("update evenhand.member set served_until = '2020-01-01' where workspace_id = $1 and id = $2", [fresh.workspaceId, ben.memberId]),
  );
  await until(() => quiet.closings.includes(4401));
  quiet.write(room.item, "Still here");
  anna.write(room.item, "Alone");
  await until(() => anna.isSent());
  expect(await onRecord(room)).toEqual(["Alone"]);
}, 60_000);

/** A message as the protocol has it: the document's name, the kind, then what the kind brings. */
const messageOf = (name: string, ...body: (number | Uint8Array)[]): Uint8Array<ArrayBuffer> => {
  const sized = (bytes: Uint8Array) => [(bytes.length % 128) | (bytes.length > 127 ? 128 : 0), ...(bytes.length > 127 ? [bytes.length >> 7] : []), ...bytes];
  return Uint8Array.from([...sized(new TextEncoder().encode(name)), ...body.flatMap((part) => (typeof part === "number" ? [part] : sized(part)))]);
};

test("nonsense on a socket closes that socket with a line for the operator and no stack, is not put on record, and the others write on", async () => {
  const room = await aRoom();
  const [anna, ben] = [enter(room), enter(room)];
  await until(() => anna.isSent() && ben.isSent());
  const raw = async (...payloads: (string | Uint8Array<ArrayBuffer>)[]) =>
    new Promise<number>((resolve) => {
      const socket = new WebSocket(addresses[0]!.replace("http", "ws") + room.live.path, { headers: { authorization: `Bearer ${headKey}` } } as never);
      socket.addEventListener("open", () => payloads.forEach((payload) => socket.send(payload)));
      socket.addEventListener("close", ({ code }) => resolve(code));
    });
  const printed = [vi.spyOn(console, "error"), vi.spyOn(console, "warn")];
  const { name } = room.live;
  const come = messageOf(name, 2, 0, new TextEncoder().encode("session"));
  const change = Y.encodeStateAsUpdate(ben.document);
  const random = (length: number, turn: number) => Uint8Array.from({ length }, (_, n) => (n * n * 31 + n * 7 + turn * 131 + 200) % 256);
  expect(await raw(new Uint8Array(largestMessage + 1))).toBe(1009);
  expect(await raw("hello")).toBe(1003);
  const before = warned.length;
  const wrong = [
    ...Array.from({ length: 8 }, (_, turn) => [random(64, turn)]),
    [new Uint8Array(1024 * 1024)],
    [messageOf(`${name}0`, 2, 0)],
    ...[1, 5, 20, come.length - 4].map((length) => [come.slice(0, length)]),
    // Through the door, and then: no kind that there is, one that is the server's own, changes and presences that are none, another key.
    [come, messageOf(name, 99)],
    [come, messageOf(name, 6, new Uint8Array(3))],
    [come, messageOf(name, 0, 2, random(90, 1))],
    [come, messageOf(name, 0, 2, change.slice(0, Math.max(1, change.length - 3)))],
    [come, messageOf(name, 0, 7, change)],
    [come, messageOf(name, 1, random(40, 2))],
    [come, messageOf(name, 1, Uint8Array.from([1, 5, 1, 3, 34, 97, 34]))],
    [come, messageOf(`${name}\0another`, 3)],
  ];
  for (const payloads of wrong) expect([1003, 4401]).toContain(await raw(...payloads));
  expect(warned.slice(before).map(({ document }) => document)).toEqual(wrong.map(() => room.id));
  expect(new Set(warned.slice(before).map(({ why }) => why))).toEqual(new Set(["another-document", "another-session", "unknown-kind", "not-readable"]));
  expect(JSON.stringify(warned)).not.toContain("    at ");
  for (const spy of printed) expect(spy).not.toHaveBeenCalled();
  vi.restoreAllMocks();
  anna.write(room.item, "On we go");
  await until(() => ben.textOf(room.item) === "On we go");
  expect(await onRecord(room)).toEqual(["On we go"]);
});

test("when the meeting ends its notes are frozen: all are sent away, nothing more is taken, and the minutes have what stood then", async () => {
  const room = await aRoom();
  const params = { id: room.id };
  const [anna, far] = [enter(room), enter(room, { server: 1 })];
  await until(() => anna.isSent() && far.isSent());
  anna.write(room.item, "Eight people at the stand");
  await until(() => far.textOf(room.item) === "Eight people at the stand");
  await head(settleItem, { params: { id: room.item }, body: { outcome: "decision", text: "It takes place" } });
  await head(attendMeeting, { params, body: { memberId: headId, wasThere: true } });
  const late = enter(room);
  await until(() => late.isSent());
  late.goAway();
  await until(() => late.closings.length > 0);
  late.write(room.item, "Too late");
  expect((await head(closeMeeting, { params, body: {} })).status).toBe(200);
  await until(() => anna.closings.includes(4409) && far.closings.includes(4409));
  late.comeBack();
  anna.write(room.item, "After the end");
  await new Promise((resume) => setTimeout(resume, 400));
  expect(await onRecord(room)).toEqual(["Eight people at the stand"]);
  const { body } = await head(readMeeting, { params });
  expect(body.live).toBe(null);
  expect(body.minutes[0].body.items[0]).toMatchObject({
    notes: "Eight people at the stand",
    noted: [{ kind: "text", level: 0, runs: [{ text: "Eight people at the stand" }] }],
  });
});

test("what was noted before goes into the document once, and many changes become one state without a word lost", async () => {
  const room = await aRoom();
  await fresh.database.inWorkspace(fresh.workspaceId, (tx) =>
    tx.run("update evenhand.agenda_item set notes = $3 where workspace_id = $1 and id = $2", [fresh.workspaceId, room.item, "Noted\nbefore"]),
  );
  expect(await onRecord(room)).toEqual(["Noted", "before"]);
  expect(await onRecord(room)).toEqual(["Noted", "before"]);
  const anna = enter(room);
  await until(() => anna.isSent());
  for (let n = 0; n < 250; n++) {
    anna.write(room.item, `Line ${n}`);
    if (n % 10 === 0) await until(() => anna.isSent());
  }
  await until(() => anna.isSent());
  const expected = ["Noted", "before", ...Array.from({ length: 250 }, (_, n) => `Line ${n}`)];
  expect(await onRecord(room)).toEqual(expected);
  await fresh.database.inWorkspace(fresh.workspaceId, async (tx) => {
    const { seq, parts } = await openNotes(tx, fresh.workspaceId, room.id);
    // As if two hundred had come one by one.
    await tx.run("update evenhand.meeting_notes set state_seq = state_seq - 300 where workspace_id = $1 and meeting_id = $2", [fresh.workspaceId, room.id]);
    expect(await settleNotes(tx, fresh.workspaceId, { meetingId: room.id, seq: seq - 1, document: documentOf(parts) })).toBe(false);
    expect(await settleNotes(tx, fresh.workspaceId, { meetingId: room.id, seq, document: documentOf(parts) })).toBe(true);
    const left = await tx.one<{ changes: number }>(
      "select count(*)::int as changes from evenhand.meeting_notes_change where workspace_id = $1 and meeting_id = $2",
      [fresh.workspaceId, room.id],
    );
    expect(left.changes).toBe(0);
  });
  expect(await onRecord(room)).toEqual(expected);
  // Whoever opens it first on another server gets it once: two messages of the same kilobytes would be read twice.
  const large: number[] = [];
  const far = enter(room, { server: 1 });
  far.provider.on("message", ({ event }: { event: { data: ArrayBuffer } }) => event.data.byteLength > 4_000 && large.push(event.data.byteLength));
  await until(() => far.textOf(room.item).endsWith("Line 249"));
  await new Promise((resume) => setTimeout(resume, 200));
  expect(large).toHaveLength(1);
}, 60_000);
