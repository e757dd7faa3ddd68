// The demo company's facts as the files it would export: one CSV for each kind of fact, with the mapping that reads it back.
import { type EntityName, entityFields, entityNames } from "#facts/entities.ts";
import type { FieldSpec } from "#facts/field.ts";
import type { FieldMapping, MappingSpec } from "#facts/mapping.ts";
import type { Stage } from "#facts/stage.ts";
import { fingerprint } from "#intake/recognise/fingerprint.ts";
import type { Day } from "#kit/day.ts";
import { toMajor } from "#kit/money.ts";
import type { FirmRows } from "#testing/demo/company.ts";
import type { Tongue } from "#testing/demo/names.ts";
import type { DealState } from "#testing/demo/states.ts";

export interface FactFile {
  readonly entity: EntityName;
  readonly name: string;
  readonly rows: number;
  readonly text: string;
  readonly mapping: MappingSpec;
  /** The day on which it was exported and brought in; today where it does not say. */
  readonly broughtOn?: Day;
}

/** Rates come first, so that money of other currencies finds one; what others refer to comes before them. */
const order: readonly EntityName[] = [
  "currency-rate",
  "product",
  "seller",
  "seller-cost",
  "account",
  "contact",
  "campaign",
  "spend",
  "plan",
  "market-index",
  "lead",
];

/** What the demo's CRM calls our stages. */
export const stageNames: Readonly<Record<Tongue, Readonly<Record<Stage, string>>>> = {
  en: {
    lead: "Lead",
    "marketing-qualified": "Marketing qualified",
    "sales-accepted": "Accepted by sales",
    "sales-qualified": "Sales qualified",
    opportunity: "Proposal",
    won: "Won",
    lost: "Lost",
  },
  ru: {
    lead: "Лид",
    "marketing-qualified": "Квалифицирован маркетингом",
    "sales-accepted": "Принят продажами",
    "sales-qualified": "Потребность подтверждена",
    opportunity: "Предложение",
    won: "Выиграна",
    lost: "Проиграна",
  },
};

/** Files in the order in which they are best loaded. `source` names the system they come from. */
export function filesOf(rows: FirmRows, source: string, tongue: Tongue = "en"): FactFile[] {
  const rest = entityNames.filter((entity) => !order.includes(entity));
  return [...order, ...rest].map((entity) => fileOf(entity, rows[entity], { source, tongue }));
}

/** A state of the deals as the file of its day. */
export function dealFileOf({ day, deals }: DealState, from: { source: string; tongue: Tongue }): FactFile {
  return { ...fileOf("deal", deals, from), name: `deal-${day}.csv`, broughtOn: day };
}

function fileOf(entity: EntityName, rows: readonly object[], { source, tongue }: { source: string; tongue: Tongue }): FactFile {
  const specs = Object.entries(entityFields[entity] as Readonly<Record<string, FieldSpec>>);
  const columns = specs.map(([field]) => columnOf(field));
  const lines = rows.map((row) => specs.map(([field, spec]) => cellOf(named((row as Record<string, Cell>)[field] ?? null, spec, tongue), spec)).join(","));
  const fields = specs.flatMap(([field, spec]) => (field === "id" ? [] : [mappingOf(field, spec)]));
  const mapping: MappingSpec = {
    version: 1,
    entity,
    source,
    fingerprint: fingerprint(columns),
    key: { kind: "column", column: "ID" },
    fields,
    currency: "RUB",
  };
  return { entity, name: `${entity}.csv`, rows: rows.length, text: `${[columns.join(","), ...lines].join("\n")}\n`, mapping };
}

function mappingOf(field: string, spec: FieldSpec): FieldMapping {
  const made: FieldMapping = { field, columns: [columnOf(field)], by: "as-is" };
  if (spec.kind === "day" || spec.kind === "instant") made.dates = "ymd";
  if (spec.kind === "money" || spec.kind === "number" || spec.kind === "share") made.decimal = "point";
  if (spec.kind === "share") made.scale = "fraction";
  if (spec.refersTo !== undefined) made.refersBy = "id";
  return made;
}

/** 'createdOn' to 'Created On'. */
function columnOf(field: string): string {
  if (field === "id") return "ID";
  const words = field.replaceAll(/[A-Z]/g, " $&");
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

function named(value: Cell, spec: FieldSpec, tongue: Tongue): Cell {
  return spec.kind === "stage" && value !== null ? stageNames[tongue][value as Stage] : value;
}

type Cell = string | number | boolean | null;

function cellOf(value: Cell, spec: FieldSpec): string {
  if (value === null) return "";
  // The demo's currencies all have two digits after the mark.
  if (spec.kind === "money") return toMajor(value as number, "RUB").toFixed(2);
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
