// Delimited text as a table: batches of records with their lines, and a place to go on from after each batch.
import { type Block, blocksOf } from "#intake/table/blocks.ts";
import { Refused, refusalIn } from "#intake/table/limits.ts";
import { Splitter } from "#intake/table/split.ts";
import type { RecordBatch, ResumePoint, SetAsideReason, SetAsideRow, Table, TableLimits, TableShape } from "#intake/types.ts";
import { accept } from "#kit/refusal.ts";

export interface DelimitedSource {
  readonly shape: TableShape;
  readonly limits: TableLimits;
  readonly newline: string;
  /** Bytes from `from.byte` on; the byte order mark is not among them. */
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly from: ResumePoint;
}

/** The table of a delimited file whose shape is known. */
export function delimitedTable(source: DelimitedSource): Table {
  return {
    shape: source.shape,
    async *batches() {
      try {
        for await (const batch of batchesOf(source)) yield accept(batch);
      } catch (error) {
        yield refusalIn(error);
      }
    },
  };
}

async function* batchesOf(source: DelimitedSource): AsyncGenerator<RecordBatch> {
  const { shape, limits, from } = source;
  const gather = new Gatherer(shape.columns.length, shape.headerLine ?? 0);
  const dialect = { delimiter: shape.delimiter, quote: shape.quote, newline: source.newline };
  const splitter = new Splitter({ dialect, longest: limits.recordCharacters, line: from.line, receiver: gather });
  const reading = { encoding: shape.encoding, newline: source.newline, from: from.byte, longestLine: limits.recordCharacters * 4 };
  let count = from.records;
  for await (const block of blocksOf(source.bytes, reading)) {
    splitter.push(block.text, block.isLast);
    if (block.text.includes("\0")) gather.setNulAside();
    count += gather.records.length + gather.faults.length;
    if (count > limits.rows) throw new Refused("too-many-rows", { limit: limits.rows });
    if (gather.isEmpty && !block.isLast) continue;
    yield gather.take(count, block, splitter);
  }
}

/** Collects records until the block ends: blank lines dropped, wrong widths set aside. */
class Gatherer {
  lines: number[] = [];
  records: string[][] = [];
  faults: SetAsideRow[] = [];
  private readonly width: number;
  private readonly headerLine: number;

  constructor(width: number, headerLine: number) {
    this.width = width;
    this.headerLine = headerLine;
  }

  get isEmpty(): boolean {
    return this.records.length === 0 && this.faults.length === 0;
  }

  record(cells: string[], line: number): void {
    if (line <= this.headerLine) return;
    if (cells.length !== this.width && !this.mend(cells)) {
      if (cells.every(isBlank)) return;
      const details = { expected: this.width, found: cells.length };
      this.faults.push({ line, reason: "field-count", column: null, text: null, details, raw: cells });
      return;
    }
    if (isBlank(cells[0]!) && cells.every(isBlank)) return;
    this.lines.push(line);
    this.records.push(cells);
  }

  setAside(reason: SetAsideReason, cells: string[], line: number): void {
    this.faults.push({ line, reason, column: null, text: null, raw: cells });
  }

  broken(reason: SetAsideReason, cells: string[], line: number): void {
    if (line > this.headerLine) this.setAside(reason, cells, line);
  }

  /** Cells past the last column that are all empty are no fault: many programs end each line with a delimiter. */
  private mend(cells: string[]): boolean {
    if (cells.length < this.width) return false;
    for (let i = this.width; i < cells.length; i++) if (!isBlank(cells[i]!)) return false;
    cells.length = this.width;
    return true;
  }

  /** PostgreSQL keeps no zero characters in texts, and no honest export has them. */
  setNulAside(): void {
    const [lines, records] = [this.lines, this.records];
    [this.lines, this.records] = [[], []];
    for (const [place, cells] of records.entries()) {
      const line = lines[place]!;
      if (cells.some((cell) => cell.includes("\0"))) {
        this.setAside(
          "nul-character",
          cells.map((cell) => cell.replaceAll("\0", "")),
          line,
        );
      } else {
        this.lines.push(line);
        this.records.push(cells);
      }
    }
  }

  take(count: number, block: Block, splitter: Splitter): RecordBatch {
    const end = splitter.isBetweenRecords ? { byte: block.end, line: splitter.line, records: count } : null;
    const batch = { lines: this.lines, records: this.records, broken: this.faults, end, count, bytes: block.end };
    [this.lines, this.records, this.faults] = [[], [], []];
    return batch;
  }
}

function isBlank(cell: string): boolean {
  return cell === "" || cell.trim() === "";
}
