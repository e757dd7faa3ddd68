// Memory of the server with a million touchpoints on record: after the start, while they are loaded, and while pages are asked for.
// node bench/memory.ts [touchpoints]
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";

import { dayOf } from "#kit/day.ts";
import { diceOf } from "#kit/dice.ts";

import { Browser, end, megabytes, serve, touchpoints, write } from "./serving.ts";

const rows = Number(process.argv[2] ?? 1_000_000);
const folder = mkdtempSync(join(tmpdir(), "evenhand-bench-memory-"));
const dice = diceOf(5);

/** Over two years. */
const deals = (path: string) =>
  write({
    path,
    header: "Deal ID,Account,Stage,Amount,Create Date,Close Date",
    rows: 20_000,
    row: (n) => {
      const created = 19_000 + dice.below(600);
      return `D${n},Account ${dice.below(5_000)},${dice.below(3) === 0 ? "Won" : "Lost"},${100 + dice.below(9_000)},${dayOf(created)},${dayOf(created + 10 + dice.below(100))}`;
    },
  });

if (!existsSync("/proc/self/status")) throw new Error("the memory of a process is read from /proc, which this system has not");
const { server, address } = await serve(join(folder, "data"));
try {
  const browser = new Browser(address);
  const person = { name: "Bench", email: "bench@example.com", password: "a bench of solid oak", workspaceName: "Bench", currency: "USD", timeZone: "UTC" };
  const { workspace } = await browser.ask("POST", "/api/first-visit", JSON.stringify({ ...person, language: "en" }));
  const at = `/api/w/${String(workspace)}`;
  const load = async (file: string, name: string) => {
    const id = await browser.send(at, file, name);
    await browser.until(`${at}/imports/${id}`, ({ state }) => state === "done");
  };
  const ready = megabytes(server, "VmRSS");
  await load(await deals(join(folder, "deals.csv")), "deals.csv");
  await load(await touchpoints(join(folder, "touchpoints.csv"), rows, dice), "touchpoints.csv");
  const loading = megabytes(server, "VmHWM");
  const times: string[] = [];
  for (const path of ["/figures", "/trust", "/shortfall", "/imports"]) {
    const start = performance.now();
    await browser.ask("GET", at + path);
    times.push(`${path} ${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
  console.log("| the server process | MB in memory |\n|---|--:|");
  console.log(`| ready, empty | ${ready} |`);
  console.log(`| at most while ${rows.toLocaleString("en")} touchpoints and 20,000 deals were loaded | ${loading} |`);
  console.log(`| with them on record, after answering (${times.join(", ")}) | ${megabytes(server, "VmRSS")} |`);
  console.log(`| at most, ever | ${megabytes(server, "VmHWM")} |`);
} finally {
  await end(server);
  rmSync(folder, { recursive: true, force: true });
}
