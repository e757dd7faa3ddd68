// Shares of sums: by hand, at their ends, and held as often as stated where parts of one unit hang together.
import { describe, expect, test } from "vitest";

import { diceOf } from "#kit/dice.ts";
import { shareOfSums } from "#evidence/statistics/sums-share.ts";

describe("the share of a sum", () => {
  test("is parts over wholes, not the mean of shares", () => {
    expect(shareOfSums(Float64Array.of(1, 0), Float64Array.of(1, 9))!.value).toBeCloseTo(0.1, 12);
  });

  test("by hand: two units of ten days, two and four of them; deviations of one day each", () => {
    const { value, interval } = shareOfSums(Float64Array.of(2, 4), Float64Array.of(10, 10))!;
    // Squares 1 + 1, times 2 / 1, root 2, over 20 days: error .1, on the log-odds .1 / (.3 x .7).
    const logit = Math.log(0.3 / 0.7) - (1.6448536 * 0.1) / 0.21;
    expect([value, interval.low]).toEqual([expect.closeTo(0.3, 12), expect.closeTo(1 / (1 + Math.exp(-logit)), 6)]);
  });

  test("where all or nothing is of the kind the range still opens on the one side", () => {
    const none = shareOfSums(new Float64Array(10), new Float64Array(10).fill(5))!;
    const all = shareOfSums(new Float64Array(10).fill(5), new Float64Array(10).fill(5))!;
    expect(none).toEqual({ value: 0, interval: { low: 0, high: 1 - 0.05 ** 0.1, level: 0.9 } });
    expect(all.interval.low).toBeCloseTo(0.05 ** 0.1, 12);
  });

  test("units without a whole say nothing, and of one unit no range is told", () => {
    expect(shareOfSums(Float64Array.of(1, 0), Float64Array.of(4, 0))).toBeNull();
    expect(shareOfSums(Float64Array.of(1, 0, 3), Float64Array.of(4, 0, 4))!.value).toBe(0.5);
  });

  test("ten times the same days of each deal are ten times the days and no surer for it", () => {
    const dice = diceOf(5);
    const parts = Float64Array.from({ length: 60 }, () => dice.below(20));
    const wholes = parts.map((part) => part + dice.below(20) + 1);
    const once = shareOfSums(parts, wholes)!;
    const tenfold = shareOfSums(
      parts.map((part) => part * 10),
      wholes.map((whole) => whole * 10),
    )!;
    expect(tenfold.interval.low).toBeCloseTo(once.interval.low!, 12);
  });
});
