// One transaction: rows in, rows out, in bulk where there are many.
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { escapeLiteral } from "pg";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";

import { CopyOut } from "#db/copy-out.ts";

export interface How {
  /**
   * Asked many times a second in the same words: PostgreSQL reads and plans it once a connection. Only where one plan is right for every company
   * (rows found by their whole key); a statement over a company's facts is planned anew, because companies differ.
   */
  readonly isOften?: boolean;
}

export interface Tx {
  rows<T extends object>(sql: string, params?: readonly unknown[], how?: How): Promise<T[]>;
  /** Throws when there is not exactly one. */
  one<T extends object>(sql: string, params?: readonly unknown[], how?: How): Promise<T>;
  /** Null when there is none; throws when there are several. */
  maybe<T extends object>(sql: string, params?: readonly unknown[], how?: How): Promise<T | null>;
  /** Gives the number of affected rows. */
  run(sql: string, params?: readonly unknown[], how?: How): Promise<number>;
  /** Big reads: batches of rows as arrays, in the order of the columns. Until the last has been read the transaction is asked nothing else. */
  columns(sql: string, params?: readonly unknown[], batchRows?: number): AsyncIterable<unknown[][]>;
  /** COPY … FROM STDIN; gives the number of rows taken. */
  copyIn(sql: string, source: AsyncIterable<string | Uint8Array>): Promise<number>;
  /** COPY … TO STDOUT. */
  copyOut(sql: string): AsyncIterable<Uint8Array>;
  /** Heard by `listen` once the transaction is committed. */
  notify(channel: string, payload: string): Promise<void>;
  /**
   * Done as the last thing, in one message with the commit, and once however often it is asked for: for the row that everybody in a workspace writes, so that
   * it is held for no longer than the commit itself. `$1`, `$2` … in the statement stand for the texts. Where it fails, the whole transaction is taken back.
   */
  atEnd(sql: string, texts: readonly string[]): void;
}

const pieceBytes = 65_536;
let cursors = 0;

/** Names of statements that are asked often, by their words: the same on every connection of the process. */
const names = new Map<string, string>();

function asked(sql: string, params: readonly unknown[], { isOften = false }: How): pg.QueryConfig {
  if (!isOften) return { text: sql, values: [...params] };
  const name = names.get(sql) ?? `often ${names.size}`;
  names.set(sql, name);
  return { name, text: sql, values: [...params] };
}

/** Statements that go out with the commit, each once. */
export type AtEnd = Set<string>;

/** Wraps a client that is inside a transaction. Whoever commits it sends what stands in `atEnd` before; where none is given, nothing can be put off. */
export function transactionOn(client: pg.ClientBase, atEnd?: AtEnd): Tx {
  const rows = async <T extends object>(sql: string, params: readonly unknown[] = [], how: How = {}): Promise<T[]> =>
    (await client.query<T>(asked(sql, params, how))).rows;
  const maybe = async <T extends object>(sql: string, params?: readonly unknown[], how?: How): Promise<T | null> => {
    const found = await rows<T>(sql, params, how);
    if (found.length > 1) throw new Error(`one row expected, ${found.length} found: ${sql}`);
    return found[0] ?? null;
  };
  return {
    rows,
    maybe,
    async one<T extends object>(sql: string, params?: readonly unknown[], how?: How): Promise<T> {
      const found = await maybe<T>(sql, params, how);
      if (!found) throw new Error(`one row expected, none found: ${sql}`);
      return found;
    },
    run: async (sql, params = [], how = {}) => (await client.query(asked(sql, params, how))).rowCount ?? 0,
    columns: (sql, params = [], batchRows = 10_000) => readInBatches(client, sql, { params, batchRows }),
    async copyIn(sql, source) {
      const stream = client.query(copyFrom(sql));
      await pipeline(Readable.from(inPieces(source), { objectMode: false }), stream);
      return stream.rowCount ?? 0;
    },
    copyOut: (sql) => client.query(new CopyOut(sql)) as AsyncIterable<Uint8Array>,
    async notify(channel, payload) {
      await client.query(asked("select pg_notify($1, $2)", [channel, payload], { isOften: true }));
    },
    atEnd(sql, texts) {
      if (atEnd === undefined) throw new Error(`nothing is put off in this transaction: ${sql}`);
      atEnd.add(sql.replaceAll(/\$(\d+)/g, (_, place: string) => escapeLiteral(texts[Number(place) - 1]!)));
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
