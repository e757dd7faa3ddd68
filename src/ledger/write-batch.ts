// Rows on their way in become facts: new ones are written, changed ones keep what they were, equal ones are left alone.
import type { Tx } from "#db/database.ts";
import type { EntityName } from "#facts/entities.ts";
import { observeChanges, observeNew, settleRepeats } from "#ledger/observe.ts";
import type { Statement } from "#ledger/statement.ts";
import { columnOf, fieldsOf, tableOf } from "#ledger/tables.ts";

/** A batch in the form that COPY reads: tab-separated text with the line, then `stagedFields`; no id stands in it twice. */
export interface StagedBatch {
  readonly rows: number;
  readonly text: readonly Uint8Array[];
  /**
   * Whether all its ids are likely to be new. They are then written as such, which costs half as much as asking for each first;
   * the key proves it, and where one was known the batch is written the careful way. The outcome is the same.
   */
  readonly isHopeful: boolean;
}

export interface Written {
  readonly added: number;
  /** Less those that an equal later row of the same file put back. */
  readonly changed: number;
  /** Lines whose id belongs to another source; they were not taken. */
  readonly foreign: readonly { readonly line: number; readonly owner: string }[];
}

/** The fields that a staged row gives, in the order of the entity: its id and those mapped. The others stay empty in a new row. */
export function stagedFields(entity: EntityName, mapped: readonly string[]): string[] {
  return fieldsOf(entity).filter((field) => field === "id" || mapped.includes(field));
}

/** Takes one batch in the caller's transaction. Afterwards nothing of it is left on the way. */
export async function writeBatch(tx: Tx, statement: Statement, batch: StagedBatch): Promise<Written> {
  await aimAtKeys(tx);
  await stage(tx, statement, batch);
  const areAllNew = batch.isHopeful && (await insertAllNew(tx, statement));
  const added = areAllNew ? batch.rows : await insertNew(tx, statement, "on conflict (workspace_id, id) do nothing");
  if (added > 0) await observeNew(tx, statement, areAllNew);
  const rest = added === batch.rows ? { changed: 0, foreign: [] } : await changeKnown(tx, statement);
  await tx.run("drop table pg_temp.staged");
  return { added, ...rest };
}

/**
 * A batch is small against its table: rows are looked up by key, whatever the planner guesses of tables that nobody has counted yet. Scans stay allowed: the penalty
 * for one is so large that beside it the planner no longer tells a walk by key from a walk through everything.
 */
async function aimAtKeys(tx: Tx): Promise<void> {
  const ways = ["enable_hashjoin", "enable_mergejoin", "enable_material", "jit"].map((way) => `set_config('${way}', 'off', true)`);
  await tx.rows(`select ${ways.join(", ")}`);
}

/** COPY does not run under row level security, so rows come in through a table that only this transaction sees, with the columns that they fill. */
async function stage(tx: Tx, { entity, mapped }: Statement, batch: StagedBatch): Promise<void> {
  const columns = stagedFields(entity, mapped).map(columnOf).join(", ");
  await tx.run(`create temp table staged on commit drop as select 0::bigint as line, ${columns} from evenhand.${tableOf(entity)} with no data`);
  const copied = await tx.copyIn(`copy pg_temp.staged (line, ${columns}) from stdin`, pieces(batch.text));
  if (copied !== batch.rows) throw new Error(`${batch.rows} rows announced, ${copied} copied`);
}

/** False, and nothing written, where an id was known. */
async function insertAllNew(tx: Tx, statement: Statement): Promise<boolean> {
  await tx.rows("savepoint hope");
  try {
    await insertNew(tx, statement, "");
  } catch (error) {
    if ((error as { code?: string }).code !== "23505") throw error;
    await tx.rows("rollback to savepoint hope");
    return false;
  }
  await tx.rows("release savepoint hope");
  return true;
}

async function insertNew(tx: Tx, { workspaceId, importId, entity, source, mapped }: Statement, ifKnown: string): Promise<number> {
  const columns = stagedFields(entity, mapped).map(columnOf);
  return tx.run(
    `insert into evenhand.${tableOf(entity)} (workspace_id, ${columns.join(", ")}, source, first_import, last_import)
     select $1, ${columns.map((column) => `s.${column}`).join(", ")}, $2, $3, $3 from pg_temp.staged s ${ifKnown}`,
    [workspaceId, source, importId],
  );
}

/** Rows whose id was there before this batch. */
async function changeKnown(tx: Tx, statement: Statement): Promise<Pick<Written, "changed" | "foreign">> {
  const { workspaceId, importId, entity, source, mapped } = statement;
  const table = tableOf(entity);
  const known = `pg_temp.staged s join evenhand.${table} t on t.id = s.id where t.workspace_id = $1`;
  const both = (alias: string) => mapped.map((field) => `${alias}.${columnOf(field)}`).join(", ");
  const differs = mapped.length === 0 ? "false" : `(${both("s")}) is distinct from (${both("t")})`;
  const found = await tx.rows<{ line: number; owner: string }>(
    `select s.line, t.source as owner from ${known} and (t.source <> $2 or ${differs}) order by s.line`,
    [workspaceId, source],
  );
  const foreign = found.filter((row) => row.owner !== source);
  if (found.length === 0) return { changed: 0, foreign };
  if (foreign.length > 0) {
    await tx.run("delete from pg_temp.staged where line = any($1::bigint[])", [foreign.map((row) => row.line)]);
    if (foreign.length === found.length) return { changed: 0, foreign };
  }
  const kept = await tx.run(
    `insert into evenhand.fact_version (workspace_id, entity, record_id, replaced_by, replaced_at, was)
     select t.workspace_id, $2, t.id, $3, $4, to_jsonb(t) - 'workspace_id' from ${known} and t.last_import <> $3 and ${differs}`,
    [workspaceId, entity, importId, statement.at],
  );
  await observeChanges(tx, statement, known);
  const set = mapped.map((field) => `${columnOf(field)} = s.${columnOf(field)}`).join(", ");
  const updated = await tx.run(
    `update evenhand.${table} t set ${set}, last_import = $2 from pg_temp.staged s where t.workspace_id = $1 and t.id = s.id and ${differs}`,
    [workspaceId, importId],
  );
  const putBack = updated > kept ? await settleRepeats(tx, statement) : 0;
  return { changed: kept - putBack, foreign };
}

async function* pieces(text: readonly Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* text;
}
