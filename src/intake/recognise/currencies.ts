// In which currencies a file's money stands: said by its signs, by its column of currencies, and by what was chosen for the whole file.
import { entityFields } from "#facts/entities.ts";
import type { FieldSpec } from "#facts/field.ts";
import type { MappingSpec } from "#facts/mapping.ts";
import type { ConvertContext, TableProfile } from "#intake/types.ts";
import { currencyOf } from "#intake/value/currency.ts";

/**
 * Codes of all currencies that money of this file would be taken in, in order of letters; none where no field of money is mapped.
 * Money whose row names no currency is in the file's or the workspace's.
 */
export function currenciesIn(mapping: MappingSpec, profile: TableProfile, { currency }: ConvertContext): string[] {
  const specs: Readonly<Record<string, FieldSpec>> = entityFields[mapping.entity];
  const moneyColumns = new Set(mapping.fields.filter((field) => specs[field.field]?.kind === "money").flatMap((field) => field.columns));
  if (moneyColumns.size === 0) return [];
  const named = mapping.fields.filter((field) => field.field === "currency").flatMap((field) => field.columns);
  const signs = profile.columns.filter((column) => moneyColumns.has(column.column)).flatMap((column) => Object.keys(column.number.currencies));
  const texts = [...signs, ...named.flatMap((column) => (profile.values[column] ?? []).map((value) => value.text))];
  const codes = texts.map((text) => currencyOf(text, mapping.currency ?? currency)).filter((code) => code !== null);
  return [...new Set([mapping.currency ?? currency, ...codes])].sort();
}
