// Claims are weighed by the clock once for each state of the facts and each day, and one company's trouble keeps nobody else waiting.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";

import { verdictWork } from "#features/claims/jobs.ts";
import { insertClaim } from "#features/claims/store.ts";
import { silent } from "#db/log.ts";
import { raiseFactsVersion } from "#ledger/version.ts";
import { takeSlug } from "#ledger/workspaces.ts";
import { type FreshDatabase, aWorkspace, freshDatabase } from "#testing/database.ts";

let fresh: FreshDatabase;
let other: string;
const claim = { id: randomUUID(), standard: "budget-cut", said: "It was cut", subject: null, from: null, until: null, by: randomUUID(), isUnnamed: false };

beforeAll(async () => {
  fresh = await freshDatabase();
  other = await aWorkspace(fresh.database, "second-firm");
  for (const [id, slug] of [
    [fresh.workspaceId, "first-firm"],
    [other, "second-firm"],
  ] as const)
    await fresh.database.inWorkspace(id, (tx) => takeSlug(tx, id, slug));
});
afterAll(() => fresh.close());

test("a company is weighed when it has claims, and again when its facts or the day are others", async () => {
  const { database, workspaceId } = fresh;
  const weighed: string[] = [];
  let [today, fails] = ["2026-03-01", false];
  const work = verdictWork({
    today: () => today,
    weigh: async ({ id }, asOf) => {
      weighed.push(`${id === workspaceId ? "first" : "second"} ${asOf}`);
      if (fails) throw new Error("broken");
    },
  });
  const turn = async () => {
    weighed.length = 0;
    await work.run({ database, log: silent, signal: new AbortController().signal, heard: [] });
    return [...weighed];
  };
  expect(await turn()).toEqual([]);
  for (const id of [workspaceId, other]) await database.inWorkspace(id, (tx) => insertClaim(tx, id, claim));
  expect((await turn()).sort()).toEqual(["first 2026-03-01", "second 2026-03-01"]);
  expect(await turn()).toEqual([]);
  await database.inWorkspace(other, (tx) => raiseFactsVersion(tx, other));
  expect(await turn()).toEqual(["second 2026-03-01"]);
  // Another claim, a promise signed, a day on which nobody works, a turning point: what claims are judged by is another.
  const also = (text: string, values: readonly unknown[] = []) => database.inWorkspace(other, (tx) => tx.run(text, [other, ...values]));
  await database.inWorkspace(other, (tx) => insertClaim(tx, other, { ...claim, id: randomUUID(), standard: "few-accounts" }));
  expect(await turn()).toEqual(["second 2026-03-01"]);
  await also("insert into evenhand.promise_version (workspace_id, promise, version, terms) values ($1, 'first-attempt', 2, '{}')");
  expect(await turn()).toEqual([]);
  await also("insert into evenhand.promise_signature (workspace_id, promise, version, role, member_id) values ($1, 'first-attempt', 2, 'head-of-sales', $2)", [
    randomUUID(),
  ]);
  expect(await turn()).toEqual(["second 2026-03-01"]);
  await also("insert into evenhand.special_day (workspace_id, day, name, is_working) values ($1, '2026-02-23', 'Founder', false)");
  expect(await turn()).toEqual(["second 2026-03-01"]);
  await also(
    "insert into evenhand.turning_point (workspace_id, id, kind, day, name, owner) values ($1, gen_random_uuid(), 'other', '2026-01-01', 'New site', 'joint')",
  );
  expect(await turn()).toEqual(["second 2026-03-01"]);
  expect(await turn()).toEqual([]);
  today = "2026-03-02";
  await also("update evenhand.claim set withdrawn_at = now() where workspace_id = $1");
  fails = true;
  expect(await turn()).toEqual(["first 2026-03-02"]);
  // What failed is tried again.
  fails = false;
  expect(await turn()).toEqual(["first 2026-03-02"]);
  expect(await turn()).toEqual([]);
});
