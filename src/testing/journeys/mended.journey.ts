// Where visitors once hesitated: records in the palette, names instead of ids, stages taken back, a picture with its finding, a lost page, an answer that takes long and can be stopped.
import { readFile } from "node:fs/promises";

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { paths } from "#kit/paths.ts";
import { type House, hasBrowser, openDemo, openDemoHouse, settled, shiftsOf, watchShifts } from "#testing/journeys/house.ts";

const demo = "demo";
/** Pages whose answers take a while and have much below them. */
const heavy = {
  home: paths.home(demo),
  shortfall: paths.shortfall(demo),
  funnel: paths.funnel(demo),
  mappings: paths.mappings(demo),
  trust: paths.trust(demo),
  definitions: paths.definitions(demo),
  members: paths.members(demo),
};
const main = (page: Page) => page.getByRole("main").innerText();

async function saved(page: Page, item: RegExp): Promise<string> {
  await page.getByRole("figure").first().getByRole("button", { name: "Save the picture" }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: item }).click()]);
  return readFile(await download.path(), "utf8");
}

describe.skipIf(!hasBrowser)("what once made visitors hesitate", () => {
  let house: House;
  let page: Page;
  beforeAll(async () => {
    house = await openDemoHouse();
    page = await house.newPage();
    await openDemo(page);
  });
  afterAll(() => house.close());

  it("the palette finds a deal by its number, and opens it", async () => {
    await page.keyboard.press("Control+k");
    await page.getByPlaceholder("Pages, records and acts").fill("D-10003");
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /Meridian Post Hotels/ })
      .click();
    await page.waitForURL(/id=D-10003/);
    await settled(page);
    // The account by its name, its number beside it.
    expect(await main(page)).toMatch(/Meridian Post Hotels[^\n]*\(A-\d+\)/);
  });

  it("a list of records shows names, and leaves whole", async () => {
    await page.goto(paths.records(demo));
    await settled(page);
    const row = page.getByRole("table").getByRole("row").filter({ hasText: "D-10003" });
    await expect.poll(() => row.innerText()).not.toMatch(/\bA-\d{5}\b/);
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: /CSV/ }).click()]);
    expect((await readFile(await download.path(), "utf8")).trim().split("\n").length).toBeGreaterThan(4_000);
  });

  it("the audit log names figures, definitions and people, and shows no code", async () => {
    await page.goto(paths.audit(demo));
    await settled(page);
    expect(await main(page)).not.toMatch(/\b[0-9a-f]{8}\b/);
    for (const [act, name] of [
      ["definition.proposed", /Definition: sales cycle, version 2/],
      ["goal.set", /Goal: [A-Z]/],
      ["promise.proposed", /Promise: .+, version 2/],
      ["agency-promise.proposed", /Promise with an agency: Leads delivered, version 1/],
      ["cooperation.said", /Cooperation: Products are worked out during the sale/],
    ] as const) {
      await page.goto(paths.audit(demo, { act }));
      await settled(page);
      await expect.poll(() => main(page)).toMatch(name);
      const text = await main(page);
      expect(text).not.toMatch(/\b[0-9a-f]{8}\b/);
    }
  });

  it("stages that were confirmed by mistake wait for a word again", async () => {
    await page.goto(paths.mappings(demo));
    await settled(page);
    await page
      .getByRole("combobox", { name: /Proposal/ })
      .first()
      .selectOption("lost");
    await page.getByRole("button", { name: "Confirm and save" }).first().click();
    await page.getByRole("button", { name: "Undo" }).click();
    const taken = page.getByRole("combobox", { name: /Proposal/ }).first();
    await expect.poll(() => taken.inputValue(), { timeout: 20_000 }).toBe("opportunity");
  });

  it("a drawing that is saved carries its finding", async () => {
    await page.goto(paths.shortfall(demo));
    await settled(page);
    const finding = await page.getByRole("figure").first().getByRole("heading").innerText();
    expect(await saved(page, /SVG/)).toContain(finding);
    await page.getByRole("figure").first().getByRole("button", { name: "Save the picture" }).click();
    await page.keyboard.press("Escape");
  });

  it("a page that is not there has its landmark and a way back", async () => {
    await page.goto("/w/demo/nowhere");
    await page.getByRole("main").getByRole("heading", { level: 1, name: "There is no such page" }).waitFor();
    await page.getByRole("main").getByRole("link", { name: "To the start" }).click();
    await expect.poll(() => page.getByRole("heading", { level: 1 }).innerText()).toBe("How do we stand?");
  });

  it.each([1440, 390])("nothing jumps when answers come in, %s pixels wide", async (width) => {
    const fresh = await house.newPage();
    await watchShifts(fresh);
    await openDemo(fresh);
    await fresh.setViewportSize({ width, height: 900 });
    const shifts: Record<string, number> = {};
    for (const [room, at] of Object.entries(heavy)) {
      await fresh.goto(at);
      await settled(fresh);
      shifts[room] = await shiftsOf(fresh);
    }
    expect(Object.entries(shifts).filter(([, shift]) => shift > 0.05)).toEqual([]);
    await fresh.context().close();
  });

  describe("an answer that takes long", () => {
    let isSlow = true;
    beforeAll(async () => {
      // The line holds the question back until the reader has lost patience.
      await page.route("**/api/w/demo/trust", async (route) => {
        if (isSlow) await new Promise((wake) => setTimeout(wake, 60_000)).catch(() => undefined);
        await route.continue().catch(() => undefined);
      });
      const questions = [
        { question: "readJourneys", part: "reading", share: 0.9 },
        { question: "readTrust", part: "draws", share: 0.427 },
      ];
      await page.route("**/api/w/demo/under-way", (route) => route.fulfill({ json: { questions } }));
    });
    afterAll(() => page.unrouteAll({ behavior: "ignoreErrors" }));

    it("says that it is going on, and is left at a click", async () => {
      await page.goto(paths.trust("demo"));
      await page.getByText("Working it out").waitFor();
      // Of what is worked out for others, or on other pages, it says nothing.
      await page.getByText("Working it out: ranges 42 %").waitFor();
      const left = page.waitForEvent("requestfailed", (request) => request.url().endsWith("/trust"));
      await page.getByRole("button", { name: "Stop", exact: true }).click();
      await left;
      await expect.poll(() => page.getByText("Stopped: nothing was worked out").count()).toBe(1);
    });

    it("comes when it is asked for again", async () => {
      isSlow = false;
      await page.getByRole("button", { name: "Ask again" }).click();
      await page.getByRole("heading", { level: 1, name: "How far can these facts be believed?" }).waitFor();
      await page
        .getByText(/^Deals |findings|records/)
        .first()
        .waitFor();
      await expect.poll(() => page.getByText("Stopped: nothing was worked out").count()).toBe(0);
    });
  });

  it("on a phone the header says the whole period, and nothing is wider than the screen", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${paths.shortfall(demo)}?period=2026-01-15..2026-09-20`);
    await settled(page);
    const button = page.getByRole("button", { name: /2026/ }).first();
    expect(await button.evaluate((element) => [...element.querySelectorAll("strong")].every((each) => each.scrollWidth <= each.clientWidth + 1))).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);
  });

  it("nothing went wrong on any page", () => expect(house.faults).toEqual([]));
});
