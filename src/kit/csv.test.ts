import { describe, expect, it } from "vitest";

import { csvCell, csvLine, defused } from "#kit/csv.ts";
import { slugOf } from "#kit/slug.ts";

describe("a cell of a CSV file", () => {
  it("is no formula in any spreadsheet", () => {
    for (const text of ["=1+1", "+1", "-1", "@sum", "\t=1", "\r=1", "  =1", "\u0000x", "＝1", "＋1", "－1", "＠x"]) expect(defused(text)).toBe(`'${text}`);
    for (const text of ["", "a=1", "1-2", "a@b.com", "Ёлка"]) expect(defused(text)).toBe(text);
  });
  it("keeps negative numbers as numbers", () => {
    expect([csvCell(-5), csvCell("-5"), csvCell(Number.NaN), csvCell(null)]).toEqual(["-5", "'-5", "", ""]);
  });
  it("is quoted where it must be", () => {
    expect(csvLine(['say "no"', "a,b", "a;b", "two\nlines", { x: 1 }])).toBe('"say ""no""","a,b","a;b","two\nlines","{""x"":1}"\r\n');
  });
});

describe("a name in addresses", () => {
  it("is Latin, short and never empty", () => {
    expect([
      slugOf("ООО «Северная звезда»", "w"),
      slugOf("Café Größe & Co.", "w"),
      slugOf("Щёлково-йод", "w"),
      slugOf("東京", "workspace"),
      slugOf("x".repeat(90), "w").length,
    ]).toEqual(["ooo-severnaya-zvezda", "cafe-gro-e-co", "shchelkovo-iod", "workspace", 60]);
  });
});
