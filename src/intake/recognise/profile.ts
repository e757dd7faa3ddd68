// One pass over a whole file: what each column holds, judged by all its rows, so that nothing is inferred from the first few.
import { type Outcome, accept } from "#kit/refusal.ts";

import { ColumnCounter, detached } from "#intake/recognise/column.ts";
import type { RecordBatch, Table, TableProfile, TableRefusal } from "#intake/types.ts";

const sampleRows = 20;

export interface ProfileOptions {
  /** Bytes read so far, after each batch. */
  readonly onProgress?: (bytes: number) => void;
}

/** Profiles a table in one pass and bounded memory (some megabytes a column at most). */
export async function profileOf(table: Table, options: ProfileOptions = {}): Promise<Outcome<TableProfile, TableRefusal>> {
  const columns = table.shape.columns.map((name) => new ColumnCounter(name));
  const sample: { line: number; record: readonly string[] }[] = [];
  let rows = 0;
  let broken = 0;
  for await (const batch of table.batches()) {
    if (!batch.ok) return batch;
    rows += batch.value.records.length;
    broken += batch.value.broken.length;
    if (sample.length < sampleRows) sample.push(...sampleOf(batch.value, sampleRows - sample.length));
    countBatch(columns, batch.value);
    options.onProgress?.(batch.value.bytes);
    // Between batches others get their turn, so that pages stay quick while a large file is read.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const values = Object.fromEntries(columns.flatMap((column) => (column.values() === null ? [] : [[column.name, column.values()!] as const])));
  const undecodable = columns.reduce((sum, column) => sum + column.undecodable, 0);
  return accept({ shape: table.shape, rows, broken, undecodable, columns: columns.map((column) => column.profile()), sample, values });
}

function countBatch(columns: readonly ColumnCounter[], batch: RecordBatch): void {
  for (const [place, column] of columns.entries()) {
    for (let row = 0; row < batch.records.length; row++) column.add(batch.records[row]![place]!, batch.lines[row]!);
  }
}

function sampleOf(batch: RecordBatch, count: number): { line: number; record: readonly string[] }[] {
  return batch.records.slice(0, count).map((record, row) => ({ line: batch.lines[row]!, record: record.map(detached) }));
}
