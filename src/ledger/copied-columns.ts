// Big tables as columns, straight from the bytes of PostgreSQL's COPY: a text that was seen before is known by its bytes, and never becomes a text again.
import type { Tx } from "#db/database.ts";
import type { Coder } from "#facts/columns.ts";
import { cameTo } from "#kit/long-work.ts";

/** From 1970-01-01 to 2000-01-01, where PostgreSQL's microseconds count from. */
const minutesBefore2000 = 10_957 * 1440;
const microsInMinute = 60_000_000;
const twoTo32 = 4_294_967_296;
/** What a binary copy begins with: eleven bytes of a signature, flags, and the length of what else stands there. */
const signature = Buffer.from("PGCOPY\n\u00ff\r\n\0", "latin1");
const fixedHead = signature.length + 8;

interface Copying {
  readonly query: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly coders: readonly Coder[];
  /** How many rows will come, for whoever waits. */
  readonly expected?: number;
}

/**
 * Rows of a query whose first column is a timestamp that is never absent and whose others are texts, one for each coder: minutes since 1970-01-01 00:00, and codes.
 * Absent and empty texts have the code -1. `settings` are told to the transaction first, and the query reads them by current_setting: COPY takes no parameters.
 */
export async function copiedColumns(tx: Tx, { query, settings, coders, expected }: Copying): Promise<{ minutes: Int32Array; codes: Int32Array[] }> {
  for (const [name, value] of Object.entries(settings)) await tx.run("select set_config($1, $2, true)", [name, value]);
  const reader = new CopyReader(coders);
  for await (const piece of tx.copyOut(`copy (${query}) to stdout (format binary)`)) {
    reader.hear(piece);
    cameTo("reading", expected === undefined ? null : Math.min(1, reader.count / Math.max(1, expected)));
  }
  return reader.columns();
}

/** Reads COPY's binary format piece by piece; pieces may end anywhere. Source: PostgreSQL's description of COPY, binary format. */
export class CopyReader {
  private readonly coders: readonly ByteCoder[];
  private minutes = new Int32Array(4096);
  private codes: Int32Array[];
  private rows = 0;
  private rest: Uint8Array = new Uint8Array(0);
  private hasBegun = false;
  private isOver = false;

  constructor(coders: readonly Coder[]) {
    this.coders = coders.map((coder) => new ByteCoder(coder));
    this.codes = coders.map(() => new Int32Array(4096));
  }

  hear(piece: Uint8Array): void {
    const bytes = this.rest.length === 0 ? piece : Buffer.concat([this.rest, piece]);
    let at = this.hasBegun ? 0 : this.head(bytes);
    while (!this.isOver) {
      const next = this.row(bytes, at);
      if (next < 0) break;
      at = next;
    }
    // A copy: whoever gave the piece may write over it.
    this.rest = Uint8Array.from(bytes.subarray(at));
  }

  /** Where the rows begin; 0 while the head has not come whole. */
  private head(bytes: Uint8Array): number {
    if (bytes.length < fixedHead) return 0;
    if (signature.compare(bytes, 0, signature.length) !== 0) throw new Error("these bytes are no binary copy");
    const length = fixedHead + wordAt(bytes, fixedHead - 4);
    if (bytes.length < length) return 0;
    this.hasBegun = true;
    return length;
  }

  /** Takes one row and gives where the next begins; -1 where it has not come whole. */
  private row(bytes: Uint8Array, start: number): number {
    if (!this.hasBegun || bytes.length < start + 2) return -1;
    const fields = (bytes[start]! << 8) | bytes[start + 1]!;
    if (fields === 0xff_ff) {
      this.isOver = true;
      return start + 2;
    }
    if (fields !== this.coders.length + 1) throw new Error("a row of the copy has another number of fields");
    // Number of fields, and the time with its length: always there.
    let at = start + 14;
    if (bytes.length < at) return -1;
    if (wordAt(bytes, start + 2) !== 8) throw new Error("a row of the copy has no time");
    const micros = wordAt(bytes, start + 6) * twoTo32 + (wordAt(bytes, start + 10) >>> 0);
    if (this.rows === this.minutes.length) this.grow();
    for (let field = 0; field < this.coders.length; field++) {
      if (bytes.length < at + 4) return -1;
      const length = wordAt(bytes, at);
      at += 4;
      if (length <= 0) {
        this.codes[field]![this.rows] = -1;
        continue;
      }
      if (bytes.length < at + length) return -1;
      this.codes[field]![this.rows] = this.coders[field]!.code(bytes, at, at + length);
      at += length;
    }
    this.minutes[this.rows++] = Math.floor(micros / microsInMinute) + minutesBefore2000;
    return at;
  }

  /** Rows so far. */
  get count(): number {
    return this.rows;
  }

  private grow(): void {
    this.minutes = longer(this.minutes, 2 * this.rows);
    this.codes = this.codes.map((each) => longer(each, 2 * this.rows));
  }

  columns(): { minutes: Int32Array; codes: Int32Array[] } {
    if (!this.isOver) throw new Error("the copy has no end");
    return { minutes: this.minutes.slice(0, this.rows), codes: this.codes.map((each) => each.slice(0, this.rows)) };
  }
}

function wordAt(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
}

/** Codes by the bytes of a text. Open addressing, at most half full. */
class ByteCoder {
  private readonly coder: Coder;
  private slots = new Int32Array(1024);
  private hashes = new Int32Array(512);
  private starts = new Int32Array(513);
  private codes = new Int32Array(512);
  private bytes = new Uint8Array(8192);
  private count = 0;

  constructor(coder: Coder) {
    this.coder = coder;
  }

  code(bytes: Uint8Array, from: number, until: number): number {
    // FNV-1a, folded at the end: texts of one kind differ in their last signs.
    let hash = 0x81_1c_9d_c5;
    for (let at = from; at < until; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01_00_01_93);
    hash ^= hash >>> 15;
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    for (; this.slots[slot] !== 0; slot = (slot + 1) & mask) {
      const place = this.slots[slot]! - 1;
      if (this.hashes[place] === hash && this.isSame(place, bytes, from, until)) return this.codes[place]!;
    }
    const code = this.coder.code(Buffer.from(bytes.buffer, bytes.byteOffset + from, until - from).toString("utf8"));
    this.keep(bytes.subarray(from, until), { slot, hash, code });
    return code;
  }

  private isSame(place: number, bytes: Uint8Array, from: number, until: number): boolean {
    const start = this.starts[place]!;
    const length = until - from;
    if (this.starts[place + 1]! - start !== length) return false;
    for (let n = 0; n < length; n++) if (this.bytes[start + n] !== bytes[from + n]) return false;
    return true;
  }

  private keep(own: Uint8Array, { slot, hash, code }: { slot: number; hash: number; code: number }): void {
    const start = this.starts[this.count]!;
    if (start + own.length > this.bytes.length) this.bytes = longer(this.bytes, Math.max(2 * this.bytes.length, start + own.length));
    this.bytes.set(own, start);
    this.hashes[this.count] = hash;
    this.codes[this.count] = code;
    this.starts[this.count + 1] = start + own.length;
    this.slots[slot] = ++this.count;
    if (this.count === this.codes.length) this.grow();
  }

  private grow(): void {
    const size = 2 * this.count;
    this.hashes = longer(this.hashes, size);
    this.codes = longer(this.codes, size);
    this.starts = longer(this.starts, size + 1);
    this.slots = new Int32Array(2 * size);
    const mask = this.slots.length - 1;
    for (let place = 0; place < this.count; place++) {
      let slot = this.hashes[place]! & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = place + 1;
    }
  }
}

function longer<A extends Int32Array | Uint8Array>(values: A, length: number): A {
  const Longer = values.constructor as new (length: number) => A;
  const made = new Longer(length);
  made.set(values);
  return made;
}
