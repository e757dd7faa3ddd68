import readXlsxFile from "read-excel-file/node";
import { describe, expect, it } from "vitest";

import { pdfOf } from "#http/report/pdf.ts";
import { type Report, printed } from "#http/report/report.ts";
import { workbookOf } from "#http/report/workbook.ts";

const report: Report = {
  title: "Где недобор?",
  sentence: "Недобор 12 ₽.",
  language: "ru",
  asOf: "2026-10-01",
  picture: {
    svg: '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="5" height="5" fill="#088"/></svg>',
    textAlternative: "один столбец",
  },
  tables: [
    {
      caption: "Части: [все]",
      columns: [{ title: "Причина" }, { title: "Сумма", digits: 2 }],
      rows: [
        ["=1+1", -1234.5],
        ["нет", null],
      ],
    },
  ],
  papers: [["Метод", "Шепли"]],
};

describe("a report", () => {
  it("as PDF shows so much of a text as a reader can take in: the work of setting it grows faster than the text", async () => {
    const [table] = report.tables;
    const withName = (name: string): Report => ({ ...report, tables: [{ ...table!, rows: [[name, 1]] }] });
    const one = await pdfOf(withName(`${"x".repeat(300)}a`));
    expect(one.equals(await pdfOf(withName(`${"x".repeat(300)}b`)))).toBe(true);
    expect(one.equals(await pdfOf(withName(`${"x".repeat(200)}b`)))).toBe(false);
  });

  it("as PDF says under the picture what its marks mean", async () => {
    const keyed = (key: string) => pdfOf({ ...report, picture: { ...report.picture!, key } });
    expect((await keyed("пунктир")).equals(await pdfOf(report))).toBe(false);
    expect((await keyed("пунктир")).equals(await keyed("черта"))).toBe(false);
  });

  it("gives the same PDF bytes each time", async () => {
    const [one, two] = [await pdfOf(report), await pdfOf(report)];
    expect(one.subarray(0, 5).toString()).toBe("%PDF-");
    expect(one.equals(two)).toBe(true);
  });

  it("keeps numbers as numbers and texts as texts in the workbook", async () => {
    const sheets = await readXlsxFile(await workbookOf(report));
    expect(sheets[0]!.sheet).toBe("1 Части   все");
    expect(sheets[0]!.data).toEqual([
      ["Причина", "Сумма"],
      ["=1+1", -1234.5],
      ["нет", null],
    ]);
    expect(sheets[1]!.data.at(-1)).toEqual(["Метод", "Шепли"]);
  });

  it("prints numbers in the reader's language, with a minus sign and a dash for what is absent", () => {
    expect(printed(-1234.5, { title: "", digits: 2 }, "en")).toBe("\u22121,234.50");
    expect(printed(-1234.5, { title: "", digits: 1 }, "ru").replaceAll(/\s/g, "_")).toBe("\u22121_234,5");
    expect(printed(null, { title: "" }, "en")).toBe("–");
  });
});
