// From a comment to its answer: said in one field on a phone, answered on a desk, and what came of it is seen; the bell leads to one's notices.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { paths } from "#kit/paths.ts";
import { type House, hasBrowser, openDemo, openDemoHouse, seriousFindings, settled } from "#testing/journeys/house.ts";

describe.skipIf(!hasBrowser)("feedback", () => {
  let house: House;
  let page: Page;
  beforeAll(async () => {
    house = await openDemoHouse();
    page = await house.newPage();
    await openDemo(page);
  });
  afterAll(() => house.close());

  const list = () => page.getByRole("table", { name: "What was said" });

  it("what waits for an answer stands first, and the page says how many", async () => {
    await page.goto(paths.feedback("demo"));
    await settled(page);
    expect(await page.getByRole("main").innerText()).toMatch(/2 wait for an answer\. 1 of them is overdue\./);
    expect(await list().getByRole("row").nth(1).innerText()).toContain("They promise delivery in ten days");
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
    expect(house.faults).toEqual([]);
  });
});
