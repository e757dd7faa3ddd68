// How one field reads the cells of a record: compiled once a mapping, run once a row, with the reason when a cell does not fit.
import type { FieldSpec } from "#facts/field.ts";

import type { FieldMapping } from "#intake/mapping.ts";
import type { SetAsideReason, Value } from "#intake/types.ts";
import { allowedValue } from "#intake/value/allowed.ts";
import { isErrorMark } from "#intake/value/error-mark.ts";
import { isNothing } from "#intake/value/empty.ts";
import { type DateReading, momentOf } from "#intake/value/date.ts";
import { flagOf } from "#intake/value/flag.ts";
import { isScientific, numberOf, wholeOf } from "#intake/value/number.ts";
import type { Zone } from "#intake/value/zone.ts";
import { currencyOf } from "#intake/value/currency.ts";

/** What a cell becomes: a value, or why not. A reason is a Fault, so that texts are never taken for one. */
export class Fault {
  readonly reason: SetAsideReason;
  constructor(reason: SetAsideReason) {
    this.reason = reason;
  }
}

/** Reads one text that is trimmed and not nothing. */
export type ReadText = (text: string) => Value | Fault;

const faults = new Map<SetAsideReason, Fault>();
/** One object a reason: rows that fail cost no memory. */
export function fault(reason: SetAsideReason): Fault {
  let known = faults.get(reason);
  if (!known) faults.set(reason, (known = new Fault(reason)));
  return known;
}

const longestText = 5_000;
const longestId = 500;
/** Texts remembered per column; a column of dates or names has far fewer. */
const mostRemembered = 20_000;

/** The reader of a field's kind. Money is read elsewhere, because it depends on the row's currency. */
export function readerOf(spec: FieldSpec, mapping: FieldMapping, context: { readonly zone: Zone; readonly currency: string }): ReadText {
  const { zone } = context;
  switch (spec.kind) {
    case "id":
      return readId;
    case "text":
      return spec.oneOf ? remembered(oneOf(spec.oneOf)) : readText;
    case "stage":
      return readText;
    case "day":
      return remembered((text) => dayOf(momentOf(text, mapping.dates ?? "ymd"), zone));
    case "instant":
      return remembered((text) => instantOf(momentOf(text, mapping.dates ?? "ymd"), zone));
    case "share":
      return (text) => readShare(text, mapping);
    case "number":
    case "count":
      return numberReader(spec.kind === "count", mapping);
    case "flag":
      return (text) => flagOf(text) ?? fault("not-a-flag");
    case "currency":
      return remembered((text) => currencyOf(text, context.currency) ?? fault("not-a-currency"));
    case "money":
    default:
      throw new TypeError("money is read with its row's currency");
  }
}

/** Ids stay text, however many digits they have. What a spreadsheet rounded to '1.24E+09' cannot be mended; '123.0' can. */
export function readId(text: string): Value | Fault {
  if (text.length > longestId) return fault("text-too-long");
  const first = text.charCodeAt(0);
  if (first < 48 || first > 57) return text;
  if (isScientific(text)) return fault("id-in-scientific-notation");
  return text.endsWith(".0") && /^\d+\.0$/.test(text) ? text.slice(0, -2) : text;
}

function readText(text: string): Value | Fault {
  return text.length > longestText ? fault("text-too-long") : text;
}

function oneOf(allowed: readonly string[]): ReadText {
  return (text) => allowedValue(text, allowed) ?? fault("not-allowed");
}

function dayOf(reading: DateReading, zone: Zone): Value | Fault {
  if (reading === null) return fault("not-a-day");
  return reading === "open" ? null : zone.dayOf(reading);
}

function instantOf(reading: DateReading, zone: Zone): Value | Fault {
  if (reading === null) return fault("not-an-instant");
  return reading === "open" ? null : zone.instantOf(reading);
}

/** '15 %' is .15 under every scale; 15 is .15 only where the column counts in percent. */
function readShare(text: string, mapping: FieldMapping): Value | Fault {
  const number = numberOf(text, mapping.decimal ?? "point");
  if (Number.isNaN(number)) return fault("not-a-share");
  const share = text.includes("%") || mapping.scale === "percent" ? number / 100 : number;
  return share >= 0 && share <= 1 ? share : fault("not-a-share");
}

function numberReader(isCount: boolean, mapping: FieldMapping): ReadText {
  const divisor = mapping.by === "micros" ? 1e6 : mapping.by === "seconds" ? 60 : mapping.by === "milliseconds" ? 60_000 : 1;
  return (text) => {
    const number = numberOf(text, mapping.decimal ?? "point");
    if (Number.isNaN(number)) return fault("not-a-number");
    if (isCount && number % 1 !== 0) return fault("not-whole");
    if (isCount && number < 0) return fault("negative-count");
    if (Math.abs(number) > Number.MAX_SAFE_INTEGER) return fault("number-too-large");
    return text.endsWith("%") ? number / 100 : number / divisor;
  };
}

/** Keeps what a text became: columns of dates repeat themselves. */
function remembered(read: ReadText): ReadText {
  const known = new Map<string, Value | Fault>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const value = read(text);
    if (known.size < mostRemembered && text.length < 60) known.set(Buffer.from(text, "utf16le").toString("utf16le"), value);
    return value;
  };
}

/** What a text that is not nothing becomes: never a value where it is the error of a formula, whatever the field would have taken it for. */
export function readSound(text: string, read: ReadText): Value | Fault {
  return isErrorMark(text) ? fault("error-mark") : read(text);
}

/** A cell trimmed, or '' where it stands for nothing. Flags are asked first: 'нет' is a no there. */
export function cellText(raw: string, kind: FieldSpec["kind"]): string {
  const length = raw.length;
  if (length === 0) return raw;
  const text = raw.charCodeAt(0) <= 32 || raw.charCodeAt(length - 1) <= 32 || raw.charCodeAt(0) >= 160 || raw.charCodeAt(length - 1) >= 160 ? raw.trim() : raw;
  if (kind === "flag") return text !== "" && flagOf(text) === null && isNothing(text) ? "" : text;
  return !Number.isNaN(wholeOf(text)) || !isNothing(text) ? text : "";
}
