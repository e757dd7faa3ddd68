// The server as a process: one on a data folder, killed in every way, and the next start recovers by itself.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { installationFolder } from "#apps/version.ts";
import { isProcess, postmasterPid, untilEnded } from "#db/embedded/postmaster.ts";

const entrance = join(installationFolder(), "bin", "evenhand.mjs");
let folder: string;
let cluster: string;
const begun: ChildProcess[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "evenhand-lives-"));
  cluster = join(folder, "data", "postgres");
});
afterEach(async () => {
  for (const each of begun.splice(0)) if (each.exitCode === null && each.signalCode === null) await killed(each);
});
afterAll(async () => {
  const pid = postmasterPid(cluster);
  if (pid !== null && isProcess(pid)) await kill(pid);
  rmSync(folder, { recursive: true, force: true });
});

interface Ended {
  readonly exitCode: number | null;
  readonly out: string;
  readonly err: string;
}

function evenhand(...args: string[]): { child: ChildProcess; said: { out: string; err: string }; ended: Promise<Ended> } {
  const { DATABASE_URL: _, ...environment } = process.env;
  const child = spawn(process.execPath, [entrance, ...args], {
    cwd: "/",
    env: { ...environment, EVENHAND_DATA: join(folder, "data"), EVENHAND_PORT: "0", EVENHAND_HOST: "127.0.0.1" },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  begun.push(child);
  const said = { out: "", err: "" };
  child.stdout!.on("data", (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr!.on("data", (chunk: Buffer) => (said.err += chunk.toString()));
  return { child, said, ended: once(child, "close").then(() => ({ exitCode: child.exitCode, ...said })) };
}

async function serving(): Promise<{ child: ChildProcess; address: string; ended: Promise<Ended> }> {
  const { child, said, ended } = evenhand("serve", "--no-screens", "--json");
  let isOver = false;
  void ended.then(() => (isOver = true));
  for (;;) {
    const address = /"address": "(.+?)"/.exec(said.out)?.[1];
    if (address !== undefined) return { child, address, ended };
    if (isOver) throw new Error(`the server ended: ${said.err}`);
    await sleep(20);
  }
}

async function kill(pid: number): Promise<void> {
  process.kill(pid, "SIGKILL");
  await untilEnded(pid);
}

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").map(Number);
}

async function killed(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

async function isReady(address: string): Promise<boolean> {
  // A minute: beside other tests two cores may be long in coming back.
  for (let tries = 0; tries < 240; tries += 1) {
    if (
      // A question that met a stopped process may never be answered; the next one is.
      await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(5_000) }).then(
        (reply) => reply.ok,
        () => false,
      )
    )
      return true;
    await sleep(250);
  }
  return false;
}

describe("on one data folder", { timeout: 120_000 }, () => {
  it("one server works, a second is refused and told process, host and address of the first, and commands work beside it", async () => {
    const { child, address, ended } = await serving();
    const second = await evenhand("serve", "--no-screens", "--json").ended;
    expect(second.exitCode).toBe(3);
    expect(JSON.parse(second.err.trim().split("\n").at(-1)!)).toMatchObject({ code: "second-server", details: { pid: child.pid, address } });
    const beside = await evenhand("migrate", "--json").ended;
    expect({ exitCode: beside.exitCode, ...JSON.parse(beside.out) }).toMatchObject({ exitCode: 0, applied: [] });
    expect(await isReady(address)).toBe(true);
    child.kill("SIGTERM");
    expect((await ended).exitCode).toBe(0);
    expect(existsSync(join(cluster, "postmaster.pid"))).toBe(false);
    expect(existsSync(join(folder, "data", "server.json"))).toBe(false);
  });

  it("after the server is killed its PostgreSQL lives on, and the next server joins it", async () => {
    const first = await serving();
    const postgres = postmasterPid(cluster)!;
    await killed(first.child);
    expect(isProcess(postgres)).toBe(true);
    const next = await serving();
    expect(postmasterPid(cluster)).toBe(postgres);
    expect(await isReady(next.address)).toBe(true);
    next.child.kill("SIGTERM");
    expect((await next.ended).exitCode).toBe(0);
    expect(isProcess(postgres)).toBe(false);
  });

  it("when PostgreSQL is killed under a server, the server brings it back and stays the one server", async () => {
    const { child, address, ended } = await serving();
    const postgres = postmasterPid(cluster)!;
    await kill(postgres);
    expect(await isReady(address)).toBe(true);
    expect(postmasterPid(cluster)).not.toBe(postgres);
    expect((await evenhand("serve", "--no-screens").ended).exitCode).toBe(3);
    child.kill("SIGINT");
    expect((await ended).exitCode).toBe(0);
  });

  it.skipIf(process.platform !== "linux")("a process of the killed PostgreSQL that is slow to go holds its memory, and the server waits for it", async () => {
    const { child, address, ended } = await serving();
    expect(await isReady(address)).toBe(true);
    const postgres = postmasterPid(cluster)!;
    const stragglers = childrenOf(postgres);
    for (const pid of stragglers) process.kill(pid, "SIGSTOP");
    await kill(postgres);
    // Connections come last; the server must see them end while the first ones still hold the memory.
    for (const pid of stragglers.slice(2)) process.kill(pid, "SIGCONT");
    await sleep(1500);
    expect(child.exitCode).toBe(null);
    for (const pid of stragglers.slice(0, 2)) process.kill(pid, "SIGCONT");
    expect(await isReady(address)).toBe(true);
    expect(postmasterPid(cluster)).not.toBe(postgres);
    child.kill("SIGTERM");
    expect((await ended).exitCode).toBe(0);
  });

  it("a server whose launcher was killed hears its channel break, and stops as if it had been told to", async () => {
    const { child } = await serving();
    // A child whose channel was broken off from here exits without a "close".
    const exit = once(child, "exit");
    child.disconnect();
    expect(await exit).toEqual([0, null]);
    expect(existsSync(join(cluster, "postmaster.pid"))).toBe(false);
  });

  it("when both are killed the next start recovers, also where another program has taken the process number", async () => {
    const first = await serving();
    const postgres = postmasterPid(cluster)!;
    await Promise.all([killed(first.child), kill(postgres)]);
    const stale = readFileSync(join(cluster, "postmaster.pid"), "utf8").replace(String(postgres), String(process.pid));
    writeFileSync(join(cluster, "postmaster.pid"), stale);
    const next = await serving();
    expect(await isReady(next.address)).toBe(true);
    next.child.kill("SIGTERM");
    expect((await next.ended).exitCode).toBe(0);
  });

  it("a command without a server starts PostgreSQL and stops it again", async () => {
    expect((await evenhand("migrate").ended).exitCode).toBe(0);
    expect(existsSync(join(cluster, "postmaster.pid"))).toBe(false);
  });
});

describe("the command line", () => {
  it("wrong usage and wrong settings end with 2, an unknown file to restore with 1", async () => {
    expect((await evenhand("serv").ended).exitCode).toBe(2);
    const missing = await evenhand("restore", join(folder, "none.backup")).ended;
    expect(missing).toMatchObject({ exitCode: 1, err: expect.stringContaining("none.backup cannot be read (ENOENT)") });
  });
});
