// Promises on record: versions with their days, the terms of the handoff on any day, and the handoff of leads read with what was done here.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";

import { usualTerms } from "#facts/handoff-terms.ts";
import { promiseOn } from "#facts/promises.ts";
import { act } from "#ledger/handoff.ts";
import { readHandoffTerms, readHandoffTermsByDay } from "#ledger/handoff-terms.ts";
import { readHandoffWork } from "#ledger/kept-handoff-work.ts";
import { addPromise, promiseRows } from "#ledger/promises.ts";
import { ofPromise, signAsHead } from "#ledger/signatures.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.close());

const inside = <T>(work: Parameters<typeof fresh.database.inWorkspace<T>>[1]) => fresh.database.inWorkspace(fresh.workspaceId, work);
const head = (role: "head-of-sales" | "head-of-marketing") => ({ memberId: randomUUID(), workspaceId: fresh.workspaceId, role, department: null });

test("a promise holds from its day on, never before the second signature; before that the usual terms hold", async () => {
  await inside(async (tx) => {
    await addPromise(tx, fresh.workspaceId, {
      key: "accept-in-time",
      version: 2,
      terms: { hours: 4, atLeast: 0.95 },
      note: null,
      holdsFrom: "2026-03-01",
      by: null,
    });
    await signAsHead(tx, head("head-of-marketing"), { kind: ofPromise, of: "accept-in-time", version: 2, at: "2026-02-01T09:00:00Z" });
  });
  const on = (day: string) => inside(async (tx) => (await readHandoffTermsByDay(tx, fresh.workspaceId))(day));
  expect(await on("2026-06-01")).toEqual(usualTerms);
  await inside((tx) => signAsHead(tx, head("head-of-sales"), { kind: ofPromise, of: "accept-in-time", version: 2, at: "2026-03-10T09:00:00Z" }));
  expect((await on("2026-03-09")).acceptHours).toBe(usualTerms.acceptHours);
  expect(await on("2026-03-10")).toEqual({ ...usualTerms, acceptHours: 4 });
  expect((await inside((tx) => readHandoffTerms(tx, fresh.workspaceId))).acceptHours).toBe(4);
  const rows = await inside((tx) => promiseRows(tx, fresh.workspaceId));
  expect(rows).toMatchObject([
    {
      key: "accept-in-time",
      version: 2,
      holdsFrom: "2026-03-01",
      signedOn: "2026-03-10",
      signatures: [{ role: "head-of-marketing" }, { role: "head-of-sales" }],
    },
  ]);
  expect(promiseOn(rows, "accept-in-time", "2026-03-10")).toEqual({ version: 2, terms: { hours: 4, atLeast: 0.95 }, isSigned: true });
});

test("the handoff is read to the minute of the workspace's wall, attempts in order, a return with its answer; what was undone is not there", async () => {
  const at = (hour: number) => `2026-11-03T${String(hour).padStart(2, "0")}:00:00Z`;
  const ms = (hour: number) => Date.parse(at(hour));
  await inside(async (tx) => {
    for (const id of ["b", "a"])
      await tx.run(
        "insert into evenhand.lead (workspace_id, id, created_at, source, first_import, last_import) values ($1, $2, '2026-11-03T08:00:00Z', 'crm', $1, $1)",
        [fresh.workspaceId, id],
      );
    await tx.run(
      "insert into evenhand.activity (workspace_id, id, kind, direction, lead, at, source, first_import, last_import) values ($1, 'x', 'call', 'in', 'a', $2, 'crm', $1, $1), ($1, 'y', 'call', 'out', 'a', $3, 'crm', $1, $1)",
      [fresh.workspaceId, at(9), at(15)],
    );
    const done = (lead: string, name: Parameters<typeof act>[2]["act"], more: object) =>
      act(tx, fresh.workspaceId, { lead, act: name, memberId: null, ...more });
    await done("a", "offered", { kind: "hand", at: at(9) });
    await done("a", "attempted", { kind: "call", isReached: false, at: at(11) });
    const wrong = await done("a", "attempted", { kind: "call", isReached: true, at: at(12) });
    await done("a", "undone", { undoes: wrong.id, at: at(13) });
    await done("b", "offered", { kind: "hand", at: at(9) });
    await done("b", "returned", { kind: "definitional", at: at(10) });
    await done("b", "kept", { at: at(14) });
  });
  const work = (await inside((tx) => readHandoffWork(tx, { id: fresh.workspaceId, timeZone: "UTC" })))!;
  expect([...work.offeredAt]).toEqual([ms(9), ms(9)]);
  expect([...work.acceptedAt]).toEqual([ms(11), Number.NaN]);
  expect([...work.firstAttemptAt]).toEqual([ms(11), Number.NaN]);
  expect([...work.firstContactAt]).toEqual([Number.NaN, Number.NaN]);
  expect(work.attempts).toEqual({ start: Int32Array.of(0, 2, 2), at: Float64Array.of(ms(11), ms(15)) });
  expect(work.returns).toEqual([{ row: 1, returnedAt: ms(10), answeredAt: ms(14) }]);
  expect([work.returnReason.codes[0], work.returnReason.names[work.returnReason.codes[1]!]]).toEqual([-1, "definitional"]);
  // Moscow's wall is three hours ahead.
  const moscow = (await inside((tx) => readHandoffWork(tx, { id: fresh.workspaceId, timeZone: "Europe/Moscow" })))!;
  expect(moscow.offeredAt[0]).toBe(ms(12));
});
