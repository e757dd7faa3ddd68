// Writes a report's tables as an XLSX workbook: one sheet a table, numbers as numbers, and a sheet with the papers.
import writeXlsxFile, { type SheetData } from "write-excel-file/node";

import type { Report, ReportCell, ReportTable } from "#http/report/report.ts";

/** The workbook's bytes. Texts are stored as texts, so that none of them can run as a formula. */
export async function workbookOf(report: Report): Promise<Buffer> {
  const sheets = report.tables.map((table, i) => ({
    sheet: sheetName(table.caption, i),
    data: dataOf(table),
    columns: table.columns.map((column, place) => ({ width: widthOf(column.title, table, place) })),
  }));
  const papers: SheetData = [[heading(report.title)], [text(report.sentence)], [], ...report.papers.map(([name, sentence]) => [text(name), text(sentence)])];
  return writeXlsxFile([
    ...sheets,
    { sheet: report.language === "ru" ? "Откуда числа" : "How we know", data: papers, columns: [{ width: 28 }, { width: 100 }] },
  ]).toBuffer();
}

/** In characters: as wide as its longest text, within reason. */
function widthOf(title: string, { rows }: ReportTable, place: number): number {
  const longest = rows.reduce((most, row) => Math.max(most, typeof row[place] === "string" ? row[place].length : 0), title.length);
  return Math.min(60, Math.max(12, longest + 2));
}

function dataOf(table: ReportTable): SheetData {
  return [
    table.columns.map((column) => heading(column.title)),
    ...table.rows.map((row) => table.columns.map((column, i) => cellOf(row[i] ?? null, column.digits ?? 0))),
  ];
}

function cellOf(cell: ReportCell, digits: number) {
  if (cell === null) return null;
  if (typeof cell === "string") return text(cell);
  return { type: Number, value: cell, format: digits === 0 ? "#,##0" : `#,##0.${"0".repeat(digits)}` };
}

const text = (value: string) => ({ type: String, value });
const heading = (value: string) => ({ type: String, value, fontWeight: "bold" as const });

/** Excel allows 31 characters and none of []:*?/\ in the name of a sheet. */
function sheetName(caption: string, place: number): string {
  return `${place + 1} ${caption.replaceAll(/[[\]:*?/\\]/g, " ")}`.slice(0, 31).trim();
}
