// Builds the evidence library into dist/evidence (one module, types beside it) and sees its example run: what `evenhand/evidence` gives to others.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { build } from "vite";

const root = resolve(import.meta.dirname, "..");
const folder = join(root, "dist", "evidence");
const types = join(folder, "types");

rmSync(folder, { recursive: true, force: true });
await build({
  configFile: false,
  root,
  logLevel: "warn",
  cacheDir: join(root, "node_modules", ".vite", "library"),
  build: {
    outDir: folder,
    target: "es2023",
    minify: false,
    lib: { entry: join(root, "src", "evidence", "library.ts"), formats: ["es"], fileName: "index" },
  },
});
execFileSync(join(root, "node_modules", ".bin", "tsc"), ["-p", "tsconfig.library.json"], { cwd: root, stdio: "inherit" });
for (const name of readdirSync(types, { recursive: true, encoding: "utf8" })) if (name.endsWith(".d.ts")) settle(join(types, name));
const strict = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2024", "--lib", "es2024,dom", "--ignoreConfig"];
execFileSync(join(root, "node_modules", ".bin", "tsc"), [...strict, join("examples", "evidence.ts")], { cwd: root, stdio: "inherit" });
console.log(execFileSync(process.execPath, [join(root, "examples", "evidence.ts")], { encoding: "utf8" }));

/** Others do not have our paths: '#facts/papers.ts' becomes the place of its types beside this file. */
function settle(file: string): void {
  const text = readFileSync(file, "utf8").replaceAll(/"#([\w/-]+)\.ts"/g, (_, place: string) => {
    const path = relative(dirname(file), join(types, `${place}.js`)).replaceAll("\\", "/");
    return JSON.stringify(path.startsWith(".") ? path : `./${path}`);
  });
  writeFileSync(file, text);
}
