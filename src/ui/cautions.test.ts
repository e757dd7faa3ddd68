// Every caution, reason and method that a figure can carry has its words.
import { readFileSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";

import { words as cautions } from "#ui/cautions.en.ts";
import { words as methods } from "#ui/methods.en.ts";
import { words as problems } from "#ui/problems.en.ts";

const sourcesOf = (names: readonly string[]) =>
  names
    .map((name) => new URL(`../evidence/${name}/`, import.meta.url))
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
        .map((name) => readFileSync(new URL(name, folder), "utf8")),
    );

test("methods", () => {
  const names = sourcesOf(["kpi", "funnel", "cycle", "shortfall", "goals", "campaigns", "projects"]).flatMap((text) =>
    [...text.matchAll(/\bmethod: "([a-z-]+)"/g)].map((match) => match[1]!),
  );
  expect(names.length).toBeGreaterThan(8);
  expect(names.filter((name) => !(name in methods))).toEqual([]);
});

test("cautions", () => {
  const codes = sourcesOf(["kpi", "funnel", "cycle", "shortfall", "campaigns", "projects"]).flatMap((text) =>
    [...text.matchAll(/\bcode: "([a-z-]+)"/g)].map((match) => match[1]!),
  );
  expect(codes.length).toBeGreaterThan(8);
  expect(codes.filter((code) => !(code in cautions))).toEqual([]);
});

test("reasons", () => {
  const reasons = sourcesOf(["kpi", "funnel", "cycle", "campaigns", "projects"]).flatMap((text) =>
    [...text.matchAll(/"((?:no|too|not|leads|nobody|new-or)-[a-z-]+)"/g)].map((match) => match[1]!),
  );
  expect(reasons.length).toBeGreaterThan(15);
  expect(reasons.filter((reason) => !(reason in problems))).toEqual([]);
});
