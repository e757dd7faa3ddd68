// A whole house for one journey: the real server on an empty data folder, and a real browser before it.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type Looked, seriousOf } from "#testing/journeys/axe.ts";
import { type Browser, type BrowserContextOptions, type Page, chromium } from "playwright-core";
import { inject } from "vitest";

const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const hasBrowser = existsSync(executablePath);

export interface House {
  readonly address: string;
  readonly dataFolder: string;
  /** What went wrong on any page so far: uncaught errors, refused scripts, broken answers. A journey ends with none. */
  readonly faults: readonly string[];
  newPage(options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

/** By their names in the environment. */
type Settings = Readonly<Record<`EVENHAND_${string}`, string>>;

/** A house in which nobody has been yet; every page writes down uncaught errors, refused scripts and answers of a broken server. */
export async function openHouse(): Promise<House> {
  return houseOn(await copyOf("emptyFolder"));
}

/** A house in which somebody has opened the demo company before. */
export async function openDemoHouse(settings: Settings = {}): Promise<House> {
  return houseOn(await copyOf("demoFolder"), settings);
}

/** A data folder of one's own, as `demo-house.ts` made it once for all. */
async function copyOf(made: "emptyFolder" | "demoFolder"): Promise<string> {
  const dataFolder = await mkdtemp(join(tmpdir(), "evenhand-journey-"));
  // With owners and rights: PostgreSQL refuses a folder that is not its own.
  execFileSync("cp", ["-a", `${inject(made)}/.`, dataFolder]);
  return dataFolder;
}

let launched: Promise<Browser> | null = null;
/** One browser for all houses of this process: each page has a context of its own, which shares nothing. It ends with the process. */
function theBrowser(): Promise<Browser> {
  return (launched ??= chromium.launch({ executablePath, args: quiet }));
}

async function houseOn(dataFolder: string, settings: Settings = {}): Promise<House> {
  const { server, address } = await startServer(dataFolder, settings);
  const browser = await theBrowser();
  const faults: string[] = [];
  const pages: Page[] = [];
  return {
    address,
    dataFolder,
    faults,
    newPage: async (options) => {
      const page = await openPage(browser, { baseURL: address, ...options }, faults);
      pages.push(page);
      return page;
    },
    close: async () => {
      await Promise.all(pages.map((page) => page.context().close()));
      await stopServer(server);
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

export async function startServer(dataFolder: string, settings: Settings = {}): Promise<{ server: ChildProcess; address: string }> {
  const server = spawn(process.execPath, ["bin/evenhand.mjs", "serve", "--json"], {
    env: { ...process.env, ...settings, EVENHAND_DATA: dataFolder, EVENHAND_PORT: "0", EVENHAND_HOST: "127.0.0.1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let seen = "";
  const address = await new Promise<string>((found, fail) => {
    const hear = (chunk: Buffer) => {
      seen += chunk.toString();
      const match = /http:\/\/[\d.]+:\d+/.exec(seen);
      if (match) found(match[0]);
    };
    server.stdout.on("data", hear);
    server.stderr.on("data", hear);
    server.once("exit", (code) => fail(new Error(`the server ended with ${code} before it was ready:\n${seen.slice(-4000)}`)));
  });
  return { server, address };
}

export async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const ended = new Promise((done) => server.once("exit", done));
  server.kill("SIGTERM");
  await ended;
}

async function openPage(browser: Browser, options: BrowserContextOptions, faults: string[]): Promise<Page> {
  const context = await browser.newContext({
    locale: "en-GB",
    viewport: { width: 1440, height: 900 },
    acceptDownloads: true,
    reducedMotion: "reduce",
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.stack ?? error.message}`));
  page.on("console", (message) => {
    // A refusal is an answer, though the browser writes each down as an error.
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) faults.push(`${page.url()}: ${message.text()}`);
  });
  return page;
}

/** Names the serious and critical accessibility findings of the page as it stands; empty when there are none. */
export async function seriousFindings(page: Page, looked: Looked = "whole"): Promise<string[]> {
  // A colour on its way from one to another is no colour to judge.
  await page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const passing = document.getAnimations().filter((each) => each.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(passing.map((each) => each.finished));
  });
  return seriousOf(page, looked);
}

/** Waits until the page has said what it has to say: a heading stands, and nothing is on its way any more. */
export async function settled(page: Page): Promise<void> {
  const main = page.getByRole("main");
  const onTheWay = main.getByRole("status", { name: /^(Loading|Загружается)$/ });
  for (let stood = false; ; stood = true) {
    await main.getByRole("heading", { level: 1 }).waitFor();
    const late = (await onTheWay.count()) > 0;
    while ((await onTheWay.count()) > 0) await onTheWay.first().waitFor({ state: "hidden" });
    if (stood && !late) return;
    // An address is new before its page is drawn: the heading of the page that is being left is no answer.
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  }
}

/** Whether nothing stands out to the right of the screen. */
export const fitsTheWidth = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

/** From now on every page of this browser counts how far its parts are moved by what comes in late (Cumulative Layout Shift). */
export async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.assign(globalThis, { shifted: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
        if (!entry.hadRecentInput) (globalThis as unknown as { shifted: number }).shifted += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
}

/** What has been moved since the page was opened; 0.1 is where readers begin to notice. */
export async function shiftsOf(page: Page): Promise<number> {
  // Charts draw a moment after their data has come.
  await page.waitForTimeout(400);
  return page.evaluate(() => (globalThis as unknown as { shifted: number }).shifted);
}

/** Opens the demo company from the first visit with one click; gives the path of its home. */
export async function openDemo(page: Page): Promise<string> {
  await page.goto("/");
  await page.getByRole("button", { name: "Open the demo company" }).click();
  await page.getByRole("heading", { level: 1, name: "How do we stand?" }).waitFor({ timeout: 100_000 });
  return new URL(page.url()).pathname;
}

/** Makes the first administrator and a company of one's own; gives the path of its home. */
export async function beginCompany(page: Page, person: { readonly name: string; readonly email: string; readonly password: string }): Promise<string> {
  await page.goto("/");
  await page.getByLabel("Company", { exact: true }).fill("North Doors");
  await page.getByLabel("Your name").fill(person.name);
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Create the workspace" }).click();
  await page.getByRole("heading", { level: 1, name: "How do we stand?" }).waitFor();
  return new URL(page.url()).pathname;
}

interface Guest {
  readonly name: string;
  readonly email: string;
  /** As the form calls it. */
  readonly role: string;
}

/** Invites somebody by a link and brings them in with a password of their own; gives their page. `office`: a page of whoever may invite. */
export async function bringIn(house: House, { office, home }: { readonly office: Page; readonly home: string }, guest: Guest): Promise<Page> {
  await office.goto(`${home}/members`);
  await settled(office);
  await office.getByRole("button", { name: "Invite", exact: true }).click();
  const form = office.getByRole("dialog");
  await form.getByLabel("Name", { exact: true }).fill(guest.name);
  await form.getByLabel("E-mail").fill(guest.email);
  await form.getByRole("combobox", { name: "Role" }).selectOption({ label: guest.role });
  await form.getByRole("button", { name: "Make the link" }).click();
  const link = await form.getByText(/\/invitation\//).innerText();
  const page = await house.newPage();
  await page.goto(link);
  await page.getByRole("heading", { name: "You are invited to North Doors" }).waitFor();
  await page.getByLabel("Choose a password").fill(`the password of ${guest.name}`);
  await page.getByRole("button", { name: "Accept" }).click();
  await page.getByRole("heading", { level: 1, name: "How do we stand?" }).waitFor();
  return page;
}
