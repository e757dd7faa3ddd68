// What tests ask of a table: everything that comes out of it.
import { openTable, type OpenOptions } from "#intake/table/open.ts";
import type { ResumePoint, SetAsideRow, TableRefusal, TableShape } from "#intake/types.ts";

export interface Read {
  readonly shape: TableShape | null;
  readonly records: (readonly string[])[];
  readonly lines: number[];
  readonly broken: SetAsideRow[];
  readonly ends: ResumePoint[];
  readonly refused: TableRefusal | null;
  readonly details: Readonly<Record<string, unknown>> | undefined;
}

/** Reads a whole file; a refusal ends it and is told. */
export async function readAll(bytes: AsyncIterable<Uint8Array>, options: OpenOptions = {}): Promise<Read> {
  const opened = await openTable(bytes, options);
  const read: Read = { shape: opened.ok ? opened.value.shape : null, records: [], lines: [], broken: [], ends: [], refused: null, details: undefined };
  if (!opened.ok) return { ...read, refused: opened.reason, details: opened.details };
  for await (const batch of opened.value.batches()) {
    if (!batch.ok) return { ...read, refused: batch.reason, details: batch.details };
    read.records.push(...batch.value.records);
    read.lines.push(...batch.value.lines);
    read.broken.push(...batch.value.broken);
    if (batch.value.end) read.ends.push(batch.value.end);
  }
  return read;
}
