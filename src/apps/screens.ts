// The built screens: where they are, and whether they still fit the sources they were built from.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { installationFolder } from "#apps/version.ts";

const root = installationFolder();
export const screensFolder = join(root, "dist", "web");
/** Holds the fingerprint of the sources that the screens were built from. */
export const fingerprintFile = join(screensFolder, ".sources");

/** The build's configuration, or null in an installation without the sources of the screens. */
export function buildConfig(): string | null {
  if (!existsSync(join(root, "src", "apps", "web", "index.html"))) return null;
  return [join(root, "vite.config.ts"), join(root, "src", "apps", "web", "vite.config.ts")].find((file) => existsSync(file)) ?? null;
}

/** One text for everything that goes into the screens: names and contents of the sources, and the packages' versions. */
export function sourcesFingerprint(): string {
  const whole = createHash("sha256");
  for (const file of [...sourcesIn(join(root, "src")), join(root, "package-lock.json"), buildConfig()].filter((each) => each !== null && existsSync(each))) {
    whole.update(`${relative(root, file!)}\n`).update(readFileSync(file!));
  }
  return whole.digest("hex");
}

const elsewhere = new Set(["db", "http", "ledger", "intake", "testing", "cli", "server"]);

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => (entry.isDirectory() ? !elsewhere.has(entry.name) : !/\.test\.tsx?$/.test(entry.name)))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? sourcesIn(join(folder, entry.name)) : [join(folder, entry.name)]));
}

export function areScreensFresh(): boolean {
  return existsSync(fingerprintFile) && readFileSync(fingerprintFile, "utf8") === sourcesFingerprint();
}

/** Gives the folder with the screens, built anew first where they are missing or older than the sources. Null where there is nothing to build from. */
export async function openScreens(say: (sentence: string) => void): Promise<string | null> {
  if (buildConfig() === null) return existsSync(join(screensFolder, "index.html")) ? screensFolder : null;
  if (areScreensFresh()) return screensFolder;
  say("Building the screens; this happens once after an installation or update");
  await builtByChild();
  return screensFolder;
}

/** In a process of its own, so that the bundler's memory is given back. */
function builtByChild(): Promise<void> {
  return new Promise((done, failed) => {
    let said = "";
    const child = spawn(process.execPath, [join(root, "scripts", "build.ts")], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.once("error", failed);
    child.once("exit", (code) => (code === 0 ? done() : failed(new Error(`the screens could not be built:\n${said.slice(-3000)}`))));
  });
}
