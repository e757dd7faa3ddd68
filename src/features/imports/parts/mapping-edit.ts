// Edits of a mapping as a person makes them on the screen: this column is that field, this column tells records apart.
import type { FieldMapping, MappingSpec } from "#facts/mapping.ts";

/** The field that stands for the record's id. */
export const idField = "id";

/** Fields that a column helps to fill, the id first. */
export function fieldsOfColumn(mapping: MappingSpec, column: string): string[] {
  const isId = mapping.key.kind === "column" && mapping.key.column === column;
  return [...(isId ? [idField] : []), ...mapping.fields.filter((field) => field.columns.includes(column)).map((field) => field.field)];
}

/**
 * The mapping with a column made into a field, or into nothing (null). Whatever filled the field before no longer does, and whatever else
 * the column filled it no longer fills: one column, one field. An id may keep its column beside a field.
 */
export function withColumnAs(mapping: MappingSpec, column: string, field: string | null): MappingSpec {
  if (field === idField) return { ...mapping, key: { kind: "column", column }, fields: mapping.fields.filter((each) => !each.columns.includes(column)) };
  const freed = mapping.fields.flatMap((each) => withoutColumn(each, column)).filter((each) => each.field !== field);
  const wasId = mapping.key.kind === "column" && mapping.key.column === column;
  const fields = field === null ? freed : [...freed, { field, columns: [column], by: "as-is" as const }];
  const key = wasId ? ({ kind: "fields", fields: fields.map((each) => each.field), counted: false } as const) : keyWithin(mapping, fields);
  return { ...mapping, fields, key };
}

/** A field keeps what its other columns say; without any it goes. */
function withoutColumn(field: FieldMapping, column: string): FieldMapping[] {
  if (!field.columns.includes(column)) return [field];
  const columns = field.columns.filter((each) => each !== column);
  if (columns.length === 0) return [];
  const needsAll = field.by === "won-closed" || field.by === "outcome-or-stage";
  return [{ ...field, columns, by: needsAll || columns.length === 1 ? "as-is" : field.by }];
}

/** A key made of fields names only those that are still there. */
function keyWithin({ key }: MappingSpec, fields: readonly FieldMapping[]): MappingSpec["key"] {
  if (key.kind !== "fields") return key;
  const left = key.fields.filter((name) => fields.some((field) => field.field === name));
  return { ...key, fields: left.length > 0 ? left : fields.slice(0, 1).map((field) => field.field) };
}
