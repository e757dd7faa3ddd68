// One transaction: rows in, rows out, in bulk where there are many.
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";

import { CopyOut } from "#db/copy-out.ts";

export interface Tx {
  rows<T extends object>(sql: string, params?: readonly unknown[]): Promise<T[]>;
  /** Throws when there is not exactly one. */
  one<T extends object>(sql: string, params?: readonly unknown[]): Promise<T>;
  /** Null when there is none; throws when there are several. */
  maybe<T extends object>(sql: string, params?: readonly unknown[]): Promise<T | null>;
  /** Gives the number of affected rows. */
  run(sql: string, params?: readonly unknown[]): Promise<number>;
  /** Big reads: batches of rows as arrays, in the order of the columns. Until the last has been read the transaction is asked nothing else. */
  columns(sql: string, params?: readonly unknown[], batchRows?: number): AsyncIterable<unknown[][]>;
  /** COPY … FROM STDIN; gives the number of rows taken. */
  copyIn(sql: string, source: AsyncIterable<string | Uint8Array>): Promise<number>;
  /** COPY … TO STDOUT. */
  copyOut(sql: string): AsyncIterable<Uint8Array>;
  /** Heard by `listen` once the transaction is committed. */
  notify(channel: string, payload: string): Promise<void>;
}

const pieceBytes = 65_536;
let cursors = 0;

/** Wraps a client that is inside a transaction. */
export function transactionOn(client: pg.ClientBase): Tx {
  const rows = async <T extends object>(sql: string, params: readonly unknown[] = []): Promise<T[]> => (await client.query<T>(sql, [...params])).rows;
  const maybe = async <T extends object>(sql: string, params?: readonly unknown[]): Promise<T | null> => {
    const found = await rows<T>(sql, params);
    if (found.length > 1) throw new Error(`one row expected, ${found.length} found: ${sql}`);
    return found[0] ?? null;
  };
  return {
    rows,
    maybe,
    async one<T extends object>(sql: string, params?: readonly unknown[]): Promise<T> {
      const found = await maybe<T>(sql, params);
      if (!found) throw new Error(`one row expected, none found: ${sql}`);
      return found;
    },
    run: async (sql, params = []) => (await client.query(sql, [...params])).rowCount ?? 0,
    columns: (sql, params = [], batchRows = 10_000) => readInBatches(client, sql, { params, batchRows }),
    async copyIn(sql, source) {
      const stream = client.query(copyFrom(sql));
      await pipeline(Readable.from(inPieces(source), { objectMode: false }), stream);
      return stream.rowCount ?? 0;
    },
    copyOut: (sql) => client.query(new CopyOut(sql)) as AsyncIterable<Uint8Array>,
    async notify(channel, payload) {
      await client.query("select pg_notify($1, $2)", [channel, payload]);
    },
  };
}

async function* readInBatches(client: pg.ClientBase, sql: string, how: { params: readonly unknown[]; batchRows: number }): AsyncIterable<unknown[][]> {
  cursors += 1;
  const cursor = `batches_${cursors}`;
  await client.query(`declare ${cursor} no scroll cursor for ${sql}`, [...how.params]);
  const fetch = () => {
    const batch = client.query<unknown[]>({ text: `fetch forward ${how.batchRows} from ${cursor}`, rowMode: "array" });
    // It is waited for below; whoever stops reading before that ends the transaction with its own fault.
    batch.catch(() => {});
    return batch;
  };
  let next = fetch();
  let isWhole = false;
  try {
    for (;;) {
      const { rows } = await next;
      const isLast = rows.length < how.batchRows;
      // PostgreSQL gathers the next rows while these are worked on.
      if (!isLast) next = fetch();
      if (rows.length > 0) yield rows;
      if (isLast) break;
    }
    isWhole = true;
  } finally {
    // After an error the transaction is broken and the cursor gone with it; only a reader who stops early leaves one to close.
    await next.catch(() => {});
    await client.query(`close ${cursor}`).catch((error: unknown) => {
      if (isWhole) throw error;
    });
  }
}

/** Joins small pieces, because every piece is a message to the server. */
async function* inPieces(source: AsyncIterable<string | Uint8Array>): AsyncIterable<Buffer> {
  let waiting: Buffer[] = [];
  let bytes = 0;
  for await (const piece of source) {
    const buffer = typeof piece === "string" ? Buffer.from(piece, "utf8") : Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    waiting.push(buffer);
    bytes += buffer.length;
    if (bytes < pieceBytes) continue;
    yield Buffer.concat(waiting);
    waiting = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(waiting);
}
