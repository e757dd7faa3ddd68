// A director with ten minutes: one click to the demo company, the headline figures, the shortfall and what lies behind it, and a file to take away.
import { readFile } from "node:fs/promises";

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type House, fitsTheWidth, hasBrowser, openDemo, openHouse, seriousFindings, settled } from "#testing/journeys/house.ts";
import { paths } from "#kit/paths.ts";

const demo = "demo";

async function fetched(page: Page, name: RegExp): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  await page.getByRole("button", { name: "Export" }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name }).click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

describe.skipIf(!hasBrowser)("the demo company", () => {
  let house: House;
  let page: Page;
  beforeAll(async () => {
    house = await openHouse();
    page = await house.newPage();
  });
  afterAll(() => house.close());

  it("opens with one click on the first visit, and home shows three headline figures", async () => {
    await openDemo(page);
    for (const name of ["Sales cycle", "Promotion cost", "Cost per transaction"]) await page.getByRole("region", { name, exact: true }).waitFor();
    await settled(page);
    await expect.poll(() => page.getByRole("region", { name: "Sales cycle" }).innerText()).toMatch(/\d+\s*days/);
    await page.getByRole("link", { name: "See all parts" }).click();
    await page.waitForURL(/\/shortfall\?.*part=/);
  });

  it("a part of the shortfall opens with its level, owner and records, and a reload shows the same", async () => {
    await page.goto(paths.shortfall(demo));
    await page
      .getByRole("group", { name: /Waterfall/ })
      .getByRole("button", { name: /Discount/ })
      .click();
    const panel = page.getByRole("dialog", { name: "Discount" });
    await panel.getByRole("table").last().getByRole("row").nth(1).waitFor();
    const said = await panel.getByRole("table").last().innerText();
    expect(page.url()).toContain("part=discount");
    await page.reload();
    await panel.getByRole("table").last().getByRole("row").nth(1).waitFor();
    await expect.poll(() => panel.getByRole("table").last().innerText()).toBe(said);
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "hidden" });
    expect(page.url()).not.toContain("part=");
  });

  it("the page can be taken away as PDF, XLSX, CSV and PNG", async () => {
    const pdf = await fetched(page, /^PDF/);
    expect([pdf.name.endsWith(".pdf"), pdf.bytes.subarray(0, 5).toString()]).toEqual([true, "%PDF-"]);
    const workbook = await fetched(page, /^XLSX/);
    expect([workbook.name.endsWith(".xlsx"), workbook.bytes.subarray(0, 2).toString()]).toEqual([true, "PK"]);
    const table = await fetched(page, /^CSV/);
    expect(table.bytes.toString("utf8")).toContain("Discount");
    await page.getByRole("button", { name: "Save the picture" }).click();
    const [picture] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: /PNG/ }).click()]);
    expect((await readFile(await picture.path())).subarray(1, 4).toString()).toBe("PNG");
    await page.getByRole("button", { name: "Save the picture" }).click();
    const [drawing] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: /SVG/ }).click()]);
    // Its legend comes with it: whose each part is.
    const said = await readFile(await drawing.path(), "utf8");
    for (const words of ["than planned", "Discount", "Management", "90% range"]) expect(said).toContain(words);
  });

  it("another period and a cut stand in the address and come back with it", async () => {
    await page.getByRole("combobox", { name: "Cut by" }).selectOption({ label: "Region (4)" });
    await page.waitForURL(/by=region/);
    await settled(page);
    const title = await page.getByRole("figure").first().getByRole("heading").innerText();
    await page.reload();
    await settled(page);
    await expect.poll(() => page.getByRole("combobox", { name: "Cut by" }).inputValue()).toBe("region");
    await expect.poll(() => page.getByRole("figure").first().getByRole("heading").innerText()).toBe(title);
  });

  it("the keyboard alone goes to the content, to a room by letters, and anywhere by the palette", async () => {
    await page.goto(paths.shortfall(demo));
    await settled(page);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to content");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
    await page.keyboard.press("g");
    await page.keyboard.press("h");
    await page.getByRole("heading", { level: 1, name: "How do we stand?" }).waitFor();
    await page.keyboard.press("Control+k");
    await page.getByPlaceholder("Pages, records and acts").fill("Funnel");
    await page.getByRole("button", { name: "Funnel", exact: true }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Where do leads get lost?" }).waitFor();
  });

  it("speaks Russian, goes dark, and fits a phone, and stays so after a reload", async () => {
    await page.goto(paths.shortfall(demo));
    await settled(page);
    await page.getByRole("button", { name: /^Account/ }).click();
    await page.getByRole("menuitemradio", { name: "Русский" }).click();
    await page.getByRole("heading", { level: 1, name: /Где недобор|Откуда разница/ }).waitFor();
    await page.getByRole("button", { name: /^Профиль/ }).click();
    await page.getByRole("menuitemradio", { name: "Тёмное" }).click();
    await page.setViewportSize({ width: 390, height: 844 });
    await page.reload();
    await settled(page);
    await page.getByRole("heading", { level: 1, name: /Где недобор|Откуда разница/ }).waitFor();
    expect(await page.evaluate(() => document.documentElement.dataset["mantineColorScheme"])).toBe("dark");
    await expect.poll(() => fitsTheWidth(page), { timeout: 5_000 }).toBe(true);
    expect(await seriousFindings(page)).toEqual([]);
  });

  it("a phone shows the first eight of a long table, and the rest at a touch", async () => {
    await page.goto(paths.decisions(demo));
    await settled(page);
    const rows = page.getByRole("main").locator("tbody tr:visible");
    await expect.poll(() => rows.count()).toBe(8);
    await page.getByRole("button", { name: /^Показать все: \d+$/ }).click();
    await expect.poll(() => rows.count()).toBeGreaterThan(10);
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("data-row"))).toBe("8");
  });

  it("nothing went wrong on any page", () => expect(house.faults).toEqual([]));
});
