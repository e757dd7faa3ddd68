// A quarrel from its claim to what is done about it: filed and answered by the facts, then an action, an item of the agenda and a dispute; and ways of working that keep it from coming back.
// Long because: one quarrel goes from its first word to the habits that keep it away, in one house that is opened once.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { addMonths } from "#kit/day.ts";
import { paths } from "#kit/paths.ts";
import { type House, hasBrowser, openDemo, openDemoHouse, seriousFindings, settled } from "#testing/journeys/house.ts";

describe.skipIf(!hasBrowser)("a quarrel", () => {
  let house: House;
  let page: Page;
  beforeAll(async () => {
    house = await openDemoHouse();
    page = await house.newPage();
    await openDemo(page);
  });
  afterAll(() => house.close());

  describe("claims", () => {
    const cards = () => page.getByRole("list", { name: "Claims on file" }).getByRole("article");

    it("the answer counts claims of both sides, and each says its verdict in a word", async () => {
      await page.goto(paths.claims("demo"));
      await settled(page);
      const main = page.getByRole("main");
      await expect
        .poll(() => main.innerText())
        .toMatch(/Of 6 claims on file, the facts support \d \(about marketing \d, about sales \d, about others \d\), refute \d, and cannot settle \d yet\./);
      const late = cards().filter({ hasText: "Leads from “Exhibition” are answered late" });
      await expect.poll(() => late.innerText()).toContain("Supported");
      await page.getByRole("combobox", { name: "About" }).selectOption({ label: "Prices" });
      await page.waitForURL(/against=prices/);
      await expect.poll(() => cards().count()).toBe(1);
      await expect.poll(() => cards().innerText()).toContain("Unnamed");
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
      await expect.poll(() => page.getByRole("main").innerText()).toMatch(/\d+ chosen records/);
      await page.goBack();
    });

    it("taken back it is gone, and undone it stands again", async () => {
      await page.getByRole("dialog").getByRole("button", { name: "Take back" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Bring back" }).waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "hidden" });
      const claim = cards().filter({ hasText: "Five clients" });
      await claim.waitFor({ state: "hidden" });
      await expect.poll(() => page.getByRole("main").innerText()).toContain("Of 6 claims on file");
      await page.getByRole("button", { name: "Undo", exact: true }).last().click();
      await claim.waitFor();
      await expect.poll(() => page.getByRole("main").innerText()).toContain("Of 7 claims on file");
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
        // At a width that was heard already only colours are other.
        const findings = await seriousFindings(page, colorScheme === "light" ? "colours" : "whole");
        expect({ width, colorScheme, findings }).toEqual({ width, colorScheme, findings: [] });
      }
      await page.getByRole("button", { name: /^Show all \d+$/ }).click();
      await page.getByRole("button", { name: "Ask: Forecasts are wishful" }).click();
      await page.waitForURL(/standard=wishful-forecasts/);
      await page
        .getByRole("region", { name: "What the facts say now" })
        .getByText(/Refuted|Supported|Not enough data/)
        .waitFor();
      await page.setViewportSize({ width: 1440, height: 900 });
    });
  });

  describe("steps that follow from a claim", () => {
    const dialog = () => page.getByRole("dialog").nth(1);
    const said = "We stand at the fair for a week, and then nobody calls these people.";

    it("a supported claim begins an action and waits for the next meeting", async () => {
      await page.goto(paths.claims("demo"));
      await settled(page);
      await page.getByRole("link", { name: said }).click();
      const steps = page.getByRole("region", { name: "What follows from it" });
      await steps.getByRole("button", { name: "Start an action" }).click();
      await dialog().getByRole("button", { name: "Start an action" }).click();
      await dialog().getByText("Say what is to be done.").waitFor();
      await dialog().getByLabel("What is to be done").fill("Two of us call the fair's visitors within a day");
      await dialog().getByLabel("Owner").selectOption({ index: 1 });
      await dialog().getByLabel("Figure that it should move").selectOption({ label: "Win rate" });
      await dialog().getByLabel("By how much").fill("10");
      expect(await seriousFindings(page)).toEqual([]);
      await dialog().getByRole("button", { name: "Start an action" }).click();
      await steps.getByRole("link", { name: "Two of us call the fair's visitors within a day" }).waitFor();
      await steps.getByRole("button", { name: "Put on the next agenda" }).click();
      await dialog().getByRole("button", { name: "Put something on" }).click();
      await steps.getByRole("link", { name: /^Waits for the next meeting/ }).waitFor();
    });

    it("whoever doubts its number opens a dispute beside it", async () => {
      const doubts = page.getByRole("region", { name: "Doubts about the number" });
      await doubts.getByRole("button", { name: "Doubt this number" }).click();
      await dialog().getByLabel("What is wrong with it").fill("Calls from the stand's phone are missing");
      await dialog().getByLabel("By which rule it is decided").selectOption({ label: "A recount by the definition in force decides" });
      await dialog().getByRole("button", { name: "Open the dispute" }).click();
      await doubts.getByRole("link", { name: "Calls from the stand's phone are missing" }).click();
      await page.waitForURL(/disputes\?dispute=/);
      const panel = page.getByRole("dialog");
      await panel.getByText("The head of marketing decides, because it concerns sales.", { exact: false }).waitFor();
      await panel.getByRole("button", { name: "Attach" }).click();
      await panel.getByLabel("Address").fill("https://example.com/bill");
      await panel.getByRole("button", { name: "Attach" }).click();
      await panel.getByRole("link", { name: "https://example.com/bill" }).waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await page.getByText("2 numbers are in dispute, none past its day;", { exact: false }).waitFor();
    });

    it("done it is done, and undone it is open again; the board and a phone show the same", async () => {
      await page.goto(paths.actions("demo"));
      await settled(page);
      await page.getByText("4 actions are open, 1 of them past its day; 5 items wait for the next meeting.").waitFor();
      await page.getByRole("row").getByText("Two of us call the fair's visitors within a day").click();
      await page.getByRole("dialog").getByRole("button", { name: "Done" }).click();
      await page.getByRole("dialog").getByText("State: Open → Done").waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Undo", exact: true }).last().click();
      await page.goto(paths.actions("demo", { view: "board" }));
      await page.getByRole("region", { name: "Open" }).getByText("Two of us call the fair's visitors within a day").waitFor();
      for (const [width, colorScheme] of [
        [390, "dark"],
        [1440, "light"],
      ] as const) {
        await page.setViewportSize({ width, height: 844 });
        await page.emulateMedia({ colorScheme });
        expect({ width, findings: await seriousFindings(page) }).toEqual({ width, findings: [] });
      }
    });
  });

  describe("a turning point", () => {
    it("is on record with its check: what the records say of the claims to expect is kept as it stands, and taken back", async () => {
      await page.goto(paths.turns("demo"));
      await settled(page);
      await page.getByText("1 check is under way.", { exact: false }).waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      await page.getByRole("link", { name: "The market turned down" }).click();
      await page.getByRole("heading", { name: "The market turned down", level: 1 }).waitFor();
      await page.getByRole("row", { name: /^Revenue / }).waitFor();
      const claims = page.getByRole("region", { name: "Claims to expect" });
      await page.getByRole("row", { name: /^The market fell borne out/ }).waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      await claims.getByRole("button", { name: "Keep what the records say" }).click();
      await claims.getByText(/^taken by /).waitFor();
      await claims.getByRole("button", { name: "Take back" }).click();
      await claims.getByRole("button", { name: "Keep what the records say" }).waitFor();
    });

    it("is entered by whoever knows of one, opens its page with its check at once, and its end shows what came of it", async () => {
      await page.goto(paths.turns("demo"));
      await page.getByRole("button", { name: "Enter a turning point" }).click();
      const form = page.getByRole("dialog", { name: "A turning point" });
      await form.getByLabel("What happened").fill("New price list");
      await form.getByLabel("First day that was not as before").fill("2026-03-02");
      await form.getByRole("button", { name: "Save", exact: true }).click();
      await page.getByRole("heading", { name: "New price list", level: 1 }).waitFor();
      await page.getByLabel("What came of it").fill("Dealers took it");
      await page.getByRole("button", { name: "Close the check" }).click();
      await page.getByText(/^Closed on .* by /).waitFor();
      await page.getByRole("row", { name: /^Win rate / }).waitFor();
      expect(await seriousFindings(page)).toEqual([]);
    });
  });

  describe("a way of working", () => {
    const panel = () => page.getByRole("dialog").first();
    it("that some took up before others says what it did there, and what cannot be told by part", async () => {
      await page.goto(paths.practices("demo"));
      await settled(page);
      expect(await seriousFindings(page)).toEqual([]);
      await page.getByRole("row", { name: /^Joint visits to customers/ }).click();
      const did = panel().getByRole("heading", { name: "What it did" }).locator("..");
      await did.getByText(/^Sales cycle (is not shown to have moved|stood .* than it would have)/).waitFor();
      await did.getByText("Each part is set against those that had not begun", { exact: false }).waitFor();
      await expect.poll(() => did.getByText(/ cannot be told by part: no line of cost says/).count()).toBe(2);
      await expect.poll(() => did.getByText(/^Seller: /).count()).toBe(2);
      expect(await seriousFindings(page)).toEqual([]);
      const field = panel().getByRole("textbox", { name: "Message" });
      await field.fill("Who goes along next?");
      await field.press("Control+Enter");
      await panel().getByRole("list").getByText("Who goes along next?").waitFor();
      await page.keyboard.press("Escape");
    });

    it("is taken up by a part of the firm from today on, is too early to say, and what was entered in error is taken back and brought back", async () => {
      await page.goto(paths.practices("demo", { practice: "liaison" }));
      await panel().getByText("Nobody works so yet.").waitFor();
      await panel().getByRole("button", { name: "We work so" }).click();
      const form = page.getByRole("dialog", { name: "We work so since" });
      await form.getByRole("button", { name: "We work so" }).click();
      await form.getByText("Choose an owner.").waitFor();
      await form.getByLabel("Owner").selectOption({ index: 1 });
      await form.getByLabel("Where").selectOption({ label: "Region" });
      await form.getByLabel("Which one").selectOption({ label: "Volga" });
      expect(await seriousFindings(page)).toEqual([]);
      await form.getByRole("button", { name: "We work so" }).click();
      await panel().getByText("Region: Volga, since", { exact: false }).first().waitFor();
      await panel().getByText("Sales cycle: too early to say.", { exact: false }).waitFor();
      // Begun a year ago instead: the months since say what it did.
      await panel()
        .getByRole("button", { name: /^Change: Region: Volga/ })
        .click();
      const change = page.getByRole("dialog", { name: "Change what was entered" });
      await change.getByLabel("Since").fill(addMonths(new Date().toISOString().slice(0, 10), -12));
      await change.getByRole("button", { name: "Change", exact: true }).click();
      await change.waitFor({ state: "detached" });
      await panel()
        .getByText(/^Sales cycle (is not shown to have moved|stood .* than it would have)/)
        .waitFor();
      await panel()
        .getByRole("button", { name: /^Take back: Region: Volga/ })
        .click();
      await panel().getByText("Nobody works so yet.").waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Undo", exact: true }).last().click();
      await page.getByRole("row", { name: /^A liaison In parts/ }).waitFor();
    });
  });

  describe("the cooperation", () => {
    const panel = () => page.getByRole("dialog").first();
    it("is asked whether it should move up: conditions with their evidence, and a move that is begun and taken back", async () => {
      await page.goto(paths.cooperation("demo"));
      await page.getByRole("heading", { name: "Should we move up?" }).waitFor();
      await page.getByText(/^(This cannot be told yet|Move from|Stay) /).waitFor();
      await page.getByRole("heading", { name: "Three moves to aligned" }).waitFor();
      await settled(page);
      expect(await seriousFindings(page)).toEqual([]);
      await page.getByRole("row", { name: /^Roles are clear, and still work is done twice or missed/ }).click();
      await panel().getByText("Leads returned as not what was agreed").waitFor();
      await panel().getByText("Leads without an owner", { exact: true }).waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      await page.keyboard.press("Escape");
      const move = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Agree who is asked before which decision" }) });
      await move.getByRole("button", { name: "Begin" }).click();
      const form = page.getByRole("dialog", { name: /^Begin a move/ });
      await form.getByRole("button", { name: "Begin" }).click();
      await form.getByText("Choose an owner.").first().waitFor();
      await form.getByLabel("Owner in sales").selectOption({ index: 1 });
      await form.getByLabel("Owner in marketing").selectOption({ index: 1 });
      expect(await seriousFindings(page)).toEqual([]);
      await form.getByRole("button", { name: "Begin" }).click();
      const begun = page
        .getByRole("region")
        .or(page.locator("section"))
        .filter({ has: page.getByRole("heading", { name: "Begun", exact: true }) });
      await begun.getByRole("heading", { name: "Agree who is asked before which decision" }).first().waitFor();
      await page.getByRole("button", { name: "Undo", exact: true }).last().click();
      await begun.first().waitFor({ state: "detached" });
    });

    it("has a goal whose path is told with its chance, and a step too small to be told is said before it is set", async () => {
      await page.goto(paths.goals("demo", { dial: "survey" }));
      const form = page.getByRole("dialog", { name: "A goal for the cooperation" });
      await form.getByText(/^Now: /).waitFor();
      await form.getByLabel("Target, points").fill("60");
      await form.getByText(/^A step of .* is smaller than what one measurement can tell/).waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      await form.getByLabel("Target, points").fill("80");
      await form.getByText(/^A step of /).waitFor({ state: "detached" });
      await page.keyboard.press("Escape");
      const goal = page.getByRole("article", { name: "Survey: sum of the answers" });
      await goal.getByText(/Chance of standing on the line or better: /).waitFor();
      await page.getByRole("article", { name: "Gap between the sides' answers" }).getByText("Waits for the signature of Sales.").waitFor();
      await settled(page);
      expect(await seriousFindings(page)).toEqual([]);
    });
  });

  it("nothing went wrong on any page", () => expect(house.faults).toEqual([]));
});
