// The role that the server works as: it owns nothing and cannot see through the walls between workspaces.
import * as pg from "pg";
import { clientConfig, withOptions } from "#db/connection.ts";
import { StorageFault } from "#db/fault.ts";

export const appRole = "evenhand_app";

/** Makes the role where it is missing. `mayLogIn` for our own cluster, where the server signs in as it directly. */
export async function ensureAppRole(ownerUrl: string, options: { mayLogIn: boolean }): Promise<void> {
  const client = new pg.Client(clientConfig(ownerUrl, {}));
  client.on("error", () => {});
  await client.connect();
  try {
    const found = await client.query("select 1 from pg_roles where rolname = $1", [appRole]);
    if (found.rowCount === 0) await createRole(client, options.mayLogIn);
    if (!options.mayLogIn) await grantToUs(client);
    await letPassThrough(client);
  } finally {
    await client.end();
  }
}

async function createRole(client: pg.Client, mayLogIn: boolean): Promise<void> {
  try {
    await client.query(`create role ${appRole} ${mayLogIn ? "login" : "nologin"}`);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === "42710" || code === "23505") return; // another process made it first
    if (code === "42501") throw lacking(await userOf(client), error);
    throw error;
  }
}

/** Sees to it that our own user may act as the role. */
async function grantToUs(client: pg.Client): Promise<void> {
  // pg_has_role(…, 'MEMBER') is true on PostgreSQL 16 for a grant without SET, so the proof is to do it.
  const canAct = () =>
    client.query(`begin; set local role ${appRole}; commit`).then(
      () => true,
      async () => {
        await client.query("rollback");
        return false;
      },
    );
  if (await canAct()) return;
  await client.query(`grant ${appRole} to current_user`).catch(() => {});
  if (!(await canAct())) throw lacking(await userOf(client), null);
}

/** Rows on their way in pass through a table that only their transaction sees; some databases forbid such tables unless they are allowed. */
async function letPassThrough(client: pg.Client): Promise<void> {
  const found = await client.query<{ name: string; may: boolean }>(
    "select current_database() as name, has_database_privilege($1, current_database(), 'TEMPORARY') as may",
    [appRole],
  );
  const { name, may } = found.rows[0]!;
  if (may) return;
  const grant = `grant temporary on database ${pg.escapeIdentifier(name)} to ${appRole};`;
  const { code } = await client.query(grant).then(
    () => ({ code: null }),
    (error: { code?: string }) => ({ code: error.code ?? "" }),
  );
  if (code === null && (await client.query("select has_database_privilege($1, current_database(), 'TEMPORARY') as may", [appRole])).rows[0].may) return;
  throw new StorageFault(
    "no-temporary-tables",
    `The role ${appRole} may not make temporary tables in ${name}, and imports pass through them. Let the owner of the database run: ${grant}`,
  );
}

async function userOf(client: pg.Client): Promise<string> {
  return (await client.query<{ user: string }>(`select current_user as "user"`)).rows[0]!.user;
}

function lacking(user: string, cause: unknown): StorageFault {
  return new StorageFault(
    "no-app-role",
    `The database user ${user} may not create the role ${appRole} or act as it. Let an administrator of the database run: create role ${appRole} nologin; grant ${appRole} to ${pg.escapeIdentifier(user)};`,
    { cause },
  );
}

/** The URL by which our user starts its sessions as the server's role. */
export function actingAsApp(url: string): string {
  return withOptions(url, { role: appRole });
}

/** Throws where row level security would not hold for the role that these connections work as. */
export async function refuseRoleAboveTheWall(client: pg.ClientBase): Promise<void> {
  const found = await client.query<{ name: string; above: boolean }>(
    "select rolname as name, rolsuper or rolbypassrls as above from pg_roles where rolname = current_user",
  );
  const role = found.rows[0]!;
  if (role.above || role.name !== appRole) {
    throw new StorageFault(
      "role-above-the-wall",
      `The server would work as the database role ${role.name}${role.above ? ", which sees every workspace's rows" : ""}, and not as ${appRole}. Set DATABASE_URL to a user that may act as ${appRole}.`,
    );
  }
}
