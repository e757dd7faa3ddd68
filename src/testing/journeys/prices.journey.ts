// A head of sales asks where the list price goes: a step of the waterfall opens its deals, another cut stands in the address, the picture has its table.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { paths } from "#kit/paths.ts";
import { type House, hasBrowser, openDemo, openDemoHouse, seriousFindings, settled } from "#testing/journeys/house.ts";

const demo = "demo";

describe.skipIf(!hasBrowser)("prices", () => {
  let house: House;
  let page: Page;
  beforeAll(async () => {
    house = await openDemoHouse();
    page = await house.newPage();
    await openDemo(page);
  });
  afterAll(() => house.close());

  it("answers in a sentence, and says that the naive picture is an association", async () => {
    await page.goto(paths.prices(demo));
    await settled(page);
    const said = await page.getByRole("main").innerText();
    expect(said).toMatch(/was given away \(/);
    expect(said).toContain("nothing held equal: an association");
    expect(said).toMatch(/Sellers name the price in \d+% of the \d+ lost deals whose buyers were asked/);
    expect(await seriousFindings(page)).toEqual([]);
  });

  it("a step of the waterfall opens its deals, the largest discount first, and a reload shows the same", async () => {
    await page.getByRole("button", { name: /Discount beyond/ }).click();
    const panel = page.getByRole("dialog", { name: /Discount beyond policy/ });
    await panel.getByRole("table").getByRole("row").nth(1).waitFor();
    const said = await panel.getByRole("table").innerText();
    expect(page.url()).toContain("step=beyond-policy");
    await page.reload();
    await panel.getByRole("table").getByRole("row").nth(1).waitFor();
    expect(await panel.getByRole("table").innerText()).toBe(said);
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "hidden" });
  });

  it("another cut stands in the address and comes back with it; a group opens its deals", async () => {
    await page.getByRole("combobox", { name: "Cut by" }).selectOption({ label: "Segment" });
    await page.waitForURL(/by=segment/);
    await page.reload();
    await settled(page);
    const table = page.getByRole("table", { name: "Who gives how much away" });
    await table.getByRole("row", { name: /Distributors/ }).click();
    await page.getByRole("dialog", { name: /Distributors/ }).waitFor();
    expect(page.url()).toContain("group=Distributors");
    await page.keyboard.press("Escape");
  });

  it("nothing went wrong on any page", () => expect(house.faults).toEqual([]));
});
