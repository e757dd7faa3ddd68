// Marks of touches are counted beside the reading of other facts: promised once the count has begun, and counted again where it failed.
import { expect, test } from "vitest";

import type { Database, Tx } from "#db/database.ts";
import { touchMarks } from "#ledger/fact-marks.ts";

const workspace = (id: string) => ({ id, factsVersion: 1 });
const aMark = { import: "first", mark: "3 12 done 3" };
const itsRow = { name: "touchpoint", ...aMark };

/** A database that answers when told to; `begins` false: no connection is to be had. */
function slowDatabase(begins = true) {
  const [asked, answers]: [number[], ((rows: unknown[] | Error) => void)[]] = [[], []];
  const rows = () =>
    new Promise<unknown[]>((done, failed) => {
      answers.push((told) => (told instanceof Error ? failed(told) : done(told)));
    });
  const database = {
    async inWorkspace(_: string, act: (tx: Tx) => Promise<unknown>) {
      await Promise.resolve();
      asked.push(1);
      if (!begins) throw new Error("no connection");
      return act({ rows } as unknown as Tx);
    },
  } as unknown as Database;
  return { database, asked, answer: (told: unknown[] | Error) => answers.shift()!(told) };
}

test("the count is promised when it has begun, not when it has ended, and everybody hears of the same one", async () => {
  const { database, asked, answer } = slowDatabase();
  const [one, other] = await Promise.all([touchMarks(database, workspace("a")), touchMarks(database, workspace("a"))]);
  expect(asked).toHaveLength(1);
  answer([itsRow]);
  expect(await one.counted).toEqual({ touchpoint: [aMark], activity: [] });
  expect(await other.counted).toBe(await one.counted);
});

test("a count that fails on its way is not kept", async () => {
  const { database, asked, answer } = slowDatabase();
  const first = await touchMarks(database, workspace("b"));
  answer(new Error("timed out"));
  await expect(first.counted).rejects.toThrow("timed out");
  const second = await touchMarks(database, workspace("b"));
  answer([]);
  expect(await second.counted).toEqual({ touchpoint: [], activity: [] });
  expect(asked).toHaveLength(2);
});

test("a count that cannot begin is told to whoever asked, and not kept", async () => {
  const { database, asked } = slowDatabase(false);
  await expect(touchMarks(database, workspace("c"))).rejects.toThrow("no connection");
  await expect(touchMarks(database, workspace("c"))).rejects.toThrow("no connection");
  expect(asked).toHaveLength(2);
});
