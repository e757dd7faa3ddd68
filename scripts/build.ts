// Builds the screens into dist/web, packed for the wire as well, beside their place and moved there when whole.
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "vite";
import { buildConfig, fingerprintFile, screensFolder, sourcesFingerprint } from "#apps/screens.ts";

const configFile = buildConfig();
if (configFile === null) throw new Error("there is nothing to build from: vite.config.ts is missing");
// Whoever calls, a test or a shell with settings of its own, gets the small and quick build.
process.env["NODE_ENV"] = "production";
const fingerprint = sourcesFingerprint();
const making = `${screensFolder}.making-${process.pid}`;
try {
  mkdirSync(dirname(screensFolder), { recursive: true });
  await build({ configFile, logLevel: "warn", build: { outDir: making, emptyOutDir: true } });
  pack(making);
  writeFileSync(join(making, basename(fingerprintFile)), fingerprint);
  replaceWith(making);
} finally {
  rmSync(making, { recursive: true, force: true });
}
console.log(`Built ${screensFolder}`);

/** Lays a .br and a .gz beside every text that is worth it. */
function pack(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const file = join(folder, name);
    if (!/\.(js|css|html|svg|json|txt|webmanifest)$/.test(name) || statSync(file).size < 1_024) continue;
    const bytes = readFileSync(file);
    writeFileSync(
      `${file}.br`,
      brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 10, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
    );
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
  }
}

/** The old screens stand until the new ones do; a server at work keeps serving. */
function replaceWith(folder: string): void {
  const old = `${screensFolder}.old-${process.pid}`;
  if (existsSync(screensFolder)) renameSync(screensFolder, old);
  renameSync(folder, screensFolder);
  rmSync(old, { recursive: true, force: true });
}
