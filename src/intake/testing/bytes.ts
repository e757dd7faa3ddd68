// Files for tests: text as the bytes of any alphabet we read, cut into chunks of any size.
import type { Encoding } from "#intake/types.ts";

/** Bytes of a text; letters that the encoding lacks become '?'. */
export function encoded(text: string, encoding: Encoding): Uint8Array {
  if (encoding === "utf-8") return Buffer.from(text, "utf8");
  if (encoding === "utf-16le") return Buffer.from(text, "utf16le");
  if (encoding === "utf-16be") return Buffer.from(text, "utf16le").swap16();
  const letters = new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, code) => code));
  return Uint8Array.from(text, (letter) => Math.max(letters.indexOf(letter), 0) || 63);
}

/** A stream of chunks of a given size. */
export async function* inChunks(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += size) yield bytes.subarray(at, at + size);
}

/** A UTF-8 file. */
export function file(text: string, size?: number): AsyncIterable<Uint8Array> {
  return inChunks(Buffer.from(text, "utf8"), size);
}
