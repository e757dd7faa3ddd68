// Versions of definitions and of drivers' owners as they stand in the tables.
import type { Tx } from "#db/database.ts";
import type { TermKey } from "#facts/agreements.ts";
import type { Owner } from "#facts/department.ts";
import type { Driver } from "#facts/driver.ts";
import { type SignedVersion, ofDefinition, ofOwner, withSignatures } from "#ledger/signatures.ts";

export interface DefinitionRow extends SignedVersion {
  readonly key: TermKey;
  readonly terms: Readonly<Record<string, unknown>>;
  readonly note: string | null;
}

/** All versions that anybody proposed or signed, the newest first within a key. */
export async function definitionRows(tx: Tx, workspaceId: string): Promise<DefinitionRow[]> {
  return withSignatures(tx, { workspaceId, kind: ofDefinition, columns: "v.terms, v.note" });
}

export async function addDefinition(
  tx: Tx,
  workspaceId: string,
  row: { key: TermKey; version: number; terms: object; note: string | null; by: string | null },
): Promise<void> {
  await tx.run(`insert into evenhand.definition_version (workspace_id, key, version, terms, note, proposed_by) values ($1, $2, $3, $4::jsonb, $5, $6)`, [
    workspaceId,
    row.key,
    row.version,
    JSON.stringify(row.terms),
    row.note,
    row.by,
  ]);
}

export interface OwnerRow extends SignedVersion {
  readonly driver: Driver;
  readonly owner: Owner;
  readonly reason: string;
}

/** All owners that anybody proposed, the newest first within a driver. */
export async function ownerRows(tx: Tx, workspaceId: string): Promise<OwnerRow[]> {
  return withSignatures(tx, { workspaceId, kind: ofOwner, columns: "v.owner, v.reason" });
}

export async function addOwner(tx: Tx, workspaceId: string, row: { driver: string; version: number; owner: Owner; reason: string; by: string }): Promise<void> {
  await tx.run(`insert into evenhand.driver_owner (workspace_id, driver, version, owner, reason, proposed_by) values ($1, $2, $3, $4, $5, $6)`, [
    workspaceId,
    row.driver,
    row.version,
    row.owner,
    row.reason,
    row.by,
  ]);
}
