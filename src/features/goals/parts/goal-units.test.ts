// A target is typed as people say it and kept as it is counted.
import { expect, test } from "vitest";

import { isByMonth, keptTarget, typedTarget } from "#features/goals/parts/goal-units.ts";

test("12.5 percent is kept as 0.125 and typed back as 12.5", () => {
  expect(keptTarget("win-rate", "12,5", "USD")).toBe(0.125);
  expect(typedTarget("win-rate", 0.125, "USD")).toBe("12.5");
});

test("737 311.29 roubles are kept in kopecks, 500 yen as they are", () => {
  expect(keptTarget("promotion-cost", "737 311.29", "RUB")).toBe(73_731_129);
  expect(keptTarget("promotion-cost", "500", "JPY")).toBe(500);
  expect(typedTarget("promotion-cost", 73_731_129, "RUB")).toBe("737311.29");
});

test("an empty or unreadable target is no target", () => {
  expect([keptTarget("revenue", " ", "USD"), keptTarget("revenue", "many", "USD")]).toEqual([null, null]);
});

test("revenue is aimed at by the month, a cycle is not", () => {
  expect([isByMonth("revenue"), isByMonth("cycle-median-won")]).toEqual([true, false]);
});
