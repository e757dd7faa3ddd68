// A page as paper: the question, its answer, the picture, the tables and the papers, ready to be written as PDF, XLSX or CSV.
import type { Day } from "#kit/day.ts";

export type ReportCell = string | number | null;

export interface ReportColumn {
  readonly title: string;
  /** Numbers stand on the right; `digits` is how many follow the decimal mark. */
  readonly digits?: number;
}

export interface ReportTable {
  readonly caption: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly (readonly ReportCell[])[];
}

/** What is read line by line and may be long: nothing of it is cut. */
export interface ReportPassage {
  readonly title: string;
  readonly lines: readonly { readonly text: string; readonly as: "plain" | "heading" | "strong" | "quiet"; readonly depth?: number }[];
}

export interface ReportPicture {
  /** Drawn as it is: no scripts, no links, fonts by the name 'Roboto'. */
  readonly svg: string;
  readonly textAlternative: string;
  /** What its marks mean. */
  readonly key?: string;
}

export interface Report {
  readonly title: string;
  readonly sentence: string;
  readonly language: "en" | "ru";
  readonly picture?: ReportPicture;
  readonly passages?: readonly ReportPassage[];
  readonly tables: readonly ReportTable[];
  /** How we know: names and sentences, in order. */
  readonly papers: readonly (readonly [string, string])[];
  /** The day of the facts. It is the only date in the file, so that the same facts give the same bytes. */
  readonly asOf: Day;
}

/** A number as the reader's language writes it, with a real minus sign. */
export function printed(cell: ReportCell, column: ReportColumn, language: Report["language"]): string {
  if (cell === null) return "–";
  if (typeof cell === "string") return cell;
  const digits = column.digits ?? 0;
  return new Intl.NumberFormat(language === "ru" ? "ru-RU" : "en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits })
    .format(cell)
    .replace("-", "\u2212");
}
