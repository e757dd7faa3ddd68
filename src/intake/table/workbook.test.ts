import { deflateRawSync } from "node:zlib";

import { describe, expect, it } from "vitest";
import writeWorkbook from "write-excel-file/node";

import { inChunks } from "#intake/testing/bytes.ts";
import { readAll } from "#intake/testing/table.ts";

const text = (value: string) => ({ value, type: String });
const number = (value: number) => ({ value, type: Number });

async function workbook(): Promise<Uint8Array> {
  const deals = [
    [text("Сделка"), text("Сумма"), text("Дата"), text("Повторная"), text("ID")],
    [
      text("Домофон"),
      number(1.125),
      { value: new Date(Date.UTC(2024, 0, 31)), type: Date, format: "dd.mm.yyyy" },
      { value: true, type: Boolean },
      number(123_456_789_012_345),
    ],
    [text("Камера"), number(1234), null, { value: false, type: Boolean }, number(7)],
  ];
  return writeWorkbook([
    { data: [], sheet: "Пусто" },
    { data: deals, sheet: "Сделки" },
  ] as never).toBuffer();
}

/** A workbook but for its sheet. */
const frame = {
  "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
  "xl/workbook.xml":
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
  "xl/_rels/workbook.xml.rels":
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
};

describe("a workbook", () => {
  it("gives the first sheet that is not empty, cells as text with one reading only", async () => {
    const read = await readAll(inChunks(await workbook()));
    expect(read.shape).toMatchObject({
      format: "workbook",
      sheets: ["Пусто", "Сделки"],
      sheet: "Сделки",
      columns: ["Сделка", "Сумма", "Дата", "Повторная", "ID"],
    });
    // 1.125 would also read as a thousand and some: a fourth digit settles it.
    expect(read.records).toEqual([
      ["Домофон", "1.1250", "2024-01-31", "true", "123456789012345"],
      ["Камера", "1234", "", "false", "7"],
    ]);
    expect(read.lines).toEqual([2, 3]);
  });

  it("shows the errors of its formulas as what they are, and leaves the other cells alone", async () => {
    const book = zipOfMany({
      ...frame,
      "xl/worksheets/sheet1.xml": `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
        <row r="1"><c r="A1" t="inlineStr"><is><t>Сделка</t></is></c><c r="B1" t="inlineStr"><is><t>Скидка t="e"</t></is></c></row>
        <row r="2"><c r="A2" t="inlineStr"><is><t>Домофон</t></is></c><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>
        <row r="3"><c r="A3" s="0" t='e'><f>A9</f><v>#N/A</v></c><c r="B3"><v>0.5</v></c></row>
        <row r="4"><c r="A4" t="e" s="0"><v>#REF!</v></c><c r="B4" t="b"><v>1</v></c></row>
        <row r="5"><c r="B5" t="e"><v>#VALUE!</v></c></row></sheetData></worksheet>`,
    });
    const read = await readAll(inChunks(book));
    expect(read.shape?.columns).toEqual(["Сделка", 'Скидка t="e"']);
    expect(read.records).toEqual([
      ["Домофон", "#DIV/0!"],
      ["#N/A", "0.5"],
      ["#REF!", "true"],
      ["", "#VALUE!"],
    ]);
  });

  it("shows a formula that nobody calculated as that, and one that gave an empty text as empty", async () => {
    const book = zipOfMany({
      ...frame,
      "xl/worksheets/sheet1.xml": `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
        <row r="1"><c r="A1" t="inlineStr"><is><t>Сделка</t></is></c><c r="B1" t="inlineStr"><is><t>Сумма</t></is></c></row>
        <row r="2"><c r="A2" t="inlineStr"><is><t>Домофон</t></is></c><c r="B2"><f>C2*D2</f><v></v></c></row>
        <row r="3"><c r="A3" t="inlineStr"><is><t>Камера</t></is></c><c r="B3" s="0" t="n"><f>C3*D3</f><v/></c></row>
        <row r="4"><c r="A4" t="inlineStr"><is><t>Замок</t></is></c><c r="B4"><f t="shared" si="0"/></c></row>
        <row r="5"><c r="A5" t="inlineStr"><is><t>Дверь</t></is></c><c r="B5"><f>C5*D5</f><v>12.5</v></c></row>
        <row r="6"><c r="A6" t="inlineStr"><is><t>Петля</t></is></c><c r="B6" t="str"><f>IF(C6&gt;0,C6,"")</f><v></v></c></row></sheetData></worksheet>`,
    });
    const read = await readAll(inChunks(book));
    expect(read.records).toEqual([
      ["Домофон", "#NOT-CALCULATED"],
      ["Камера", "#NOT-CALCULATED"],
      ["Замок", "#NOT-CALCULATED"],
      ["Дверь", "12.5"],
      ["Петля", ""],
    ]);
  });

  it("is refused by name of what is wrong: sheet, size, damage", async () => {
    expect((await readAll(inChunks(await workbook()), { sheet: "Нет" })).refused).toBe("no-such-sheet");
    expect(await readAll(inChunks(await workbook()), { limits: { workbookBytes: 1_000 } })).toMatchObject({ refused: "workbook-too-large" });
    expect((await readAll(inChunks((await workbook()).subarray(0, 500)))).refused).toBe("workbook-unreadable");
  });

  it("is refused before unpacking when it says that it is huge", async () => {
    const bomb = zipOf("xl/worksheets/sheet1.xml", Buffer.alloc(4_000_000, 0x20), 3_900_000_000);
    expect((await readAll(inChunks(bomb))).refused).toBe("workbook-too-large");
  });

  it("costs the server nothing when it is hostile: one cell at the far corner", async () => {
    const hostile = zipOfMany({
      ...frame,
      "xl/worksheets/sheet1.xml":
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>',
    });
    const read = await readAll(inChunks(hostile), { limits: { workbookSeconds: 5, workbookMegabytes: 200 } });
    expect(read.refused).toMatch(/^workbook-too|^too-many-columns|^workbook-unreadable/);
  }, 30_000);
});

/** A ZIP archive of one file that states a size of its own. */
function zipOf(name: string, data: Uint8Array, stated: number): Uint8Array {
  return archive([{ name, data, stated }]);
}

function zipOfMany(files: Readonly<Record<string, string>>): Uint8Array {
  return archive(Object.entries(files).map(([name, content]) => ({ name, data: Buffer.from(content), stated: Buffer.byteLength(content) })));
}

function archive(files: readonly { name: string; data: Uint8Array; stated: number }[]): Uint8Array {
  const parts: Buffer[] = [];
  const contents: Buffer[] = [];
  let at = 0;
  for (const { name, data, stated } of files) {
    const packed = deflateRawSync(data);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(crc(data), 14);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(stated, 22);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 6);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(crc(data), 16);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(stated, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    parts.push(local, Buffer.from(name), packed);
    contents.push(entry, Buffer.from(name));
    at += 30 + name.length + packed.length;
  }
  const directory = Buffer.concat(contents);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, directory, end]);
}

function crc(data: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of data) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
