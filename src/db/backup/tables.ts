// What a backup holds: the tables of workspaces and of sign-in, the installation's secret, and the work that waits; what lives within one transaction is left out.
import type { Tx } from "#db/transaction.ts";

export interface TableInBackup {
  /** 'evenhand.deal', quoted where need be. */
  readonly name: string;
  readonly columns: readonly string[];
  /** About how many rows, as PostgreSQL's statistics have it. */
  readonly estimate: number;
  readonly isWalled: boolean;
}

const schemas = ["evenhand", "sign_in", "installation"];
/** Without it an import that a backup caught half way would never go on in the copy, and would keep all others of its workspace waiting. */
const workTable = "staging.import_work";
/** The record of migrations is written by migrating, not by restoring; what search takes in is made of the rest, and taken in anew. */
const leftOut = new Set(["installation.migration", "evenhand.find_text", "evenhand.find_word", "evenhand.find_state"]);

/** In an order in which every table comes after those it refers to. Throws where two refer to one another. */
export async function tablesInBackup(tx: Tx): Promise<TableInBackup[]> {
  const tables = await tx.rows<TableInBackup>(
    `select format('%I.%I', n.nspname, c.relname) as name, greatest(c.reltuples, 0)::float8 as estimate, c.relrowsecurity as "isWalled",
            array_agg(quote_ident(a.attname) order by a.attnum)::text[] as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     where (n.nspname = any($1) or format('%I.%I', n.nspname, c.relname) = $2) and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     group by c.oid, n.nspname, c.relname order by 1`,
    [schemas, workTable],
  );
  const references = await tx.rows<{ from: string; to: string }>(
    `select distinct format('%I.%I', n.nspname, c.relname) as from, format('%I.%I', rn.nspname, r.relname) as to
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     join pg_class r on r.oid = k.confrelid join pg_namespace rn on rn.oid = r.relnamespace
     where k.contype = 'f' and c.oid <> r.oid and (n.nspname = any($1) or format('%I.%I', n.nspname, c.relname) = $2)`,
    [schemas, workTable],
  );
  return inOrder(
    tables.filter((table) => !leftOut.has(table.name)),
    references,
  );
}

function inOrder(tables: readonly TableInBackup[], references: readonly { from: string; to: string }[]): TableInBackup[] {
  const ordered: TableInBackup[] = [];
  const placed = new Set<string>();
  let waiting = [...tables];
  while (waiting.length > 0) {
    const ready = waiting.filter((table) => references.every((each) => each.from !== table.name || placed.has(each.to)));
    if (ready.length === 0) throw new Error(`these tables refer to one another in a circle: ${waiting.map((table) => table.name).join(", ")}`);
    for (const table of ready) placed.add(table.name);
    ordered.push(...ready);
    waiting = waiting.filter((table) => !placed.has(table.name));
  }
  return ordered;
}

/** Where counters stand; read last, so that none stands behind a row in the backup. */
export function sequencesInBackup(tx: Tx): Promise<{ name: string; last: string; isCalled: boolean }[]> {
  return tx.rows(
    `select format('%I.%I', schemaname, sequencename) as name, coalesce(last_value, start_value)::text as last, last_value is not null as "isCalled"
     from pg_sequences where schemaname = any($1) order by 1`,
    [schemas],
  );
}
