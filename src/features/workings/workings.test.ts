// How figures are worked out: every method that a figure names has its page, every page is taken apart without loss, and no name leads out of the folder.
import { readFileSync, readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { listMethods, readMethod } from "#features/workings/contract.ts";
import { routes } from "#features/workings/routes.ts";
import { type Block, type Inline, blocksOf, inlinesOf, isAbout, titleOf } from "#features/workings/rules.ts";
import { claimKeys } from "#facts/claims.ts";
import { methodPage, methodPages } from "#http/method-pages.ts";
import { words } from "#ui/methods.en.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";
import { type Ask, type ServerForTests, aServer } from "#testing/server.ts";

describe("asked over the wire", () => {
  let fresh: FreshDatabase;
  let server: ServerForTests;
  let [viewer, agency] = [] as unknown as [Ask, Ask];
  beforeAll(async () => {
    fresh = await freshDatabase();
    server = await aServer(fresh.database, fresh.workspaceId, { routes });
    [viewer, agency] = [(await server.member("viewer")).ask, (await server.member("agency")).ask];
  });
  afterAll(async () => {
    await server.close();
    await fresh.close();
  });

  test("the list holds every page by its title, and each is read by its name; agencies have no such room", async () => {
    const { methods } = (await viewer(listMethods)).body as { methods: { name: string; title: string }[] };
    expect(methods).toContainEqual({ name: "claims", title: "Claims and their verdicts" });
    expect(methods.map(({ title }) => title)).toEqual(methods.map(({ title }) => title).toSorted((a, b) => a.localeCompare(b, "en")));
    expect((await viewer(readMethod, { params: { name: "win-rate" } })).body).toMatchObject({ name: "win-rate", text: expect.stringContaining("# ") });
    for (const asked of [await agency(listMethods), await agency(readMethod, { params: { name: "claims" } })]) expect(asked.status).toBe(403);
  });

  test("a figure's name for a part of a method leads to its page; what is not there is not found, and no name becomes a path", async () => {
    expect((await viewer(readMethod, { params: { name: "lmdi" } })).body).toMatchObject({ name: "shortfall" });
    expect((await viewer(readMethod, { params: { name: "no-such-method" } })).status).toBe(404);
    for (const name of ["../security", "..%2fsecurity", "README", "claims.md"]) expect((await viewer(readMethod, { params: { name } })).status).toBe(404);
  });
});

test("every method that evidence gives a figure, or that has a sentence of its own, has a page", () => {
  const sources = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory()
        ? sources(`${folder}/${entry.name}`)
        : entry.name.endsWith(".ts") && !entry.name.endsWith(".test.ts")
          ? [`${folder}/${entry.name}`]
          : [],
    );
  const named = ["src/evidence", "src/features"]
    .flatMap(sources)
    .flatMap((file) => [...readFileSync(file, "utf8").matchAll(/\bmethod: "([a-z-]+)"/g)].map((match) => match[1]!));
  const asked = new Set([...named, ...Object.keys(words)]);
  expect(asked.size).toBeGreaterThan(20);
  expect([...asked].filter((name) => methodPage(name) === null)).toEqual([]);
});

test("each claim has its row in the table of claims", () => {
  const tables = blocksOf(methodPage("claims")!.text).filter((block) => block.kind === "table");
  const rows = tables.flatMap((table) => table.rows);
  expect(claimKeys.filter((key) => !rows.some((row) => isAbout(row, key)))).toEqual([]);
});

/** Everything that is drawn of a page, as text. */
function drawn(block: Block): string[] {
  if (block.kind === "formula") return [block.text];
  const lines = block.kind === "table" ? [block.head, ...block.rows].flat() : block.kind === "list" ? block.items : [block.text];
  const plain = (parts: readonly Inline[]): string => parts.map((part) => (part.kind === "strong" ? plain(inlinesOf(part.text)) : part.text)).join("");
  return lines.map((line) => plain(inlinesOf(line)));
}

const lettersOf = (text: string) => text.replaceAll(/\]\([^)\s]+\)/g, "").replaceAll(/[^\p{L}]+/gu, "");

test.each([...methodPages().values()].map((page) => [page.name, page] as const))(
  "%s is drawn whole: no word is lost, no mark of Markdown is left over",
  (_, page) => {
    const told = blocksOf(page.text).flatMap(drawn);
    expect(lettersOf(titleOf(page) + told.join(" "))).toBe(lettersOf(page.text));
    expect(told.filter((line) => /\*\*|\]\(|^\s*\||^#|^```/.test(line))).toEqual([]);
  },
);

test("a page is headings, paragraphs, lists, tables and formulas; lines that go on belong to their item", () => {
  expect(
    blocksOf(
      "# Title\n\nOne\ntwo\n\n## Part\n- **a** `b`\n  goes on\n- c\n\n1. first\n2. second\n\n| `k` | v |\n|---|--:|\n| x | 1 \\| 2 |\n\n    a = b\n      + c\n",
    ),
  ).toEqual([
    { kind: "paragraph", text: "One two" },
    { kind: "heading", level: 2, text: "Part" },
    { kind: "list", isNumbered: false, items: ["**a** `b` goes on", "c"] },
    { kind: "list", isNumbered: true, items: ["first", "second"] },
    { kind: "table", head: ["`k`", "v"], rows: [["x", "1 | 2"]] },
    { kind: "formula", text: "a = b\n  + c" },
  ]);
});

test("within a line: code, strong, emphasis and links; a product is no emphasis, a script is no address", () => {
  expect(inlinesOf("n * m * k, `a*b`, *so*, [w](win-rate.md), [x](javascript:alert) [y](https://example.com)")).toEqual([
    { kind: "text", text: "n * m * k, " },
    { kind: "code", text: "a*b" },
    { kind: "text", text: ", " },
    { kind: "emphasis", text: "so" },
    { kind: "text", text: ", " },
    { kind: "link", text: "w", method: "win-rate", address: null },
    { kind: "text", text: ", " },
    { kind: "link", text: "x", method: null, address: null },
    { kind: "text", text: " " },
    { kind: "link", text: "y", method: null, address: "https://example.com" },
  ]);
});
