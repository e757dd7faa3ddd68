// Whom to call first: the list of open leads with reasons, narrowed to one salesperson, and one of them opened.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { paths } from "#kit/paths.ts";
import { type House, hasBrowser, openDemo, openDemoHouse, seriousFindings, settled } from "#testing/journeys/house.ts";

describe.skipIf(!hasBrowser)("whom to call first", () => {
  let house: House;
  let page: Page;
  beforeAll(async () => {
    house = await openDemoHouse();
    page = await house.newPage();
    await openDemo(page);
  });
  afterAll(() => house.close());

  it("the answer says how well the score did beforehand, and the list begins with the best chance", async () => {
    await page.goto(paths.score("demo"));
    await settled(page);
    await page.getByRole("table", { name: "Open, the best chance first" }).waitFor();
    expect(await page.getByRole("main").innerText()).toMatch(
      /the fifth of the leads with the highest scores held \d+\.\d% of all wins \(\d+\.\d% – \d+\.\d%\)/,
    );
    expect(await seriousFindings(page)).toEqual([]);
  });

  it("narrowed to one salesperson, the address says so and every lead is that person's", async () => {
    const choice = page.getByRole("combobox", { name: "Worked by" });
    const name = (await choice.getByRole("option").nth(1).innerText()).replace(/ \([\d,]+\)$/, "");
    await choice.selectOption({ index: 1 });
    await page.waitForURL(/owner=/);
    await settled(page);
    const table = page.getByRole("table", { name: "Open, the best chance first" });
    await expect.poll(async () => (await table.getByRole("row").filter({ hasText: name }).count()) === (await table.getByRole("row").count()) - 1).toBe(true);
  });

  it("a lead opens its record", async () => {
    await page.getByRole("table", { name: "Open, the best chance first" }).getByRole("row").nth(1).click();
    await page.waitForURL(/records\?.*id=L-/);
    expect(house.faults).toEqual([]);
  });
});
