// A file from this machine on its way in: kept, looked at, settled as far as it safely can be, loaded. Works beside a server or without one.
import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import type { Database } from "#db/database.ts";
import type { Log } from "#db/log.ts";
import type { EntityName } from "#facts/entities.ts";
import type { MappingSpec } from "#facts/mapping.ts";
import { doWork } from "#features/imports/jobs.ts";
import { partBytes } from "#features/imports/rules.ts";
import * as store from "#features/imports/store.ts";
import { type Review, reviewOf, withAnswer, withSafeAnswers } from "#intake/thread/review.ts";
import type { ConvertContext, Question, TableProfile } from "#intake/types.ts";
import { audit } from "#ledger/audit.ts";
import { keepFile } from "#ledger/import-files.ts";
import { countAside } from "#ledger/set-aside.ts";

export interface BringIn {
  readonly database: Database;
  readonly workspaceId: string;
  readonly log: Log;
  readonly signal?: AbortSignal;
  /** Called a few times a second with records done and records in all (null: not known yet). */
  readonly onProgress?: (done: number, total: number | null) => void;
}

export interface Looked {
  readonly file: string;
  readonly ref: store.WorkRef;
  readonly row: store.ImportRow;
  /** null: nothing in it was recognised, or it cannot be read. */
  readonly study: { readonly profile: TableProfile; readonly context: ConvertContext } | null;
}

/** Keeps a file and looks at it. Throws what the file system throws where there is none. */
export async function lookAt(file: string, said: { entity?: EntityName; source?: string }, how: BringIn): Promise<Looked> {
  const { database, workspaceId } = how;
  const ref: store.WorkRef = { workspaceId, importId: randomUUID() };
  await database.inWorkspace(workspaceId, (tx) => store.beginImport(tx, ref, { name: basename(file), memberId: null, options: said, corrects: null }));
  try {
    const kept = await keepFile(database, ref, { bytes: createReadStream(file), partBytes });
    await database.inWorkspace(workspaceId, (tx) => store.fileReceived(tx, ref, kept));
  } catch (error) {
    await forget(ref, database);
    throw error;
  }
  const row = await brought(ref, "profile", how);
  const study = await database.inWorkspace(workspaceId, async (tx) => ({
    profile: (await store.readProfile(tx, ref)) as TableProfile | null,
    context: await tx.one<ConvertContext>(`select currency, time_zone as "timeZone" from evenhand.workspace where workspace_id = $1`, [workspaceId]),
  }));
  return { file, ref, row, study: study.profile && { profile: study.profile, context: study.context } };
}

/** What a person said on the command line: the column (or field) of a question and the value chosen. */
export interface Said {
  readonly about: string;
  readonly value: string;
}

export interface Settled {
  readonly mapping: MappingSpec | null;
  readonly review: Review;
  /** What only a person can settle; the file can be loaded when there is nothing. */
  readonly open: readonly Question[];
  /** Answers that met no question of this file. */
  readonly unused: readonly Said[];
}

/** Takes in what was said, and with `acceptsProposed` every proposal that is safe. Throws a RangeError on a value that is no choice. */
export function settle({ row, study }: Looked, said: readonly Said[], acceptsProposed: boolean): Settled {
  if (!row.mapping || !study) return { mapping: null, review: { problems: [], questions: [], rows: [] }, open: [], unused: said };
  let mapping = row.mapping;
  const unused: Said[] = [];
  for (const one of said) {
    const question = reviewOf(mapping, study.profile, study.context).questions.find(
      (each) => (each.column ?? each.field ?? each.code) === one.about || each.field === one.about,
    );
    if (!question) {
      unused.push(one);
      continue;
    }
    const answered = withAnswer(mapping, [question], { ...question, value: question.options.length === 0 ? null : one.value });
    if (!answered.ok)
      throw new RangeError(`'${one.value}' is no choice for '${one.about}'. Choices: ${question.options.map((option) => option.value).join(", ") || "none"}.`);
    mapping = answered.value;
  }
  if (acceptsProposed) mapping = withSafeAnswers(mapping, study.profile, study.context).mapping;
  const review = reviewOf(mapping, study.profile, study.context);
  return { mapping, review, open: review.questions.filter((question) => question.isAmbiguous), unused };
}

export interface Loaded {
  readonly row: store.ImportRow;
  readonly reasons: readonly { readonly reason: string; readonly count: number }[];
}

/** Loads a settled file. An import that was interrupted comes back in state 'running': it goes on another time. */
export async function loadSettled(looked: Looked, mapping: MappingSpec, how: BringIn): Promise<Loaded> {
  const { ref } = looked;
  await how.database.inWorkspace(ref.workspaceId, async (tx) => {
    await store.keepMapping(tx, ref, mapping, "person");
    await store.startWaiting(tx, ref, { mapping, name: looked.row.name });
    await audit(tx, commandLine(ref.workspaceId), { act: "import.started", subjectKind: "import", subjectId: ref.importId, after: { name: looked.row.name } });
  });
  const row = await brought(ref, "run", how);
  const reasons = await how.database.inWorkspace(ref.workspaceId, (tx) => countAside(tx, ref), { readOnly: true });
  return { row, reasons };
}

/** Whoever works on the server's own machine is no member: the log names the system. */
const commandLine = (workspaceId: string) => ({ workspaceId, memberId: null });

/** Forgets a file that will not be loaded. */
export async function forget(ref: store.WorkRef, database: Database): Promise<void> {
  await database.inWorkspace(ref.workspaceId, (tx) => store.forgetImport(tx, ref));
}

/** Takes up what an earlier run of this workspace left unfinished. */
export async function finishWaiting(how: BringIn): Promise<void> {
  const own = async () => (await store.waitingWork(how.database)).filter(({ workspaceId }) => workspaceId === how.workspaceId);
  // What holds up another piece may itself have been left by a process that died: each is tried once before any is waited for.
  for (const { work, ...ref } of await own()) {
    await doWork(how.database, { ...ref, work }, { log: how.log, ...(how.signal ? { signal: how.signal } : {}) });
  }
  for (const waiting of await own()) await brought(waiting, waiting.work, how);
}

/** Does a piece of work, or waits while another process does it; gives the import as it then stands. */
async function brought(ref: store.WorkRef, work: store.Work, how: BringIn): Promise<store.ImportRow> {
  const { database, log, signal } = how;
  const read = async () => {
    const row = await database.inWorkspace(ref.workspaceId, (tx) => store.readImport(tx, ref), { readOnly: true });
    if (!row) throw new Error("the import was forgotten while it was worked on");
    if (row.state === "running") how.onProgress?.(row.recordsDone, row.recordsTotal);
    return row;
  };
  let toldAt = 0;
  const onBatch = async () => {
    if (performance.now() - toldAt < 250) return;
    toldAt = performance.now();
    await read();
  };
  for (;;) {
    const end = await doWork(database, { ...ref, work }, { log, onBatch, ...(signal ? { signal } : {}) });
    const row = await read();
    const isUnderWay = ["received", "waiting", "running", "undoing"].includes(row.state);
    if (!isUnderWay || signal?.aborted) return row;
    if (end !== "done") await pause(200);
  }
}
