// The browser journeys: one server and one Chromium for each file, two files at a time: while one waits for its server, the other draws.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/testing/journeys/*.journey.ts"],
    globalSetup: "src/testing/journeys/demo-house.ts",
    maxWorkers: 2,
    testTimeout: 120_000,
    // The first one may have to build the screens.
    hookTimeout: 300_000,
    reporters: ["default", "./scripts/plain-count.ts"],
  },
});
