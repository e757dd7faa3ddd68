// How each source's stage names read as our stages: proposed by the product, confirmed or changed by people.
import type { Tx } from "#db/database.ts";
import type { Stage } from "#facts/stage.ts";
import { raiseFactsVersion } from "#ledger/version.ts";

export type RecordKind = "deal" | "lead";

export interface MappedStage {
  readonly source: string;
  readonly recordKind: RecordKind;
  readonly sourceStage: string;
  /** null: met in the facts, and nobody has said what it means; its records are left out of the numbers. */
  readonly stage: Stage | null;
  readonly isConfirmed: boolean;
  /** Records in this stage now. */
  readonly count: number;
}

/** Adds proposals for stages not seen before; what stands is never touched. Gives the number added. */
export async function addProposedStages(
  tx: Tx,
  workspaceId: string,
  proposed: readonly { source: string; recordKind: RecordKind; sourceStage: string; stage: Stage }[],
): Promise<number> {
  if (proposed.length === 0) return 0;
  return tx.run(
    `insert into evenhand.stage_mapping (workspace_id, source, record_kind, source_stage, stage)
     select $1, p.source, p."recordKind", p."sourceStage", p.stage
     from jsonb_to_recordset($2::jsonb) p (source text, "recordKind" text, "sourceStage" text, stage text)
     on conflict (workspace_id, source, record_kind, source_stage) do nothing`,
    [workspaceId, JSON.stringify(proposed)],
  );
}

/** Every stage mapped or met, with how many records stand in it now. */
export async function readStageMappings(tx: Tx, workspaceId: string): Promise<MappedStage[]> {
  return tx.rows<MappedStage>(
    `with met as (
       select source, 'deal' as kind, stage, count(*) as count from evenhand.deal where workspace_id = $1 group by source, stage
       union all
       select source, 'lead', stage, count(*) from evenhand.lead where workspace_id = $1 and stage is not null group by source, stage)
     select coalesce(met.source, m.source) as source, coalesce(met.kind, m.record_kind) as "recordKind", coalesce(met.stage, m.source_stage) as "sourceStage",
       m.stage, coalesce(m.is_confirmed, false) as "isConfirmed", coalesce(met.count, 0) as count
     from met full join (select * from evenhand.stage_mapping where workspace_id = $1) m
       on m.source = met.source and m.record_kind = met.kind and m.source_stage = met.stage
     order by 1, 2, count desc, 3`,
    [workspaceId],
  );
}

export interface SaidStage {
  readonly source: string;
  readonly recordKind: RecordKind;
  readonly sourceStage: string;
  readonly stage: Stage;
  /** false: taken back to what we had proposed; confirmed where absent. */
  readonly isConfirmed?: boolean | undefined;
}

/** Confirms, changes or takes back stages; raises the facts version where a meaning changed. Gives the stages before, for the audit log. */
export async function setStages(tx: Tx, workspaceId: string, said: readonly SaidStage[]): Promise<{ changed: number; before: Required<SaidStage>[] }> {
  const sent = JSON.stringify(said);
  const recordset = `jsonb_to_recordset($2::jsonb) p (source text, "recordKind" text, "sourceStage" text, stage text, "isConfirmed" boolean)`;
  const before = await tx.rows<Required<SaidStage>>(
    `select m.source, m.record_kind as "recordKind", m.source_stage as "sourceStage", m.stage, m.is_confirmed as "isConfirmed" from evenhand.stage_mapping m
     join ${recordset} on p.source = m.source and p."recordKind" = m.record_kind and p."sourceStage" = m.source_stage
     where m.workspace_id = $1 for update of m`,
    [workspaceId, sent],
  );
  const was = new Map(before.map((one) => [JSON.stringify([one.source, one.recordKind, one.sourceStage]), one.stage]));
  const changed = said.filter((one) => was.get(JSON.stringify([one.source, one.recordKind, one.sourceStage])) !== one.stage).length;
  await tx.run(
    `insert into evenhand.stage_mapping (workspace_id, source, record_kind, source_stage, stage, is_confirmed)
     select $1, p.source, p."recordKind", p."sourceStage", p.stage, coalesce(p."isConfirmed", true) from ${recordset}
     on conflict (workspace_id, source, record_kind, source_stage) do update set stage = excluded.stage, is_confirmed = excluded.is_confirmed`,
    [workspaceId, sent],
  );
  if (changed > 0) await raiseFactsVersion(tx, workspaceId);
  return { changed, before };
}
