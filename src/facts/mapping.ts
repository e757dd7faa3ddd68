// How one file's columns become fields of one entity: a plain value that a person can read, correct and keep for the next file.
import { z } from "zod";

import { type EntityName, entityNames } from "#facts/entities.ts";

/** Orders that a written date may have; serial: Excel's day number; unix: seconds or milliseconds since 1970. */
export const dateOrders = ["ymd", "dmy", "mdy", "serial", "unix-seconds", "unix-milliseconds"] as const;
export type DateOrder = (typeof dateOrders)[number];

export const decimalMarks = ["point", "comma"] as const;
export type DecimalMark = (typeof decimalMarks)[number];

/** fraction: 0.15 is fifteen percent; percent: 15 is fifteen percent. A cell with '%' is always percent. */
export const shareScales = ["fraction", "percent"] as const;
export type ShareScale = (typeof shareScales)[number];

/**
 * How a field is made from its columns. as-is: one column, read by the field's kind; join: texts with a space between (first and last name);
 * first-filled: the first column that is not empty; micros: a number divided by a million; hundredths: money already in minor units;
 * won-closed: two flags (won, closed) to 'Won', 'Lost' or 'Open';
 * outcome-or-stage: the first column where it says won or lost, else the second (Pipedrive's status and stage); seconds, milliseconds: a length of time in minutes; inverted: a flag turned round;
 * period-from, period-until: the ends of a stretch in one cell ('2017-Q3', 'июль 2017', a day for its month); day-after: a last day that still belongs;
 * constant: the same text in every row.
 */
export const transforms = [
  "as-is",
  "join",
  "first-filled",
  "micros",
  "hundredths",
  "won-closed",
  "outcome-or-stage",
  "seconds",
  "milliseconds",
  "inverted",
  "period-from",
  "period-until",
  "day-after",
  "constant",
] as const;
export type Transform = (typeof transforms)[number];

export const FieldMapping = z.strictObject({
  /** A field of the entity, never 'id' (see `key`). */
  field: z.string(),
  /** Names of columns as `Table.columns` gives them. */
  columns: z.array(z.string()).max(10),
  by: z.enum(transforms).default("as-is"),
  constant: z.string().optional(),
  dates: z.enum(dateOrders).optional(),
  decimal: z.enum(decimalMarks).optional(),
  scale: z.enum(shareScales).optional(),
  /** What the column holds where the field refers to another entity: its id, or its name. */
  refersBy: z.enum(["id", "name"]).optional(),
  /** Codes of questions that a person has answered for this field. */
  confirmed: z.array(z.string()).optional(),
});
export type FieldMapping = z.infer<typeof FieldMapping>;

/**
 * Where a record's id comes from. column: as it stands in the file; field: the text of a field (a product's name);
 * fields: a digest of several fields; `counted` adds which one it is among equals, so that two equal rows of spend remain two.
 */
export const KeyRule = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("column"), column: z.string() }),
  z.strictObject({ kind: z.literal("field"), field: z.string() }),
  z.strictObject({ kind: z.literal("fields"), fields: z.array(z.string()).min(1), counted: z.boolean() }),
]);
export type KeyRule = z.infer<typeof KeyRule>;

export const MappingSpec = z.strictObject({
  version: z.literal(1),
  entity: z.enum(entityNames as [EntityName, ...EntityName[]]),
  /** The system that the file comes from: 'hubspot', 'salesforce', 'pipedrive', 'bitrix24', 'amocrm', 'zoho', 'ad-platform', 'file'. Stage mappings are kept per source. */
  source: z.string().min(1).max(100),
  /** `fingerprint(columns)` of the file that it was made for. */
  fingerprint: z.string(),
  key: KeyRule,
  fields: z.array(FieldMapping),
  /** Currency of money whose row names none; null: the workspace's. */
  currency: z.string().length(3).nullable().default(null),
  /** Codes of questions about the whole file that a person has answered. */
  confirmed: z.array(z.string()).optional(),
});
export type MappingSpec = z.infer<typeof MappingSpec>;
