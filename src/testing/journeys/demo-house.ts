// The demo company is made once for all journeys: each that needs it begins with a copy of this data folder.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

import { hasBrowser, startServer, stopServer } from "#testing/journeys/house.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A data folder at rest, in which the demo company has been opened. */
    demoFolder: string;
  }
}

export default async function demoHouse(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "evenhand-demo-"));
  project.provide("demoFolder", folder);
  if (hasBrowser) {
    const { server, address } = await startServer(folder);
    const headers = { "content-type": "application/json", origin: address };
    const opened = await fetch(`${address}/api/demo`, { method: "POST", headers, body: JSON.stringify({ language: "en" }) });
    if (!opened.ok) throw new Error(`the demo company was not opened: ${await opened.text()}`);
    await stopServer(server);
  }
  return () => rm(folder, { recursive: true, force: true });
}
