// Puts a file's columns to the fields of one entity: by known headers first, then by likeness, never against what the columns hold.
import type { FieldSpec } from "#facts/field.ts";
import { type EntityName, entityFields } from "#facts/entities.ts";

import { allowedValue } from "#intake/value/allowed.ts";
import type { FieldMapping } from "#intake/mapping.ts";
import { type Candidate, type Shape, plainHeader } from "#intake/recognise/dictionary.ts";
import { dateShare, writtenDateShare } from "#intake/recognise/decide.ts";
import type { ColumnProfile, FieldReason, TableProfile } from "#intake/types.ts";

export interface Match {
  readonly field: string;
  readonly mapping: FieldMapping;
  readonly confidence: number;
  readonly reason: FieldReason;
}

export interface Matching {
  readonly matches: readonly Match[];
  /** Column of the record's own id, if there is one fit for it. */
  readonly idColumn: string | null;
  readonly requiredMissing: readonly string[];
}

/** Columns by their compared header; the first of equals counts. */
export class Headers {
  readonly byPlain = new Map<string, ColumnProfile>();
  readonly rows: number;
  private readonly values: TableProfile["values"];

  constructor(profile: TableProfile) {
    this.rows = profile.rows;
    this.values = profile.values;
    for (const column of profile.columns) {
      const plain = plainHeader(column.column);
      if (!this.byPlain.has(plain)) this.byPlain.set(plain, column);
    }
  }

  /** Whether most rows of a column hold one of the values allowed. */
  holdsMostly(column: ColumnProfile, allowed: readonly string[]): boolean {
    const counts = this.values[column.column];
    if (!counts) return false;
    const fitting = counts.filter(({ text }) => allowedValue(text, allowed) !== null).reduce((sum, { count }) => sum + count, 0);
    return fitting >= column.filled * 0.8;
  }

  find(header: string): ColumnProfile | undefined {
    return this.byPlain.get(plainHeader(header));
  }
}

/** Matches the shapes of one entity, the most special first: a system's own, then plain English and Russian. */
export function matchEntity(entity: EntityName, shapes: readonly Shape[], headers: Headers): Matching {
  const specs: Readonly<Record<string, FieldSpec>> = entityFields[entity];
  const used = new Set<string>();
  const idColumn = ownId(shapes, headers);
  if (idColumn !== null) used.add(idColumn);
  const matches: Match[] = [];
  const names = Object.keys(specs).filter((field) => field !== "id");
  const order = [...names.filter((field) => specs[field]!.required), ...names.filter((field) => !specs[field]!.required)];
  for (const find of [findKnown, findSimilar]) {
    for (const field of order) {
      if (matches.some((match) => match.field === field)) continue;
      const match = find({ field, spec: specs[field]!, shapes, headers, used });
      if (match === null) continue;
      matches.push(match);
      // A stretch of time gives two fields from one column.
      if (!match.mapping.by.startsWith("period-")) for (const column of match.mapping.columns) used.add(column);
    }
  }
  const requiredMissing = order.filter((field) => specs[field]!.required && !matches.some((match) => match.field === field));
  return { matches, idColumn, requiredMissing };
}

interface Search {
  readonly field: string;
  readonly spec: FieldSpec;
  readonly shapes: readonly Shape[];
  readonly headers: Headers;
  readonly used: ReadonlySet<string>;
}

/** By headers that a dictionary lists. */
function findKnown({ field, spec, shapes, headers, used }: Search): Match | null {
  for (const [place, shape] of shapes.entries()) {
    for (const candidate of shape.fields[field] ?? []) {
      const mapping = mappingOf({ field, candidate, headers, used });
      if (mapping === null || !isPlausible(mapping, spec, headers)) continue;
      const isOwn = place === 0 && shapes.length > 2;
      return { field, mapping, confidence: isOwn ? 0.95 : 0.85, reason: isOwn ? "known-header" : "general-word" };
    }
  }
  return null;
}

/** Headers that say thousands or millions: likeness would take their numbers for roubles. */
const otherScale = /^(?:тыс|млн|thousands?|millions?|mln|k|000|in000)$/;

/** By headers that hold all the words of a listed one: 'total deal amount 2023' for 'deal amount'. */
function findSimilar({ field, spec, shapes, headers, used }: Search): Match | null {
  for (const shape of shapes) {
    for (const candidate of shape.fields[field] ?? []) {
      const plain = typeof candidate === "string" ? candidate : candidate.columns.length === 1 ? candidate.columns[0]! : null;
      if (plain === null) continue;
      const words = plainHeader(plain).split(" ");
      if (words.length < 2 && !(spec.required && words[0]!.length > 3)) continue;
      for (const [header, column] of headers.byPlain) {
        if (used.has(column.column)) continue;
        const parts = header.split(" ");
        if (parts.some((part) => otherScale.test(part))) continue;
        if (parts.length > words.length + 2 || !words.every((word) => parts.includes(word))) continue;
        const mapping = mappingOf({ field, candidate, headers, used, instead: column });
        if (mapping !== null && isPlausible(mapping, spec, headers)) return { field, mapping, confidence: 0.6, reason: "similar-header" };
      }
    }
  }
  return null;
}

interface Making {
  readonly field: string;
  readonly candidate: Candidate;
  readonly headers: Headers;
  readonly used: ReadonlySet<string>;
  /** Taken in place of the column that the candidate names. */
  readonly instead?: ColumnProfile;
}

function mappingOf({ field, candidate, headers, used, instead }: Making): FieldMapping | null {
  const { columns: wanted, by = "as-is", refersBy } = typeof candidate === "string" ? { columns: [candidate] } : candidate;
  const columns: string[] = [];
  for (const header of wanted) {
    const column = instead ?? headers.find(header);
    if (!column || used.has(column.column)) return null;
    columns.push(column.column);
  }
  return { field, columns, by, ...(refersBy === undefined ? {} : { refersBy }) };
}

/** Whether what the columns hold can be the field: most filled cells fit its kind. An empty column contradicts nothing. */
function isPlausible(mapping: FieldMapping, spec: FieldSpec, headers: Headers): boolean {
  if (mapping.by === "period-from" || mapping.by === "period-until") return true;
  const column = [...headers.byPlain.values()].find((one) => one.column === mapping.columns[0])!;
  if (column.filled === 0) return mapping.by === "as-is";
  const numbers = column.number.fits / column.filled;
  switch (spec.kind) {
    case "day":
    case "instant":
      return dateShare(column) >= 0.5;
    case "money":
    case "number":
    case "count":
    case "share":
      return numbers >= 0.5 && writtenDateShare(column) < 0.9;
    case "flag":
      return column.flags >= column.filled * 0.5;
    case "currency":
      return column.currencyCodes >= column.filled * 0.5;
    case "stage":
      return (mapping.by !== "as-is" || !column.distinctIsCapped) && writtenDateShare(column) < 0.9;
    case "id":
    case "text":
    default:
      return writtenDateShare(column) < 0.9 && (!spec.oneOf || headers.holdsMostly(column, spec.oneOf));
  }
}

/** The id column: filled in nearly every row and nearly always another one. */
function ownId(shapes: readonly Shape[], headers: Headers): string | null {
  for (const shape of shapes) {
    // A system that lists none for this entity has none: what it calls 'Id' there belongs to another record.
    if (shape.fields["id"]?.length === 0) return null;
    for (const candidate of shape.fields["id"] ?? []) {
      const column = typeof candidate === "string" ? headers.find(candidate) : undefined;
      if (!column || column.filled < headers.rows * 0.95) continue;
      if (column.distinctIsCapped || column.distinct >= column.filled * 0.9) return column.column;
    }
  }
  return null;
}
