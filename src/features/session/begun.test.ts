// A company that begins on the command line is entered by its first administrator: nothing that was loaded stays out of reach.
import { afterAll, beforeAll, expect, test } from "vitest";

import { createFirst, firstVisit, whoAmI } from "#features/session/contract.ts";
import { beginWorkspace } from "#ledger/workspaces.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId);
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

const founding = {
  name: "Anna",
  email: "anna@example.com",
  password: "a long sentence is a password",
  workspaceName: "North Doors",
  currency: "EUR",
  language: "ru",
};

test("the first visit tells what waits, and whoever comes first begins with it, in the currency that its amounts were read in", async () => {
  const ask = server.browser();
  expect((await ask(firstVisit)).body.waiting).toBe(null);
  const { workspaceId, slug } = await beginWorkspace(fresh.database, {
    name: "Our company",
    slug: "our-company",
    currency: "USD",
    timeZone: "Asia/Dubai",
    language: "en",
  });
  expect((await ask(firstVisit)).body.waiting).toBe(null);
  await fresh.database.inWorkspace(workspaceId, (tx) =>
    tx.run(`insert into evenhand.import (workspace_id, id, state, name) values ($1, gen_random_uuid(), 'done', 'deals.csv')`, [workspaceId]),
  );
  expect((await ask(firstVisit)).body.waiting).toEqual({ currency: "USD", timeZone: "Asia/Dubai", deals: 0 });
  // Whom a company belongs to already, nobody else enters it.
  const owner = await fresh.database.inWorkspace(workspaceId, (tx) =>
    tx.one<{ id: string }>(
      `insert into evenhand.member (workspace_id, id, name, role) values ($1, gen_random_uuid(), 'Its owner', 'administrator') returning id`,
      [workspaceId],
    ),
  );
  expect((await ask(firstVisit)).body.waiting).toBe(null);
  await fresh.database.inWorkspace(workspaceId, (tx) => tx.run("delete from evenhand.member where workspace_id = $1 and id = $2", [workspaceId, owner.id]));
  expect((await ask(createFirst, { body: founding })).body).toEqual({ workspace: slug });
  const { workspaces } = (await ask(whoAmI)).body;
  expect(workspaces).toMatchObject([{ slug, name: "North Doors", role: "administrator" }]);
  const kept = await fresh.database.inWorkspace(workspaceId, (tx) =>
    tx.one(`select currency, time_zone as "timeZone", language from evenhand.workspace where workspace_id = $1`, [workspaceId]),
  );
  expect(kept).toEqual({ currency: "USD", timeZone: "Asia/Dubai", language: "ru" });
  // Nobody is told any more.
  expect((await server.browser()(firstVisit)).body.waiting).toBe(null);
});
