// Which day of a record counts for a period, and which of its fields a list shows first.
import { type EntityName, entityFields } from "#facts/entities.ts";
import type { FieldSpec } from "#facts/field.ts";
import { csvLine, csvStart } from "#kit/csv.ts";
import { toMajor } from "#kit/money.ts";

const specsOf = (entity: EntityName): Readonly<Record<string, FieldSpec>> => entityFields[entity];

/** Fields that hold a day or a moment, in the order of the entity. */
export function dayFields(entity: EntityName): string[] {
  return Object.entries(specsOf(entity)).flatMap(([field, { kind }]) => (kind === "day" || kind === "instant" ? [field] : []));
}

const usual: Partial<Record<EntityName, string>> = { deal: "closedOn" };

/** The day by which the figures put a record into a period; null for what has no day. */
export function usualDay(entity: EntityName): string | null {
  return usual[entity] ?? dayFields(entity)[0] ?? null;
}

export function hasField(entity: EntityName, field: string): boolean {
  return Object.hasOwn(specsOf(entity), field);
}

const first: Partial<Record<EntityName, readonly string[]>> = {
  deal: ["name", "account", "owner", "product", "stage", "amount", "createdOn", "closedOn"],
  lead: ["name", "account", "owner", "channel", "stage", "createdAt", "acceptedAt", "deal"],
  account: ["name", "segment", "size", "region", "owner", "employees", "createdOn"],
  contact: ["name", "account", "email", "title", "createdOn"],
};

/** Fields of a list: what matters most of those that hold anything; at most eight. The currency stands with the money. */
export function listFields(entity: EntityName, isFilled: (field: string) => boolean): string[] {
  const all = Object.keys(specsOf(entity)).filter((field) => field !== "id" && field !== "currency");
  const wanted = [...(first[entity] ?? []), ...all];
  return [...new Set(wanted)].filter(isFilled).slice(0, 8);
}

/** The records that these ones name, by kind. */
export function namedBy(entity: EntityName, records: readonly { readonly fields: Readonly<Record<string, unknown>> }[]): Map<EntityName, Set<string>> {
  const wanted = new Map<EntityName, Set<string>>();
  for (const [field, { refersTo }] of Object.entries(specsOf(entity))) {
    if (refersTo === undefined) continue;
    const ids = records.map(({ fields }) => fields[field]).filter((id): id is string => typeof id === "string");
    const known = wanted.get(refersTo as EntityName) ?? new Set<string>();
    for (const id of ids) known.add(id);
    if (known.size > 0) wanted.set(refersTo as EntityName, known);
  }
  return wanted;
}

/** 'closedOn' to 'Closed on': a heading that the import reads as the same field again. */
function headingOf(field: string): string {
  if (field === "lead") return "Lead ID";
  const words = field.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * Records as a CSV file with every field that the kind has: days as ISO 8601, money in whole units of its own currency (`currency` where the record
 * names none), shares as 0 to 1.
 */
export function recordsAsCsv(
  records: readonly { readonly fields: Readonly<Record<string, unknown>>; readonly id: string }[],
  { entity, currency }: { readonly entity: EntityName; readonly currency: string },
): string {
  const specs = specsOf(entity);
  const fields = Object.keys(specs).filter((field) => field !== "id");
  const cell = (field: string, row: Readonly<Record<string, unknown>>) => {
    const value = row[field] ?? null;
    const own = typeof row["currency"] === "string" ? row["currency"] : currency;
    return specs[field]!.kind === "money" && typeof value === "number" ? toMajor(value, own) : value;
  };
  const lines = records.map(({ id, fields: row }) => csvLine([id, ...fields.map((field) => cell(field, row))]));
  return csvStart + csvLine(["id", ...fields].map(headingOf)) + lines.join("");
}
