// Set-aside rows travel as CSV and come back corrected: two columns of ours say where each belongs, and marks that defused cells are taken off again.
import { defused } from "#kit/csv.ts";

/** Columns that the download adds in front; their names are the same in every language, so that they are known again. */
export const correctionColumns = { line: "evenhand_line", reason: "evenhand_reason" } as const;

/** The cell as it was before the download. */
export function restored(cell: string): string {
  return cell.startsWith("'") && defused(cell.slice(1)) === cell ? cell.slice(1) : cell;
}

/** Where the columns of a correction stand; null for every other file. */
export function correctionIn(columns: readonly string[]): { readonly line: number } | null {
  const line = columns.indexOf(correctionColumns.line);
  return line === -1 ? null : { line };
}
