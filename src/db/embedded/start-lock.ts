// Lets one process at a time make or start the cluster of a data folder.
import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { isProcess } from "#db/embedded/postmaster.ts";

const forgottenAfterMs = 60_000;

/** Runs `act` while no other process is inside for the same file. A lock left by a killed process is taken over. */
export async function alone<T>(lockFile: string, act: () => Promise<T>): Promise<T> {
  for (;;) {
    if (take(lockFile)) break;
    if (isForgotten(lockFile)) rmSync(lockFile, { force: true });
    else await sleep(50 + Math.random() * 50);
  }
  try {
    return await act();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

function take(lockFile: string): boolean {
  try {
    const file = openSync(lockFile, "wx", 0o600);
    writeSync(file, JSON.stringify({ pid: process.pid, host: hostname() }));
    closeSync(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function isForgotten(lockFile: string): boolean {
  try {
    const age = Date.now() - statSync(lockFile).mtimeMs;
    if (age > forgottenAfterMs) return true;
    if (age < 100) return false; // may not be written yet
    const held = JSON.parse(readFileSync(lockFile, "utf8")) as { pid: number; host: string };
    return held.host === hostname() && (held.pid === process.pid ? false : !isProcess(held.pid));
  } catch {
    return false;
  }
}
