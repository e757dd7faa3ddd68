// A file is opened here: its kind, alphabet and layout are found out from its first part, then it becomes a table of records.
import { type Outcome, accept } from "#kit/refusal.ts";

import { delimitedTable } from "#intake/table/delimited.ts";
import { columnNames, guessLayout } from "#intake/table/dialect.ts";
import { guessEncoding, markLength } from "#intake/table/encoding.ts";
import { Refused, defaultLimits, refusalIn } from "#intake/table/limits.ts";
import { openWorkbook } from "#intake/table/workbook.ts";
import { type Encoding, type ResumePoint, type Table, type TableLimits, type TableOptions, type TableRefusal, type TableShape } from "#intake/types.ts";

export interface OpenOptions extends TableOptions {
  /** Go on where an earlier run stopped; `bytes` then begin at `from.byte` of the file. Delimited text only. */
  readonly resume?: { readonly shape: TableShape; readonly from: ResumePoint };
}

/** Bytes that the guesses rest on. */
const headBytes = 1 << 18;

/** Opens a delimited file or a workbook from its bytes; reads no more than the first part until `batches()` is asked for. */
export async function openTable(bytes: AsyncIterable<Uint8Array>, options: OpenOptions = {}): Promise<Outcome<Table, TableRefusal>> {
  const limits = { ...defaultLimits, ...options.limits };
  if (options.resume) return accept(goOn(bytes, options.resume, limits));
  try {
    const { head, rest } = await splitHead(bytes);
    const kind = kindOf(head);
    if (kind === "workbook") return accept(await openWorkbook({ head, rest, options, limits }));
    return accept(openDelimited({ head, rest, options, limits }));
  } catch (error) {
    return refusalIn(error);
  }
}

interface Opening {
  readonly head: Uint8Array;
  readonly rest: AsyncIterable<Uint8Array>;
  readonly options: TableOptions;
  readonly limits: TableLimits;
}

function openDelimited({ head, rest, options, limits }: Opening): Table {
  const guess = guessEncoding(head);
  const encoding = options.encoding ?? guess.encoding;
  if (!encoding.startsWith("utf-16") && isBinary(head)) throw new Refused("unknown-format");
  const mark = markLength(head, encoding);
  const isWhole = head.byteLength < headBytes;
  const text = decodeHead(head.subarray(mark), encoding);
  if (text.trim() === "") throw new Refused("empty-file");
  const layout = guessLayout(text, {
    isWhole,
    ...(options.delimiter === undefined ? {} : { delimiter: options.delimiter }),
    ...(options.headerLine === undefined ? {} : { headerLine: options.headerLine }),
  });
  if (layout === null) throw new Refused(isWhole ? "no-header" : "record-too-long", { limit: limits.recordCharacters, unit: "characters", line: 1 });
  if (layout.header.length > limits.columns) throw new Refused("too-many-columns", { limit: limits.columns, found: layout.header.length });
  const shape: TableShape = {
    format: "delimited",
    encoding,
    encodingConfidence: options.encoding === undefined ? guess.confidence : 1,
    delimiter: layout.delimiter,
    quote: layout.quote,
    newline: layout.newline,
    headerLine: layout.headerLine,
    columns: columnNames(layout.header),
    sheets: [],
    sheet: null,
  };
  const from = { byte: mark, line: 1, records: 0 };
  return delimitedTable({ shape, limits, newline: layout.newline, bytes: joined(head.subarray(mark), rest), from });
}

function goOn(bytes: AsyncIterable<Uint8Array>, resume: { readonly shape: TableShape; readonly from: ResumePoint }, limits: TableLimits): Table {
  return delimitedTable({ shape: resume.shape, limits, newline: resume.shape.newline, bytes, from: resume.from });
}

/** What the first bytes say the file is; throws `Refused` for kinds that are no table or not read here. */
function kindOf(head: Uint8Array): "delimited" | "workbook" {
  const starts = (...marks: number[]) => marks.every((byte, place) => head[place] === byte);
  if (head.byteLength === 0) throw new Refused("empty-file");
  if (starts(0x50, 0x4b, 0x03, 0x04)) return "workbook";
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) throw new Refused("old-excel-format");
  if (starts(0x25, 0x50, 0x44, 0x46) || starts(0x1f, 0x8b) || starts(0x89, 0x50, 0x4e, 0x47) || starts(0xff, 0xd8, 0xff)) throw new Refused("unknown-format");
  if (isWebPage(head)) throw new Refused("web-page");
  if (/^(?:\u00ef\u00bb\u00bf)?\s*[[{]\s*["{]/.test(latin(head, 200))) throw new Refused("unknown-format"); // JSON
  return "delimited";
}

function latin(head: Uint8Array, bytes: number): string {
  return new TextDecoder("latin1").decode(head.subarray(0, bytes));
}

/** More than one byte in twenty that no text has: a program, a picture, a file of some other system. */
function isBinary(head: Uint8Array): boolean {
  let count = 0;
  for (const byte of head) if (byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b)) count++;
  return count * 20 > head.byteLength;
}

/** Some systems save a web page under the name of a workbook: spreadsheets open it, and nobody sees the difference. */
function isWebPage(head: Uint8Array): boolean {
  const wide = head[0] === 0xff && head[1] === 0xfe;
  const start = wide ? new TextDecoder("utf-16le").decode(head.subarray(0, 2_000)) : latin(head, 2_000);
  return /^(?:\s|\ufeff|ï»¿|<\?xml[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html|head|meta|style|table)\b/is.test(start);
}

function decodeHead(head: Uint8Array, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(head.subarray(0, head.byteLength - (encoding.startsWith("utf-16") ? head.byteLength % 2 : 0)));
}

/** The first part of a stream, and the rest of it. */
async function splitHead(bytes: AsyncIterable<Uint8Array>): Promise<{ head: Uint8Array; rest: AsyncIterable<Uint8Array> }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (length < headBytes) {
    const next = await iterator.next();
    if (next.done) break;
    chunks.push(next.value);
    length += next.value.byteLength;
  }
  const rest: AsyncIterable<Uint8Array> = { [Symbol.asyncIterator]: () => iterator };
  return { head: Buffer.concat(chunks, length), rest };
}

async function* joined(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  // In slices, so that a large head is not decoded in one piece.
  for (let at = 0; at < first.byteLength; at += headBytes) yield first.subarray(at, at + headBytes);
  yield* rest;
}
