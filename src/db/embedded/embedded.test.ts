// The embedded PostgreSQL: where it may lie, who runs it, and how stale traces are told from live ones.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { canReach } from "#db/embedded/binaries.ts";
import { openEmbedded } from "#db/embedded/embedded.ts";
import { isPostmaster, livePostmaster, postmasterPid } from "#db/embedded/postmaster.ts";
import { refuseOtherHost } from "#db/embedded/presence.ts";
import { userNamed } from "#db/embedded/run-as.ts";
import { alone } from "#db/embedded/start-lock.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "evenhand-embedded-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a cluster", () => {
  it("lies under a closed folder with a path too long for a socket, serves two at once, and stops with the last", async () => {
    const data = join(folder, "closed", "l".repeat(60), "o".repeat(60), "data");
    mkdirSync(join(folder, "closed"), { mode: 0o700 });
    const [first, second] = await Promise.all([1, 2].map(() => openEmbedded(data, { isDurable: false })));
    expect(second!.pid()).toBe(first!.pid());
    expect([await first!.claimServer(), await second!.claimServer()]).toEqual([true, false]);
    const client = new Client({ connectionString: first!.url("owner") });
    await client.connect();
    const sorted = await client.query("select word from (values ('ёж'), ('жук'), ('еда')) w (word) order by word");
    expect(sorted.rows.map((row: { word: string }) => row.word)).toEqual(["еда", "ёж", "жук"]);
    await client.end();
    await first!.close();
    expect(second!.pid()).not.toBeNull();
    expect(await second!.claimServer()).toBe(true);
    await second!.close();
    expect(second!.pid()).toBeNull();
  });

  it("closed while a killed one is being brought back, it stops what was started and leaves nothing behind", async () => {
    const data = join(folder, "brought back");
    const notices: string[] = [];
    const note = (_fields: object, sentence: string) => void notices.push(sentence);
    const embedded = await openEmbedded(data, { isDurable: false, log: { info: note, warn: note, error: note } });
    process.kill(embedded.pid()!, "SIGKILL");
    await vi.waitUntil(() => notices.some((sentence) => sentence.includes("starting it again")), { timeout: 10_000, interval: 1 });
    await embedded.close();
    expect(notices.at(-1)).toBe("PostgreSQL is back");
    expect(embedded.pid()).toBeNull();
  });
});

describe("traces of another process", () => {
  it("a process number that another program has now is no PostgreSQL, and the stale file is cleared away", async () => {
    const cluster = join(folder, "stale");
    mkdirSync(cluster);
    writeFileSync(join(cluster, "postmaster.pid"), `${process.pid}\n${cluster}\n`);
    expect(isPostmaster(process.pid, cluster)).toBe(false);
    expect(await livePostmaster(cluster, join(cluster, ".s.PGSQL.5432"))).toBeNull();
    expect(postmasterPid(cluster)).toBeNull();
  });

  it("a start lock left by a killed process is taken over, one that is held is waited for", async () => {
    const lock = join(folder, "start.lock");
    const gone = spawn(process.execPath, ["--version"], { stdio: "ignore" });
    await new Promise((ended) => gone.once("exit", ended));
    writeFileSync(lock, JSON.stringify({ pid: gone.pid, host: hostname() }));
    utimesSync(lock, new Date(), new Date(Date.now() - 5_000));
    const order: string[] = [];
    await Promise.all(
      ["a", "b"].map((name) =>
        alone(lock, async () => {
          order.push(`${name} in`);
          await new Promise((wake) => setTimeout(wake, 30));
          order.push(`${name} out`);
        }),
      ),
    );
    expect(order.map((each) => each.slice(2))).toEqual(["in", "out", "in", "out"]);
  });

  it("another machine that keeps touching its file is refused by name; one that was killed is not", async () => {
    const shared = join(folder, "shared");
    mkdirSync(shared);
    const file = join(shared, "in-use.json");
    writeFileSync(file, JSON.stringify({ host: "another-machine", pid: 17 }));
    await refuseOtherHost(shared, 50);
    const beating = setInterval(() => utimesSync(file, new Date(), new Date(Date.now() + Math.random() * 1_000)), 5);
    await expect(refuseOtherHost(shared, 100)).rejects.toThrow(/another-machine, process 17/);
    clearInterval(beating);
  });
});

describe("who runs it", () => {
  it("nobody's ids come from the list of users, and are the customary ones where it is missing", () => {
    expect(userNamed("nobody", "root:x:0:0::/root:/bin/sh\nnobody:x:99:98::/:/bin/false\n")).toEqual({ uid: 99, gid: 98 });
    expect(userNamed("nobody", "")).toEqual({ uid: 65_534, gid: 65_534 });
  });

  it("a stranger cannot reach what lies in a closed folder", () => {
    const inside = join(folder, "inner");
    mkdirSync(inside, { mode: 0o755 });
    const stranger = { uid: statSync(folder).uid + 4_321, gid: statSync(folder).gid + 4_321 };
    expect(canReach(inside, stranger)).toBe(false);
    expect(canReach("/usr", stranger)).toBe(true);
  });
});
