// What reporting costs and who reads it: both departments side by side, what nobody uses is ended and brought back, one thing is asked, timed and used.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { paths } from "#kit/paths.ts";
import { type House, hasBrowser, openDemo, openDemoHouse, seriousFindings, settled } from "#testing/journeys/house.ts";

describe.skipIf(!hasBrowser)("reporting", () => {
  let house: House;
  let page: Page;
  beforeAll(async () => {
    house = await openDemoHouse();
    page = await house.newPage();
    await openDemo(page);
  });
  afterAll(() => house.close());

  it("the answer gives minutes of both departments, and each card its range and its limit", async () => {
    await page.goto(paths.reporting("demo"));
    await settled(page);
    expect(await page.getByRole("main").innerText()).toMatch(/Reporting asks \d+ minutes a week of each salesperson and \d+ of each marketer\./);
    for (const name of ["Asked of a salesperson", "Asked of a marketer"]) {
      const card = await page.getByRole("region", { name }).innerText();
      expect(card).toMatch(/\d+ min a week/);
      expect(card).toMatch(/[\d.]+ to [\d.]+, 90 % range/);
      expect(card).toMatch(/[Aa]t most 120 min/);
    }
    expect(await seriousFindings(page)).toEqual([]);
  });

  it("what nobody used for a quarter is proposed for removal, ended, and brought back by undo", async () => {
    const unused = page.getByRole("list", { name: "Used by nobody for a quarter" }).getByRole("listitem");
    expect(await unused.count()).toBe(1);
    expect(await unused.innerText()).toContain("List of the day's calls");
    await unused.getByRole("button", { name: "No longer ask for it" }).click();
    await page.getByText("“List of the day's calls” is no longer asked").waitFor();
    await unused.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Undo" }).click();
    await unused.waitFor();
  });

  it("something is asked with its reader and its decision, and never without", async () => {
    await page.getByRole("button", { name: "Ask for something" }).click();
    const form = page.getByRole("dialog");
    await form.getByRole("button", { name: "Ask for it" }).click();
    await form.getByText("Please fill this in").first().waitFor();
    await form.getByRole("textbox", { name: "Name" }).fill("Names of rivals met");
    await form.getByRole("textbox", { name: "Who reads it?" }).fill("Elena Zareva");
    await form.getByRole("textbox", { name: "Which decision does it serve?" }).fill("Whom to compare ourselves with");
    await form.getByRole("textbox", { name: /How many minutes/ }).fill("3");
    expect(await seriousFindings(page)).toEqual([]);
    await form.getByRole("button", { name: "Ask for it" }).click();
    await page.getByText("“Names of rivals met” is in the register").waitFor();
  });

  it("up close it says who reads it and what for; its address leads back to it", async () => {
    await page.getByRole("table", { name: "What is asked" }).getByText("Names of rivals met").click();
    await page.waitForURL(/item=/);
    const panel = page.getByRole("dialog");
    for (const text of ["Elena Zareva", "Whom to compare ourselves with", "How long does it take you?", "Is it used?"])
      await panel.getByText(text).first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.reload();
    await page.getByRole("dialog").getByText("Whom to compare ourselves with").waitFor();
    await page.keyboard.press("Escape");
  });
});
