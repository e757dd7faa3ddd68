// COPY … TO STDOUT as plain bytes. PostgreSQL sends every row in a frame of its own; frames are taken off where they lie, so that a million rows are not a million objects.
import { Readable } from "node:stream";
import type pg from "pg";

/** The driver's connection, as far as a copy needs it. */
interface Wire {
  readonly stream: Readable;
  query(text: string): void;
}

const sign = (letter: string) => letter.charCodeAt(0);
const [copyData, copyDone] = [sign("d"), sign("c")];
/** What may come before the end of a copy: its rows, its beginning, notices, and settings that changed. */
const within = new Set(["d", "H", "N", "A", "S"].map(sign));
const headBytes = 5;

/**
 * Given to a client's `query`; read as a stream of bytes whose pieces end anywhere. While it lasts the connection's bytes are heard here; from the first message on
 * that is none of a copy (its end, or an error) the driver hears them again. Source: PostgreSQL's description of its protocol, 53.2.6.
 */
export class CopyOut extends Readable implements pg.Submittable {
  private readonly sql: string;
  private wire: Wire | null = null;
  private heardBefore: ((bytes: Buffer) => void) | null = null;
  private readonly onReadable = () => this.forward();
  private isWanted = false;
  private isForwarding = false;
  /** A head that has not come whole. */
  private rest: Buffer = Buffer.alloc(0);
  /** Bytes of the present message that are still to come, and whether they are rows. */
  private left = 0;
  private isRows = false;

  constructor(sql: string) {
    super();
    this.sql = sql;
  }

  submit(connection: pg.Connection): void {
    const wire = connection as unknown as Wire;
    this.wire = wire;
    this.heardBefore = wire.stream.listeners("data").at(-1) as (bytes: Buffer) => void;
    wire.stream.removeListener("data", this.heardBefore);
    wire.stream.pause();
    wire.stream.on("readable", this.onReadable);
    wire.query(this.sql);
  }

  override _read(): void {
    this.isWanted = true;
    this.forward();
  }

  /** Who stops reading before the end leaves the connection its rest: it is read and dropped, so that the next question gets its own answer. */
  override _destroy(fault: Error | null, done: (fault?: Error | null) => void): void {
    done(fault);
    this.forward();
  }

  /** The driver calls these once the connection is its own again. */
  handleError(fault: Error): void {
    this.destroy(fault);
  }
  handleCommandComplete(): void {}
  handleReadyForQuery(): void {}

  private forward(): void {
    if (this.isForwarding) return;
    this.isForwarding = true;
    while ((this.isWanted || this.destroyed) && this.wire) {
      const bytes = this.wire.stream.read() as Buffer | null;
      if (bytes === null) break;
      this.unframe(this.rest.length === 0 ? bytes : Buffer.concat([this.rest, bytes]));
    }
    this.isForwarding = false;
  }

  /** Moves the rows of a piece together at its front and hands them on. */
  private unframe(bytes: Buffer): void {
    let [at, kept] = [0, 0];
    this.rest = bytes.subarray(0, 0);
    while (at < bytes.length) {
      if (this.left > 0) {
        const until = Math.min(at + this.left, bytes.length);
        if (this.isRows) {
          bytes.copyWithin(kept, at, until);
          kept += until - at;
        }
        this.left -= until - at;
        at = until;
        continue;
      }
      const code = bytes[at]!;
      if (code !== copyDone && !within.has(code)) return this.finish(bytes.subarray(0, kept), bytes.subarray(at));
      if (bytes.length - at < headBytes) {
        this.rest = Buffer.from(bytes.subarray(at));
        break;
      }
      this.left = bytes.readUInt32BE(at + 1) - 4;
      this.isRows = code === copyData;
      at += headBytes;
      if (code === copyDone) return this.finish(bytes.subarray(0, kept), bytes.subarray(at));
    }
    if (kept > 0) this.isWanted = this.push(bytes.subarray(0, kept));
  }

  /** The last rows, and what comes after them for the driver. */
  private finish(rows: Buffer, after: Buffer): void {
    const { stream } = this.wire!;
    this.wire = null;
    this.left = 0;
    stream.removeListener("readable", this.onReadable);
    stream.on("data", this.heardBefore!);
    if (rows.length > 0) this.push(rows);
    const isFault = after[0] === sign("E");
    if (after.length > 0) this.heardBefore!(after);
    // A fault is told by the driver; everything else is a good end.
    if (!isFault) this.push(null);
    process.nextTick(() => stream.resume());
  }
}
