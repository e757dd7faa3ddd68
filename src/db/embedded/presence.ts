// Tells other machines that share the data folder that we are on it: process numbers mean nothing across machines and containers.
import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { StorageFault } from "#db/fault.ts";

const beatMs = 2_000;
const longAgoMs = 3_600_000;

interface Presence {
  readonly host: string;
  readonly pid: number;
}

/** Throws when another machine is on the folder, which shows in its file being touched while we look. */
export async function refuseOtherHost(dataFolder: string, waitMs = 3 * beatMs): Promise<void> {
  const file = join(dataFolder, "in-use.json");
  const first = read(file);
  if (!first || first.said.host === hostname() || Date.now() - first.touchedAt > longAgoMs) return;
  await sleep(waitMs);
  const second = read(file);
  if (!second || second.touchedAt === first.touchedAt) return;
  throw new StorageFault(
    "data-folder-elsewhere",
    `The data folder ${dataFolder} is in use on another machine or container: ${second.said.host}, process ${second.said.pid}. Stop it first, or let both use one PostgreSQL through DATABASE_URL.`,
  );
}

/** Touches our file every two seconds until `end` is called. */
export function keepPresence(dataFolder: string): { end(): void } {
  const file = join(dataFolder, "in-use.json");
  const said: Presence = { host: hostname(), pid: process.pid };
  const beat = () => {
    try {
      if (read(file)?.said.pid === said.pid) utimesSync(file, new Date(), new Date());
      else writeFileSync(file, JSON.stringify(said), { mode: 0o600 });
    } catch {
      // A full disk must not stop the server here; PostgreSQL says it where it matters.
    }
  };
  beat();
  const timer = setInterval(beat, beatMs);
  timer.unref();
  return {
    end() {
      clearInterval(timer);
      if (read(file)?.said.pid === said.pid) rmSync(file, { force: true });
    },
  };
}

function read(file: string): { said: Presence; touchedAt: number } | null {
  try {
    return { said: JSON.parse(readFileSync(file, "utf8")) as Presence, touchedAt: statSync(file).mtimeMs };
  } catch {
    return null;
  }
}
