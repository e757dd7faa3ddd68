// A file's rows become facts, batch by batch: each batch is one transaction with the facts, the rows set aside, and how far the import has come.
import type { Database, Tx } from "#db/database.ts";
import { entityFields } from "#facts/entities.ts";
import type { FieldSpec } from "#facts/field.ts";
import type { MappingSpec } from "#facts/mapping.ts";
import { type Outcome, accept } from "#kit/refusal.ts";
import { type Claim, type Claimed, holdClaim, moveOn } from "#ledger/import-progress.ts";
import type { Rates } from "#ledger/rates.ts";
import { type KeptAside, keepAside, resolveAside } from "#ledger/set-aside.ts";
import { addProposedStages } from "#ledger/stage-mapping.ts";
import type { Statement } from "#ledger/statement.ts";
import { stagedFields, writeBatch } from "#ledger/write-batch.ts";
import { proposeStages } from "#intake/stages/propose.ts";
import { type Batch, type PartOf, readInThread } from "#intake/thread/thread.ts";
import type { TableOptions, TableRefusal, TableShape } from "#intake/types.ts";

/** Rows by what became of them. */
export type RowFates = Readonly<Record<"added" | "changed" | "same" | "repeated" | "set-aside", number>>;

export interface LoadTask {
  readonly claim: Claim;
  readonly claimed: Claimed;
  readonly mapping: MappingSpec;
  readonly shape: TableShape;
  readonly options: TableOptions;
  readonly rates: Rates;
  readonly idPrefix: string | null;
  readonly lineDone: number;
  readonly corrects: string | null;
  readonly partOf: PartOf;
  readonly batchRows?: number;
  /** Ends the load after the batch under way. */
  readonly signal?: AbortSignal;
  /** Called after each committed batch. */
  readonly onBatch?: () => Promise<void> | void;
  readonly onRows?: (rows: RowFates) => void;
}

/** Rows of a batch: enough that each transaction's fixed cost is small, few enough that a batch is written in a fraction of a second. */
export const usualBatchRows = 20_000;
/** Least time between two notes of progress, milliseconds. */
const noteEveryMs = 500;

/** Loads until the file ends (accepted true) or the signal fires (accepted false). Throws `Displaced` where the import was stopped or taken over. */
export async function loadFile(database: Database, task: LoadTask): Promise<Outcome<boolean, TableRefusal>> {
  const { mapping, claim, claimed } = task;
  const statement: Statement = {
    workspaceId: claim.workspaceId,
    importId: claim.importId,
    entity: mapping.entity,
    source: mapping.source,
    mapped: mappedFields(mapping),
    at: claimed.at,
    day: claimed.day,
  };
  const loader = new Loader(task, statement);
  const batches = readInThread(task.partOf, {
    shape: task.shape,
    options: task.options,
    mapping,
    staged: stagedFields(mapping.entity, statement.mapped),
    context: { currency: claimed.currency, timeZone: claimed.timeZone, rates: task.rates },
    workspaceId: claim.workspaceId,
    lineDone: task.lineDone,
    batchRows: task.batchRows ?? usualBatchRows,
    idPrefix: task.idPrefix,
  });
  for await (const batch of batches) {
    if (!batch.ok) return batch;
    const fates = await database.inWorkspace(claim.workspaceId, (tx) => loader.write(tx, batch.value), { timeoutMs: 0 });
    task.onRows?.(fates);
    await task.onBatch?.();
    if (task.signal?.aborted) return accept(false);
  }
  return accept(true);
}

/** The fields that a file speaks of. Money speaks of its currency too, were it only by leaving it out. */
export function mappedFields(mapping: MappingSpec): string[] {
  const specs: Readonly<Record<string, FieldSpec>> = entityFields[mapping.entity];
  const mapped = new Set(mapping.fields.map((field) => field.field));
  if (specs["currency"] && [...mapped].some((field) => specs[field]?.kind === "money")) mapped.add("currency");
  return [...mapped];
}

class Loader {
  private readonly task: LoadTask;
  private readonly statement: Statement;
  private knownStages = 0;
  /** Until a batch holds an id that was on record before this file: a file is mostly all new or nearly all known. */
  private isHopeful = true;
  private readonly begun = performance.now();
  private records = 0;
  private notedAt = -Infinity;

  constructor(task: LoadTask, statement: Statement) {
    this.task = task;
    this.statement = statement;
  }

  async write(tx: Tx, batch: Batch): Promise<RowFates> {
    const { claim } = this.task;
    // A crash of the database may lose the last batches, but then the import's own progress with them: it goes on from what is left.
    await tx.rows("select set_config('synchronous_commit', 'off', true)");
    await holdClaim(tx, claim);
    await this.proposeStages(tx, batch.stages);
    const { rows, text, repeated } = batch;
    const written = await writeBatch(tx, this.statement, { rows, text, isHopeful: this.isHopeful && repeated.length === 0 });
    this.isHopeful &&= rows - written.added <= repeated.length;
    const foreign = await this.foreignRows(batch, written.foreign);
    await keepAside(tx, claim, [...batch.setAside, ...foreign]);
    const foreignLines = new Set(foreign.map((row) => row.line));
    if (this.task.corrects !== null) await resolveAside(tx, claim, { corrected: this.task.corrects, lines: batch.resolves });
    const again = repeated.filter((line) => !foreignLines.has(line)).length;
    this.records += batch.converted + batch.setAside.length;
    const fates = {
      added: written.added,
      changed: written.changed,
      // Every converted row is new, changed, a repeat, another source's, or the same; a changed repeat takes back what its first statement counted.
      same: batch.converted - again - written.added - written.changed - foreign.length,
      repeated: again,
      "set-aside": batch.setAside.length + foreign.length,
    };
    await moveOn(tx, claim, {
      records: batch.records,
      line: batch.line,
      bytes: batch.bytes,
      added: fates.added,
      changed: fates.changed,
      same: fates.same,
      repeated: fates.repeated,
      setAside: fates["set-aside"],
      rowsPerSecond: this.records / ((performance.now() - this.begun) / 1000),
    });
    await this.note(tx);
    return fates;
  }

  /** Stages are proposed before their first rows are written, so that closed deals are known as closed. */
  private async proposeStages(tx: Tx, stages: readonly string[]): Promise<void> {
    const { entity, source, workspaceId } = this.statement;
    if (stages.length === this.knownStages || (entity !== "deal" && entity !== "lead" && entity !== "stage-change")) return;
    this.knownStages = stages.length;
    const recordKind = entity === "lead" ? "lead" : "deal";
    const proposed = proposeStages(source, stages, recordKind).flatMap(({ sourceStage, stage }) =>
      stage === null ? [] : [{ source, recordKind, sourceStage, stage } as const],
    );
    await addProposedStages(tx, workspaceId, proposed);
  }

  private async foreignRows(batch: Batch, foreign: readonly { readonly line: number; readonly owner: string }[]): Promise<KeptAside[]> {
    if (foreign.length === 0) return [];
    const records = await batch.rawOf(foreign.map((row) => row.line));
    return foreign.map(({ line, owner }, place) => ({
      line,
      reason: "owned-by-another-source",
      column: null,
      text: null,
      details: { owner },
      raw: records[place] ?? [],
    }));
  }

  private async note(tx: Tx): Promise<void> {
    if (performance.now() - this.notedAt < noteEveryMs) return;
    this.notedAt = performance.now();
    await tx.notify("evenhand_import", JSON.stringify({ workspaceId: this.statement.workspaceId, importId: this.statement.importId }));
  }
}
