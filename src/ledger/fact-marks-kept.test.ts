// Marks are kept by the database itself: after any imports and undos they are what counting all rows would give.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as fc from "fast-check";

import { marksOf } from "#ledger/fact-marks.ts";
import { tableOf } from "#ledger/tables.ts";
import { type FreshDatabase, aWorkspace, freshDatabase } from "#testing/database.ts";
import { Ledger, deal } from "#testing/ledger-of-one.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.close());

/** As marks were counted before anything kept them: every row is read. */
async function counted(workspaceId: string, kind: "deal" | "touchpoint") {
  return fresh.database.inWorkspace(workspaceId, (tx) =>
    tx.rows<{ import: string; mark: string }>(
      `select t.import, concat_ws(' ', t.rows, t.ids, i.state, i.records_done) as mark
       from (select last_import as import, count(*) as rows, sum(hashtext(id)::bigint) as ids from evenhand.${tableOf(kind)} where workspace_id = $1 group by 1) t
       left join evenhand.import i on i.workspace_id = $1 and i.id = t.import order by t.import`,
      [workspaceId],
    ),
  );
}
const kept = (workspaceId: string) => fresh.database.inWorkspace(workspaceId, (tx) => marksOf(tx, workspaceId, ["deal", "touchpoint"]));

test("after any imports, repeats and undos the marks are those of a count of all rows", async () => {
  const row = fc.record({ id: fc.constantFrom("a", "b", "c", "d"), amount: fc.constantFrom(1, 2, null) });
  const step = fc.oneof(fc.record({ rows: fc.uniqueArray(row, { minLength: 1, maxLength: 4, selector: ({ id }) => id }) }), fc.record({ undo: fc.nat(5) }));
  let made = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 8 }), async (steps) => {
      const workspaceId = await aWorkspace(fresh.database, `marks-${(made += 1)}`);
      const ledger = new Ledger(fresh.database, workspaceId);
      const imports: string[] = [];
      for (const one of steps) {
        if ("rows" in one) imports.push((await ledger.load(one.rows.map(({ id, amount }) => deal(id, "Open", amount)))).importId);
        else if (imports.length > 0) await ledger.undo(imports.splice(one.undo % imports.length, 1)[0]!);
        expect((await kept(workspaceId)).deal).toEqual(await counted(workspaceId, "deal"));
      }
    }),
    { numRuns: 12 },
  );
});

test("rows written past the imports, moved to another import and taken out are counted too, each workspace by itself, and all are forgotten with it", async () => {
  const [one, other] = [await aWorkspace(fresh.database, "one"), await aWorkspace(fresh.database, "other")];
  const [first, second] = [randomUUID(), randomUUID()];
  const write = (workspaceId: string, ids: readonly string[]) =>
    fresh.database.inWorkspace(workspaceId, (tx) =>
      tx.run(
        `insert into evenhand.touchpoint (workspace_id, id, at, source, first_import, last_import) select $1, id, now(), 'crm', $2, $2 from unnest($3::text[]) id`,
        [workspaceId, first, ids],
      ),
    );
  await write(one, ["T1", "T2", "T3"]);
  await write(other, ["T1"]);
  await fresh.database.inWorkspace(one, async (tx) => {
    await tx.run("update evenhand.touchpoint set last_import = $2 where workspace_id = $1 and id = 'T2'", [one, second]);
    await tx.run("update evenhand.touchpoint set channel = 'fair' where workspace_id = $1", [one]);
    await tx.run("delete from evenhand.touchpoint where workspace_id = $1 and id = 'T3'", [one]);
  });
  for (const id of [one, other]) expect((await kept(id)).touchpoint).toEqual(await counted(id, "touchpoint"));
  expect((await kept(one)).touchpoint).toHaveLength(2);
  await fresh.database.asOwner((tx) => tx.run("delete from evenhand.workspace where workspace_id = $1", [one]));
  const left = await fresh.database.asOwner((tx) => tx.rows("select 1 from evenhand.fact_mark where workspace_id = $1", [one]));
  expect(left).toEqual([]);
});
