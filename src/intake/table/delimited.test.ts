import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { encoded, file, inChunks } from "#intake/testing/bytes.ts";
import { readAll } from "#intake/testing/table.ts";
import { type Encoding, encodings } from "#intake/types.ts";

describe("a delimited file", () => {
  it("gives records with the lines that they start on", async () => {
    const read = await readAll(file('name;note\r\nA;"one\r\ntwo"\r\n\r\nB;"say ""hi"""\r\n'));
    expect(read.records).toEqual([
      ["A", "one\r\ntwo"],
      ["B", 'say "hi"'],
    ]);
    expect(read.lines).toEqual([2, 5]);
    expect(read.shape).toMatchObject({ delimiter: ";", headerLine: 1, columns: ["name", "note"] });
  });

  it.each([",", ";", "\t", "|"])("is split at %j when most of its rows agree on it", async (delimiter) => {
    const rows = Array.from({ length: 20 }, (_, i) => [`deal ${i}`, `1,${i}`, "x;y|z"].map((cell) => `"${cell}"`).join(delimiter));
    const read = await readAll(file([["a", "b", "c"].join(delimiter), ...rows].join("\n")));
    expect(read.shape?.delimiter).toBe(delimiter);
    expect(read.records[3]).toEqual(["deal 3", "1,3", "x;y|z"]);
  });

  it("names columns apart: empty headers by place, repeated ones by count", async () => {
    const read = await readAll(file("Amount,,Amount\n1,2,3\n"));
    expect(read.shape?.columns).toEqual(["Amount", "Column 2", "Amount (2)"]);
  });

  it("finds the header below a title, and after Excel's sep= line", async () => {
    const titled = await readAll(file("Report of deals\n\nid,stage,amount\n1,Won,5\n2,Lost,6\n"));
    expect([titled.shape?.headerLine, titled.records]).toEqual([
      3,
      [
        ["1", "Won", "5"],
        ["2", "Lost", "6"],
      ],
    ]);
    const told = await readAll(file("sep=|\na|b\n1,5|2\n"));
    expect(told.records).toEqual([["1,5", "2"]]);
  });

  it("has no header where a person says so", async () => {
    const read = await readAll(file("1,2\n3,4\n"), { headerLine: null });
    expect([read.shape?.columns, read.records]).toEqual([
      ["Column 1", "Column 2"],
      [
        ["1", "2"],
        ["3", "4"],
      ],
    ]);
  });

  it("reads the line ends of old Macs and quotes that are single", async () => {
    expect((await readAll(file("a,b\r1,2\r3,4\r"))).records).toEqual([
      ["1", "2"],
      ["3", "4"],
    ]);
    expect((await readAll(file("'a','b'\n'1,5','2'\n'3','4'\n"))).records).toEqual([
      ["1,5", "2"],
      ["3", "4"],
    ]);
  });

  it("sets aside a row of another width with its line, and forgives empty cells at the end", async () => {
    const read = await readAll(file("a,b,c\n1,2,3\n4,5\n6,7,8,,\n9,9,9,9\n"));
    expect(read.records).toEqual([
      ["1", "2", "3"],
      ["6", "7", "8"],
    ]);
    expect(read.broken.map(({ line, reason, details, raw }) => [line, reason, details, raw])).toEqual([
      [3, "field-count", { expected: 3, found: 2 }, ["4", "5"]],
      [5, "field-count", { expected: 3, found: 4 }, ["9", "9", "9", "9"]],
    ]);
  });

  it("loses one row, not the file, to a quote that is never closed", async () => {
    const read = await readAll(file('a,b\n1,"open\n2,x\n3,"y"\n'));
    expect(read.records).toEqual([
      ["2", "x"],
      ["3", "y"],
    ]);
    expect(read.broken).toMatchObject([{ line: 2, reason: "unclosed-quote", raw: ['1,"open'] }]);
    const atEnd = await readAll(file('a,b\n1,x\n2,"open\n3,z\n'));
    expect([atEnd.records, atEnd.broken[0]]).toMatchObject([
      [
        ["1", "x"],
        ["3", "z"],
      ],
      { line: 3, reason: "unclosed-quote" },
    ]);
  });

  it("sets aside text after a closing quote and zero characters", async () => {
    const read = await readAll(file('a,b\n"1"x,2\n3,4\0\n5,6\n'));
    expect(read.records).toEqual([["5", "6"]]);
    expect(read.broken.map(({ line, reason }) => [line, reason])).toEqual([
      [2, "stray-quote"],
      [3, "nul-character"],
    ]);
  });

  it("keeps a quote inside a cell that does not begin with one", async () => {
    expect((await readAll(file('size,n\n5" pipe,1\n'))).records).toEqual([['5" pipe', "1"]]);
  });

  it("is refused for a single line beyond the limit, before it is all in memory", async () => {
    let taken = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield Buffer.from("a,b\n");
      for (let i = 0; i < 1_600; i++) {
        taken++;
        yield Buffer.alloc(65_536, 0x78);
      }
    }
    const read = await readAll(endless());
    expect(read.refused).toBe("record-too-long");
    expect(taken).toBeLessThan(150);
  });

  it("is refused beyond the row limit, which it names", async () => {
    const read = await readAll(file(`a,b\n${"1,2\n".repeat(11)}`), { limits: { rows: 10 } });
    expect([read.refused, read.details]).toEqual(["too-many-rows", { limit: 10 }]);
  });

  it("is refused when it is no table at all", async () => {
    expect((await readAll(file(""))).refused).toBe("empty-file");
    expect((await readAll(file("  \n \n"))).refused).toBe("empty-file");
    expect((await readAll(inChunks(Buffer.from("%PDF-1.7 …")))).refused).toBe("unknown-format");
    expect((await readAll(inChunks(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2])))).refused).toBe("old-excel-format");
    for (const page of [
      "<html><table><tr><td>ID</td></tr></table>",
      "\ufeff\n<!-- export --> <!DOCTYPE html>\n<table>",
      '<?xml version="1.0"?>\n<TABLE border=1>',
    ])
      expect((await readAll(inChunks(encoded(page, "utf-8")))).refused).toBe("web-page");
    expect((await readAll(inChunks(encoded("<b>;Amount\nx;5\n", "utf-8")))).refused).not.toBe("web-page");
    for (const json of ['{"data": [{"id": 1}]}', '\ufeff[{"id": 1, "value": 5}]', '[\n  {\n    "id": 1 } ]'])
      expect((await readAll(inChunks(encoded(json, "utf-8")))).refused).toBe("unknown-format");
    expect((await readAll(inChunks(encoded("{id},Amount\n{1f-2a},5\n", "utf-8")))).records).toEqual([["{1f-2a}", "5"]]);
    const noise = Uint8Array.from({ length: 5_000 }, (_, i) => (i * 7919) % 251);
    expect((await readAll(inChunks(noise))).refused).toBe("unknown-format");
  });

  it("goes on from any resume point as if it had never stopped", async () => {
    const text = `id,note\n${Array.from({ length: 30_000 }, (_, i) => `${i},${i % 50 === 0 ? '"два\nряда"' : `примечание ${i}`}`).join("\n")}\n`;
    for (const encoding of ["utf-8", "utf-16le", "windows-1251"] as const) {
      const bytes = encoded(text, encoding);
      const whole = await readAll(inChunks(bytes), { encoding });
      expect(whole.ends.length).toBeGreaterThan(1);
      const from = whole.ends[0]!;
      const rest = await readAll(inChunks(bytes.subarray(from.byte)), { resume: { shape: whole.shape!, from } });
      expect(rest.records).toEqual(whole.records.slice(from.records));
      expect(rest.lines).toEqual(whole.lines.slice(from.records));
      expect(rest.ends.at(-1)?.records).toBe(30_000);
    }
  });
});

const cell = fc
  .oneof(fc.constantFrom("", "Сделка № 1", "naïve café", "a,b", "x;y", "1|2", 'say "hi"', "two\nlines", "\ttab", "0,5", "Ёлка"), fc.string({ maxLength: 12 }))
  .map((text) => text.replaceAll(/[\0\r\ufeff]/g, "").trim());

describe("any table", () => {
  it("survives the way through quotes, delimiters, encodings and chunks", async () => {
    const tables = fc.record({
      rows: fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 20 }),
      delimiter: fc.constantFrom(",", ";", "\t", "|"),
      encoding: fc.constantFrom<Encoding>("utf-8", "utf-16le", "utf-16be"),
      size: fc.integer({ min: 1, max: 50 }),
      newline: fc.constantFrom("\n", "\r\n"),
    });
    await fc.assert(
      fc.asyncProperty(tables, async ({ rows, delimiter, encoding, size, newline }) => {
        const text = [["h1", "h2", "h3"], ...rows].map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(delimiter)).join(newline);
        const read = await readAll(inChunks(encoded(text, encoding), size), { encoding, delimiter, headerLine: 1 });
        expect(read.records).toEqual(rows.filter((row) => row.some((one) => one.trim() !== "")));
        expect(read.broken).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it("ends in rows or in a refusal, whatever the bytes are", async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 3_000 }),
      fc.string({ unit: fc.constantFrom('"', ",", "\n", "\r", ";", "a", "\0", "'", "я"), maxLength: 400 }).map((text) => Buffer.from(text)),
    );
    await fc.assert(
      fc.asyncProperty(bytes, fc.constantFrom(undefined, ...encodings), async (some, encoding) => {
        const read = await readAll(inChunks(some, 97), encoding === undefined ? {} : { encoding });
        expect(read.refused !== null || read.records.every((record) => record.length === read.shape!.columns.length)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
