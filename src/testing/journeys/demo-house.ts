// What journeys begin with is made once for all: an installation in which nobody has been yet, and one with the demo company. Each journey takes a copy.
import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

import { hasBrowser, startServer, stopServer } from "#testing/journeys/house.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A data folder at rest, in which a server was started once. */
    emptyFolder: string;
    /** A data folder at rest, in which the demo company has been opened. */
    demoFolder: string;
  }
}

export default async function demoHouse(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "evenhand-demo-"));
  const empty = await mkdtemp(join(tmpdir(), "evenhand-empty-"));
  project.provide("demoFolder", folder);
  project.provide("emptyFolder", empty);
  if (hasBrowser) {
    await stopServer((await startServer(empty)).server);
    execFileSync("cp", ["-a", `${empty}/.`, folder]);
    const { server, address } = await startServer(folder);
    const headers = { "content-type": "application/json", origin: address };
    const open = () => fetch(`${address}/api/demo`, { method: "POST", headers, body: JSON.stringify({ language: "en" }) });
    let opened = await open();
    // A machine that is busy otherwise makes the server say that it has too much to do: it asks to try again in a few seconds.
    for (let tries = 1; opened.status === 503 && tries < 20; tries++) {
      await new Promise((later) => setTimeout(later, 3_000));
      opened = await open();
    }
    if (!opened.ok) throw new Error(`the demo company was not opened: ${await opened.text()}`);
    await stopServer(server);
  }
  return async () => {
    for (const each of [folder, empty]) await rm(each, { recursive: true, force: true });
  };
}
