// What intake gives to whoever keeps the facts: a table, what its columns look like, a proposed mapping with its questions, and converted rows.
import type { EntityName } from "#facts/entities.ts";
import type { Stage } from "#facts/stage.ts";
import type { Day } from "#kit/day.ts";
import type { Refusal } from "#kit/refusal.ts";
import type { DateOrder, FieldMapping, MappingSpec } from "#intake/mapping.ts";

export const encodings = ["utf-8", "utf-16le", "utf-16be", "windows-1251", "windows-1252"] as const;
export type Encoding = (typeof encodings)[number];

/** What a person may fix instead of leaving it to a guess; everything is optional. */
export interface TableOptions {
  readonly fileName?: string;
  readonly encoding?: Encoding;
  readonly delimiter?: string;
  readonly sheet?: string;
  /** Line of the header, counted from 1; null: the file has none, columns are then 'Column 1' … */
  readonly headerLine?: number | null;
  readonly limits?: Partial<TableLimits>;
}

export interface TableLimits {
  /** Longest record in characters. */
  readonly recordCharacters: number;
  readonly columns: number;
  readonly rows: number;
  /** Workbooks: bytes of the file, seconds and megabytes of memory for reading it. */
  readonly workbookBytes: number;
  readonly workbookSeconds: number;
  readonly workbookMegabytes: number;
}

/** What was found out about the file before its rows are read; a plain value, fit to be stored with the import. */
export interface TableShape {
  readonly format: "delimited" | "workbook";
  readonly encoding: Encoding;
  /** Chance that the encoding is right, 0 to 1; 1 where a byte order mark or a person says so. */
  readonly encodingConfidence: number;
  /** ',', ';', tab or '|'; empty for workbooks. */
  readonly delimiter: string;
  /** '"' nearly always; "'" in files that use it. */
  readonly quote: string;
  /** '\r' in files of old Macs. */
  readonly newline: "\n" | "\r";
  readonly headerLine: number | null;
  /** Distinct names: an empty header is 'Column 3', a repeated one 'Amount (2)'. */
  readonly columns: readonly string[];
  /** Every sheet of a workbook, in order. */
  readonly sheets: readonly string[];
  readonly sheet: string | null;
}

/** A place between two records from which a later run may go on. `line` is the line that the next record starts on. */
export interface ResumePoint {
  readonly byte: number;
  readonly line: number;
  readonly records: number;
}

export const setAsideReasons = [
  "field-count",
  "unclosed-quote",
  "stray-quote",
  "nul-character",
  "record-too-long",
  "no-id",
  "id-in-scientific-notation",
  "required-empty",
  "error-mark",
  "not-a-number",
  "not-whole",
  "negative-count",
  "number-too-large",
  "not-a-day",
  "not-an-instant",
  "not-a-share",
  "not-a-flag",
  "not-a-currency",
  "two-currencies",
  "no-rate",
  "not-allowed",
  "until-before-from",
  "text-too-long",
] as const;
export type SetAsideReason = (typeof setAsideReasons)[number];

/** A row that was not taken. `raw` is the record as it stood, so that it can be downloaded, corrected and loaded again. */
export interface SetAsideRow {
  readonly line: number;
  readonly reason: SetAsideReason;
  readonly column: string | null;
  readonly text: string | null;
  /** What the sentence needs besides column and text: { expected: 8, found: 7 }. */
  readonly details?: Readonly<Record<string, string | number>>;
  readonly raw: readonly string[];
}

/** Records as texts. `lines[i]` is the line of the file that record i starts on. */
export interface RecordBatch {
  readonly lines: readonly number[];
  readonly records: readonly (readonly string[])[];
  readonly broken: readonly SetAsideRow[];
  /** Null where no run may start: inside a quoted record, and in workbooks (go on there by skipping `count` records). */
  readonly end: ResumePoint | null;
  /** Records so far, taken and broken. */
  readonly count: number;
  /** Bytes of the file read so far, for progress. */
  readonly bytes: number;
}

/** Why a whole file is refused; details name the limit, the line, or the sheet. */
export type TableRefusal =
  | "empty-file"
  | "not-a-table"
  | "no-header"
  | "record-too-long"
  | "too-many-columns"
  | "too-many-rows"
  | "too-many-unclosed-quotes"
  | "encoding-wrong"
  | "workbook-too-large"
  | "workbook-too-slow"
  | "workbook-too-much-memory"
  | "workbook-unreadable"
  | "no-such-sheet"
  | "old-excel-format"
  | "web-page"
  | "unknown-format";

export interface Table {
  readonly shape: TableShape;
  /** One pass over the records, once, in order, in bounded memory. A refusal, if any, is the last thing that comes. */
  batches(): AsyncIterable<{ readonly ok: true; readonly value: RecordBatch } | Refusal<TableRefusal>>;
}

/** What all the rows of a column say about it; a plain value. Counts are of filled cells. */
export interface ColumnProfile {
  readonly column: string;
  readonly filled: number;
  readonly empty: number;
  /** Distinct texts; `distinctIsCapped` once counting stopped. */
  readonly distinct: number;
  readonly distinctIsCapped: boolean;
  readonly examples: readonly string[];
  readonly longest: number;
  readonly number: {
    readonly fits: number;
    readonly whole: number;
    /** Cells that only fit with this mark, and those that fit either way ('1,234'). */
    readonly onlyPoint: number;
    readonly onlyComma: number;
    readonly either: number;
    readonly percent: number;
    readonly scientific: number;
    readonly beyondSafe: number;
    readonly leadingZero: number;
    readonly currencies: Readonly<Record<string, number>>;
    readonly min: number | null;
    readonly max: number | null;
  };
  readonly date: {
    /** How many cells each order fits. */
    readonly fits: Readonly<Record<DateOrder, number>>;
    /** Cells that day-first and month-first read as different days. */
    readonly bothWays: number;
    readonly withTime: number;
    readonly withZone: number;
    /** First cell that rules an order out, with its line. */
    readonly against: Readonly<Partial<Record<DateOrder, { readonly line: number; readonly text: string }>>>;
  };
  readonly flags: number;
  readonly currencyCodes: number;
  readonly emails: number;
  /** Cells with an error of a spreadsheet ('#DIV/0!'); they count as empty. Absent where there are none. */
  readonly errorMarks?: { readonly count: number; readonly first: string };
}

export interface TableProfile {
  readonly shape: TableShape;
  readonly rows: number;
  readonly broken: number;
  /** Cells with characters that the encoding could not read. */
  readonly undecodable: number;
  readonly columns: readonly ColumnProfile[];
  /** The first records, for previews. */
  readonly sample: readonly { readonly line: number; readonly record: readonly string[] }[];
  /** Distinct texts of columns with few of them (at most 200), most frequent first: stages, currencies, sellers. */
  readonly values: Readonly<Record<string, readonly { readonly text: string; readonly count: number }[]>>;
}

export type QuestionCode =
  | "date-order"
  | "decimal-mark"
  | "percent-scale"
  | "currency-unknown"
  | "currency-partly"
  | "required-missing"
  | "no-id"
  | "ids-damaged"
  | "error-marks"
  | "encoding"
  | "entity"
  | "header-looks-like-data"
  | "flag-values";

/** Something that only a person can settle. Its answer is an edit of the mapping: `field` gets `set` of the option chosen. */
export interface Question {
  readonly code: QuestionCode;
  readonly field: string | null;
  readonly column: string | null;
  /** Must be answered before the import may start; the others have a safe proposal. */
  readonly isAmbiguous: boolean;
  readonly details?: Readonly<Record<string, string | number>>;
  readonly options: readonly QuestionOption[];
  /** Place in `options`; null where no proposal is sound. */
  readonly proposed: number | null;
}

export interface QuestionOption {
  /** What the answer is, as a stable text: 'dmy', 'comma', 'percent', 'RUB'. */
  readonly value: string;
  /** '03/04/2021' -> '2021-04-03'. */
  readonly example: { readonly raw: string; readonly becomes: string } | null;
  readonly set: Partial<FieldMapping>;
  /** Set where the answer is the currency of the whole file. */
  readonly currency?: string;
}

export interface Proposal {
  readonly mapping: MappingSpec;
  /** 0 to 1. */
  readonly confidence: number;
  readonly fields: readonly { readonly field: string; readonly columns: readonly string[]; readonly confidence: number; readonly reason: FieldReason }[];
  readonly unmapped: readonly string[];
  readonly questions: readonly Question[];
}

/** Why a column was proposed for a field: its header is known in the source, is a general word for it, resembles one, or its values fit. */
export type FieldReason = "known-header" | "general-word" | "similar-header" | "values-fit" | "remembered";

export interface ConvertContext {
  /** Currency of the workspace, ISO 4217. */
  readonly currency: string;
  /** IANA name, 'Europe/Moscow': for instants without a zone, and for days of instants with one. */
  readonly timeZone: string;
  /** Whether a rate to the workspace's currency is on record on a day (null: on any day). Left out: every currency is taken. */
  readonly hasRate?: (currency: string, day: Day | null) => boolean;
}

/** A value ready for the database: text, number, true or false, or null. */
export type Value = string | number | boolean | null;

/** Converted rows: `rows[i]` holds the entity's fields in the order of `fields` (that of `entityFields`, id first); `lines[i]` its line. */
export interface ConvertedBatch {
  readonly entity: EntityName;
  readonly fields: readonly string[];
  readonly lines: readonly number[];
  readonly rows: readonly Value[][];
  readonly setAside: readonly SetAsideRow[];
}

export interface Converter {
  readonly entity: EntityName;
  readonly fields: readonly string[];
  /** Ids count equal rows: after an interruption the file is converted again from its start. */
  readonly countsEqualRows: boolean;
  /** Distinct texts met in the stage fields so far, for the stage mapping. */
  readonly stagesMet: ReadonlyMap<string, number>;
  convert(batch: Pick<RecordBatch, "lines" | "records" | "broken">): ConvertedBatch;
}

export interface StageProposal {
  readonly sourceStage: string;
  readonly stage: Stage | null;
  readonly confidence: number;
  readonly reason: "known-in-source" | "known-word" | "position" | "unknown";
}

export interface PreviewRow {
  readonly line: number;
  readonly cells: readonly { readonly field: string; readonly raw: string; readonly becomes: Value; readonly problem: SetAsideReason | null }[];
}

// The functions, each in the file named:
//   openTable(bytes: AsyncIterable<Uint8Array>, options?: TableOptions & { resume?: { shape: TableShape, from: ResumePoint } }): Promise<Outcome<Table, TableRefusal>>  table/open.ts
//     with `resume`, `bytes` start at `from.byte` of the file (delimited text only)
//   profileOf(table: Table, options?: { onProgress?(bytes: number): void }): Promise<Outcome<TableProfile, TableRefusal>>                    recognise/profile.ts
//   proposeMappings(profile: TableProfile, context: ConvertContext, options?: { fileName?: string, entity?: EntityName }): Proposal[]        recognise/propose.ts  (best first)
//   questionsOf(mapping: MappingSpec, profile: TableProfile, context: ConvertContext): Question[]      recognise/questions.ts  (again after an edit)
//   answered(mapping: MappingSpec, question: Question, option: number): MappingSpec                    recognise/answer.ts  (pure)
//   problemsOf(mapping: MappingSpec, columns: readonly string[]): string[]                             recognise/questions.ts  (unknown field, column missing, one column twice)
//   fingerprint(columns: readonly string[]): string                                                    recognise/fingerprint.ts
//   converterOf(mapping: MappingSpec, context: ConvertContext, columns: readonly string[]): Converter  convert/converter.ts
//   previewOf(mapping: MappingSpec, profile: TableProfile, context: ConvertContext): PreviewRow[]      convert/preview.ts
//   proposeStages(source: string, stages: readonly string[], recordKind?: "deal" | "lead"): StageProposal[]   stages/propose.ts  (pure)
//   studyFile(open: () => AsyncIterable<Uint8Array>, options?: TableOptions & { onProgress?(bytes: number): void }): Promise<Outcome<TableProfile, TableRefusal>>   study.ts
//     opens, profiles, and tries again when the alphabet turns out otherwise further down: what an import calls first
//   reasonWords: { en, ru } and refusalWords, questionWords                                            reasons.ts
