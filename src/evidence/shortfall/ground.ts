// What gathering starts from: the facts asked about, how leads and deals hang together, the cut, and the traits known at entry.
import { noDay } from "#facts/columns.ts";
import type { DayNumber } from "#kit/day.ts";
import { type Courses, type Units, coursesOf, unitsOf } from "#evidence/shortfall/course.ts";
import { isClosedBefore } from "#evidence/shortfall/links.ts";
import { type Both, type Stream, fromLeads, inOwnOrder, withoutLead } from "#evidence/shortfall/lists.ts";
import type { ShortfallInput, Trait, Window, Windows } from "#evidence/shortfall/question.ts";
import { type Cut, cutOf, leadsCarry } from "#evidence/shortfall/segments.ts";
import { type TraitColumn, traitColumn, unknownTrait } from "#evidence/shortfall/traits.ts";

/** Known at entry, by stream; never the owner, and nothing that is filled in later. */
export const traitsOf: Both<readonly Trait[]> = [
  ["channel", "segment", "region", "product", "grade"],
  ["channel", "segment", "region", "product", "accountSize", "isRepeat"],
];
const segmentTrait = 1;

export class Ground {
  /** Leads are null where they are left aside. */
  readonly input: ShortfallInput;
  readonly windows: Windows;
  readonly courses: Courses;
  readonly units: Units;
  readonly cut: Cut;
  readonly traits: readonly (readonly TraitColumn[])[];
  /** The first day on which anything is known to have closed. */
  readonly firstClosed: DayNumber;
  private readonly orders: [Int32Array | null, Int32Array | null] = [null, null];

  constructor(input: ShortfallInput, windows: Windows) {
    const { deals, question } = input;
    this.windows = windows;
    this.courses = coursesOf(deals, input.leads, { windows, leadsCarry: leadsCarry(question.by, deals, input.leads) });
    const leads = this.courses.mode === "deals-only" ? null : input.leads;
    this.input = { ...input, leads };
    this.units = unitsOf(deals, leads, this.courses.links);
    this.cut = cutOf(question.by, deals, { leads, links: this.courses.links });
    const telltale = (stream: number, trait: Trait) => stream === (leads ? fromLeads : withoutLead) && (input.telltale ?? []).includes(trait);
    this.traits = traitsOf.map((traits, stream) =>
      traits.map((trait) => (telltale(stream, trait) ? unknownTrait(deals.count, leads?.count ?? 0) : traitColumn(trait, deals, leads))),
    );
    let first = Infinity;
    for (let i = 0; i < deals.count; i++) if (isClosedBefore(deals, i, Infinity)) first = Math.min(first, deals.closedOn[i]!);
    this.firstClosed = first;
  }

  sides<T>(of: (window: Window) => T): Both<T> {
    return [of(this.windows.reference), of(this.windows.actual)];
  }

  streamOf(deal: number): Stream {
    if (this.courses.mode === "deals-only") return withoutLead;
    return this.courses.mode === "unlinked" || this.courses.links!.leadOf[deal]! >= 0 ? fromLeads : withoutLead;
  }

  /** Places of all that entered a stream on days that pass the test, in their own order: leads for one, deals without a lead for the other. */
  entered(stream: Stream, test: (createdOn: DayNumber) => boolean): Int32Array {
    const days = this.daysOf(stream);
    const all = (this.orders[stream] ??= this.ordered(stream));
    return all.filter((row) => test(days[row]!));
  }

  /** Sorted once: every list of a stream is a part of this one. */
  private ordered(stream: Stream): Int32Array {
    const { deals, leads } = this.input;
    const isLead = stream === fromLeads;
    const days = this.daysOf(stream);
    const rows: number[] = [];
    for (let i = 0; i < days.length; i++) if (days[i] !== noDay && (isLead || this.streamOf(i) === withoutLead)) rows.push(i);
    return inOwnOrder(Int32Array.from(rows), isLead ? this.units.ownLeads : this.units.ownDeals, isLead ? (leads?.ids ?? []) : deals.ids);
  }

  private daysOf(stream: Stream): Int32Array {
    return stream === fromLeads ? (this.input.leads?.createdOn ?? new Int32Array(0)) : this.input.deals.createdOn;
  }

  /** The first day on which anything entered a stream. */
  firstEntered(stream: Stream): DayNumber {
    return this.daysOf(stream).reduce((first, day) => (day !== noDay && day < first ? day : first), Infinity);
  }

  /** Writes the codes of a record's traits. */
  codesOf(stream: Stream, row: number, into: Int32Array): void {
    const columns = this.traits[stream]!;
    for (let f = 0; f < columns.length; f++) into[f] = (stream === fromLeads ? columns[f]!.leads : columns[f]!.deals)?.[row] ?? -1;
  }

  /** Lags are learnt by customer segment: 0 not known, then the segments. */
  stratumOf(isLead: boolean, row: number): number {
    const column = this.traits[isLead ? fromLeads : withoutLead]![segmentTrait]!;
    return (isLead ? column.leads![row]! : column.deals[row]!) + 1;
  }

  get strata(): number {
    return Math.max(this.traits[0]![segmentTrait]!.names.length, this.traits[1]![segmentTrait]!.names.length) + 1;
  }
}
