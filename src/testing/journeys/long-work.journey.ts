// An answer that takes long says so, can be stopped, and can be asked for again.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { paths } from "#kit/paths.ts";
import { type House, hasBrowser, openDemo, openDemoHouse } from "#testing/journeys/house.ts";

describe.skipIf(!hasBrowser)("an answer that takes long", () => {
  let house: House;
  let page: Page;
  let isSlow = true;
  beforeAll(async () => {
    house = await openDemoHouse();
    page = await house.newPage();
    await openDemo(page);
    // The line holds the question back until the reader has lost patience.
    await page.route("**/api/w/demo/trust", async (route) => {
      if (isSlow) await new Promise((wake) => setTimeout(wake, 60_000)).catch(() => undefined);
      await route.continue().catch(() => undefined);
    });
    const questions = [
      { question: "readJourneys", part: "reading", share: 0.9 },
      { question: "readTrust", part: "draws", share: 0.427 },
    ];
    await page.route("**/api/w/demo/under-way", (route) => route.fulfill({ json: { questions } }));
  });
  afterAll(() => house.close());

  it("says that it is going on, and is left at a click", async () => {
    await page.goto(paths.trust("demo"));
    await page.getByText("Working it out").waitFor();
    // Of what is worked out for others, or on other pages, it says nothing.
    await page.getByText("Working it out: ranges 42 %").waitFor();
    const left = page.waitForEvent("requestfailed", (request) => request.url().endsWith("/trust"));
    await page.getByRole("button", { name: "Stop", exact: true }).click();
    await left;
    await expect.poll(() => page.getByText("Stopped: nothing was worked out").count()).toBe(1);
  });

  it("comes when it is asked for again", async () => {
    isSlow = false;
    await page.getByRole("button", { name: "Ask again" }).click();
    await page.getByRole("heading", { level: 1, name: "How far can these facts be believed?" }).waitFor();
    await page
      .getByText(/^Deals |findings|records/)
      .first()
      .waitFor();
    await expect.poll(() => page.getByText("Stopped: nothing was worked out").count()).toBe(0);
  });
});
