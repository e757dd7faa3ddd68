// A reader with weak eyes or a screen reader goes through the rooms, in English and in Russian, light and dark, on a desk and a phone.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Looked } from "#testing/journeys/axe.ts";
import { type House, fitsTheWidth, hasBrowser, openDemo, openDemoHouse, seriousFindings, settled } from "#testing/journeys/house.ts";
import { paths } from "#kit/paths.ts";

const demo = "demo";
const everyPage = {
  home: paths.home(demo),
  shortfall: paths.shortfall(demo),
  forecast: paths.forecast(demo),
  movement: paths.forecast(demo, { view: "movement" }),
  funnel: paths.funnel(demo),
  ripening: paths.ripening(demo),
  paths: paths.paths(demo),
  cycle: paths.cycle(demo),
  journeys: paths.journeys(demo),
  review: paths.journeys(demo, { view: "review" }),
  prices: paths.prices(demo),
  costs: paths.costs(demo),
  score: paths.score(demo),
  changes: paths.changes(demo),
  records: paths.records(demo),
  imports: paths.imports(demo),
  mappings: paths.mappings(demo),
  trust: paths.trust(demo),
  definitions: paths.definitions(demo),
  goals: paths.goals(demo),
  survey: paths.survey(demo),
  members: paths.members(demo),
  settings: paths.settings(demo),
  keys: paths.keys(demo),
  audit: paths.audit(demo),
  account: paths.account(),
};

interface Look {
  readonly width: number;
  readonly colorScheme: "light" | "dark";
  readonly looked: Looked;
}

/** What somebody would stumble over on the page as it stands, at this width and in this scheme; nothing: an empty list. */
async function stumblingBlocks(page: Page, { width, colorScheme, looked }: Look): Promise<string[]> {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme });
  await settled(page);
  // The page follows the system's scheme a moment after it has changed.
  await page.waitForFunction((scheme) => document.documentElement.dataset["mantineColorScheme"] === scheme, colorScheme);
  const findings = await seriousFindings(page, looked);
  // Charts follow a change of width a moment later.
  for (let tries = 0; tries < 50 && !(await fitsTheWidth(page)); tries += 1) await page.waitForTimeout(100);
  return (await fitsTheWidth(page)) ? findings : [...findings, `wider than ${width}`];
}

describe.skipIf(!hasBrowser)("a reader with weak eyes or a screen reader", () => {
  let house: House;
  beforeAll(async () => {
    house = await openDemoHouse();
  });
  afterAll(() => house.close());

  describe("in English", () => {
    let reader: Page;
    beforeAll(async () => {
      reader = await house.newPage();
      await openDemo(reader);
    });

    it("who asked for no motion sees no colour on its way when the scheme changes", async () => {
      await reader.goto(paths.members(demo));
      await settled(reader);
      const moving = reader.evaluate(
        () =>
          new Promise<number>((counted) => {
            const watch = new MutationObserver(() => counted(document.getAnimations().length));
            watch.observe(document.documentElement, { attributeFilter: ["data-mantine-color-scheme"] });
          }),
      );
      await reader.emulateMedia({ colorScheme: "dark" });
      expect(await moving).toBe(0);
    });

    it.each(Object.entries(everyPage))("stumbles over nothing on %s, on a light desk and a dark phone", async (_, path) => {
      await reader.setViewportSize({ width: 1440, height: 900 });
      await reader.emulateMedia({ colorScheme: "light" });
      await reader.goto(path);
      expect(await stumblingBlocks(reader, { width: 1440, colorScheme: "light", looked: "whole" })).toEqual([]);
      expect(await stumblingBlocks(reader, { width: 390, colorScheme: "dark", looked: "whole" })).toEqual([]);
    });
  });

  it("reads a closed wave of the survey: sums with ranges, what the figures do not bear out, and three dials that stay apart", async () => {
    const reader = await house.newPage();
    await openDemo(reader);
    await reader.goto(paths.survey(demo));
    await reader.getByRole("link", { name: "Wave 2" }).click();
    await reader.getByRole("table", { name: "What is said, and what is so" }).waitFor({ timeout: 100_000 });
    const said = await reader.getByRole("main").innerText();
    expect(said).toMatch(/Together \d\d\.\d of 100/);
    expect(said).toContain("Three dials of three things.");
    expect(said).toMatch(/doubts: “Leads that marketing hands over are followed up in good time\.” .*cases/);
    expect(said).toContain("No fact to set beside (8)");
    expect(await stumblingBlocks(reader, { width: 1440, colorScheme: "light", looked: "whole" })).toEqual([]);
    expect(await stumblingBlocks(reader, { width: 390, colorScheme: "dark", looked: "whole" })).toEqual([]);
  });

  describe("in Russian", () => {
    let reader: Page;
    beforeAll(async () => {
      reader = await house.newPage({ locale: "ru-RU" });
      await reader.goto("/");
      await reader.getByRole("button", { name: "Открыть демо-компанию" }).click();
      await reader.getByRole("heading", { level: 1, name: "Как наши дела?" }).waitFor();
    });

    // Words and their lengths are others than in English: they are heard on a phone and measured on both. The schemes are those that English leaves out.
    it.each(Object.entries(everyPage))("stumbles over nothing on %s, on a light phone and a dark desk", async (_, path) => {
      await reader.setViewportSize({ width: 390, height: 900 });
      await reader.emulateMedia({ colorScheme: "light" });
      await reader.goto(path);
      expect(await stumblingBlocks(reader, { width: 390, colorScheme: "light", looked: "whole" })).toEqual([]);
      expect(await stumblingBlocks(reader, { width: 1440, colorScheme: "dark", looked: "colours" })).toEqual([]);
    });
  });

  it("meets no fault on any page", () => expect(house.faults).toEqual([]));
});
