// The response curve: shares by waiting with their ranges, one test among equals, a warning where the unanswered were chosen; won in place of qualified.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { paths } from "#kit/paths.ts";
import { type House, hasBrowser, openDemo, openHouse, seriousFindings, settled } from "#testing/journeys/house.ts";

describe.skipIf(!hasBrowser)("the response curve", () => {
  let house: House;
  let page: Page;
  beforeAll(async () => {
    house = await openHouse();
    page = await house.newPage();
    await openDemo(page);
  });
  afterAll(() => house.close());

  const rows = async (name: string) => (await page.getByRole("table", { name }).getByRole("row").allInnerTexts()).slice(1);

  it("says in one sentence what goes with waiting, and that it is no proof", async () => {
    await page.goto(paths.response("demo"));
    await settled(page);
    const told = await page.getByRole("main").innerText();
    expect(told).toMatch(/Of leads tried .* [\d.]+% became sales qualified; of those tried .* [\d.]+%\./);
    expect(told).toContain("Among leads of the same grade and channel the share falls over the whole curve");
    expect(told).toContain("that waiting makes it so only a trial could show");
    expect(await seriousFindings(page)).toEqual([]);
  });

  it("the picture opens as a table: every band with leads, share and range, and against equals", async () => {
    const figure = page.getByRole("figure").filter({ hasText: "Who waited longer came through less often" });
    await figure.getByRole("button", { name: /table/i }).click();
    const bands = (await figure.getByRole("row").allInnerTexts()).slice(1);
    expect(bands.length).toBeGreaterThanOrEqual(7);
    // A share, its range, and either the band of comparison or a difference in points with its own range.
    for (const band of bands) expect(band).toMatch(/\d+\s+[\d.]+%\s+[\d.]+% ?–/);
    expect(bands.filter((band) => band.includes("compared with"))).toHaveLength(1);
    expect(bands.filter((band) => /[+−±][\d.]+ pp/.test(band)).length).toBeGreaterThan(3);
  });

  it("one test for all, among equals, and finer equals leave less", async () => {
    const tests = await rows("One test for the whole curve");
    const step = (name: string) => Number(/−([\d.]+) pp/.exec(tests.find((row) => row.startsWith(name))!)![1]);
    expect(step("leads of one grade and channel")).toBeGreaterThan(0);
    expect(step("leads of one grade and channel")).toBeLessThan(step("all leads as they stand"));
  });

  it("where the unanswered were chosen it warns, and names by what", async () => {
    await page.getByText(/never tried, and they differ from the rest by channel more than chance makes: they were chosen, not late/).waitFor();
    expect((await rows("Were the unanswered late, or chosen?")).map((row) => row.split("\t")[0])).toEqual(["grade", "channel", "hour of arrival", "weekday"]);
  });

  it("asked of winning it answers of winning, and the address keeps the question", async () => {
    await page.getByText("Won", { exact: true }).click();
    await page.waitForURL(/outcome=won/);
    await page.reload();
    await settled(page);
    expect(await page.getByRole("main").innerText()).toMatch(/became won deals/);
    expect(await seriousFindings(page)).toEqual([]);
    expect(house.faults).toEqual([]);
  });
});
