// A look into a workbook's table of contents before anything is unpacked: how large it says it becomes.
import type { TableRefusal } from "#intake/types.ts";

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
/** The end record with the longest comment that may follow it. */
const endSearch = 65_557;
const mostEntries = 5_000;

/** Why a packed file should not be unpacked: no readable contents, or more bytes than the limit; null when it may. */
export function whyNotUnpack(bytes: Uint8Array, limit: number): TableRefusal | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endRecord(view);
  if (end === -1) return "workbook-unreadable";
  const entries = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  let total = 0;
  if (entries > mostEntries) return "workbook-too-large";
  for (let i = 0; i < entries; i++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== entryMark) return "workbook-unreadable";
    total += view.getUint32(at + 24, true);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return total > limit ? "workbook-too-large" : null;
}

function endRecord(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - endSearch); at--) if (view.getUint32(at, true) === endMark) return at;
  return -1;
}
