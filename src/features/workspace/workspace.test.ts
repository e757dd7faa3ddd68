// Settings of a workspace, and what changes in it as it happens.
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { createFirst } from "#features/session/contract.ts";
import { listAudit } from "#features/audit/contract.ts";
import { changeWorkspace, createWorkspace, listenToWorkspace, readWorkspace } from "#features/workspace/contract.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

let fresh: FreshDatabase;
let server: ServerForTests;
let admin: Ask;
const inFirst = { params: { workspace: "first" } };

beforeAll(async () => {
  fresh = await freshDatabase();
  server = await aServer(fresh.database, fresh.workspaceId);
  admin = server.browser();
  await admin(createFirst, { body: { name: "Anna", email: "anna@example.com", password: "a long enough password", workspaceName: "First", currency: "USD" } });
  await admin(createWorkspace, { body: { name: "Second", currency: "USD" } });
});
afterAll(async () => {
  await server.close();
  await fresh.close();
});

/** Waits until somebody listens to the database. */
async function somebodyListens(): Promise<void> {
  const sql = "select count(*)::int as n from pg_stat_activity where datname = current_database() and query ilike 'listen%'";
  while ((await fresh.database.asOwner((tx) => tx.one<{ n: number }>(sql))).n === 0) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe("the settings", () => {
  it("are changed by administrators; what numbers depend on raises the facts' version", async () => {
    const before = (await admin(readWorkspace, inFirst)).body.workspace.factsVersion;
    expect((await admin(changeWorkspace, { ...inFirst, body: { name: "First of all" } })).body.factsVersion).toBe(before);
    expect((await admin(changeWorkspace, { ...inFirst, body: { timeZone: "Europe/Moscow", currency: "RUB" } })).body).toMatchObject({
      factsVersion: before + 1,
      currency: "RUB",
      name: "First of all",
    });
    expect((await admin(changeWorkspace, { ...inFirst, body: { timeZone: "Mars/Olympus" } })).body.code).toBe("unknown-time-zone");
    expect((await admin(listAudit, { ...inFirst, query: { act: "workspace.changed" } })).body.entries[0]).toMatchObject({
      before: { currency: "USD" },
      after: { currency: "RUB" },
    });
    const viewer = await server.member("viewer");
    expect((await viewer.ask(changeWorkspace, { body: { name: "Mine" } })).body.code).toBe("only-administrators");
  });
});

describe("live changes", () => {
  it("tell of this workspace only, and end when the member may not enter any more", async () => {
    const { ask, memberId } = await server.member("viewer");
    const answer = ask(listenToWorkspace);
    const tell = (workspaceId: string) => fresh.database.inWorkspace(workspaceId, (tx) => tx.notify("evenhand_facts", workspaceId));
    await somebodyListens();
    const elsewhere = await fresh.database.asOwner((tx) => tx.one<{ id: string }>("select workspace_id as id from evenhand.workspace where slug = 'second'"));
    await tell(elsewhere.id);
    await tell(fresh.workspaceId);
    await fresh.database.asOwner((tx) => tx.run("update evenhand.member set served_until = '2020-01-01' where id = $1", [memberId]));
    await tell(fresh.workspaceId);
    const { text } = await answer;
    const events = [...text.matchAll(/^event: (\w+)$/gm)].map((match) => match[1]);
    expect([events[0], events.at(-1)]).toEqual(["beat", "end"]);
    expect(events.filter((one) => one === "facts").length).toBeLessThanOrEqual(1);
  });

  it("end when the server stops, and do not hold it up", async () => {
    const stopping = await aServer(fresh.database, fresh.workspaceId);
    const { ask } = await stopping.member("viewer");
    const answer = ask(listenToWorkspace);
    await somebodyListens();
    await stopping.close();
    expect((await answer).text).toContain("event: beat");
  });
});

describe("the currency", () => {
  it("stays once there are amounts of money", async () => {
    await fresh.database.inWorkspace(fresh.workspaceId, (tx) =>
      tx.run(
        "insert into evenhand.currency_rate (workspace_id, id, day, currency, rate, source, first_import, last_import) values ($1, 'r', '2026-01-01', 'EUR', 1.1, 's', $1, $1)",
        [fresh.workspaceId],
      ),
    );
    const { ask } = await server.member("administrator");
    expect((await ask(changeWorkspace, { body: { currency: "EUR" } })).body.code).toBe("currency-has-facts");
    expect((await ask(changeWorkspace, { body: { language: "ru" } })).status).toBe(200);
  });
});
