// A fingerprint of a table's rows that does not depend on the order in which they come.
import { hash } from "node:crypto";

const newline = 0x0a;

/**
 * Takes the text that COPY gives, in pieces of any size. Each row is hashed with SHA-256, and the first 16 bytes of all hashes are added up, four bytes at a time,
 * modulo 2^32. COPY writes a line break inside a value as '\n' in two characters, so that each real one ends a row.
 */
export class RowDigest {
  #rest: Buffer = Buffer.alloc(0);
  #rows = 0;
  readonly #sums = new Uint32Array(4);

  update(piece: Uint8Array): void {
    let bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    if (this.#rest.length > 0) bytes = Buffer.concat([this.#rest, bytes]);
    let start = 0;
    for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, start)) {
      this.#add(bytes.subarray(start, end));
      start = end + 1;
    }
    this.#rest = Buffer.from(bytes.subarray(start));
  }

  #add(row: Buffer): void {
    const hashed = hash("sha256", row, "buffer");
    for (let lane = 0; lane < 4; lane += 1) this.#sums[lane] = this.#sums[lane]! + hashed.readUInt32LE(lane * 4);
    this.#rows += 1;
  }

  get rows(): number {
    return this.#rows;
  }

  /** 32 hexadecimal characters. */
  get text(): string {
    return [...this.#sums].map((sum) => sum.toString(16).padStart(8, "0")).join("");
  }
}
