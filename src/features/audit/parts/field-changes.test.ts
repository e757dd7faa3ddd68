// The log shows what a change changed, and nothing else.
import { expect, test } from "vitest";

import { fieldChanges } from "#features/audit/parts/field-changes.ts";

test("fields that stayed the same are left out; one that appeared has no value before", () => {
  expect(fieldChanges({ role: "sales", name: "Anna" }, { role: "viewer", name: "Anna", servedUntil: "2026-12-01" })).toEqual([
    { field: "role", before: "sales", after: "viewer" },
    { field: "servedUntil", before: null, after: "2026-12-01" },
  ]);
});
