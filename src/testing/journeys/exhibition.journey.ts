// One exhibition with a person of each side: planned from its template, taken at the stand without a network, handed over with its promises, and looked back on.
// Long because: each step stands on what the one before has left.
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

import { addDays } from "#kit/day.ts";
import { type House, fitsTheWidth, hasBrowser, openHouse, seriousFindings, settled } from "#testing/journeys/house.ts";
import { type Door, openDoor } from "#testing/journeys/next-release.ts";
import { paths } from "#kit/paths.ts";

const administrator = { name: "Anna Berg", email: "anna@example.com", password: "a long sentence is a password" };
const visitors = [
  { name: "Irina Orlova", email: "irina@orlova.example", grade: /^A/ },
  { name: "Jan Kowalski", email: "jan@kowalski.example", grade: /^B/ },
  { name: "Eva Braun", email: "eva@braun.example", grade: /^C/ },
];
const today = new Date().toISOString().slice(0, 10);
const day = (n: number) => addDays(today, n);
/** The fair was on these two days; its phone came back with the crates today. */
const fair = { from: day(-42), to: day(-41) };

/** The fair of the year before: 20 leads, 10 accepted, 4 won, for 10,000; and deals up to today. */
const records = (): Record<string, string[]> => ({
  campaigns: ["Campaign ID,Campaign Name,Channel,Start Date,End Date", `C-last,Hall show 1,Exhibition,${day(-400)},${day(-398)}`],
  spend: ["Date,Campaign ID,Category,Amount", `${day(-399)},C-last,Stand,10000`],
  leads: [
    "Lead ID,Created At,MQL Date,SAL Date,Campaign,Deal ID",
    ...Array.from({ length: 20 }, (_, n) => `L${n},${day(-399)},${day(-399)},${n < 10 ? day(-390) : ""},C-last,${n < 4 ? `D${n}` : ""}`),
  ],
  deals: [
    "Deal ID,Deal Stage,Amount,Create Date,Close Date",
    ...Array.from({ length: 60 }, (_, n) => `D${n},${n % 2 === 0 || n < 4 ? "Won" : "Lost"},5000,${day(-380 + 6 * n)},${day(-370 + 6 * n)}`),
    `D60,Open,5000,${today},`,
  ],
});

describe.skipIf(!hasBrowser)("an exhibition", () => {
  let house: House;
  let door: Door;
  let sales: Page;
  let marketing: Page;
  let phone: Page;
  let device: BrowserContext;
  let slug: string;
  let project: string;

  beforeAll(async () => {
    house = await openHouse();
    door = await openDoor(house.address);
    const office = await house.newPage();
    const company = { workspaceName: "North Doors", currency: "EUR", timeZone: "UTC", language: "en" };
    slug = (await tell(office, "POST", "first-visit", { ...administrator, ...company }))["workspace"]!;
    [sales, marketing] = await Promise.all([
      hired(office, { name: "Sven Adler", email: "sven@example.com", role: "head-of-sales", department: "sales" }),
      hired(office, { name: "Maria Lind", email: "maria@example.com", role: "head-of-marketing", department: "marketing" }),
      ...Object.entries(records()).map(([name, lines]) => bring(office, `${name}.csv`, lines.join("\n"))),
    ]);
    await office.context().close();
    await lastFair();
  });
  afterAll(async () => {
    await house.close();
    await door.close();
  });

  /** What other journeys do by hand. */
  const tell = async (page: Page, method: "POST" | "PATCH", path: string, data: object): Promise<Record<string, string>> => {
    const reply = await page.request.fetch(`/api/${path}`, { method, data, headers: { origin: house.address } });
    if (!reply.ok()) throw new Error(await reply.text());
    return (await reply.json()) as Record<string, string>;
  };
  const bring = async (office: Page, name: string, text: string): Promise<void> => {
    const headers = { origin: house.address, "content-type": "application/octet-stream" };
    const reply = await office.request.post(`/api/w/${slug}/imports?name=${name}`, { data: Buffer.from(text), headers });
    const { id } = (await reply.json()) as { id: string };
    const is = async (wanted: string) => {
      const { state } = (await (await office.request.get(`/api/w/${slug}/imports/${id}`)).json()) as { state: string };
      if (state === "failed") throw new Error(`${name} was not read`);
      return state === wanted;
    };
    await vi.waitUntil(() => is("proposed"), { timeout: 30_000 });
    await tell(office, "POST", `w/${slug}/imports/${id}/start`, {});
    await vi.waitUntil(() => is("done"), { timeout: 30_000 });
  };
  const hired = async (office: Page, somebody: object): Promise<Page> => {
    const { token } = await tell(office, "POST", `w/${slug}/invitations`, somebody);
    const page = await house.newPage();
    await tell(page, "POST", `invitations/${token}`, { password: "a long sentence of their own" });
    return page;
  };
  /** What was looked back on last time. */
  const lastFair = async () => {
    const detail = { kind: "exhibition", name: "Hall show 1", startsOn: day(-400), endsOn: day(-398), timeZone: "UTC", template: "none", language: "en" };
    const { id } = await tell(marketing, "POST", `w/${slug}/projects`, { ...detail, salesOwnerId: null, marketingOwnerId: null });
    await tell(marketing, "PATCH", `w/${slug}/projects/${id}`, { campaigns: ["C-last"] });
  };
  const part = async (page: Page, name: string) => page.getByRole("radiogroup", { name: "Parts of the project" }).getByText(name, { exact: true }).click();
  const count = () => phone.getByRole("button", { name: /^Today/ });
  const table = (page: Page) => page.getByRole("table", { name: "Leads of the stand" });

  it("is begun from its template with an owner from each side, and has its tasks half a year ahead and a year after", async () => {
    await marketing.goto(paths.projects(slug));
    await settled(marketing);
    expect(await seriousFindings(marketing)).toEqual([]);
    await marketing.getByRole("button", { name: "Begin a project" }).first().click();
    const form = marketing.getByRole("dialog");
    await form.getByLabel("Name").fill("Hall show 2");
    await form.getByLabel("Owner from sales").selectOption({ label: "Sven Adler" });
    await form.getByLabel("Owner from marketing").selectOption({ label: "Maria Lind" });
    await form.getByLabel("Earlier edition").selectOption({ index: 1 });
    await form.getByRole("button", { name: "Begin a project" }).click();
    await marketing.waitForURL(/projects\/[0-9a-f-]{36}/);
    project = /projects\/([0-9a-f-]{36})/.exec(marketing.url())![1]!;
    await part(marketing, "Tasks");
    await marketing.waitForURL(/part=tasks/);
    const tasks = marketing.getByRole("table", { name: "Tasks" });
    await tasks.getByText("Agree the goals in numbers", { exact: false }).waitFor();
    await expect.poll(() => tasks.innerText()).toMatch(/180 days before[\s\S]*365 days after/);
    await tasks.getByText("Take the results after 90 days").waitFor();
    await marketing.getByRole("checkbox", { name: /^Mark as done: Agree the goals/ }).click();
    await marketing.getByText(/^Agree the goals .*: done$/).waitFor();
    expect(await seriousFindings(marketing)).toEqual([]);
  });

  it("has goals in numbers, a budget line by line, people for its days, and files", async () => {
    await part(marketing, "Goals");
    await marketing.getByRole("button", { name: "Set goals" }).click();
    const form = marketing.getByRole("dialog");
    await form.getByLabel("Leads", { exact: true }).fill("30");
    await form.getByLabel("Leads, grade A").fill("1");
    await form.getByRole("button", { name: "Save" }).click();
    await marketing.getByRole("row", { name: /^Leads, grade A/ }).waitFor();
    await part(marketing, "Budget");
    await marketing.getByRole("row", { name: /^Rent of the space/ }).click();
    for (const [label, amount] of [
      ["Planned", "3000"],
      ["Promised", "2500"],
      ["Spent", "2400"],
    ] as const)
      await form.getByLabel(label).fill(amount);
    await form.getByRole("button", { name: "Save" }).click();
    await form.waitFor({ state: "hidden" });
    await expect.poll(() => marketing.getByRole("row", { name: /^Rent of the space/ }).innerText()).toMatch(/3,000.*2,500.*2,400.*600/s);
    await part(marketing, "Staff");
    await marketing.getByRole("button", { name: "Add people" }).click();
    await form.getByLabel("Who", { exact: true }).selectOption({ label: "Sven Adler" });
    await form.getByRole("button", { name: "Add people" }).click();
    await marketing.getByText("9 h on the stand").first().waitFor();
    await part(marketing, "Files");
    await marketing.locator("main input[type=file]").setInputFiles({ name: "stand.txt", mimeType: "text/plain", buffer: Buffer.from("B12") });
    await marketing.getByRole("link", { name: /stand\.txt/ }).waitFor();
  });

  it("is as ready as each side says for itself, and the other reads it at once", async () => {
    await marketing.goto(paths.project(slug, project));
    await sales.goto(paths.project(slug, project));
    await settled(sales);
    const say = sales.getByRole("button", { name: "Say how ready" });
    expect([await say.first().getAttribute("aria-disabled"), await say.last().getAttribute("aria-disabled")]).toEqual([null, "true"]);
    await say.first().click();
    const form = sales.getByRole("dialog");
    await form.getByLabel("How ready").selectOption({ label: "not yet ready" });
    await form.getByLabel("What is missing").fill("Two people for the second day");
    await form.getByRole("button", { name: "Say how ready" }).click();
    await marketing.getByText(": Two people for the second day").waitFor();
    await expect.poll(() => marketing.getByRole("main").innerText()).toContain("Sales: not yet ready. Marketing: nothing said yet.");
  });

  it("its days come: what is still open moves along", async () => {
    await marketing.getByRole("button", { name: "Change", exact: true }).click();
    const form = marketing.getByRole("dialog");
    await form.getByLabel("First day").fill(fair.from);
    await form.getByLabel("Last day").fill(fair.to);
    await form.getByRole("button", { name: "Save" }).click();
    await marketing.getByText(/^Moved; \d+ open tasks moved along$/).waitFor();
    await marketing.getByRole("heading", { level: 1, name: "What came of Hall show 2?" }).waitFor();
    await expect.poll(() => marketing.getByRole("main").innerText()).toContain("Over for 41 days.");
  });

  it("its page for the phone opens, and once more without a network", async () => {
    phone = await house.newPage({
      baseURL: door.address,
      storageState: await sales.context().storageState(),
      viewport: { width: 390, height: 780 },
      hasTouch: true,
    });
    device = phone.context();
    await device.clock.install({ time: `${fair.to}T09:00:00Z` });
    await phone.goto(paths.capture(slug, project));
    await phone.getByRole("heading", { name: "Hall show 2" }).waitFor();
    expect([await fitsTheWidth(phone), await seriousFindings(phone)]).toEqual([true, []]);
    // Until the worker has its files.
    await phone.evaluate(async () => void (await navigator.serviceWorker.ready));
    await device.setOffline(true);
    await phone.reload();
    await phone.getByRole("heading", { name: "Hall show 2" }).waitFor();
    await phone.getByText("No network: leads wait on this device").waitFor();
  });

  it("three leads are taken there without a network, in seconds and few taps, one with a photo; one is taken back", async () => {
    const photo = await aPhoto(phone);
    for (const { name, email, grade } of visitors) {
      const began = performance.now();
      await phone.getByRole("textbox", { name: "Name" }).fill(name);
      await phone.getByRole("textbox", { name: "E-mail" }).fill(email);
      await phone.getByRole("radio", { name: grade }).tap();
      if (name === "Irina Orlova") {
        await phone.locator("input[type=file]").setInputFiles({ name: "card.jpg", mimeType: "image/jpeg", buffer: photo });
        await phone.getByRole("img", { name: "Photo of the card" }).waitFor();
      }
      await phone.getByRole("button", { name: "Call", exact: true }).tap();
      await phone.getByRole("button", { name: "Save" }).tap();
      await phone.getByText(`Saved: ${name}`).waitFor();
      // Two fields, three taps: the machine's own time is the least of a person's.
      expect(performance.now() - began).toBeLessThan(20_000);
    }
    await phone.reload();
    await count().filter({ hasText: "Today 3 · 3 not sent" }).waitFor();
    await phone.getByRole("textbox", { name: "Phone" }).fill("+49 171 2345678");
    await phone.getByRole("button", { name: "Save" }).tap();
    await count().filter({ hasText: "4 not sent" }).waitFor();
    await phone.getByRole("button", { name: "Undo" }).tap();
    await count().filter({ hasText: "3 not sent" }).waitFor();
    await expect.poll(() => count().innerText()).toBe("Today 3 · 3 not sent");
  });

  it("a newer release is served when the network is back: the open page sends what waits, says so, takes one more, and is the newer one after a reload", async () => {
    door.release();
    await device.clock.setSystemTime(new Date());
    await device.setOffline(false);
    await count().filter({ hasText: "Today 0 · all sent" }).waitFor({ timeout: 60_000 });
    await phone.getByText("A new version is ready. Load it once this visitor is saved.").waitFor();
    await phone.getByRole("textbox", { name: "Name" }).fill("Olga Late");
    await phone.getByRole("textbox", { name: "E-mail" }).fill("olga@late.example");
    await phone.getByRole("radio", { name: /^D/ }).tap();
    await phone.getByRole("button", { name: "Save" }).tap();
    await count().filter({ hasText: "Today 1 · all sent" }).waitFor();
    await phone.getByRole("button", { name: "Load it" }).tap();
    await count().filter({ hasText: "Today 1 · all sent" }).waitFor();
    await device.setOffline(true);
    await phone.reload();
    await count().filter({ hasText: "Today 1 · all sent" }).waitFor();
    expect(await phone.evaluate(() => [...document.scripts].every(({ src }) => !src.includes("/assets/")))).toBe(true);
    await device.setOffline(false);
  });

  it("each lead is there once, with 24 and 48 hours and the photo of its card, which says nothing of the camera", async () => {
    await sales.goto(paths.standLeads(slug, project));
    await settled(sales);
    for (const [name, hours] of [
      ["Irina Orlova", "24 hours"],
      ["Jan Kowalski", "48 hours"],
    ] as const) {
      const row = table(sales).getByRole("row").filter({ hasText: name });
      await expect.poll(() => row.count()).toBe(1);
      await expect.poll(() => row.innerText()).toContain(hours);
    }
    await expect.poll(() => table(sales).getByRole("row").count()).toBe(5);
    expect(await seriousFindings(sales)).toEqual([]);
    await table(sales).getByText("Irina Orlova").click();
    const card = sales.getByRole("img", { name: "Photo of the card" });
    await card.waitFor();
    const bytes = await (await sales.request.get((await card.getAttribute("src"))!)).body();
    expect([bytes.subarray(0, 2).toString("hex"), bytes.length <= 400_000, bytes.includes("Exif")]).toEqual(["ffd8", true, false]);
    expect(await seriousFindings(sales)).toEqual([]);
  });

  it("a badge file with one double brings one new lead and keeps both sources of the other", async () => {
    await marketing.goto(paths.standLeads(slug, project));
    await settled(marketing);
    await marketing.getByRole("button", { name: "Bring in a badge file" }).click();
    const csv = [
      "First Name,Last Name,Company,Email,Rating,Comments,Scan Time",
      `Irina,Orlova,Orlova GmbH,IRINA@ORLOVA.EXAMPLE,hot,Asked for prices,${fair.to} 10:00`,
      `Olaf,Stern,Stern AG,olaf@stern.example,warm,,${fair.to} 11:00`,
      `No,Reach,Nobody AG,,cold,,${fair.to} 12:00`,
    ].join("\r\n");
    await marketing
      .getByRole("dialog")
      .locator("input[type=file]")
      .setInputFiles({ name: "badges.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
    await marketing.getByText("2 of 3 rows become leads.").waitFor();
    await marketing.getByText("Neither phone nor e-mail").waitFor();
    expect(await seriousFindings(marketing)).toEqual([]);
    await marketing.getByRole("button", { name: "Take 2 leads" }).click();
    await marketing.getByText("1 leads came in, 1 were here already").waitFor();
    await table(marketing).getByText("Olaf Stern").waitFor();
    await expect.poll(() => table(marketing).getByRole("row").filter({ hasText: "Irina Orlova" }).count()).toBe(1);
    await marketing.getByRole("button", { name: "Take back", exact: true }).click();
    await table(marketing).getByText("Olaf Stern").waitFor({ state: "detached" });
  });

  it("whoever signs out while something waits is asked first", async () => {
    await device.route("**/captured", (route) => route.abort());
    await phone.getByRole("textbox", { name: "Phone" }).fill("+49 171 2345678");
    await phone.getByRole("button", { name: "Save" }).tap();
    await count().filter({ hasText: "1 not sent" }).waitFor();
    const other = await device.newPage();
    await other.setViewportSize({ width: 1440, height: 900 });
    const asked: string[] = [];
    other.on("dialog", (dialog) => {
      asked.push(dialog.message());
      void dialog.dismiss();
    });
    await other.goto(paths.standLeads(slug, project));
    await settled(other);
    await other.getByRole("button", { name: /^Account/ }).click();
    await other.getByRole("menuitem", { name: "Sign out" }).click();
    await expect.poll(() => asked).toEqual([expect.stringContaining("1 lead of the stand waits on this device")]);
    await other.close();
    await phone.getByRole("button", { name: "Undo" }).tap();
    await device.unroute("**/captured");
    await count().filter({ hasText: "all sent" }).waitFor({ timeout: 60_000 });
    await device.close();
  });

  it("sales finds the hottest in the handoff with what was said, and accepts it", async () => {
    await sales.getByRole("link", { name: "In the handoff" }).click();
    await sales.waitForURL(/handoff/);
    const drawer = sales.getByRole("dialog");
    await drawer.getByText("Said at the stand").waitFor();
    await drawer.getByRole("img", { name: "Photo of the card" }).waitFor();
    await sales.keyboard.press("Escape");
    const row = sales.locator("[data-lead]").filter({ hasText: "Irina Orlova" });
    await row.getByRole("button", { name: /^Open/ }).focus();
    await sales.keyboard.press("a");
    await row.getByText("First attempt").waitFor();
    await expect.poll(() => row.getByText("Accept or return").count()).toBe(0);
  });

  it("its debrief sets the goals against those very leads, and beside the fair before", async () => {
    await marketing.goto(paths.project(slug, project));
    await marketing.getByRole("link", { name: "Debrief" }).click();
    await marketing.getByRole("heading", { level: 1, name: "What came of Hall show 2?" }).waitFor();
    const goals = marketing.getByRole("table", { name: /^Result assessment/ });
    await goals.getByRole("row").nth(1).waitFor({ timeout: 60_000 });
    const rowOf = async (name: RegExp) => (await goals.getByRole("row", { name }).first().innerText()).split(/\s*[\t\n]\s*/);
    expect((await rowOf(/^Leads\s/)).slice(0, 3)).toEqual(["Leads", "30", "4"]);
    expect(await rowOf(/^Leads\s/)).toContain("below the plan");
    expect((await rowOf(/^Leads of grade A/)).slice(1, 3)).toEqual(["1", "1"]);
    const measured = marketing.getByRole("table", { name: /^What one costs/ });
    // Three were taken by the 30th day, one more after it, and one of them was accepted since.
    await expect.poll(() => measured.getByRole("row", { name: /^Leads/ }).innerText()).toMatch(/3\s+\D*800[\s\S]*4 so far/);
    await expect.poll(() => measured.getByRole("row", { name: /^Accepted leads/ }).innerText()).toMatch(/0[\s\S]*1 so far/);
    const beside = marketing.getByRole("table", { name: /^Beside earlier projects, 30 days after each/ });
    await expect.poll(() => beside.getByRole("row").count()).toBe(3);
    expect((await beside.getByRole("row", { name: /Hall show 1/ }).innerText()).replaceAll(/\s+/g, " ")).toMatch(
      /Hall show 1 .*the edition before .*10.*20 10/,
    );
    await marketing
      .getByRole("button", { name: /^How we know: Accepted leads/ })
      .first()
      .click();
    await marketing.getByRole("dialog").getByText("never taken for lost", { exact: false }).waitFor();
    await marketing.keyboard.press("Escape");
  });

  it("each side says what it thinks, one proposes what is next and the other agrees, and an action stands in the register", async () => {
    await sales.goto(paths.debrief(slug, project));
    for (const [page, grade] of [
      [sales, "2"],
      [marketing, "4"],
    ] as const) {
      await page.getByRole("button", { name: "Say what you think" }).click();
      await page.getByRole("radiogroup", { name: "Grade" }).getByText(grade, { exact: true }).click();
      await page.getByLabel("Why").fill("Seen by us");
      await page.getByRole("button", { name: "Say it" }).click();
      await page.getByText("It stands.").waitFor();
    }
    await sales.getByText("The sides differ by 2: talk about why.").waitFor();
    await marketing.getByRole("button", { name: "Say what is next" }).click();
    await marketing.getByLabel("Next time").selectOption({ label: "Repeat, but smaller" });
    await marketing.getByLabel("Reason").fill("Dear for four leads");
    await marketing.getByRole("button", { name: "Say what is next" }).click();
    await sales.getByText("waits for Sales").waitFor();
    await sales.getByRole("button", { name: "Agree", exact: true }).click();
    await marketing.getByText(/agreed by Sven Adler/).waitFor();
    const steps = marketing.getByRole("region", { name: "What follows from it" });
    await steps.getByRole("button", { name: "Start an action" }).click();
    const form = marketing.getByRole("dialog");
    await form.getByLabel("What is to be done").fill("Name the staff six weeks ahead");
    await form.getByLabel("Owner").selectOption({ index: 1 });
    await form.getByRole("button", { name: "Start an action" }).click();
    await steps.getByRole("link", { name: "Name the staff six weeks ahead" }).waitFor();
    expect(await seriousFindings(marketing)).toEqual([]);
    await steps.getByRole("link", { name: "Name the staff six weeks ahead" }).click();
    await marketing
      .getByText(/^From the joint project/)
      .first()
      .waitFor();
  });

  it("nothing went wrong on any page", () =>
    expect(house.faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_NETWORK_CHANGED/.test(fault))).toEqual([]));
});

/** A large picture with Exif, as cameras write them. */
async function aPhoto(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(async () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [2_400, 1_600];
    const pen = canvas.getContext("2d")!;
    const noise = pen.createImageData(canvas.width, canvas.height);
    for (let at = 0; at < noise.data.length; at++) noise.data[at] = (at * 2_654_435_761) >>> 24;
    pen.putImageData(noise, 0, 0);
    return canvas.toDataURL("image/jpeg", 0.9).split(",")[1]!;
  });
  const plain = Buffer.from(base64, "base64");
  const exif = Buffer.concat([Buffer.from([0xff, 0xe1, 0, 14]), Buffer.from("Exif\0\0GPS 52")]);
  return Buffer.concat([plain.subarray(0, 2), exif.subarray(0, 16), plain.subarray(2)]);
}
