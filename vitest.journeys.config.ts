// The browser journeys: one server for each file and one Chromium for all, one file at a time: two cores are no more than these need, and a server that is short of them refuses.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/testing/journeys/*.journey.ts"],
    globalSetup: "src/testing/journeys/demo-house.ts",
    fileParallelism: false,
    // One process for all: what they need is read once, and the browser is launched once.
    isolate: false,
    testTimeout: 120_000,
    // A screen says what it has to say when its answers have come, not at a given moment.
    expect: { poll: { timeout: 15_000 } },
    // The first one may have to build the screens.
    hookTimeout: 300_000,
    reporters: ["default", "./scripts/plain-count.ts"],
  },
});
