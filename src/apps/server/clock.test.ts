// The clock: of several servers one takes the turn, a call begins it early, a dead server's turn passes on, and stopping waits for what is under way.
import { afterAll, beforeAll, expect, it } from "vitest";

import { startClock } from "#apps/server/clock.ts";
import { silent } from "#db/log.ts";
import { type ClockWork, takeTurn } from "#ledger/clock-work.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.close());

const said = (sql: string, name: string) => fresh.database.inSignIn((tx) => tx.one<Record<string, unknown>>(sql, [name]));
const hour = 3_600_000;

it("of two servers one does the work, and neither again before it is due", async () => {
  const turns: string[] = [];
  const work = (server: string): ClockWork => ({ name: "one", every: hour, run: async () => void turns.push(server) });
  const clocks = await Promise.all(["a", "b"].map((server) => startClock(fresh.database, silent, [work(server)])));
  await expect.poll(() => turns.length).toBe(1);
  expect(await takeTurn(fresh.database, { name: "one", every: hour }, false)).toBe(false);
  await Promise.all(clocks.map((clock) => clock.stop()));
  expect(turns).toHaveLength(1);
  expect(await said("select ended_at is not null as ended, lease_until is null as free, fault from installation.job where name = $1", "one")).toEqual({
    ended: true,
    free: true,
    fault: null,
  });
});

it("a call begins a turn ahead of time and hands over what was said, a burst of calls one turn", async () => {
  const heard: (readonly string[])[] = [];
  const clock = await startClock(fresh.database, silent, [
    { name: "woken", every: hour, wokenBy: "evenhand_test", restsFor: 100, run: async (turn) => void heard.push(turn.heard) },
  ]);
  await expect.poll(() => heard.length).toBe(1);
  await fresh.database.inSignIn(async (tx) => {
    await tx.notify("evenhand_test", "w1");
    await tx.notify("evenhand_test", "w2");
  });
  await expect.poll(() => heard.length).toBe(2);
  await clock.stop();
  expect(heard).toEqual([[], ["w1", "w2"]]);
});

it("a turn whose server has died passes on when its lease is over, and not before", async () => {
  const work = { name: "dead", every: 0 };
  expect(await takeTurn(fresh.database, work, false)).toBe(true);
  expect(await takeTurn(fresh.database, work, true)).toBe(false);
  await fresh.database.inSignIn((tx) => tx.run("update installation.job set lease_until = now() - interval '1 second' where name = 'dead'"));
  expect(await takeTurn(fresh.database, work, false)).toBe(true);
});

it("work that fails is noted and comes round again; stopping waits for a turn under way", async () => {
  let end: () => void = () => {};
  let isDone = false;
  const begun = Promise.withResolvers<void>();
  const run: ClockWork["run"] = async ({ signal }) => {
    begun.resolve();
    await new Promise<void>((resolve) => {
      end = resolve;
    });
    isDone = signal.aborted;
    throw new Error("it broke");
  };
  const clock = await startClock(fresh.database, silent, [{ name: "slow", every: hour, run }]);
  await begun.promise;
  const stopped = clock.stop();
  end();
  await stopped;
  expect(isDone).toBe(true);
  expect(String((await said("select fault from installation.job where name = $1", "slow"))["fault"])).toContain("it broke");
});
