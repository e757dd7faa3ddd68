// The honesty of the shortfall's ranges: what the full run over hundreds of firms found holds for the method of today, and a quick look at fresh firms.
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { installationFolder } from "#apps/version.ts";
import { methodVersion } from "#evidence/shortfall/explain.ts";
import { coverageOf, nullRateOf } from "#testing/coverage.ts";
import { drivers } from "#testing/firm/process.ts";
import { shortfallEngine } from "#testing/shortfall-coverage.ts";

const explain = shortfallEngine(60);

test("the full run was made with the method of today, on at least 200 firms, and held what it states", () => {
  const page = readFileSync(join(installationFolder(), "bench", "coverage.md"), "utf8");
  const section = /\n## shortfall\n([\s\S]*?)(?=\n## |$)/.exec(page)![1]!;
  const [, firms, nothing] = /(\d+) simulated firms with planted changes.*? and (\d+) firms with nothing planted/s.exec(section)!.map(Number);
  expect(Math.min(firms!, nothing!)).toBeGreaterThanOrEqual(200);
  expect(Number(/method version (\d+)/.exec(section)?.[1])).toBe(methodVersion);
  for (const driver of drivers) {
    const [coverage, , planted] = new RegExp(`\\| ${driver} \\| ([\\d.]+) % ± [\\d.]+ \\| (\\d+) \\| ([\\d.]+) %`).exec(section)!.slice(1).map(Number);
    // The market's part is exactly zero where its index stands still, and then always held: what counts are the firms where it moved.
    const counted = driver === "market" ? planted! : coverage!;
    const chance = 200 * Math.sqrt((0.9 * 0.1) / firms!);
    expect([driver, counted >= 84 && counted <= 96 + chance]).toEqual([driver, true]);
  }
  expect(Number(/is told so in \*\*([\d.]+) %/.exec(section)?.[1])).toBeGreaterThanOrEqual(85);
});

test("in 40 fresh firms the ranges of each driver hold the truth in 73 to 100 %, and claims are centred on it", () => {
  const firms = 40;
  for (const row of coverageOf({ firms, seed: 40, explain })) {
    expect([row.driver, row.coverage >= 0.725]).toEqual([row.driver, true]);
    // Within four of the mean's own standard errors.
    expect(Math.abs(row.bias)).toBeLessThan((4 * row.error) / Math.sqrt(firms) + 1e-9);
  }
}, 180_000);

test("of 30 fresh firms with nothing planted at least 22 are told so", () => {
  expect(nullRateOf({ firms: 30, seed: 4_000, explain })).toBeGreaterThanOrEqual(22 / 30);
}, 180_000);
