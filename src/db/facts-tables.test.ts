// The tables of facts have a column for each field of src/facts/entities.ts, of the fitting type.
import { afterAll, beforeAll, expect, it } from "vitest";
import { type EntityName, entityFields, entityNames } from "#facts/entities.ts";
import type { FieldKind, FieldSpecs } from "#facts/field.ts";
import { type FreshDatabase, freshDatabase } from "#testing/database.ts";

interface Column {
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
}

const typeOf: Readonly<Record<FieldKind, string>> = {
  id: "text",
  text: "text",
  day: "date",
  instant: "timestamp with time zone",
  money: "bigint",
  share: "double precision",
  number: "double precision",
  count: "integer",
  flag: "boolean",
  currency: "text",
  stage: "text",
};
const bookkeeping = new Set(["workspace_id", "source", "first_import", "last_import", "origin"]);

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.close());

const snake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const byName = (a: Column, b: Column) => (a.name < b.name ? -1 : 1);

function expected(entity: EntityName): Column[] {
  const fields: FieldSpecs = entityFields[entity];
  return Object.entries(fields)
    .map(([name, field]) => ({ name: snake(name), type: typeOf[field.kind], isRequired: "required" in field }))
    .sort(byName);
}

async function found(entity: EntityName): Promise<Column[]> {
  const rows = await fresh.database.asOwner((tx) =>
    tx.rows<Column>(
      "select column_name as name, data_type as type, is_nullable = 'NO' as \"isRequired\" from information_schema.columns where table_schema = 'evenhand' and table_name = $1",
      [entity.replaceAll("-", "_")],
    ),
  );
  return rows.filter((column) => !bookkeeping.has(column.name)).sort(byName);
}

it.each(entityNames)("%s has the same fields in the code and on record", async (entity) => {
  expect(await found(entity)).toEqual(expected(entity));
});
