// A head of sales asks how long deals take: the answer, the deals behind a number, two kinds against one another, and whose turn the days were.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type House, fitsTheWidth, hasBrowser, openDemo, openDemoHouse, seriousFindings, settled } from "#testing/journeys/house.ts";
import { paths } from "#kit/paths.ts";

const demo = "demo";
describe.skipIf(!hasBrowser)("the sales cycle of the demo company", () => {
  let house: House;
  let page: Page;
  beforeAll(async () => {
    house = await openDemoHouse();
    page = await house.newPage();
    await openDemo(page);
  });
  afterAll(() => house.close());

  it("says in a sentence after how many days half are closed, and a number opens just as many deals", async () => {
    await page.goto(paths.cycle(demo));
    await settled(page);
    expect(await page.getByRole("main").innerText()).toMatch(/Half of all deals are closed after \d+ days \(\d+–\d+ days\)/);
    const rule = page.getByRole("table").last().getByRole("row").nth(2);
    const count = await rule.getByRole("link").innerText();
    await rule.getByRole("link").click();
    const panel = page.getByRole("dialog", { name: "Open deals that would count as dead" });
    await panel.getByText(`${count} records`).waitFor();
    expect(page.url()).toContain("behind=dead");
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "hidden" });
    expect(page.url()).not.toContain("behind=");
  });

  it("two kinds of deal stand against one another, and the choice comes back with the address", async () => {
    await page.getByRole("tab", { name: "Compare" }).click();
    await page.getByRole("combobox", { name: "Compare by" }).selectOption({ label: "Region" });
    await page.getByRole("combobox", { name: "First kind of deal" }).selectOption({ label: "Volga" });
    await page.waitForURL(/by=region.*first=Volga/);
    await settled(page);
    const title = page.getByRole("figure").first().getByRole("heading");
    await title.filter({ hasText: "Volga" }).waitFor();
    const said = await title.innerText();
    expect(await seriousFindings(page)).toEqual([]);
    await page.reload();
    await settled(page);
    await title.filter({ hasText: said }).waitFor();
  });

  it("what goes with the pace is told with its checks, and the stages with whose turn it was", async () => {
    await page.goto(paths.cycle(demo, { view: "paces" }));
    await page.getByRole("heading", { name: "How far this may be believed" }).waitFor();
    expect(await page.getByRole("main").innerText()).toContain("Only what is known on a deal's first day is looked at");
    expect(await seriousFindings(page)).toEqual([]);
    await page.goto(paths.cycle(demo, { view: "stages" }));
    await page.getByRole("heading", { name: "Days in each stage" }).waitFor();
    expect(await page.getByRole("main").innerText()).toMatch(/open days of [\d,]+ enquiries and deals/);
    expect(await seriousFindings(page)).toEqual([]);
  });

  it("fits a phone in each of its views, and nothing went wrong on the way", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const view of ["course", "groups", "paces", "stages"]) {
      await page.goto(paths.cycle(demo, { view }));
      await settled(page);
      expect([view, await fitsTheWidth(page)]).toEqual([view, true]);
    }
    expect(house.faults).toEqual([]);
  });
});
