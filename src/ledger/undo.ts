// An import is taken back: what only it said goes, what it had changed becomes what it was, and what was said later stays.
import type { Tx } from "#db/database.ts";
import type { EntityName } from "#facts/entities.ts";
import { columnOf, fieldsOf, tableOf } from "#ledger/tables.ts";

export interface Undone {
  /** Records that only this import had stated. */
  readonly removed: number;
  /** Records that are again what they were before it. */
  readonly restored: number;
  /** Records stated again later: they stay as they are, their history loses this import. */
  readonly kept: number;
}

/** Whose statements are taken back. */
interface Taken {
  readonly workspaceId: string;
  readonly importId: string;
  readonly entity: EntityName;
}

/**
 * Takes back everything that an import stated, in the caller's transaction. The statements about a record form a chain, in which each version
 * names the import whose statement it holds (`replaces`) and the one that came after (`replaced_by`); one link is taken out of it.
 */
export async function undoImport(tx: Tx, taken: Taken): Promise<Undone> {
  await findLinks(tx, taken);
  await mendSnapshots(tx, taken);
  if (taken.entity === "deal" || taken.entity === "lead") await mendObserved(tx, taken);
  const kept = await mendChain(tx, taken);
  const restored = await restoreRows(tx, taken);
  const removed = await removeRows(tx, taken);
  await tx.run("delete from staging.undone_link where workspace_id = $1 and import_id = $2", [taken.workspaceId, taken.importId]);
  return { removed, restored, kept };
}

/** The links found, of this import alone. $1 workspace, $2 import. */
const links = "(select * from staging.undone_link where workspace_id = $1 and import_id = $2)";

/** Records that were stated again later: which import comes next, and whether this one was the first. */
async function findLinks(tx: Tx, { workspaceId, importId, entity }: Taken): Promise<void> {
  const hasStage = entity === "deal" || entity === "lead";
  await tx.run(
    `insert into staging.undone_link (workspace_id, import_id, record_id, next_import, next_stage, was_stage, is_first)
     select n.workspace_id, n.replaces, n.record_id, n.replaced_by, ${hasStage ? "coalesce(later.was ->> 'stage', t.stage)" : "null"}, before.was ->> 'stage', before.record_id is null
     from evenhand.fact_version n
     join evenhand.${tableOf(entity)} t on t.workspace_id = n.workspace_id and t.id = n.record_id
     left join evenhand.fact_version before on before.workspace_id = n.workspace_id and before.entity = n.entity and before.record_id = n.record_id and before.replaced_by = $2
     left join evenhand.fact_version later on later.workspace_id = n.workspace_id and later.entity = n.entity and later.record_id = n.record_id and later.replaces = n.replaced_by
     where n.workspace_id = $1 and n.replaces = $2 and n.entity = $3`,
    [workspaceId, importId, entity],
  );
}

/** What the next import left as this one had made it, it states from now on by itself: its snapshot. */
async function mendSnapshots(tx: Tx, { workspaceId, importId, entity }: Taken): Promise<void> {
  if (entity !== "deal") return;
  await tx.run(
    `update evenhand.deal_snapshot p set import_id = l.next_import, taken_at = v.replaced_at, day = (v.replaced_at at time zone w.time_zone)::date
     from ${links} l
     join evenhand.fact_version v on v.workspace_id = $1 and v.entity = 'deal' and v.record_id = l.record_id and v.replaced_by = l.next_import
     join evenhand.workspace w on w.workspace_id = $1
     where p.workspace_id = $1 and p.import_id = $2 and p.deal = l.record_id
       and not exists (select 1 from evenhand.deal_snapshot o where o.workspace_id = $1 and o.deal = p.deal and o.import_id = l.next_import)`,
    [workspaceId, importId],
  );
  await tx.run("delete from evenhand.deal_snapshot where workspace_id = $1 and import_id = $2", [workspaceId, importId]);
}

/** The move seen by the next import begins where this one's began. */
async function mendObserved(tx: Tx, { workspaceId, importId, entity }: Taken): Promise<void> {
  await tx.run("delete from evenhand.stage_change where workspace_id = $1 and first_import = $2 and origin = 'observed'", [workspaceId, importId]);
  await tx.run(
    `delete from evenhand.stage_change c using ${links} l
     where c.workspace_id = $1 and c.id = 'observed:' || l.next_import || ':' || $3 || ':' || l.record_id`,
    [workspaceId, importId, entity],
  );
  await tx.run(
    `insert into evenhand.stage_change (workspace_id, id, "of", record, from_stage, to_stage, at, source, first_import, last_import, origin)
     select $1, 'observed:' || l.next_import || ':' || $3 || ':' || l.record_id, $3, l.record_id, l.was_stage, l.next_stage, v.replaced_at, v.was ->> 'source', l.next_import, l.next_import, 'observed'
     from ${links} l join evenhand.fact_version v on v.workspace_id = $1 and v.entity = $3 and v.record_id = l.record_id and v.replaced_by = l.next_import
     where not l.is_first and l.was_stage <> l.next_stage`,
    [workspaceId, importId, entity],
  );
}

/** Takes this import out of the history of records that were stated again later. */
async function mendChain(tx: Tx, { workspaceId, importId, entity }: Taken): Promise<number> {
  await tx.run(
    `update evenhand.fact_version n set was = b.was
     from ${links} l join evenhand.fact_version b on b.workspace_id = $1 and b.entity = $3 and b.record_id = l.record_id and b.replaced_by = $2
     where n.workspace_id = $1 and n.entity = $3 and n.record_id = l.record_id and n.replaced_by = l.next_import`,
    [workspaceId, importId, entity],
  );
  await tx.run(
    `delete from evenhand.fact_version v using ${links} l
     where v.workspace_id = $1 and v.entity = $3 and v.record_id = l.record_id and v.replaced_by = case when l.is_first then l.next_import else $2 end`,
    [workspaceId, importId, entity],
  );
  await tx.run(
    `update evenhand.${tableOf(entity)} t set first_import = l.next_import from ${links} l where t.workspace_id = $1 and t.id = l.record_id and l.is_first`,
    [workspaceId, importId],
  );
  await tx.run(
    `update evenhand.fact_version v set was = jsonb_set(v.was, '{first_import}', to_jsonb(l.next_import::text))
     from ${links} l where v.workspace_id = $1 and v.entity = $3 and v.record_id = l.record_id and l.is_first`,
    [workspaceId, importId, entity],
  );
  return (await tx.one<{ count: number }>("select count(*) from staging.undone_link where workspace_id = $1 and import_id = $2", [workspaceId, importId]))
    .count;
}

/** Records that nobody stated later and somebody stated before. */
async function restoreRows(tx: Tx, { workspaceId, importId, entity }: Taken): Promise<number> {
  const table = tableOf(entity);
  const columns = [
    ...fieldsOf(entity)
      .filter((field) => field !== "id")
      .map(columnOf),
    "source",
    "first_import",
    "last_import",
  ];
  const restored = await tx.run(
    `update evenhand.${table} t set ${columns.map((column) => `${column} = r.${column}`).join(", ")}
     from evenhand.fact_version v cross join lateral jsonb_populate_record(null::evenhand.${table}, v.was) r
     where v.workspace_id = $1 and v.entity = $3 and v.replaced_by = $2
       and t.workspace_id = $1 and t.id = v.record_id and t.last_import = $2`,
    [workspaceId, importId, entity],
  );
  await tx.run("delete from evenhand.fact_version where workspace_id = $1 and entity = $3 and replaced_by = $2", [workspaceId, importId, entity]);
  return restored;
}

async function removeRows(tx: Tx, { workspaceId, importId, entity }: Taken): Promise<number> {
  return tx.run(`delete from evenhand.${tableOf(entity)} where workspace_id = $1 and last_import = $2`, [workspaceId, importId]);
}
