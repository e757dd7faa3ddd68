// A whole meeting with two people at once: planned, its agenda filled from both sides, notes that reach the other, an end with a plan, minutes that stand.
import type { Page, WebSocketRoute } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type House, fitsTheWidth, beginCompany, bringIn, hasBrowser, openHouse, seriousFindings, settled } from "#testing/journeys/house.ts";

const administrator = { name: "Anna Berg", email: "anna@example.com", password: "a long sentence is a password" };
describe.skipIf(!hasBrowser)("a joint meeting", () => {
  let house: House;
  let sales: Page;
  let marketing: Page;
  let home: string;
  let room: string;
  const agendaOf = (page: Page) => page.getByRole("list", { name: "Agenda" });
  const itemOf = (page: Page, title: string) =>
    agendaOf(page)
      .getByRole("listitem")
      .filter({ has: page.getByRole("heading", { name: title }) });
  const noteOf = (page: Page) => itemOf(page, "The stand in May").getByRole("textbox", { name: "Notes on “The stand in May”" });
  let isCut = false;
  const open = new Set<WebSocketRoute>();
  const cutMarketing = () => {
    isCut = true;
    for (const socket of open) void socket.close({ code: 4000 });
    open.clear();
  };
  const mendMarketing = () => (isCut = false);
  beforeAll(async () => {
    house = await openHouse();
    const office = await house.newPage();
    home = await beginCompany(office, administrator);
    sales = await bringIn(house, { office, home }, { name: "Sven Adler", email: "sven@example.com", role: "Head of sales" });
    marketing = await bringIn(house, { office, home }, { name: "Maria Lind", email: "maria@example.com", role: "Head of marketing" });
    await marketing.routeWebSocket(/\/notes$/, (socket) => {
      if (isCut) return void socket.close({ code: 4000 });
      open.add(socket);
      return void socket.connectToServer();
    });
  });
  afterAll(() => house.close());

  const takeUp = (page: Page) => noteOf(page).click();
  /** As fast as a quick hand. */
  const write = (page: Page, words: string) => page.keyboard.type(words, { delay: 20 });
  /** By what stands there, not by what is drawn: blocks out of sight are not laid out. */
  const reads = (page: Page, words: string) => expect.poll(() => noteOf(page).textContent(), { timeout: 15_000 }).toContain(words);
  /** Somebody's cursor, under their name. */
  const standsThere = (page: Page, name: string) => noteOf(page).locator(`[data-name="${name}"]`).waitFor({ state: "attached" });

  it("is planned as a series, and stands three times in the list", async () => {
    await sales.goto(`${home}/meetings`);
    await settled(sales);
    await sales.getByRole("button", { name: "Plan a series" }).click();
    const form = sales.getByRole("dialog", { name: "A series of joint meetings" });
    await form.getByLabel("Maria Lind").check();
    await form.getByLabel("Sven Adler").check();
    await form.getByRole("button", { name: "Plan a series" }).click();
    await sales.getByText("The series is planned; everybody is told.").waitFor();
    const coming = sales.getByRole("table", { name: "To come" });
    await expect.poll(() => coming.getByRole("row", { name: /Sales and marketing/ }).count()).toBe(3);
    expect(await seriousFindings(sales)).toEqual([]);
    await coming
      .getByRole("row", { name: /Sales and marketing/ })
      .first()
      .click();
    await sales.getByRole("heading", { level: 1, name: "What comes of “Sales and marketing”?" }).waitFor();
    room = new URL(sales.url()).pathname;
  });

  it("takes items from both sides, and what one puts on stands before the other at once", async () => {
    await marketing.goto(room);
    await settled(marketing);
    await marketing
      .getByRole("button", { name: "I come", exact: true })
      .or(marketing.getByText("I come", { exact: true }))
      .first()
      .click();
    for (const [page, other, title] of [
      [marketing, sales, "The stand in May"],
      [sales, marketing, "Discounts of the quarter"],
    ] as const) {
      await page.getByLabel("What", { exact: true }).fill(title);
      await page.getByRole("button", { name: "Put something on" }).click();
      await itemOf(other, title).waitFor();
    }
    await sales.getByRole("main").getByText("comes", { exact: true }).waitFor();
    await sales.getByRole("button", { name: "Move “Discounts of the quarter” up" }).click();
    await expect.poll(() => agendaOf(marketing).getByRole("heading").allInnerTexts()).toEqual(["Discounts of the quarter", "The stand in May"]);
  });

  it("is noted by both at once: each sees the other's name and words, and what one writes without a connection is there when it is back", async () => {
    await sales.getByRole("button", { name: "Begin the meeting" }).click();
    for (const page of [sales, marketing]) await page.getByText("2 people are here").waitFor();
    await takeUp(sales);
    await write(sales, "Sales: the stand is small. ");
    await reads(marketing, "Sales: the stand is small.");
    await standsThere(marketing, "Sven Adler");
    await takeUp(marketing);
    await marketing.keyboard.press("Control+End");
    await Promise.all([write(sales, "Larger, please."), write(marketing, " Marketing: it costs.")]);
    for (const page of [sales, marketing]) await reads(page, "Marketing: it costs.");
    await standsThere(sales, "Maria Lind");
    const settledWords = (page: Page) => noteOf(page).evaluate((sheet) => [...sheet.querySelectorAll("p")].map((line) => line.textContent).join("\n"));
    await expect.poll(async () => (await settledWords(sales)) === (await settledWords(marketing))).toBe(true);

    /** The page is busy while the keys are pressed, so that they all come at once. */
    const atOnce = async (acts: () => Promise<void>[]) => {
      await sales.evaluate(() => {
        setTimeout(() => {
          const begun = performance.now();
          while (performance.now() - begun < 150);
        }, 20);
      });
      await Promise.all([sales.waitForTimeout(40), ...acts()]);
    };
    // Behind the end of the line where the other stands, before the page hears of the new cursor.
    for (const words of [" One", " Two", " Three"]) {
      await marketing.keyboard.press("Control+End");
      await sales.keyboard.press("Control+Home");
      const line = noteOf(sales).locator("p").last();
      await line.locator('[data-name="Maria Lind"]').waitFor({ state: "attached" });
      const { x, y, width, height } = (await line.boundingBox())!;
      await sales.mouse.move(x + width - 20, y + height / 2);
      await atOnce(() => [sales.mouse.down(), sales.mouse.up(), sales.keyboard.type(words)]);
      await reads(marketing, words);
    }
    // Into a line that has just come.
    for (const words of ["Four", "Five"]) {
      await sales.keyboard.press("Control+End");
      await atOnce(() => [sales.keyboard.press("Enter"), sales.keyboard.type(words)]);
      await expect.poll(() => noteOf(marketing).locator("p").last().textContent()).toBe(words);
    }

    cutMarketing();
    await marketing.getByText("There is no connection. What you write is kept here and sent when it is back.").first().waitFor();
    await marketing.keyboard.press("Control+End");
    await marketing.keyboard.press("Enter");
    await write(marketing, "Written in the lift.");
    await marketing.getByText("Not sent yet: there is no connection.").first().waitFor();
    await takeUp(sales);
    await write(sales, "Meanwhile. ");
    await expect.poll(() => noteOf(sales).textContent()).not.toContain("Written in the lift.");
    mendMarketing();
    await reads(sales, "Written in the lift.");
    await reads(marketing, "Meanwhile.");
    await marketing.getByText("2 people are here").waitFor();
    expect(await seriousFindings(marketing)).toEqual([]);
  });

  it("is held: what one notes the other reads, both vote, and it cannot end before every item has an outcome", async () => {
    await takeUp(sales);
    await sales.keyboard.press("Control+End");
    await write(sales, "Two people more than last year.");
    await reads(marketing, "Two people more than last year.");
    for (const page of [sales, marketing])
      await itemOf(page, "The stand in May")
        .getByRole("button", { name: /^For( \d+)?$/ })
        .click();
    await itemOf(sales, "The stand in May").getByRole("button", { name: "For 2", exact: true }).waitFor();
    await expect.poll(() => sales.getByRole("button", { name: "End the meeting" }).getAttribute("aria-disabled")).toBe("true");
    const stand = itemOf(marketing, "The stand in May");
    await stand.getByLabel("What is decided").fill("The stand takes place with eight people");
    await stand.getByRole("button", { name: "Keep", exact: true }).click();
    await itemOf(sales, "The stand in May").getByText("The stand takes place with eight people").waitFor();
    const discounts = itemOf(sales, "Discounts of the quarter");
    await discounts.getByText("Action", { exact: true }).click();
    await discounts.getByLabel("What is to be done").fill("Every discount above 15 % has two signatures");
    await discounts.getByLabel("Who does it").selectOption({ label: "Maria Lind" });
    await discounts.getByRole("button", { name: "Keep", exact: true }).click();
    await itemOf(marketing, "Discounts of the quarter")
      .getByText(/Every discount above 15 % has two signatures/)
      .waitFor();
    expect(await seriousFindings(sales)).toEqual([]);
    await sales.setViewportSize({ width: 390, height: 844 });
    expect(await fitsTheWidth(sales)).toBe(true);
    await sales.setViewportSize({ width: 1440, height: 900 });
  });

  it("ends with minutes that stand before both, and the action is in the register", async () => {
    await sales.getByRole("button", { name: "End the meeting" }).click();
    await sales.getByText("The meeting has ended. The minutes stand, and everybody is told.").waitFor();
    const minutes = marketing.getByRole("list", { name: "What was talked about" });
    await minutes.getByText("Decided: The stand takes place with eight people").waitFor();
    await minutes.getByText("Written in the lift.").waitFor();
    await expect.poll(() => minutes.innerText()).toContain("2 for, 0 against, 0 abstaining");
    expect(await seriousFindings(marketing)).toEqual([]);
    await marketing.goto(`${home}/actions`);
    await settled(marketing);
    await marketing.getByRole("row", { name: /Every discount above 15 % has two signatures/ }).waitFor();
  });

  it("an act in a drawer is taken back while the drawer is open, with the mouse and with keys", async () => {
    await marketing.getByRole("row", { name: /Every discount above 15 % has two signatures/ }).click();
    const drawer = marketing.getByRole("dialog", { name: "Action" });
    const done = drawer.getByRole("button", { name: "Done", exact: true });
    const wayBack = drawer.getByRole("button", { name: "Undo" });
    await done.click();
    await wayBack.click();
    await done.click();
    await wayBack.waitFor();
    expect(await seriousFindings(marketing)).toEqual([]);
    // Once around the drawer: no stop of the Tab key leads out of it.
    for (let stops = 0; stops < 40 && !(await wayBack.evaluate((button) => button === document.activeElement)); stops += 1)
      await marketing.keyboard.press("Tab");
    await marketing.keyboard.press("Enter");
    await done.waitFor();
    await marketing.keyboard.press("Escape");
    await drawer.waitFor({ state: "hidden" });
  });

  it("stands on a month that keys walk through: over the end of the month, back to the meeting, and in", async () => {
    await sales.goto(`${home}/meetings?view=calendar`);
    await settled(sales);
    const grid = sales.getByRole("grid");
    const shown = () => grid.getByRole("gridcell").evaluateAll((days) => days.find((day) => day === document.activeElement)?.getAttribute("data-day") ?? null);
    const focused = async (day: string) => expect.poll(shown).toBe(day);
    const today = (await grid.locator("[aria-current=date]").getAttribute("data-day"))!;
    const on = (days: number) => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
    await grid.locator("[aria-current=date]").focus();
    for (const [key, day] of [
      ["ArrowRight", on(1)],
      ["ArrowDown", on(8)],
      ["ArrowLeft", on(7)],
      ...Array.from({ length: 5 }, (_, n) => ["ArrowDown", on(14 + 7 * n)] as const),
      ...Array.from({ length: 6 }, (_, n) => ["ArrowUp", on(35 - 7 * n)] as const),
    ] as const) {
      await sales.keyboard.press(key);
      await focused(day);
    }
    await sales.keyboard.press("PageDown");
    await expect
      .poll(async () => (await shown())?.slice(0, 7))
      .toBe(new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)), 1)).toISOString().slice(0, 7));
    expect(new URL(sales.url()).searchParams.get("month")).toBe((await shown())!.slice(0, 7));
    await sales.keyboard.press("PageUp");
    await expect.poll(async () => (await shown())?.slice(0, 7)).toBe(today.slice(0, 7));
    expect(await seriousFindings(sales)).toEqual([]);
    // The first day that has the series' next meeting is entered by the key.
    const day = grid.getByRole("gridcell").filter({ hasText: "Sales and marketing" }).first();
    await sales.goto(`${home}/meetings?view=calendar&month=${today.slice(0, 7)}`);
    await settled(sales);
    while ((await day.count()) === 0)
      await sales
        .getByRole("button", { name: "→" })
        .or(sales.locator("button", { hasText: "→" }))
        .last()
        .click();
    await day.focus();
    await sales.keyboard.press("Enter");
    await sales.getByRole("heading", { level: 1, name: "What comes of “Sales and marketing”?" }).waitFor();
  });

  it("stands in a calendar program under a private address", async () => {
    await marketing.goto(`${home}/meetings`);
    await settled(marketing);
    await marketing.getByRole("button", { name: "Make an address" }).click();
    const address = await marketing.getByText(/\/api\/calendar\//).innerText();
    const feed = await fetch(address);
    expect([feed.status, feed.headers.get("content-type")]).toEqual([200, "text/calendar; charset=utf-8"]);
    expect((await feed.text()).match(/^SUMMARY:.*/gm)?.map((line) => line.trim())).toEqual([
      "SUMMARY:Sales and marketing",
      "SUMMARY:Sales and marketing",
      "SUMMARY:Sales and marketing",
      "SUMMARY:Every discount above 15 % has two signatures",
    ]);
    await marketing.getByRole("button", { name: "End the address" }).click();
    await marketing.getByText("The address opens nothing any more.").waitFor();
    expect((await fetch(address)).status).toBe(404);
  });

  it("nothing went wrong on any page", () => expect(house.faults).toEqual([]));
});
