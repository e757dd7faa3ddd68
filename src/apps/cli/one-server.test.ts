// Who may be the one server on a data folder, and how long somebody waits for another to leave it.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { claimDataFolder, leaveCard } from "#apps/cli/one-server.ts";
import type { CommandFault } from "#apps/cli/exit.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "evenhand-one-server-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Asks for a folder that is taken until `freeAfter` seconds have passed; gives the seconds waited and the fault. `meanwhile` happens after each wait. */
async function claimed({ freeAfter = Infinity, meanwhile = () => {} }: { freeAfter?: number; meanwhile?: (waited: number) => unknown } = {}) {
  let waited = 0;
  const wait = async (milliseconds: number) => {
    waited = Math.round(waited * 1000 + milliseconds) / 1000;
    meanwhile(waited);
  };
  const fault = await claimDataFolder({ claimServer: async () => waited >= freeAfter }, folder, wait).then(
    () => null,
    (refused: unknown) => refused as CommandFault,
  );
  return { waited, fault };
}

describe("a data folder", () => {
  it("that nobody serves is claimed at once", async () => {
    expect(await claimed({ freeAfter: 0 })).toEqual({ waited: 0, fault: null });
  });

  it("with a server at work is refused at once, by process, host and address", async () => {
    leaveCard(folder, "http://127.0.0.1:4650");
    const { waited, fault } = await claimed();
    expect(waited).toBe(0);
    expect(fault).toMatchObject({ code: "second-server", exitCode: 3, details: { pid: process.pid, address: "http://127.0.0.1:4650" } });
    expect(fault?.message).toContain(`process ${process.pid} on `);
  });

  it("whose server has said that it is stopping is waited for, and claimed when it has gone", async () => {
    leaveCard(folder, "http://127.0.0.1:4650").sayStopping();
    expect(await claimed({ freeAfter: 20 })).toEqual({ waited: 20, fault: null });
  });

  it("whose server says that it stops while somebody waits for its card is waited for too", async () => {
    const stops = (waited: number) => waited === 1 && leaveCard(folder, "http://127.0.0.1:4650").sayStopping();
    expect(await claimed({ freeAfter: 10, meanwhile: stops })).toEqual({ waited: 10, fault: null });
  });

  it("whose stopping server takes longer than half a minute is refused after all", async () => {
    leaveCard(folder, "http://127.0.0.1:4650").sayStopping();
    expect(await claimed()).toMatchObject({ waited: 30, fault: { code: "second-server" } });
  });

  it("whose server is just starting and has left no card, or half of one, gives it two seconds to say who it is", async () => {
    writeFileSync(join(folder, "server.json"), '{"pid": 12');
    const unnamed = await claimed();
    expect([unnamed.waited, unnamed.fault?.message]).toEqual([2, expect.stringContaining("it is just starting")]);
    const named = await claimed({ meanwhile: (waited) => waited === 0.5 && leaveCard(folder, "http://127.0.0.1:4651") });
    expect([named.waited, named.fault?.message]).toEqual([0.5, expect.stringContaining("http://127.0.0.1:4651")]);
  });
});
