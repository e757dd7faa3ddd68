// Who gets the leads: people are put on the list, the next ten are shown, somebody is away, the calendar takes a country, the check is kept.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { paths } from "#kit/paths.ts";
import { type House, hasBrowser, openDemo, openDemoHouse, seriousFindings, settled } from "#testing/journeys/house.ts";

describe.skipIf(!hasBrowser)("routing", () => {
  let house: House;
  let page: Page;
  beforeAll(async () => {
    house = await openDemoHouse();
    page = await house.newPage();
    await openDemo(page);
  });
  afterAll(() => house.close());

  const main = () => page.getByRole("main");
  const table = (name: string) => page.getByRole("table", { name });

  it("somebody is added by name, and undone they are gone again", async () => {
    await page.goto(paths.routing("demo"));
    await settled(page);
    await page.getByRole("button", { name: "Add somebody" }).first().click();
    const form = page.getByRole("dialog");
    await form.getByRole("button", { name: "Add", exact: true }).click();
    await form.getByText("Write a name.").waitFor();
    await form.getByRole("textbox", { name: "Name" }).fill("Nadia Newcomer");
    await form.getByRole("button", { name: "Add", exact: true }).click();
    await table("People among whom leads are dealt").getByText("Nadia Newcomer").waitFor();
    expect(await main().innerText()).toMatch(/Leads are dealt in turn among \d+ pe/);
    await table("If the ten newest leads came again now").waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });

  it("whoever is away is passed over, and says so", async () => {
    await table("People among whom leads are dealt").getByText("Nadia Newcomer").click();
    const panel = page.getByRole("dialog");
    const today = await page.evaluate(() => new Date().toISOString().slice(0, 10));
    await panel.getByLabel("First day away").fill("2020-01-01");
    await panel.getByLabel("Last day away").fill("2019-12-31");
    await panel.getByRole("button", { name: "Enter absence" }).click();
    await panel.getByText("It ends before it begins.").waitFor();
    const yesterday = new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10);
    await panel.getByLabel("First day away").fill(yesterday);
    await panel.getByLabel("Last day away").fill(new Date(Date.parse(today) + 5 * 86_400_000).toISOString().slice(0, 10));
    await panel.getByRole("button", { name: "Enter absence" }).click();
    await panel.getByRole("button", { name: /^Take back: / }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "hidden" });
    await table("People among whom leads are dealt")
      .getByRole("row", { name: /Nadia Newcomer/ })
      .getByText("away")
      .waitFor();
    await table("If the ten newest leads came again now").getByText("Nadia Newcomer: away").first().waitFor();
  });

  it("the check is made and kept", async () => {
    await page.getByText("Leads that lie wrong").click();
    await page.waitForURL(/view=check/);
    await page.getByRole("button", { name: "Check now" }).click();
    await table("Checks so far").waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });

  it("the calendar takes a country's holidays, and an offer made on the eve of the New Year is due after them", async () => {
    await page.goto(paths.calendar("demo", { year: 2026, offered: "2025-12-30T17:00" }));
    await settled(page);
    await page.getByRole("combobox", { name: "Holidays of" }).selectOption({ label: "Russia" });
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("247 days of 2026 are worked").waitFor();
    expect(await main().innerText()).toContain("13 Jan 2026, 15:00 (16 working hours)");
    expect(await seriousFindings(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole("button", { name: "Undo", exact: true }).last().click();
    await page.getByText("Nobody has said when people work").waitFor();
  });
});
