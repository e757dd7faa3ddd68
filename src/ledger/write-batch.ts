// Rows on their way in become facts: new ones are written, changed ones keep what they were, equal ones are left alone.
import type { Tx } from "#db/database.ts";
import type { EntityName } from "#facts/entities.ts";
import { observeChanges, observeNew, settleRepeats } from "#ledger/observe.ts";
import type { Statement } from "#ledger/statement.ts";
import { columnOf, fieldsOf, tableOf } from "#ledger/tables.ts";

/** A batch in the form that COPY reads: tab-separated text with workspace, batch id, line, then `stagedFields`; no id stands in it twice. */
export interface StagedBatch {
  /** Names the rows of this batch in the staging table; new for each batch. */
  readonly batchId: string;
  readonly rows: number;
  readonly text: readonly Uint8Array[];
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

/** Takes one batch in the caller's transaction. Afterwards nothing of it is left in staging. */
export async function writeBatch(tx: Tx, statement: Statement, batch: StagedBatch): Promise<Written> {
  const { entity } = statement;
  await aimAtKeys(tx);
  const staged = ["workspace_id", "import_id", "line", ...stagedFields(entity, statement.mapped).map(columnOf)].join(", ");
  const copied = await tx.copyIn(`copy staging.${tableOf(entity)} (${staged}) from stdin`, pieces(batch.text));
  if (copied !== batch.rows) throw new Error(`${batch.rows} rows announced, ${copied} copied`);
  const added = await insertNew(tx, statement, batch.batchId);
  if (added > 0) await observeNew(tx, statement, batch.batchId);
  const rest = added === batch.rows ? { changed: 0, foreign: [] } : await changeKnown(tx, statement, batch.batchId);
  await tx.run(`delete from staging.${tableOf(entity)} where import_id = $2 and workspace_id = $1`, [statement.workspaceId, batch.batchId]);
  return { added, ...rest };
}

/** A batch is small against its table: rows are looked up by key, whatever the planner guesses of a staging table that is always empty when it looks. */
async function aimAtKeys(tx: Tx): Promise<void> {
  await tx.rows("select set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)");
}

async function insertNew(tx: Tx, { workspaceId, importId, entity, source, mapped }: Statement, batchId: string): Promise<number> {
  const columns = stagedFields(entity, mapped).map(columnOf);
  return tx.run(
    `insert into evenhand.${tableOf(entity)} (workspace_id, ${columns.join(", ")}, source, first_import, last_import)
     select s.workspace_id, ${columns.map((column) => `s.${column}`).join(", ")}, $3, $4, $4
     from staging.${tableOf(entity)} s where s.workspace_id = $1 and s.import_id = $2
     on conflict (workspace_id, id) do nothing`,
    [workspaceId, batchId, source, importId],
  );
}

/** Rows whose id was there before this batch. */
async function changeKnown(tx: Tx, statement: Statement, batchId: string): Promise<Pick<Written, "changed" | "foreign">> {
  const { workspaceId, importId, entity, source, mapped } = statement;
  const table = tableOf(entity);
  const known = `staging.${table} s join evenhand.${table} t on t.workspace_id = s.workspace_id and t.id = s.id where s.workspace_id = $1 and s.import_id = $2`;
  const both = (alias: string) => mapped.map((field) => `${alias}.${columnOf(field)}`).join(", ");
  const differs = mapped.length === 0 ? "false" : `(${both("s")}) is distinct from (${both("t")})`;
  const found = await tx.rows<{ line: number; owner: string }>(
    `select s.line, t.source as owner from ${known} and (t.source <> $3 or ${differs}) order by s.line`,
    [workspaceId, batchId, source],
  );
  const foreign = found.filter((row) => row.owner !== source);
  if (found.length === 0) return { changed: 0, foreign };
  if (foreign.length > 0) {
    await tx.run(`delete from staging.${table} where workspace_id = $1 and import_id = $2 and line = any($3::bigint[])`, [
      workspaceId,
      batchId,
      foreign.map((row) => row.line),
    ]);
    if (foreign.length === found.length) return { changed: 0, foreign };
  }
  const kept = await tx.run(
    `insert into evenhand.fact_version (workspace_id, entity, record_id, replaced_by, replaced_at, was)
     select t.workspace_id, $3, t.id, $4, $5, to_jsonb(t) - 'workspace_id' from ${known} and t.last_import <> $4 and ${differs}`,
    [workspaceId, batchId, entity, importId, statement.at],
  );
  await observeChanges(tx, statement, { batchId, known });
  const set = mapped.map((field) => `${columnOf(field)} = s.${columnOf(field)}`).join(", ");
  const updated = await tx.run(
    `update evenhand.${table} t set ${set}, last_import = $3 from staging.${table} s
     where t.workspace_id = s.workspace_id and t.id = s.id and s.workspace_id = $1 and s.import_id = $2 and t.workspace_id = $1 and ${differs}`,
    [workspaceId, batchId, importId],
  );
  const putBack = updated > kept ? await settleRepeats(tx, statement, batchId) : 0;
  return { changed: kept - putBack, foreign };
}

async function* pieces(text: readonly Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* text;
}
