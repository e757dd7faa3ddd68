#!/usr/bin/env node
// Starts Evenhand with a Node that can run it: this one, or the one that came with the installation.
import { spawn } from "node:child_process";
import module from "node:module";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const main = join(root, "src", "apps", "cli", "main.ts");
// What has been compiled once is kept inside the installation, with the same owner as the code itself; where that cannot be written, all works as well.
const compiled = process.env["NODE_COMPILE_CACHE"] ?? join(root, "node_modules", ".cache", "evenhand");
const [major, minor] = process.versions.node.split(".").map(Number);

if (major > 22 || (major === 22 && minor >= 18)) {
  process.removeAllListeners("warning");
  process.on("warning", (warning) => {
    if (warning.name !== "ExperimentalWarning") console.error(String(warning));
  });
  module.enableCompileCache(compiled);
  await import(main);
} else {
  const own = join(root, "node_modules", `node-${process.platform}-${process.arch}`, "bin", "node");
  if (existsSync(own)) {
    // In the same terminal, with the same input; signals sent to us alone are passed on, and the channel tells the child when we were killed.
    const child = spawn(own, [main, ...process.argv.slice(2)], {
      stdio: ["inherit", "inherit", "inherit", "ipc"],
      env: { ...process.env, NODE_COMPILE_CACHE: compiled },
    });
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => child.kill(signal));
    child.once("error", (error) => {
      console.error(error.message);
      process.exitCode = 1;
    });
    child.once("exit", (code, signal) => {
      process.exitCode = code ?? (signal === "SIGKILL" ? 137 : 1);
    });
  } else {
    console.error(`Evenhand needs Node 22.18 or newer, and this is ${process.versions.node}: install it from https://nodejs.org and try again.`);
    process.exitCode = 1;
  }
}
