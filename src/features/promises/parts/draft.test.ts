// What people type becomes the terms they mean, in either way of writing numbers, and nothing half read is sent.
import { expect, test } from "vitest";

import { draftOf, termsOf } from "#features/promises/parts/draft.ts";
import { promiseKeys, shippedPromises } from "#facts/promises.ts";

test("every promise comes back from its own form as it went in", () => {
  for (const key of promiseKeys) {
    if (key === "accepted-value") continue;
    expect(termsOf(key, draftOf({ ...shippedPromises[key] }, "USD"), "USD")).toEqual(shippedPromises[key]);
  }
  expect(termsOf("accepted-value", draftOf({ perMonth: 123_400 }, "USD"), "USD")).toEqual({ perMonth: 123_400 });
  expect(draftOf({ perMonth: 123_400 }, "USD")).toEqual({ perMonth: "1234" });
});

test("percent, comma and spaces are read; grades stand with their hours", () => {
  const draft = { hours: "8,5", hoursByGrade: "A 4, very hot: 0,5; B 8", atLeast: "92,5" };
  expect(termsOf("first-attempt", draft, "USD")).toEqual({ hours: 8.5, hoursByGrade: { A: 4, "very hot": 0.5, B: 8 }, atLeast: 0.925 });
  expect(termsOf("accepted-value", { perMonth: "1 200 000" }, "RUB")).toEqual({ perMonth: 120_000_000 });
});

test("a missing number, a share above the whole, a grade without hours: nothing is sent", () => {
  expect(termsOf("accept-in-time", { hours: "", atLeast: "90" }, "USD")).toBe(null);
  expect(termsOf("accept-in-time", { hours: "8", atLeast: "120" }, "USD")).toBe(null);
  expect(termsOf("first-attempt", { hours: "8", hoursByGrade: "A", atLeast: "90" }, "USD")).toBe(null);
  expect(termsOf("fields-complete", { fields: [], atLeast: "90" }, "USD")).toBe(null);
});
