// The cut: which segment each lead and deal belongs to, with segments too thin to speak for themselves put together.
import type { DealColumns, LeadColumns } from "#facts/columns.ts";
import type { Links } from "#evidence/shortfall/links.ts";
import type { Dimension } from "#evidence/shortfall/question.ts";
import { type TraitColumn, traitColumn } from "#evidence/shortfall/traits.ts";

/** Levels of the dimensions asked for; null: not known. Empty for the whole company. */
export interface Segment {
  readonly key: string;
  readonly levels: Readonly<Partial<Record<Dimension, string | null>>>;
  /** True for the thin segments put together. */
  readonly isRest: boolean;
}

/** Segment numbers of records, before thin ones are put together. */
export interface Cut {
  readonly segments: readonly Segment[];
  readonly deals: Int32Array;
  readonly leads: Int32Array;
}

/** Leads must carry a level in at least this share of rows for a dimension to be cut through leads. */
export const leadsMustCarry = 0.8;

/** Whether leads carry every dimension of the cut. */
export function leadsCarry(by: readonly Dimension[], deals: DealColumns, leads: LeadColumns | null): boolean {
  if (leads === null) return false;
  return by.every((dimension) => {
    const codes = traitColumn(dimension, deals, leads).leads;
    if (codes === null) return false;
    let known = 0;
    for (const code of codes) if (code >= 0) known++;
    return known >= leadsMustCarry * codes.length;
  });
}

/** Segments of deals by their own levels; of leads by their deal's level where there is one, else their own, so that a lead and its deal stand together. */
export function cutOf(by: readonly Dimension[], deals: DealColumns, { leads, links }: { leads: LeadColumns | null; links: Links | null }): Cut {
  const columns = by.map((dimension) => traitColumn(dimension, deals, leads));
  const book = new SegmentBook(by, columns);
  const dealSegments = new Int32Array(deals.count);
  const codes = new Int32Array(by.length);
  for (let row = 0; row < deals.count; row++) {
    const lead = links?.leadOf[row] ?? -1;
    for (let d = 0; d < by.length; d++) {
      const own = columns[d]!.deals[row]!;
      codes[d] = own < 0 && lead >= 0 ? (columns[d]!.leads?.[lead] ?? -1) : own;
    }
    dealSegments[row] = book.place(codes);
  }
  const leadSegments = new Int32Array(leads?.count ?? 0);
  for (let row = 0; row < leadSegments.length; row++) {
    const deal = links?.dealOf[row] ?? -1;
    if (deal >= 0) leadSegments[row] = dealSegments[deal]!;
    else {
      for (let d = 0; d < by.length; d++) codes[d] = columns[d]!.leads?.[row] ?? -1;
      leadSegments[row] = book.place(codes);
    }
  }
  return { segments: book.segments, deals: dealSegments, leads: leadSegments };
}

/** Gives each combination of levels a number in order of first sight. */
class SegmentBook {
  readonly segments: Segment[] = [];
  private readonly places = new Map<number, number>();
  private readonly by: readonly Dimension[];
  private readonly columns: readonly TraitColumn[];

  constructor(by: readonly Dimension[], columns: readonly TraitColumn[]) {
    this.by = by;
    this.columns = columns;
  }

  place(codes: Int32Array): number {
    let key = 0;
    for (let d = 0; d < codes.length; d++) key = key * (this.columns[d]!.names.length + 1) + codes[d]! + 1;
    const known = this.places.get(key);
    if (known !== undefined) return known;
    const names = this.by.map((_, d) => this.columns[d]!.names[codes[d]!] ?? null);
    const levels = Object.fromEntries(this.by.map((dimension, d) => [dimension, names[d]!]));
    const text = this.by.map((dimension, d) => `${dimension}=${names[d] ?? ""}`).join(";");
    this.places.set(key, this.segments.length);
    return this.segments.push({ key: text, levels, isRest: false }) - 1;
  }
}

export const restKey = "rest";
/** A segment with fewer closed deals than this on a side, and more than none, is too thin for its own rates. */
export const fewestInSegment = 5;

/**
 * Final numbers for segments: those that closed at least five deals on each side where anything happened at all keep their own, in the order of
 * their keys; the others form one segment "rest". `closed[side][segment]` and `entered[side][segment]` are counts.
 */
export function settleSegments(cut: Cut, closed: readonly Int32Array[], entered: readonly Float64Array[]): { segments: Segment[]; placeOf: Int32Array } {
  const stands = (segment: number) =>
    closed.every((counts, side) => counts[segment]! >= fewestInSegment || (counts[segment] === 0 && entered[side]![segment]! < 0.5)) &&
    closed.some((counts) => counts[segment]! > 0);
  const own = cut.segments.map((_, n) => n).filter(stands);
  own.sort((a, b) => (cut.segments[a]!.key < cut.segments[b]!.key ? -1 : 1));
  const placeOf = new Int32Array(cut.segments.length).fill(own.length);
  own.forEach((segment, place) => (placeOf[segment] = place));
  const segments = own.map((segment) => cut.segments[segment]!);
  const others = cut.segments
    .map((_, n) => n)
    .filter((n) => placeOf[n] === own.length && closed.some((counts, side) => counts[n]! > 0 || entered[side]![n]! > 0));
  if (others.length === 1 && own.length === 0) segments.push(cut.segments[others[0]!]!);
  else if (others.length > 0 || own.length === 0) segments.push({ key: restKey, levels: {}, isRest: true });
  return { segments, placeOf };
}
