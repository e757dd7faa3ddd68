import { describe, expect, it } from "vitest";

import { encoded, inChunks } from "#intake/testing/bytes.ts";
import { readAll } from "#intake/testing/table.ts";
import { guessEncoding } from "#intake/table/encoding.ts";
import { studyFile } from "#intake/study.ts";

const russian = "Название сделки;Сумма;Ответственный\nВидеонаблюдение, склад;1 200,50;Ёлкин П. С.\nДомофон;300;Щукина\n";
const western = "Name;Größe;Küche\nMüller;fünf;naïve café\nJosé Ibáñez;señor;déjà vu\n";

describe("the alphabet of a file", () => {
  it.each(["utf-8", "utf-16le", "utf-16be", "windows-1251"] as const)("is told for Russian in %s, without a mark", async (encoding) => {
    expect(guessEncoding(encoded(russian, encoding)).encoding).toBe(encoding);
    const read = await readAll(inChunks(encoded(russian, encoding)));
    expect(read.records[0]).toEqual(["Видеонаблюдение, склад", "1 200,50", "Ёлкин П. С."]);
  });

  it.each(["utf-8", "utf-16le", "utf-16be"] as const)("is told by the mark of %s, which is no part of the first header", async (encoding) => {
    const read = await readAll(inChunks(encoded(`\ufeff${russian}`, encoding), 7));
    expect([read.shape?.encoding, read.shape?.encodingConfidence, read.shape?.columns[0]]).toEqual([encoding, 1, "Название сделки"]);
  });

  it("tells western letters from Russian ones by what stands beside them", () => {
    expect(guessEncoding(encoded(western, "windows-1252")).encoding).toBe("windows-1252");
    expect(guessEncoding(encoded("ID;Этап\n1;Won\n2;Lost\n", "windows-1251")).encoding).toBe("windows-1251");
    expect(guessEncoding(encoded("id,city\n1,Zürich\n", "windows-1252")).encoding).toBe("windows-1252");
    expect(guessEncoding(encoded("price\n5 €\n", "windows-1252")).encoding).toBe("windows-1252");
  });

  it("stays UTF-8 where a letter was cut or damaged, and the cells concerned are counted", async () => {
    const cut = Buffer.concat([encoded(russian, "utf-8"), Buffer.from([0xd0]), encoded(";5;Щукин\n", "utf-8")]);
    expect(guessEncoding(cut)).toMatchObject({ encoding: "utf-8", confidence: 0.8 });
    const study = await studyFile(() => inChunks(cut));
    expect(study.ok && [study.value.shape.encoding, study.value.undecodable, study.value.rows]).toEqual(["utf-8", 1, 3]);
    // Far down in a file that is plain ASCII before, and right behind a letter that a piece of it begins in the middle of.
    const late = Buffer.concat([encoded(`id;city\n${"1;London\n".repeat(40_000)}${"2;Тверь\n".repeat(9)}3;`, "utf-8"), Buffer.from([0xd1, 0x0a])]);
    const lateStudy = await studyFile(() => inChunks(late));
    expect(lateStudy.ok && [lateStudy.value.shape.encoding, lateStudy.value.undecodable]).toEqual(["utf-8", 1]);
  });

  it("is no UTF-8 in words of windows-1251 and windows-1252 that happen to hold one of its letters", () => {
    // «Я» in windows-1251 is 0xdf 0xbb after the opening mark: one whole letter of UTF-8 by chance.
    expect(guessEncoding(encoded("Название;Сумма\nСклад «Я»;5\n", "windows-1251")).encoding).toBe("windows-1251");
    expect(guessEncoding(encoded("Name;Größe\nMüller;Â£5\n", "windows-1252")).encoding).toBe("windows-1252");
  });

  it("may be overruled", async () => {
    const read = await readAll(inChunks(encoded(russian, "windows-1251")), { encoding: "windows-1252" });
    expect([read.shape?.encodingConfidence, read.shape?.columns[1]]).toEqual([1, "Ñóììà"]);
  });

  it("is judged again when other letters come only far down", async () => {
    const bytes = encoded(`id;city\n${"1;London\n".repeat(40_000)}2;Тверь\n`, "windows-1251");
    const study = await studyFile(() => inChunks(bytes));
    expect(study.ok && [study.value.shape.encoding, study.value.undecodable, study.value.values["city"]?.[1]]).toEqual([
      "windows-1251",
      0,
      { text: "Тверь", count: 1 },
    ]);
  });
});
