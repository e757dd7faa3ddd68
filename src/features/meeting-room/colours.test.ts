// Each person's colour can be read: white on it, and it on the light and the dark sheet.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.039_28 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
const contrast = (a: string, b: string) => {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
};

test("names stand out at 4.5 to 1, and cursors at 3 to 1 on both sheets", () => {
  const css = readFileSync(join(import.meta.dirname, "parts", "note-editor.module.css"), "utf8");
  const tokens = readFileSync(join(import.meta.dirname, "..", "..", "ui", "tokens.css"), "utf8");
  const sheets = [...tokens.matchAll(/--surface: (#[0-9a-f]{6})/g)].map((match) => match[1]!);
  const colours = [...css.matchAll(/\.person(\d) \{\s+--person: (#[0-9a-f]{6})/g)].map((match) => match[2]!);
  expect([colours.length, sheets.length, new Set(colours).size]).toEqual([8, 2, 8]);
  for (const colour of colours) {
    expect(contrast(colour, "#ffffff")).toBeGreaterThanOrEqual(4.5);
    for (const sheet of sheets) expect(contrast(colour, sheet)).toBeGreaterThanOrEqual(3);
  }
});
