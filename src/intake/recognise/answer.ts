// An answer to a question as an edit of the mapping.
import type { MappingSpec } from "#intake/mapping.ts";
import type { Question } from "#intake/types.ts";

/** The mapping with one option of a question chosen; the question is not asked again while the answer fits. Throws a RangeError on an option that is not there. */
export function answered(mapping: MappingSpec, question: Question, option: number): MappingSpec {
  const chosen = question.options[option];
  if (question.options.length > 0 && !chosen) throw new RangeError(`the question '${question.code}' has no option ${option}`);
  const withCurrency = chosen?.currency === undefined ? mapping : { ...mapping, currency: chosen.currency };
  const known = withCurrency.fields.find((field) => field.field === question.field);
  if (question.field === null) return { ...withCurrency, confirmed: [...(mapping.confirmed ?? []), question.code] };
  if (!known)
    return chosen?.set.columns
      ? { ...withCurrency, fields: [...mapping.fields, { field: question.field, columns: chosen.set.columns, by: chosen.set.by ?? "as-is" }] }
      : withCurrency;
  const confirmed = [...(known.confirmed ?? []), question.code];
  const edited = { ...known, ...chosen?.set, confirmed };
  return { ...withCurrency, fields: withCurrency.fields.map((field) => (field === known ? edited : field)) };
}
