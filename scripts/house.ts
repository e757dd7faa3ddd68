// Checks that the house is built by its plan (DESIGN.md); every fault is named with its place. Exit code 1 when there is one.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

import { faultsOf } from "./house/faults.ts";

const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "src", "scripts", "bench", "docs/decisions"], {
  encoding: "utf8",
});
const sources = listed
  .split("\n")
  .filter((path) => /\.(ts|tsx|sql|md)$/.test(path) && existsSync(path))
  .map((path) => ({ path, text: readFileSync(path, "utf8") }));
const faults = faultsOf(sources);
for (const fault of faults) console.error(`${fault.path}:${fault.line}  ${fault.rule}: ${fault.sentence}`);
console.log(`house: ${sources.length} files, ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
