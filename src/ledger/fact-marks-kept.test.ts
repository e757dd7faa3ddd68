// Marks are kept by the database itself: after any imports and undos they are what counting all rows would give.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import * as fc from "fast-check";

import { Coder } from "#facts/columns.ts";
import { type TouchColumns, type TouchText, touchTexts } from "#facts/touch-columns.ts";
import { marksOf } from "#ledger/fact-marks.ts";
import { keptTouches, laidByNow } from "#ledger/kept-touches.ts";
import { joinedPieces, laidPart, layBy, leastLaid, pieceOf } from "#ledger/laid-touches.ts";
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

const fewTexts = ["fair", "Выставка", "web", null] as const;
const coders = () => Object.fromEntries(touchTexts.map((field) => [field, new Coder()])) as Record<TouchText, Coder>;
const said = ({ minute, ...columns }: TouchColumns) =>
  Array.from(minute, (at, row) => [at, ...touchTexts.map((field) => columns[field].names[columns[field].codes[row]!] ?? null)].join("|"));

test("touches that were laid by are those of their rows, piece by piece; a piece that is missing is seen", () => {
  const own = coders();
  const codes = (field: TouchText, texts: readonly (string | null)[]) =>
    Int32Array.from({ length: 1_200_000 }, (_, row) => own[field].code(texts[(row * 7919) % texts.length]));
  const column = (field: TouchText, texts: readonly (string | null)[]) => ({ codes: codes(field, texts), names: own[field].names });
  const none = column("lead", [null]);
  const columns: TouchColumns = {
    count: 1_200_000,
    minute: Int32Array.from({ length: 1_200_000 }, (_, row) => row * 3 - 5),
    channel: column("channel", fewTexts),
    campaign: none,
    account: column(
      "account",
      Array.from({ length: 999 }, (_, n) => `A${n}`),
    ),
    contact: none,
    lead: none,
    deal: column("deal", [...Array<null>(600_000).fill(null), "D1"]),
  };
  const pieces = [0, 500_000, 1_000_000].map((from) => pieceOf(columns, from));
  const others = coders();
  others.account.code("A17");
  expect(said(joinedPieces(pieces, others)!)).toEqual(said(columns));
  expect(joinedPieces(pieces.slice(0, 2), coders())).toBeNull();
  expect(joinedPieces([], coders())).toBeNull();
});

test("a large import's touches are laid by when they are first read, taken from there by whoever begins anew, and forgotten when its rows are others", async () => {
  const workspaceId = await aWorkspace(fresh.database, "laid");
  const imported = randomUUID();
  const within = <T>(act: Parameters<typeof fresh.database.inWorkspace<T>>[1]) => fresh.database.inWorkspace(workspaceId, act);
  await within((tx) =>
    tx.run(
      `insert into evenhand.touchpoint (workspace_id, id, at, channel, account, source, first_import, last_import)
       select $1, 'T' || n, timestamptz '2025-01-01 12:00+00' + n * interval '1 minute', (array['fair', 'Выставка', null])[n % 3 + 1], 'A' || n % 500, 'crm', $2, $2
       from generate_series(1, $3) n`,
      [workspaceId, imported, leastLaid],
    ),
  );
  const [mark] = (await kept(workspaceId)).touchpoint;
  const { touchpoints } = await keptTouches(fresh.database, { id: workspaceId, factsVersion: 1 });
  await laidByNow();
  const { timeZone } = await within((tx) => tx.one<{ timeZone: string }>(`select time_zone as "timeZone" from evenhand.workspace`));
  const name = { kind: "touchpoint", importId: imported, mark: mark!.mark, timeZone } as const;
  const laid = (of = name) => within((tx) => laidPart(tx, workspaceId, of, coders()));
  expect(said((await laid())!)).toEqual(said(touchpoints));
  expect(await laid({ ...name, timeZone: "Asia/Omsk" })).toBeNull();
  // What is laid by is taken, and not the rows: it is marked so that it can be told from them.
  const marked = { ...touchpoints, channel: { codes: touchpoints.channel.codes, names: touchpoints.channel.names.map((each) => `${each}, laid by`) } };
  await within((tx) => layBy(tx, workspaceId, name, marked));
  vi.resetModules();
  const anew = await import("#ledger/kept-touches.ts");
  const seen = async (factsVersion: number) => new Set((await anew.keptTouches(fresh.database, { id: workspaceId, factsVersion })).touchpoints.channel.names);
  expect(await seen(1)).toEqual(new Set(["fair, laid by", "Выставка, laid by"]));
  // One row less is another mark: too few are left to be laid by, and the rows are read.
  await within((tx) => tx.run("delete from evenhand.touchpoint where workspace_id = $1 and id = 'T1'", [workspaceId]));
  expect(await seen(2)).toEqual(new Set([...(await seen(1)), "fair", "Выставка"]));
  await anew.laidByNow();
  expect(await within((tx) => tx.rows("select 1 from evenhand.touch_part"))).toEqual([]);
});
