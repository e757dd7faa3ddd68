// The version in package.json, found from the sources and from the built server alike.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of the installation: the nearest one above that holds our package.json. */
export function installationFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, "package.json")) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

export function versionOfInstallation(): string {
  return (JSON.parse(readFileSync(join(installationFolder(), "package.json"), "utf8")) as { version: string }).version;
}
