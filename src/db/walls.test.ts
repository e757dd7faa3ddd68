// Every workspace's rows are behind a wall: the catalogue is read, faults are planted, and the server's role tries to look over.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWalls } from "#testing/catalogue.ts";
import { type FreshDatabase, aWorkspace, freshDatabase } from "#testing/database.ts";

let fresh: FreshDatabase;
let other: string;
beforeAll(async () => {
  fresh = await freshDatabase();
  other = await aWorkspace(fresh.database, "other");
  for (const workspaceId of [fresh.workspaceId, other])
    await fresh.database.inWorkspace(workspaceId, (tx) => tx.run(insert, [workspaceId, "a-1", randomUUID()]));
});
afterAll(() => fresh.close());

const insert = "insert into evenhand.account (workspace_id, id, name, source, first_import, last_import) values ($1, $2, 'North', 'crm', $3, $3)";
const count = "select count(*) as rows from evenhand.account";

class Undo extends Error {}

/** What the catalogue says after a fault was planted; the fault is taken back. */
async function wallsAfter(fault: string): Promise<string[]> {
  let seen: string[] = [];
  await fresh.database
    .asOwner(async (tx) => {
      await tx.run(fault);
      seen = await openWalls(tx);
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  return seen;
}

describe("the catalogue", () => {
  it("finds no open wall", async () => {
    expect(await fresh.database.asOwner((tx) => openWalls(tx))).toEqual([]);
  });

  const policy =
    "create policy own_workspace on evenhand.planted using (workspace_id = evenhand.current_workspace()) with check (workspace_id = evenhand.current_workspace());";
  const walled = `alter table evenhand.planted enable row level security; alter table evenhand.planted force row level security; ${policy}`;
  it.each([
    ["a table without workspace_id", "create table evenhand.planted (id bigint primary key)", "planted has no workspace_id that is always there"],
    [
      "a table without row level security",
      "create table evenhand.planted (workspace_id uuid not null, id text, primary key (workspace_id, id))",
      "planted is not under forced row level security",
    ],
    ["row level security that does not bind the owner", "alter table evenhand.deal no force row level security", "deal is not under forced row level security"],
    [
      "a policy that lets everything through",
      "drop policy own_workspace on evenhand.deal; create policy own_workspace on evenhand.deal using (true)",
      "deal has no policy that compares workspace_id when reading and when writing",
    ],
    ["a second policy that opens the wall", "create policy planted on evenhand.deal using (true)", "deal has a policy that lets the server see more"],
    [
      "a primary key that begins with something else",
      `create table evenhand.planted (workspace_id uuid not null, id text, primary key (id, workspace_id)); ${walled}`,
      "planted: the unique key planted_pkey does not begin with workspace_id",
    ],
    [
      "a unique key across workspaces",
      "create unique index planted on evenhand.account (name, workspace_id)",
      "account: the unique key planted does not begin with workspace_id",
    ],
    [
      "a foreign key across workspaces",
      `create table evenhand.planted (workspace_id uuid not null, id text, import uuid, primary key (workspace_id, id), foreign key (import, workspace_id) references evenhand.member (id, workspace_id)); ${walled}`,
      "planted: the foreign key planted_import_workspace_id_fkey does not begin with workspace_id",
    ],
    ["a view with its owner's rights", "create view evenhand.planted as select * from evenhand.deal", "the view planted runs with its owner's rights"],
    [
      "a function with its owner's rights",
      "create function evenhand.planted() returns bigint language sql security definer as 'select count(*) from evenhand.deal'",
      "the function planted runs with its owner's rights",
    ],
  ])("finds %s", async (_, fault, sentence) => {
    expect(await wallsAfter(fault)).toContain(sentence);
  });
});

describe("the server's role", () => {
  it("sees its own workspace's row and not the other's", async () => {
    expect(await fresh.database.inWorkspace(fresh.workspaceId, (tx) => tx.one(count))).toEqual({ rows: 1 });
    const asked = await fresh.database.inWorkspace(fresh.workspaceId, (tx) => tx.one(`${count} where workspace_id = $1`, [other]));
    expect(asked).toEqual({ rows: 0 });
  });

  it("sees nothing without a workspace, also after a transaction that had one", async () => {
    expect(await fresh.database.inSignIn((tx) => tx.one(count))).toEqual({ rows: 0 });
    const [a, b] = await Promise.all([1, 2].map(() => fresh.database.inSignIn((tx) => tx.one(count))));
    expect([a, b]).toEqual([{ rows: 0 }, { rows: 0 }]);
  });

  it("cannot write into another workspace", async () => {
    await expect(fresh.database.inWorkspace(fresh.workspaceId, (tx) => tx.run(insert, [other, "a-2", randomUUID()]))).rejects.toThrow(/row-level security/);
    await expect(fresh.database.inSignIn((tx) => tx.run(insert, [other, "a-2", randomUUID()]))).rejects.toThrow(/row-level security/);
  });

  it("cannot change or remove another workspace's row", async () => {
    const changed = await fresh.database.inWorkspace(fresh.workspaceId, (tx) =>
      tx.run("update evenhand.account set name = 'South' where workspace_id = $1", [other]),
    );
    const removed = await fresh.database.inWorkspace(fresh.workspaceId, (tx) => tx.run("delete from evenhand.account where workspace_id = $1", [other]));
    expect([changed, removed]).toEqual([0, 0]);
  });

  it("cannot read the installation's secret, rewrite the audit log or lift a wall", async () => {
    const tried = (sql: string) => fresh.database.inWorkspace(fresh.workspaceId, (tx) => tx.run(sql));
    await expect(tried("select value from installation.secret")).rejects.toThrow(/permission denied/);
    await expect(tried("update evenhand.audit_entry set act = 'x' where workspace_id is not null")).rejects.toThrow(/permission denied/);
    await expect(tried("alter table evenhand.deal disable row level security")).rejects.toThrow(/must be owner/);
    await expect(tried("set role evenhand")).rejects.toThrow(/permission denied/);
  });
});
