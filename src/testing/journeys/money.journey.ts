// Where the money goes and when it changed: prices, costs, the channels behind the deals, turning points, and what an agency sees of it.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { paths } from "#kit/paths.ts";
import { type House, fitsTheWidth, hasBrowser, openDemo, openDemoHouse, seriousFindings, settled } from "#testing/journeys/house.ts";

const demo = "demo";

describe.skipIf(!hasBrowser)("money", () => {
  let house: House;
  let page: Page;
  beforeAll(async () => {
    house = await openDemoHouse();
    page = await house.newPage();
    await openDemo(page);
  });
  afterAll(() => house.close());

  describe("prices", () => {
    it("answers in a sentence, and says that the naive picture is an association", async () => {
      await page.goto(paths.prices(demo));
      await settled(page);
      const said = await page.getByRole("main").innerText();
      expect(said).toMatch(/was given away \(/);
      expect(said).toContain("nothing held equal: an association");
      expect(said).toMatch(/Sellers name the price in \d+% of the \d+ lost deals whose buyers were asked/);
    });

    it("a step of the waterfall opens its deals, the largest discount first, and a reload shows the same", async () => {
      await page.getByRole("button", { name: /Discount beyond/ }).click();
      const panel = page.getByRole("dialog", { name: /Discount beyond policy/ });
      await panel.getByRole("table").getByRole("row").nth(1).waitFor();
      const said = await panel.getByRole("table").innerText();
      expect(page.url()).toContain("step=beyond-policy");
      await page.reload();
      await panel.getByRole("table").getByRole("row").nth(1).waitFor();
      await expect.poll(() => panel.getByRole("table").innerText()).toBe(said);
      await page.keyboard.press("Escape");
      await panel.waitFor({ state: "hidden" });
    });

    it("another cut stands in the address and comes back with it; a group opens its deals", async () => {
      await page.getByRole("combobox", { name: "Cut by" }).selectOption({ label: "Segment" });
      await page.waitForURL(/by=segment/);
      await page.reload();
      await settled(page);
      const table = page.getByRole("table", { name: "Who gives how much away" });
      await table.getByRole("row", { name: /Distributors/ }).click();
      await page.getByRole("dialog", { name: /Distributors/ }).waitFor();
      expect(page.url()).toContain("group=Distributors");
      await page.keyboard.press("Escape");
    });
  });

  describe("costs", () => {
    it("says what promotion, a won deal and one deal more cost, and keeps media and production apart", async () => {
      await page.goto(paths.costs(demo));
      await settled(page);
      const said = await page.getByRole("main").innerText();
      expect(said).toMatch(/Promotion cost .+ of revenue; .+ planned\. A won deal cost .+ \(.+\), promotion, sales and discounts beyond policy\./);
      const kinds = page.getByRole("table", { name: "What it was for" });
      await kinds.getByRole("row", { name: /^Media/ }).waitFor();
      await kinds.getByRole("row", { name: /^Production/ }).waitFor();
      await expect.poll(() => page.getByRole("table", { name: "Kind by kind" }).innerText()).toContain("Fewer than ten such deals were won.");
    });

    it("a card's papers lead to the lines of spend of the period", async () => {
      await page.getByRole("region", { name: "Promotion cost" }).getByRole("button").first().click();
      const panel = page.getByRole("dialog", { name: /Promotion cost/ });
      await panel.getByRole("link", { name: /records/i }).click();
      await settled(page);
      expect(page.url()).toMatch(/records\?entity=spend&period=/);
    });

    it("a row of a kind opens the very deals that it counts", async () => {
      await page.goto(paths.costs(demo));
      await settled(page);
      await page.getByRole("table", { name: "Kind by kind" }).getByRole("row").nth(2).click();
      await page.waitForURL(/records\?entity=deal&ids=/);
      await settled(page);
      const ids = new URL(page.url()).searchParams.getAll("ids");
      await expect.poll(() => page.getByRole("main").innerText()).toContain(`${ids.length} chosen records`);
    });

    it("a row of what the money was for opens the lines it is made of", async () => {
      await page.goto(paths.costs(demo));
      await settled(page);
      const kinds = page.getByRole("table", { name: "What it was for" });
      await kinds.getByRole("row", { name: /^Production/ }).click();
      await page.waitForURL(/records\?entity=spend&ids=/);
      await settled(page);
      const ids = new URL(page.url()).searchParams.getAll("ids");
      const said = await page.getByRole("main").innerText();
      expect(said).toContain(ids.length === 1 ? "1 chosen record" : `${ids.length} chosen records`);
      expect(said).toContain(ids[0]!);
    });

    it("fits a phone", async () => {
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(paths.costs(demo));
      await settled(page);
      expect(await fitsTheWidth(page)).toBe(true);
      await page.goto(paths.cycle(demo, { view: "won", kinds: "value" }));
      await settled(page);
      await page.getByText(/A cohort is young until/).waitFor();
      expect(await fitsTheWidth(page)).toBe(true);
      await page.setViewportSize({ width: 1440, height: 900 });
    });
  });

  describe("the room of journeys", () => {
    it("says that credit is not effect, and shows every channel under all models", async () => {
      await page.goto(paths.journeys("demo"));
      await page.getByRole("row", { name: /Exhibition/ }).waitFor();
      await settled(page);
      const said = await page.getByRole("main").innerText();
      expect(said).toContain("Shares of credit under a model, not effect.");
      expect(said).toMatch(/(comes first under \d+ of \d+|under all \d+ models)/);
    });

    it("a channel opens by its address with each model's range and its won deals, which lead to their records", async () => {
      await page.getByRole("row", { name: /Exhibition/ }).click();
      const panel = page.getByRole("dialog", { name: "Exhibition" });
      await panel.getByRole("row", { name: /Last touch/ }).waitFor();
      await panel.getByRole("link", { name: /^D/ }).first().waitFor();
      await page.reload();
      await panel.getByRole("link", { name: /^D/ }).first().click();
      await page.waitForURL(/\/records\?.*entity=deal/);
      expect(page.url()).toMatch(/id=D/);
    });

    it("another question stands in the address; where the facts do not answer, the page says why", async () => {
      await page.goto(paths.journeys("demo"));
      await page.getByRole("combobox", { name: "Looking back" }).selectOption({ label: "30 days" });
      await page.waitForURL(/lookback=30/);
      await page.goto(paths.journeys("demo", { begun: "2001" }));
      await page.getByText("Cannot be told").waitFor();
      await expect.poll(() => page.getByRole("main").innerText()).toContain("There are no touches on record for this question.");
    });

    it("deals judged by both sides say which model agrees with people; a sample is put aside, brought back by undo, and drawn anew", async () => {
      await page.goto(paths.journeys("demo", { view: "review" }));
      await page.getByRole("table", { name: "How often a model names what people named" }).waitFor();
      await expect.poll(() => page.getByRole("main").innerText()).toContain("14 of 20 deals judged by both");
      await page.getByRole("button", { name: "Put this sample aside" }).click();
      await page.getByRole("button", { name: "Undo" }).click();
      await page.getByRole("group", { name: /^D/ }).first().waitFor();
      await page.getByRole("button", { name: "Put this sample aside" }).click();
      await page.getByRole("button", { name: "Draw deals" }).click();
      await page.getByRole("group", { name: /^D/ }).first().waitFor();
      await expect.poll(() => page.getByRole("group", { name: /^D/ }).count()).toBe(20);
    });
  });

  describe("changes", () => {
    it("the planted downturn, taken off the record, is proposed by the facts, confirmed, and called by its name", async () => {
      await page.goto(paths.turns("demo"));
      await page.getByRole("button", { name: "Take off" }).click();
      await page.getByText(/^proposed by the facts/).waitFor();
      await page.getByRole("button", { name: "Confirm" }).click();
      const form = page.getByRole("dialog");
      await form.getByLabel("What happened").fill("The market fell");
      await form.getByRole("button", { name: "Save" }).click();
      await page.getByRole("heading", { level: 1, name: "The market fell" }).waitFor();
      await expect.poll(() => page.getByRole("main").innerText()).toMatch(/Downturn, since 1 [A-Z][a-z]+ 2025/);
    });

    it("a known day is tested on a figure, and the address leads others to the same", async () => {
      await page.getByRole("main").getByRole("link", { name: "Test", exact: true }).click();
      await page.getByText(/Rests on \d+ steps before/).waitFor();
      expect(page.url()).toContain("day=");
      await page.reload();
      await page.getByText(/Rests on \d+ steps before/).waitFor();
      await settled(page);
      expect(await seriousFindings(page)).toEqual([]);
    });
  });

  describe("an agency", () => {
    let agency: Page;
    let shared: string;
    beforeAll(async () => {
      agency = await house.newPage({ viewport: { width: 390, height: 844 } });
    });
    const said = (of: Page) => of.getByRole("main").innerText();

    it("is invited by a link, and is told whom to ask as long as nothing is shared", async () => {
      await page.goto(paths.members(demo));
      await settled(page);
      await page.getByRole("button", { name: "Invite", exact: true }).click();
      const form = page.getByRole("dialog");
      await form.getByLabel("Name", { exact: true }).fill("North Light");
      await form.getByLabel("E-mail").fill("hello@northlight.example");
      await form.getByRole("combobox", { name: "Role" }).selectOption({ label: "Agency" });
      await form.getByRole("button", { name: "Make the link" }).click();
      await agency.goto(await form.getByText(/\/invitation\//).innerText());
      await agency.getByLabel("Choose a password").fill("the light of the north");
      await agency.getByRole("button", { name: "Accept" }).click();
      await agency.getByRole("heading", { level: 1, name: "What do you run, and what came of it?" }).waitFor();
      await settled(agency);
      expect(new URL(agency.url()).pathname).toBe(paths.agency(demo));
      expect(await said(agency)).toContain("Ask the head of marketing");
      expect(await seriousFindings(agency)).toEqual([]);
    });

    it("is shown a campaign that is found by a part of its name, with the keys alone", async () => {
      await page.goto(paths.members(demo));
      await settled(page);
      await page.getByRole("link", { name: /What is shared.*North Light/ }).click();
      await page.getByRole("heading", { level: 1, name: "What does North Light see?" }).waitFor();
      await settled(page);
      await page.getByRole("button", { name: "Share", exact: true }).click();
      const dialog = page.getByRole("dialog", { name: "Share with North Light" });
      await dialog.getByRole("option").first().waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      const field = dialog.getByRole("combobox");
      await field.press("ArrowDown");
      shared =
        (await dialog
          .getByRole("option", { selected: true })
          .locator("span")
          .first()
          .evaluate((each) => each.firstChild?.textContent)) ?? "";
      await field.press("Enter");
      await page.getByText(`North Light now sees ${shared}`).waitFor();
      await field.press("Escape");
      const list = page.getByRole("table", { name: "What is shared" });
      await list.getByRole("row", { name: new RegExp(shared.replaceAll(/[^\w ]/g, ".")) }).waitFor();
      await settled(page);
      expect(await seriousFindings(page)).toEqual([]);
    });

    it("sees what came of it, one lead after another, and no other room", async () => {
      await agency.reload();
      await settled(agency);
      expect(await said(agency)).toContain(shared);
      expect(await said(agency)).toMatch(/leads? came in, .+: [\d,]+ deals won, [\d,]+ still open\./);
      expect([await fitsTheWidth(agency), await seriousFindings(agency)]).toEqual([true, []]);
      await agency.setViewportSize({ width: 1440, height: 900 });
      const rooms = agency.getByRole("navigation", { name: "Main" }).getByRole("listitem");
      await rooms.first().waitFor();
      expect((await rooms.allInnerTexts()).map((name) => name.trim())).toEqual(["What you run", "Promises", "Joint projects"]);
      for (const room of [paths.costs(demo), paths.records(demo, { entity: "deal" }), paths.members(demo), paths.settings(demo)]) {
        await agency.goto(room);
        await agency.getByRole("heading", { level: 1, name: "This room is closed to agencies" }).waitFor();
      }
      await agency.getByRole("link", { name: "To what you run" }).click();
      await agency.getByRole("heading", { level: 1, name: "What do you run, and what came of it?" }).waitFor();
      await settled(agency);
      expect(await seriousFindings(agency)).toEqual([]);
    });

    it("sees it no more once it is taken back; undoing gives it back", async () => {
      await page.getByRole("button", { name: `Take back ${shared} from North Light` }).click();
      await page.getByText(`North Light no longer sees ${shared}`).waitFor();
      await agency.goto(paths.home(demo));
      await agency.getByText("Nothing has been shared with you yet").waitFor();
      await page.getByRole("status").getByRole("button", { name: "Undo" }).last().click();
      await page.getByRole("button", { name: `Take back ${shared} from North Light` }).waitFor();
      await agency.reload();
      await settled(agency);
      expect(await said(agency)).toContain(shared);
    });
  });

  it("nothing went wrong on any page", () => expect(house.faults).toEqual([]));
});
