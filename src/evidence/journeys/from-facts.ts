// Facts become journeys: which firm (or person) each touch and each deal belongs to, which channel a touch came through, and what kind of buyer it was.
import type { Coded, DealColumns, LeadColumns } from "#facts/columns.ts";
import { noDay } from "#facts/columns.ts";
import { stages } from "#facts/stage.ts";
import type { TouchFacts } from "#facts/touch-columns.ts";
import { type Ends, type Touches, ending, minutesInDay, noMinute } from "#evidence/journeys/columns.ts";
import type { UnitRoll } from "#evidence/journeys/units.ts";

export interface JourneyFacts extends TouchFacts {
  readonly deals: DealColumns;
  readonly leads: LeadColumns | null;
}

/** Touches and ends with numbers in place of names. */
export interface Assembled {
  readonly touches: Touches;
  readonly ends: Ends;
  readonly units: number;
  /** A steady number of each unit. */
  readonly hashes: Int32Array;
  /** Row of `accounts` by unit; -1 where it is none on record. */
  readonly accountOf: Int32Array;
  /** Names of channels by number; null for the rare ones put together. */
  readonly channels: readonly (string | null)[];
  /** Whose channel it is, by number: `sideOfChannel`. */
  readonly sideOf: Uint8Array;
  readonly left: { readonly withoutChannel: number; readonly withoutUnit: number };
}

export interface Enquiry {
  readonly unit: number;
  /** Its deal, or its own row among the ends; -1 where it has come to no end. */
  readonly end: number;
  readonly row: number;
}

export function enquiriesOf(
  leads: LeadColumns | null,
  { roll, dealPlace, dealUnit, count }: { roll: UnitRoll; dealPlace: ReadonlyMap<string, number>; dealUnit: Int32Array; count: number },
): ReadonlyMap<string, Enquiry> {
  const found = new Map<string, Enquiry>();
  let next = count;
  for (let row = 0; row < (leads?.count ?? 0); row++) {
    const id = leads!.ids[row]!;
    const deal = dealPlace.get(leads!.deal.names[leads!.deal.codes[row]!] ?? "");
    const unit = deal === undefined ? roll.ofLead(id, leads!.account.names[leads!.account.codes[row]!]) : dealUnit[deal]!;
    const isReturned = leads!.returnedOn[row] !== noDay && deal === undefined;
    found.set(id, { unit, row, end: deal ?? (isReturned ? next++ : -1) });
  }
  return found;
}

const [won, lost] = [stages.indexOf("won"), stages.indexOf("lost")];
const morning = (day: number) => (day === noDay ? noMinute : day * minutesInDay);
const night = (day: number) => (day === noDay ? noMinute : day * minutesInDay + minutesInDay - 1);

export function endsOf(
  deals: DealColumns,
  leads: LeadColumns | null,
  { dealUnit, enquiries }: { dealUnit: Int32Array; enquiries: ReadonlyMap<string, Enquiry> },
): Ends {
  const returned = [...enquiries.values()].filter((one) => one.end >= deals.count);
  const count = deals.count + returned.length;
  const ends = {
    count,
    unit: new Int32Array(count),
    opened: new Int32Array(count),
    closed: new Int32Array(count),
    kind: new Uint8Array(count),
    value: new Float64Array(count).fill(Number.NaN),
  };
  for (let row = 0; row < deals.count; row++) {
    const stage = deals.stage[row];
    ends.unit[row] = dealUnit[row]!;
    ends.opened[row] = morning(deals.createdOn[row]!);
    ends.closed[row] = night(deals.closedOn[row]!);
    ends.kind[row] = stage === won ? ending.won : stage === lost ? ending.none : ending.open;
    ends.value[row] = deals.amount[row]!;
  }
  for (const { unit, row, end } of returned) {
    ends.unit[end] = unit;
    ends.opened[end] = morning(leads!.createdOn[row]!);
    ends.closed[end] = night(leads!.returnedOn[row]!);
    ends.kind[end] = ending.none;
  }
  return ends;
}

/** Kinds of buyer by a trait of accounts, by journey; -1 not known. */
export function traitCodes(trait: Coded, { units, accountOf }: { units: Int32Array; accountOf: Int32Array }): Int32Array {
  return units.map((unit) => (accountOf[unit]! < 0 ? -1 : trait.codes[accountOf[unit]!]!));
}

/** How many journeys have each value of a trait; those with none come first. Whether it tells buyers apart: most have it, it is not the same for all, and has not too many values. */
export class TraitCount {
  private readonly counts: Float64Array;

  constructor(trait: Coded) {
    this.counts = new Float64Array(trait.names.length + 1);
  }

  add(codes: Int32Array, sign: number): void {
    for (const code of codes) this.counts[code + 1]! += sign;
  }

  get tellsApart(): boolean {
    const [unknown, ...known] = this.counts;
    const all = known.reduce((sum, count) => sum + count, 0);
    return all >= leastKnown * (all + unknown!) && known.filter((count) => count > 0).length >= 2 && known.length <= mostValues;
  }
}

const leastKnown = 0.8;
const mostValues = 20;
