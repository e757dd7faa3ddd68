// How tests run: each file beside what it tests, one PostgreSQL for all of them.
import { availableParallelism } from "node:os";

import { defineConfig } from "vitest/config";

/** Tests that reach no database, process or server: they share a worker and what it has loaded, since nothing one of them does is seen by the next. */
const pure = [
  "src/{kit,facts,evidence,ui,intake}/**/*.test.{ts,tsx}",
  "src/testing/**/*.test.ts",
  "src/features/*/{access,rules,words,summary}.test.ts",
  "src/features/*/parts/*.test.ts",
  "scripts/**/*.test.ts",
];
/** Tests that kill and stop processes and wait for others to notice: after all the rest, with the machine to themselves. */
const alone = ["src/apps/cli/lives.test.ts"];
const all = ["src/**/*.test.{ts,tsx}", "scripts/**/*.test.ts"];

export default defineConfig({
  test: {
    reporters: ["default", "./scripts/plain-count.ts"],
    pool: "forks",
    // Many tests wait for PostgreSQL or for another process: on two cores, two workers.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 60_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    projects: [
      { extends: true, test: { name: "pure", include: pure, isolate: false, setupFiles: ["src/testing/ids-anew.ts"] } },
      { extends: true, test: { name: "whole", globalSetup: ["src/testing/run.ts"], include: all, exclude: [...pure, ...alone, "**/node_modules/**"] } },
      { extends: true, test: { name: "alone", include: alone, sequence: { groupOrder: 1 } } },
    ],
  },
});
