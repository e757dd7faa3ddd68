// A workbook is a ZIP archive: what its table of contents says before anything is unpacked, and the archive with some parts written anew.
import { deflateRawSync, inflateRawSync } from "node:zlib";

import type { TableRefusal } from "#intake/types.ts";

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const localMark = 0x04034b50;
const localBytes = 30;
const entryBytes = 46;
const endBytes = 22;
/** The end record with the longest comment that may follow it. */
const endSearch = 65_557;
const mostEntries = 5_000;
const deflated = 8;

/** One part of an archive, as its table of contents tells. */
interface Part {
  readonly name: string;
  readonly method: number;
  readonly size: number;
  readonly packed: Uint8Array;
}

/** Why a packed file should not be unpacked: no readable contents, or more bytes than the limit; null when it may. */
export function whyNotUnpack(bytes: Uint8Array, limit: number): TableRefusal | null {
  const contents = contentsOf(bytes);
  if (contents === "workbook-unreadable" || contents === "workbook-too-large") return contents;
  let total = 0;
  for (const { size } of contents) total += size;
  return total > limit ? "workbook-too-large" : null;
}

/**
 * The archive with the parts that are asked for changed; the same bytes where none changes. A part that unpacks to more than it
 * says, or not at all, is left as it is: whoever reads it will say so. Checksums stay empty, the reader beside looks at none.
 */
export function rewritten(bytes: Uint8Array, isAsked: (name: string) => boolean, change: (part: Buffer) => Buffer | null): Uint8Array {
  const contents = contentsOf(bytes);
  if (typeof contents === "string") return bytes;
  let isChanged = false;
  const parts = contents.map((entry) => {
    const part = partOf(bytes, entry);
    if (part === null || part.method !== deflated || !isAsked(part.name)) return part;
    const after = change(unpacked(part));
    if (after === null) return part;
    isChanged = true;
    return Object.assign({}, part, { size: after.byteLength, packed: deflateRawSync(after, { level: 1 }) });
  });
  return isChanged && parts.every((part) => part !== null) ? archiveOf(parts) : bytes;
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packedSize: number;
  readonly size: number;
  readonly at: number;
}

function contentsOf(bytes: Uint8Array): Entry[] | "workbook-unreadable" | "workbook-too-large" {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endRecord(view);
  if (end === -1) return "workbook-unreadable";
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > mostEntries) return "workbook-too-large";
  const entries: Entry[] = [];
  for (let i = 0; i < count; i++) {
    if (at + entryBytes > view.byteLength || view.getUint32(at, true) !== entryMark) return "workbook-unreadable";
    const nameEnd = at + entryBytes + view.getUint16(at + 28, true);
    entries.push({
      name: Buffer.from(bytes.subarray(at + entryBytes, nameEnd)).toString("utf8"),
      method: view.getUint16(at + 10, true),
      packedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    });
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function partOf(bytes: Uint8Array, { name, method, packedSize, size, at }: Entry): Part | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (at + localBytes > view.byteLength || view.getUint32(at, true) !== localMark) return null;
  const from = at + localBytes + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  return { name, method, size, packed: bytes.subarray(from, from + packedSize) };
}

function unpacked({ packed, size }: Part): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) });
  } catch {
    return Buffer.alloc(0);
  }
}

/** An archive of these parts, in their order. */
function archiveOf(parts: readonly Part[]): Uint8Array {
  const [locals, entries]: [Uint8Array[], Uint8Array[]] = [[], []];
  let at = 0;
  for (const { name, method, size, packed } of parts) {
    const title = Buffer.from(name, "utf8");
    const [local, entry] = [Buffer.alloc(localBytes), Buffer.alloc(entryBytes)];
    local.writeUInt32LE(localMark, 0);
    entry.writeUInt32LE(entryMark, 0);
    // The same seven fields, two bytes further on in the table of contents; names are UTF-8.
    for (const [header, shift] of [
      [local, 0],
      [entry, 2],
    ] as const) {
      header.writeUInt16LE(20, 4 + shift);
      header.writeUInt16LE(0x0800, 6 + shift);
      header.writeUInt16LE(method, 8 + shift);
      header.writeUInt32LE(packed.byteLength, 18 + shift);
      header.writeUInt32LE(size, 22 + shift);
      header.writeUInt16LE(title.byteLength, 26 + shift);
    }
    entry.writeUInt32LE(at, 42);
    locals.push(local, title, packed);
    entries.push(entry, title);
    at += localBytes + title.byteLength + packed.byteLength;
  }
  const contents = Buffer.concat(entries);
  const end = Buffer.alloc(endBytes);
  end.writeUInt32LE(endMark, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(contents.byteLength, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, contents, end]);
}

function endRecord(view: DataView): number {
  for (let at = view.byteLength - endBytes; at >= Math.max(0, view.byteLength - endSearch); at--) if (view.getUint32(at, true) === endMark) return at;
  return -1;
}
