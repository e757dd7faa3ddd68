// Reads the database's own catalogue and tells what would open a wall between workspaces.
import type { Tx } from "#db/database.ts";

interface Index {
  readonly table: string;
  readonly index: string;
  readonly first: string | null;
}

const oursIn = "('evenhand')";

/** A sentence for each table, key, view or function in the schema of workspaces that breaks a rule; empty when all hold. */
export async function openWalls(tx: Tx): Promise<string[]> {
  return [...(await tables(tx)), ...(await keys(tx)), ...(await references(tx)), ...(await sideDoors(tx))].sort();
}

async function tables(tx: Tx): Promise<string[]> {
  // A policy is ours when it compares workspace_id both ways; one of another shape may exist for the owner alone.
  const isOurs = (of: string) => `replace(pg_get_expr(${of}, p.polrelid), 'evenhand.', '') = '(workspace_id = current_workspace())'`;
  const isOursBothWays = `(${isOurs("p.polqual")} and ${isOurs("p.polwithcheck")})`;
  const binds = "(p.polroles && array[0::oid, 'evenhand_app'::regrole::oid])";
  const found = await tx.rows<{ table: string } & Record<keyof typeof sentences, boolean>>(`
    select c.relname as table,
      not exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id' and a.attnotnull) as "lacksWorkspace",
      not exists (select 1 from pg_index i where i.indrelid = c.oid and i.indisprimary) as "lacksKey",
      not (c.relrowsecurity and c.relforcerowsecurity) as "isNotForced",
      not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polcmd = '*' and ${isOursBothWays}) as "lacksPolicy",
      exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polpermissive and ${binds} and not coalesce(${isOursBothWays}, false)) as "hasStrangePolicy",
      pg_has_role('evenhand_app', c.relowner, 'member') as "isTheServers"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ${oursIn} and c.relkind in ('r', 'p')`);
  const names = Object.keys(sentences) as (keyof typeof sentences)[];
  return found.flatMap((row) => names.filter((name) => row[name]).map((name) => `${row.table} ${sentences[name]}`));
}

const sentences = {
  lacksWorkspace: "has no workspace_id that is always there",
  lacksKey: "has no primary key",
  isNotForced: "is not under forced row level security",
  lacksPolicy: "has no policy that compares workspace_id when reading and when writing",
  hasStrangePolicy: "has a policy that lets the server see more",
  isTheServers: "belongs to the server's own role",
} as const;

async function keys(tx: Tx): Promise<string[]> {
  const found = await tx.rows<Index>(`
    select t.relname as table, x.relname as index, a.attname as first
    from pg_index i join pg_class t on t.oid = i.indrelid join pg_class x on x.oid = i.indexrelid join pg_namespace n on n.oid = t.relnamespace
    left join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
    where n.nspname in ${oursIn} and i.indisunique`);
  return found.filter((each) => each.first !== "workspace_id").map((each) => `${each.table}: the unique key ${each.index} does not begin with workspace_id`);
}

async function references(tx: Tx): Promise<string[]> {
  const found = await tx.rows<{ table: string; name: string; from: string; to: string }>(`
    select t.relname as table, k.conname as name, a.attname as from, r.attname as to
    from pg_constraint k join pg_class t on t.oid = k.conrelid join pg_namespace n on n.oid = t.relnamespace
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1] join pg_attribute r on r.attrelid = k.confrelid and r.attnum = k.confkey[1]
    where n.nspname in ${oursIn} and k.contype = 'f'`);
  return found
    .filter((each) => each.from !== "workspace_id" || each.to !== "workspace_id")
    .map((each) => `${each.table}: the foreign key ${each.name} does not begin with workspace_id`);
}

/** Views and functions that run with their owner's rights see through the walls. */
async function sideDoors(tx: Tx): Promise<string[]> {
  const views = await tx.rows<{ name: string }>(`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('evenhand', 'sign_in', 'staging') and (c.relkind = 'm' or (c.relkind = 'v' and not coalesce(c.reloptions::text, '') ~ 'security_invoker=(true|on|1)'))`);
  const functions = await tx.rows<{ name: string }>(`
    select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('evenhand', 'sign_in', 'staging') and p.prosecdef`);
  return [
    ...views.map((each) => `the view ${each.name} runs with its owner's rights`),
    ...functions.map((each) => `the function ${each.name} runs with its owner's rights`),
  ];
}
