// Promises from the first look to the second version: measured before anybody signs, signed by both heads, judged case by case, changed for what comes.
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { terminalOn } from "#testing/command-line.ts";
import { type House, beginCompany, bringIn, hasBrowser, openHouse, seriousFindings, settled } from "#testing/journeys/house.ts";

const administrator = { name: "Anna Berg", email: "anna@example.com", password: "a long sentence is a password" };

/** Forty leads on Mondays of July at ten: thirty accepted after two hours, ten never; every second is Ida's. */
function leads(): string {
  const rows = Array.from({ length: 40 }, (_, n) => {
    const day = `2025-07-${String(7 + 7 * (n % 4)).padStart(2, "0")}`;
    return `L${String(n).padStart(2, "0")},${n % 2 === 0 ? "Ida" : "Olaf"},${day} 10:00,${day} 10:00,${n < 10 ? "" : `${day} 12:00`}`;
  });
  return `Lead ID,Lead Owner,Created At,MQL Date,SAL Date\n${rows.join("\n")}\n`;
}

describe.skipIf(!hasBrowser)("promises", () => {
  let house: House;
  let room: string;
  let office: Page;
  let sales: Page;
  let marketing: Page;
  beforeAll(async () => {
    house = await openHouse();
    office = await house.newPage();
    const home = await beginCompany(office, administrator);
    room = `${home}/promises?period=2025-Q3`;
    const files = { leads: leads(), deals: "Deal ID,Deal Stage,Amount,Create Date,Close Date\nD1,Won,1000,2025-06-01,2025-09-30\n" };
    for (const [name, text] of Object.entries(files)) {
      const file = join(house.dataFolder, `${name}.csv`);
      writeFileSync(file, text);
      const { exitCode, err } = await terminalOn(house.dataFolder).run("import", "--accept-proposed", file);
      if (exitCode !== 0) throw new Error(err);
    }
    sales = await bringIn(house, { office, home }, { name: "Sven Adler", email: "sven@example.com", role: "Head of sales" });
    marketing = await bringIn(house, { office, home }, { name: "Maria Lind", email: "maria@example.com", role: "Head of marketing" });
  });
  afterAll(() => house.close());

  const waiting = (page: Page) => page.getByRole("list", { name: "What waits for a signature" }).getByRole("listitem");
  const acceptance = (page: Page) => waiting(page).filter({ hasText: "Accepted or returned in time" });
  const card = (page: Page) => page.getByRole("button", { name: /^Accepted or returned in time/ });
  const open = async (page: Page) => {
    await page.goto(room);
    await settled(page);
  };

  it("before anybody signs it is measured against the usual value, which says so, and the table stands within its frame", async () => {
    await open(office);
    expect(await office.getByRole("main").innerText()).toContain("Both heads have signed 0 of 11; the rest is measured by usual values until both sign.");
    for (const text of ["75.0% against 90.0%", "not kept", "usual value, not signed", "40 cases"]) expect(await card(office).innerText()).toContain(text);
    expect(await waiting(office).count()).toBe(11);
    expect(await acceptance(office).innerText()).toContain("Waits for: Head of sales, Head of marketing.");
    const table = office.getByRole("table", { name: "All promises" });
    expect(await table.evaluate((each) => each.scrollWidth - each.parentElement!.clientWidth)).toBeLessThanOrEqual(0);
    expect(await seriousFindings(office)).toEqual([]);
  });

  it("each head reads and signs, and then it is a promise", async () => {
    await open(sales);
    await acceptance(sales).getByRole("button", { name: "Read and sign" }).click();
    await sales.getByRole("dialog").getByRole("button", { name: "Sign", exact: true }).click();
    await sales.getByText("You signed.").waitFor();
    await open(marketing);
    expect(await acceptance(marketing).innerText()).toContain("Waits for: Head of marketing.");
    await acceptance(marketing).getByRole("button", { name: "Read and sign" }).click();
    await marketing.getByRole("dialog").getByRole("button", { name: "Sign", exact: true }).click();
    await marketing.getByText("Agreed by both.").waitFor();
    await open(office);
    expect(await card(office).innerText()).toContain("signed by both");
    expect(await waiting(office).count()).toBe(10);
  });

  it("the head of sales sees whose the cases were and opens one; the head of marketing sees the records and no people", async () => {
    await open(sales);
    await card(sales).click();
    const panel = sales.getByRole("dialog");
    const people = panel.getByRole("table", { name: "Cases by person" });
    await people.waitFor();
    expect((await people.getByRole("row").allInnerTexts()).slice(1).map((row) => row.split(/\s+/))).toEqual([
      ["Ida", "20", "5"],
      ["Olaf", "20", "5"],
    ]);
    expect(await seriousFindings(sales)).toEqual([]);
    const records = panel.getByRole("table", { name: "Records", exact: true });
    expect(await records.getByRole("row").count()).toBe(11);
    await records.getByText("L03").click();
    await sales.waitForURL(/records\?.*id=L03/);
    await open(marketing);
    await card(marketing).click();
    const other = marketing.getByRole("dialog");
    await other.getByText("Who did how much is seen by their own head and by themselves.").waitFor();
    expect(await other.getByRole("table", { name: "Cases by person" }).count()).toBe(0);
  });

  it("a term is changed by one and signed by the other; what lies before is judged as before", async () => {
    const panel = marketing.getByRole("dialog");
    await panel.getByRole("button", { name: "Propose other terms" }).click();
    await panel.getByLabel("Working hours").fill("1");
    await panel.getByLabel("At least, %").fill("95");
    await panel.getByRole("button", { name: "Propose", exact: true }).click();
    await marketing.getByText("Proposed. It holds once both heads have signed.").waitFor();
    await open(sales);
    expect(await acceptance(sales).innerText()).toMatch(/at least 95.* within 1 working hour\..*Proposed in place of what holds/i);
    await acceptance(sales).getByRole("button", { name: "Read and sign" }).click();
    await sales.getByRole("dialog").getByRole("region", { name: "Version 2" }).getByRole("button", { name: "Sign", exact: true }).click();
    await sales.getByText("Agreed by both.").waitFor();
    await open(office);
    const told = await card(office).innerText();
    expect(told).toContain("At least 95% of the leads offered are accepted or returned within 1 working hour.");
    expect(told).toContain("75.0% against 90.0%");
    expect(house.faults).toEqual([]);
  });
});
