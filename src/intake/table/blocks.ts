// A stream of bytes as blocks of text that end at a line's end, each with the byte where the next one begins.
import { Refused } from "#intake/table/limits.ts";
import type { Encoding } from "#intake/types.ts";

export interface Block {
  readonly text: string;
  /** Byte of the file right after this block. */
  readonly end: number;
  readonly isLast: boolean;
}

export interface BlockOptions {
  readonly encoding: Encoding;
  /** '\n', or '\r' in files of old Macs. */
  readonly newline: string;
  /** Byte of the file that the stream starts at. */
  readonly from: number;
  /** Bytes without any line break before the file is refused. */
  readonly longestLine: number;
}

/** About as many bytes as fit the processor's cache; larger blocks are not faster. */
const blockBytes = 1 << 18;

/** Text in blocks; memory is bounded by one block and the longest line. Throws `Refused` on a line that is too long. */
export async function* blocksOf(bytes: AsyncIterable<Uint8Array>, options: BlockOptions): AsyncGenerator<Block> {
  const decode = decoderOf(options.encoding);
  const cutAfter = cutterOf(options);
  let end = options.from;
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let searchedBytes = 0;
  for await (const chunk of bytes) {
    held.push(chunk);
    heldBytes += chunk.byteLength;
    if (heldBytes < blockBytes || heldBytes < searchedBytes) continue;
    const all = held.length === 1 ? held[0]! : Buffer.concat(held, heldBytes);
    const cut = cutAfter(all);
    if (cut === 0) {
      if (heldBytes > options.longestLine) throw new Refused("record-too-long", { limit: options.longestLine, unit: "bytes" });
      // A long line is searched again only once it has doubled, so that the work stays in proportion to the file.
      [held, searchedBytes] = [[all], Math.min(heldBytes * 2, options.longestLine)];
      continue;
    }
    end += cut;
    held = cut === all.byteLength ? [] : [all.subarray(cut)];
    heldBytes = all.byteLength - cut;
    searchedBytes = 0;
    yield { text: decode(all.subarray(0, cut)), end, isLast: false };
  }
  if (heldBytes > options.longestLine + blockBytes) throw new Refused("record-too-long", { limit: options.longestLine, unit: "bytes" });
  yield { text: decode(Buffer.concat(held, heldBytes)), end: end + heldBytes, isLast: true };
}

/** Bytes up to and with the last line break; 0 where there is none. */
function cutterOf(options: BlockOptions): (bytes: Uint8Array) => number {
  const code = options.newline.charCodeAt(0);
  if (options.encoding !== "utf-16le" && options.encoding !== "utf-16be") return (bytes) => bytes.lastIndexOf(code) + 1;
  const [low, high] = options.encoding === "utf-16le" ? [0, 1] : [1, 0];
  return (bytes) => {
    for (let i = bytes.byteLength - (bytes.byteLength % 2) - 2; i >= 0; i -= 2) if (bytes[i + low] === code && bytes[i + high] === 0) return i + 2;
    return 0;
  };
}

function decoderOf(encoding: Encoding): (bytes: Uint8Array) => string {
  const asBuffer = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (encoding === "utf-8") return (bytes) => asBuffer(bytes).toString("utf8");
  if (encoding === "utf-16le") return (bytes) => asBuffer(bytes).toString("utf16le");
  if (encoding === "utf-16be")
    return (bytes) =>
      Buffer.from(bytes.subarray(0, bytes.byteLength - (bytes.byteLength % 2)))
        .swap16()
        .toString("utf16le");
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  return (bytes) => decoder.decode(bytes);
}
