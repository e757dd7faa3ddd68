// Cells and lines of a CSV file that a spreadsheet opens without harm.

/**
 * One cell. A text that a spreadsheet would take for a formula (it begins with = + - @ or a control character) gets an apostrophe before it;
 * numbers stay numbers. Quoted where it holds a comma, quote, semicolon or line end.
 */
export function csvCell(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  if (typeof value === "bigint" || typeof value === "boolean") return String(value);
  const text = defused(typeof value === "string" ? value : JSON.stringify(value));
  return /[",;\r\n\t]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The text with an apostrophe before it where a spreadsheet would run it; also behind leading blanks, and in the wide forms of = + - @. */
export function defused(text: string): string {
  const isControl = text !== "" && (text.charCodeAt(0) < 0x20 || text.charCodeAt(0) === 0x7f);
  return isControl || /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u.test(text) ? `'${text}` : text;
}

/** One line with its end (CRLF, RFC 4180). */
export function csvLine(values: readonly unknown[]): string {
  return `${values.map(csvCell).join(",")}\r\n`;
}

/** What a UTF-8 CSV file begins with, so that spreadsheets read Russian letters. */
export const csvStart = "\uFEFF";
