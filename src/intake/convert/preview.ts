// The first rows of a file as a mapping would take them: each cell as it stands, what it becomes, and what is wrong with it.
import { converterOf } from "#intake/convert/converter.ts";
import type { MappingSpec } from "#intake/mapping.ts";
import type { ConvertContext, PreviewRow, TableProfile } from "#intake/types.ts";

/**
 * A preview of the profile's sample. Each field is converted by itself, so that one bad cell does not hide the others;
 * money takes its row's currency along.
 */
export function previewOf(mapping: MappingSpec, profile: TableProfile, context: ConvertContext): PreviewRow[] {
  const columns = profile.shape.columns;
  const currencies = mapping.fields.filter((field) => field.field === "currency");
  const readers = mapping.fields.map((field) => {
    const fields = field.field === "currency" ? [field] : [field, ...currencies];
    const alone: MappingSpec = { ...mapping, key: { kind: "fields", fields: [field.field], counted: false }, fields };
    return { field, converter: converterOf(alone, context, columns, { isPart: true }) };
  });
  return profile.sample.map(({ line, record }) => ({
    line,
    cells: readers.map(({ field, converter }) => {
      const batch = converter.convert({ lines: [line], records: [record], broken: [] });
      const raw = field.columns
        .map((column) => record[columns.indexOf(column)] ?? "")
        .join(" ")
        .trim();
      const reason = batch.setAside[0]?.reason ?? null;
      // Alone, an empty field has nothing to make an id of; that is no problem of the cell.
      return { field: field.field, raw, becomes: batch.rows[0]?.[converter.fields.indexOf(field.field)] ?? null, problem: reason === "no-id" ? null : reason };
    }),
  }));
}
