// A stream is open for as long as its reader is in, and asking that holds nobody up.
import { expect, test } from "vitest";

import { stillInMs, stillInOf } from "#http/still-in.ts";

const soon = () => new Promise((resolve) => setTimeout(resolve, 0));

test("the first event is asked for, those right after are not", async () => {
  let asked = 0;
  const isIn = stillInOf(
    async () => ++asked > 0,
    () => 0,
  );
  expect([await isIn(), await isIn(), await isIn()]).toEqual([true, true, true]);
  expect(asked).toBe(1);
});

test("before the answer is too old the next one is asked for while events go on", async () => {
  const [answers, now] = [[true, false], { ms: 0 }];
  const isIn = stillInOf(
    async () => answers.shift()!,
    () => now.ms,
  );
  await isIn();
  now.ms = stillInMs - 100;
  expect(await isIn()).toBe(true);
  await soon();
  expect(await isIn()).toBe(false);
});

test("an answer that is too old is waited for", async () => {
  const now = { ms: 0 };
  const isIn = stillInOf(
    async () => now.ms === 0,
    () => now.ms,
  );
  expect(await isIn()).toBe(true);
  now.ms = stillInMs;
  expect(await isIn()).toBe(false);
});

test("a fault ahead of time ends nothing; a fault when it must be known does", async () => {
  const now = { ms: 0 };
  const isIn = stillInOf(
    async () => {
      if (now.ms > 0) throw new Error("away");
      return true;
    },
    () => now.ms,
  );
  await isIn();
  now.ms = stillInMs - 1;
  expect(await isIn()).toBe(true);
  await soon();
  now.ms = stillInMs;
  await expect(isIn()).rejects.toThrow("away");
});

test("of a hundred streams that ask at one moment twenty-five are asked at once, and all get their answer", async () => {
  let [now, most] = [0, 0];
  const ask = async () => {
    most = Math.max(most, ++now);
    await soon();
    now -= 1;
    return true;
  };
  const answers = await Promise.all(Array.from({ length: 100 }, () => stillInOf(ask, () => 0)()));
  expect(answers.every(Boolean)).toBe(true);
  expect([most, now]).toEqual([25, 0]);
});
