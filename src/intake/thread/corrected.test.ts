import { describe, expect, it } from "vitest";

import { csvLine } from "#kit/csv.ts";
import { restored } from "#intake/thread/corrected.ts";

const texts = ["=1+1", "+7 900", "-5", "@x", " =1+1", "\u0001=1+1", "\n=1+1", "\uFF1D1+1", "plain", "'quoted'", ""];

describe("rows that go out for correction", () => {
  it("hold no cell that a spreadsheet would run, whichever mark parts its cells", () => {
    for (const text of texts.slice(0, 8)) expect(csvLine([text])).toMatch(/^"?'/);
    expect(csvLine(["a;=1+1", "b\t=1+1"])).toBe('"a;=1+1","b\t=1+1"\r\n');
  });
  it("come back as they were", () => {
    for (const text of texts)
      expect(
        restored(
          csvLine([text])
            .replace(/\r\n$/, "")
            .replace(/^"(.*)"$/s, "$1"),
        ),
      ).toBe(text);
  });
});
