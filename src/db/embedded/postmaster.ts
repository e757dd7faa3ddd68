// Whether a PostgreSQL server is already at work on a data folder, whoever started it.
import { readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** The process number in postmaster.pid, or null where there is no such file. */
export function postmasterPid(clusterFolder: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(join(clusterFolder, "postmaster.pid"), "utf8"), 10);
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

/** Whether this process exists and works in this folder; the number alone may have gone to another program since. */
export function isPostmaster(pid: number, clusterFolder: string): boolean {
  if (!isProcess(pid)) return false;
  if (process.platform !== "linux") return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(clusterFolder);
  } catch (error) {
    // Another user's process hides where it works: rather trust it than start a second server on its folder.
    return (error as NodeJS.ErrnoException).code === "EACCES" || (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Whether a process with this number exists. */
export function isProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Waits until a process is no more. */
export async function untilEnded(pid: number): Promise<void> {
  while (isProcess(pid)) await sleep(20);
}

/** Whether something answers at the socket: covers a server that lives in another container on the same folder. */
export function answers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = connect(socket);
    connection.once("connect", () => resolve(true)).once("error", () => resolve(false));
    connection.once("connect", () => connection.destroy());
  });
}

/**
 * The process number of the server at work on the folder; null when there is none, and then a stale postmaster.pid is cleared away,
 * because PostgreSQL itself refuses to start while some process, any process, has the number in it.
 */
export async function livePostmaster(clusterFolder: string, socket: string): Promise<number | null> {
  const pid = postmasterPid(clusterFolder);
  if (pid === null) return null;
  if (isPostmaster(pid, clusterFolder) || (await answers(socket))) return pid;
  rmSync(join(clusterFolder, "postmaster.pid"), { force: true });
  rmSync(join(clusterFolder, ".s.PGSQL.5432"), { force: true });
  rmSync(join(clusterFolder, ".s.PGSQL.5432.lock"), { force: true });
  return null;
}
