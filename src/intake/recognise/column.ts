// One column's profile while the rows pass by: counts only, in bounded memory.
import type { DateOrder } from "#intake/mapping.ts";
import type { ColumnProfile } from "#intake/types.ts";
import { type CellView, viewOf } from "#intake/recognise/cell.ts";

/** Distinct texts that are remembered; columns with more are seen cell by cell. */
const mostDistinct = 5_000;
const mostExamples = 5;
const mostValues = 200;
const longestValue = 200;

interface Seen {
  readonly view: CellView;
  count: number;
}

const written = ["ymd", "dmy", "mdy"] as const;

export class ColumnCounter {
  readonly name: string;
  undecodable = 0;
  private seen = new Map<string, Seen>();
  private isCapped = false;
  private filled = 0;
  private empty = 0;
  private longest = 0;
  private readonly examples: string[] = [];
  private flags = 0;
  private currencyCodes = 0;
  private emails = 0;
  private errorMarks: { count: number; first: string } | undefined;
  private readonly number = { fits: 0, whole: 0, onlyPoint: 0, onlyComma: 0, either: 0, percent: 0, scientific: 0, beyondSafe: 0, leadingZero: 0 };
  private readonly currencies: Record<string, number> = {};
  private min = Number.POSITIVE_INFINITY;
  private max = Number.NEGATIVE_INFINITY;
  private readonly date = { withTime: 0, withZone: 0, bothWays: 0 };
  private readonly fits: Record<DateOrder, number> = { ymd: 0, dmy: 0, mdy: 0, serial: 0, "unix-seconds": 0, "unix-milliseconds": 0 };
  private readonly against: Partial<Record<DateOrder, { line: number; text: string }>> = {};

  constructor(name: string) {
    this.name = name;
  }

  add(cell: string, line: number): void {
    const text = cell.trim();
    if (!this.isCapped) {
      const known = this.seen.get(text);
      if (known) {
        known.count++;
        this.count(known.view, text, line);
        return;
      }
    }
    const view = viewOf(text);
    if (!this.isCapped) this.remember(text, view);
    this.count(view, text, line);
  }

  private remember(text: string, view: CellView): void {
    if (this.seen.size >= mostDistinct) {
      this.isCapped = true;
      this.seen = new Map();
      return;
    }
    const own = detached(text);
    this.seen.set(own, { view, count: 1 });
    if (!view.isEmpty && this.examples.length < mostExamples) this.examples.push(own.slice(0, longestValue));
  }

  private count(view: CellView, text: string, line: number): void {
    if (view.isFlag) this.flags++;
    if (view.isEmpty) {
      if (view.isErrorMark) (this.errorMarks ??= { count: 0, first: detached(text) }).count++;
      this.empty++;
      return;
    }
    this.filled++;
    if (text.length > this.longest) this.longest = text.length;
    if (view.isUndecodable) this.undecodable++;
    if (view.isCurrency) this.currencyCodes++;
    if (view.isEmail) this.emails++;
    if (view.marks !== "none") this.countNumber(view);
    for (const order of written) {
      if (view[order]) this.fits[order]++;
      else this.against[order] ??= { line, text: text.slice(0, 60) };
    }
    if (view.bothWays) this.date.bothWays++;
    if (view.hasTime) this.date.withTime++;
    if (view.hasZone) this.date.withZone++;
  }

  private countNumber(view: CellView): void {
    const { number } = this;
    const value = view.number;
    number.fits++;
    if (value % 1 === 0) number.whole++;
    if (view.marks === "point") number.onlyPoint++;
    else if (view.marks === "comma") number.onlyComma++;
    else if (view.marks === "either") number.either++;
    if (view.isPercent) number.percent++;
    if (view.isScientific) number.scientific++;
    if (view.isBeyondSafe) number.beyondSafe++;
    if (view.hasLeadingZero) number.leadingZero++;
    if (view.currency !== "") this.currencies[view.currency] = (this.currencies[view.currency] ?? 0) + 1;
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
    if (value >= 20_000 && value <= 80_000) this.fits.serial++;
    if (value >= 1e8 && value <= 4.1e9) this.fits["unix-seconds"]++;
    if (value >= 1e11 && value <= 4.1e12) this.fits["unix-milliseconds"]++;
  }

  profile(): ColumnProfile {
    const distinct = this.seen.size - (this.seen.has("") ? 1 : 0);
    return {
      column: this.name,
      filled: this.filled,
      empty: this.empty,
      distinct: this.isCapped ? mostDistinct : distinct,
      distinctIsCapped: this.isCapped,
      examples: this.examples,
      longest: this.longest,
      number: { ...this.number, currencies: this.currencies, min: finite(this.min), max: finite(this.max) },
      date: { ...this.date, fits: this.fits, against: this.against },
      flags: this.flags,
      currencyCodes: this.currencyCodes,
      emails: this.emails,
      ...(this.errorMarks && { errorMarks: this.errorMarks }),
    };
  }

  /** The distinct texts, most frequent first; null where there are too many to list. */
  values(): { text: string; count: number }[] | null {
    if (this.isCapped || this.seen.size > mostValues) return null;
    const listed = [...this.seen].filter(([text]) => text !== "" && text.length <= longestValue).map(([text, { count }]) => ({ text, count }));
    return listed.sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1));
  }
}

function finite(number: number): number | null {
  return Number.isFinite(number) ? number : null;
}

/** A copy that does not keep the whole block of the file in memory that the text was cut from. */
export function detached(text: string): string {
  return Buffer.from(text, "utf16le").toString("utf16le");
}
