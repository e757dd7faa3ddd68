// Writes a report's tables as one CSV file: a caption, its header, its rows; numbers plain, texts defused.
import type { Report } from "#http/report/report.ts";
import { csvLine, csvStart } from "#kit/csv.ts";

export function csvOf(report: Report): string {
  const tables = report.tables.map((table) =>
    [
      ...(report.tables.length > 1 ? [csvLine([table.caption])] : []),
      csvLine(table.columns.map((column) => column.title)),
      ...table.rows.map((row) => csvLine(table.columns.map((_, i) => row[i] ?? null))),
    ].join(""),
  );
  return csvStart + tables.join("\r\n");
}
