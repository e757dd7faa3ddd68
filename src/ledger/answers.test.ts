// Kept answers save work and are never given for facts that have changed.
import { expect, test } from "vitest";

import { keptAnswers } from "#ledger/answers.ts";

const asked = (name: string, factsVersion = 1, workspaceId = "w") => ({ workspaceId, factsVersion, name });

test("the same question about the same facts is worked out once, also for those who ask meanwhile", async () => {
  let worked = 0;
  const answers = keptAnswers(10);
  const work = async () => ++worked;
  expect(await Promise.all([answers.to(asked("a"), work), answers.to(asked("a"), work)])).toEqual([1, 1]);
  expect(await answers.to(asked("a"), work)).toBe(1);
});

test("changed facts are looked at anew, and another workspace's answer is another", async () => {
  let worked = 0;
  const answers = keptAnswers(10);
  const work = async () => ++worked;
  expect([await answers.to(asked("a"), work), await answers.to(asked("a", 2), work), await answers.to(asked("a", 2, "other"), work)]).toEqual([1, 2, 3]);
});

test("a failure is not kept", async () => {
  const answers = keptAnswers(10);
  await expect(answers.to(asked("a"), () => Promise.reject(new Error("no storage")))).rejects.toThrow("no storage");
  expect(await answers.to(asked("a"), async () => "fine")).toBe("fine");
});

test("of two that fit, the one asked for longest ago goes", async () => {
  let worked = 0;
  const answers = keptAnswers(2);
  const work = async () => ++worked;
  for (const name of ["a", "b", "a", "c"]) await answers.to(asked(name), work);
  expect(await answers.to(asked("a"), work)).toBe(1);
  expect(await answers.to(asked("b"), work)).toBe(4);
});
