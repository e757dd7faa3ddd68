// The two heads ask what promotion and a deal cost: the answer, its parts, the papers of a card, and the spend behind it; on a desk and a phone.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { paths } from "#kit/paths.ts";
import { type House, fitsTheWidth, hasBrowser, openDemo, openDemoHouse, seriousFindings, settled } from "#testing/journeys/house.ts";

const demo = "demo";
describe.skipIf(!hasBrowser)("costs", () => {
  let house: House;
  let page: Page;
  beforeAll(async () => {
    house = await openDemoHouse();
    page = await house.newPage();
    await openDemo(page);
  });
  afterAll(() => house.close());

  it("says what promotion, a won deal and one deal more cost, and keeps media and production apart", async () => {
    await page.goto(paths.costs(demo));
    await settled(page);
    const said = await page.getByRole("main").innerText();
    expect(said).toMatch(/Promotion cost .+ of revenue; .+ planned\. A won deal cost .+ \(.+\), promotion, sales and discounts beyond policy\./);
    const kinds = page.getByRole("table", { name: "What it was for" });
    await kinds.getByRole("row", { name: /^Media/ }).waitFor();
    await kinds.getByRole("row", { name: /^Production/ }).waitFor();
    expect(await page.getByRole("table", { name: "Kind by kind" }).innerText()).toContain("Fewer than ten such deals were won.");
    expect(await seriousFindings(page)).toEqual([]);
  });

  it("a card's papers lead to the lines of spend of the period", async () => {
    await page.getByRole("region", { name: "Promotion cost" }).getByRole("button").first().click();
    const panel = page.getByRole("dialog", { name: /Promotion cost/ });
    await panel.getByRole("link", { name: /records/i }).click();
    await settled(page);
    expect(page.url()).toMatch(/records\?entity=spend&period=/);
  });

  it("a row of a kind opens the very deals that it counts", async () => {
    await page.goto(paths.costs(demo));
    await settled(page);
    await page.getByRole("table", { name: "Kind by kind" }).getByRole("row").nth(2).click();
    await page.waitForURL(/records\?entity=deal&ids=/);
    await settled(page);
    const ids = new URL(page.url()).searchParams.getAll("ids");
    expect(await page.getByRole("main").innerText()).toContain(`${ids.length} chosen records`);
  });

  it("a row of what the money was for opens the lines it is made of", async () => {
    await page.goto(paths.costs(demo));
    await settled(page);
    const kinds = page.getByRole("table", { name: "What it was for" });
    await kinds.getByRole("row", { name: /^Production/ }).click();
    await page.waitForURL(/records\?entity=spend&ids=/);
    await settled(page);
    const ids = new URL(page.url()).searchParams.getAll("ids");
    const said = await page.getByRole("main").innerText();
    expect(said).toContain(ids.length === 1 ? "1 chosen record" : `${ids.length} chosen records`);
    expect(said).toContain(ids[0]!);
  });

  it("fits a phone", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(paths.costs(demo));
    await settled(page);
    expect(await fitsTheWidth(page)).toBe(true);
    expect(await seriousFindings(page)).toEqual([]);
    await page.goto(paths.cycle(demo, { view: "won", kinds: "value" }));
    await settled(page);
    await page.getByText(/A cohort is young until/).waitFor();
    expect(await fitsTheWidth(page)).toBe(true);
  });

  it("nothing went wrong on any page", () => expect(house.faults).toEqual([]));
});
