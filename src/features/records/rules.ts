// Which day of a record counts for a period, and which of its fields a list shows first.
import { type EntityName, entityFields } from "#facts/entities.ts";
import type { FieldSpec } from "#facts/field.ts";

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
