// A first look at a whole file: opened, profiled by all its rows, and looked at again when its alphabet shows only further down.
import type { Outcome } from "#kit/refusal.ts";

import { type ProfileOptions, profileOf } from "#intake/recognise/profile.ts";
import { guessEncoding } from "#intake/table/encoding.ts";
import { openTable } from "#intake/table/open.ts";
import type { Encoding, TableOptions, TableProfile, TableRefusal } from "#intake/types.ts";

/** Profiles a file that can be opened again. The profile's `shape` holds all that was found out. */
export async function studyFile(
  open: () => AsyncIterable<Uint8Array>,
  options: TableOptions & ProfileOptions = {},
): Promise<Outcome<TableProfile, TableRefusal>> {
  const first = await study(open(), options);
  if (!first.ok || first.value.undecodable === 0 || options.encoding !== undefined || first.value.shape.format !== "delimited") return first;
  // The first part of the file was plain ASCII, or the guess was wrong: judge by the lines that have other letters.
  const encoding = await encodingBelow(open());
  return encoding === first.value.shape.encoding ? first : study(open(), { ...options, encoding });
}

async function study(bytes: AsyncIterable<Uint8Array>, options: TableOptions & ProfileOptions): Promise<Outcome<TableProfile, TableRefusal>> {
  const table = await openTable(bytes, options);
  return table.ok ? profileOf(table.value, options) : table;
}

/** The encoding by those parts of a file that are not ASCII. */
async function encodingBelow(bytes: AsyncIterable<Uint8Array>): Promise<Encoding> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    const place = chunk.findIndex((byte) => byte >= 0x80);
    if (place === -1) continue;
    const part = chunk.subarray(Math.max(0, place - 200), place + 20_000);
    parts.push(part);
    length += part.byteLength;
    if (length > 200_000) break;
  }
  return guessEncoding(Buffer.concat(parts, length)).encoding;
}
