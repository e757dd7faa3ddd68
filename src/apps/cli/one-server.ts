// One server at a time on a data folder; the second is told who the first is.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CommandFault, exitCodes } from "#apps/cli/exit.ts";
import type { Embedded } from "#db/embedded/embedded.ts";

interface ServerCard {
  readonly pid: number;
  readonly host: string;
  readonly address: string;
  readonly startedAt: string;
}

/** Throws a CommandFault that names the server at work. The claim itself is a lock in the database, which ends with its process however that ends. */
export async function claimDataFolder(embedded: Embedded, dataFolder: string): Promise<void> {
  if (await embedded.claimServer()) return;
  const card = await firstCard(join(dataFolder, "server.json"));
  const who = card ? `process ${card.pid} on ${card.host}, at ${card.address}, since ${card.startedAt}` : "it is just starting";
  throw new CommandFault(
    exitCodes.refused,
    "second-server",
    `A server is already at work on the data folder ${dataFolder}: ${who}. Use that one, stop it first, or choose another folder with EVENHAND_DATA.`,
    { ...card },
  );
}

/** The first server writes its card when it listens; one that is just starting gets a moment. */
async function firstCard(file: string): Promise<ServerCard | null> {
  for (let tries = 0; tries < 20; tries += 1) {
    try {
      return JSON.parse(readFileSync(file, "utf8")) as ServerCard;
    } catch {
      await sleep(100);
    }
  }
  return null;
}

/** Leaves the card with our address, and gives what takes it away. */
export function leaveCard(dataFolder: string, address: string): () => void {
  const file = join(dataFolder, "server.json");
  const card: ServerCard = { pid: process.pid, host: hostname(), address, startedAt: new Date().toISOString() };
  writeFileSync(file, `${JSON.stringify(card)}\n`, { mode: 0o600 });
  return () => rmSync(file, { force: true });
}

/** Takes away the card of a server that was killed. */
export function clearCard(dataFolder: string): void {
  rmSync(join(dataFolder, "server.json"), { force: true });
}
