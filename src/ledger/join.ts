// Joins of facts: a record is meant by its id, or by a name that only one record bears.
import type { Tx } from "#db/database.ts";

type NamedTable = "account" | "seller" | "product" | "campaign";

/** SQL for a list of `key`, `id` and the given columns: every id is a key, and every name that one record bears and no id equals. $1 is the workspace. */
export function byKey(table: NamedTable, columns: readonly string[]): string {
  const listed = (alias: string) => columns.map((column) => `, ${alias}.${column}`).join("");
  return `select t.id as key, t.id${listed("t")} from evenhand.${table} t where t.workspace_id = $1
    union all
    select t.name, t.id${listed("t")} from evenhand.${table} t
    join (select name from evenhand.${table} where workspace_id = $1 group by name having count(*) = 1) n on n.name = t.name
    where t.workspace_id = $1 and not exists (select 1 from evenhand.${table} x where x.workspace_id = $1 and x.id = t.name)`;
}

/** Runs a read of whole tables: right after a large import the planner does not know their size yet and would look rows up one by one. */
export async function withHashJoins<T>(tx: Tx, read: () => Promise<T>): Promise<T> {
  await tx.rows("select set_config('enable_nestloop', 'off', true), set_config('work_mem', '64MB', true), set_config('jit', 'off', true)");
  const value = await read();
  await tx.rows("select set_config('enable_nestloop', 'on', true)");
  return value;
}
