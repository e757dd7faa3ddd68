// What only a person can settle about a mapping, with what each answer would mean for a cell of their own file.
import { entityFields } from "#facts/entities.ts";
import type { FieldSpec } from "#facts/field.ts";

import { converterOf } from "#intake/convert/converter.ts";
import { type FieldMapping, type MappingSpec, decimalMarks, shareScales } from "#intake/mapping.ts";
import { datesOf, decimalOf, decimalOfFile, likelyOrder, scaleOf } from "#intake/recognise/decide.ts";
import { plainHeader } from "#intake/recognise/dictionary.ts";
import { naturalKey } from "#intake/recognise/keys.ts";
import type { ColumnProfile, ConvertContext, Question, QuestionOption, TableProfile } from "#intake/types.ts";
import { currenciesOf, currencyOf } from "#intake/value/currency.ts";
import { readsBothWays } from "#intake/value/date.ts";
import { viewOf } from "#intake/recognise/cell.ts";

/** Every open question of a mapping for a file; those a person has answered are left out while the answer still fits. */
export function questionsOf(mapping: MappingSpec, profile: TableProfile, context: ConvertContext): Question[] {
  const specs: Readonly<Record<string, FieldSpec>> = entityFields[mapping.entity];
  const asked = new Asking(mapping, profile, context);
  for (const field of mapping.fields) {
    for (const name of field.columns) asked.errorMarks(name, field.field);
    const [spec, column] = [specs[field.field], profile.columns.find((one) => one.column === field.columns[0])];
    if (!spec || !column || field.by.startsWith("period-")) continue;
    asked.aboutField(field, spec, column);
  }
  asked.aboutFile(specs);
  const open = asked.questions.filter((question) => !isAnswered(mapping, question));
  return open.sort((a, b) => Number(b.isAmbiguous) - Number(a.isAmbiguous));
}

/** What is wrong with a mapping for a file, as codes with the name concerned: 'unknown-field:x', 'missing-column:y', 'column-twice:z', 'field-twice:w'. */
export function problemsOf(mapping: MappingSpec, columns: readonly string[]): string[] {
  const specs: Readonly<Record<string, FieldSpec>> = entityFields[mapping.entity];
  const problems: string[] = [];
  const [fields, used] = [new Set<string>(), new Map<string, string>()];
  for (const field of mapping.fields) {
    if (field.field === "id" || !specs[field.field]) problems.push(`unknown-field:${field.field}`);
    if (fields.has(field.field)) problems.push(`field-twice:${field.field}`);
    fields.add(field.field);
    if (field.columns.length === 0 && field.by !== "constant") problems.push(`no-column:${field.field}`);
    for (const column of field.columns) {
      if (!columns.includes(column)) problems.push(`missing-column:${column}`);
      if (used.has(column) && !field.by.startsWith("period-")) problems.push(`column-twice:${column}`);
      used.set(column, field.field);
    }
  }
  const key = mapping.key;
  if (key.kind === "column" && !columns.includes(key.column)) problems.push(`missing-column:${key.column}`);
  const keyed = key.kind === "field" ? [key.field] : key.kind === "fields" ? key.fields : [];
  for (const field of keyed) if (!fields.has(field)) problems.push(`unmapped-key:${field}`);
  return problems;
}

/** An answer that the file at hand contradicts counts no more. */
function isAnswered(mapping: MappingSpec, question: Question): boolean {
  if (question.details?.["contradicted"] === 1) return false;
  if (question.field === null) return mapping.confirmed?.includes(question.code) ?? false;
  return mapping.fields.find((field) => field.field === question.field)?.confirmed?.includes(question.code) ?? false;
}

type About = Pick<Question, "code" | "field" | "column">;

class Asking {
  readonly questions: Question[] = [];
  private readonly mapping: MappingSpec;
  private readonly profile: TableProfile;
  private readonly context: ConvertContext;

  constructor(mapping: MappingSpec, profile: TableProfile, context: ConvertContext) {
    this.mapping = mapping;
    this.profile = profile;
    this.context = context;
  }

  aboutField(field: FieldMapping, spec: FieldSpec, column: ColumnProfile): void {
    const about = { field: field.field, column: column.column };
    if (spec.kind === "day" || spec.kind === "instant") this.dates(field, column);
    if (spec.kind === "money" || spec.kind === "number" || spec.kind === "share" || spec.kind === "count") this.decimal(field, column);
    if (spec.kind === "share") this.scale(field, column);
    if (spec.kind === "money") this.signs(field, column);
    if (spec.kind === "money") this.unsigned(field, column);
    if (spec.kind === "currency" && column.currencyCodes < column.filled)
      this.ask({ code: "currency-unknown", ...about }, { isAmbiguous: false, details: { unknown: column.filled - column.currencyCodes } });
    if (spec.kind === "id" && column.number.scientific > 0)
      this.ask({ code: "ids-damaged", ...about }, { isAmbiguous: false, details: { count: column.number.scientific } });
  }

  aboutFile(specs: Readonly<Record<string, FieldSpec>>): void {
    const mapped = new Set(this.mapping.fields.map((field) => field.field));
    for (const [field, spec] of Object.entries(specs)) {
      if (field !== "id" && spec.required && !mapped.has(field))
        this.ask({ code: "required-missing", field, column: null }, { isAmbiguous: true, options: this.free(field) });
    }
    const { key, entity } = this.mapping;
    if (key.kind === "column") this.ownIds(key.column);
    else if (naturalKey(entity, mapped) === null) this.ask({ code: "no-id", field: null, column: null }, { isAmbiguous: true });
    else if (key.kind === "fields" && (entity === "deal" || entity === "lead"))
      this.ask({ code: "no-id", field: null, column: null }, { isAmbiguous: false, details: { fields: key.fields.join(", ") } });
    const { shape, undecodable } = this.profile;
    if (undecodable > 0 || shape.encodingConfidence < 0.7)
      this.ask({ code: "encoding", field: null, column: null }, { isAmbiguous: undecodable > 0, details: { encoding: shape.encoding, cells: undecodable } });
    const dataLike = shape.columns.filter((column) => {
      const view = viewOf(column);
      return view.marks !== "none" || view.ymd || view.dmy || view.mdy;
    });
    if (shape.headerLine !== null && dataLike.length >= Math.max(1, shape.columns.length / 3))
      this.ask({ code: "header-looks-like-data", field: null, column: dataLike[0]! }, { isAmbiguous: true });
  }

  /** Cells whose formula failed: nobody can tell what should stand there. */
  errorMarks(name: string, field: string | null): void {
    const marks = this.profile.columns.find((one) => one.column === name)?.errorMarks;
    if (marks) this.ask({ code: "error-marks", field, column: name }, { isAmbiguous: false, details: { count: marks.count, text: marks.first } });
  }

  private ownIds(name: string): void {
    if (!this.mapping.fields.some((field) => field.columns.includes(name))) this.errorMarks(name, null);
    const column = this.profile.columns.find((one) => one.column === name);
    if (column && column.number.scientific > 0)
      this.ask({ code: "ids-damaged", field: null, column: name }, { isAmbiguous: false, details: { count: column.number.scientific } });
  }

  private dates(field: FieldMapping, column: ColumnProfile): void {
    const decision = datesOf(column, likelyOrder(this.profile.columns));
    const isContradicted = field.dates !== undefined && column.date.fits[field.dates] < column.date.fits[decision.value];
    if (!decision.isAmbiguous && !isContradicted) return;
    const raw = this.example(column, readsBothWays);
    // Where the file itself leaves day and month open, both are offered, whatever an earlier file of this shape had.
    const orders = decision.isAmbiguous ? (["dmy", "mdy"] as const) : ([decision.value, field.dates!] as const);
    const options = orders.map((order) => this.option(field, { value: order, raw, set: { dates: order } }));
    const details = { rows: column.filled, day_first: column.date.fits.dmy, month_first: column.date.fits.mdy, contradicted: Number(isContradicted) };
    this.ask(
      { code: "date-order", field: field.field, column: column.column },
      { isAmbiguous: true, options, proposed: options.findIndex((option) => option.value === decision.value), details },
    );
  }

  private decimal(field: FieldMapping, column: ColumnProfile): void {
    const file = decimalOfFile(this.profile.columns);
    const decision = decimalOf(column, file.value);
    const { onlyPoint, onlyComma } = column.number;
    const isContradicted = field.decimal === "comma" ? onlyPoint > 0 && onlyComma === 0 : onlyComma > 0 && onlyPoint === 0;
    if (!decision.isAmbiguous && !isContradicted) return;
    const raw = this.example(column, (text) => viewOf(text).marks === "either");
    const options = decimalMarks.map((mark) => this.option(field, { value: mark, raw, set: { decimal: mark } }));
    this.ask(
      { code: "decimal-mark", field: field.field, column: column.column },
      {
        isAmbiguous: isContradicted || file.isAmbiguous || onlyComma * onlyPoint > 0,
        options,
        proposed: decimalMarks.indexOf(decision.value),
        details: { contradicted: Number(isContradicted) },
      },
    );
  }

  private scale(field: FieldMapping, column: ColumnProfile): void {
    const decision = scaleOf(column);
    // Broken numbers up to 1 under a mapping that counts in percent: they would all become next to nothing.
    const isContradicted =
      field.scale === "percent" &&
      decision.value === "fraction" &&
      !decision.isAmbiguous &&
      column.number.percent < column.number.fits &&
      column.number.max !== 0;
    if (!decision.isAmbiguous && !isContradicted) return;
    const raw = this.example(column, (text) => Number(text.replace(",", ".")) > 0);
    const options = shareScales.map((scale) => this.option(field, { value: scale, raw, set: { scale } }));
    // Above a hundred it may be an amount of money: no proposal is sound.
    const proposed = (column.number.max ?? 0) > 100 ? null : shareScales.indexOf(decision.value);
    this.ask(
      { code: "percent-scale", field: field.field, column: column.column },
      { isAmbiguous: true, options, proposed, details: { largest: column.number.max ?? 0, contradicted: Number(isContradicted) } },
    );
  }

  /** Signs that several currencies share and the workspace's is none of them: 'kr', '¥'. The dollar alone is taken as the American. */
  private signs(field: FieldMapping, column: ColumnProfile): void {
    for (const sign of Object.keys(column.number.currencies)) {
      const meant = currenciesOf(sign);
      if (
        meant.length < 2 ||
        meant.includes(this.context.currency) ||
        (this.mapping.currency !== null && meant.includes(this.mapping.currency)) ||
        sign === "$" ||
        sign === "£"
      )
        continue;
      const options = meant.map((currency) => ({ value: currency, example: null, set: {}, currency }));
      this.ask({ code: "currency-unknown", field: field.field, column: column.column }, { isAmbiguous: true, options, details: { sign } });
    }
  }

  /** Some cells name a currency that is not the workspace's, the others name none: they are hardly in another one, but nobody says so. */
  private unsigned(field: FieldMapping, column: ColumnProfile): void {
    const { currencies, fits } = column.number;
    const unnamed = fits - Object.values(currencies).reduce((sum, cells) => sum + cells, 0);
    if (unnamed <= 0 || this.mapping.currency !== null || this.mapping.fields.some((one) => one.field === "currency")) return;
    const ours = this.context.currency;
    const named = [...new Set(Object.keys(currencies).map((sign) => currencyOf(sign, ours)))].filter((code) => code !== null && code !== ours) as string[];
    if (named.length === 0) return;
    const options = [...named, ours].map((currency) => ({ value: currency, example: null, set: {}, currency }));
    const about = { code: "currency-partly", field: field.field, column: column.column } as const;
    this.ask(about, { isAmbiguous: true, options, details: { named: named.join(", "), unnamed } });
  }

  private free(field: string): QuestionOption[] {
    const used = new Set(this.mapping.fields.flatMap((one) => one.columns));
    const words = plainHeader(field).split(" ");
    const near = (name: string) => Number(words.some((word) => plainHeader(name).includes(word)));
    const columns = this.profile.columns.filter((column) => !used.has(column.column) && column.filled > 0).sort((a, b) => near(b.column) - near(a.column));
    return columns.slice(0, 20).map((column) => ({ value: column.column, example: null, set: { field, columns: [column.column], by: "as-is" } }));
  }

  private option(field: FieldMapping, choice: { value: string; raw: string; set: Partial<FieldMapping> }): QuestionOption {
    return { value: choice.value, example: { raw: choice.raw, becomes: this.becomes({ ...field, ...choice.set }, choice.raw) }, set: choice.set };
  }

  /** What a cell would become under a mapping of its field alone. */
  private becomes(field: FieldMapping, raw: string): string {
    const alone: MappingSpec = {
      ...this.mapping,
      key: { kind: "fields", fields: [field.field], counted: false },
      fields: [{ ...field, by: "as-is", columns: [field.columns[0]!] }],
    };
    const converter = converterOf(alone, this.context, [field.columns[0]!], { isPart: true });
    const row = converter.convert({ lines: [1], records: [[raw]], broken: [] }).rows[0];
    return String(row?.[converter.fields.indexOf(field.field)] ?? "");
  }

  private example(column: ColumnProfile, fits: (text: string) => boolean): string {
    const listed = this.profile.values[column.column]?.map((value) => value.text) ?? [];
    return [...column.examples, ...listed].find(fits) ?? column.examples[0] ?? "";
  }

  private ask(about: About, more: Partial<Question>): void {
    this.questions.push({ isAmbiguous: false, options: [], proposed: null, ...about, ...more });
  }
}
