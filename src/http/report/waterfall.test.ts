import { describe, expect, it } from "vitest";

import { waterfallSvg } from "#http/report/waterfall.ts";

const bar = (label: string, amount: number, kind: "total" | "part" = "part") => ({
  label,
  printed: String(amount),
  amount,
  low: null,
  high: null,
  kind,
  owner: null,
});

describe("the waterfall on paper", () => {
  it("hangs each part from where the last one ended", () => {
    const svg = waterfallSvg([bar("plan", 100, "total"), bar("leads", -40), bar("price", 10), bar("actual", 70, "total")]);
    const rects = [...svg.matchAll(/<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"/g)].map((match) => [Number(match[1]), Number(match[2])]);
    // 400 units of width for 0 to 100, starting at 210.
    expect(rects).toEqual([
      [210, 400],
      [450, 160],
      [450, 40],
      [210, 280],
    ]);
  });

  it("writes a name as text, whatever it holds", () => {
    expect(waterfallSvg([bar('<script>"&', 1)])).toContain("&lt;script&gt;&quot;&amp;");
  });
});
