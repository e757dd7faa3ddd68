// Converted rows gathered into batches that COPY reads: no id twice in a batch, repeats counted, set-aside rows beside them.
import { randomUUID } from "node:crypto";

import { entityFields } from "#facts/entities.ts";
import type { FieldSpec } from "#facts/field.ts";
import { copyLine } from "#ledger/copy-text.ts";
import { hasRate } from "#ledger/rates.ts";
import { converterOf } from "#intake/convert/converter.ts";
import { correctionIn, restored } from "#intake/thread/corrected.ts";
import type { PreparedBatch, ReadTask } from "#intake/thread/messages.ts";
import { SeenIds } from "#intake/thread/seen-ids.ts";
import type { Converter, RecordBatch, SetAsideRow, Value } from "#intake/types.ts";

const pieceCharacters = 1 << 18;

/** A converted row with the record that it was made of. */
export interface PreparedRow {
  readonly line: number;
  readonly values: readonly Value[];
  readonly record: readonly string[];
}

/** Takes record batches in order and gives back prepared ones whenever enough rows are gathered. */
export class Preparer {
  private readonly task: ReadTask;
  private readonly converter: Converter;
  private readonly seen = new SeenIds();
  private readonly idPlaces: readonly number[];
  private readonly stagedPlaces: readonly number[];
  private readonly lineCell: number | null;
  private waiting = new Map<string, PreparedRow>();
  private setAside: SetAsideRow[] = [];
  private repeated: number[] = [];
  private resolves: number[] = [];
  private converted = 0;
  private end = { line: 0, records: 0, bytes: 0 };

  constructor(task: ReadTask) {
    this.task = task;
    const { currency, timeZone, rates } = task.context;
    this.converter = converterOf(task.mapping, { currency, timeZone, hasRate: hasRate(rates, currency) }, task.shape.columns);
    const specs: Readonly<Record<string, FieldSpec>> = entityFields[task.mapping.entity];
    this.idPlaces = task.idPrefix === null ? [] : this.converter.fields.flatMap((field, place) => (specs[field]!.kind === "id" ? [place] : []));
    this.stagedPlaces = task.staged.map((field) => this.converter.fields.indexOf(field));
    this.lineCell = correctionIn(task.shape.columns)?.line ?? null;
  }

  /** Whether a batch is full enough to be taken away. */
  get isFull(): boolean {
    return this.waiting.size >= this.task.batchRows || this.setAside.length >= this.task.batchRows;
  }

  /** Whether anything has come since the last batch, were it only the end of what is left out. */
  get isEmpty(): boolean {
    return this.waiting.size === 0 && this.setAside.length === 0 && this.repeated.length === 0;
  }

  add(batch: RecordBatch): void {
    const records = this.lineCell === null ? batch.records : batch.records.map((record) => record.map(restored));
    const { lines, rows, setAside } = this.converter.convert({ lines: batch.lines, records, broken: batch.broken });
    let place = 0;
    for (let row = 0; row < rows.length; row++) {
      const line = lines[row]!;
      const values = rows[row]!;
      // Converted rows stand in the order of their records, with gaps where one was set aside.
      while (batch.lines[place] !== line) place += 1;
      for (const at of this.idPlaces) if (values[at] !== null) values[at] = `${this.task.idPrefix}${String(values[at])}`;
      this.take({ line, values, record: batch.records[place]! });
    }
    for (const row of setAside) if (row.line > this.task.lineDone) this.setAside.push(row);
    const last = Math.max(batch.lines.at(-1) ?? 0, ...batch.broken.slice(-1).map((row) => row.line), this.end.line);
    this.end = { line: last, records: batch.count, bytes: batch.bytes };
  }

  private take(row: PreparedRow): void {
    const id = row.values[0] as string;
    const isRepeated = this.seen.meet(id) || this.waiting.has(id);
    if (row.line <= this.task.lineDone) return;
    this.converted += 1;
    if (isRepeated) {
      this.repeated.push(row.line);
      // The last one wins and takes its place at the end.
      this.waiting.delete(id);
    }
    this.waiting.set(id, row);
    if (this.lineCell === null) return;
    const resolved = Number(row.record[this.lineCell]);
    if (Number.isSafeInteger(resolved) && resolved > 0) this.resolves.push(resolved);
  }

  /** The batch gathered so far, with the records behind it, and a fresh start. */
  cut(): { batch: PreparedBatch; rows: readonly PreparedRow[] } {
    const rows = [...this.waiting.values()];
    const batch: PreparedBatch = {
      batchId: randomUUID(),
      rows: rows.length,
      text: copyText(rows, this.stagedPlaces),
      converted: this.converted,
      repeated: this.repeated,
      setAside: this.setAside,
      resolves: this.resolves,
      stages: [...this.converter.stagesMet.keys()],
      ...this.end,
    };
    this.waiting = new Map();
    [this.setAside, this.repeated, this.resolves, this.converted] = [[], [], [], 0];
    return { batch, rows };
  }
}

/** Large pieces of text, each in memory of its own so that it can be handed over without a copy. */
function copyText(rows: readonly PreparedRow[], places: readonly number[]): Uint8Array[] {
  const encoder = new TextEncoder();
  const pieces: Uint8Array[] = [];
  let text = "";
  for (const row of rows) {
    text += copyLine(row, places);
    if (text.length < pieceCharacters) continue;
    pieces.push(encoder.encode(text));
    text = "";
  }
  if (text !== "") pieces.push(encoder.encode(text));
  return pieces;
}
