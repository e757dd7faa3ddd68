// The bars of a waterfall stand on each other.
import { expect, test } from "vitest";

import { layWaterfall } from "#ui/chart/waterfall-layout.ts";

test("each part starts where the one before ended, and the last ends at the second total", () => {
  const blocks = layWaterfall({
    from: { name: "Plan", amount: 100 },
    to: { name: "Actual", amount: 70 },
    parts: [
      { key: "volume", name: "Lead volume", amount: -40, owner: "marketing", interval: { low: -50, high: -30, level: 0.9 } },
      { key: "price", name: "Price", amount: 10, owner: "sales", interval: null },
    ],
  });
  expect(blocks.map((block) => [block.start, block.end])).toEqual([
    [0, 100],
    [100, 60],
    [60, 70],
    [0, 70],
  ]);
  expect(blocks.map((block) => [block.low, block.high])).toEqual([
    [null, null],
    [50, 70],
    [null, null],
    [null, null],
  ]);
});

test("a level on the way is a total of what has been reached, and the parts go on from there", () => {
  const part = (key: string, amount: number, isLevel = false) => ({ key, name: key, amount, owner: null, interval: null, isLevel });
  const blocks = layWaterfall({
    from: { name: "list", amount: 100 },
    to: { name: "margin", amount: 30 },
    parts: [part("discount", -20), part("invoice", 0, true), part("cost", -50)],
  });
  expect(blocks.map(({ key, start, end, isTotal }) => [key, start, end, isTotal])).toEqual([
    ["from", 0, 100, true],
    ["discount", 100, 80, false],
    ["invoice", 0, 80, true],
    ["cost", 80, 30, false],
    ["to", 0, 30, true],
  ]);
});
