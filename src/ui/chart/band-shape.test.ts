// Bands follow their curve corner by corner, and a curve's young part begins where its ripe part ends.
import { expect, test } from "vitest";

import { bandOutlines, splitAt, valueAt } from "#ui/chart/band-shape.ts";

const point = (at: number, value: number | null, half = 1) => ({
  at,
  value,
  low: value === null ? null : value - half,
  high: value === null ? null : value + half,
});

test("a band in steps turns at each point: along, then up", () => {
  expect(bandOutlines([point(0, 2), point(10, 5)], "step")).toEqual([
    [
      [0, 1],
      [10, 1],
      [10, 4],
      [10, 6],
      [10, 3],
      [0, 3],
    ],
  ]);
});

test("a straight band has one corner a point, and a gap breaks it; a lone point has no band", () => {
  const outlines = bandOutlines([point(0, 2), point(10, 5), point(20, null), point(30, 4)], "line");
  expect(outlines).toEqual([
    [
      [0, 1],
      [10, 4],
      [10, 6],
      [0, 3],
    ],
  ]);
});

test("in steps a value holds until the next point; on a line it is between", () => {
  const points = [point(0, 2), point(10, 6)];
  expect([0, 5, 10, 12].map((at) => valueAt(points, at, "step"))).toEqual([2, 2, 6, 6]);
  expect([0, 5, 10, 12].map((at) => valueAt(points, at, "line"))).toEqual([2, 4, 6, null]);
  expect(valueAt(points, -1, "step")).toBeNull();
});

test("the young part begins where the ripe part ends, at the value that holds there", () => {
  const { ripe, young } = splitAt([point(0, 2), point(10, 5), point(30, 6)], 20);
  expect(ripe.map(({ at, value }) => [at, value])).toEqual([
    [0, 2],
    [10, 5],
    [20, 5],
  ]);
  expect(young.map(({ at, value }) => [at, value])).toEqual([
    [20, 5],
    [30, 6],
  ]);
  expect(splitAt([point(0, 2)], null).young).toEqual([]);
});
