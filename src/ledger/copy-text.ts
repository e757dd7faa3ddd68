// Rows as the text that PostgreSQL's COPY reads: one line a row, tabs between, \N for what is absent.

const special = /[\\\t\n\r]/;
const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** One value. A text is escaped, never cut; NUL characters must have been refused before, PostgreSQL holds none. */
export function copyValue(value: string | number | boolean | null): string {
  if (value === null) return "\\N";
  if (typeof value === "string") return special.test(value) ? value.replaceAll(/[\\\t\n\r]/g, (sign) => escapes[sign]!) : value;
  if (typeof value === "number") return String(value);
  return value ? "t" : "f";
}

/** A staged row: its line, then the values at `places`, in order. */
export function copyLine(row: { readonly line: number; readonly values: readonly (string | number | boolean | null)[] }, places: readonly number[]): string {
  let text = String(row.line);
  for (const place of places) text += `\t${copyValue(row.values[place]!)}`;
  return `${text}\n`;
}
