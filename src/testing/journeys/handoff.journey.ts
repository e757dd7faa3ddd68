// The handoff: a lead is accepted by a key, tried and returned with its reason, answered by marketing; another screen sees it at once; on a phone as well.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { paths } from "#kit/paths.ts";
import { type House, hasBrowser, openDemo, openDemoHouse, seriousFindings, settled } from "#testing/journeys/house.ts";

describe.skipIf(!hasBrowser)("the handoff", () => {
  let house: House;
  let page: Page;
  let other: Page;
  beforeAll(async () => {
    house = await openDemoHouse();
    page = await house.newPage();
    await openDemo(page);
    // The same person on a second screen.
    other = await page.context().newPage();
  });
  afterAll(() => house.close());

  let waiting = 0;
  const list = (of: Page, group: string) => of.getByRole("list", { name: `Handoffs: ${group}` }).getByRole("listitem");
  const rowOf = (of: Page, lead: string) => of.locator(`[data-lead="${lead}"]`);
  const leadAt = async (group: string, state: string) => (await list(page, group).filter({ hasText: state }).first().getAttribute("data-lead"))!;

  it("says how many wait, overdue first, and whose turn it is", async () => {
    for (const each of [page, other]) {
      await each.goto(paths.handoff("demo"));
      await settled(each);
    }
    const said = /(\d+) leads wait: (\d+) overdue, (\d+) due today, (\d+) later\. Sales owes the next step on (\d+), marketing on (\d+)\./.exec(
      await page.getByRole("main").innerText(),
    );
    const [all, overdue, today, later, ofSales, ofMarketing] = said!.slice(1).map(Number) as [number, number, number, number, number, number];
    waiting = all;
    expect([overdue + today + later, ofSales + ofMarketing]).toEqual([all, all]);
    expect(Math.min(ofSales, ofMarketing)).toBeGreaterThan(0);
    expect(await list(page, "Overdue").count()).toBeGreaterThan(2);
    expect(await list(page, "Overdue").first().innerText()).toContain("overdue by");
    expect(await seriousFindings(page)).toEqual([]);
  });

  it("a lead is accepted with one key, and the other screen shows it at once; u takes it back", async () => {
    const lead = await leadAt("Overdue", "Accept or return");
    await rowOf(page, lead).getByRole("button", { name: /^Open/ }).focus();
    await page.keyboard.press("a");
    await rowOf(page, lead).getByText("First attempt").waitFor();
    await rowOf(other, lead).getByText("First attempt").waitFor();
    // Whoever hears the other screen is told in one sentence; whoever did it is not told again.
    await other.locator("[data-heard][aria-live=polite]").filter({ hasText: "accepted" }).waitFor();
    expect(await page.locator("[data-heard]").innerText()).toBe("");
    await page.keyboard.press("u");
    await rowOf(other, lead).getByText("Accept or return").waitFor();
    expect(await rowOf(other, lead).innerText()).not.toContain("First attempt");
  });

  it("j and k move, r and a digit return with a reason, and marketing offers it again in its next round", async () => {
    const lead = await leadAt("Overdue", "Accept or return");
    await rowOf(page, lead).getByRole("button", { name: /^Open/ }).focus();
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    await page.keyboard.press("r");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: /Wrong person/ }).waitFor();
    await page.keyboard.press("3");
    await dialog.getByRole("link", { name: "The definition in force" }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await rowOf(other, lead).getByText("Not what was agreed").waitFor();
    await rowOf(page, lead)
      .getByRole("button", { name: /^Offer again/ })
      .click();
    await dialog.getByRole("combobox", { name: "To" }).selectOption({ label: "Anybody in sales" });
    await dialog.getByRole("button", { name: "Offer again" }).click();
    await rowOf(other, lead)
      .getByText(/round 2/)
      .waitFor();
  });

  it("up close it tells what both sides did, and stands in the address", async () => {
    const lead = await leadAt("Overdue", "returned");
    await rowOf(page, lead).getByRole("button", { name: /^Open/ }).click();
    await page.waitForURL(/lead=/);
    const panel = page.getByRole("dialog");
    await panel.getByText("What both sides did").waitFor();
    expect(await panel.getByRole("listitem").count()).toBeGreaterThan(1);
    expect(await panel.getByRole("link", { name: /^(Are|Do|Have) leads/ }).getAttribute("href")).toMatch(/\/claims\?.*standard=leads-/);
    await page.keyboard.press("Escape");
  });

  it("leads are offered by hand, and on a phone an attempt is logged by tapping", async () => {
    await page.getByRole("button", { name: "Offer leads" }).click();
    const panel = page.getByRole("dialog");
    await panel.getByRole("checkbox").first().check();
    await panel.getByRole("combobox", { name: "To" }).selectOption({ label: "Anybody in sales" });
    await panel.getByRole("button", { name: "Offer 1 lead" }).click();
    await other.getByText(new RegExp(`${waiting + 1} leads wait`)).waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: "dark" });
    const lead = await leadAt("Overdue", "First attempt");
    await rowOf(page, lead)
      .getByRole("button", { name: /^Log an attempt/ })
      .click();
    await panel.getByRole("button", { name: /^Reached/ }).click();
    await panel.getByRole("button", { name: "Log it" }).click();
    await rowOf(page, lead).getByText("reached", { exact: false }).first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    expect(house.faults).toEqual([]);
  });
});
