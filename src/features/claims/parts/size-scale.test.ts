// A claim's size, its range and its limit stand on one line, the zone on the side where the claim would hold.
import { expect, test } from "vitest";

import { sizeScale } from "#features/claims/parts/size-scale.ts";

const spec = { standard: "few-accounts", worth: 0.5, nothing: 0.5 } as const;
const interval = { low: 0.2, high: 0.4, level: 0.9 };

test("from nought to the limit with a margin of a twelfth or so; the zone lies beyond the limit", () => {
  const { at, low, high, zone } = sizeScale({ ...spec, holds: "above" }, { effect: 0.3, interval });
  expect([low, high]).toEqual([0.2, 0.4]);
  expect([at(0), at(0.25), at(0.5)].map((place) => Number(place.toFixed(4)))).toEqual([0.069, 0.5, 0.931]);
  expect(zone).toEqual([at(0.5), 1]);
});

test("a claim that holds below has its zone before the limit; what was counted has no range", () => {
  const { at, low, high, zone } = sizeScale({ ...spec, holds: "below", worth: -0.1 }, { effect: -0.2, interval: null });
  expect([low, high]).toEqual([-0.2, -0.2]);
  expect(at(-0.2)).toBeLessThan(at(-0.1));
  expect(zone).toEqual([0, at(-0.1)]);
});

test("everything at nought still has a line", () => {
  const { at } = sizeScale({ ...spec, holds: "above", worth: 0, nothing: 0 }, { effect: 0, interval: null });
  expect(at(0)).toBe(0.08 / 0.16);
});
