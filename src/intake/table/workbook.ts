// An Excel workbook as a table: another process reads it, under limits of size, time and memory, and sends its rows back as text.
import { spawn, type ChildProcessByStdio } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";

import { accept } from "#kit/refusal.ts";

import { columnNames, headerRow } from "#intake/table/dialect.ts";
import { Refused, refusalIn } from "#intake/table/limits.ts";
import { Watch } from "#intake/table/watch.ts";
import type { SetAsideRow, Table, TableLimits, TableOptions, TableShape } from "#intake/types.ts";
import { whyNotUnpack } from "#intake/table/zip.ts";

export interface WorkbookOpening {
  readonly head: Uint8Array;
  readonly rest: AsyncIterable<Uint8Array>;
  readonly options: TableOptions;
  readonly limits: TableLimits;
}

/** What the reading process says first; then come lines of rows: [row number, texts]. */
export interface WorkbookReport {
  readonly sheets: readonly string[];
  readonly sheet: string | null;
  readonly problem: "workbook-unreadable" | "no-such-sheet" | "empty-file" | null;
}

export type WorkbookRow = readonly [line: number, cells: readonly string[]];

type Reader = ChildProcessByStdio<Writable, Readable, null>;

/** Rows that the header is looked for in, and the size of a batch. */
const batchRows = 2_000;

/** Opens a workbook. Throws `Refused` when it is too large, too slow, too hungry or not readable. */
export async function openWorkbook({ head, rest, options, limits }: WorkbookOpening): Promise<Table> {
  const bytes = await gathered(head, rest, limits.workbookBytes);
  const why = whyNotUnpack(bytes, limits.workbookMegabytes * 1_000_000);
  if (why !== null) throw new Refused(why, { limit: limits.workbookMegabytes, unit: "MB unpacked" });
  const reader = start(limits, options.sheet ?? "");
  const watch = new Watch(reader, limits);
  reader.stdin.on("error", () => {}); // A reader that died early says why by its exit.
  reader.stdin.end(bytes);
  const lines = createInterface({ input: reader.stdout, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
  try {
    const report = JSON.parse(await watch.next(lines)) as WorkbookReport;
    if (report.problem !== null) throw new Refused(report.problem, { sheet: options.sheet ?? null });
    watch.timeIsKept();
    const first = await rowsFrom(lines, watch);
    const row = headerRow(
      first.map(([line, cells]) => ({ line, cells })),
      options.headerLine,
    );
    if (row === null) throw new Refused("no-header");
    const width = Math.max(...first.map(([, cells]) => cells.length));
    if (width > limits.columns) throw new Refused("too-many-columns", { limit: limits.columns, found: width });
    const header = options.headerLine === null ? Array.from({ length: width }, () => "") : trimmed(row.cells);
    const shape: TableShape = {
      format: "workbook",
      encoding: "utf-8",
      encodingConfidence: 1,
      delimiter: "",
      quote: "",
      newline: "\n",
      headerLine: options.headerLine === null ? null : row.line,
      columns: columnNames(header),
      sheets: report.sheets,
      sheet: report.sheet,
    };
    return workbookTable({ shape, first, lines, watch, limits });
  } catch (error) {
    watch.stop();
    throw error;
  }
}

interface Opened {
  readonly shape: TableShape;
  readonly first: readonly WorkbookRow[];
  readonly lines: AsyncIterator<string>;
  readonly watch: Watch;
  readonly limits: TableLimits;
}

function workbookTable({ shape, first, lines, watch, limits }: Opened): Table {
  watch.waitForUse();
  return {
    shape,
    async *batches() {
      watch.isUsed();
      let count = 0;
      try {
        for (let rows = first; rows.length > 0; rows = await rowsFrom(lines, watch)) {
          const batch = fitted(rows, shape);
          count += batch.records.length + batch.broken.length;
          if (count > limits.rows) throw new Refused("too-many-rows", { limit: limits.rows });
          yield accept({ ...batch, end: null, count, bytes: 0 });
        }
      } catch (error) {
        yield refusalIn(error);
      } finally {
        watch.stop();
      }
    },
  };
}

/** Rows as wide as the header: short ones are filled up, cells beyond the header must be empty. */
function fitted(rows: readonly WorkbookRow[], shape: TableShape): { lines: number[]; records: string[][]; broken: SetAsideRow[] } {
  const width = shape.columns.length;
  const batch = { lines: [] as number[], records: [] as string[][], broken: [] as SetAsideRow[] };
  for (const [line, cells] of rows) {
    const kept = trimmed(cells);
    if (line <= (shape.headerLine ?? 0) || kept.length === 0) continue;
    if (kept.length > width) {
      batch.broken.push({ line, reason: "field-count", column: null, text: null, details: { expected: width, found: kept.length }, raw: kept });
      continue;
    }
    batch.lines.push(line);
    batch.records.push([...kept, ...Array.from({ length: width - kept.length }, () => "")]);
  }
  return batch;
}

function trimmed(cells: readonly string[]): string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== "") + 1);
}

/** The next rows, up to a batch; none at the end. */
async function rowsFrom(lines: AsyncIterator<string>, watch: Watch): Promise<WorkbookRow[]> {
  const rows: WorkbookRow[] = [];
  while (rows.length < batchRows) {
    const line = await watch.nextOrEnd(lines);
    if (line === null) break;
    rows.push(JSON.parse(line) as WorkbookRow);
  }
  return rows;
}

function start(limits: TableLimits, sheet: string): Reader {
  const heap = `--max-old-space-size=${limits.workbookMegabytes}`;
  // No secrets in its environment: a hostile file that took the process over would find nothing there. Windows needs its root.
  const root = process.env["SystemRoot"];
  return spawn(process.execPath, ["--no-warnings", heap, readerPath(), sheet], {
    stdio: ["pipe", "pipe", "ignore"],
    env: root === undefined ? {} : { SystemRoot: root },
  });
}

/** The reading program beside this file: TypeScript in development, JavaScript once built. */
function readerPath(): string {
  const source = fileURLToPath(new URL("workbook-reader.ts", import.meta.url));
  return existsSync(source) ? source : fileURLToPath(new URL("workbook-reader.js", import.meta.url));
}

async function gathered(head: Uint8Array, rest: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array> {
  const chunks = [head];
  let length = head.byteLength;
  for await (const chunk of rest) {
    length += chunk.byteLength;
    if (length > limit) break;
    chunks.push(chunk);
  }
  if (length > limit) throw new Refused("workbook-too-large", { limit: Math.round(limit / 1_000_000), unit: "MB" });
  return Buffer.concat(chunks, length);
}
