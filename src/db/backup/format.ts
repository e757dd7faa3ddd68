// The backup file: compressed, one stream, read and written without ever holding a table in memory.
// A header line; for each table a line that names it, its rows in pieces ("<bytes>\n" and the bytes, "0\n" at the end) and a line with count and digest;
// a last line with sequences and totals, without which the file is not whole.
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { StorageFault } from "#db/fault.ts";

export interface BackupHeader {
  readonly format: "evenhand-backup";
  readonly formatVersion: 1;
  readonly madeAt: string;
  readonly evenhand: string;
  readonly postgres: string;
  readonly migrations: readonly { readonly name: string; readonly digest: string }[];
}

export interface TableStart {
  readonly table: string;
  readonly columns: readonly string[];
}

export interface TableEnd {
  readonly rows: number;
  readonly digest: string;
}

export interface BackupEnd {
  readonly sequences: readonly { readonly name: string; readonly last: string; readonly isCalled: boolean }[];
  readonly tables: number;
  readonly rows: number;
}

export interface BackupReader {
  readonly header: BackupHeader;
  /** Goes through the tables in the order of the file; `take` must read all of `pieces`. Gives what stands at the end. */
  tables(take: (start: TableStart, pieces: AsyncIterable<Buffer>, end: () => Promise<TableEnd>) => Promise<void>): Promise<BackupEnd>;
}

const longestLine = 16 * 1024 * 1024;

export function line(value: object): Buffer {
  return Buffer.from(`${JSON.stringify(value)}\n`);
}

export function piece(bytes: Uint8Array): Buffer[] {
  return [Buffer.from(`${bytes.length}\n`), Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)];
}

export const lastPiece = Buffer.from("0\n");

/** Opens a backup file; throws a StorageFault where it is none, cut off or damaged. */
export async function openBackup(file: string): Promise<BackupReader> {
  const bytes = new Bytes(file);
  const header = await readLine<BackupHeader>(bytes, file);
  if (header.format !== "evenhand-backup") throw notABackup(file);
  if (header.formatVersion !== 1)
    throw new StorageFault("backup-newer", `The backup ${file} was made by a newer version of Evenhand (${header.evenhand}). Restore it with that one.`);
  return {
    header,
    async tables(take) {
      for (;;) {
        const next = await readLine<TableStart | BackupEnd>(bytes, file);
        if (!("table" in next)) return next;
        await take(next, pieces(bytes), () => readLine<TableEnd>(bytes, file));
      }
    },
  };
}

async function* pieces(bytes: Bytes): AsyncIterable<Buffer> {
  for (;;) {
    const length = Number(await bytes.line());
    if (!Number.isSafeInteger(length) || length < 0) throw new StorageFault("backup-damaged", `The backup ${bytes.file} is damaged.`);
    if (length === 0) return;
    yield* bytes.take(length);
  }
}

async function readLine<T>(bytes: Bytes, file: string): Promise<T> {
  const text = await bytes.line();
  try {
    return JSON.parse(text) as T;
  } catch {
    throw notABackup(file);
  }
}

function notABackup(file: string): StorageFault {
  return new StorageFault("not-a-backup", `The file ${file} is not a backup made by Evenhand, or it is damaged.`);
}

/** The unpacked bytes of a file, by lines and by lengths. */
class Bytes {
  readonly file: string;
  readonly #source: AsyncIterator<Buffer>;
  #at: Buffer = Buffer.alloc(0);

  constructor(file: string) {
    this.file = file;
    const unpacked = pipeline(createReadStream(file, { highWaterMark: 1 << 18 }), createGunzip({ chunkSize: 1 << 18 }), () => {});
    this.#source = unpacked[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  async line(): Promise<string> {
    for (;;) {
      const end = this.#at.indexOf(0x0a);
      if (end !== -1) {
        const text = this.#at.toString("utf8", 0, end);
        this.#at = this.#at.subarray(end + 1);
        return text;
      }
      if (this.#at.length > longestLine) throw notABackup(this.file);
      this.#at = Buffer.concat([this.#at, await this.#more()]);
    }
  }

  async *take(length: number): AsyncIterable<Buffer> {
    let wanted = length;
    while (wanted > 0) {
      if (this.#at.length === 0) this.#at = await this.#more();
      const part = this.#at.subarray(0, wanted);
      this.#at = this.#at.subarray(part.length);
      wanted -= part.length;
      yield part;
    }
  }

  async #more(): Promise<Buffer> {
    try {
      const next = await this.#source.next();
      if (!next.done) return next.value;
    } catch (error) {
      const { code } = error as { code?: string };
      if (code === "ENOENT" || code === "EACCES" || code === "EISDIR")
        throw new StorageFault("no-backup-file", `The file ${this.file} cannot be read (${code}).`, { cause: error });
      throw code === "Z_BUF_ERROR"
        ? this.#cutOff()
        : new StorageFault("not-a-backup", `The file ${this.file} is not a backup made by Evenhand, or it is damaged.`, { cause: error });
    }
    throw this.#cutOff();
  }

  #cutOff(): StorageFault {
    return new StorageFault("backup-cut-off", `The backup ${this.file} is cut off before its end.`);
  }
}
