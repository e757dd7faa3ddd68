// How long a start takes until the first page has come: on an empty data folder, and on one that is there already.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";

import { areScreensFresh } from "#apps/screens.ts";
import { installationFolder } from "#apps/version.ts";

const entrance = join(installationFolder(), "bin", "evenhand.mjs");
const folder = mkdtempSync(join(tmpdir(), "evenhand-bench-start-"));

interface Started {
  readonly seconds: number;
  readonly server: ChildProcess;
}

/** From the command to the last byte of the first page with all scripts that it names. */
async function start(): Promise<Started> {
  const began = performance.now();
  const { DATABASE_URL: _, ...environment } = process.env;
  const server = spawn(process.execPath, [entrance, "serve", "--json"], {
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
  const page = await (await fetch(address)).text();
  const named = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((match) => match[1]!);
  await Promise.all(named.map(async (path) => (await fetch(address + path)).arrayBuffer()));
  return { seconds: (performance.now() - began) / 1000, server };
}

async function stop({ server }: Started): Promise<void> {
  const ended = once(server, "exit");
  server.kill("SIGTERM");
  await ended;
}

try {
  if (!areScreensFresh()) await stop(await start());
  rmSync(join(folder, "data"), { recursive: true, force: true });
  const first = await start();
  await stop(first);
  const again: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const next = await start();
    again.push(next.seconds);
    await stop(next);
  }
  console.log("| from the command to the first page | seconds |\n|---|--:|");
  console.log(`| on an empty data folder: PostgreSQL is set up, all tables are made | ${first.seconds.toFixed(1)} |`);
  console.log(`| on a data folder that is there (the best of three) | ${Math.min(...again).toFixed(1)} |`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
