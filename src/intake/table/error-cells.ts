// Cells of a workbook without a value are handed on as text, where the library would leave them empty: formulas that failed, and formulas that nobody ever calculated.
import { notCalculated } from "#intake/value/error-mark.ts";
import { rewritten } from "#intake/table/zip.ts";

const sheet = /worksheets\/[^/]+\.xml$/i;
const isError = /(<(?:\w+:)?c\s(?:[^<>]*\s)?t=)(["'])e\2/g;
/** A cell with a formula and no value, as programs write it that cannot calculate. */
const isBare = /<((?:\w+:)?)c((?:\s[^<>]*)?)>(<\1f(?:\s[^<>]*)?(?:\/>|>[^<]*<\/\1f>))(?:<\1v\s*\/>|<\1v><\/\1v>)?<\/\1c>/g;
/** A formula that gives an empty text is calculated: a spreadsheet says of such a cell that it holds text. */
const isText = /\st=(["'])str\1/;
const typeOf = /\st=(["'])\w*\1/;

/** A sheet without any of these needs no second look: most have none, and some are large. */
const signs = ['t="e"', "t='e'", "<f>", "<f ", "<f/", ":f>", ":f "];

/** The workbook with such cells as texts ('#DIV/0!'); the same bytes where it has none. */
export function withErrorsAsText(workbook: Uint8Array): Uint8Array {
  return rewritten(workbook, (name) => sheet.test(name), errorsAsText);
}

/** Byte for byte besides those cells, whatever the alphabet; null where there is nothing to change. */
function errorsAsText(xml: Buffer): Buffer | null {
  if (!signs.some((sign) => xml.includes(sign))) return null;
  const before = xml.toString("latin1");
  const after = before
    .replace(isError, "$1$2str$2")
    .replace(isBare, (cell, prefix: string, attributes: string) =>
      isText.test(attributes) ? cell : `<${prefix}c${attributes.replace(typeOf, "")} t="str"><${prefix}v>${notCalculated}</${prefix}v></${prefix}c>`,
    );
  return after === before ? null : Buffer.from(after, "latin1");
}
