// The weight of a first visit counts all that it fetches, once.
import { expect, test } from "vitest";

import { weighFirstLoad } from "./first-load.ts";

const chunk = (fileName: string, options: { imports?: string[]; isEntry?: boolean; from?: string } = {}) => ({
  fileName,
  code: `${fileName} ${"x".repeat(100)}`,
  imports: options.imports ?? [],
  isEntry: options.isEntry ?? false,
  facadeModuleId: options.from ?? null,
  moduleIds: [],
});

test("the entry, what it imports, one language's words and the heaviest page are counted; what is fetched later is not", () => {
  const weight = weighFirstLoad([
    chunk("entry.js", { isEntry: true, imports: ["shared.js"] }),
    chunk("shared.js"),
    chunk("words.js", { from: "/src/ui/words.ru.ts" }),
    chunk("small.js", { from: "/src/features/a/page.tsx", imports: ["shared.js"] }),
    chunk("large.js", { from: "/src/features/b/page.tsx", imports: ["shared.js", "table.js"] }),
    chunk("table.js"),
    chunk("later.js"),
  ]);
  expect(weight.parts.map((part) => part.name).toSorted()).toEqual(["entry.js", "large.js", "shared.js", "table.js", "words.js"]);
  expect(weight.page).toBe("/src/features/b/page.tsx");
  expect(weight.total).toBe(weight.parts.reduce((sum, part) => sum + part.bytes, 0));
});

test("without an entry there is nothing to weigh", () => {
  expect(() => weighFirstLoad([chunk("a.js")])).toThrow("no entry");
});
