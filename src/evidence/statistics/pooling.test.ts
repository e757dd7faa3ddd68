// Small groups are drawn towards the others as far as the facts allow; who cannot be ranked is not ranked.
import { describe, expect, test } from "vitest";

import { diceOf } from "#kit/dice.ts";
import { pooledShares } from "#evidence/statistics/pooling.ts";

const pooled = (groups: readonly (readonly [hits: number, cases: number])[]) => pooledShares(groups.map(([hits, cases]) => ({ hits, cases })))!;

describe("five groups of very different size", () => {
  const groups = [
    [2, 4],
    [30, 300],
    [36, 300],
    [27, 300],
    [33, 300],
  ] as const;
  const told = pooled(groups);
  test("two of four is not believed to be a half, but drawn towards the others' tenth", () => {
    expect(told.groups[0]!.value).toBeLessThan(0.25);
    expect(told.groups[0]!.value).toBeGreaterThan(0.1);
  });
  test("large groups stay near what they counted, and every range holds its value", () => {
    expect(Math.abs(told.groups[1]!.value - 0.1)).toBeLessThan(0.01);
    for (const { value, interval } of told.groups) expect(interval.low! < value && value < interval.high!).toBe(true);
  });
  test("none of them can be ranked before another", () => expect(told).toMatchObject({ clearPairs: 0, pairs: 10 }));
  test("names and order do not matter", () => {
    expect(pooled(groups.toReversed()).groups.toReversed()[0]!.interval.low).toBeCloseTo(told.groups[0]!.interval.low!, 9);
  });
});

test("groups that differ clearly take clear places, and those between keep several", () => {
  const { groups } = pooled([
    [300, 1000],
    [290, 1000],
    [100, 1000],
    [20, 1000],
  ]);
  expect(groups.map(({ bestPlace, worstPlace }) => [bestPlace, worstPlace])).toEqual([
    [1, 2],
    [1, 2],
    [3, 3],
    [4, 4],
  ]);
});

test("as many cases as one likes: the share is what was counted, to half a point of a hundred", () => {
  const { groups } = pooled([
    [200_000, 1_000_000],
    [50_000, 1_000_000],
    [10, 20],
  ]);
  expect(groups[0]!.value).toBeCloseTo(0.2, 4);
  expect(groups[0]!.interval.low).toBeCloseTo(0.2 - 1.645 * 0.0004, 4);
});

test("where chance alone tells eight groups apart, few firms show a clear pair", () => {
  let withClear = 0;
  for (let firm = 0; firm < 24; firm++) {
    const dice = diceOf(firm);
    const groups = Array.from({ length: 8 }, () => ({ cases: 80, hits: Array.from({ length: 80 }, () => dice.chance(0.2)).filter(Boolean).length }));
    withClear += Number(pooledShares(groups)!.clearPairs > 0);
  }
  expect(withClear).toBeLessThanOrEqual(7);
});

test("two groups say nothing of how groups differ", () => {
  expect(
    pooledShares([
      { hits: 1, cases: 4 },
      { hits: 2, cases: 4 },
      { hits: 0, cases: 0 },
    ]),
  ).toBeNull();
});
