// Makes the cluster's folder once, and starts PostgreSQL on it.
import { execFile, spawn } from "node:child_process";
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, readdirSync, realpathSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import type { Binaries } from "#db/embedded/binaries.ts";
import { answers } from "#db/embedded/postmaster.ts";
import type { RunAs } from "#db/embedded/run-as.ts";
import { StorageFault } from "#db/fault.ts";

export interface ClusterOptions {
  readonly binaries: Binaries;
  readonly runAs: RunAs | null;
  /** False only for tests: a crash of the machine may then lose what was acknowledged. */
  readonly isDurable: boolean;
}

export const ownerRole = "evenhand";
const environment = {
  PATH: process.env["PATH"] ?? "/usr/bin:/bin",
  LC_ALL: "C",
  TZ: "UTC",
  ...(process.platform === "win32" ? { SystemRoot: process.env["SystemRoot"] ?? "" } : {}),
};

/**
 * As root on Linux the folder may lie under a home that PostgreSQL's user cannot walk through. The child is put into the folder before it changes its user,
 * and names it as its own working directory, which needs no walk.
 */
function nameOf(folder: string, runAs: RunAs | null): string {
  return runAs !== null && process.platform === "linux" ? "/proc/self/cwd" : folder;
}

/** 17 where PostgreSQL 17 made the folder; null where there is no cluster yet. */
export function clusterMajor(folder: string): number | null {
  const file = join(folder, "PG_VERSION");
  return existsSync(file) ? Number.parseInt(readFileSync(file, "utf8"), 10) : null;
}

/** Makes a new cluster beside its place and moves it there when it is whole, so that a killed first start leaves nothing half made. */
export async function makeCluster(folder: string, options: ClusterOptions): Promise<void> {
  const parent = dirname(folder);
  for (const name of readdirSync(parent)) if (name.startsWith("postgres.making-")) rmSync(join(parent, name), { recursive: true, force: true });
  const making = join(parent, `postgres.making-${process.pid}`);
  mkdirSync(making, { mode: 0o700 });
  if (options.runAs) chownSync(making, options.runAs.uid, options.runAs.gid);
  const locales = [["--locale=C", "--locale-provider=icu", "--icu-locale=und"], ["--locale=C.UTF-8"], ["--locale=C"]];
  let fault: unknown;
  for (const locale of locales) {
    try {
      await initdb(making, locale, options);
      // An empty folder that stands in the way (a mounted volume's lost+found aside) is replaced; a full one makes rename fail.
      renameSync(making, folder);
      return;
    } catch (error) {
      fault ??= error;
      for (const name of existsSync(making) ? readdirSync(making) : []) rmSync(join(making, name), { recursive: true, force: true });
    }
  }
  rmSync(making, { recursive: true, force: true });
  // Up to version 15 PostgreSQL insists on walking down to its folder by name.
  const mend =
    options.runAs !== null && /Permission denied/.test(reasonOf(fault))
      ? " It runs as an unprivileged user; choose a folder that everybody may walk to with EVENHAND_DATA, such as /var/lib/evenhand-data."
      : "";
  throw new StorageFault("cluster-not-made", `PostgreSQL could not make its folder ${folder}: ${reasonOf(fault)}${mend}`, { cause: fault });
}

async function initdb(folder: string, locale: readonly string[], options: ClusterOptions): Promise<void> {
  const sync = options.isDurable ? [] : ["--no-sync"];
  const args = ["-D", nameOf(folder, options.runAs), "-U", ownerRole, "--auth=trust", "--encoding=UTF8", ...locale, ...sync];
  await promisify(execFile)(options.binaries.initdb, args, { cwd: folder, env: environment, ...options.runAs });
}

const stragglersGoWithinMs = 45_000;

/**
 * Starts PostgreSQL so that it outlives us, and waits until it answers at its socket. The processes of one that was just killed may take a while to notice;
 * until the last is gone PostgreSQL refuses their memory, so that refusal alone is asked again, for three quarters of a minute at most (the start lock is held for a minute).
 */
export async function startPostgres(folder: string, socket: string, options: ClusterOptions): Promise<void> {
  const until = Date.now() + stragglersGoWithinMs;
  for (;;) {
    const refusal = await startOnce(folder, socket, options);
    if (refusal === null) return;
    if (!/shared memory block .* still in use/.test(refusal) || Date.now() > until) {
      throw new StorageFault("postgres-not-started", `PostgreSQL did not start: ${refusal}`);
    }
    await sleep(250);
  }
}

/** Null once PostgreSQL answers, else how it ended and its last words. */
async function startOnce(folder: string, socket: string, options: ClusterOptions): Promise<string | null> {
  const firstWords = join(dirname(folder), "postgres-start.log");
  const output = openSync(firstWords, "w", 0o600);
  const child = spawn(options.binaries.postgres, ["-D", nameOf(folder, options.runAs), ...postgresSettings(options.isDurable)], {
    cwd: realpathSync(folder),
    env: environment,
    detached: true,
    stdio: ["ignore", output, output],
    ...options.runAs,
  });
  closeSync(output);
  let ended = null as string | null;
  child.once("error", (error) => (ended = error.message));
  child.once("exit", (code, signal) => (ended = `ended with ${signal ?? code}`));
  child.unref();
  for (;;) {
    if (await answers(socket)) return null;
    if (ended !== null) return `${ended}. ${lastWords(folder, firstWords)}`;
    await sleep(20);
  }
}

/** What we ask of PostgreSQL. It listens at a socket inside its own closed folder only, and never on the network. */
function postgresSettings(isDurable: boolean): string[] {
  const settings: Record<string, string> = {
    listen_addresses: "",
    unix_socket_directories: ".",
    unix_socket_permissions: "0700",
    max_connections: "100",
    shared_buffers: "128MB",
    work_mem: "16MB",
    maintenance_work_mem: "128MB",
    max_wal_size: "2GB",
    checkpoint_timeout: "10min",
    wal_compression: "on",
    jit: "off",
    // Shared memory is scarce in containers (64 MB as a rule); the server's own workers use the cores.
    max_parallel_workers_per_gather: "0",
    max_parallel_maintenance_workers: "0",
    fsync: isDurable ? "on" : "off",
    full_page_writes: isDurable ? "on" : "off",
    synchronous_commit: isDurable ? "on" : "off",
    logging_collector: "on",
    log_directory: "log",
    log_filename: "postgres-%u.log",
    log_truncate_on_rotation: "on",
    log_rotation_age: "1d",
    log_timezone: "UTC",
    timezone: "UTC",
    // Facts stand in statements; they do not belong into a log.
    log_min_error_statement: "panic",
    log_parameter_max_length: "0",
    log_parameter_max_length_on_error: "0",
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** Why PostgreSQL did not start: what it wrote at this start; its log, which also tells of earlier ones, only where that is silent. */
function lastWords(folder: string, firstWords: string): string {
  const logs = existsSync(join(folder, "log")) ? readdirSync(join(folder, "log")).map((name) => join(folder, "log", name)) : [];
  const tellingOf = (lines: readonly string[]): string[] => lines.filter((line) => /FATAL|PANIC|ERROR|error while loading|could not/.test(line));
  const now = linesOf(firstWords);
  const earlier = logs.flatMap(linesOf);
  const words = [tellingOf(now), tellingOf(earlier), now, earlier].find((lines) => lines.length > 0) ?? [];
  return words.slice(-3).join(" ");
}

function linesOf(file: string): string[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "");
}

function reasonOf(fault: unknown): string {
  const said = (fault as { stderr?: string }).stderr ?? "";
  return said.trim().split("\n").slice(-3).join(" ") || (fault as Error).message;
}
