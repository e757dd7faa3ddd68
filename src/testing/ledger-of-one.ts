// A small ledger for tests: rows go in as imports of one day each, and what is kept of them can be read back.
import { randomUUID } from "node:crypto";

import type { Database, Tx } from "#db/database.ts";
import type { Deal, EntityName } from "#facts/entities.ts";
import { copyLine } from "#ledger/copy-text.ts";
import { undoImport } from "#ledger/undo.ts";
import type { Statement } from "#ledger/statement.ts";
import { type Written, stagedFields, writeBatch } from "#ledger/write-batch.ts";
import { aDeal } from "#testing/builders.ts";

/** A workspace for one test, with a clock of its own that goes a day forward at every import. */
export class Ledger {
  private imports = 0;
  readonly database: Database;
  readonly workspaceId: string;
  constructor(database: Database, workspaceId: string) {
    this.database = database;
    this.workspaceId = workspaceId;
  }
  async load(
    rows: readonly object[],
    {
      mapped = ["stage", "amount"],
      source = "crm",
      batchRows = 1000,
      entity = "deal",
      isHopeful = true,
    }: { mapped?: string[]; source?: string; batchRows?: number; entity?: EntityName; isHopeful?: boolean } = {},
  ) {
    const importId = randomUUID();
    this.imports += 1;
    const day = `2025-01-${String(this.imports).padStart(2, "0")}`;
    const statement: Statement = { workspaceId: this.workspaceId, importId, entity, source, mapped, at: `${day}T12:00:00.000Z`, day };
    const written: Written[] = [];
    for (let from = 0; from < rows.length; from += batchRows)
      written.push(await this.batch(statement, rows.slice(from, from + batchRows), { from, isHopeful }));
    return {
      importId,
      added: sum(written.map((one) => one.added)),
      changed: sum(written.map((one) => one.changed)),
      foreign: written.flatMap((one) => one.foreign),
    };
  }
  batch(statement: Statement, rows: readonly object[], how: { from: number; isHopeful: boolean }): Promise<Written> {
    return this.in((tx) => this.batchIn(tx, statement, { rows, ...how }));
  }
  /** The same in the caller's transaction, which can then see what it has cost. */
  batchIn(tx: Tx, statement: Statement, { rows, from, isHopeful }: { rows: readonly object[]; from: number; isHopeful: boolean }): Promise<Written> {
    const fields = stagedFields(statement.entity, statement.mapped);
    const text = rows.map((row, index) => {
      const values = fields.map((field) => (row as Record<string, string | null>)[field] ?? null);
      return copyLine({ line: from + index + 2, values }, [...values.keys()]);
    });
    return writeBatch(tx, statement, { rows: rows.length, isHopeful, text: [Buffer.from(text.join(""))] });
  }
  in<T>(act: (tx: Tx) => Promise<T>) {
    return this.database.inWorkspace(this.workspaceId, act);
  }
  undo(importId: string, entity: EntityName = "deal") {
    return this.in((tx) => undoImport(tx, { workspaceId: this.workspaceId, importId, entity }));
  }
  deals() {
    return this.in((tx) =>
      tx.rows<{ id: string; stage: string; amount: number | null; first_import: string; last_import: string }>(
        "select id, stage, amount, first_import, last_import from evenhand.deal where workspace_id = $1 order by id",
        [this.workspaceId],
      ),
    );
  }
  moves() {
    return this.in((tx) =>
      tx.rows<{ record: string; from_stage: string; to_stage: string; day: string }>(
        "select record, from_stage, to_stage, at::date as day from evenhand.stage_change where workspace_id = $1 and origin = 'observed' order by record, at",
        [this.workspaceId],
      ),
    );
  }
  snapshots() {
    return this.in((tx) =>
      tx.rows<{ deal: string; day: string; stage: string; amount: number | null }>(
        "select deal, day, stage, amount from evenhand.deal_snapshot where workspace_id = $1 order by deal, taken_at",
        [this.workspaceId],
      ),
    );
  }
  versions() {
    return this.in((tx) =>
      tx.rows<{ record_id: string; replaced_by: string; replaces: string; stage: string }>(
        "select record_id, replaced_by, replaces, was ->> 'stage' as stage from evenhand.fact_version where workspace_id = $1 order by record_id, replaced_at",
        [this.workspaceId],
      ),
    );
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

/** A deal of which a test says only what matters here. */
export const deal = (id: string, stage: string, amount: number | null = 100): Partial<Deal> => aDeal({ id, stage, amount });
