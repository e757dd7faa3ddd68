// What one change of the log changed, field by field.

export interface FieldChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Every field that either side names; what did not change is left out where both are known. */
export function fieldChanges(before: unknown, after: unknown): FieldChange[] {
  const left = fieldsOf(before);
  const right = fieldsOf(after);
  return [...new Set([...Object.keys(left), ...Object.keys(right)])]
    .map((field) => ({ field, before: written(left[field]), after: written(right[field]) }))
    .filter((change) => change.before !== change.after);
}

function fieldsOf(side: unknown): Readonly<Record<string, unknown>> {
  if (side === null || side === undefined) return {};
  return typeof side === "object" && !Array.isArray(side) ? (side as Record<string, unknown>) : { value: side };
}

function written(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}
