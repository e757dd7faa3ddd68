// Lets the owner of the tables, who is under the walls too, read and write all workspaces for backup and restore.
import * as pg from "pg";

const policyName = "owner_keeps";

/**
 * Gives each walled table a policy for its owner alone. A superuser needs none and gets none. Forced row level security stays in force for everybody else,
 * the server's role included.
 */
export async function ownersPolicies(client: pg.Client): Promise<void> {
  const us = await client.query<{ name: string; above: boolean }>(
    "select rolname as name, rolsuper or rolbypassrls as above from pg_roles where rolname = current_user",
  );
  const { name, above } = us.rows[0]!;
  if (above) return;
  const tables = await client.query<{ table: string }>(
    `select format('%I.%I', n.nspname, c.relname) as table
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('evenhand', 'sign_in') and c.relkind in ('r', 'p') and c.relrowsecurity and c.relowner = current_user::regrole
       and not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = $1)`,
    [policyName],
  );
  for (const { table } of tables.rows)
    await client.query(`create policy ${policyName} on ${table} to ${pg.escapeIdentifier(name)} using (true) with check (true)`);
}
