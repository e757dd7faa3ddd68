// At the stand: three leads in a few taps each while the network is gone, sent once each with their promise when it is back; a badge file with one double.
import { randomUUID } from "node:crypto";

import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { openStorage } from "#apps/storage.ts";
import { silent } from "#db/log.ts";
import { paths } from "#kit/paths.ts";
import { workspaceIdOf } from "#ledger/workspaces.ts";
import { type House, hasBrowser, openDemo, openDemoHouse, seriousFindings, settled } from "#testing/journeys/house.ts";

const visitors = [
  { name: "Irina Orlova", email: "irina@orlova.example", grade: /^A/ },
  { name: "Jan Kowalski", email: "jan@kowalski.example", grade: /^B/ },
  { name: "Eva Braun", email: "eva@braun.example", grade: /^C/ },
];

describe.skipIf(!hasBrowser)("at the stand", () => {
  let house: House;
  let page: Page;
  let desk: Page;
  let context: BrowserContext;
  let project: string;

  beforeAll(async () => {
    house = await openDemoHouse();
    desk = await house.newPage();
    await openDemo(desk);
    project = await aProject(house);
    page = await house.newPage({ storageState: await desk.context().storageState(), viewport: { width: 390, height: 780 }, hasTouch: true });
    context = page.context();
  });
  afterAll(() => house.close());

  const count = () => page.getByRole("button", { name: /^Today/ });
  const withoutNetwork = async (isOff: boolean) => context.setOffline(isOff);

  it("the page opens, and once more without a network", async () => {
    await page.goto(paths.capture("demo", project));
    await page.getByRole("heading", { name: "Stand of the journey" }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    // Until the worker has its files.
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await withoutNetwork(true);
    await page.reload();
    await page.getByRole("heading", { name: "Stand of the journey" }).waitFor();
    await page.getByText("No network: leads wait on this device").waitFor();
  });

  it("three leads with a photo are taken without a network, in seconds and few taps", async () => {
    const photo = await aPhoto(page);
    for (const { name, email, grade } of visitors) {
      const began = Date.now();
      await page.getByRole("textbox", { name: "Name" }).fill(name);
      await page.getByRole("textbox", { name: "E-mail" }).fill(email);
      await page.getByRole("radio", { name: grade }).tap();
      if (name === "Irina Orlova") {
        await page.locator("input[type=file]").setInputFiles({ name: "card.jpg", mimeType: "image/jpeg", buffer: photo });
        await page.getByRole("img", { name: "Photo of the card" }).waitFor();
      }
      await page.getByRole("button", { name: "Call", exact: true }).tap();
      await page.getByRole("button", { name: "Save" }).tap();
      await page.getByText(`Saved: ${name}`).waitFor();
      // Two fields, three taps: the machine's own time is the least of a person's.
      expect(Date.now() - began).toBeLessThan(20_000);
    }
    await page.reload();
    await count().filter({ hasText: "Today 3 · 3 not sent" }).waitFor();
  });

  it("one is taken back before it was ever sent, and taken anew", async () => {
    await page.getByRole("textbox", { name: "Phone" }).fill("+49 171 2345678");
    await page.getByRole("button", { name: "Save" }).tap();
    await count().filter({ hasText: "4 not sent" }).waitFor();
    await page.getByRole("button", { name: "Undo" }).tap();
    await count().filter({ hasText: "3 not sent" }).waitFor();
    expect(await count().innerText()).toBe("Today 3 · 3 not sent");
  });

  it("with the network back each is there once, with 24 and 48 hours", async () => {
    await withoutNetwork(false);
    await count().filter({ hasText: "Today 3 · all sent" }).waitFor({ timeout: 60_000 });
    await desk.goto(paths.standLeads("demo", project));
    await settled(desk);
    const table = desk.getByRole("table", { name: "Leads of the stand" });
    for (const [name, hours] of [
      ["Irina Orlova", "24 hours"],
      ["Jan Kowalski", "48 hours"],
    ] as const) {
      const row = table.getByRole("row").filter({ hasText: name });
      expect(await row.count()).toBe(1);
      expect(await row.innerText()).toContain(hours);
    }
    expect(await table.getByRole("row").count()).toBe(4);
    expect(await seriousFindings(desk)).toEqual([]);
    await table.getByText("Irina Orlova").click();
    const card = desk.getByRole("img", { name: "Photo of the card" });
    await card.waitFor();
    const bytes = await desk.evaluate(async (address) => [...new Uint8Array(await (await fetch(address)).arrayBuffer())], (await card.getAttribute("src"))!);
    expect(bytes.length).toBeLessThanOrEqual(400_000);
    expect(Buffer.from(bytes).includes("Exif")).toBe(false);
    expect(await seriousFindings(desk)).toEqual([]);
    await desk.getByRole("link", { name: "In the handoff" }).click();
    await desk.waitForURL(/handoff/);
    await desk.getByText("Irina Orlova").first().waitFor();
  });

  it("whoever signs out while something waits is asked first", async () => {
    await context.route("**/captured", (route) => route.abort());
    await page.getByRole("textbox", { name: "Phone" }).fill("+49 171 2345678");
    await page.getByRole("button", { name: "Save" }).tap();
    await count().filter({ hasText: "1 not sent" }).waitFor();
    const other = await context.newPage();
    await other.setViewportSize({ width: 1440, height: 900 });
    const asked: string[] = [];
    other.on("dialog", (dialog) => {
      asked.push(dialog.message());
      void dialog.dismiss();
    });
    await other.goto(paths.standLeads("demo", project));
    await settled(other);
    await other.getByRole("button", { name: /^Account/ }).click();
    await other.getByRole("menuitem", { name: "Sign out" }).click();
    await expect.poll(() => asked).toEqual([expect.stringContaining("1 lead of the stand waits on this device")]);
    await other.close();
    await page.getByRole("button", { name: "Undo" }).tap();
    await context.unroute("**/captured");
    await count().filter({ hasText: "all sent" }).waitFor({ timeout: 60_000 });
  });

  it("a badge file with one double brings one new lead and keeps both sources of the other", async () => {
    await desk.goto(paths.standLeads("demo", project));
    await settled(desk);
    await desk.getByRole("button", { name: "Bring in a badge file" }).click();
    const csv = [
      "First Name,Last Name,Company,Email,Rating,Comments",
      "Irina,Orlova,Orlova GmbH,IRINA@ORLOVA.EXAMPLE,hot,Asked for prices",
      "Olaf,Stern,Stern AG,olaf@stern.example,warm,",
      "No,Reach,Nobody AG,,cold,",
    ].join("\r\n");
    await desk
      .getByRole("dialog")
      .locator("input[type=file]")
      .setInputFiles({ name: "badges.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
    await desk.getByText("2 of 3 rows become leads.").waitFor();
    await desk.getByText("Neither phone nor e-mail").waitFor();
    expect(await seriousFindings(desk)).toEqual([]);
    await desk.getByRole("button", { name: "Take 2 leads" }).click();
    await desk.getByText("1 leads came in, 1 were here already").waitFor();
    const table = desk.getByRole("table", { name: "Leads of the stand" });
    await table.getByText("Olaf Stern").waitFor();
    expect(await table.getByRole("row").filter({ hasText: "Irina Orlova" }).count()).toBe(1);
    await desk.getByRole("button", { name: "Take back", exact: true }).click();
    await table.getByText("Olaf Stern").waitFor({ state: "detached" });
    expect(house.faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|ERR_FAILED/.test(fault))).toEqual([]);
  });
});

/** An exhibition of today, written beside the server. */
async function aProject({ dataFolder }: House): Promise<string> {
  const storage = await openStorage({ settings: { dataFolder, databaseUrl: null }, log: silent });
  const id = randomUUID();
  const workspaceId = (await workspaceIdOf(storage.database, "demo"))!;
  await storage.database.inWorkspace(workspaceId, (tx) =>
    tx.run(
      `insert into evenhand.project (workspace_id, id, kind, name, starts_on, ends_on, time_zone, created_by)
       select $1, $2, 'exhibition', 'Stand of the journey', current_date, current_date, 'UTC', id from evenhand.member where workspace_id = $1 limit 1`,
      [workspaceId, id],
    ),
  );
  await storage.close();
  return id;
}

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
