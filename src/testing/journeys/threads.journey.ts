// Two people at once: a name in a thread reaches the other while they look, a number is quoted from its papers, and what is muted stays silent.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { paths } from "#kit/paths.ts";
import { type House, hasBrowser, openDemo, openDemoHouse, seriousFindings, settled } from "#testing/journeys/house.ts";

describe.skipIf(!hasBrowser)("threads", () => {
  let house: House;
  let page: Page;
  beforeAll(async () => {
    house = await openDemoHouse();
    page = await house.newPage();
    await openDemo(page);
  });
  afterAll(() => house.close());

  const field = () => page.getByRole("textbox", { name: "Message" });

  it("the room lists what the heads talk about, and leads to one thread", async () => {
    await page.goto(paths.threads("demo", { of: "all" }));
    await settled(page);
    expect(await page.getByRole("main").innerText()).toContain("The rota begins with the next fair");
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole("table", { name: "Threads" }).getByRole("link").first().click();
    await page.waitForURL(/about=/);
    await field().waitFor();
  });

  it("a colleague is named by the keyboard, and the message stands there at once, with marks and without anything run", async () => {
    await page.goto(paths.threads("demo", { about: "number:win-rate" }));
    await settled(page);
    await field().pressSequentially("Look @");
    await page.getByRole("listbox", { name: "Colleagues to name" }).getByRole("option").first().waitFor();
    await field().press("Enter");
    await field().pressSequentially("**at this** <img src=x onerror=alert(1)>");
    await field().press("Control+Enter");
    await page.getByRole("list").getByText("<img src=x onerror=alert(1)>", { exact: false }).waitFor();
    expect(await page.locator("main strong", { hasText: "at this" }).count()).toBe(1);
    expect(await page.locator("main ol img").count()).toBe(0);
    expect(await seriousFindings(page)).toEqual([]);
  });

  it("another window shows it while one looks, without a reload", async () => {
    const other = await house.newPage();
    await openDemo(other);
    await other.goto(paths.threads("demo", { about: "number:win-rate" }));
    await settled(other);
    await field().fill("Seen at once?");
    await field().press("Control+Enter");
    await other.getByText("Seen at once?").waitFor();
    expect(await other.getByText("Seen at once?").count()).toBe(1);
    await other.close();
  });

  it("a number is quoted from its papers, and its chip opens them", async () => {
    await page.goto(paths.home("demo"));
    await settled(page);
    await page
      .getByRole("button", { name: /^How we know/ })
      .first()
      .click();
    const papers = page.getByRole("dialog");
    await papers.getByRole("button", { name: "Quote in a thread" }).click();
    await papers.getByRole("textbox", { name: "What about it?" }).fill("We said forty");
    await papers.getByRole("textbox", { name: "What about it?" }).press("Control+Enter");
    await page.waitForURL(/threads\?about=number/);
    const chip = page.getByRole("button", { name: /the same now/ });
    await chip.waitFor();
    await chip.click();
    const quoted = page.getByRole("dialog").getByText(/As it was quoted on/);
    await quoted.waitFor();
    expect(await quoted.count()).toBe(1);
    await page.keyboard.press("Escape");
  });

  it("a thread is muted and heard again", async () => {
    await page.getByRole("button", { name: "Mute", exact: true }).click();
    await page.getByRole("button", { name: "Unmute" }).click();
    await page.getByRole("button", { name: "Mute", exact: true }).waitFor();
    expect(house.faults).toEqual([]);
  });
});
