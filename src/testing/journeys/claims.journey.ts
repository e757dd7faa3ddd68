// Who is right: a claim is filed in plain words, gets its verdict, leads to its records, is taken back and brought back.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { paths } from "#kit/paths.ts";
import { type House, hasBrowser, openDemo, openDemoHouse, seriousFindings, settled } from "#testing/journeys/house.ts";

describe.skipIf(!hasBrowser)("claims", () => {
  let house: House;
  let page: Page;
  beforeAll(async () => {
    house = await openDemoHouse();
    page = await house.newPage();
    await openDemo(page);
  });
  afterAll(() => house.close());

  const cards = () => page.getByRole("list", { name: "Claims on file" }).getByRole("article");

  it("the answer counts claims of both sides, and each says its verdict in a word", async () => {
    await page.goto(paths.claims("demo"));
    await settled(page);
    const main = page.getByRole("main");
    expect(await main.innerText()).toMatch(
      /Of 6 claims on file, the facts support \d \(about marketing \d, about sales \d, about others \d\), refute \d, and cannot settle \d yet\./,
    );
    const late = cards().filter({ hasText: "Leads from “Exhibition” are answered late" });
    expect(await late.innerText()).toContain("Supported");
    await page.getByRole("combobox", { name: "About" }).selectOption({ label: "Prices" });
    await page.waitForURL(/against=prices/);
    expect(await cards().count()).toBe(1);
    expect(await cards().innerText()).toContain("Unnamed");
  });

  it("a claim is filed in plain words, and the facts answer before it is sent", async () => {
    await page.goto(paths.claims("demo"));
    await page.getByRole("button", { name: "File a claim" }).click();
    const form = page.getByRole("dialog");
    await form.getByRole("button", { name: "File a claim" }).click();
    await form.getByText("Write what is wrong, in a sentence.").waitFor();
    await form.getByRole("textbox", { name: "What is wrong, in plain words" }).fill("Five clients feed the whole department");
    await form.getByRole("textbox", { name: "Which question does it mean?" }).fill("accounts");
    await form.getByRole("button", { name: "Sales lives off a few accounts" }).click();
    await form.getByRole("region", { name: "What the facts say now" }).getByText("Refuted").waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await form.getByRole("button", { name: "File a claim" }).click();
    await page.waitForURL(/claim=/);
    await page.getByRole("dialog").getByText("Five clients feed the whole department").waitFor();
  });

  it("up close it says question, method and what would settle it, and leads to its records", async () => {
    const panel = page.getByRole("dialog");
    for (const text of ["The question", "How it is tested", "From where it matters, and why", "What would settle it", "Verdicts so far"])
      await panel.getByText(text, { exact: true }).first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    const picture = panel.getByRole("figure").filter({ hasText: "Sales lives off a few accounts: refuted" });
    await picture.getByRole("img", { name: /the claim holds at 50\.0 ?% or more\.$/ }).waitFor();
    await picture.getByRole("button", { name: "Save the picture" }).click();
    const [saved] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: /PNG/ }).click()]);
    expect(saved.suggestedFilename()).toBe("evenhand-claim-few-accounts-size.png");
    await panel.getByRole("link", { name: "How it is worked out in full" }).click();
    await page.waitForURL(/methods\/claims\?find=few-accounts/);
    await page.getByRole("row").filter({ hasText: "few-accounts" }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.goBack();
    await panel.getByRole("link", { name: /^Open \d+/ }).click();
    await page.waitForURL(/records\?.*entity=deal/);
    await settled(page);
    expect(await page.getByRole("main").innerText()).toMatch(/\d+ chosen records/);
    await page.goBack();
  });

  it("taken back it is gone, and undone it stands again", async () => {
    await page.getByRole("dialog").getByRole("button", { name: "Take back" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Bring back" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    const claim = cards().filter({ hasText: "Five clients" });
    await claim.waitFor({ state: "hidden" });
    expect(await page.getByRole("main").innerText()).toContain("Of 6 claims on file");
    await page.getByRole("button", { name: "Undo", exact: true }).last().click();
    await claim.waitFor();
    expect(await page.getByRole("main").innerText()).toContain("Of 7 claims on file");
  });

  it("nobody stumbles: light and dark, wide and narrow; any question can be asked without accusing", async () => {
    for (const [width, colorScheme] of [
      [390, "dark"],
      [1440, "dark"],
      [390, "light"],
    ] as const) {
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ colorScheme });
      await page.goto(paths.claims("demo"));
      await settled(page);
      expect({ width, colorScheme, findings: await seriousFindings(page) }).toEqual({ width, colorScheme, findings: [] });
    }
    await page.getByRole("button", { name: "Ask: Forecasts are wishful" }).click();
    await page.waitForURL(/standard=wishful-forecasts/);
    await page
      .getByRole("region", { name: "What the facts say now" })
      .getByText(/Refuted|Supported|Not enough data/)
      .waitFor();
    expect(house.faults).toEqual([]);
  });
});
