// Columns made into fields by hand.
import { expect, test } from "vitest";

import { fieldsOfColumn, withColumnAs } from "#features/imports/parts/mapping-edit.ts";
import type { MappingSpec } from "#facts/mapping.ts";

const mapping: MappingSpec = {
  version: 1,
  entity: "deal",
  source: "file",
  fingerprint: "abc",
  currency: null,
  key: { kind: "column", column: "Id" },
  fields: [
    { field: "name", columns: ["First", "Last"], by: "join" },
    { field: "amount", columns: ["Sum"], by: "as-is", decimal: "comma" },
  ],
};

test("a column becomes a field; what filled the field before no longer does", () => {
  const edited = withColumnAs(mapping, "Total", "amount");
  expect(edited.fields).toEqual([
    { field: "name", columns: ["First", "Last"], by: "join" },
    { field: "amount", columns: ["Total"], by: "as-is" },
  ]);
  expect(edited.key).toEqual({ kind: "column", column: "Id" });
});

test("a column left out leaves the others of its field", () => {
  expect(withColumnAs(mapping, "Last", null).fields[0]).toEqual({ field: "name", columns: ["First"], by: "as-is" });
  expect(withColumnAs(mapping, "Sum", null).fields.map((field) => field.field)).toEqual(["name"]);
});

test("the column of ids left out: rows are told apart by all that is mapped", () => {
  expect(withColumnAs(mapping, "Id", null).key).toEqual({ kind: "fields", fields: ["name", "amount"], counted: false });
});

test("another column becomes the id, and is no field any more", () => {
  const edited = withColumnAs(mapping, "Sum", "id");
  expect(edited.key).toEqual({ kind: "column", column: "Sum" });
  expect(fieldsOfColumn(edited, "Sum")).toEqual(["id"]);
  expect(fieldsOfColumn(mapping, "First")).toEqual(["name"]);
});
