// Each person's colour can be read: white on it, and it on the light and the dark sheet.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

import { coloursOf, personColours } from "#features/meeting-room/parts/live-notes.ts";

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

test("no two who are here share a colour, whoever is seen first; with more people than colours each is worn as seldom as can be", () => {
  const ids = Array.from({ length: 40 }, (_, n) => `0b8f${n.toString(16).padStart(4, "0")}-aaaa-4aaa-8aaa-000000000000`);
  for (let first = 0; first + personColours <= ids.length; first += 1) {
    const here = ids.slice(first, first + personColours);
    const colours = coloursOf(here);
    expect(new Set(colours.values()).size).toBe(personColours);
    expect([...coloursOf(here.toReversed())]).toEqual([...colours]);
  }
  const many = [...coloursOf(ids.slice(0, 2 * personColours + 1)).values()];
  const worn = Array.from({ length: personColours }, (_, colour) => many.filter((each) => each === colour).length);
  expect([Math.min(...worn), Math.max(...worn)]).toEqual([2, 3]);
});
