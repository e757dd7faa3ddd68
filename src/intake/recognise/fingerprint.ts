// The shape of a file by its headers, so that a mapping is found again for the next file of the same shape.
import { createHash } from "node:crypto";

import { plainHeader } from "#intake/recognise/dictionary.ts";

/** The same for the same headers in any order, in small or capital letters. */
export function fingerprint(columns: readonly string[]): string {
  const plain = columns.map((column) => plainHeader(column) || column).sort();
  return createHash("sha256").update(plain.join("\n")).digest("hex").slice(0, 32);
}
