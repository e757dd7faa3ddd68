// How a delimited file is laid out: delimiter, quote and header line, guessed from its first records.
import { Splitter } from "#intake/table/split.ts";
import type { Dialect } from "#intake/table/split.ts";

export const delimiters = [",", ";", "\t", "|"] as const;

export interface Layout extends Dialect {
  readonly newline: "\n" | "\r";
  readonly headerLine: number | null;
  readonly header: readonly string[];
}

export interface LayoutWish {
  readonly delimiter?: string;
  readonly headerLine?: number | null;
  /** Whether `head` is the whole file; else its last line is cut off and does not count. */
  readonly isWhole: boolean;
}

export interface HeadRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** How many records the guess rests on. */
const recordsLooked = 400;
/** Titles above a header that are skipped at most. */
const deepestHeader = 30;

/** Layout of a file from its decoded head; null where it holds no record. */
export function guessLayout(head: string, wish: LayoutWish): Layout | null {
  const newline = !head.includes("\n") && head.includes("\r") ? "\r" : "\n";
  const told = /^sep=(.)\r?$/i.exec(head.slice(0, 20).split(newline)[0] ?? "")?.[1];
  const quote = guessQuote(head);
  const read = (delimiter: string) => headRecords(head, { delimiter, quote, newline }, wish.isWhole).slice(told === undefined ? 0 : 1);
  const delimiter = wish.delimiter ?? told ?? likeliest(read);
  const records = read(delimiter);
  const row = headerRow(records, wish.headerLine);
  if (row === null) return null;
  if (wish.headerLine === null) return { delimiter, quote, newline, headerLine: null, header: row.cells.map(() => "") };
  return { delimiter, quote, newline, headerLine: row.line, header: row.cells };
}

/** Distinct names for columns: an empty header becomes 'Column 3', a repeated one 'Amount (2)'. */
export function columnNames(header: readonly string[]): string[] {
  const taken = new Set<string>();
  return header.map((cell, place) => {
    const plain = cell.replaceAll("\0", "").replaceAll(/\s+/g, " ").trim() || `Column ${place + 1}`;
    let name = plain;
    for (let count = 2; taken.has(name); count++) name = `${plain} (${count})`;
    taken.add(name);
    return name;
  });
}

/** The delimiter under which most records have one and the same number of cells; more cells win among equals. */
function likeliest(read: (delimiter: string) => readonly HeadRecord[]): string {
  let best = { delimiter: ",", score: 0 };
  for (const delimiter of delimiters) {
    const widths = read(delimiter).map((record) => record.cells.length);
    const width = mode(widths);
    if (width < 2) continue;
    const score = (widths.filter((other) => other === width).length / widths.length) * (1 + Math.log(width) / 10);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/** The double quote, unless the file has none and encloses cells in single ones. */
function guessQuote(head: string): string {
  if (head.includes('"')) return '"';
  const enclosed = head.match(/(?<=^|[,;\t|])'[^'\r\n]*'(?=[,;\t|]|\r?$)/gm)?.length ?? 0;
  return enclosed >= 4 ? "'" : '"';
}

function headRecords(head: string, dialect: Dialect, isWhole: boolean): HeadRecord[] {
  const records: HeadRecord[] = [];
  const receiver = {
    record: (cells: string[], line: number) => void records.push({ line, cells }),
    broken: () => {},
  };
  const splitter = new Splitter({ dialect, longest: head.length, line: 1, receiver });
  const whole = isWhole ? head : head.slice(0, head.lastIndexOf(dialect.newline) + 1) || head;
  try {
    splitter.push(whole, isWhole);
  } catch {
    // Too many unclosed quotes under this delimiter: what was read until then still counts.
  }
  return records.filter((record) => record.cells.some((cell) => cell.trim() !== "")).slice(0, recordsLooked);
}

/** The first record as wide as most are: titles and notes above a table are narrower. */
export function headerRow(records: readonly HeadRecord[], wish: number | null | undefined): HeadRecord | null {
  if (typeof wish === "number") return records.find((record) => record.line >= wish) ?? null;
  const width = mode(records.map((record) => filledWidth(record.cells)));
  return records.slice(0, deepestHeader).find((record) => filledWidth(record.cells) >= Math.max(1, width * 0.8)) ?? records[0] ?? null;
}

/** Cells up to the last one that is not empty. */
function filledWidth(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell.trim() !== "") + 1;
}

/** The most frequent number; the larger one among equals. */
function mode(numbers: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  let [best, most] = [0, 0];
  for (const [number, count] of counts) if (count > most || (count === most && number > best)) [best, most] = [number, count];
  return best;
}
