// How fluent notes of two hundred pages are in a real browser: until one can type, from the key to the drawn letter, with others writing, and the memory of the tab; against empty notes.
// node bench/notes-long.ts [pages] [keys]; needs Chromium (CHROMIUM names it where it is not /usr/bin/chromium).
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";

import { type Browser, type BrowserContext, type Page, chromium } from "playwright-core";
import * as Y from "yjs";

import { installationFolder } from "#apps/version.ts";
import { type LivePerson, livePerson, until } from "#testing/live.ts";

import { end, serve } from "./serving.ts";

const pages = Number(process.argv[2] ?? 200);
const keys = Number(process.argv[3] ?? 220);
/** A page of typed paper. */
const lettersAPage = 2_500;
const keyEveryMs = 80;
const remoteEveryMs = 200;

const sentence = "The stand in May brought more talks than a year before, and sales asks how many of them will be worth a second visit. ";

/** Headings, paragraphs, lists and tasks as a long day of talking leaves them; gives how many letters. */
function writePages(document: Y.Doc, part: string): number {
  let letters = 0;
  const words = (times: number) => {
    const text = sentence.repeat(times).trim();
    letters += text.length;
    return new Y.XmlText(text);
  };
  const block = (name: string, inside: (Y.XmlElement | Y.XmlText)[], attributes: Record<string, unknown> = {}) => {
    const element = new Y.XmlElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value as string);
    element.insert(0, inside);
    return element;
  };
  const listOf = (name: string, item: string, attributes: Record<string, unknown> = {}) =>
    block(
      name,
      Array.from({ length: 4 }, () => block(item, [block("paragraph", [words(1)])], attributes)),
    );
  const fragment = document.getXmlFragment(part);
  for (let n = 0; n < pages; n += 1) {
    const end = letters + lettersAPage;
    const kind = n % 3;
    const list =
      kind === 0 ? listOf("bulletList", "listItem") : kind === 1 ? listOf("orderedList", "listItem") : listOf("taskList", "taskItem", { checked: false });
    const blocks = [block("heading", [words(1)], { level: 2 }), list];
    for (let left = 1; left > 0; left = end - letters) blocks.push(block("paragraph", [words(3)]));
    fragment.insert(fragment.length, blocks);
  }
  return letters;
}

interface Room {
  readonly page: string;
  readonly item: string;
  readonly seat: { readonly address: string; readonly path: string; readonly name: string; readonly headers: Record<string, string> };
}

/** A meeting that is going on, with one item; its notes empty, or long. */
async function begin(context: BrowserContext, at: { address: string; workspace: string }, isLong: boolean): Promise<Room & { letters: number }> {
  const headers = { origin: at.address };
  const ask = async (method: "get" | "post", path: string, data?: unknown) => {
    const reply = await context.request[method](`${at.address}/api/w/${at.workspace}${path}`, { headers, ...(data === undefined ? {} : { data }) });
    if (!reply.ok()) throw new Error(`${path}: ${reply.status()} ${await reply.text()}`);
    return reply.json();
  };
  const { you } = await ask("get", "");
  const { id } = await ask("post", "/meetings", { title: "Together", startsAt: "2099-01-01T09:00:00Z", minutes: 60, people: [you.memberId] });
  const { id: item } = await ask("post", `/meetings/${id}/items`, { title: "Notes" });
  await ask("post", `/meetings/${id}/opened`, {});
  const { live } = await ask("get", `/meetings/${id}`);
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const seat = { address: at.address, path: live.path as string, name: live.name as string, headers: { cookie, origin: at.address } };
  let letters = 0;
  if (isLong) {
    const writer = livePerson(seat);
    await until(() => writer.isSent());
    letters = writePages(writer.document, item);
    await until(() => writer.isSent(), 60_000);
    writer.leave();
    // Until the words stand beside the item, as after any pause of the writers.
    await until(async () => (await ask("get", `/meetings/${id}`)).items[0].notes.length > letters / 2, 60_000);
  }
  return { page: `/w/${at.workspace}/meetings/${id}`, item, seat, letters };
}

/** In the page: from the moment the system saw a key until the letter has been drawn. */
function watchKeys(): void {
  const times: number[] = [];
  let began = 0;
  Object.assign(globalThis, { keyTimes: times });
  addEventListener("keydown", (event) => (began = event.timeStamp), { capture: true });
  addEventListener("input", () => {
    const from = began;
    // What a task after the frame finds has been drawn.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener("message", () => times.push(performance.now() - from));
      port1.start();
      port2.postMessage(null);
    });
  });
}

const sheetOf = (page: Page) => page.getByRole("textbox", { name: "Notes on “Notes”" });

/** Opens the page; seconds from the address until a letter typed into the notes has been drawn. */
async function open(page: Page, room: Room): Promise<number> {
  const began = performance.now();
  await page.goto(room.page);
  const sheet = sheetOf(page);
  await sheet.and(page.locator("[contenteditable=true]")).waitFor({ timeout: 120_000 });
  await sheet.focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("x");
  await page.waitForFunction(() => (globalThis as unknown as { keyTimes: number[] }).keyTimes.length > 0);
  return (performance.now() - began) / 1000;
}

type Place = "end" | "middle";

async function goTo(page: Page, place: Place): Promise<void> {
  const sheet = sheetOf(page);
  await sheet.focus();
  if (place === "end") return page.keyboard.press("Control+End");
  await sheet.evaluate((words) => {
    const lines = [...words.querySelectorAll("p")];
    const middle = lines[Math.floor(lines.length / 2)]!;
    middle.scrollIntoView({ block: "center" });
    getSelection()!.collapse(middle.firstChild ?? middle, 0);
  });
  await sleep(500);
}

/** Times of all keys, in order of size; and what the tab's main thread worked for each, which a busy machine does not stretch. */
async function type(page: Page): Promise<{ times: Float64Array; work: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const worked = async () => (await session.send("Performance.getMetrics")).metrics.find(({ name }) => name === "TaskDuration")!.value;
  const before = await worked();
  await page.evaluate(() => ((globalThis as unknown as { keyTimes: number[] }).keyTimes.length = 0));
  const start = performance.now();
  for (let n = 0; n < keys; n += 1) {
    const due = start + n * keyEveryMs;
    if (due > performance.now()) await sleep(due - performance.now());
    await page.keyboard.press(n % 6 === 5 ? "Space" : "abcdefgh"[n % 8]!);
  }
  await sleep(1_000);
  const times = await page.evaluate(() => (globalThis as unknown as { keyTimes: number[] }).keyTimes);
  if (times.length < keys) throw new Error(`${keys} keys pressed, ${times.length} letters drawn`);
  const work = ((await worked()) - before) * (1_000 / keys);
  await session.detach();
  return { times: Float64Array.from(times).sort(), work };
}

/** Somebody else writes a letter five times a second, in a paragraph of their own in the first half, with a cursor. */
function writeBeside(person: LivePerson, item: string): () => void {
  const fragment = person.document.getXmlFragment(item);
  const paragraph = new Y.XmlElement("paragraph");
  const text = new Y.XmlText("Ben:");
  paragraph.insert(0, [text]);
  fragment.insert(Math.floor(fragment.length / 4), [paragraph]);
  const timer = setInterval(() => {
    text.insert(text.length, "y");
    const here = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, text.length)) as unknown;
    person.provider.setAwarenessField("cursor", { anchor: here, head: here });
  }, remoteEveryMs);
  return () => clearInterval(timer);
}

/** Megabytes of the tab: what its scripts hold after a collection, and its process in memory. */
async function memoryOf(browser: Browser, page: Page): Promise<{ scripts: number; process: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.enable");
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  const whole = await browser.newBrowserCDPSession();
  const { processInfo } = await whole.send("SystemInfo.getProcessInfo");
  const sizes = processInfo
    .filter((each) => each.type === "renderer")
    .map(({ id }) => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1] ?? 0) / 1024);
  return { scripts: usedSize / 1024 ** 2, process: Math.max(...sizes) };
}

const place = (sorted: Float64Array, share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
const shown = ({ times, work }: { times: Float64Array; work: number }) =>
  `${place(times, 0.5).toFixed(0)} | ${place(times, 0.95).toFixed(0)} | ${times.at(-1)!.toFixed(0)} | ${work.toFixed(1)}`;

interface Measured {
  readonly opened: string;
  readonly rows: readonly string[];
  readonly memory: string;
  readonly letters: number;
}

async function measure(address: string, { context, workspace, isLong }: { context: BrowserContext; workspace: string; isLong: boolean }): Promise<Measured> {
  const room = await begin(context, { address, workspace }, isLong);
  // A browser of its own: another tab's memory would be counted with it.
  const browser = await launch();
  try {
    const opened: number[] = [];
    let page: Page | null = null;
    for (let n = 0; n < 3; n += 1) {
      await page?.context().close();
      const own = await browser.newContext({
        baseURL: address,
        viewport: { width: 1440, height: 900 },
        locale: "en-GB",
        storageState: await context.storageState(),
      });
      page = await own.newPage();
      await page.addInitScript(watchKeys);
      opened.push(await open(page, room));
    }
    const rows: string[] = [];
    const title = isLong ? `${pages} pages` : "empty notes";
    for (const where of isLong ? (["end", "middle"] as const) : (["end"] as const)) {
      await goTo(page!, where);
      rows.push(`${title}, typing${isLong ? (where === "end" ? " at the end" : " in the middle") : ""} | ${shown(await type(page!))}`);
    }
    const ben = livePerson(room.seat);
    await until(() => ben.isSent(), 60_000);
    await goTo(page!, isLong ? "middle" : "end");
    const stop = writeBeside(ben, room.item);
    await sleep(500);
    rows.push(`${title}, typing${isLong ? " in the middle" : ""} while another writes 5 letters a second | ${shown(await type(page!))}`);
    stop();
    const memory = await memoryOf(browser, page!);
    const seen = await sheetOf(page!).evaluate((words) => words.textContent);
    await until(() => ben.textOf(room.item).length > 0);
    ben.leave();
    if (!seen.includes("Ben:yyyyyyyyyy")) throw new Error("what the other wrote did not come");
    return {
      opened: `${title} | ${opened.map((seconds) => seconds.toFixed(2)).join(" | ")}`,
      rows,
      memory: `${title} | ${memory.scripts.toFixed(0)} | ${memory.process.toFixed(0)}`,
      letters: room.letters,
    };
  } finally {
    await browser.close();
  }
}

const launch = () =>
  chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
  });

const folder = mkdtempSync(join(tmpdir(), "evenhand-bench-notes-long-"));
const { server, address } = await serve(join(folder, "data"), [join(installationFolder(), "bin", "evenhand.mjs"), "serve"]);
const office = await launch();
try {
  const context = await office.newContext();
  const first = { name: "Anna", email: "anna@example.com", password: "a long sentence is a password", workspaceName: "Notes", currency: "EUR" };
  const reply = await context.request.post(`${address}/api/first-visit`, { headers: { origin: address }, data: first });
  const { workspace } = (await reply.json()) as { workspace: string };
  const empty = await measure(address, { context, workspace, isLong: false });
  const long = await measure(address, { context, workspace, isLong: true });
  console.log("| from the address to the first letter typed, seconds | first | second | third |\n|---|--:|--:|--:|");
  for (const { opened } of [empty, long]) console.log(`| ${opened} |`);
  console.log("\n| from the key to the drawn letter, milliseconds | median | p95 | longest | work of the main thread for a key |\n|---|--:|--:|--:|--:|");
  for (const row of [...empty.rows, ...long.rows]) console.log(`| ${row} |`);
  console.log("\n| the tab, MB | held by scripts | process |\n|---|--:|--:|");
  for (const { memory } of [empty, long]) console.log(`| ${memory} |`);
  console.log(
    `\n${long.letters.toLocaleString("en")} letters in headings, paragraphs, lists and tasks; ${keys} keys a row, one every ${keyEveryMs} ms. ` +
      "A letter counts as drawn with the first task after its frame; a screen of 60 Hz alone makes up to 17 ms of it. Chromium without a graphics card, each opening with an empty cache.",
  );
} finally {
  await office.close();
  await end(server, "SIGTERM");
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
