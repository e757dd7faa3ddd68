// Names of facts and their fields in the reader's language, and how each kind of value is written.
import { useMemo } from "react";

import { type EntityName, entityFields } from "#facts/entities.ts";
import type { FieldKind, FieldSpec } from "#facts/field.ts";
import type { Stage } from "#facts/stage.ts";
import type { words } from "#ui/facts.en.ts";
import { useFormat, useSentence, useWords } from "#ui/language.ts";

export type FieldValue = string | number | boolean | null;

export interface FactNames {
  entity(name: EntityName): string;
  field(name: string): string;
  stage(name: Stage): string;
  /** A system that we know by its name; others as they are called. */
  source(name: string): string;
  /** A value of a field as people write it; money (minor units) needs its currency. Null gives a dash. */
  value(kind: FieldKind, value: FieldValue, currency?: string | null): string;
}

/** What kind of value a field holds; null where the entity has no such field. */
export function fieldKind(entity: EntityName, field: string): FieldKind | null {
  return (entityFields[entity] as Readonly<Record<string, FieldSpec>>)[field]?.kind ?? null;
}

/** The kind of record whose id stands in a field; null where it is no reference. */
export function fieldRefersTo(entity: EntityName, field: string): string | null {
  return (entityFields[entity] as Readonly<Record<string, FieldSpec>>)[field]?.refersTo ?? null;
}

export function useFactNames(): FactNames {
  const t = useWords<typeof words>("facts");
  const say = useSentence("facts");
  const format = useFormat();
  return useMemo(() => {
    const decimals = new Intl.NumberFormat(format.language === "ru" ? "ru-RU" : "en-US", { maximumFractionDigits: 4 });
    return {
      entity: (name) => t(`entity.${name}`),
      field: (name) => say(`field.${name}`) ?? name,
      stage: (name) => t(`stage.${name}`),
      source: (name) => say(`source.${name}`) ?? name,
      value: (kind, value, currency) => {
        if (value === null) return "–";
        if (typeof value === "boolean") return t(value ? "yes" : "no");
        if (kind === "day") return format.day(String(value));
        if (kind === "instant") return format.moment(String(value));
        if (typeof value === "string") return value;
        if (kind === "money") return currency === null || currency === undefined ? decimals.format(value / 100) : format.money(value, currency);
        return kind === "share" ? format.share(value) : decimals.format(value);
      },
    };
  }, [t, say, format]);
}
