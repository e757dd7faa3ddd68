// Memory of the server with a million touchpoints on record: after the start, while they are loaded, and while pages are asked for.
// node bench/memory.ts [touchpoints]
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, existsSync, mkdtempSync, openAsBlob, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";

import { installationFolder } from "#apps/version.ts";
import { dayOf } from "#kit/day.ts";
import { diceOf } from "#kit/dice.ts";

const rows = Number(process.argv[2] ?? 1_000_000);
const folder = mkdtempSync(join(tmpdir(), "evenhand-bench-memory-"));
const dice = diceOf(5);

/** 20,000 deals over two years, and touchpoints of 5,000 accounts. */
async function writeFiles(): Promise<{ deals: string; touchpoints: string }> {
  const written = async (name: string, header: string, count: number, row: (n: number) => string) => {
    const path = join(folder, name);
    const out = createWriteStream(path);
    out.write(`${header}\n`);
    for (let n = 0; n < count; n += 1) if (!out.write(`${row(n)}\n`)) await once(out, "drain");
    out.end();
    await once(out, "close");
    return path;
  };
  const start = 19_000;
  const deals = await written("deals.csv", "Deal ID,Account,Stage,Amount,Create Date,Close Date", 20_000, (n) => {
    const created = start + dice.below(600);
    return `D${n},Account ${dice.below(5_000)},${dice.below(3) === 0 ? "Won" : "Lost"},${100 + dice.below(9_000)},${dayOf(created)},${dayOf(created + 10 + dice.below(100))}`;
  });
  const channels = ["site", "fair", "mail", "partner", "search"];
  const touchpoints = await written("touchpoints.csv", "Touchpoint ID,Account,Channel,Date", rows, (n) => {
    return `T${n},Account ${dice.below(5_000)},${channels[dice.below(5)]},${dayOf(start + dice.below(700))}`;
  });
  return { deals, touchpoints };
}

async function serve(): Promise<{ server: ChildProcess; address: string }> {
  const { DATABASE_URL: _, ...environment } = process.env;
  const server = spawn(process.execPath, [join(installationFolder(), "src", "apps", "cli", "main.ts"), "serve", "--json"], {
    env: { ...environment, EVENHAND_DATA: join(folder, "data"), EVENHAND_PORT: "0", EVENHAND_HOST: "127.0.0.1", EVENHAND_LOG_LEVEL: "warn" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const address = await new Promise<string>((found, failed) => {
    let seen = "";
    server.stdout.on("data", (chunk: Buffer) => {
      seen += chunk.toString();
      const match = /"address": "(.+?)"/.exec(seen);
      if (match) found(match[1]!);
    });
    server.once("exit", (code) => failed(new Error(`the server ended with ${code}`)));
  });
  return { server, address };
}

/** Megabytes of the process that stand in memory now (VmRSS) or stood there at most (VmHWM). */
function megabytes(pid: number, field: "VmRSS" | "VmHWM"): number {
  const line = new RegExp(`${field}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Math.round(Number(line?.[1] ?? 0) / 1024);
}

if (!existsSync("/proc/self/status")) throw new Error("the memory of a process is read from /proc, which this system has not");
let running: ChildProcess | null = null;
try {
  const files = await writeFiles();
  const { server, address } = await serve();
  running = server;
  const pid = server.pid!;
  const began = { cookie: "" };
  const ask = async (method: string, path: string, body?: BodyInit, type = "application/json") => {
    const headers: Record<string, string> = { cookie: began.cookie, origin: address };
    if (body !== undefined) headers["content-type"] = type;
    const reply = await fetch(address + path, { method, headers, ...(body === undefined ? {} : { body }) });
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
    const cookies = reply.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
    if (cookies.length > 0) began.cookie = cookies.join("; ");
    return (await reply.json().catch(() => null)) as Record<string, unknown>;
  };
  const person = { name: "Bench", email: "bench@example.com", password: "a bench of solid oak", workspaceName: "Bench", currency: "USD", timeZone: "UTC" };
  const { workspace } = await ask("POST", "/api/first-visit", JSON.stringify({ ...person, language: "en" }));
  const at = `/api/w/${String(workspace)}`;
  const until = async (id: unknown, states: readonly string[]) => {
    for (;;) {
      const one = await ask("GET", `${at}/imports/${String(id)}`);
      if (states.includes(String(one["state"]))) return;
      if (one["state"] === "failed") throw new Error(JSON.stringify(one["problem"]));
      await sleep(250);
    }
  };
  const load = async (file: string, name: string) => {
    const { id } = await ask("POST", `${at}/imports?name=${name}`, await openAsBlob(file), "application/octet-stream");
    await until(id, ["proposed"]);
    await ask("POST", `${at}/imports/${String(id)}/start`);
    await until(id, ["done"]);
  };
  const ready = megabytes(pid, "VmRSS");
  await load(files.deals, "deals.csv");
  await load(files.touchpoints, "touchpoints.csv");
  const loading = megabytes(pid, "VmHWM");
  const asked = ["/figures", "/trust", "/shortfall", "/imports"];
  const times: string[] = [];
  for (const path of asked) {
    const start = performance.now();
    await ask("GET", at + path);
    times.push(`${path.split("?")[0]} ${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
  console.log("| the server process | MB in memory |\n|---|--:|");
  console.log(`| ready, empty | ${ready} |`);
  console.log(`| at most while ${rows.toLocaleString("en")} touchpoints and 20,000 deals were loaded | ${loading} |`);
  console.log(`| with them on record, after answering (${times.join(", ")}) | ${megabytes(pid, "VmRSS")} |`);
  console.log(`| at most, ever | ${megabytes(pid, "VmHWM")} |`);
} finally {
  if (running) {
    const ended = once(running, "exit");
    running.kill("SIGTERM");
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
}
