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
