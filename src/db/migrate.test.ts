// Migrations run once, in order, and refuse what does not fit.
import { afterEach, beforeEach, expect, it } from "vitest";
import { Client } from "pg";
import { type Migration, appliedMigrations, migrate, ownMigrations } from "#db/migrate.ts";
import { emptyDatabase } from "#testing/database.ts";

let empty: Awaited<ReturnType<typeof emptyDatabase>>;
beforeEach(async () => {
  empty = await emptyDatabase();
});
afterEach(() => empty.close());

const aMigration = (name: string, sql: string): Migration => ({ name, sql, digest: `digest of ${sql}` });
const first = aMigration("0001_first", "create table public.first (id int)");
const second = aMigration("0002_second", "create table public.second (id int)");

it("what is missing is applied, and nothing twice", async () => {
  expect(await migrate(empty.ownerUrl, [first])).toEqual(["0001_first"]);
  expect(await migrate(empty.ownerUrl, [first, second])).toEqual(["0002_second"]);
  expect(await migrate(empty.ownerUrl, [first, second])).toEqual([]);
  expect(await appliedMigrations(empty.ownerUrl)).toEqual(["0001_first", "0002_second"]);
});

it("an untouched database has had none", async () => {
  expect(await appliedMigrations(empty.ownerUrl)).toEqual([]);
});

it("two starts at once apply each migration once", async () => {
  const both = await Promise.all([migrate(empty.ownerUrl, [first, second]), migrate(empty.ownerUrl, [first, second])]);
  expect(both.flat().sort()).toEqual(["0001_first", "0002_second"]);
});

it("an edited migration is refused by name", async () => {
  await migrate(empty.ownerUrl, [first]);
  await expect(migrate(empty.ownerUrl, [{ ...first, digest: "another" }])).rejects.toThrow(/0001_first was changed/);
});

it("a database that is ahead of this version is refused by name", async () => {
  await migrate(empty.ownerUrl, [first, second]);
  await expect(migrate(empty.ownerUrl, [first])).rejects.toThrow(/0002_second, which this version of Evenhand does not know/);
});

it("a migration that comes late is refused", async () => {
  await migrate(empty.ownerUrl, [second]);
  await expect(migrate(empty.ownerUrl, [first, second])).rejects.toThrow(/0001_first comes before 0002_second/);
});

it("a migration that fails half way leaves nothing, and those before it stay", async () => {
  const broken = aMigration("0002_broken", "create table public.half (id int); select 1 / 0");
  await expect(migrate(empty.ownerUrl, [first, broken])).rejects.toThrow(/0002_broken failed and changed nothing: division by zero/);
  expect(await appliedMigrations(empty.ownerUrl)).toEqual(["0001_first"]);
  const client = new Client({ connectionString: empty.ownerUrl });
  await client.connect();
  const half = await client.query("select to_regclass('public.half') as there");
  await client.end();
  expect(half.rows).toEqual([{ there: null }]);
});

it("our own migrations are numbered one by one and begin with a comment", () => {
  const own = ownMigrations();
  expect(own.map((each) => Number(each.name.slice(0, 4)))).toEqual(own.map((_, index) => index + 1));
  expect(own.filter((each) => !each.sql.startsWith("-- "))).toEqual([]);
});
