// The path by which we reach PostgreSQL's socket. A socket's path may have 107 bytes, a data folder's path may have more.
import { createHash } from "node:crypto";
import { lstatSync, readlinkSync, realpathSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { StorageFault } from "#db/fault.ts";

const longestSocketPath = 107;
const socketName = ".s.PGSQL.5432";

/** The folder to give a client as its host: the cluster's own, or a short link to it, one that nobody else could have laid. */
export function socketFolder(clusterFolder: string): string {
  const real = realpathSync(clusterFolder);
  if (Buffer.byteLength(join(real, socketName)) <= longestSocketPath) return real;
  const us = process.getuid?.() ?? 0;
  const link = `/tmp/evenhand-${us}-${createHash("sha256").update(real).digest("hex").slice(0, 16)}`;
  try {
    symlinkSync(real, link);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    const isOurs = lstatSync(link).isSymbolicLink() && lstatSync(link).uid === us && readlinkSync(link) === real;
    if (!isOurs)
      throw new StorageFault(
        "socket-link-taken",
        `The path ${real} is too long for a socket, and the short link ${link} belongs to somebody else. Choose a data folder with a shorter path.`,
        { cause: error },
      );
  }
  return link;
}

export function socketIn(folder: string): string {
  return join(folder, socketName);
}
