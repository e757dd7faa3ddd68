// How soon a word stands on every other screen: thirty people in one document, each with five changes a second; kept before they are seen, against Hocuspocus that keeps nothing.
// node bench/notes-live.ts [seconds] [people]
import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";

import type * as Y from "yjs";

import { type LivePerson, livePerson, until } from "#testing/live.ts";

import { end, megabytes } from "./serving.ts";

const seconds = Number(process.argv[2] ?? 20);
const crowd = Number(process.argv[3] ?? 30);
const changesASecond = 5;

interface Seat {
  readonly address: string;
  readonly path: string;
  readonly name: string;
}
interface Ready {
  readonly keys: readonly string[];
  readonly item: string;
  readonly seats: { readonly kept: Seat; readonly bare: Seat };
}

async function begin(folder: string): Promise<{ server: ChildProcess; ready: Ready }> {
  const server = spawn(process.execPath, [join(import.meta.dirname, "notes-live-server.ts"), folder, String(crowd)], { stdio: ["ignore", "pipe", "inherit"] });
  let seen = "";
  const ready = await new Promise<Ready>((found, failed) => {
    server.stdout.on("data", (chunk: Buffer) => {
      seen += chunk.toString();
      const line = seen.split("\n").find((each) => each.startsWith('{"keys"') && each.endsWith("}"));
      if (line !== undefined) found(JSON.parse(line) as Ready);
    });
    server.once("exit", (code) => failed(new Error(`the server ended with ${code}`)));
  });
  return { server, ready };
}

/** Processor seconds that the process has used. */
function processorSeconds(server: ChildProcess): number {
  const fields = readFileSync(`/proc/${server.pid}/stat`, "utf8").split(") ")[1]!.split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

const place = (sorted: Float64Array, share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

async function round(server: ChildProcess, { keys, item }: Ready, { seat, title }: { seat: Seat; title: string }): Promise<string> {
  const people = keys.map((key) => livePerson({ ...seat, headers: { authorization: `Bearer ${key}` } }));
  await until(() => people.every((person) => person.isSent()), 60_000);
  const began = new Map<string, number>();
  const [arrivals, acknowledged]: [number[], number[]] = [[], []];
  for (const person of people) {
    person.document.getXmlFragment(item).observe((event) => {
      if (event.transaction.local) return;
      const now = performance.now();
      for (const each of event.changes.added)
        for (const node of each.content.getContent() as Y.XmlElement[]) arrivals.push(now - (began.get((node.get(0) as Y.XmlText).toString()) ?? Number.NaN));
    });
  }
  const processor = processorSeconds(server);
  const start = performance.now();
  await Promise.all(
    people.map(async (person, n) => {
      for (let k = 0; k < seconds * changesASecond; k += 1) {
        const due = start + ((k + n / people.length) * 1_000) / changesASecond;
        if (due > performance.now()) await sleep(due - performance.now());
        const text = `${n}:${k} is what was said`;
        began.set(text, performance.now());
        person.write(item, text);
        if (k % 5 === 0) void sent(person, acknowledged);
      }
    }),
  );
  const used = (processorSeconds(server) - processor) / ((performance.now() - start) / 1_000);
  await until(() => people.every((person) => person.isSent()), 60_000);
  const all = crowd * seconds * changesASecond;
  await until(() => people.every((person) => person.document.getXmlFragment(item).length === all), 60_000).catch(() => {});
  const hashes = new Set(people.map((person) => hashOf(person.textOf(item))));
  for (const person of people) person.leave();
  const [times, acks] = [Float64Array.from(arrivals).sort(), Float64Array.from(acknowledged).sort()];
  const expected = all * (crowd - 1);
  return [
    title,
    times.length.toLocaleString("en"),
    `${((100 * times.length) / expected).toFixed(1)} %`,
    ...[0.5, 0.95, 0.99].map((share) => place(times, share).toFixed(0)),
    place(acks, 0.95).toFixed(0),
    hashes.size === 1 ? "one" : `${hashes.size}`,
    `${(100 * used).toFixed(0)} %`,
  ].join(" | ");
}

async function sent({ provider }: LivePerson, into: number[]): Promise<void> {
  const began = performance.now();
  await new Promise<void>((done) => {
    const hear = ({ number }: { number: number }) => {
      if (number > 0) return;
      provider.off("unsyncedChanges", hear);
      done();
    };
    provider.on("unsyncedChanges", hear);
  });
  into.push(performance.now() - began);
}

const folder = mkdtempSync(join(tmpdir(), "evenhand-bench-notes-"));
const { server, ready } = await begin(folder);
try {
  const bare = await round(server, ready, { seat: ready.seats.bare, title: "Hocuspocus alone, nothing kept" });
  const kept = await round(server, ready, { seat: ready.seats.kept, title: "Evenhand, kept before it is seen" });
  console.log(
    "| | changes that came | of all | p50, ms | p95, ms | p99, ms | acknowledged, p95, ms | hashes in the end | processor of the server |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|",
  );
  for (const row of [bare, kept]) console.log(`| ${row} |`);
  console.log(
    `\n${crowd} people in one document, ${changesASecond} changes a second each for ${seconds} s; all their screens are one process on the same machine. The database writes every change through to the disk. ` +
      `The server process: ${megabytes(server, "VmHWM")} MB at most.`,
  );
} finally {
  await end(server, "SIGTERM");
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
