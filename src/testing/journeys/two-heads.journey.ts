// Both heads at one table: invited by a link, they sign one definition together and set a goal; a viewer looks, and is told why not more.
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { terminalOn } from "#testing/command-line.ts";
import { type House, beginCompany, bringIn, hasBrowser, openHouse, seriousFindings, settled } from "#testing/journeys/house.ts";

const administrator = { name: "Anna Berg", email: "anna@example.com", password: "a long sentence is a password" };

/** Nine months with 20 deals each, half of them won after 30 days. */
function deals(): string {
  const lines = ["Deal ID,Deal Stage,Amount,Create Date,Close Date"];
  for (let month = 1; month <= 9; month += 1)
    for (let n = 0; n < 20; n += 1) {
      const [day, closed] = [month, month + 1].map((each) => `2024-${String(each).padStart(2, "0")}-01`);
      lines.push(`${month}-${n},${n % 2 === 0 ? "Won" : "Lost"},1000,${day},${closed}`);
    }
  return `${lines.join("\n")}\n`;
}

describe.skipIf(!hasBrowser)("two heads and a viewer", () => {
  let house: House;
  let home: string;
  let office: Page;
  const people: Record<string, Page> = {};
  beforeAll(async () => {
    house = await openHouse();
    office = await house.newPage();
    home = await beginCompany(office, administrator);
    const file = join(house.dataFolder, "deals.csv");
    writeFileSync(file, deals());
    const { exitCode, err } = await terminalOn(house.dataFolder).run("import", "--accept-proposed", file);
    if (exitCode !== 0) throw new Error(err);
  });
  afterAll(() => house.close());

  it.each([
    ["Sven Adler", "sven@example.com", "Head of sales"],
    ["Maria Lind", "maria@example.com", "Head of marketing"],
    ["Vera Holm", "vera@example.com", "Viewer"],
  ])("%s is invited by a link, and comes in with a password of their own", async (name, email, role) => {
    const page = await bringIn(house, { office, home }, { name, email, role });
    people[role] = page;
    expect(new URL(page.url()).pathname).toBe(home);
  });

  it("a definition signed by both heads is signed by both, and each signs once", async () => {
    for (const role of ["Head of sales", "Head of marketing"]) {
      const page = people[role]!;
      await page.goto(`${home}/definitions?key=won-deal`);
      const panel = page.getByRole("dialog", { name: "Won deal" });
      await panel.getByRole("button", { name: "Sign", exact: true }).click();
      await panel.getByText(role === "Head of sales" ? "Sven Adler" : "Maria Lind").waitFor();
    }
    const last = people["Head of marketing"]!;
    await last.getByRole("dialog").getByRole("button", { name: "Sign", exact: true }).waitFor({ state: "hidden" });
    await last.goto(`${home}/definitions`);
    await settled(last);
    expect(await last.getByRole("row", { name: /Won deal/ }).innerText()).toContain("both heads");
    expect(await seriousFindings(last)).toEqual([]);
  });

  it("with the keys alone the focus goes into the form of a proposal, and back to its button", async () => {
    const page = people["Head of sales"]!;
    await page.goto(`${home}/definitions?key=dead-deal`);
    const panel = page.getByRole("dialog", { name: "Dead deal" });
    await panel.getByRole("button", { name: "Propose a change" }).press("Enter");
    await panel.getByRole("button", { name: "Cancel" }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("INPUT");
    await panel.getByRole("button", { name: "Cancel" }).press("Enter");
    await panel.getByRole("button", { name: "Propose a change" }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Propose a change");
  });

  it("a head sets a goal with one owner from each department, and the other sees it", async () => {
    const page = people["Head of sales"]!;
    await page.goto(`${home}/goals?set=cycle-median-won`);
    const form = page.getByRole("dialog", { name: "Set a goal" });
    await form.getByLabel("Baseline, first day").fill("2024-01-01");
    await form.getByLabel("Baseline, last day").fill("2024-06-30");
    await form.getByLabel("Target, days").fill("20");
    await form.getByLabel("By the day").fill("2030-12-31");
    await form.getByRole("button", { name: "Set a goal" }).click();
    await form.waitFor({ state: "hidden" });
    const other = people["Head of marketing"]!;
    await other.goto(`${home}/goals`);
    await settled(other);
    const said = await other.getByRole("main").innerText();
    expect(said).toContain("Target: 20 days by 31 Dec 2030.");
    expect([said.includes("Sven Adler"), said.includes("Maria Lind")]).toEqual([true, true]);
    expect(await seriousFindings(other)).toEqual([]);
  });

  it("a viewer sees the same page with its buttons off, and each says why", async () => {
    const viewer = people["Viewer"]!;
    await viewer.goto(`${home}/goals`);
    await settled(viewer);
    const set = viewer.getByRole("button", { name: "Set a goal" }).first();
    expect(await set.getAttribute("aria-disabled")).toBe("true");
    expect(await set.evaluate((button) => document.querySelector(`[id="${button.getAttribute("aria-describedby")}"]`)?.textContent)).toBe(
      "Heads and administrators set goals; the two owners may change theirs.",
    );
    await viewer.goto(`${home}/members`);
    await settled(viewer);
    expect(await viewer.getByRole("button", { name: "Invite", exact: true }).getAttribute("aria-disabled")).toBe("true");
    expect(await seriousFindings(viewer)).toEqual([]);
  });

  it("nothing went wrong on any page", () => expect(house.faults).toEqual([]));
});
