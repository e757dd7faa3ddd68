// How soon a change at the handoff stands on every other screen: members with the live list open, fifty changes a second, and what asking the list anew would cost instead.
// node bench/handoff-live.ts [seconds]
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { type ClientRequest, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";

import { end, megabytes } from "./serving.ts";

const seconds = Number(process.argv[2] ?? 30);
const changesASecond = 50;
const crowds = [20, 200] as const;

interface Ready {
  readonly address: string;
  readonly slug: string;
  readonly keys: readonly string[];
  readonly head: string;
  readonly leads: readonly string[];
}

/** The server as a process of its own, on a durable database, with its members and their leads. */
async function begin(folder: string): Promise<{ server: ChildProcess; ready: Ready }> {
  const server = spawn(
    process.execPath,
    [join(import.meta.dirname, "handoff-live-server.ts"), folder, String(Math.max(...crowds)), String(crowds.length * (seconds + 4) * changesASecond)],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  let seen = "";
  const ready = await new Promise<Ready>((found, failed) => {
    server.stdout.on("data", (chunk: Buffer) => {
      seen += chunk.toString();
      if (seen.endsWith("\n")) found(JSON.parse(seen) as Ready);
    });
    server.once("exit", (code) => failed(new Error(`the server ended with ${code}`)));
  });
  return { server, ready };
}

/** When each lead's change came to each screen. */
class Screens {
  readonly arrivals: number[] = [];
  private readonly began = new Map<string, number>();
  private readonly requests: ClientRequest[] = [];

  sent(lead: string): void {
    this.began.set(lead, performance.now());
  }

  async open({ address, slug }: Ready, keys: readonly string[]): Promise<void> {
    await Promise.all(
      keys.map(async (key) => {
        const asked = request(`${address}/api/w/${slug}/events`, { headers: { authorization: `Bearer ${key}`, accept: "text/event-stream" } });
        this.requests.push(asked);
        asked.on("error", () => {});
        asked.end();
        const [reply] = (await once(asked, "response")) as [NodeJS.ReadableStream & { statusCode: number }];
        if (reply.statusCode !== 200) throw new Error(`a screen was refused: ${reply.statusCode}`);
        let rest = "";
        reply.on("data", (chunk: Buffer) => {
          const now = performance.now();
          const events = (rest + chunk.toString()).split("\n\n");
          rest = events.pop()!;
          for (const event of events) if (event.startsWith("event: handoff") || event.includes("\nevent: handoff")) this.came(event, now);
        });
        reply.on("error", () => {});
      }),
    );
  }

  private came(event: string, now: number): void {
    const text = event.slice(event.indexOf("data: ") + 6);
    for (const { lead } of (JSON.parse(text) as { rows: { lead: string }[] }).rows) {
      const began = this.began.get(lead);
      if (began !== undefined) this.arrivals.push(now - began);
    }
  }

  close(): void {
    for (const each of this.requests) each.destroy();
  }
}

/** Processor seconds that the process has used. */
function processorSeconds(server: ChildProcess): number {
  const fields = readFileSync(`/proc/${server.pid}/stat`, "utf8").split(") ")[1]!.split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

const place = (sorted: Float64Array, share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
const inMs = (value: number) => value.toFixed(0);

async function post({ address, slug, head }: Ready, body: object): Promise<void> {
  const reply = await fetch(`${address}/api/w/${slug}/handoffs/acts`, {
    method: "POST",
    headers: { authorization: `Bearer ${head}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!reply.ok) throw new Error(`${reply.status} ${await reply.text()}`);
  await reply.arrayBuffer();
}

async function round(server: ChildProcess, ready: Ready, { members, leads }: { members: number; leads: readonly string[] }) {
  const screens = new Screens();
  await screens.open(ready, ready.keys.slice(0, members));
  await sleep(1_000);
  const [processor, began] = [processorSeconds(server), performance.now()];
  const underWay: Promise<void>[] = [];
  for (let n = 0; n < seconds * changesASecond; n += 1) {
    const due = began + (n * 1_000) / changesASecond;
    if (due > performance.now()) await sleep(due - performance.now());
    const lead = leads[n]!;
    screens.sent(lead);
    underWay.push(post(ready, { act: "attempted", kind: "call", isReached: false, leads: [{ lead }] }));
  }
  await Promise.all(underWay);
  await sleep(2_000);
  const took = (performance.now() - began) / 1_000;
  const used = (processorSeconds(server) - processor) / took;
  screens.close();
  const times = Float64Array.from(screens.arrivals).sort();
  const expected = members * seconds * changesASecond;
  const row = [
    members,
    times.length.toLocaleString("en"),
    `${((100 * times.length) / expected).toFixed(1)} %`,
    ...[0.5, 0.95, 0.99].map((share) => inMs(place(times, share))),
    `${(100 * used).toFixed(0)} %`,
  ];
  return { row, p95: place(times, 0.95) };
}

/** One screen asking the whole list anew, as it would have to at each change. */
async function askedAnew({ address, slug, keys }: Ready): Promise<{ ms: number; kilobytes: number }> {
  const times: number[] = [];
  let bytes = 0;
  for (let n = 0; n < 20; n += 1) {
    const began = performance.now();
    const reply = await fetch(`${address}/api/w/${slug}/handoffs`, { headers: { authorization: `Bearer ${keys[0]!}` } });
    bytes = (await reply.arrayBuffer()).byteLength;
    times.push(performance.now() - began);
  }
  return { ms: place(Float64Array.from(times).sort(), 0.5), kilobytes: bytes / 1_024 };
}

const folder = mkdtempSync(join(tmpdir(), "evenhand-bench-live-"));
const { server, ready } = await begin(folder);
try {
  const asked = await askedAnew(ready);
  const rounds = [];
  for (const [n, members] of crowds.entries()) {
    const from = n * (seconds + 4) * changesASecond;
    rounds.push(await round(server, ready, { members, leads: ready.leads.slice(from, from + seconds * changesASecond) }));
  }
  console.log(`| screens open | changes that came | of all | p50, ms | p95, ms | p99, ms | processor of the server |\n|--:|--:|--:|--:|--:|--:|--:|`);
  for (const { row } of rounds) console.log(`| ${row.join(" | ")} |`);
  const [few, many] = rounds as [(typeof rounds)[0], (typeof rounds)[0]];
  console.log(
    `\n${changesASecond} changes a second for ${seconds} s, each a call logged through the interface and heard by every screen. Ten times the screens: ${(many.p95 / few.p95).toFixed(2)} times the p95. ` +
      `Asking the list anew instead costs ${inMs(asked.ms)} ms and ${asked.kilobytes.toFixed(0)} kB for one screen; ${changesASecond} changes for ${Math.max(...crowds)} screens would be ` +
      `${((asked.ms * changesASecond * Math.max(...crowds)) / 1_000).toFixed(0)} s of answering in each second. The server process: ${megabytes(server, "VmHWM")} MB at most.`,
  );
} finally {
  await end(server, "SIGTERM");
  rmSync(folder, { recursive: true, force: true });
}
