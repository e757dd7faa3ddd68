// The work on imports by the clock: files are looked at, loaded, taken back; whatever was interrupted goes on by itself.
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";

import type { Database, Tx } from "#db/database.ts";
import { isStorageAway } from "#db/fault.ts";
import type { Log } from "#db/log.ts";
import type { EntityName } from "#facts/entities.ts";
import { keptDays } from "#features/imports/rules.ts";
import {
  type ImportRow,
  type Work,
  type WorkRef,
  dropOldFiles,
  endWork,
  keepStudy,
  readImport,
  rememberedMapping,
  setState,
  waitingWork,
} from "#features/imports/store.ts";
import type { Studied } from "#intake/thread/messages.ts";
import { type RowFates, loadFile } from "#intake/thread/load.ts";
import { needsTooMuchMemory, studyInThread } from "#intake/thread/thread.ts";
import type { TableOptions, TableShape } from "#intake/types.ts";
import { filePart } from "#ledger/import-files.ts";
import { type Claim, Displaced, claimImport } from "#ledger/import-progress.ts";
import { readRates } from "#ledger/rates.ts";
import { unresolveAside } from "#ledger/set-aside.ts";
import { tableOf } from "#ledger/tables.ts";
import { undoImport } from "#ledger/undo.ts";
import { raiseFactsVersion } from "#ledger/version.ts";

/** done: nothing is left to do; busy: another works on it or writes in its workspace; interrupted: it goes on when work is asked for again. */
export type WorkEnd = "done" | "busy" | "interrupted";

export interface WorkOptions {
  readonly log: Log;
  /** Fires when the work should stop at the next good place; it then goes on another time. */
  readonly signal?: AbortSignal;
  readonly batchRows?: number;
  readonly onBatch?: () => Promise<void> | void;
  /** What became of the rows of each batch, once it is committed. */
  readonly onRows?: (rows: RowFates) => void;
}

export interface ImportJobs {
  /** Stops after the batch under way. */
  stop(): Promise<void>;
}

/** How long a quiet runner waits before it looks again, milliseconds: a notification may have been missed, a worker elsewhere may have died. */
const lookEveryMs = 5_000;

/** Takes waiting work of all workspaces, one piece after another, until stopped. Several servers may run it on one database. */
export async function startImportJobs(database: Database, log: Log, onRows?: WorkOptions["onRows"]): Promise<ImportJobs> {
  const stopping = new AbortController();
  let wake: () => void = () => {};
  const unlisten = await database.listen("evenhand_work", () => wake());
  const run = async () => {
    while (!stopping.signal.aborted) {
      const heard = new Promise<void>((resolve) => {
        wake = resolve;
      });
      const done = await workOnce(database, { log, signal: stopping.signal, ...(onRows && { onRows }) }).catch((error: unknown) => {
        log.warn({ fault: String(error) }, "waiting imports could not be looked for");
        return 0;
      });
      if (done === 0 && !stopping.signal.aborted) await Promise.race([heard, pause(lookEveryMs, null, { signal: stopping.signal }).catch(() => null)]);
    }
  };
  const running = run();
  return {
    async stop() {
      stopping.abort();
      wake();
      await running;
      await unlisten();
    },
  };
}

/** Goes once through what waits; gives the number of pieces brought to an end. */
async function workOnce(database: Database, options: WorkOptions): Promise<number> {
  let done = 0;
  for (const ref of await waitingWork(database)) {
    if (options.signal?.aborted) break;
    if ((await doWork(database, ref, options)) === "done") done += 1;
  }
  return done;
}

/** Does one piece of work, if nobody else is at it. What fails is written on the import; only a lost database throws nothing and counts as interrupted. */
export async function doWork(database: Database, ref: WorkRef & { readonly work: Work }, options: WorkOptions): Promise<WorkEnd> {
  const unlock = await database.tryLock(`import:${ref.importId}`);
  if (!unlock) return "busy";
  try {
    const kinds = { profile: study, run: load, undo: takeBack } as const;
    return await kinds[ref.work](database, ref, options);
  } catch (error) {
    if (error instanceof Displaced) return "done";
    if (isStorageAway(error) || options.signal?.aborted) return "interrupted";
    const code = codeOf(error);
    options.log.error({ import: ref.importId, work: ref.work, fault: String((error as Error).stack ?? error) }, "an import failed");
    await database.inWorkspace(ref.workspaceId, (tx) => end(tx, ref, "failed", { code, details: { sentence: (error as Error).message.slice(0, 500) } }));
    return "done";
  } finally {
    await unlock();
  }
}

/** Ends a piece of work: the import's state, the queue, and the note to those who watch. */
async function end(tx: Tx, ref: WorkRef, state: ImportRow["state"], problem: ImportRow["problem"] = null): Promise<void> {
  await setState(tx, ref, state, problem);
  await endWork(tx, ref);
  await note(tx, ref);
}

async function note(tx: Tx, { workspaceId, importId }: WorkRef): Promise<void> {
  await tx.notify("evenhand_import", JSON.stringify({ workspaceId, importId }));
}

const partOf = (database: Database, ref: WorkRef) => (part: number) => filePart(database, { workspaceId: ref.workspaceId, importId: ref.importId, part });

async function study(database: Database, ref: WorkRef, options: WorkOptions): Promise<WorkEnd> {
  const found = await database.inWorkspace(ref.workspaceId, async (tx) => {
    const row = await readImport(tx, ref);
    if (!row || row.state !== "received") {
      await endWork(tx, ref);
      return null;
    }
    const context = await tx.one<{ currency: string; timeZone: string }>(
      `select currency, time_zone as "timeZone" from evenhand.workspace where workspace_id = $1`,
      [ref.workspaceId],
    );
    const corrected = row.corrects === null ? null : await readImport(tx, { ...ref, importId: row.corrects });
    return { row, mapping: corrected?.mapping ?? null, context: { ...context, rates: await readRates(tx, ref.workspaceId) } };
  });
  if (!found) return "done";
  const { row, mapping, context } = found;
  const task = { options: tableOptions(row), context, entity: row.options.entity ?? null, mapping };
  const studied = await studyInThread(partOf(database, ref), task, progressNotes(database, ref));
  if (options.signal?.aborted) return "interrupted";
  await database.inWorkspace(ref.workspaceId, async (tx) => {
    if (!studied.ok) return end(tx, ref, "failed", { code: studied.reason, details: { ...studied.details } });
    await keepFindings(tx, ref, { row, studied: studied.value });
    await endWork(tx, ref);
    return note(tx, ref);
  });
  return "done";
}

/** The first proposal becomes the mapping, unless one was used for files of this shape before. Where it asks what the file is, a person says so first. */
async function keepFindings(tx: Tx, ref: WorkRef, { row, studied }: { row: ImportRow; studied: Studied }): Promise<void> {
  const best = studied.proposals[0];
  const known = best ? await rememberedMapping(tx, ref.workspaceId, { fingerprint: best.mapping.fingerprint, entity: row.options.entity ?? null }) : null;
  const remembered = row.corrects === null ? known : null;
  const isInDoubt = remembered === null && best !== undefined && best.questions.some((question) => question.code === "entity");
  const proposed = remembered ?? (isInDoubt ? null : (best?.mapping ?? null));
  const mapping = proposed === null || row.options.source === undefined ? proposed : { ...proposed, source: row.options.source };
  const proposal = {
    mappingBy: remembered ? "remembered" : "proposed",
    confidence: remembered ? 1 : (best?.confidence ?? null),
    fields: remembered || isInDoubt ? [] : (best?.fields ?? []),
    alternatives: studied.proposals
      .slice(isInDoubt ? 0 : 1, 6)
      .map((one) => ({ entity: one.mapping.entity, source: one.mapping.source, confidence: one.confidence })),
  };
  await keepStudy(tx, ref, { shape: studied.profile.shape, profile: studied.profile, proposal, mapping });
}

function tableOptions(row: ImportRow): TableOptions {
  const { encoding, delimiter, sheet, headerLine } = row.options;
  return {
    fileName: row.name,
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(sheet === undefined ? {} : { sheet }),
    ...(headerLine === undefined ? {} : { headerLine }),
  };
}

/** Bytes read while a file is looked at, told at most twice a second. */
function progressNotes(database: Database, ref: WorkRef): (bytes: number) => void {
  let toldAt = performance.now();
  return (bytes) => {
    if (performance.now() - toldAt < 500) return;
    toldAt = performance.now();
    const tell = database.inWorkspace(ref.workspaceId, async (tx) => {
      await tx.run("update evenhand.import set bytes_done = $3 where workspace_id = $1 and id = $2 and state = 'received'", [
        ref.workspaceId,
        ref.importId,
        bytes,
      ]);
      await note(tx, ref);
    });
    void tell.catch(() => {});
  };
}

async function load(database: Database, ref: WorkRef, options: WorkOptions): Promise<WorkEnd> {
  const claim: Claim = { workspaceId: ref.workspaceId, importId: ref.importId, worker: randomUUID() };
  const begun = await database.inWorkspace(ref.workspaceId, async (tx) => {
    const row = await readImport(tx, ref);
    if (!row || (row.state !== "waiting" && row.state !== "running")) {
      await endWork(tx, ref);
      return "nothing" as const;
    }
    const claimed = await claimOrNull(tx, claim, "run");
    if (claimed) await note(tx, ref);
    return claimed && { row, claimed, rates: await readRates(tx, ref.workspaceId) };
  });
  if (begun === "nothing") return "done";
  if (begun === null) return "busy";
  const { row, claimed, rates } = begun;
  const mapping = row.mapping!;
  const loaded = await loadFile(database, {
    claim,
    claimed,
    mapping,
    rates,
    shape: row.shape as TableShape,
    options: tableOptions(row),
    idPrefix: row.options.idPrefix ?? null,
    lineDone: row.lineDone,
    corrects: row.corrects,
    partOf: partOf(database, ref),
    ...(options.batchRows === undefined ? {} : { batchRows: options.batchRows }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.onRows === undefined ? {} : { onRows: options.onRows }),
    ...(options.onBatch === undefined ? {} : { onBatch: options.onBatch }),
  });
  if (loaded.ok && !loaded.value) return "interrupted";
  await database.inWorkspace(ref.workspaceId, async (tx) => {
    await raiseFactsVersion(tx, ref.workspaceId);
    await dropOldFiles(tx, ref.workspaceId, keptDays);
    await end(tx, ref, loaded.ok ? "done" : "failed", loaded.ok ? null : { code: loaded.reason, details: { ...loaded.details } });
  });
  await countForPlanner(database, mapping.entity, options.log);
  return "done";
}

/** Another import may have been claimed in the same moment; the table allows only one. */
async function claimOrNull(tx: Tx, claim: Claim, work: "run" | "undo"): ReturnType<typeof claimImport> {
  await tx.rows("savepoint claim");
  try {
    return await claimImport(tx, claim, work);
  } catch (error) {
    if ((error as { code?: string }).code !== "23505") throw error;
    await tx.rows("rollback to savepoint claim");
    return null;
  }
}

/** After a large load PostgreSQL does not yet know how many rows there are; reads right afterwards would be planned for an empty table. */
async function countForPlanner(database: Database, entity: EntityName, log: Log): Promise<void> {
  try {
    await database.asOwner((tx) => tx.run(`analyze evenhand.${tableOf(entity)}`));
  } catch (error) {
    log.warn({ fault: String(error) }, "the loaded table could not be analysed; it will be by and by");
  }
}

async function takeBack(database: Database, ref: WorkRef): Promise<WorkEnd> {
  const claim: Claim = { workspaceId: ref.workspaceId, importId: ref.importId, worker: randomUUID() };
  const claimed = await database.inWorkspace(ref.workspaceId, async (tx) => {
    const row = await readImport(tx, ref);
    if (row?.state === "undoing" && row.mapping) return (await claimOrNull(tx, claim, "undo")) && row.mapping.entity;
    await endWork(tx, ref);
    return "nothing" as const;
  });
  if (claimed === "nothing") return "done";
  if (claimed === null) return "busy";
  await database.inWorkspace(
    ref.workspaceId,
    async (tx) => {
      await undoImport(tx, { ...ref, entity: claimed });
      await unresolveAside(tx, ref);
      await raiseFactsVersion(tx, ref.workspaceId);
      await end(tx, ref, "undone");
    },
    { timeoutMs: 0 },
  );
  return "done";
}

function codeOf(error: unknown): string {
  const code = (error as { code?: string }).code ?? "";
  if (code === "53100") return "disk-full";
  return needsTooMuchMemory(error) ? "file-needs-too-much-memory" : "failed";
}
