// Cells of a workbook whose formula failed are handed on as the text that stands in them ('#DIV/0!'): the library would leave them empty.
import { rewritten } from "#intake/table/zip.ts";

const sheet = /worksheets\/[^/]+\.xml$/i;
const isError = /(<(?:\w+:)?c\s(?:[^<>]*\s)?t=)(["'])e\2/g;

/** The workbook with its error cells as texts; the same bytes where it has none. */
export function withErrorsAsText(workbook: Uint8Array): Uint8Array {
  return rewritten(workbook, (name) => sheet.test(name), errorsAsText);
}

/** Byte for byte besides the type of the cells, whatever the alphabet; null where there is nothing to change. */
function errorsAsText(xml: Buffer): Buffer | null {
  if (!xml.includes('t="e"') && !xml.includes("t='e'")) return null;
  return Buffer.from(xml.toString("latin1").replace(isError, "$1$2str$2"), "latin1");
}
