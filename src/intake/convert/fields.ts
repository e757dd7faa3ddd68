// One function a field, compiled from the mapping: it takes a record's cells and gives the value, or the fault and the cell it lies in.
import type { FieldSpec } from "#facts/field.ts";

import { type Fault, type ReadText, cellText, fault, readSound, readerOf } from "#intake/convert/reading.ts";
import type { FieldMapping } from "#intake/mapping.ts";
import { outcomeOf } from "#intake/stages/propose.ts";
import type { Value } from "#intake/types.ts";
import { isErrorMark } from "#intake/value/error-mark.ts";
import { flagOf } from "#intake/value/flag.ts";
import { spanOf } from "#intake/value/span.ts";
import type { Zone } from "#intake/value/zone.ts";
import { addDays } from "#kit/day.ts";

export type ReadField = (record: readonly string[]) => Value | Fault;

export interface FieldPlan {
  readonly mapping: FieldMapping;
  readonly spec: FieldSpec;
  /** Places of the columns in a record. */
  readonly places: readonly number[];
  readonly zone: Zone;
  readonly currency: string;
}

/** The reader of a field that is not money. */
export function fieldReader(plan: FieldPlan): ReadField {
  const { mapping, spec } = plan;
  const read = readerOf(spec, mapping, plan);
  switch (mapping.by) {
    case "constant":
      return constantReader(mapping.constant ?? "", read);
    case "join":
      return joinReader(plan, read);
    case "first-filled":
      return textReader(plan, (record) => firstFilled(plan, record), read);
    case "won-closed":
      return textReader(plan, (record) => wonClosed(plan, record), read);
    case "outcome-or-stage":
      return textReader(plan, (record) => outcomeOrStage(plan, record), read);
    case "inverted":
      return textReader(plan, (record) => record[plan.places[0]!]!, inverted(read));
    case "day-after":
      return textReader(plan, (record) => record[plan.places[0]!]!, dayAfter(read));
    case "period-from":
    case "period-until":
      return textReader(plan, (record) => record[plan.places[0]!]!, spanReader(mapping, plan));
    case "as-is":
    case "micros":
    case "hundredths":
    case "seconds":
    case "milliseconds":
    default:
      return plainReader(plan, read);
  }
}

/** One column as it is: the usual case. */
function plainReader({ spec, places }: FieldPlan, read: ReadText): ReadField {
  const place = places[0]!;
  const ifEmpty = spec.required ? fault("required-empty") : null;
  return (record) => {
    const text = cellText(record[place]!, spec.kind);
    if (text === "") return ifEmpty;
    return readSound(text, read) ?? ifEmpty;
  };
}

function textReader({ spec }: FieldPlan, text: (record: readonly string[]) => string, read: ReadText): ReadField {
  const ifEmpty = spec.required ? fault("required-empty") : null;
  return (record) => {
    const cell = cellText(text(record), spec.kind);
    return cell === "" ? ifEmpty : (readSound(cell, read) ?? ifEmpty);
  };
}

function constantReader(constant: string, read: ReadText): ReadField {
  const value = constant === "" ? null : read(constant);
  return () => value;
}

function joinReader(plan: FieldPlan, read: ReadText): ReadField {
  return textReader(plan, (record) => joined(plan, record), read);
}

/** One part that is an error spoils the whole. */
function joined({ places }: FieldPlan, record: readonly string[]): string {
  const texts = places.map((place) => cellText(record[place]!, "text")).filter((text) => text !== "");
  return texts.find(isErrorMark) ?? texts.join(" ");
}

function firstFilled({ places, spec }: FieldPlan, record: readonly string[]): string {
  for (const place of places) {
    const text = cellText(record[place]!, spec.kind);
    if (text !== "") return text;
  }
  return "";
}

function outcomeOrStage({ places }: FieldPlan, record: readonly string[]): string {
  const outcome = record[places[0]!]!.trim();
  return isErrorMark(outcome) || outcomeOf(outcome) !== null ? outcome : record[places[1]!]!;
}

/** Salesforce keeps the outcome in two flags: won, and closed. */
function wonClosed({ places }: FieldPlan, record: readonly string[]): string {
  const error = places.map((place) => record[place]!.trim()).find(isErrorMark);
  if (error !== undefined) return error;
  const [won, closed] = [flagOf(record[places[0]!]!.trim()), places[1] === undefined ? null : flagOf(record[places[1]]!.trim())];
  if (won === true) return "Won";
  if (closed === true || (closed === null && won === false && places.length === 1)) return "Lost";
  return closed === false ? "Open" : "";
}

function inverted(read: ReadText): ReadText {
  return (text) => {
    const value = read(text);
    return typeof value === "boolean" ? !value : value;
  };
}

function dayAfter(read: ReadText): ReadText {
  return (text) => {
    const day = read(text);
    return typeof day === "string" ? addDays(day, 1) : day;
  };
}

function spanReader(mapping: FieldMapping, { spec, zone }: FieldPlan): ReadText {
  const end = mapping.by === "period-from" ? "from" : "until";
  return (text) => {
    const day = spanOf(text, mapping.dates ?? "dmy")?.[end];
    if (day === undefined) return fault("not-a-day");
    const [year, month, date] = day.split("-").map(Number);
    return spec.kind === "day" ? day : zone.instantOf({ year: year!, month: month!, day: date!, milliseconds: -1, offset: Number.NaN });
  };
}
