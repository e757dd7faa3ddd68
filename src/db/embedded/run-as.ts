// Which user PostgreSQL runs as: ourselves, or an unprivileged one when we are root, because PostgreSQL refuses root.
import { readFileSync, statSync } from "node:fs";

/** Ids to spawn with; null means our own. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

const nobody: RunAs = { uid: 65534, gid: 65534 };

/** Who shall own and run the cluster in `clusterFolder`: the owner it already has, else nobody; null when we are not root. */
export function runAsFor(clusterFolder: string): RunAs | null {
  if (process.platform === "win32" || process.getuid?.() !== 0) return null;
  const owner = statSync(clusterFolder, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return userNamed("nobody", readPasswd());
}

/** The ids of a user in the text of /etc/passwd; the customary ids of nobody when it is not there. */
export function userNamed(name: string, passwd: string): RunAs {
  for (const line of passwd.split("\n")) {
    const [user, , uid, gid] = line.split(":");
    if (user === name && Number(uid) > 0) return { uid: Number(uid), gid: Number(gid) };
  }
  return nobody;
}

function readPasswd(): string {
  try {
    return readFileSync("/etc/passwd", "utf8");
  } catch {
    return "";
  }
}
