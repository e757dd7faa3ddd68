// What an import is seen to change: a stage that moved between two imports, and what open deals looked like on the day.
import type { Tx } from "#db/database.ts";
import type { Statement } from "#ledger/statement.ts";
import { tableOf } from "#ledger/tables.ts";

/** The fields of a deal that a snapshot keeps. */
const watched = ["stage", "amount", "currency", "expectedCloseOn", "closedOn", "owner"] as const;
const snapshotColumns = "stage, amount, currency, expected_close_on, closed_on, owner";

/** Stages that end a deal, by this source's mapping; a stage that nobody mapped yet counts as open. */
const closedStages = `select m.source_stage from evenhand.stage_mapping m
  where m.workspace_id = $1 and m.record_kind = 'deal' and m.source = $3 and m.stage in ('won', 'lost')`;

/** Open deals that came in for the first time get their first snapshot. */
export async function observeNew(tx: Tx, { workspaceId, importId, entity, source, at, day }: Statement, batchId: string): Promise<void> {
  if (entity !== "deal") return;
  await tx.run(
    `insert into evenhand.deal_snapshot (workspace_id, day, deal, ${snapshotColumns}, import_id, taken_at)
     select t.workspace_id, $5::date, t.id, t.stage, t.amount, t.currency, t.expected_close_on, t.closed_on, t.owner, $4, $6::timestamptz
     from staging.deal s join evenhand.deal t on t.workspace_id = s.workspace_id and t.id = s.id
     where s.workspace_id = $1 and s.import_id = $2 and t.first_import = $4 and t.last_import = $4
       and s.stage <> all (array(${closedStages}))
     on conflict (workspace_id, deal, day, import_id) do nothing`,
    [workspaceId, batchId, source, importId, day, at],
  );
}

/** Before known rows are overwritten: stages about to move, and open deals about to look different. `known` is the join of staged and kept rows. */
export async function observeChanges(tx: Tx, statement: Statement, { batchId, known }: { batchId: string; known: string }): Promise<void> {
  const { workspaceId, importId, entity, source, at, day, mapped } = statement;
  if (entity !== "deal" && entity !== "lead") return;
  if (mapped.includes("stage")) {
    await tx.run(
      `insert into evenhand.stage_change (workspace_id, id, "of", record, from_stage, to_stage, at, source, first_import, last_import, origin)
       select s.workspace_id, 'observed:' || $4::uuid || ':' || $3 || ':' || s.id, $3, s.id, t.stage, s.stage, $5::timestamptz, $6, $4::uuid, $4::uuid, 'observed'
       from ${known} and s.stage is not null and t.stage is not null and s.stage <> t.stage and t.first_import <> $4::uuid
       on conflict (workspace_id, id) do update set to_stage = excluded.to_stage`,
      [workspaceId, batchId, entity, importId, at, source],
    );
  }
  if (entity !== "deal") return;
  const seen = watched.filter((field) => mapped.includes(field));
  if (seen.length === 0) return;
  const now = Object.fromEntries(watched.map((field) => [field, `${mapped.includes(field) ? "s" : "t"}.${snake(field)}`]));
  await tx.run(
    `insert into evenhand.deal_snapshot (workspace_id, day, deal, ${snapshotColumns}, import_id, taken_at)
     select s.workspace_id, $5::date, s.id, ${watched.map((field) => now[field]).join(", ")}, $4, $6::timestamptz
     from ${known} and (${seen.map((field) => `s.${snake(field)}`).join(", ")}) is distinct from (${seen.map((field) => `t.${snake(field)}`).join(", ")})
       and (${now["stage"]} <> all (array(${closedStages})) or t.stage <> all (array(${closedStages})))
     on conflict (workspace_id, deal, day, import_id) do update set
       ${snapshotColumns
         .split(", ")
         .map((column) => `${column} = excluded.${column}`)
         .join(", ")}`,
    [workspaceId, batchId, source, importId, day, at],
  );
}

/**
 * A file may state a record twice, far apart. Where its last statement equals what stood before the import, nothing has changed after all:
 * the version, the observed move and the snapshot go, and the row belongs to its earlier import again. Gives the number of such rows.
 */
export async function settleRepeats(tx: Tx, { workspaceId, importId, entity }: Statement, batchId: string): Promise<number> {
  const table = tableOf(entity);
  const back = await tx.rows<{ id: string }>(
    `update evenhand.${table} t set last_import = v.replaces
     from evenhand.fact_version v join staging.${table} s on s.workspace_id = v.workspace_id and s.id = v.record_id
     where v.workspace_id = $1 and v.entity = $4 and v.replaced_by = $3 and s.import_id = $2 and s.workspace_id = $1
       and t.workspace_id = v.workspace_id and t.id = v.record_id and t.workspace_id = $1 and t.last_import = $3
       and (to_jsonb(t) - 'workspace_id' - 'last_import') = (v.was - 'last_import')
     returning t.id`,
    [workspaceId, batchId, importId, entity],
  );
  const ids = back.map((row) => row.id);
  await tx.run("delete from evenhand.fact_version where workspace_id = $1 and entity = $2 and replaced_by = $3 and record_id = any($4::text[])", [
    workspaceId,
    entity,
    importId,
    ids,
  ]);
  if (entity === "deal" || entity === "lead") {
    await tx.run(
      `delete from evenhand.stage_change where workspace_id = $1 and first_import = $2 and origin = 'observed' and "of" = $4 and record = any($3::text[])
         and from_stage is not distinct from to_stage`,
      [workspaceId, importId, await stagedIds(tx, { workspaceId, table, batchId }), entity],
    );
  }
  if (entity === "deal")
    await tx.run("delete from evenhand.deal_snapshot where workspace_id = $1 and import_id = $2 and deal = any($3::text[])", [workspaceId, importId, ids]);
  return ids.length;
}

async function stagedIds(tx: Tx, { workspaceId, table, batchId }: { workspaceId: string; table: string; batchId: string }): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(`select id from staging.${table} where workspace_id = $1 and import_id = $2`, [workspaceId, batchId]);
  return rows.map((row) => row.id);
}

function snake(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
