// Sees the README's second command work: `npm start` on an empty data folder answers, refuses a second server by name, stops cleanly, and starts again on the same data.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");
const elsewhere = await mkdtemp(join(tmpdir(), "evenhand-starts-"));
const dataFolder = join(elsewhere, "data");

interface Started {
  readonly process: ChildProcess;
  readonly ended: Promise<number | null>;
  readonly said: () => string;
}

function start(): Started {
  // From another folder, as a person with a shortcut would; npm passes the signal on.
  const child = spawn("npm", ["--prefix", root, "start", "--silent"], {
    cwd: elsewhere,
    env: { ...process.env, EVENHAND_DATA: dataFolder, EVENHAND_PORT: "0" },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (text += chunk.toString()));
  return { process: child, ended: new Promise((done) => child.once("exit", done)), said: () => text };
}

async function addressOf(started: Started): Promise<string> {
  for (let waited = 0; waited < 180_000; waited += 100) {
    const address = /http:\/\/[\w.[\]:]+:\d+/.exec(started.said())?.[0];
    if (address !== undefined) return address;
    if (started.process.exitCode !== null) break;
    await new Promise((wake) => setTimeout(wake, 100));
  }
  throw new Error(`the server gave no address:\n${started.said().slice(-3000)}`);
}

async function stop(started: Started): Promise<void> {
  process.kill(-started.process.pid!, "SIGTERM");
  await started.ended;
}

function must(isTrue: boolean, sentence: string, seen = ""): void {
  if (!isTrue) throw new Error(`not true: ${sentence}\n${seen.slice(-3000)}`);
  console.log(`  ✓ ${sentence}`);
}

const running: Started[] = [];
try {
  const first = start();
  running.push(first);
  const address = await addressOf(first);
  const page = await fetch(address);
  must(page.ok && (await page.text()).includes("<title>Evenhand</title>"), `npm start answers with the product at ${address}`);
  must((await fetch(`${address}/healthz`)).ok && (await fetch(`${address}/readyz`)).ok, "it is well and ready");

  const second = start();
  running.push(second);
  must((await second.ended) !== 0, "a second server on the same data folder is refused", second.said());
  must(second.said().includes(dataFolder) || /pid|process/i.test(second.said()), "and it is told which one runs there", second.said());

  await stop(first);
  const again = start();
  running.push(again);
  must((await fetch(`${await addressOf(again)}/readyz`)).ok, "a second start on the same data is ready");
  await stop(again);
} finally {
  for (const one of running) {
    try {
      process.kill(-one.process.pid!, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
  await rm(elsewhere, { recursive: true, force: true });
}
