// A joint exhibition: begun from its template with tasks and lines of the budget, and the one that is over measured, set beside earlier ones and followed by an action.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { paths } from "#kit/paths.ts";
import { type House, hasBrowser, openDemo, openDemoHouse, seriousFindings, settled } from "#testing/journeys/house.ts";

describe.skipIf(!hasBrowser)("a joint exhibition", () => {
  let house: House;
  let page: Page;
  beforeAll(async () => {
    house = await openDemoHouse();
    page = await house.newPage();
    await openDemo(page);
  });
  afterAll(() => house.close());

  it("is begun from its template, and has its tasks half a year ahead and a year after", async () => {
    await page.goto(paths.projects("demo"));
    await settled(page);
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole("button", { name: "Begin a project" }).first().click();
    const form = page.getByRole("dialog");
    await form.getByLabel("Name").fill("Volga security show");
    await form.getByLabel("First day").fill("2028-05-10");
    await form.getByLabel("Last day").fill("2028-05-12");
    await form.getByRole("button", { name: "Begin a project" }).click();
    await page.waitForURL(/projects\/[0-9a-f-]{36}/);
    await page.getByText("Tasks", { exact: true }).first().click();
    await page.waitForURL(/part=tasks/);
    await page.getByText("Take the results after 90 days").first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });

  it("that is over is measured by itself, stands beside earlier ones, and an action begins from it", async () => {
    await page.goto(paths.projects("demo"));
    await settled(page);
    await page
      .getByRole("row", { name: /show 2025/ })
      .first()
      .click();
    await page.waitForURL(/projects\/[0-9a-f-]{36}/);
    const id = /projects\/([0-9a-f-]{36})/.exec(page.url())![1]!;
    await page.goto(paths.debrief("demo", id));
    await page.getByRole("heading", { name: /^What came of / }).waitFor();
    await page.getByText("What one costs, 30, 90, 180 and 365 days after").first().waitFor({ timeout: 60_000 });
    expect(
      await page
        .getByRole("table", { name: /Beside earlier events/ })
        .getByRole("row")
        .count(),
    ).toBeGreaterThan(2);
    await page
      .getByRole("button", { name: /^How we know: Accepted leads/ })
      .first()
      .click();
    await page.getByRole("dialog").getByText("never taken for lost", { exact: false }).waitFor();
    await page.keyboard.press("Escape");
    expect(await seriousFindings(page)).toEqual([]);
    const steps = page.getByRole("region", { name: "What follows from it" });
    await steps.getByRole("button", { name: "Start an action" }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel("What is to be done").fill("Name the staff six weeks ahead");
    await form.getByLabel("Owner").selectOption({ index: 1 });
    await form.getByRole("button", { name: "Start an action" }).click();
    await steps.getByRole("link", { name: "Name the staff six weeks ahead" }).click();
    await page
      .getByText(/^From the joint project/)
      .first()
      .waitFor();
  });
});
