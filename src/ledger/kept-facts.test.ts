// What goes over from one state of the facts to the next is found again by its name and its workspace, and the oldest make room.
import { expect, test } from "vitest";

import { type KeptFacts, carriedOver } from "#ledger/kept-facts.ts";

const state = (workspaceId: string, factsVersion: number) => ({ workspaceId, factsVersion }) as unknown as KeptFacts;

test("the next state finds what the last one left, another workspace does not, and of five names the one asked for longest ago is begun anew", () => {
  const begun: string[] = [];
  const ask = (workspaceId: string, version: number, name: string) =>
    carriedOver(state(workspaceId, version), name, () => {
      begun.push(`${workspaceId} ${name}`);
      return { name };
    });
  const first = ask("w1", 1, "a");
  expect(ask("w1", 2, "a")).toBe(first);
  expect(ask("w2", 2, "a")).not.toBe(first);
  for (const name of ["b", "c"]) ask("w1", 2, name);
  expect(ask("w1", 3, "a")).toBe(first);
  // Four are kept: w2's is the oldest now, then b and c.
  ask("w1", 3, "d");
  expect(ask("w1", 4, "a")).toBe(first);
  ask("w2", 4, "a");
  expect(begun).toEqual(["w1 a", "w2 a", "w1 b", "w1 c", "w1 d", "w2 a"]);
});
