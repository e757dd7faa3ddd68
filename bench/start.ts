// How long a start takes until the first page has come: on an empty data folder, and on one that is there already.
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";

import { areScreensFresh } from "#apps/screens.ts";
import { installationFolder } from "#apps/version.ts";

import { end, serve } from "./serving.ts";

const entrance = join(installationFolder(), "bin", "evenhand.mjs");
const folder = mkdtempSync(join(tmpdir(), "evenhand-bench-start-"));

interface Started {
  readonly seconds: number;
  readonly server: ChildProcess;
}

/** From the command to the last byte of the first page with all scripts that it names. */
async function start(): Promise<Started> {
  const began = performance.now();
  const { server, address } = await serve(join(folder, "data"), [entrance, "serve"]);
  const page = await (await fetch(address)).text();
  const named = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((match) => match[1]!);
  await Promise.all(named.map(async (path) => (await fetch(address + path)).arrayBuffer()));
  return { seconds: (performance.now() - began) / 1000, server };
}

try {
  if (!areScreensFresh()) await end((await start()).server);
  rmSync(join(folder, "data"), { recursive: true, force: true });
  const first = await start();
  await end(first.server);
  const again: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const next = await start();
    again.push(next.seconds);
    await end(next.server);
  }
  console.log("| from the command to the first page | seconds |\n|---|--:|");
  console.log(`| on an empty data folder: PostgreSQL is set up, all tables are made | ${first.seconds.toFixed(1)} |`);
  console.log(`| on a data folder that is there (the best of three) | ${Math.min(...again).toFixed(1)} |`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
