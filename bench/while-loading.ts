// How quick the pages stay while a million touchpoints come in beside the demo company: each page's questions twice a second, before and during the import,
// and once the server is killed half way and started again.
// node bench/while-loading.ts [touchpoints]
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";

import { diceOf } from "#kit/dice.ts";

import { Browser, end, megabytes, serve, touchpoints } from "./serving.ts";

const rows = Number(process.argv[2] ?? 1_000_000);
const folder = mkdtempSync(join(tmpdir(), "evenhand-bench-loading-"));
const data = join(folder, "data");

/** What a page asks for when it is opened. */
const pages: Readonly<Record<string, readonly string[]>> = {
  home: ["", "/figures/headline", "/figures/changed", "/imports?limit=5"],
  shortfall: ["/shortfall/choices", "/shortfall"],
  funnel: ["/figures/funnel"],
  figures: ["/figures"],
  trust: ["/trust"],
  data: ["/imports", "/records"],
};
const askEveryMs = 500;

type Times = Map<string, number[]>;

/** Opens the pages one after another, twice a second, until told to stop; a page takes as long as its slowest question. */
async function visit(browser: Browser, at: string, times: Times, isOver: () => boolean): Promise<void> {
  const names = Object.keys(pages);
  const open = new Set<Promise<void>>();
  for (let turn = 0; !isOver(); turn += 1) {
    const name = names[turn % names.length]!;
    const began = performance.now();
    const visited = Promise.all(pages[name]!.map((path) => browser.ask("GET", at + path))).then(
      () => void times.set(name, [...(times.get(name) ?? []), performance.now() - began]),
    );
    open.add(visited);
    void visited.finally(() => open.delete(visited)).catch(() => {});
    await sleep(askEveryMs);
  }
  await Promise.all(open);
}

const place = (sorted: readonly number[], share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
const seconds = (ms: number) => (ms / 1_000).toFixed(3);
function row(name: string, times: Times): string {
  const own = name === "all" ? [...times.values()].flat() : (times.get(name) ?? []);
  const sorted = [...own].sort((a, b) => a - b);
  return sorted.length === 0 ? "0 | – | – | –" : [sorted.length, ...[0.5, 0.95, 1].map((share) => seconds(place(sorted, share)))].join(" | ");
}

if (!existsSync("/proc/self/status")) throw new Error("the memory of a process is read from /proc, which this system has not");
let { server, address } = await serve(data);
try {
  const browser = new Browser(address);
  const { workspace } = await browser.ask("POST", "/api/demo", JSON.stringify({ language: "en" }));
  const at = `/api/w/${String(workspace)}`;
  const file = await touchpoints(join(folder, "touchpoints.csv"), rows, diceOf(5));
  const [before, during, again, after]: [Times, Times, Times, Times] = [new Map(), new Map(), new Map(), new Map()];
  const quietUntil = performance.now() + 20_000;
  await visit(browser, at, new Map(), () => performance.now() > quietUntil - 16_000);
  await visit(browser, at, before, () => performance.now() > quietUntil);
  const ready = megabytes(server, "VmRSS");

  const began = performance.now();
  const state = { isHalf: false, isDone: false };
  const first = visit(browser, at, during, () => state.isHalf);
  const id = await browser.send(at, file, "touchpoints.csv");
  const path = `${at}/imports/${id}`;
  await browser.until(path, (one) => (one["progress"] as { records: number }).records >= rows / 2);
  state.isHalf = true;
  await first;
  let peak = megabytes(server, "VmHWM");
  const toHalf = performance.now() - began;

  await end(server, "SIGKILL");
  const killed = performance.now();
  ({ server, address } = await serve(data));
  browser.address = address;
  const restarted = performance.now() - killed;
  const second = visit(browser, at, again, () => state.isDone);
  const loaded = await browser.until(path, (one) => one["state"] === "done");
  state.isDone = true;
  await second;
  const total = toHalf + performance.now() - killed;
  peak = Math.max(peak, megabytes(server, "VmHWM"));
  const calmUntil = performance.now() + 12_000;
  await visit(browser, at, after, () => performance.now() > calmUntil);
  const { total: kept } = await browser.ask("GET", `${at}/records/touchpoint?limit=1&import=${id}`);

  console.log("| page | when | opened | p50, s | p95, s | longest, s |");
  console.log("|---|---|--:|--:|--:|--:|");
  const phases = { before, "while loading": during, "while loading, after the kill": again, "right after": after };
  for (const name of [...Object.keys(pages), "all"])
    for (const [when, times] of Object.entries(phases)) console.log(`| ${name} | ${when} | ${row(name, times)} |`);
  console.log(
    `\n${rows.toLocaleString("en")} touchpoints in ${(total / 1_000).toFixed(0)} s, looked at and loaded, with the server killed at half and ready again after ${(restarted / 1_000).toFixed(1)} s: ` +
      `${(loaded["rows"] as { added: number }).added.toLocaleString("en")} new rows, ${Number(kept).toLocaleString("en")} on record. ` +
      `The server process: ${ready} MB with the demo company, ${peak} MB at most while loading.`,
  );
} finally {
  await end(server);
  rmSync(folder, { recursive: true, force: true });
}
