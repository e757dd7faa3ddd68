// Big tables as columns, straight from the bytes of PostgreSQL's COPY: a text that was seen before is known by its bytes, and never becomes a text again.
import type { Tx } from "#db/database.ts";
import type { Coder } from "#facts/columns.ts";
import { Growing } from "#ledger/grow.ts";

const [tab, lineEnd, backslash, minus, capitalN] = [9, 10, 92, 45, 78];
const isSeparator = (byte: number) => byte === tab || byte === lineEnd;

/**
 * Rows of a query whose first column is a whole number of 32 bits that is never absent and whose others are texts, one for each coder; absent and empty texts have
 * the code -1. `settings` are told to the transaction first, and the query reads them by current_setting: COPY takes no parameters.
 */
export async function copiedColumns(
  tx: Tx,
  { query, settings, coders }: { readonly query: string; readonly settings: Readonly<Record<string, string>>; readonly coders: readonly Coder[] },
): Promise<{ numbers: Int32Array; codes: Int32Array[] }> {
  for (const [name, value] of Object.entries(settings)) await tx.run("select set_config($1, $2, true)", [name, value]);
  const reader = new CopyReader(coders);
  for await (const piece of tx.copyOut(`copy (${query}) to stdout`)) reader.hear(piece);
  return reader.columns();
}

/** Reads COPY's text format piece by piece; pieces may end anywhere. */
export class CopyReader {
  private readonly numbers = new Growing(new Int32Array(1024));
  private readonly codes: Growing<Int32Array>[];
  private readonly known: ByteCoder[];
  private rest: Uint8Array = new Uint8Array(0);

  constructor(coders: readonly Coder[]) {
    this.codes = coders.map(() => new Growing(new Int32Array(1024)));
    this.known = coders.map((coder) => new ByteCoder(coder));
  }

  hear(piece: Uint8Array): void {
    const bytes = this.rest.length === 0 ? piece : Buffer.concat([this.rest, piece]);
    const whole = bytes.lastIndexOf(lineEnd) + 1;
    let at = 0;
    while (at < whole) at = this.line(bytes, at);
    // A copy: whoever gave the piece may write over it.
    this.rest = Uint8Array.from(bytes.subarray(whole));
  }

  /** Takes one line and gives where the next begins. A tab or a line end within a text is written as two other signs. */
  private line(bytes: Uint8Array, start: number): number {
    let at = start;
    const isBelow = bytes[at] === minus;
    if (isBelow) at++;
    let number = 0;
    for (; bytes[at]! > lineEnd; at++) number = number * 10 + bytes[at]! - 48;
    this.numbers.push(isBelow ? -number : number);
    for (let field = 0; field < this.known.length; field++) {
      const from = ++at;
      if (bytes[at] === backslash && bytes[at + 1] === capitalN && isSeparator(bytes[at + 2]!)) {
        this.codes[field]!.push(-1);
        at += 2;
        continue;
      }
      // FNV-1a, folded at the end: texts of one kind differ in their last signs.
      let hash = 0x81_1c_9d_c5;
      for (; at < bytes.length && bytes[at]! !== tab && bytes[at]! !== lineEnd; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01_00_01_93);
      this.codes[field]!.push(this.known[field]!.code(bytes, { from, until: at, hash: hash ^ (hash >>> 15) }));
    }
    if (bytes[at] !== lineEnd) throw new Error("a line of the copy has another number of fields");
    return at + 1;
  }

  columns(): { numbers: Int32Array; codes: Int32Array[] } {
    if (this.rest.length > 0) throw new Error("the last line of the copy has no end");
    return { numbers: this.numbers.whole(), codes: this.codes.map((each) => each.whole()) };
  }
}

/** Codes by the bytes of a field as COPY writes it. Open addressing, at most half full. */
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

  code(bytes: Uint8Array, { from, until, hash }: { from: number; until: number; hash: number }): number {
    if (from === until) return -1;
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    for (; this.slots[slot] !== 0; slot = (slot + 1) & mask) {
      const place = this.slots[slot]! - 1;
      if (this.hashes[place] === hash && this.isSame(place, bytes, from, until)) return this.codes[place]!;
    }
    const code = this.coder.code(textOf(bytes, from, until));
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

const signs: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };

/** A field's text. */
function textOf(bytes: Uint8Array, from: number, until: number): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + from, until - from).toString("utf8");
  if (bytes.subarray(from, until).indexOf(backslash) < 0) return text;
  return text.replaceAll(/\\(.)/g, (_, sign: string) => signs[sign] ?? sign);
}
