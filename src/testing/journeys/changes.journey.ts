// When did it turn: the demo company's changes, its planted downturn among the turning points, confirmed and tested on a figure.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { paths } from "#kit/paths.ts";
import { type House, hasBrowser, openDemo, openDemoHouse, seriousFindings, settled } from "#testing/journeys/house.ts";

describe.skipIf(!hasBrowser)("changes", () => {
  let house: House;
  let page: Page;
  beforeAll(async () => {
    house = await openDemoHouse();
    page = await house.newPage();
    await openDemo(page);
  });
  afterAll(() => house.close());

  it("the planted downturn is proposed, confirmed, and marked by its name", async () => {
    await page.goto(paths.changes("demo"));
    await page.getByRole("heading", { level: 1, name: "What changed, and when?" }).waitFor();
    await page.getByText("proposed by the facts").first().waitFor();
    await page.getByRole("button", { name: "Confirm" }).first().click();
    const form = page.getByRole("dialog");
    await form.getByLabel("What happened").fill("The market fell");
    await form.getByRole("button", { name: "Save" }).click();
    await form.waitFor({ state: "hidden" });
    await page.getByText("The market fell").first().waitFor();
    expect(await page.getByText("The market fell").count()).toBeGreaterThan(0);
  });

  it("a known day is tested on a figure, and the address leads others to the same", async () => {
    await page.getByRole("button", { name: "Test", exact: true }).first().click();
    await page.getByText(/Rests on \d+ steps before/).waitFor();
    expect(page.url()).toContain("day=");
    await page.reload();
    await page.getByText(/Rests on \d+ steps before/).waitFor();
    await settled(page);
    expect(await seriousFindings(page)).toEqual([]);
    expect(house.faults).toEqual([]);
  });
});
