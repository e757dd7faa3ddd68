// Which channels stand behind the deals, in the browser: never one model alone, the deals behind a channel, and deals judged blind.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type House, hasBrowser, openDemo, openDemoHouse, seriousFindings, settled } from "#testing/journeys/house.ts";
import { paths } from "#kit/paths.ts";

describe.skipIf(!hasBrowser)("the room of journeys", () => {
  let house: House;
  let page: Page;
  beforeAll(async () => {
    house = await openDemoHouse();
    page = await house.newPage();
    await openDemo(page);
  });
  afterAll(() => house.close());

  it("says that credit is not effect, and shows every channel under all models", async () => {
    await page.goto(paths.journeys("demo"));
    await page.getByRole("row", { name: /Exhibition/ }).waitFor();
    await settled(page);
    const said = await page.getByRole("main").innerText();
    expect(said).toContain("Shares of credit under a model, not effect.");
    expect(said).toMatch(/(comes first under \d+ of \d+|under all \d+ models)/);
    expect(await seriousFindings(page)).toEqual([]);
  });

  it("a channel opens by its address with each model's range and its won deals, which lead to their records", async () => {
    await page.getByRole("row", { name: /Exhibition/ }).click();
    const panel = page.getByRole("dialog", { name: "Exhibition" });
    await panel.getByRole("row", { name: /Last touch/ }).waitFor();
    await panel.getByRole("link", { name: /^D/ }).first().waitFor();
    await page.reload();
    await panel.getByRole("link", { name: /^D/ }).first().click();
    await page.waitForURL(/\/records\?.*entity=deal/);
    expect(page.url()).toMatch(/id=D/);
  });

  it("another question stands in the address; where the facts do not answer, the page says why", async () => {
    await page.goto(paths.journeys("demo"));
    await page.getByRole("combobox", { name: "Looking back" }).selectOption({ label: "30 days" });
    await page.waitForURL(/lookback=30/);
    await page.goto(paths.journeys("demo", { begun: "2001" }));
    await page.getByText("Cannot be told").waitFor();
    expect(await page.getByRole("main").innerText()).toContain("There are no touches on record for this question.");
  });

  it("deals judged by both sides say which model agrees with people; a sample is put aside, brought back by undo, and drawn anew", async () => {
    await page.goto(paths.journeys("demo", { view: "review" }));
    await page.getByRole("table", { name: "How often a model names what people named" }).waitFor();
    expect(await page.getByRole("main").innerText()).toContain("14 of 20 deals judged by both");
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole("button", { name: "Put this sample aside" }).click();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("group", { name: /^D/ }).first().waitFor();
    await page.getByRole("button", { name: "Put this sample aside" }).click();
    await page.getByRole("button", { name: "Draw deals" }).click();
    await page.getByRole("group", { name: /^D/ }).first().waitFor();
    expect(await page.getByRole("group", { name: /^D/ }).count()).toBe(20);
    expect(house.faults).toEqual([]);
  });
});
