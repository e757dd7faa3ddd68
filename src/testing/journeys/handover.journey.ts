// From marketing's hands into those of sales: the handoff, who gets the leads, what is said back, and what reporting it costs.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { paths } from "#kit/paths.ts";
import { type House, hasBrowser, openDemo, openDemoHouse, seriousFindings, settled } from "#testing/journeys/house.ts";

describe.skipIf(!hasBrowser)("handover", () => {
  let house: House;
  let page: Page;
  beforeAll(async () => {
    house = await openDemoHouse();
    page = await house.newPage();
    await openDemo(page);
  });
  afterAll(() => house.close());

  describe("the handoff", () => {
    let other: Page;
    beforeAll(async () => {
      // The same person on a second screen.
      other = await page.context().newPage();
    });
    afterAll(() => other.close());

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
      await expect.poll(() => list(page, "Overdue").count()).toBeGreaterThan(2);
      await expect.poll(() => list(page, "Overdue").first().innerText()).toContain("overdue by");
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
      await expect.poll(() => page.locator("[data-heard]").innerText()).toBe("");
      await page.keyboard.press("u");
      await rowOf(other, lead).getByText("Accept or return").waitFor();
      await expect.poll(() => rowOf(other, lead).innerText()).not.toContain("First attempt");
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
      await expect.poll(() => panel.getByRole("listitem").count()).toBeGreaterThan(1);
      await expect.poll(() => panel.getByRole("link", { name: /^(Are|Do|Have) leads/ }).getAttribute("href")).toMatch(/\/claims\?.*standard=leads-/);
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
      await page.emulateMedia({ colorScheme: "light" });
      await page.setViewportSize({ width: 1440, height: 900 });
    });
  });

  describe("routing", () => {
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
      await expect.poll(() => main().innerText()).toMatch(/Leads are dealt in turn among \d+ pe/);
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
      await expect.poll(() => main().innerText()).toContain("13 Jan 2026, 15:00 (16 working hours)");
      expect(await seriousFindings(page)).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      expect(await seriousFindings(page)).toEqual([]);
      await page.getByRole("button", { name: "Undo", exact: true }).last().click();
      await page.getByText("Nobody has said when people work").waitFor();
      await page.setViewportSize({ width: 1440, height: 900 });
    });
  });

  describe("feedback", () => {
    const list = () => page.getByRole("table", { name: "What was said" });

    it("what waits for an answer stands first, and the page says how many", async () => {
      await page.goto(paths.feedback("demo"));
      await settled(page);
      await expect.poll(() => page.getByRole("main").innerText()).toMatch(/2 wait for an answer\. 1 of them is overdue\./);
      await expect.poll(() => list().getByRole("row").nth(1).innerText()).toContain("They promise delivery in ten days");
      expect(await seriousFindings(page)).toEqual([]);
    });

    it("a comment is said on a phone in one field, one choice and one tap, and can be taken back", async () => {
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(paths.feedback("demo"));
      await settled(page);
      await page.getByRole("textbox", { name: "What do you see or need?" }).fill("The price list has two prices for one door");
      await page.getByPlaceholder("Type a lead, deal", { exact: false }).fill("Price list");
      await page.getByRole("option", { name: "as Material" }).click();
      await page.getByRole("radio", { name: "Question" }).click();
      expect(await seriousFindings(page)).toEqual([]);
      await page.getByRole("textbox", { name: "What do you see or need?" }).press("Control+Enter");
      await page.getByText("Sent to marketing").waitFor();
      await list().getByText("The price list has two prices for one door").waitFor();
      await page.setViewportSize({ width: 1440, height: 900 });
    });

    it("an answer stands in the thread, its author closes it, and closing is taken back", async () => {
      await page.goto(paths.feedback("demo"));
      await settled(page);
      await list().getByText("The price list has two prices for one door").click();
      const panel = page.getByRole("dialog");
      await panel.getByRole("textbox", { name: "What else?" }).fill("On page 7");
      await panel.getByRole("button", { name: "Add to it" }).click();
      await panel.getByText("On page 7").waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      await panel.getByRole("button", { name: "Close it: done with" }).click();
      await panel.getByText("closed by its author").waitFor();
      await panel.getByRole("button", { name: "Take the decision back" }).click();
      await panel.getByRole("textbox", { name: "What else?" }).waitFor();
      await page.keyboard.press("Escape");
    });

    it("a record leads to a comment about it", async () => {
      await page.goto(paths.records("demo", { entity: "campaign" }));
      await settled(page);
      await page.getByRole("row").nth(1).click();
      await page.getByRole("link", { name: "Comment" }).click();
      await page.waitForURL(/feedback\?about=campaign/);
      await page.getByRole("button", { name: "Something else" }).waitFor();
      expect(page.url()).toMatch(/about=campaign/);
    });

    it("the bell leads to one's notices and to what comes by mail, which is off here and says so", async () => {
      await page.getByRole("link", { name: /Notices|notices unseen|notice unseen/ }).click();
      await page.waitForURL(/notices/);
      await settled(page);
      await page.getByText("Mail is off").waitFor();
      await page.getByRole("radiogroup", { name: "What came of mine" }).getByText("Never").click();
      await page.getByText("Saved", { exact: true }).waitFor();
      expect(await seriousFindings(page)).toEqual([]);
    });
  });

  describe("reporting", () => {
    it("the answer gives minutes of both departments, and each card its range and its limit", async () => {
      await page.goto(paths.reporting("demo"));
      await settled(page);
      await expect.poll(() => page.getByRole("main").innerText()).toMatch(/Reporting asks \d+ minutes a week of each salesperson and \d+ of each marketer\./);
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
      await expect.poll(() => unused.count()).toBe(1);
      await expect.poll(() => unused.innerText()).toContain("List of the day's calls");
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

  it("nothing went wrong on any page", () => expect(house.faults).toEqual([]));
});
