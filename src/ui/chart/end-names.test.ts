// Names at the ends of lines do not cover one another.
import { expect, test } from "vitest";

import { movedApart } from "#ui/chart/end-names.ts";

const edges = [0, 200] as const;
const name = (y: number, x = 100) => ({ x, y, width: 50 });

test("names that are clear of one another stay where their lines end", () => {
  expect(movedApart([name(20), name(60), name(150)], edges)).toEqual([20, 60, 150]);
});

test("two that end together stand one under the other, in the order of their lines", () => {
  expect(movedApart([name(52), name(50)], edges)).toEqual([65, 50]);
  expect(movedApart([name(50), name(50), name(50)], edges)).toEqual([50, 65, 80]);
});

test("names of lines that end elsewhere do not move one another", () => {
  expect(movedApart([name(50, 100), name(50, 300)], edges)).toEqual([50, 50]);
});

test("at the lower edge they are pushed up instead", () => {
  expect(movedApart([name(198), name(199)], edges)).toEqual([185, 200]);
});
