// A reader with weak eyes or a screen reader goes through the rooms, in English and in Russian, light and dark, on a desk and a phone.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

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
  members: paths.members(demo),
  settings: paths.settings(demo),
  keys: paths.keys(demo),
  audit: paths.audit(demo),
  account: paths.account(),
};

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

    it.each(Object.entries(everyPage))("stumbles over nothing on %s, light or dark, wide or narrow", async (_, path) => {
      await reader.setViewportSize({ width: 1440, height: 900 });
      await reader.goto(path);
      for (const width of [1440, 390]) {
        await reader.setViewportSize({ width, height: 900 });
        for (const colorScheme of ["light", "dark"] as const) {
          await reader.emulateMedia({ colorScheme });
          await settled(reader);
          // The page follows the system's scheme a moment after it has changed.
          await reader.waitForFunction((scheme) => document.documentElement.dataset["mantineColorScheme"] === scheme, colorScheme);
          // The other scheme changes colours and nothing else.
          expect({ width, colorScheme, findings: await seriousFindings(reader, colorScheme === "light" ? "whole" : "colours") }).toEqual({
            width,
            colorScheme,
            findings: [],
          });
        }
        // Charts follow a change of width a moment later.
        await expect.poll(async () => ({ width, fits: await fitsTheWidth(reader) }), { timeout: 5_000 }).toEqual({ width, fits: true });
      }
    });
  });

  describe("in Russian", () => {
    let reader: Page;
    beforeAll(async () => {
      reader = await house.newPage({ locale: "ru-RU" });
      await reader.goto("/");
      await reader.getByRole("button", { name: "Открыть демо-компанию" }).click();
      await reader.getByRole("heading", { level: 1, name: "Как наши дела?" }).waitFor();
    });

    // Colours are the same in both languages, words and their lengths are not: they are heard on a phone and measured on both.
    it.each(Object.entries(everyPage))("stumbles over nothing on %s, on a phone and a desk", async (_, path) => {
      await reader.setViewportSize({ width: 390, height: 900 });
      await reader.goto(path);
      await settled(reader);
      expect(await seriousFindings(reader)).toEqual([]);
      for (const width of [390, 1440]) {
        await reader.setViewportSize({ width, height: 900 });
        await settled(reader);
        await expect.poll(async () => ({ width, fits: await fitsTheWidth(reader) }), { timeout: 5_000 }).toEqual({ width, fits: true });
      }
    });
  });

  it("meets no fault on any page", () => expect(house.faults).toEqual([]));
});
