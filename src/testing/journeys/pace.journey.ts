// How long it takes and what comes of it: the sales cycle, ripening and paths, the quarter to come, waiting for an answer, and whom to call first.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { paths } from "#kit/paths.ts";
import { type House, fitsTheWidth, hasBrowser, openDemo, openDemoHouse, seriousFindings, settled } from "#testing/journeys/house.ts";

const demo = "demo";

describe.skipIf(!hasBrowser)("pace", () => {
  let house: House;
  let page: Page;
  beforeAll(async () => {
    house = await openDemoHouse();
    page = await house.newPage();
    await openDemo(page);
  });
  afterAll(() => house.close());

  describe("the sales cycle of the demo company", () => {
    it("says in a sentence after how many days half are closed, and a number opens just as many deals", async () => {
      await page.goto(paths.cycle(demo));
      await settled(page);
      await expect.poll(() => page.getByRole("main").innerText()).toMatch(/Half of all deals are closed after \d+ days \(\d+–\d+ days\)/);
      const rule = page.getByRole("table").last().getByRole("row").nth(2);
      const count = await rule.getByRole("link").innerText();
      await rule.getByRole("link").click();
      const panel = page.getByRole("dialog", { name: "Open deals that would count as dead" });
      await panel.getByText(`${count} records`).waitFor();
      expect(page.url()).toContain("behind=dead");
      expect(await seriousFindings(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await panel.waitFor({ state: "hidden" });
      expect(page.url()).not.toContain("behind=");
    });

    it("two kinds of deal stand against one another, and the choice comes back with the address", async () => {
      await page.getByRole("tab", { name: "Compare" }).click();
      await page.getByRole("combobox", { name: "Compare by" }).selectOption({ label: "Region" });
      await page.getByRole("combobox", { name: "First kind of deal" }).selectOption({ label: "Volga" });
      await page.waitForURL(/by=region.*first=Volga/);
      await settled(page);
      const title = page.getByRole("figure").first().getByRole("heading");
      await title.filter({ hasText: "Volga" }).waitFor();
      const said = await title.innerText();
      expect(await seriousFindings(page)).toEqual([]);
      await page.reload();
      await settled(page);
      await title.filter({ hasText: said }).waitFor();
    });

    it("what goes with the pace is told with its checks, and the stages with whose turn it was", async () => {
      await page.goto(paths.cycle(demo, { view: "paces" }));
      await page.getByRole("heading", { name: "How far this may be believed" }).waitFor();
      await expect.poll(() => page.getByRole("main").innerText()).toContain("Only what is known on a deal's first day is looked at");
      expect(await seriousFindings(page)).toEqual([]);
      await page.goto(paths.cycle(demo, { view: "stages" }));
      await page.getByRole("heading", { name: "Days in each stage" }).waitFor();
      await expect.poll(() => page.getByRole("main").innerText()).toMatch(/open days of [\d,]+ enquiries and deals/);
      expect(await seriousFindings(page)).toEqual([]);
    });

    it("fits a phone in each of its views", async () => {
      await page.setViewportSize({ width: 390, height: 844 });
      for (const view of ["course", "groups", "paces", "stages"]) {
        await page.goto(paths.cycle(demo, { view }));
        await settled(page);
        expect([view, await fitsTheWidth(page)]).toEqual([view, true]);
      }
      await page.setViewportSize({ width: 1440, height: 900 });
    });
  });

  describe("ripening and paths", () => {
    it("says how many come through in the end, in four cards, each labelled as what it is", async () => {
      await page.goto(paths.ripening(demo));
      for (const name of [/^Within /, /^By the age of /, "In the end, by the curve of all", "In the end, cohort by cohort"])
        await page.getByRole("region", { name }).waitFor();
      await expect.poll(() => page.getByRole("main").innerText()).toMatch(/In the end [\d.]+% \([\d.]+% ?(–|to) ?[\d.]+%\) will come to “Won”/);
      await settled(page);
    });

    it("cut by channel it says who can be ranked, and the address brings the same again", async () => {
      await page.getByRole("combobox", { name: "Cut by" }).selectOption({ label: "Channel" });
      await page.waitForURL(/by=channel/);
      await page.getByText(/pairs can be ranked apart/).waitFor();
      const said = await page.getByText(/pairs can be ranked apart/).innerText();
      await page.reload();
      await expect.poll(() => page.getByText(/pairs can be ranked apart/).innerText()).toBe(said);
    });

    it("an arrow of the map opens the records that took it", async () => {
      await page.goto(paths.paths(demo));
      const map = page.getByRole("group", { name: /cases through/ });
      await map.getByRole("button", { name: /Opportunity → Won/ }).press("Enter");
      await page.waitForURL(/from=opportunity&to=won/);
      const drawer = page.getByRole("dialog", { name: "From “Opportunity” to “Won”" });
      await drawer.getByText(/records, those that waited longest first/).waitFor();
      await expect.poll(() => drawer.getByRole("link").count()).toBeGreaterThan(20);
      await page.keyboard.press("Escape");
      await settled(page);
    });

    it("one channel's cases are told alone, and the address brings the same again", async () => {
      await page.goto(paths.paths(demo));
      await page.getByRole("group", { name: /cases through/ }).waitFor();
      const choice = page.getByRole("combobox", { name: "Cases of one group" });
      const label = (await choice.locator("option").allInnerTexts()).find((text) => text.startsWith("Channel"))!;
      await choice.selectOption({ label });
      await page.waitForURL(/by=channel/);
      const [, group, count] = /^(.*) \(([\d,]+)\)/.exec(label)!;
      const heading = page.getByRole("heading", { name: new RegExp(`^${group}. ${count} cases`) });
      await heading.waitFor();
      await page.reload();
      await heading.waitFor();
      await expect.poll(() => choice.locator("option:checked").innerText()).toBe(label);
    });
  });

  describe("the quarter to come", () => {
    it("is a range with its past, its parts and its open deals, each of which leads to its record", async () => {
      await page.goto(paths.forecast(demo));
      await settled(page);
      const main = page.getByRole("main");
      await expect.poll(() => main.innerText()).toMatch(/as likely to be passed as missed; half of the cases end within .+, nine in ten within/);
      await main.getByRole("table", { name: "The open deals, one by one" }).getByRole("row").nth(1).click();
      await page.waitForURL(/\/records\?.*id=/);
      await page.goBack();
    });

    it("stands beside what moved in the pipeline, step by step with the deals behind", async () => {
      await page.goto(paths.forecast(demo, { view: "movement" }));
      await settled(page);
      await expect.poll(() => page.getByRole("main").innerText()).toMatch(/the pipeline (grew|shrank) by .+ the largest step: /);
      await page.getByRole("table", { name: "Step by step" }).getByRole("row").nth(1).click();
      await page.getByRole("dialog", { name: "New" }).getByRole("table").getByRole("row").nth(1).waitFor();
      expect(page.url()).toContain("step=new");
      await page.keyboard.press("Escape");
      await page.getByText("Forecast", { exact: true }).last().click();
      await page.waitForURL((address) => !address.search.includes("movement"));
    });
  });

  describe("the response curve", () => {
    const rows = async (name: string) => (await page.getByRole("table", { name }).getByRole("row").allInnerTexts()).slice(1);

    it("says in one sentence what goes with waiting, and that it is no proof", async () => {
      await page.goto(paths.response("demo"));
      await settled(page);
      const told = await page.getByRole("main").innerText();
      expect(told).toMatch(/Of leads tried .* [\d.]+% became sales qualified; of those tried .* [\d.]+%\./);
      expect(told).toContain("Among leads of the same grade and channel the share falls over the whole curve");
      expect(told).toContain("that waiting makes it so only a trial could show");
      expect(await seriousFindings(page)).toEqual([]);
    });

    it("the picture opens as a table: every band with leads, share and range, and against equals", async () => {
      const figure = page.getByRole("figure").filter({ hasText: "Who waited longer came through less often" });
      await figure.getByRole("button", { name: /table/i }).click();
      const bands = (await figure.getByRole("row").allInnerTexts()).slice(1);
      expect(bands.length).toBeGreaterThanOrEqual(7);
      // A share, its range, and either the band of comparison or a difference in points with its own range.
      for (const band of bands) expect(band).toMatch(/\d+\s+[\d.]+%\s+[\d.]+% ?–/);
      expect(bands.filter((band) => band.includes("compared with"))).toHaveLength(1);
      expect(bands.filter((band) => /[+−±][\d.]+ pp/.test(band)).length).toBeGreaterThan(3);
    });

    it("one test for all, among equals, and finer equals leave less", async () => {
      const tests = await rows("One test for the whole curve");
      const step = (name: string) => Number(/−([\d.]+) pp/.exec(tests.find((row) => row.startsWith(name))!)![1]);
      expect(step("leads of one grade and channel")).toBeGreaterThan(0);
      expect(step("leads of one grade and channel")).toBeLessThan(step("all leads as they stand"));
    });

    it("where the unanswered were chosen it warns, and names by what", async () => {
      await page.getByText(/never tried, and they differ from the rest by channel more than chance makes: they were chosen, not late/).waitFor();
      expect((await rows("Were the unanswered late, or chosen?")).map((row) => row.split("\t")[0])).toEqual(["grade", "channel", "hour of arrival", "weekday"]);
    });

    it("asked of winning it answers of winning, and the address keeps the question", async () => {
      await page.getByText("Won", { exact: true }).click();
      await page.waitForURL(/outcome=won/);
      await page.reload();
      await settled(page);
      await expect.poll(() => page.getByRole("main").innerText()).toMatch(/became won deals/);
      expect(await seriousFindings(page)).toEqual([]);
    });
  });

  describe("whom to call first", () => {
    it("the answer says how well the score did beforehand, and the list begins with the best chance", async () => {
      await page.goto(paths.score("demo"));
      await settled(page);
      await page.getByRole("table", { name: "Open, the best chance first" }).waitFor();
      await expect
        .poll(() => page.getByRole("main").innerText())
        .toMatch(/the fifth of the leads with the highest scores held \d+\.\d% of all wins \(\d+\.\d% – \d+\.\d%\)/);
    });

    it("narrowed to one salesperson, the address says so and every lead is that person's", async () => {
      const choice = page.getByRole("combobox", { name: "Worked by" });
      const name = (await choice.getByRole("option").nth(1).innerText()).replace(/ \([\d,]+\)$/, "");
      await choice.selectOption({ index: 1 });
      await page.waitForURL(/owner=/);
      await settled(page);
      const table = page.getByRole("table", { name: "Open, the best chance first" });
      await expect.poll(async () => (await table.getByRole("row").filter({ hasText: name }).count()) === (await table.getByRole("row").count()) - 1).toBe(true);
    });

    it("a lead opens its record", async () => {
      await page.getByRole("table", { name: "Open, the best chance first" }).getByRole("row").nth(1).click();
      await page.waitForURL(/records\?.*id=L-/);
      await settled(page);
      await expect.poll(() => page.getByRole("main").innerText()).toMatch(/\bL-\d+/);
    });
  });

  it("nothing went wrong on any page", () => expect(house.faults).toEqual([]));
});
