// Work that a dead process left behind is taken up, in whatever order it waits; work of other workspaces is not ours to do.
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";

import { type BringIn, finishWaiting, loadSettled, lookAt, settle } from "#apps/bring-in.ts";
import { silent } from "#db/log.ts";
import * as store from "#features/imports/store.ts";
import { type FreshDatabase, aWorkspace, freshDatabase } from "#testing/database.ts";

let fresh: FreshDatabase;
let folder: string;
let how: BringIn;
let made = 0;
beforeAll(async () => {
  fresh = await freshDatabase();
  folder = mkdtempSync(join(tmpdir(), "evenhand-bring-in-"));
});
afterAll(async () => {
  await fresh.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  made += 1;
  // Whoever waits for a dead process would wait for ever: the signal ends the test instead.
  how = { database: fresh.database, workspaceId: await aWorkspace(fresh.database, `bring-in-${made}`), log: silent, signal: AbortSignal.timeout(8_000) };
});

const header = "Deal ID,Deal Name,Stage,Amount,Create Date,Close Date\n";
const rowsFrom = (first: number) => [0, 1, 2].map((i) => `${first + i},Deal ${first + i},Won,100,2025-01-31,2025-03-31\n`).join("");

/** A file in line to be loaded, as a process leaves it that dies before it begins. */
async function leftWaiting(first: number): Promise<store.WorkRef> {
  const file = join(folder, `deals-${first}.csv`);
  writeFileSync(file, header + rowsFrom(first));
  const looked = await lookAt(file, {}, how);
  const { mapping } = settle(looked, [], true);
  const { ref, row } = looked;
  await inside(ref, async (tx) => {
    await store.keepMapping(tx, ref, mapping!, "person");
    await store.startWaiting(tx, ref, { mapping, name: row.name });
  });
  return ref;
}
const inside = <T>({ workspaceId }: store.WorkRef, act: Parameters<typeof fresh.database.inWorkspace<T>>[1]) => fresh.database.inWorkspace(workspaceId, act);
const stateOf = async (ref: store.WorkRef) => {
  const row = (await inside(ref, (tx) => store.readImport(tx, ref)))!;
  return [row.state, row.added, row.interruptions];
};
/** Its worker died in the middle. */
const diedAt = (ref: store.WorkRef) =>
  inside(ref, (tx) =>
    tx.run("update evenhand.import set state = 'running', worker = $3, started_at = now() where workspace_id = $1 and id = $2", [
      ref.workspaceId,
      ref.importId,
      randomUUID(),
    ]),
  );

it("a file that waits behind one whose worker died does not hold up the taking up of that one", async () => {
  const [waiting, died] = [await leftWaiting(1), await leftWaiting(11)];
  await diedAt(died);
  await finishWaiting(how);
  expect([await stateOf(died), await stateOf(waiting)]).toEqual([
    ["done", 3, 1],
    ["done", 3, 0],
  ]);
});

it("an undoing that was cut off is brought to its end before a file that waits behind it", async () => {
  const [waiting, undone] = [await leftWaiting(1), await leftWaiting(11)];
  await inside(undone, async (tx) => {
    await store.startUndo(tx, undone);
    await tx.run("update evenhand.import set worker = $3 where workspace_id = $1 and id = $2", [undone.workspaceId, undone.importId, randomUUID()]);
  });
  await finishWaiting(how);
  expect([(await stateOf(undone))[0], (await stateOf(waiting))[0]]).toEqual(["undone", "done"]);
});

it("a file of another workspace stays where it is", async () => {
  const own = how;
  how = { ...how, workspaceId: await aWorkspace(fresh.database, "neighbour") };
  const theirs = await leftWaiting(1);
  await finishWaiting(own);
  expect(await stateOf(theirs)).toEqual(["waiting", 0, 0]);
});

it("a file that comes in from the server's own machine leaves its line in the log", async () => {
  const file = join(folder, "logged.csv");
  writeFileSync(file, header + rowsFrom(1));
  const looked = await lookAt(file, {}, how);
  await loadSettled(looked, settle(looked, [], true).mapping!, how);
  const lines = await inside(looked.ref, (tx) =>
    tx.rows(
      "select act, subject_id as id, member_id as who, after ->> 'name' as name from evenhand.audit_entry where workspace_id = $1 and act like 'import.%'",
      [how.workspaceId],
    ),
  );
  expect(lines).toEqual([{ act: "import.started", id: looked.ref.importId, who: null, name: "logged.csv" }]);
});
