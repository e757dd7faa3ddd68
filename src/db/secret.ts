// The installation's own secret: made once, kept in the database, out of the reach of the server's role, and carried along by backups.
import { randomBytes } from "node:crypto";
import type { Database } from "#db/database.ts";

/** 64 hexadecimal characters, the same for every server on this database. */
export function installationSecret(database: Database): Promise<string> {
  return database.asOwner(async (tx) => {
    await tx.run("insert into installation.secret (name, value) values ('sessions', $1) on conflict (name) do nothing", [randomBytes(32).toString("hex")]);
    return (await tx.one<{ value: string }>("select value from installation.secret where name = 'sessions'")).value;
  });
}
