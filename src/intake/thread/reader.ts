// The thread that reads a file: it asks for the file's parts, and tells what it found or gives batches of rows, never more than are wanted.
import { getPriority, setPriority } from "node:os";
import { parentPort } from "node:worker_threads";

import { hasRate } from "#ledger/rates.ts";
import { correctionColumns } from "#intake/thread/corrected.ts";
import { fingerprint } from "#intake/recognise/fingerprint.ts";
import { proposeMappings } from "#intake/recognise/propose.ts";
import { questionsOf } from "#intake/recognise/questions.ts";
import { studyFile } from "#intake/study.ts";
import { openTable } from "#intake/table/open.ts";
import type { FromThread, ReadTask, StudyTask, ToThread } from "#intake/thread/messages.ts";
import { type PreparedRow, Preparer } from "#intake/thread/prepare.ts";
import type { ConvertContext, Proposal, RecordBatch, TableOptions, TableProfile } from "#intake/types.ts";

const port = parentPort!;
yieldToPages();

type Told = FromThread extends infer One ? (One extends FromThread ? Omit<One, "task"> : never) : never;

/** The task under way: parts asked for and not yet here, batches wanted before the other side asks again, records of the latest batches. */
const now = {
  task: 0,
  awaited: new Map<number, (bytes: Uint8Array | null) => void>(),
  wanted: 0,
  wake: () => {},
  recent: new Map<string, readonly PreparedRow[]>(),
};
/** Batches whose records are kept, for rows that turn out to belong to another source. */
const recentBatches = 3;

/** Where processors are short, pages come before files. */
function yieldToPages(): void {
  try {
    setPriority(Math.min(19, getPriority() + 10));
  } catch {
    // A system that forbids it reads the file as quick as before.
  }
}

function tell(message: Told, handedOver: ArrayBuffer[] = []): void {
  port.postMessage({ ...message, task: now.task }, handedOver);
}

port.on("message", (message: ToThread) => {
  if (message.kind === "task") begin(message);
  else if (message.kind === "part") {
    if (message.task !== now.task) return;
    now.awaited.get(message.part)?.(message.bytes);
    now.awaited.delete(message.part);
  } else if (message.kind === "next") {
    now.wanted += 1;
    now.wake();
  } else {
    const records = new Map(now.recent.get(message.batchId)?.map((row) => [row.line, row.record]));
    tell({ kind: "raw", batchId: message.batchId, records: message.lines.map((line) => records.get(line) ?? []) });
  }
});

function begin({ task, of }: ToThread & { kind: "task" }): void {
  Object.assign(now, { task, awaited: new Map(), wanted: 0, wake: () => {}, recent: new Map() });
  void work(of).catch((error: unknown) => {
    const { message, stack } = error as Error;
    tell({ kind: "fault", message, stack: stack ?? "" });
  });
}

async function work(task: StudyTask | ReadTask): Promise<void> {
  if (task.kind === "study") await study(task);
  else await read(task);
}

/** The file's bytes, one part asked ahead. */
async function* file(): AsyncGenerator<Uint8Array> {
  const ask = (part: number) =>
    new Promise<Uint8Array | null>((resolve) => {
      now.awaited.set(part, resolve);
      tell({ kind: "want", part });
    });
  let next = ask(0);
  for (let part = 1; ; part++) {
    const bytes = await next;
    if (bytes === null) return;
    next = ask(part);
    yield bytes;
  }
}

async function study(task: StudyTask): Promise<void> {
  const found = await studyFile(file, { ...task.options, onProgress: (bytes) => tell({ kind: "bytes", bytes }) });
  if (!found.ok) {
    tell({ kind: "refused", refusal: found });
    return;
  }
  const { currency, timeZone, rates } = task.context;
  const context: ConvertContext = { currency, timeZone, hasRate: hasRate(rates, currency) };
  tell({
    kind: "studied",
    studied: { profile: found.value, proposals: task.mapping ? [again(task, found.value, context)] : proposals(task, found.value, context) },
  });
}

function proposals(task: StudyTask, profile: TableProfile, context: ConvertContext): Proposal[] {
  const options = {
    ...(task.options.fileName === undefined ? {} : { fileName: task.options.fileName }),
    ...(task.entity === null ? {} : { entity: task.entity }),
  };
  return proposeMappings(profile, context, options);
}

/** A corrected file is read as the file that it corrects. */
function again(task: StudyTask, profile: TableProfile, context: ConvertContext): Proposal {
  const added: readonly string[] = Object.values(correctionColumns);
  const mapping = { ...task.mapping!, fingerprint: fingerprint(profile.shape.columns.filter((column) => !added.includes(column))) };
  const fields = mapping.fields.map(({ field, columns }) => ({ field, columns, confidence: 1, reason: "remembered" as const }));
  return { mapping, confidence: 1, fields, unmapped: [], questions: questionsOf(mapping, profile, context) };
}

async function read(task: ReadTask): Promise<void> {
  const table = await openTable(file(), readingOptions(task));
  if (!table.ok) {
    tell({ kind: "refused", refusal: table });
    return;
  }
  const preparer = new Preparer(task);
  for await (const batch of table.value.batches()) {
    if (!batch.ok) {
      tell({ kind: "refused", refusal: batch });
      return;
    }
    for (const piece of piecesOf(batch.value, task.batchRows)) {
      preparer.add(piece);
      if (preparer.isFull) await hand(preparer);
    }
  }
  if (!preparer.isEmpty) await hand(preparer);
  tell({ kind: "end" });
}

/** A long batch of records as several; each broken record goes with the piece that it stands in. */
function* piecesOf(batch: RecordBatch, most: number): Generator<RecordBatch> {
  const pieces = Math.max(1, Math.ceil(batch.records.length / most));
  let broken = 0;
  for (let piece = 0; piece < pieces; piece++) {
    const [from, until] = [piece * most, Math.min((piece + 1) * most, batch.records.length)];
    const isLast = piece === pieces - 1;
    const next = isLast ? Infinity : batch.lines[until]!;
    const first = broken;
    while (broken < batch.broken.length && batch.broken[broken]!.line < next) broken += 1;
    const left = batch.records.length - until + (batch.broken.length - broken);
    yield {
      ...batch,
      lines: batch.lines.slice(from, until),
      records: batch.records.slice(from, until),
      broken: batch.broken.slice(first, broken),
      count: batch.count - left,
    };
  }
}

/** What the study found out is not guessed a second time. */
function readingOptions({ options, shape }: ReadTask): TableOptions {
  if (shape.format !== "delimited") return { ...options, headerLine: shape.headerLine, ...(shape.sheet === null ? {} : { sheet: shape.sheet }) };
  return { ...options, encoding: shape.encoding, delimiter: shape.delimiter, headerLine: shape.headerLine };
}

async function hand(preparer: Preparer): Promise<void> {
  while (now.wanted === 0) {
    await new Promise<void>((resolve) => {
      now.wake = resolve;
    });
  }
  now.wanted -= 1;
  const { batch, rows } = preparer.cut();
  now.recent.set(batch.batchId, rows);
  if (now.recent.size > recentBatches) now.recent.delete(now.recent.keys().next().value!);
  tell(
    { kind: "batch", batch },
    batch.text.map((piece) => piece.buffer as ArrayBuffer),
  );
}
