// A head of sales before the quarter begins: the range beside its past, an earlier forecast against what came, the open deals, and what moved.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type House, hasBrowser, openDemo, openDemoHouse, seriousFindings, settled } from "#testing/journeys/house.ts";
import { paths } from "#kit/paths.ts";

const demo = "demo";

describe.skipIf(!hasBrowser)("the quarter to come", () => {
  let house: House;
  let page: Page;
  beforeAll(async () => {
    house = await openDemoHouse();
    page = await house.newPage();
    await openDemo(page);
  });
  afterAll(() => house.close());

  it("is a range with its past, its parts and its open deals, each of which leads to its record", async () => {
    await page.goto(paths.forecast(demo));
    await settled(page);
    const main = page.getByRole("main");
    expect(await main.innerText()).toMatch(/as likely to be passed as missed; half of the cases end within .+, nine in ten within/);
    expect(await seriousFindings(page)).toEqual([]);
    await main.getByRole("table", { name: "The open deals, one by one" }).getByRole("row").nth(1).click();
    await page.waitForURL(/\/records\?.*id=/);
    await page.goBack();
  });

  it("stands beside what moved in the pipeline, step by step with the deals behind", async () => {
    await page.goto(paths.forecast(demo, { view: "movement" }));
    await settled(page);
    expect(await page.getByRole("main").innerText()).toMatch(/the pipeline (grew|shrank) by .+ the largest step: /);
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole("table", { name: "Step by step" }).getByRole("row").nth(1).click();
    await page.getByRole("dialog", { name: "New" }).getByRole("table").getByRole("row").nth(1).waitFor();
    expect(page.url()).toContain("step=new");
    await page.keyboard.press("Escape");
    await page.getByText("Forecast", { exact: true }).last().click();
    await page.waitForURL((address) => !address.search.includes("movement"));
    expect(house.faults).toEqual([]);
  });
});
