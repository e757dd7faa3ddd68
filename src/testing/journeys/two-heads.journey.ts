// Both heads at one table: invited by a link, they sign a definition and promises, set a goal and change a term; a viewer looks, and is told why not more; they talk of a number, and a decision keeps it as it was; a session ends everywhere.
// Long because: the same people, brought in once, go through all of it.
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { pickWorkspace } from "#apps/cli/with-database.ts";
import { openStorage } from "#apps/storage.ts";
import { installationSecret } from "#db/secret.ts";
import { keyFor } from "#http/secrets.ts";
import { paths } from "#kit/paths.ts";
import { stopPurpose, stopToken } from "#ledger/stop-token.ts";
import { terminalOn } from "#testing/command-line.ts";
import { type House, beginCompany, bringIn, fitsTheWidth, hasBrowser, openHouse, seriousFindings, settled } from "#testing/journeys/house.ts";

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

/** Forty leads on Mondays of July at ten: thirty accepted after two hours, ten never; every second is Ida's. */
function leads(): string {
  const rows = Array.from({ length: 40 }, (_, n) => {
    const day = `2025-07-${String(7 + 7 * (n % 4)).padStart(2, "0")}`;
    return `L${String(n).padStart(2, "0")},${n % 2 === 0 ? "Ida" : "Olaf"},${day} 10:00,${day} 10:00,${n < 10 ? "" : `${day} 12:00`}`;
  });
  return `Lead ID,Lead Owner,Created At,MQL Date,SAL Date\n${rows.join("\n")}\n`;
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
    const files = Object.entries({ deals: deals(), leads: leads() }).map(([name, text]) => {
      const file = join(house.dataFolder, `${name}.csv`);
      writeFileSync(file, text);
      return file;
    });
    const { exitCode, err } = await terminalOn(house.dataFolder).run("import", "--accept-proposed", ...files);
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
    await expect.poll(() => last.getByRole("row", { name: /Won deal/ }).innerText()).toContain("both heads");
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
    await expect.poll(() => set.getAttribute("aria-disabled")).toBe("true");
    expect(await set.evaluate((button) => document.querySelector(`[id="${button.getAttribute("aria-describedby")}"]`)?.textContent)).toBe(
      "Heads and administrators set goals; the two owners may change theirs.",
    );
    await viewer.goto(`${home}/members`);
    await settled(viewer);
    await expect.poll(() => viewer.getByRole("button", { name: "Invite", exact: true }).getAttribute("aria-disabled")).toBe("true");
    expect(await seriousFindings(viewer)).toEqual([]);
  });

  describe("promises", () => {
    let room: string;
    let sales: Page;
    let marketing: Page;
    beforeAll(() => {
      room = `${home}/promises?period=2025-Q3`;
      sales = people["Head of sales"]!;
      marketing = people["Head of marketing"]!;
    });

    const waiting = (page: Page) => page.getByRole("list", { name: "What waits for a signature" }).getByRole("listitem");
    const acceptance = (page: Page) => waiting(page).filter({ hasText: "Accepted or returned in time" });
    const card = (page: Page) => page.getByRole("button", { name: /^Accepted or returned in time/ });
    const open = async (page: Page) => {
      await page.goto(room);
      await settled(page);
    };

    it("before anybody signs it is measured against the usual value, which says so, and the table stands within its frame", async () => {
      await open(office);
      await expect
        .poll(() => office.getByRole("main").innerText())
        .toContain("Both heads have signed 0 of 11; the rest is measured by usual values until both sign.");
      for (const text of ["75.0% against 90.0%", "not kept", "usual value, not signed", "40 cases"])
        await expect.poll(() => card(office).innerText()).toContain(text);
      await expect.poll(() => waiting(office).count()).toBe(11);
      await expect.poll(() => acceptance(office).innerText()).toContain("Waits for: Head of sales, Head of marketing.");
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
      await expect.poll(() => acceptance(marketing).innerText()).toContain("Waits for: Head of marketing.");
      await acceptance(marketing).getByRole("button", { name: "Read and sign" }).click();
      await marketing.getByRole("dialog").getByRole("button", { name: "Sign", exact: true }).click();
      await marketing.getByText("Agreed by both.").waitFor();
      await open(office);
      await expect.poll(() => card(office).innerText()).toContain("signed by both");
      await expect.poll(() => waiting(office).count()).toBe(10);
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
      await expect.poll(() => records.getByRole("row").count()).toBe(11);
      await records.getByText("L03").click();
      await sales.waitForURL(/records\?.*id=L03/);
      await open(marketing);
      await card(marketing).click();
      const other = marketing.getByRole("dialog");
      await other.getByText("Who did how much is seen by their own head and by themselves.").waitFor();
      await expect.poll(() => other.getByRole("table", { name: "Cases by person" }).count()).toBe(0);
    });

    it("a term is changed by one and signed by the other; what lies before is judged as before", async () => {
      const panel = marketing.getByRole("dialog");
      await panel.getByRole("button", { name: "Propose other terms" }).click();
      await panel.getByLabel("Working hours").fill("1");
      await panel.getByLabel("At least, %").fill("95");
      await panel.getByRole("button", { name: "Propose", exact: true }).click();
      await marketing.getByText("Proposed. It holds once both heads have signed.").waitFor();
      await open(sales);
      await expect.poll(() => acceptance(sales).innerText()).toMatch(/at least 95.* within 1 working hour\..*Proposed in place of what holds/i);
      await acceptance(sales).getByRole("button", { name: "Read and sign" }).click();
      await sales.getByRole("dialog").getByRole("region", { name: "Version 2" }).getByRole("button", { name: "Sign", exact: true }).click();
      await sales.getByText("Agreed by both.").waitFor();
      await open(office);
      const told = await card(office).innerText();
      expect(told).toContain("At least 95% of the leads offered are accepted or returned within 1 working hour.");
      expect(told).toContain("75.0% against 90.0%");
    });
  });

  describe("together", () => {
    let sales: Page;
    let marketing: Page;
    const thread = (page: Page) => page.getByRole("region", { name: "Thread" });
    beforeAll(() => {
      sales = people["Head of sales"]!;
      marketing = people["Head of marketing"]!;
    });

    it("a colleague and a number are found by what one types, and the link shows to both what the number is now, with its range and period", async () => {
      const room = `${home}/threads?about=number%3Adeals-won&period=2024-Q3`;
      await sales.goto(room);
      await settled(sales);
      const field = sales.getByRole("textbox", { name: "Message" });
      await field.pressSequentially("Look at @Mar");
      await sales.getByRole("listbox", { name: "Colleagues to name" }).getByRole("option", { name: "Maria Lind" }).waitFor();
      await field.press("Enter");
      await field.pressSequentially("#win ra");
      await sales
        .getByRole("listbox", { name: "Numbers and things to link to" })
        .getByRole("option", { name: /^Win rate, Q3 2024/ })
        .waitFor();
      await field.press("Enter");
      await field.press("Control+Enter");
      const link = (page: Page) => thread(page).getByRole("link", { name: /Number\s*Win rate\s*now 50\.0% .*Q3 2024/ });
      await link(sales).waitFor();
      // It reaches whom it names, and leads there.
      await marketing.goto(`${home}/notices`);
      await marketing.getByRole("row", { name: /^Sven Adler names you in / }).click();
      await marketing.waitForURL(/threads\?about=number/);
      await link(marketing).waitFor();
      await expect.poll(() => thread(marketing).innerText()).toContain("@Maria Lind");
    });

    it("each sees that the other looks at the same thing; whoever is not seen sees nobody", async () => {
      await thread(sales).getByText("Also here: Maria Lind").waitFor();
      await thread(marketing).getByText("Also here: Sven Adler").waitFor();
      await sales.getByRole("button", { name: /is looked at by Maria Lind|Maria Lind looks at this too/ }).click();
      await sales.getByRole("switch", { name: "Be seen" }).click();
      await thread(marketing).getByText("Also here: Sven Adler").waitFor({ state: "hidden" });
      await thread(sales).getByText("Also here: Maria Lind").waitFor({ state: "hidden" });
      await sales.keyboard.press("Escape");
      await expect.poll(() => thread(sales).innerText()).not.toContain("Also here");
    });

    it("a decision keeps its number as it was when it was taken, and shows beside it what the number is now", async () => {
      await sales.goto(`${home}/decisions`);
      await settled(sales);
      await sales.getByRole("button", { name: "Write down a decision" }).click();
      const form = sales.getByRole("dialog", { name: "Write down a decision" });
      await form.getByLabel("What was agreed, in a sentence").fill("Half of what is offered is to be won");
      await form.getByLabel("For sales").selectOption({ label: "Sven Adler" });
      await form.getByLabel("For marketing").selectOption({ label: "Maria Lind" });
      await form.getByLabel("Add a figure").selectOption({ label: "Win rate" });
      await form.getByRole("button", { name: "Write it down" }).click();
      await sales.getByRole("dialog", { name: "Decision" }).getByText("the same now").waitFor();
      await marketing.goto(sales.url());
      const decision = marketing.getByRole("dialog", { name: "Decision" });
      await decision.getByRole("button", { name: "Agree for my side" }).click();
      await decision.getByText("In force").waitFor();
      // The same quarter, with forty deals more on record: all of them won.
      const file = join(house.dataFolder, "more.csv");
      const won = Array.from({ length: 40 }, (_, n) => `more-${n},Won,1000,2024-08-01,2024-09-01`);
      writeFileSync(file, `Deal ID,Deal Stage,Amount,Create Date,Close Date\n${won.join("\n")}\n`);
      const { exitCode, err } = await terminalOn(house.dataFolder).run("import", "--accept-proposed", file);
      if (exitCode !== 0) throw new Error(err);
      await decision.getByText(/^now 7\d/).waitFor();
      await expect.poll(() => decision.getByRole("region", { name: "What it rested on" }).innerText()).toMatch(/50\.0%.* on [\s\S]*now 7\d/);
    });

    it("the digest is chosen, and shows what it would tell now", async () => {
      await marketing.goto(`${home}/digest`);
      await settled(marketing);
      await marketing.getByText("Every week", { exact: true }).click();
      await marketing.getByLabel("On", { exact: true }).waitFor();
      await marketing.getByText("Every day", { exact: true }).click();
      await marketing.getByLabel("On", { exact: true }).waitFor({ state: "hidden" });
      const told = await marketing.getByRole("main").innerText();
      for (const part of ["Decided", "Definition signed: “Won deal”", "Agreed: “Half of what is offered is to be won”"]) expect(told).toContain(part);
      expect(await seriousFindings(marketing)).toEqual([]);
    });

    it("the link of a letter asks, stops the digest without signing in, says so again when it is opened again, and leads back to the choice", async () => {
      const silent = { info: () => {}, warn: () => {}, error: () => {} };
      const storage = await openStorage({ settings: { dataFolder: house.dataFolder, databaseUrl: null }, log: silent });
      const secret = await installationSecret(storage.database);
      const { workspaceId } = await pickWorkspace(storage.database, {});
      const { id: memberId } = await storage.database.inWorkspace(workspaceId, (tx) =>
        tx.one<{ id: string }>("select id from evenhand.member where workspace_id = $1 and name = 'Maria Lind'", [workspaceId]),
      );
      await storage.close();
      const link = paths.stopLetters({ token: stopToken(keyFor(stopPurpose, secret), { workspaceId, memberId }) });
      const opened = await house.newPage();
      await opened.goto(`${link}x`);
      await opened.getByRole("button", { name: "Stop it" }).click();
      await opened.getByText("This link does not hold: it was cut short or changed on its way.").waitFor();
      // Once more, as from the same letter on another day.
      for (const _ of ["first", "again"]) {
        await opened.goto(link);
        await opened.getByText("The letter with what is new will not come any more.", { exact: false }).waitFor();
        expect(await seriousFindings(opened)).toEqual([]);
        await opened.getByRole("button", { name: "Stop it" }).click();
        await opened.getByText("Stopped. No digest of North Doors comes to you any more.").waitFor();
      }
      // Whoever is not signed in does so first, and comes to the choice then.
      await opened.getByRole("link", { name: "Let it come again" }).click();
      await opened.getByRole("heading", { name: "Sign in" }).waitFor();
      await opened.getByLabel("E-mail").fill("maria@example.com");
      await opened.getByLabel("Password", { exact: true }).fill("the password of Maria Lind");
      await opened.getByRole("button", { name: "Sign in" }).click();
      const often = (name: string) => opened.getByRole("radio", { name });
      await often("Never").waitFor({ state: "attached" });
      await expect.poll(() => often("Never").isChecked()).toBe(true);
      await opened.close();
    });
  });

  describe("the survey in a small firm", () => {
    let [sales, marketing] = [] as unknown as [Page, Page];
    beforeAll(async () => {
      [sales, marketing] = [people["Head of sales"]!, people["Head of marketing"]!];
      await sales.setViewportSize({ width: 390, height: 844 });
    });

    it("what two people cannot answer anonymously is not offered, and a talk of the two heads opens when both agree", async () => {
      await sales.goto(`${home}/survey?new=yes`);
      const form = sales.getByRole("dialog", { name: "Propose a wave" });
      await expect.poll(() => form.getByRole("radio", { name: "By side, anonymous" }).isDisabled()).toBe(true);
      await expect.poll(() => form.innerText()).toContain("A side has too few people to be shown by itself");
      await form.getByRole("radio", { name: "A talk of the two heads" }).check();
      await form.getByRole("button", { name: "Propose", exact: true }).click();
      await form.waitFor({ state: "hidden" });
      await marketing.goto(`${home}/survey`);
      await marketing.getByRole("button", { name: "Agree and open" }).click();
      await marketing.getByText("The wave is open, and everybody who is asked has been told.").waitFor();
    });

    /** Answers what is on screen by the keys, each with the next of these, and goes on. */
    const press = async (keys: string) => {
      for (const key of keys) await sales.keyboard.press(key);
      await sales.getByRole("button", { name: "Next" }).click();
    };

    it("is answered on a phone by thumb or by keys, and goes on where it was left", async () => {
      await sales.goto(`${home}/survey`);
      await sales.getByRole("link", { name: "Answer" }).click();
      await sales.getByText("When both have, each sees both").waitFor();
      await sales.getByRole("button", { name: "Begin" }).click();
      await sales.getByRole("heading", { name: "Joint goals and plan" }).waitFor();
      expect(await seriousFindings(sales)).toEqual([]);
      expect(await fitsTheWidth(sales)).toBe(true);
      await sales.getByRole("button", { name: "Next" }).click();
      await sales.getByText("8 answers are missing here.").waitFor();
      await press("42424242");
      await press("42424242");
      await sales.reload();
      await sales.getByRole("button", { name: "Go on where I stopped" }).click();
      await sales.getByText("Part 3 of 7").waitFor();
      for (let part = 3; part <= 5; part++) await press("52525252");
      await sales.getByRole("heading", { name: "Ways of looking" }).waitFor();
      expect(await seriousFindings(sales)).toEqual([]);
      await press("4333444");
      await sales.getByText("47 of 47 answered").waitFor();
      await expect.poll(() => sales.getByRole("button", { name: "Send my answers" }).isDisabled()).toBe(true);
      await sales.getByRole("checkbox", { name: /under my name/ }).check();
      await sales.getByRole("button", { name: "Send my answers" }).click();
      await sales.getByText("Thank you. Your answers appear under your name when the wave closes.").waitFor();
      expect(await sales.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("evenhand.survey")))).toEqual([]);
    });

    it("when both have answered both see both, the widest difference first; a viewer does not", async () => {
      await marketing.goto(`${home}/survey/answer`);
      await marketing.getByRole("button", { name: "Begin" }).click();
      for (const key of ["22222222", "42424242", "52525252", "52525252", "52525252", "4333444"]) {
        for (const each of key) await marketing.keyboard.press(each);
        await marketing.getByRole("button", { name: "Next" }).click();
      }
      await marketing.getByRole("checkbox", { name: /under my name/ }).check();
      await marketing.getByRole("button", { name: "Send my answers" }).click();
      await marketing.getByRole("link", { name: "Wave 1" }).click();
      const table = marketing.getByRole("table", { name: "Answers under names" });
      const first = await table.getByRole("row").nth(1).innerText();
      expect(first).toMatch(/share a goal.*4.*2.*to talk over/s);
      expect(await seriousFindings(marketing)).toEqual([]);
      const viewer = people["Viewer"]!;
      await viewer.goto(new URL(marketing.url()).pathname);
      await viewer.getByText("Answers under names are seen by those who were asked.").waitFor();
    });
  });

  describe("who does what", () => {
    let sales: Page;
    let agency: Page;
    beforeAll(() => {
      sales = people["Head of sales"]!;
    });
    const rooms = (page: Page) => page.getByRole("navigation", { name: "Main" });

    it("a firm without a marketer sees first what will change; then owners change and rooms leave the lists, and one touch takes it back", async () => {
      await sales.setViewportSize({ width: 1440, height: 900 });
      await sales.goto(`${home}/stage`);
      await settled(sales);
      await sales.getByText("an independent department is taken for granted").waitFor();
      await rooms(sales).getByRole("link", { name: "Survey", exact: true }).waitFor();
      await sales.getByRole("button", { name: "Say how it stands" }).click();
      const form = sales.getByRole("dialog", { name: "How does marketing stand in your firm?" });
      await form.getByRole("radio", { name: "Nobody in particular" }).check();
      await expect.poll(() => form.getByRole("radio", { name: /No marketer/ }).isChecked()).toBe(true);
      expect(await seriousFindings(sales)).toEqual([]);
      await form.getByRole("button", { name: "Show what will change" }).click();
      await form.getByText("It will stand as: No marketer").waitFor();
      await form
        .getByText(/Head of marketing → Director/)
        .first()
        .waitFor();
      await form.getByText("Left out of the lists").waitFor();
      await form.getByRole("button", { name: "Do so" }).click();
      const table = sales.getByRole("table", { name: "Strategic marketing" });
      await table.getByRole("row", { name: /Market research.*nobody yet/ }).waitFor();
      await rooms(sales).getByRole("link", { name: "Survey", exact: true }).waitFor({ state: "detached" });
      await rooms(sales).getByRole("button", { name: "Show all rooms" }).waitFor();
      expect(await seriousFindings(sales)).toEqual([]);
      const status = sales.getByRole("status");
      await status.getByRole("button", { name: "Undo" }).last().click();
      await rooms(sales).getByRole("link", { name: "Survey", exact: true }).waitFor();
      await table.getByRole("row", { name: /Market research.*Head of marketing/ }).waitFor();
    });

    it("an agency proposes a promise of the firm, a head signs, and the agency sees that it was not kept", async () => {
      await office.goto(`${home}/members`);
      await settled(office);
      await office.getByRole("button", { name: "Invite", exact: true }).click();
      const invited = office.getByRole("dialog");
      await invited.getByLabel("Name", { exact: true }).fill("North Light");
      await invited.getByLabel("E-mail").fill("hello@northlight.example");
      await invited.getByRole("combobox", { name: "Role" }).selectOption({ label: "Agency" });
      await invited.getByRole("button", { name: "Make the link" }).click();
      agency = await house.newPage();
      await agency.goto(await invited.getByText(/\/invitation\//).innerText());
      await agency.getByLabel("Choose a password").fill("the light of the north");
      await agency.getByRole("button", { name: "Accept" }).click();
      await agency.getByRole("heading", { level: 1, name: "What do you run, and what came of it?" }).waitFor();
      await agency.goto(`${home}/agency-promises`);
      await agency.getByText("Nothing is promised yet.").waitFor();
      await agency.getByRole("button", { name: "Propose a promise" }).first().click();
      const form = agency.getByRole("dialog", { name: "Propose a promise" });
      await form.getByRole("combobox", { name: "Promise" }).selectOption({ label: "Firm: Briefs in time" });
      await form.getByText("A brief is given 14 days before its campaign begins, in 90 % of the cases.").waitFor();
      await form.getByRole("button", { name: "Propose a promise" }).click();
      await agency.getByRole("row", { name: /Briefs in time.*not agreed yet.*a head of the firm/ }).waitFor();

      await sales.goto(`${home}/agency-promises`);
      await sales.getByRole("row", { name: /Briefs in time/ }).click();
      const drawer = sales.getByRole("dialog", { name: "Briefs in time" });
      await drawer.getByRole("button", { name: "Sign", exact: true }).click();
      await drawer.getByText("Version 1: in force").waitFor();
      expect(await seriousFindings(sales)).toEqual([]);

      await agency.getByRole("button", { name: "Enter", exact: true }).click();
      const entry = agency.getByRole("dialog", { name: "Enter a brief, a report or an invoice" });
      await entry.getByLabel("About").fill("Spring campaign");
      const soon = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
      await entry.getByLabel("Its campaign begins on").fill(soon);
      await entry.getByRole("button", { name: "Enter", exact: true }).click();
      await agency.getByRole("row", { name: /Briefs in time.*not kept.*0 of 1/ }).waitFor();
      await agency.getByText("The firm kept 0 of 1 and fell short of 1.").waitFor();
      expect([await fitsTheWidth(agency), await seriousFindings(agency)]).toEqual([true, []]);
    });

    it("what a head proposes waits for the agency: its bell says so while it looks, and leads to where it signs", async () => {
      await sales.goto(`${home}/agency-promises`);
      await settled(sales);
      await sales.getByRole("button", { name: "Propose a promise" }).first().click();
      const form = sales.getByRole("dialog", { name: "Propose a promise" });
      await form.getByRole("combobox", { name: "Promise" }).selectOption({ label: "Agency: Briefs answered" });
      await form.getByRole("button", { name: "Propose a promise" }).click();
      await form.waitFor({ state: "hidden" });
      await agency.getByRole("row", { name: /Briefs answered.*not agreed yet.*the agency/ }).waitFor();
      await agency.getByRole("link", { name: "1 notice unseen" }).click();
      const asked = agency.getByRole("row", { name: /Sven Adler proposes a promise and asks for your signature: briefs answered/ });
      await asked.waitFor();
      await agency.getByText("A promise that waits for your signature.").waitFor();
      expect([await fitsTheWidth(agency), await seriousFindings(agency)]).toEqual([true, []]);
      await asked.click();
      const drawer = agency.getByRole("dialog", { name: "Briefs answered" });
      await drawer.getByRole("button", { name: "Sign", exact: true }).click();
      await drawer.getByText("Version 1: in force").waitFor();
      await agency.keyboard.press("Escape");
      await agency.getByRole("link", { name: "Notices", exact: true }).waitFor();
    });
  });

  describe("sessions", () => {
    let train: Page;
    beforeAll(async () => {
      train = await house.newPage();
    });

    it("a deep link asks for sign-in and then shows what was asked for", async () => {
      await train.goto(`${home}/members`);
      await train.getByRole("heading", { name: "Sign in" }).waitFor();
      await train.getByLabel("E-mail").fill(administrator.email);
      await train.getByLabel("Password", { exact: true }).fill("not the password");
      await train.getByRole("button", { name: "Sign in" }).click();
      await train.getByRole("alert").getByText("E-mail or password is not right.").waitFor();
      await train.getByLabel("Password", { exact: true }).fill(administrator.password);
      await train.getByRole("button", { name: "Sign in" }).click();
      await train.waitForURL(`**${home}/members`);
      await settled(train);
      await train.getByRole("table", { name: "Members" }).waitFor();
      await expect.poll(() => train.getByRole("main").innerText()).toContain(administrator.email);
    });

    it("signing out everywhere ends this session and the other", async () => {
      await office.goto("/account");
      await settled(office);
      await office.getByRole("button", { name: "Sign out everywhere" }).click();
      await office.waitForURL(/sign-in/);
      await train.reload();
      await train.waitForURL(/sign-in/);
      await train.getByRole("heading", { name: "Sign in" }).waitFor();
      expect([office, train].map((page) => new URL(page.url()).pathname)).toEqual(["/sign-in", "/sign-in"]);
    });
  });

  it("nothing went wrong on any page", () => expect(house.faults).toEqual([]));
});
