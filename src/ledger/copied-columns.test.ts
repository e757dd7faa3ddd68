// Columns read from the bytes of a binary COPY, wherever its pieces end; and the copy itself out of PostgreSQL's frames.
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { Coder } from "#facts/columns.ts";
import { diceOf } from "#kit/dice.ts";
import { CopyReader, copiedColumns } from "#ledger/copied-columns.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";

const dice = diceOf(5);
const odd = [null, "", "fair", "ярмарка", "\\N", "a\tb", "line\nbreak", "back\\slash", "C:\\temp\\new", "e\u0301", "日本", "x".repeat(300)];
const rows = Array.from({ length: 5000 }, (_, n) => ({
  minute: dice.below(60_000_000) - 30_000_000,
  texts: [odd[dice.below(odd.length)]!, dice.chance(0.1) ? null : `Account ${dice.below(2000)}`, `only ${n}`],
}));

const head = Buffer.from("PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\0", "latin1");
const end = Buffer.from([0xff, 0xff]);

/** A row as PostgreSQL writes it: number of fields, then each with its length; the time in microseconds since 2000. */
function rowOf(minute: number, texts: readonly (string | null)[]): Buffer {
  const time = Buffer.alloc(14);
  time.writeInt16BE(texts.length + 1, 0);
  time.writeInt32BE(8, 2);
  time.writeBigInt64BE((BigInt(minute) - 15_778_080n) * 60_000_000n + 59_999_999n, 6);
  const fields = texts.map((text) => {
    const bytes = Buffer.from(text ?? "");
    const length = Buffer.alloc(4);
    length.writeInt32BE(text === null ? -1 : bytes.length);
    return Buffer.concat([length, bytes]);
  });
  return Buffer.concat([time, ...fields]);
}

describe("bytes", () => {
  const bytes = Buffer.concat([head, ...rows.map(({ minute, texts }) => rowOf(minute, texts)), end]);
  it.each([1 << 20, 4096, 7])("pieces of %i bytes give the minutes and texts that were written", (size) => {
    const coders = [new Coder(), new Coder(), new Coder()];
    const reader = new CopyReader(coders);
    // One piece of memory for all of them, written over each time.
    const piece = Buffer.alloc(size);
    for (let at = 0; at < bytes.length; at += size) reader.hear(piece.subarray(0, bytes.copy(piece, 0, at, at + size)));
    const { minutes, codes } = reader.columns();
    expect([...minutes]).toEqual(rows.map(({ minute }) => minute));
    codes.forEach((own, field) => {
      const read = Array.from(own, (code) => (code < 0 ? null : coders[field]!.names[code]));
      expect(read).toEqual(rows.map(({ texts }) => texts[field] || null));
    });
    expect(coders[1]!.names).toHaveLength(new Set(rows.flatMap(({ texts }) => texts[1] ?? [])).size);
  });
  it("a row with fewer fields, or more, is no answer", () => {
    for (const texts of [["fair"], ["fair", "mail", "site"]])
      expect(() => new CopyReader([new Coder(), new Coder()]).hear(Buffer.concat([head, rowOf(12, texts)]))).toThrow(/number of fields/);
  });
  it("a copy that breaks off, in a row or after one, is no answer", () => {
    for (const bytesGone of [0, 3]) {
      const reader = new CopyReader([new Coder()]);
      const row = rowOf(13, ["mail"]);
      reader.hear(Buffer.concat([head, rowOf(12, ["fair"]), row.subarray(0, row.length - bytesGone)]));
      expect(() => reader.columns()).toThrow(/no end/);
    }
  });
  it("other bytes are no copy", () => {
    expect(() => new CopyReader([new Coder()]).hear(Buffer.from("12\tfair\n13\tmail\n14\tsite\n"))).toThrow(/no binary copy/);
  });
});

describe("out of the database", () => {
  let fresh: FreshDatabase;
  beforeAll(async () => void (fresh = await freshDatabase()));
  afterAll(() => fresh.close());
  const copied = (query: string, settings = {}) =>
    fresh.database.inWorkspace(fresh.workspaceId, async (tx) => {
      const coder = new Coder();
      const { minutes, codes } = await copiedColumns(tx, { query, settings, coders: [coder] });
      return [...minutes].map((minute, row) => [minute, codes[0]![row] === -1 ? null : coder.names[codes[0]![row]!]]);
    });

  it("times are minutes of the zone asked for, before 2000 and before 1970 too, and the last second of a minute is its own", async () => {
    const times = ["1969-12-31 23:59:59.9+00", "1970-01-01 00:00+00", "1999-12-31 23:00+00", "2024-07-01 10:00:59.999+00"];
    const query = `select t at time zone current_setting('evenhand.zone'), t::text from unnest(array[${times.map((t) => `timestamptz '${t}'`).join(",")}]) t`;
    const read = await copied(query, { "evenhand.zone": "Europe/Berlin" });
    const [before, first, turn, summer] = read.map(([minute]) => minute);
    expect([before, first]).toEqual([59, 60]);
    expect(turn).toBe(10_957 * 1440);
    expect(summer).toBe(Date.UTC(2024, 6, 1, 12, 0) / 60_000);
  });
  it("thirty thousand rows of every length come whole", async () => {
    const read = await copied("select timestamp '1970-01-01' + n * interval '1 minute', nullif(repeat('ж', n % 90), '') from generate_series(0, 29999) n");
    expect(read).toHaveLength(30_000);
    expect(read.every(([minute, text], n) => minute === n && (text ?? "") === "ж".repeat(n % 90))).toBe(true);
  });
  it("a fault in the midst of the rows is told, and the connection answers the next question", async () => {
    const broken = copied("select timestamp '1970-01-01', (1 / (15000 - n))::text from generate_series(0, 29999) n");
    await expect(broken).rejects.toThrow("division by zero");
    expect(await copied("select timestamp '1970-01-01', 'fine'")).toEqual([[0, "fine"]]);
  });
  it("who stops reading in the midst gets no foreign rows with the next question", async () => {
    const next = await fresh.database.inWorkspace(fresh.workspaceId, async (tx) => {
      for await (const piece of tx.copyOut("copy (select repeat('x', 100) from generate_series(1, 100000)) to stdout")) if (piece.length > 0) break;
      return tx.one<{ n: number }>("select 7 as n");
    });
    expect(next.n).toBe(7);
  });
});
