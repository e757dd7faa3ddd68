// What is done apart may break down in any way: whoever asked hears of it, and goes on.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";

import { Apart, outOfMemory } from "#apart/apart.ts";

const folder = mkdtempSync(join(tmpdir(), "evenhand-apart-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let modules = 0;
/** A module of one's own for the thread; `port`, `data` and `marks` are at hand. */
function aModule(code: string): URL {
  const file = join(folder, `m${++modules}.mjs`);
  writeFileSync(file, `import { parentPort as port, workerData } from "node:worker_threads"; const { data, marks } = workerData;\n${code}`);
  return pathToFileURL(file);
}

/** Runs a module to its end; gives what it told and how it ended. */
function run(code: string, options: { data?: unknown; heapMegabytes?: number; begun?: (apart: Apart) => void } = {}) {
  const told: unknown[] = [];
  return new Promise<{ told: unknown[]; fault: (Error & { code?: string }) | null }>((resolve) => {
    const { begun, ...rest } = options;
    const apart = new Apart({ module: aModule(code), ...rest, onMessage: (message) => told.push(message), onEnd: (fault) => resolve({ told, fault }) });
    begun?.(apart);
  });
}

describe("a thread in a process of its own", () => {
  it("gets its data and what is said to it by value, and everything that it tells before its end is heard", async () => {
    const code = "port.on('message', (said) => { for (let n = 0; n < 300; n++) port.postMessage({ n, said, data }); port.close(); });";
    const { told, fault } = await run(code, { data: { day: "Monday" }, begun: (apart) => apart.say(new Float64Array([1, 2])) });
    expect(fault).toBe(null);
    expect(told).toHaveLength(300);
    expect(told[299]).toEqual({ n: 299, said: new Float64Array([1, 2]), data: { day: "Monday" } });
  });
  it("sees a mark in the midst of its loops", async () => {
    const code = "port.postMessage('begun'); while (Atomics.load(marks, 7) !== 7) {} port.postMessage('seen'); port.close();";
    const { told } = await run(code, { begun: (apart) => apart.mark(7) });
    expect(told).toEqual(["begun", "seen"]);
  });
  it("has its fault told with sentence and place", async () => {
    const { fault } = await run("throw new Error('no such day');");
    expect([fault?.message, fault?.stack?.includes("m3.mjs")]).toEqual(["no such day", true]);
  });
  it.each([
    ["one long list", "const held = []; for (;;) held.push({ n: held.length });"],
    // This kind ends the whole process, whatever limit its thread has.
    ["large pieces at once", "const held = []; for (;;) held.push(new Array(5e6).fill(held.length + 0.5));"],
  ])("that fills its memory with %s ends alone, and for this reason", async (_kind, code) => {
    const { fault } = await run(code, { heapMegabytes: 96 });
    expect(fault?.code).toBe(outOfMemory);
  });
  it("is stopped in the midst of its loops, without a fault", async () => {
    const told = await new Promise<unknown[]>((resolve) => {
      const heard: unknown[] = [];
      const onMessage = (message: unknown) => {
        heard.push(message);
        void apart.stop();
      };
      const module = aModule("port.postMessage('begun'); for (;;) {}");
      const apart: Apart = new Apart({ module, onMessage, onEnd: (fault) => resolve([...heard, fault]) });
    });
    expect(told).toEqual(["begun", null]);
  });
});
