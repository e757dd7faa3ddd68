// A PostgreSQL of one's own, reached as an ordinary user: the walls hold there too, and a user above them is refused.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Client } from "pg";
import { type Storage, openStorage } from "#apps/storage.ts";
import { silent } from "#db/log.ts";
import { beginWorkspace } from "#ledger/workspaces.ts";
import { openWalls } from "#testing/catalogue.ts";
import { emptyDatabase } from "#testing/database.ts";

let empty: Awaited<ReturnType<typeof emptyDatabase>>;
let storage: Storage;
const user = `anna_${randomUUID().slice(0, 8)}`;

const settingsFor = (databaseUrl: string) => ({ settings: { dataFolder: "/nowhere", databaseUrl }, log: silent });
const urlAs = (name: string) => empty.ownerUrl.replace("//evenhand@", `//${name}@`);

async function asSuperuser(sql: string): Promise<void> {
  const client = new Client({ connectionString: empty.ownerUrl });
  await client.connect();
  await client.query(sql);
  await client.end();
}

beforeAll(async () => {
  empty = await emptyDatabase();
  const database = new URL(empty.ownerUrl).pathname.slice(1);
  await asSuperuser(`create role ${user} login; grant create on database ${database} to ${user}; grant evenhand_app to ${user}`);
  storage = await openStorage(settingsFor(urlAs(user)));
});
afterAll(async () => {
  await storage.close();
  await empty.close();
});

it("an ordinary user can set everything up, and no wall is open", async () => {
  expect(storage.migrated.length).toBeGreaterThan(0);
  expect(await storage.database.asOwner((tx) => openWalls(tx))).toEqual([]);
});

it("the server works as evenhand_app and sees its own workspace alone; the owner sees both for backup", async () => {
  const { database } = storage;
  const [north] = [
    await beginWorkspace(database, { name: "North", currency: "USD", timeZone: "UTC", language: "en" }),
    await beginWorkspace(database, { name: "South", currency: "USD", timeZone: "UTC", language: "en" }),
  ];
  const seen = await database.inWorkspace(north.workspaceId, (tx) =>
    tx.one("select current_user as who, (select count(*) from evenhand.workspace) as workspaces"),
  );
  expect(seen).toEqual({ who: "evenhand_app", workspaces: 1 });
  expect(await database.asOwner((tx) => tx.one("select count(*) as workspaces from evenhand.workspace"))).toEqual({ workspaces: 2 });
});

it("the URL for libraries works as the same role", async () => {
  const client = new Client({ connectionString: storage.database.url });
  await client.connect();
  const found = await client.query("select current_user as who, current_setting('search_path') as path");
  await client.end();
  expect(found.rows).toEqual([{ who: "evenhand_app", path: "sign_in,evenhand" }]);
});

it("a user who may not act as evenhand_app is told what an administrator has to run", async () => {
  const stranger = `${user}_stranger`;
  await asSuperuser(`create role ${stranger} login`);
  await expect(openStorage(settingsFor(urlAs(stranger)))).rejects.toThrow(`grant evenhand_app to "${stranger}"`);
});

it("an address where nothing listens is told in a sentence", async () => {
  await expect(openStorage(settingsFor("postgresql://anna@127.0.0.1:1/firm"))).rejects.toThrow(
    /The database firm at 127.0.0.1:1 cannot be used: .*Check DATABASE_URL/,
  );
});
