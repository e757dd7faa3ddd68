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
  readonly isStopping?: boolean;
}

/** Tenths of a second that a server which said it is stopping gets to finish, and one without a card to leave it or to be gone. */
const patience = { stopping: 300, cardless: 20 };

/**
 * Throws a CommandFault that names the server at work. The claim itself is a lock in the database, which ends with its process however that ends.
 * A server that is just stopping is waited for: who stops and starts again at once is not refused.
 */
export async function claimDataFolder(
  embedded: Pick<Embedded, "claimServer">,
  dataFolder: string,
  wait: (milliseconds: number) => Promise<unknown> = sleep,
): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    if (await embedded.claimServer()) return;
    const card = readCard(join(dataFolder, "server.json"));
    if (tries >= (card === null ? patience.cardless : card.isStopping ? patience.stopping : 0)) throw secondServer(dataFolder, card);
    await wait(100);
  }
}

function secondServer(dataFolder: string, card: ServerCard | null): CommandFault {
  const who = card ? `process ${card.pid} on ${card.host}, at ${card.address}, since ${card.startedAt}` : "it is just starting";
  return new CommandFault(
    exitCodes.refused,
    "second-server",
    `A server is already at work on the data folder ${dataFolder}: ${who}. Use that one, stop it first, or choose another folder with EVENHAND_DATA.`,
    { ...card },
  );
}

function readCard(file: string): ServerCard | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as ServerCard;
  } catch {
    return null;
  }
}

/** Leaves the card with our address; gives what says on it that we are stopping, and what takes it away. */
export function leaveCard(dataFolder: string, address: string): { readonly sayStopping: () => void; readonly takeAway: () => void } {
  const file = join(dataFolder, "server.json");
  const card: ServerCard = { pid: process.pid, host: hostname(), address, startedAt: new Date().toISOString() };
  const write = (said: ServerCard) => writeFileSync(file, `${JSON.stringify(said)}\n`, { mode: 0o600 });
  write(card);
  return { sayStopping: () => write({ ...card, isStopping: true }), takeAway: () => rmSync(file, { force: true }) };
}

/** Takes away the card of a server that was killed. */
export function clearCard(dataFolder: string): void {
  rmSync(join(dataFolder, "server.json"), { force: true });
}
