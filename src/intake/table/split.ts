// Lines of delimited text into records: quotes, quoted line breaks, and rows that break the rules set aside by line.
import { Refused } from "#intake/table/limits.ts";
import type { SetAsideReason } from "#intake/types.ts";

export interface Dialect {
  readonly delimiter: string;
  readonly quote: string;
  readonly newline: string;
}

/** Takes what the splitter finds; `raw` of a broken record is what could be read of it. */
export interface Receiver {
  record(cells: string[], line: number): void;
  broken(reason: SetAsideReason, cells: string[], line: number): void;
}

/** Shown of a record that could not be read. */
const shownCharacters = 2_000;
/** Each unclosed quote makes us read on to the limit in vain; a file full of them is refused. */
const mostUnclosed = 100;

/**
 * Splits text that comes in blocks. A quote opens only at the start of a cell; two quotes inside are one; text after a closing
 * quote breaks the record. A quote that is not closed within `longest` characters breaks the line that it stands on, and
 * reading goes on with the next line, so that one stray quote costs one row. Throws `Refused` past a hundred such lines.
 */
export class Splitter {
  line: number;
  private readonly dialect: Dialect;
  private readonly longest: number;
  private readonly receiver: Receiver;
  private pending = "";
  private unclosed = 0;
  // State while one record is read; fields, because two functions share them in a hot loop.
  private text = "";
  private delimiterAt = -1;
  private quoteAt = -1;
  private isStray = false;

  constructor(options: { dialect: Dialect; longest: number; line: number; receiver: Receiver }) {
    this.dialect = options.dialect;
    this.longest = options.longest;
    this.line = options.line;
    this.receiver = options.receiver;
  }

  /** Whether the text so far ends between two records, so that a later run may start here. */
  get isBetweenRecords(): boolean {
    return this.pending === "";
  }

  push(block: string, isLast: boolean): void {
    const { delimiter, newline, quote } = this.dialect;
    const text = this.pending === "" ? block : this.pending + block;
    [this.text, this.pending, this.delimiterAt, this.quoteAt] = [text, "", -1, -1];
    let start = 0;
    while (start < text.length) {
      let end = text.indexOf(newline, start);
      if (end === -1) end = text.length;
      if (this.quoteAt < start) this.quoteAt = this.next(quote, start);
      if (this.quoteAt > end) {
        this.plain(start, end, delimiter);
        start = end + 1;
        continue;
      }
      const next = this.quoted(start, end, isLast);
      if (next === -1) {
        this.pending = text.slice(start);
        return;
      }
      start = next;
    }
  }

  /** A line without any quote: the fast way, and nearly every line goes it. */
  private plain(start: number, end: number, delimiter: string): void {
    const stop = end > start && this.text.charCodeAt(end - 1) === 13 ? end - 1 : end;
    const line = this.line++;
    if (stop - start > this.longest) this.receiver.broken("record-too-long", [this.text.slice(start, start + shownCharacters)], line);
    else this.receiver.record(this.text.slice(start, stop).split(delimiter), line);
  }

  /** A record with quotes; answers where the next one starts, or -1 when more text is needed. */
  private quoted(start: number, firstEnd: number, isLast: boolean): number {
    const { text, dialect } = this;
    const cells: string[] = [];
    this.isStray = false;
    let at = start;
    let end = firstEnd;
    let breaks = 0;
    for (;;) {
      if (text.startsWith(dialect.quote, at)) {
        const close = this.closing(at + 1);
        if (close === -1 || close - start > this.longest) return this.unclosedAt(start, firstEnd, isLast || text.length - start > this.longest);
        const inside = text.slice(at + 1, close);
        for (; end < close; end = this.lineEnd(end + 1)) breaks++;
        at = this.afterQuote(close + 1, end);
        // A cell over several lines that ends amid text: the quote was never meant to open; only its own line is lost.
        if (this.isStray && breaks > 0) return this.abandoned(start, firstEnd);
        cells.push(inside.includes(dialect.quote) ? inside.replaceAll(dialect.quote + dialect.quote, dialect.quote) : inside);
      } else {
        const stop = Math.min(this.delimiterFrom(at), end);
        cells.push(text.slice(at, stop === end && text.charCodeAt(stop - 1) === 13 && stop > at ? stop - 1 : stop));
        at = stop;
      }
      if (at >= end) break;
      at++; // over the delimiter
      if (at >= end) {
        // The delimiter was the last thing on the line: one more, empty, cell.
        cells.push("");
        break;
      }
    }
    const line = this.line;
    this.line += breaks + 1;
    if (end - start > this.longest) this.receiver.broken("record-too-long", [text.slice(start, start + shownCharacters)], line);
    else if (this.isStray) this.receiver.broken("stray-quote", cells, line);
    else this.receiver.record(cells, line);
    return end + 1;
  }

  /** The quote that closes a cell opened before `from`, over doubled ones; -1 where the text has none. */
  private closing(from: number): number {
    const { quote } = this.dialect;
    for (let at = this.text.indexOf(quote, from); at !== -1; at = this.text.indexOf(quote, at + 2)) {
      if (!this.text.startsWith(quote, at + 1)) return at;
    }
    return -1;
  }

  /** Where the delimiter or the line's end stands after a closing quote; anything but blanks between makes the record stray. */
  private afterQuote(from: number, end: number): number {
    const stop = Math.min(this.delimiterFrom(from), end);
    if (stop > from && this.text.slice(from, stop).trim() !== "") this.isStray = true;
    return stop;
  }

  private unclosedAt(start: number, firstEnd: number, isHopeless: boolean): number {
    if (!isHopeless) return -1;
    if (++this.unclosed > mostUnclosed) throw new Refused("too-many-unclosed-quotes", { line: this.line, limit: mostUnclosed });
    return this.abandoned(start, firstEnd);
  }

  private abandoned(start: number, firstEnd: number): number {
    this.delimiterAt = -1;
    this.receiver.broken("unclosed-quote", [this.text.slice(start, Math.min(firstEnd, start + shownCharacters)).replace(/\r$/, "")], this.line++);
    return firstEnd + 1;
  }

  private delimiterFrom(at: number): number {
    if (this.delimiterAt < at) this.delimiterAt = this.next(this.dialect.delimiter, at);
    return this.delimiterAt;
  }

  private lineEnd(from: number): number {
    const at = this.text.indexOf(this.dialect.newline, from);
    return at === -1 ? this.text.length : at;
  }

  private next(mark: string, from: number): number {
    const at = this.text.indexOf(mark, from);
    return at === -1 ? Number.POSITIVE_INFINITY : at;
  }
}
