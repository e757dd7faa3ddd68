// Amounts as people type them become whole minor units.
import { expect, it } from "vitest";

import { typedMinor, typedNumber } from "#kit/typed-money.ts";

it("spaces, also those that do not break, and a comma are read; nothing is nothing", () => {
  expect(typedNumber("1 200,50")).toBe(1200.5);
  expect(typedNumber(" 1\u00A0200 ")).toBe(1200);
  expect(typedNumber("  ")).toBeNull();
  expect(typedMinor("1 200,50", "RUB")).toBe(120_050);
  expect(typedMinor("0", "RUB")).toBe(0);
  expect(typedMinor("1200", "JPY")).toBe(1200);
  expect(typedMinor("", "RUB")).toBeNull();
});

it("what is below zero, no number or beyond reason is no amount", () => {
  for (const text of ["-1", "twelve", "1,2,3", "Infinity", "1e13"]) expect(typedMinor(text, "USD")).toBeUndefined();
});
