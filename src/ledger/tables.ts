// Where each kind of fact is kept: its table, and the column of each field.
import { type EntityName, entityFields } from "#facts/entities.ts";

/** 'stage-change' to 'stage_change'. */
export function tableOf(entity: EntityName): string {
  return entity.replaceAll("-", "_");
}

/** 'createdOn' to '"created_on"', quoted because some names are words of SQL. */
export function columnOf(field: string): string {
  return `"${nameOfColumn(field)}"`;
}

/** 'createdOn' to 'created_on'. */
export function nameOfColumn(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Fields of an entity in their order, id first. */
export function fieldsOf(entity: EntityName): readonly string[] {
  return Object.keys(entityFields[entity]);
}

/** What every row keeps besides its fields. */
export const keptBesides = ["source", "first_import", "last_import"] as const;
