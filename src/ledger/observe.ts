// What an import is seen to change: a stage that moved between two imports, and what open deals looked like on the day.
import type { Tx } from "#db/database.ts";
import type { Statement } from "#ledger/statement.ts";
import { nameOfColumn, tableOf } from "#ledger/tables.ts";

/** The fields of a deal that a snapshot keeps. */
const watched = ["stage", "amount", "currency", "expectedCloseOn", "closedOn", "owner"] as const;
const snapshotColumns = "stage, amount, currency, expected_close_on, closed_on, owner";

/** Stages that end a deal, by this source's mapping; a stage that nobody mapped yet counts as open. */
const closedStages = `select m.source_stage from evenhand.stage_mapping m
  where m.workspace_id = $1 and m.record_kind = 'deal' and m.source = $2 and m.stage in ('won', 'lost')`;

/** Open deals that came in for the first time get their first snapshot. `areAllNew`: the batch states no deal that was known, so that none is looked up. */
export async function observeNew(tx: Tx, { workspaceId, importId, entity, source, at, day, mapped }: Statement, areAllNew: boolean): Promise<void> {
  if (entity !== "deal" || !mapped.includes("stage")) return;
  const seen = watched.filter((field) => mapped.includes(field)).map(nameOfColumn);
  // Looked up by key, row by row: 'offset 0' keeps the planner from walking all that this import brought for each row of the batch.
  const isNew = `cross join lateral (select first_import, last_import from evenhand.deal t where t.workspace_id = $1 and t.id = s.id offset 0) t
     where t.first_import = $3 and t.last_import = $3 and`;
  await tx.run(
    `insert into evenhand.deal_snapshot (workspace_id, day, deal, ${seen.join(", ")}, import_id, taken_at)
     select $1, $4::date, s.id, ${seen.map((column) => `s.${column}`).join(", ")}, $3, $5::timestamptz
     from pg_temp.staged s ${areAllNew ? "where" : isNew} s.stage <> all (array(${closedStages}))
     on conflict (workspace_id, deal, day, import_id) do nothing`,
    [workspaceId, source, importId, day, at],
  );
}

/** Before known rows are overwritten: stages about to move, and open deals about to look different. `known` is the join of staged and kept rows. */
export async function observeChanges(tx: Tx, statement: Statement, known: string): Promise<void> {
  const { workspaceId, importId, entity, source, at, day, mapped } = statement;
  if (entity !== "deal" && entity !== "lead") return;
  if (mapped.includes("stage")) {
    await tx.run(
      `insert into evenhand.stage_change (workspace_id, id, "of", record, from_stage, to_stage, at, source, first_import, last_import, origin)
       select $1, 'observed:' || $3::uuid || ':' || $4 || ':' || s.id, $4, s.id, t.stage, s.stage, $5::timestamptz, $2, $3::uuid, $3::uuid, 'observed'
       from ${known} and s.stage is not null and t.stage is not null and s.stage <> t.stage and t.first_import <> $3::uuid
       on conflict (workspace_id, id) do update set to_stage = excluded.to_stage`,
      [workspaceId, source, importId, entity, at],
    );
  }
  if (entity !== "deal") return;
  const seen = watched.filter((field) => mapped.includes(field));
  if (seen.length === 0) return;
  const now = Object.fromEntries(watched.map((field) => [field, `${mapped.includes(field) ? "s" : "t"}.${nameOfColumn(field)}`]));
  await tx.run(
    `insert into evenhand.deal_snapshot (workspace_id, day, deal, ${snapshotColumns}, import_id, taken_at)
     select $1, $4::date, s.id, ${watched.map((field) => now[field]).join(", ")}, $3, $5::timestamptz
     from ${known} and (${seen.map((field) => `s.${nameOfColumn(field)}`).join(", ")}) is distinct from (${seen.map((field) => `t.${nameOfColumn(field)}`).join(", ")})
       and (${now["stage"]} <> all (array(${closedStages})) or t.stage <> all (array(${closedStages})))
     on conflict (workspace_id, deal, day, import_id) do update set
       ${snapshotColumns
         .split(", ")
         .map((column) => `${column} = excluded.${column}`)
         .join(", ")}`,
    [workspaceId, source, importId, day, at],
  );
}

/**
 * A file may state a record twice, far apart. Where its last statement equals what stood before the import, nothing has changed after all:
 * the version, the observed move and the snapshot go, and the row belongs to its earlier import again. Gives the number of such rows.
 */
export async function settleRepeats(tx: Tx, { workspaceId, importId, entity }: Statement): Promise<number> {
  const table = tableOf(entity);
  const back = await tx.rows<{ id: string }>(
    `update evenhand.${table} t set last_import = v.replaces
     from evenhand.fact_version v join pg_temp.staged s on s.id = v.record_id
     where v.workspace_id = $1 and v.entity = $3 and v.replaced_by = $2
       and t.workspace_id = v.workspace_id and t.id = v.record_id and t.workspace_id = $1 and t.last_import = $2
       and (to_jsonb(t) - 'workspace_id' - 'last_import') = (v.was - 'last_import')
     returning t.id`,
    [workspaceId, importId, entity],
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
      [workspaceId, importId, await stagedIds(tx), entity],
    );
  }
  if (entity === "deal")
    await tx.run("delete from evenhand.deal_snapshot where workspace_id = $1 and import_id = $2 and deal = any($3::text[])", [workspaceId, importId, ids]);
  return ids.length;
}

async function stagedIds(tx: Tx): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>("select id from pg_temp.staged");
  return rows.map((row) => row.id);
}
