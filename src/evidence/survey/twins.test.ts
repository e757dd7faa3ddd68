// Said and so: all four meetings of the two, and every case in which one of them cannot be told.
import { describe, expect, test } from "vitest";

import { besideOf, factSays, saidOf } from "#evidence/survey/twins.ts";

const range = (low: number, high: number) => ({ low, high, level: 0.9 });

describe("what is said", () => {
  test.each([
    [3.1, 4.2, "agrees"],
    [1.5, 2.9, "disagrees"],
    [2.8, 3.3, "divided"],
    [3, 4, "divided"],
  ] as const)("a mean from %d to %d %s", (low, high, said) => expect(saidOf({ value: (low + high) / 2, interval: range(low, high), people: 8 })).toBe(said));
});

describe("what is so", () => {
  test.each([
    ["at-least", 0.91, 0.95, "borne-out"],
    ["at-least", 0.9, 0.95, "borne-out"],
    ["at-least", 0.6, 0.89, "not-borne-out"],
    ["at-least", 0.85, 0.93, "open"],
    ["at-most", 0.02, 0.08, "borne-out"],
    ["at-most", 0.95, 0.99, "not-borne-out"],
    ["at-most", 0.8, 0.95, "open"],
  ] as const)("%s 0.9 (0.9), measured %d to %d: %s", (holds, low, high, says) =>
    expect(factSays({ value: (low + high) / 2, interval: range(low, high), level: 0.9, holds })).toBe(says),
  );

  test("what is counted to the last one needs no range; what is not measured, or has no level, stays open", () => {
    expect(factSays({ value: 1, interval: null, level: 1, holds: "at-least" })).toBe("borne-out");
    expect(factSays({ value: 0.9, interval: null, level: 1, holds: "at-least" })).toBe("not-borne-out");
    expect(factSays({ value: null, interval: null, level: 1, holds: "at-least" })).toBe("open");
    expect(factSays({ value: 5, interval: null, level: null, holds: "at-most" })).toBe("open");
  });
});

test("the two beside one another", () => {
  expect(besideOf("agrees", "borne-out")).toBe("sound");
  expect(besideOf("agrees", "not-borne-out")).toBe("rosy");
  expect(besideOf("disagrees", "borne-out")).toBe("dark");
  expect(besideOf("disagrees", "not-borne-out")).toBe("sore");
  for (const said of ["agrees", "disagrees", "divided"] as const) expect(besideOf(said, "open")).toBe("open");
  for (const fact of ["borne-out", "not-borne-out", "open"] as const) expect(besideOf("divided", fact)).toBe("open");
});
