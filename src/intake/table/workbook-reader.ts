// The process of its own that reads one workbook: bytes come in, rows of text go out, one line each. Killed by its parent if it misbehaves.
import readWorkbook from "read-excel-file/node";

import { withErrorsAsText } from "#intake/table/error-cells.ts";
import type { WorkbookReport, WorkbookRow } from "#intake/table/workbook.ts";

const wanted = process.argv[2] ?? "";

async function input(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Waits when the pipe is full, so that memory does not grow with a slow taker. */
async function say(value: WorkbookReport | WorkbookRow): Promise<void> {
  if (!process.stdout.write(`${JSON.stringify(value)}\n`)) await new Promise((resolve) => process.stdout.once("drain", resolve));
}

/** Numbers stay text, so that long ids keep every digit. */
async function main(): Promise<void> {
  const read = await readWorkbook<string>(Buffer.from(withErrorsAsText(await input())), { parseNumber: plainNumber, trim: false }).catch(() => null);
  if (read === null) return say({ sheets: [], sheet: null, problem: "workbook-unreadable" });
  const sheets = read.map((sheet) => sheet.sheet);
  const chosen =
    wanted === "" ? read.find((sheet) => sheet.data.some((row) => row.some((cell) => cell !== null))) : read.find((sheet) => sheet.sheet === wanted);
  if (!chosen) return say({ sheets, sheet: null, problem: wanted === "" ? "empty-file" : "no-such-sheet" });
  await say({ sheets, sheet: chosen.sheet, problem: null });
  for (const [place, row] of chosen.data.entries()) await say([place + 1, row.map(textOf)]);
}

/**
 * A number as a workbook stores it, in a form that has one reading only: no exponent, and never three digits after the point,
 * which could be taken for a thousands mark.
 */
function plainNumber(text: string): string {
  if (/^-?\d+$/.test(text)) return text;
  const number = Number(text);
  if (!Number.isFinite(number)) return text;
  // A workbook holds fifteen digits; the rest is the trace of binary fractions (0.1 + 0.2).
  const short = Number(number.toPrecision(15));
  const plain = Math.abs(short) >= 1e15 || Number.isInteger(short) ? BigInt(Math.round(short)).toString() : decimalText(short);
  return /\.\d{3}$/.test(plain) ? `${plain}0` : plain;
}

function decimalText(number: number): string {
  const text = String(number);
  return text.includes("e") ? number.toFixed(20).replace(/0+$/, "") : text;
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return dateText(cell);
  return typeof cell === "string" ? cell : JSON.stringify(cell);
}

/** Days without a time stay days; a workbook's times have no zone. */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return "";
  const text = new Date(Math.round(date.getTime() / 1_000) * 1_000).toISOString();
  return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text.slice(0, 19).replace("T", " ");
}

await main();
