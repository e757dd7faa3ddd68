// Set-aside rows as a CSV file for correction: in the shape of their own file, with line and reason in front, safe to open in a spreadsheet.
import type { Database } from "#db/database.ts";
import { type AsideRow, readOpenAside } from "#ledger/set-aside.ts";
import { correctionColumns } from "#intake/thread/corrected.ts";
import { csvLine } from "#kit/csv.ts";

export interface AsideFile {
  /** Columns of the file that the rows come from. */
  readonly columns: readonly string[];
  /** Only rows of one reason; null: all. */
  readonly reason: string | null;
  /** Why a row was set aside, in words. */
  readonly sentence: (row: AsideRow) => string;
}

/** Open rows in pages, so that a million of them take no memory. A file that is itself a correction keeps its first line numbers out. */
export async function* asideAsCsv(
  database: Database,
  ref: { readonly workspaceId: string; readonly importId: string },
  file: AsideFile,
): AsyncGenerator<Uint8Array> {
  const ours = new Set(file.columns.flatMap((column, place) => ((Object.values(correctionColumns) as string[]).includes(column) ? [place] : [])));
  const own = (cells: readonly string[]) => (ours.size === 0 ? cells : cells.filter((_, place) => !ours.has(place)));
  const encoder = new TextEncoder();
  yield encoder.encode(`\uFEFF${csvLine([correctionColumns.line, correctionColumns.reason, ...own(file.columns)])}`);
  for (let after = 0; ;) {
    const rows = await database.inWorkspace(ref.workspaceId, (tx) => readOpenAside(tx, ref, { reason: file.reason, after, limit: 1000 }), { readOnly: true });
    if (rows.length === 0) return;
    after = rows.at(-1)!.line;
    yield encoder.encode(rows.map((row) => csvLine([String(row.line), file.sentence(row), ...own(row.raw)])).join(""));
  }
}
