// Column mappings that are remembered; stages are kept by the ledger.
import type { Tx } from "#db/database.ts";
import type { EntityName } from "#facts/entities.ts";

export interface ColumnMappingRow {
  readonly fingerprint: string;
  readonly entity: EntityName;
  readonly source: string;
  readonly fileName: string;
  readonly usedAt: string;
  readonly fields: { readonly field: string; readonly columns: string[] }[];
}

/** The latest used first. */
export async function columnMappings(tx: Tx, workspaceId: string): Promise<ColumnMappingRow[]> {
  return tx.rows(
    `select m.fingerprint, m.entity, m.source, m.file_name as "fileName", m.used_at as "usedAt",
       (select coalesce(jsonb_agg(jsonb_build_object('field', f -> 'field', 'columns', f -> 'columns')), '[]') from jsonb_array_elements(m.mapping -> 'fields') f) as fields
     from evenhand.column_mapping m where m.workspace_id = $1 order by m.used_at desc, m.fingerprint, m.entity`,
    [workspaceId],
  );
}

/** Gives whether there was one. */
export async function forgetColumns(tx: Tx, workspaceId: string, which: { fingerprint: string; entity: EntityName }): Promise<boolean> {
  return (
    (await tx.run("delete from evenhand.column_mapping where workspace_id = $1 and fingerprint = $2 and entity = $3", [
      workspaceId,
      which.fingerprint,
      which.entity,
    ])) > 0
  );
}
