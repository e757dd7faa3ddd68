// What comes of the young, and the ways from lead to cash: the answer, a cut, a deep link, the records behind an arrow.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { paths } from "#kit/paths.ts";
import { type House, hasBrowser, openDemo, openDemoHouse, seriousFindings, settled } from "#testing/journeys/house.ts";

const demo = "demo";

describe.skipIf(!hasBrowser)("ripening and paths", () => {
  let house: House;
  let page: Page;
  beforeAll(async () => {
    house = await openDemoHouse();
    page = await house.newPage();
    await openDemo(page);
  });
  afterAll(() => house.close());

  it("says how many come through in the end, in four cards, each labelled as what it is", async () => {
    await page.goto(paths.ripening(demo));
    for (const name of [/^Within /, /^By the age of /, "In the end, by the curve of all", "In the end, cohort by cohort"])
      await page.getByRole("region", { name }).waitFor();
    expect(await page.getByRole("main").innerText()).toMatch(/In the end [\d.]+% \([\d.]+% ?(–|to) ?[\d.]+%\) will come to “Won”/);
    await settled(page);
    expect(await seriousFindings(page)).toEqual([]);
  });

  it("cut by channel it says who can be ranked, and the address brings the same again", async () => {
    await page.getByRole("combobox", { name: "Cut by" }).selectOption({ label: "Channel" });
    await page.waitForURL(/by=channel/);
    await page.getByText(/pairs can be ranked apart/).waitFor();
    const said = await page.getByText(/pairs can be ranked apart/).innerText();
    await page.reload();
    await expect.poll(() => page.getByText(/pairs can be ranked apart/).innerText()).toBe(said);
  });

  it("an arrow of the map opens the records that took it", async () => {
    await page.goto(paths.paths(demo));
    const map = page.getByRole("group", { name: /cases through/ });
    await map.getByRole("button", { name: /Opportunity → Won/ }).press("Enter");
    await page.waitForURL(/from=opportunity&to=won/);
    const drawer = page.getByRole("dialog", { name: "From “Opportunity” to “Won”" });
    await drawer.getByText(/records, those that waited longest first/).waitFor();
    expect(await drawer.getByRole("link").count()).toBeGreaterThan(20);
    await page.keyboard.press("Escape");
    await settled(page);
    expect(await seriousFindings(page)).toEqual([]);
    expect(house.faults).toEqual([]);
  });

  it("one channel's cases are told alone, and the address brings the same again", async () => {
    await page.goto(paths.paths(demo));
    await page.getByRole("group", { name: /cases through/ }).waitFor();
    const choice = page.getByRole("combobox", { name: "Cases of one group" });
    const label = (await choice.locator("option").allInnerTexts()).find((text) => text.startsWith("Channel"))!;
    await choice.selectOption({ label });
    await page.waitForURL(/by=channel/);
    const [, group, count] = /^(.*) \(([\d,]+)\)/.exec(label)!;
    const heading = page.getByRole("heading", { name: new RegExp(`^${group}. ${count} cases`) });
    await heading.waitFor();
    await page.reload();
    await heading.waitFor();
    expect(house.faults).toEqual([]);
  });
});
