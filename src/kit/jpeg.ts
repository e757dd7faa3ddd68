// A photo as it may be kept: a JPEG, without what cameras write beside the picture (where it was taken, when, by which phone).

const soi = 0xd8;
const sos = 0xda;
/** Parts that a picture is drawn with: those of JFIF, a colour profile, Adobe's transform. Exif, XMP, thumbnails and comments are none of them. */
const kept: ReadonlySet<number> = new Set([0xe0, 0xe2, 0xee]);
const isDropped = (marker: number) => (marker >= 0xe0 && marker <= 0xef && !kept.has(marker)) || marker === 0xfe;

/**
 * The same picture without its metadata; null where the bytes are no JPEG from its first mark to its scan. Reads the segments before the first scan,
 * in which all metadata stands; what follows the end of the picture is cut off, where thumbnails and videos are hung on.
 */
export function plainJpeg(bytes: Uint8Array): Uint8Array | null {
  if (bytes[0] !== 0xff || bytes[1] !== soi) return null;
  const parts: Uint8Array[] = [bytes.subarray(0, 2)];
  let at = 2;
  for (;;) {
    // Any number of fill bytes may stand before a mark.
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at++;
    const marker = bytes[at + 1];
    if (bytes[at] !== 0xff || marker === undefined || marker < 0xc0) return null;
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) return null;
    if (marker === sos) break;
    if (!isDropped(marker)) parts.push(bytes.subarray(at, end));
    at = end;
  }
  const end = endOfPicture(bytes, at);
  if (end === null) return null;
  parts.push(bytes.subarray(at, end));
  return joined(parts);
}

/** Behind the mark of the end: within a scan 0xff is followed by 0 or a restart mark, between scans stand further tables. */
function endOfPicture(bytes: Uint8Array, from: number): number | null {
  for (let at = from; at + 1 < bytes.length; at++) if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return at + 2;
  return null;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
