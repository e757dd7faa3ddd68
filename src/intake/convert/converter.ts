// Records of text to rows of facts: a mapping is compiled once, then every row is taken, or set aside with its reason.
import { entityFields } from "#facts/entities.ts";
import type { FieldSpec } from "#facts/field.ts";

import { type ReadField, fieldReader } from "#intake/convert/fields.ts";
import { EqualCounter, digestId } from "#intake/convert/identity.ts";
import { type MoneyReading, RowCurrency, majorOf, minorOf } from "#intake/convert/money.ts";
import { Fault, cellText, fault, readId, readSound } from "#intake/convert/reading.ts";
import type { MappingSpec } from "#intake/mapping.ts";
import type { ConvertContext, ConvertedBatch, Converter, RecordBatch, SetAsideReason, SetAsideRow, Value } from "#intake/types.ts";
import { isErrorMark } from "#intake/value/error-mark.ts";
import { Zone } from "#intake/value/zone.ts";

/**
 * Days that a rate is asked for, the first one filled: when money was earned, else when it began, as the figures convert it later.
 * The day on which it is expected comes last: it lies ahead, where no rate can be on record yet.
 */
const moneyDays = ["closedOn", "day", "from", "startsOn", "createdOn", "expectedCloseOn"];

interface Step {
  readonly place: number;
  readonly column: string;
  /** Where the cell stands in the record; -1 for constants. */
  readonly cell: number;
  readonly read: ReadField;
}

interface MoneyStep extends MoneyReading {
  readonly place: number;
  readonly column: string;
  readonly cell: number;
  readonly isRequired: boolean;
}

/**
 * Compiles a mapping for files with these columns. Throws a RangeError where the mapping names a column or field that is not there
 * (ask `problemsOf` first) or the time zone is none. `isPart` leaves required fields that are not mapped alone, for previews of one field.
 */
export function converterOf(mapping: MappingSpec, context: ConvertContext, columns: readonly string[], options: { isPart?: boolean } = {}): Converter {
  return new RowConverter(mapping, context, columns, options.isPart ?? false);
}

class RowConverter implements Converter {
  readonly entity: MappingSpec["entity"];
  readonly fields: readonly string[];
  readonly countsEqualRows: boolean;
  readonly stagesMet = new Map<string, number>();
  private readonly context: ConvertContext;
  private readonly currency: string;
  private readonly blank: readonly Value[];
  private readonly steps: Step[] = [];
  private readonly money: MoneyStep[] = [];
  private readonly stagePlaces: number[] = [];
  private readonly missing: string | null;
  private readonly identify: (row: Value[], record: readonly string[]) => Fault | null;
  private readonly idColumn: { name: string; cell: number };
  private readonly currencyPlace: number;
  private readonly dayPlaces: readonly number[];
  private readonly spanPlaces: readonly [number, number] | null;
  private readonly rowCurrency = new RowCurrency();
  /** Where the last fault lay. */
  private column: string | null = null;
  private cell = -1;

  constructor(mapping: MappingSpec, context: ConvertContext, columns: readonly string[], isPart: boolean) {
    this.entity = mapping.entity;
    this.context = context;
    this.currency = mapping.currency ?? context.currency;
    const specs: Readonly<Record<string, FieldSpec>> = entityFields[mapping.entity];
    this.fields = Object.keys(specs);
    this.blank = this.fields.map(() => null);
    this.currencyPlace = this.fields.indexOf("currency");
    this.dayPlaces = moneyDays.map((field) => this.fields.indexOf(field)).filter((place) => place >= 0);
    this.spanPlaces = specs["from"] && specs["until"] ? [this.fields.indexOf("from"), this.fields.indexOf("until")] : null;
    this.compile(mapping, specs, columns);
    const mapped = new Set(mapping.fields.map((field) => field.field));
    this.missing = isPart ? null : (this.fields.find((field) => field !== "id" && specs[field]!.required && !mapped.has(field)) ?? null);
    const { key } = mapping;
    this.countsEqualRows = key.kind === "fields" && key.counted;
    this.idColumn =
      key.kind === "column"
        ? { name: key.column, cell: placeOf(columns, key.column) }
        : { name: key.kind === "field" ? key.field : key.fields.join(", "), cell: -1 };
    this.identify = this.identifier(mapping);
  }

  convert(batch: Pick<RecordBatch, "lines" | "records" | "broken">): ConvertedBatch {
    const [lines, rows, setAside]: [number[], Value[][], SetAsideRow[]] = [[], [], [...batch.broken]];
    for (let i = 0; i < batch.records.length; i++) {
      const record = batch.records[i]!;
      const row = this.row(record);
      if (row instanceof Fault) setAside.push(this.aside(row.reason, batch.lines[i]!, record));
      else {
        lines.push(batch.lines[i]!);
        rows.push(row);
      }
    }
    return { entity: this.entity, fields: this.fields, lines, rows, setAside };
  }

  private row(record: readonly string[]): Value[] | Fault {
    const row = this.blank.slice();
    if (this.missing !== null) return this.at(this.missing, -1, fault("required-empty"));
    for (const step of this.steps) {
      const value = step.read(record);
      if (value instanceof Fault) return this.at(step.column, step.cell, value);
      row[step.place] = value;
    }
    const why = (this.money.length > 0 ? this.takeMoney(row, record) : null) ?? this.identify(row, record) ?? this.whyNotSpan(row);
    if (why !== null) return why;
    for (const place of this.stagePlaces) {
      const stage = row[place];
      if (typeof stage === "string") this.stagesMet.set(stage, (this.stagesMet.get(stage) ?? 0) + 1);
    }
    return row;
  }

  /** All money of a row is in one currency: its currency column, else the sign in a cell, else the file's, else the workspace's. */
  private takeMoney(row: Value[], record: readonly string[]): Fault | null {
    this.rowCurrency.reset(this.currencyPlace >= 0 ? (row[this.currencyPlace] as string | null) : null);
    const majors: (number | null)[] = [];
    for (const step of this.money) {
      const text = cellText(record[step.cell]!, "money");
      if (text === "") {
        if (step.isRequired) return this.at(step.column, step.cell, fault("required-empty"));
        majors.push(null);
        continue;
      }
      const major = isErrorMark(text) ? fault("error-mark") : majorOf(text, step, this.rowCurrency);
      if (major instanceof Fault) return this.at(step.column, step.cell, major);
      majors.push(major);
    }
    const currency = this.rowCurrency.among([this.currency, this.context.currency]) ?? this.currency;
    for (const [i, step] of this.money.entries()) {
      const major = majors[i];
      const minor = major === null || major === undefined ? null : minorOf(major, currency, step);
      if (minor instanceof Fault) return this.at(step.column, step.cell, minor);
      row[step.place] = minor;
    }
    if (this.currencyPlace >= 0) row[this.currencyPlace] = currency;
    return this.whyNotRate(row, currency, majors);
  }

  private whyNotRate(row: readonly Value[], currency: string, majors: readonly (number | null)[]): Fault | null {
    if (currency === this.context.currency || !this.context.hasRate || majors.every((major) => major === null)) return null;
    const place = this.dayPlaces.find((one) => row[one] !== null);
    const day = place === undefined ? null : (row[place] as string);
    return this.context.hasRate(currency, day) ? null : this.at(this.money[0]!.column, this.money[0]!.cell, fault("no-rate"));
  }

  private whyNotSpan(row: readonly Value[]): Fault | null {
    if (this.spanPlaces === null) return null;
    const [from, until] = [row[this.spanPlaces[0]], row[this.spanPlaces[1]]];
    return typeof from === "string" && typeof until === "string" && until <= from ? this.at("until", -1, fault("until-before-from")) : null;
  }

  private identifier(mapping: MappingSpec): (row: Value[], record: readonly string[]) => Fault | null {
    const { key } = mapping;
    if (key.kind === "column") {
      const { name, cell } = this.idColumn;
      return (row, record) => {
        const text = cellText(record[cell]!, "id");
        const id = text === "" ? fault("no-id") : readSound(text, readId);
        if (id instanceof Fault) return this.at(name, cell, id);
        row[0] = id;
        return null;
      };
    }
    const places = (key.kind === "field" ? [key.field] : key.fields).map((field) => placeOf(this.fields, field));
    if (key.kind === "field") {
      return (row) => {
        const text = row[places[0]!];
        const id = typeof text === "string" ? readId(text) : fault("no-id");
        if (id instanceof Fault) return this.at(this.idColumn.name, -1, id);
        row[0] = id;
        return null;
      };
    }
    const counter = key.counted ? new EqualCounter() : null;
    // Reports of ads and of campaigns name the same days and campaigns: lines of one may not replace those of the other. See decision 0017.
    const shape = this.entity === "spend" ? [mapping.fingerprint] : [];
    return (row) => {
      const values = places.map((place) => row[place]!);
      if (values.every((value) => value === null)) return this.at(this.idColumn.name, -1, fault("no-id"));
      row[0] = digestId(this.entity, [...shape, ...values], counter === null ? 0 : counter.before(JSON.stringify(values)));
      return null;
    };
  }

  private compile(mapping: MappingSpec, specs: Readonly<Record<string, FieldSpec>>, columns: readonly string[]): void {
    const zone = new Zone(this.context.timeZone);
    for (const field of mapping.fields) {
      const spec = specs[field.field];
      if (!spec || field.field === "id") throw new RangeError(`the mapping names an unknown field: ${field.field}`);
      const places = field.columns.map((column) => placeOf(columns, column));
      const at = { place: this.fields.indexOf(field.field), column: field.columns[0] ?? field.field, cell: places[0] ?? -1 };
      if (spec.kind === "stage") this.stagePlaces.push(at.place);
      if (spec.kind === "money" && field.by !== "constant") {
        this.money.push({
          ...at,
          isRequired: spec.required ?? false,
          decimal: field.decimal ?? "point",
          divisor: field.by === "micros" ? 1e6 : 1,
          isMinor: field.by === "hundredths",
        });
      } else this.steps.push({ ...at, read: fieldReader({ mapping: field, spec, places, zone, currency: this.context.currency }) });
    }
  }

  private at(column: string | null, cell: number, why: Fault): Fault {
    [this.column, this.cell] = [column, cell];
    return why;
  }

  private aside(reason: SetAsideReason, line: number, record: readonly string[]): SetAsideRow {
    return { line, reason, column: this.column, text: this.cell >= 0 ? (record[this.cell] ?? null) : null, raw: record };
  }
}

function placeOf(names: readonly string[], name: string): number {
  const place = names.indexOf(name);
  if (place === -1) throw new RangeError(`the file has no '${name}'`);
  return place;
}
