// A head of sales with one export of deals: a company is begun, the file is dropped and loaded, and a quarter is explained.
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { installationFolder } from "#apps/version.ts";
import { type House, beginCompany, hasBrowser, openHouse, seriousFindings, settled } from "#testing/journeys/house.ts";

const person = { name: "Boris Kern", email: "boris@example.com", password: "doors and locks and keys" };
const sample = resolve(installationFolder(), "..", "shared", "data", "maven_crm", "sales_pipeline.csv");

/** 60 deals of 1,000 a month, closed after 20 days: 30 of them won in each month of the first quarter, 18 in the second. */
function deals(): string {
  const lines = ["Deal ID;Deal Stage;Amount;Create Date;Close Date;Deal owner"];
  for (let month = 1; month <= 6; month += 1)
    for (let n = 0; n < 60; n += 1) {
      const day = `2024-${String(month).padStart(2, "0")}`;
      const isWon = n < (month <= 3 ? 30 : 18);
      lines.push(`${month}-${n};${isWon ? "Won" : "Lost"};1 000,00;${day}-01;${day}-21;${n % 2 === 0 ? "Ada" : "Ben"}`);
    }
  // A row that cannot be read.
  lines.push("7-0;Won;a lot;2024-06-01;2024-06-21;Ada");
  return lines.join("\r\n");
}

/** As a hand drops it, not as a field takes it. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ([fileName, content]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content!], fileName!, { type: "text/csv" }));
      return transfer;
    },
    [name, text],
  );
  await page.getByText("Drop files here").dispatchEvent("drop", { dataTransfer });
}

const said = (page: Page) => page.getByRole("main").innerText();

describe.skipIf(!hasBrowser)("a company of one's own", () => {
  let house: House;
  let page: Page;
  let home: string;
  beforeAll(async () => {
    house = await openHouse();
    page = await house.newPage();
    home = await beginCompany(page, person);
  });
  afterAll(() => house.close());

  it("home says what to begin with, and leads to the imports", async () => {
    await page.getByRole("link", { name: "Bring in deals" }).click();
    await page.getByRole("heading", { level: 1, name: "Which files have been brought in?" }).waitFor();
    await settled(page);
    expect(await seriousFindings(page)).toEqual([]);
  });

  it("a dropped file is looked at, its mapping shown, and loaded with one act; a row that cannot be read is set aside", async () => {
    await drop(page, "deals.csv", deals());
    await page.getByRole("heading", { level: 1, name: "Is this how deals.csv should be read?" }).waitFor();
    await settled(page);
    expect(await seriousFindings(page)).toEqual([]);
    await page
      .getByRole("button", { name: /^Load 361 rows/ })
      .first()
      .click();
    await page.getByRole("heading", { level: 1, name: "What became of deals.csv?" }).waitFor();
    expect(await said(page)).toContain("360 rows are on record, all of them new");
    expect(await said(page)).toContain("1 row was set aside");
    expect(await seriousFindings(page)).toEqual([]);
  });

  it("the same file again changes nothing", async () => {
    await page.goto(`${home}/imports`);
    await settled(page);
    await page.locator("input[type=file]").setInputFiles({ name: "again.csv", mimeType: "text/csv", buffer: Buffer.from(deals()) });
    await page
      .getByRole("button", { name: /^Load 361 rows/ })
      .first()
      .click();
    await page.getByRole("heading", { level: 1, name: "What became of again.csv?" }).waitFor();
    expect(await said(page)).toContain("all 360 rows were on record as they are");
  });

  it("trust says what is missing, and the quarter's shortfall is split to the cent", async () => {
    await page.goto(`${home}/trust`);
    await settled(page);
    await expect.poll(() => page.getByRole("heading", { level: 1 }).innerText()).toBe("How far can these facts be believed?");
    await page.goto(`${home}/shortfall?period=2024-Q2&against=2024-Q1`);
    await settled(page);
    await page.getByRole("figure").first().waitFor();
    expect(await said(page)).toContain("Revenue of Q2 2024 is $36.0K (40%) below Q1 2024. Located in win rate $36.0K (sales, clear).");
    await expect.poll(() => page.getByRole("table", { name: "The parts" }).innerText()).toMatch(/Win rate\s+Sales\s+−\$36/);
  });

  it("nothing went wrong on any page", () => expect(house.faults).toEqual([]));
});

describe.skipIf(!hasBrowser || !existsSync(sample))("the Maven sample with its deals alone", () => {
  let house: House;
  let page: Page;
  let home: string;
  beforeAll(async () => {
    house = await openHouse();
    page = await house.newPage();
    home = await beginCompany(page, person);
  });
  afterAll(() => house.close());

  it("is loaded whole through the browser", async () => {
    await page.goto(`${home}/imports`);
    await settled(page);
    await drop(page, "sales_pipeline.csv", readFileSync(sample, "utf8"));
    await page
      .getByRole("button", { name: /^Load 8,800 rows/ })
      .first()
      .click();
    await page.getByRole("heading", { level: 1, name: "What became of sales_pipeline.csv?" }).waitFor({ timeout: 60_000 });
    expect(await said(page)).toMatch(/8,?800 rows are on record, all of them new/);
  });

  it("shows its published figures and its traps, and a quarter explained", async () => {
    await page.goto(`${home}?period=2016-10-01..2018-01-01`);
    const cycle = page.getByRole("region", { name: "Sales cycle", exact: true });
    await cycle.waitFor();
    await expect.poll(() => cycle.innerText()).toMatch(/57\s*days[\s\S]*4,238 records/);
    await page.goto(`${home}/trust`);
    await settled(page);
    const trust = await said(page);
    expect(trust).toContain("1,291 of 1,589");
    expect(trust).toContain("1,425 of 8,800");
    await page.goto(`${home}/shortfall?period=2017-Q3&against=2017-Q2`);
    await page.getByRole("table", { name: "The parts" }).waitFor();
    expect(await said(page)).toContain("Revenue of Q3 2017 is $104K (3.4%) below Q2 2017.");
  });

  it("nothing went wrong on any page", () => expect(house.faults).toEqual([]));
});
