import { describe, expect, it } from "vitest";

import { faultsOf } from "./faults.ts";

const rulesOf = (path: string, text: string, others: { path: string; text: string }[] = []) =>
  faultsOf([{ path, text: `// A caption.\n${text}` }, ...others]).map((fault) => fault.rule);

describe("the fence refuses", () => {
  it.each([
    ["a floor that takes from above", "src/kit/day.ts", 'import "#facts/deal.ts";', "floors"],
    ["evidence that reads the ledger", "src/evidence/kpi/a.ts", 'import { read } from "#ledger/read.ts";', "floors"],
    ["the ledger that reads a feature", "src/ledger/a.ts", 'export * from "#features/goals/rules.ts";', "floors"],
    ["a feature that takes from its neighbour", "src/features/goals/rules.ts", 'import { a } from "#features/trust/rules.ts";', "siblings"],
    ["a page that takes from a store", "src/features/goals/page.tsx", 'import { a } from "#features/goals/store.ts";', "feature-file"],
    ["a page that takes from the database", "src/features/goals/page.tsx", 'const a = import("#db/database.ts");', "feature-file"],
    ["a contract that takes from evidence", "src/features/goals/contract.ts", 'import type { A } from "#evidence/kpi/a.ts";', "feature-file"],
    ["a name outside the closed set", "src/features/goals/helpers.ts", "", "closed-names"],
    ["a rule that takes from a piece of the routes", "src/features/goals/rules.ts", 'import { a } from "#features/goals/routes/act.ts";', "feature-file"],
    ["Node in the pure middle", "src/evidence/kpi/a.ts", 'import fs from "node:fs";', "pure"],
    ["a clock in the pure middle", "src/kit/a.ts", "export const a = () => Date.now();", "pure"],
    ["chance in the pure middle", "src/features/goals/rules.ts", "export const a = () => Math.random();", "pure"],
    ["an import without its extension", "src/evidence/kpi/a.ts", 'import { a } from "#kit/day";', "extension"],
    ["a relative import", "src/evidence/kpi/a.ts", 'import { a } from "./b.ts";', "hash-imports"],
    ["a statement that forgets the workspace", "src/ledger/a.ts", "const q = `select count(*) from evenhand.deal`;", "workspace-named"],
    ["a floor that is not in the plan", "src/utils/a.ts", "", "floor"],
    ["a file name in another case", "src/kit/dayNumber.ts", "", "kebab-case"],
    ["a file beyond 300 lines", "src/kit/a.ts", "\n".repeat(301), "length"],
  ])("%s", (_, path, text, rule) => {
    expect(rulesOf(path, text)).toContain(rule);
  });

  it("a file without its caption", () => {
    expect(faultsOf([{ path: "src/kit/a.ts", text: "export const a = 1;\n" }]).map((fault) => fault.rule)).toEqual(["caption"]);
  });

  it.each([
    ["two migrations with one number", "src/db/migrations/0009_meetings.sql", "src/db/migrations/0009_surveys.sql"],
    ["two decision records with one number", "docs/decisions/0009-meetings.md", "docs/decisions/0009-surveys.md"],
  ])("%s", (_, one, same) => {
    const found = (...paths: string[]) =>
      faultsOf(paths.map((path) => ({ path, text: "-- A caption.\n" }))).map(({ rule, path, sentence }) => [rule, path, sentence]);
    expect(found(same, one)).toEqual([["number-twice", same, `this number is taken by ${one}: take the next free one`]]);
    expect(found(one, same.replace("0009", "0010"))).toEqual([]);
  });

  it("a circle of three files, named once", () => {
    const file = (name: string, next: string) => ({ path: `src/kit/${name}.ts`, text: `// A caption.\nimport type { A } from "#kit/${next}.ts";\n` });
    const faults = faultsOf([file("a", "b"), file("b", "c"), file("c", "a")]);
    expect(faults.map((fault) => fault.rule)).toEqual(["circle"]);
    expect(faults[0]!.sentence).toContain("src/kit/a.ts -> src/kit/b.ts -> src/kit/c.ts");
  });
});

describe("the fence lets through", () => {
  it.each([
    ["evidence on facts and kit", "src/evidence/kpi/a.ts", 'import { a } from "#facts/deal.ts";\nimport { b } from "#kit/day.ts";'],
    [
      "a page on its rules and the screen kit",
      "src/features/goals/page.tsx",
      'import { a } from "#features/goals/rules.ts";\nimport { b } from "#ui/page.tsx";',
    ],
    ["a statement with its workspace", "src/ledger/a.ts", "const q = `select count(*) from evenhand.deal where workspace_id = $1`;"],
    ["a test that takes from everywhere", "src/evidence/kpi/a.test.ts", 'import { a } from "#testing/builders.ts";'],
    ["a long file with its reason", "src/kit/a.ts", `// Long because: one table of one standard.\n${"\n".repeat(400)}`],
  ])("%s", (_, path, text) => {
    expect(rulesOf(path, text)).toEqual([]);
  });
});
