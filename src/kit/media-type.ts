// What a file is, told from its first bytes. Names lie; a name decides nothing here.

/** Pictures that a browser shows without running anything. */
export const shownInline: ReadonlySet<string> = new Set(["image/jpeg", "image/png", "image/webp"]);

const starts = (bytes: Uint8Array, signature: readonly number[], at = 0) => signature.every((byte, place) => bytes[at + place] === byte);
const ascii = (text: string) => Array.from(text, (letter) => letter.charCodeAt(0));

const office: readonly (readonly [string, string])[] = [
  ["word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  ["xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
  ["ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"],
];

/** The media type of some bytes; application/octet-stream where they say nothing. Never one that a browser would run: markup is text. */
export function mediaTypeOf(bytes: Uint8Array): string {
  if (starts(bytes, [0xff, 0xd8, 0xff])) return "image/jpeg";
  if (starts(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return "image/png";
  if (starts(bytes, ascii("RIFF")) && starts(bytes, ascii("WEBP"), 8)) return "image/webp";
  if (starts(bytes, ascii("%PDF-"))) return "application/pdf";
  if (starts(bytes, [0x50, 0x4b, 0x03, 0x04])) return office.find(([folder]) => holds(bytes, ascii(folder)))?.[1] ?? "application/zip";
  return isText(bytes) ? "text/plain; charset=utf-8" : "application/octet-stream";
}

/** Names of parts stand early in a package and again in its last part. */
function holds(bytes: Uint8Array, wanted: readonly number[]): boolean {
  const reach = 65_536;
  const within = (from: number, until: number) => {
    for (let at = from; at < until; at += 1) if (starts(bytes, wanted, at)) return true;
    return false;
  };
  return within(0, Math.min(bytes.length, reach)) || within(Math.max(0, bytes.length - reach), bytes.length);
}

/** UTF-8 throughout, without control characters besides tabs and ends of lines. */
function isText(bytes: Uint8Array): boolean {
  let more = 0;
  for (const byte of bytes) {
    if (more > 0) {
      if ((byte & 0xc0) !== 0x80) return false;
      more -= 1;
    } else if (byte < 0x80) {
      if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c) return false;
    } else {
      more = byte >= 0xf0 && byte < 0xf5 ? 3 : byte >= 0xe0 ? 2 : byte >= 0xc2 ? 1 : -1;
      if (more < 0 || byte >= 0xf5) return false;
    }
  }
  return more === 0;
}
