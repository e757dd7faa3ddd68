// A server that dies while five people write: no word that was acknowledged is lost, and what was not yet sent arrives when it is back.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { afterAll, beforeAll, expect, test } from "vitest";

import { addItem, openMeeting, readMeeting } from "#features/meeting-room/contract.ts";
import { planMeeting } from "#features/meetings/contract.ts";
import { documentOf, linesOf } from "#ledger/note-document.ts";
import { openNotes } from "#ledger/notes.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { livePerson, until } from "#testing/live.ts";
import { aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
const begun: ChildProcess[] = [];

beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(async () => {
  for (const child of begun) child.kill("SIGKILL");
  await fresh.close();
});

async function begin(port: number): Promise<{ child: ChildProcess; address: string }> {
  const script = join(import.meta.dirname, "..", "..", "testing", "live-server.ts");
  const child = spawn(process.execPath, [script, fresh.ownerUrl, fresh.appUrl, fresh.workspaceId, String(port)], { stdio: ["ignore", "pipe", "inherit"] });
  begun.push(child);
  const [said] = (await once(child.stdout, "data")) as [Buffer];
  return { child, address: said.toString().trim() };
}

test("no acknowledged word is lost by kill -9, and all that was written is there in the end", { timeout: 180_000 }, async () => {
  const here = await aServer(fresh.database, fresh.workspaceId);
  const { ask: head, key, memberId } = await here.member("head-of-sales");
  const { body: meeting } = await head(planMeeting, { body: { title: "Together", startsAt: "2099-01-01T09:00:00Z", minutes: 60, people: [memberId] } });
  const params = { id: meeting.id as string };
  const { body: item } = await head(addItem, { params, body: { title: "Notes" } });
  await head(openMeeting, { params, body: {} });
  const { live } = (await head(readMeeting, { params })).body;
  await here.close();

  const first = await begin(0);
  const headers = { authorization: `Bearer ${key}` };
  const people = Array.from({ length: 5 }, () => livePerson({ address: first.address, ...live, headers }));
  await until(() => people.every((person) => person.isSent()), 60_000);
  const written = people.map(() => 0);
  const acknowledged = people.map(() => 0);
  // Each line is one change, and they are acknowledged in their order.
  for (const [n, { provider }] of people.entries())
    provider.on("unsyncedChanges", ({ number }: { number: number }) => (acknowledged[n] = Math.max(acknowledged[n]!, written[n]! - number)));
  const writing = new AbortController();
  const writers = people.map(async (person, n) => {
    while (!writing.signal.aborted) {
      written[n] = written[n]! + 1;
      person.write(item.id, `${n}:${written[n]}`);
      await sleep(15);
    }
  });
  await sleep(1_200);
  const died = once(first.child, "exit");
  first.child.kill("SIGKILL");
  const before = [...acknowledged];
  await died;
  // They write on, without knowing better.
  await sleep(150);
  writing.abort();
  await Promise.all(writers);

  const onRecord = async () =>
    fresh.database.inWorkspace(fresh.workspaceId, async (tx) => {
      const { parts } = await openNotes(tx, fresh.workspaceId, meeting.id);
      return linesOf(documentOf(parts), item.id).map(({ runs }) => runs[0]!.text);
    });
  const kept = new Set(await onRecord());
  expect(before.every((count) => count >= 5)).toBe(true);
  for (const [n, count] of before.entries()) for (let line = 1; line <= count; line++) expect(kept.has(`${n}:${line}`)).toBe(true);

  await begin(Number(new URL(first.address).port));
  await until(() => people.every((person) => person.isSent()), 60_000);
  const all = written.reduce((sum, count) => sum + count, 0);
  await until(() => people.every((person) => person.textOf(item.id).split("\n").length === all), 60_000);
  expect(new Set(people.map((person) => person.textOf(item.id))).size).toBe(1);
  expect((await onRecord()).toSorted()).toEqual(written.flatMap((count, n) => Array.from({ length: count }, (_, line) => `${n}:${line + 1}`)).toSorted());
  for (const person of people) person.leave();
});
